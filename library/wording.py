"""Dates, counts and hints as a person would say them."""

from collections.abc import Iterable
from datetime import date

_MISSPELT, _OTHER_LETTERS = 0.85, 2
"""How alike a misspelt word is to the one that was meant, and how many letters only one of both
has (our judgement): `office-chair` is no `firm-chair`."""
_NEAR_DAYS = 92
"""So near a day of another year is told without it: about a quarter (our judgement)."""
_OTHERS_SAY = {
    "bug": "fault",
    "color": "colour",
    "configuration": "settings",
    "exit": "quit",
    "keyboard": "keys",
    "options": "settings",
    "pdf": "print",
    "preferences": "settings",
    "shortcuts": "keys",
}
"""Words that people bring from other programs, and what is said here for them."""
_FEWEST = 4
"""Letters with which the beginning of such a word tells it from others (our judgement)."""
_LONGEST_WORD = 80
"""Characters that are compared: what is longer was not meant as a word."""


def date_words(day: date) -> str:
    """Write a day without that of the week, as in `7 Sep`."""
    return f"{day.day} {day:%b}"


def day_words(day: date, today: date | None = None) -> str:
    """Write a day, as in `Mon 7 Sep`, with its year where that does not go without saying.

    Args:
        day: The day.
        today: The day it is; None of a day that is always near.
    """
    return f"{day:%a} {date_words(day)}{year_words(day, today)}"


def year_words(day: date, today: date | None) -> str:
    """Return the year that follows a day, as in ` 2026`; empty where it goes without saying."""
    if today is None or day.year == today.year or abs((day - today).days) <= _NEAR_DAYS:
        return ""
    return f" {day.year}"


def dated_words(day: date) -> str:
    """Write a day with its year, as in `Mon 7 Sep 2026`."""
    return f"{day_words(day)} {day.year}"


def whole_day_words(day: date, today: date | None = None) -> str:
    """Write a day as `day_words` does, without anything cut off, as in `Monday 7 September`."""
    return f"{day:%A} {day.day} {day:%B}{year_words(day, today)}"


def capitalised(text: str) -> str:
    """Return a text as the beginning of a sentence; what follows its first letter stays."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return words as a sentence: a capital first, and one full stop, as after `from Maria K.`."""
    return capitalised(text) if not text or text[-1] in ".!?" else f"{capitalised(text)}."


def counted(number: int, thing: str, things: str = "") -> str:
    """Count things, as in `1 day`, `3 days` or `1,000 entries`.

    Args:
        number: How many.
        thing: What one of them is called.
        things: What more of them are called, where that takes more than an s.
    """
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def times_words(number: int) -> str:
    """Return how often, as in `never`, `once`, `twice` or `1,000 times`."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def listed(things: Iterable[str]) -> str:
    """Name things in a row, as in `a, b and c`."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def name_problem(thing: str, name: str, taken: Iterable[str], longest: int) -> str:
    """Say what is wrong with a name for something; nothing when it will do.

    Args:
        thing: What is to be called so, as in `a routine`.
        name: As typed, cleaned.
        taken: The names of the others; case makes no difference.
        longest: Most characters.
    """
    if not name:
        return f"{capitalised(thing)} needs a name."
    if len(name) > longest:
        return f"{capitalised(thing)} has a name of at most {longest} characters."
    if name.casefold() in map(str.casefold, taken):
        return f"There is {thing} of this name."
    return ""


def did_you_mean(word: str, words: Iterable[str], begin: str = " Did") -> str:
    """Ask whether the word most like this one was meant; empty when none is like it.

    Names with a dot in them must be alike before it and after it: `app.nope` is no `app.help`.

    Args:
        word: What was written.
        words: What there is.
        begin: What stands before `you mean`; it joins the question to the sentence before it.
    """
    from difflib import get_close_matches  # costs 5 ms, and only a mistake needs it

    word = word[:_LONGEST_WORD]
    for close in get_close_matches(word, words, n=9):
        parts = zip(word.split("."), close.split("."), strict=False)
        if all(get_close_matches(part, [other]) for part, other in parts):
            return f"{begin} you mean {close}?"
    return ""


def misspelt(word: str, words: Iterable[str]) -> str:
    """Return the known word that was evidently meant; empty where others will do, and this may.

    Args:
        word: What was written, any word.
        words: Those that are known.
    """
    like = [each for each in words if len(set(each) ^ set(word)) <= _OTHER_LETTERS]
    if word in like or not like:  # as nearly always, and this is quick
        return ""
    from difflib import get_close_matches  # as above

    return "".join(get_close_matches(word[:_LONGEST_WORD], like, n=1, cutoff=_MISSPELT))


def our_word(word: str) -> str:
    """Return what is said here for a word of other programs, or for the beginning of one.

    Args:
        word: As it was typed.

    Returns:
        The word itself where nothing else is said for it.
    """
    lower = word.casefold()
    begun = lower if len(lower) >= _FEWEST else f"{lower} "
    found = (ours for theirs, ours in _OTHERS_SAY.items() if f"{theirs} ".startswith(begun))
    return next(found, word)
