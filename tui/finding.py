"""What the palette finds besides the commands of a page: by names, and by what is said of it."""

import re
import shlex
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import methodcaller
from typing import Any

from msgspec import Struct
from textual.content import Content
from textual.message import Message
from textual.style import Style

from library.cells import UnreadableCell, named_day
from library.history.codec import FIRST_YEAR
from library.review.period import Period
from library.settings import SHOWN
from library.settings.schema import WEEKDAYS
from library.wording import capitalised, counted, our_word, whole_day_words
from tui.keys.commands import COMMANDS, PAGES
from tui.keys.live import first_key
from tui.messages import WritePage
from tui.screens.help import HelpScreen
from tui.screens.page import Page
from tui.text.marks import MARKS
from tui.text.settings import FILE, FILE_TITLE, REMINDER, REMINDER_TITLE, value_words

RUN_AT_ONCE = {
    "today": ("start", "check", "mark", "why", "sheet"),
    "exercises": ("search", "new", "hidden"),
    "routines": ("new", "take_in"),
    "history": ("search", "filter", "explain", "mornings", "reach", "helps", "undo", "week"),
    "settings": ("search", "try"),
}
"""Commands that are called from every page; others need something under the cursor of their own."""
IN_THE_SHELL = {
    "start": ("start desk-break --plain", "a session line by line, without a screen"),
    "today": ("today --plain", "what is right for today, in sentences"),
    "check": ("check 3", "how your back is"),
    "due": ("due", "whether anything is due, for scripts"),
    "remind": (
        "remind --days mon,wed,fri --at 17:30",
        "a calendar file, cron or a timer that reminds you",
    ),
    "log": ("log massage --day yesterday", "a session done away from the screen"),
    "mark": ("mark yesterday ill", "rest, ill, pain or travel, several days at once"),
    "edit": ('edit last --note "left side"', "pain, note and day of a session"),
    "delete": ("delete monday", "a session of a day"),
    "undo": ("undo", "take the last change to the log back"),
    "list": ("list", "what there is, and how long it takes"),
    "exercises": ("exercises", "what each is to you today"),
    "show": ("show leg-lift", "all about an exercise or a routine"),
    "adjust": ("adjust leg-lift more", "the level of an exercise, and what is hidden"),
    "ticks": ("ticks", "what applies to you"),
    "status": ("status --line", "one line for prompts and bars"),
    "history": ("history --json", "every session, for other programs"),
    "mornings": ("mornings", "mornings compared, by exercise"),
    "week": ("week", "last week looked back at"),
    "report": ("report -o report.html", "a page for your physiotherapist"),
    "reach": ("reach -4.5", "how far you reach"),
    "routine": ("routine new Evening leg-lift massage", "make or change a routine"),
    "new": ("new exercise", "an exercise of your own"),
    "set": ("set", "read or change settings"),
    "share": ("share knee -o knee.toml", "a routine as one file for others"),
    "import": ("import FILE", "sessions of a file, JSON or CSV"),
    "export": ("export --json log.json", "the log as JSON, or as a table with --csv"),
    "merge": ("merge FILE OTHER", "two logs into one"),
    "backups": ("backups", "earlier states of the log"),
    "restore": ("restore NAME", "go back to a backup"),
    "erase": ("erase", "remove the whole history from this machine"),
    "doctor": ("doctor", "check everything; --report for a report of a fault"),
    "figure": ("figure leg-lift", "a picture in the shell"),
    "sheet": ("sheet -o sheet.html", "a page to print for the wall"),
    "schema": ("schema exercise", "what may stand in a file, for your editor"),
    "paths": ("paths", "where your data lie"),
    "completion": ("completion bash", "names after Tab, in bash, zsh and fish"),
    "help": ("help start", "what a verb does, and its options; man supple is its manual"),
}
"""What to type in a shell, and what it is about, by verb."""
_WEEKS = 4
"""That a report looks back on unless another period is chosen."""
_DAYS = ("today", "yesterday")
_LETTERS_OF_A_DAY, _LETTERS_OF_A_NAME, _LETTERS_OF_A_SENTENCE = 2, 2, 3
"""From how many on days, names and sentences are looked for (our judgement)."""
_EXACT_ELSEWHERE = 900.0
"""Below what the palette gives its own commands, above everything else."""
_PER_LETTER, _PER_LETTER_OF_A_SENTENCE = 3.0, 1.2
"""A name that holds what is typed scores like one of a command; a sentence lies below it."""
_AFTER = 8
"""Characters behind a match that are to be seen, too, where a sentence begins late."""


class Found(Struct, frozen=True):
    """Something to go to, or to do."""

    kind: str
    """What it is, as it stands before the name: `Setting`; empty for a command of the page."""
    name: str
    sentence: str
    call: Callable[[], Awaitable[None] | None]
    key: str = ""
    """The keys that lead there, as they are shown."""
    words: str = ""
    """What else it is found by."""
    comes_last: bool = False
    """Whether it comes after what can be done here."""

    @property
    def title(self) -> str:
        """Kind and name."""
        return f"{self.kind}: {self.name}" if self.kind else self.name


def score(found: Found, typed: str) -> float:
    """Return how well something fits what is typed; 0 if it does not.

    Args:
        found: What may be meant.
        typed: Words in any order; each must be found, whole or in part, or what we say for it.
    """
    words = typed.casefold().split()
    if points := _score(found, words):
        return points
    others = [our_word(word) for word in words]
    # What has the very word comes first.
    most = _PER_LETTER_OF_A_SENTENCE * sum(map(len, words))
    return min(_score(found, others), most) if others != words else 0.0


def _score(found: Found, words: Sequence[str]) -> float:
    letters = sum(map(len, words))
    name = found.name.casefold()
    if letters < _LETTERS_OF_A_NAME:
        return 0.0
    title = f"{found.kind} {name}".casefold()
    if " ".join(words) in (name, title, found.title.casefold()) and not found.comes_last:
        return _EXACT_ELSEWHERE
    of_name = [word for word in words if word in name]
    if of_name and all(word in title for word in words):
        begun = sum(bool(re.search(rf"\b{re.escape(word)}", name)) for word in of_name)
        return _PER_LETTER * (letters + begun) / (1 + found.comes_last)
    if letters < _LETTERS_OF_A_SENTENCE:
        return 0.0
    # The names in a command line are examples.
    told = f"{title} {found.words} {'' if found.comes_last else found.sentence}".casefold()
    if all(word in told for word in words):
        return _PER_LETTER_OF_A_SENTENCE * letters / (1 + found.comes_last)
    return 0.0


def lit(text: Content, typed: str, style: Style, start: int = 0) -> Content:
    """Return a text in which what is typed has a style wherever it stands, from a place on."""
    for word in typed.split():
        for match in re.compile(re.escape(word), re.IGNORECASE).finditer(text.plain, start):
            text = text.stylize(style, *match.span())
    return text


def excerpt(sentence: Content, typed: str, room: int) -> Content:
    """Return a sentence, without its beginning where else nothing of what is typed could be seen.

    Args:
        sentence: What is told of something.
        typed: Words that may stand in it.
        room: Cells that are seen of it.
    """
    places = (re.search(re.escape(word), sentence.plain, re.IGNORECASE) for word in typed.split())
    spans = sorted(place.span() for place in places if place)
    if not spans or spans[0][1] < room:
        return sentence
    start, end = spans[0]
    after = min(_AFTER, len(sentence.plain) - end)
    space = sentence.plain.find(" ", end + after + 1 - room, start)
    return Content("…") + sentence[space:] if space >= 0 else sentence


def everything(page: Page) -> Iterator[Found]:
    """Yield what can be gone to or done from a page, but for its own commands and for days."""
    yield from _settings(page)
    yield from _exercises(page)
    yield from _commands(page)
    yield from _help(page)
    yield from _verbs(page)


def days(page: Page, typed: str) -> Iterator[Found]:
    """Yield the days that are meant by what is typed, in any usual spelling or the beginning of it.

    Days to come are not meant: nothing is noted of them.
    """
    today = page.services.profile.today()
    sessions = page.services.history.counted
    for day in dict.fromkeys(_days_meant(typed, today)):
        if day.year >= FIRST_YEAR and day <= today:
            count = sum(each.practice_day == day for each in sessions)
            told = f"{counted(count, 'session')} on it" if count else "Go to it in History"
            call = _at(page, "history", methodcaller("go_to", day))
            yield Found("Day", whole_day_words(day, today), told, call)


def _days_meant(typed: str, today: date) -> Iterator[date]:
    text = typed.strip().casefold()
    if len(text) < _LETTERS_OF_A_DAY or text.isdecimal():
        return
    names = [name for name in (*_DAYS, *WEEKDAYS) if name.startswith(text)]
    ends = f"{text.rstrip('.')}{'.' if '.' in text else '/' if '/' in text else ' '}"
    for each in (*names, text, *(f"{ends}{today.year - back}" for back in range(2))):
        try:
            day = named_day(each, today)
        except (UnreadableCell, OverflowError):
            continue
        yield day
        if day <= today:
            return


def _settings(page: Page) -> Iterator[Found]:
    settings = page.services.profile.settings
    for key, setting in SHOWN.items():
        told = f"{capitalised(value_words(key, settings))}. {setting.help}"
        call = _at(page, "settings", methodcaller("go_to", key))
        yield Found("Setting", setting.title, told, call, words=f"{key} {setting.group}")
    for key, title, told in (
        (REMINDER, REMINDER_TITLE, "Make a file with an alarm for your calendar"),
        (FILE, FILE_TITLE, "Show where it is kept"),
    ):
        call = _at(page, "settings", methodcaller("go_to", key))
        yield Found("Setting", title, told, call)


def _exercises(page: Page) -> Iterator[Found]:
    profile = page.services.profile
    for each in profile.catalogue.except_for(profile.settings.hidden):
        call = _at(page, "exercises", methodcaller("find", each.id))
        yield Found("Exercise", each.name, each.purpose, call, words=" ".join(each.tags))
    for routine in profile.routines:
        call = _at(page, "routines", methodcaller("go_to", routine.id))
        yield Found("Routine", routine.name, routine.purpose, call)


def _commands(page: Page) -> Iterator[Found]:
    """Yield the commands of the other pages, each with the keys that lead to it."""
    app = page.app
    for scope, title in PAGES.items():
        if title == page.TITLE:
            continue
        told = set[str]()
        for command in COMMANDS[scope].commands:
            # What shares a key, as Enter on Today, is one command at a time: which is seen there.
            if {command.label, command.keys} & told:
                continue
            told |= {command.label, command.keys}
            key = first_key(app, f"{scope}.{command.name}")
            at_once = command.name in RUN_AT_ONCE[scope]
            do = partial(_run, command.action) if at_once else partial(_name_key, key)
            keys = f"{first_key(app, f'app.{scope}')} {key}"
            call = _at(page, scope, do)
            yield Found(title, command.label, command.does, call, keys, command.name)
    report = f"{first_key(app, 'app.history')} {first_key(app, 'history.helps')}"
    period = Period(_WEEKS, page.services.profile.today())
    yield Found(
        PAGES["history"],
        "Report to print",
        f"Write a report of the last {_WEEKS} weeks for a physiotherapist, to print",
        partial(_post, page, WritePage(period)),
        f"{report} {first_key(app, 'helps.report')}",
    )


def _help(page: Page) -> Iterator[Found]:
    """Yield the help of each page, and what stands there for all of them."""
    app = page.app
    for scope, title in PAGES.items():
        keys = f"{first_key(app, f'app.{scope}')} {first_key(app, 'app.help')}"
        call = _at(page, scope, partial(_run, "app.help"))
        yield Found("Help", title, "What its keys do, and what it is for", call, keys)
    told, words = "Signs, letters and colours on the pages", " ".join(words for _, words in MARKS)
    yield Found("Help", "What the marks mean", told, partial(_show_marks, page), words=words)
    told = "How each number comes about, with your own days"
    call = _at(page, "history", partial(_run, "explain"))
    keys = f"{first_key(app, 'app.history')} {first_key(app, 'history.explain')}"
    yield Found("Help", "Steadiness, days and weeks in a row", told, call, keys)


def _verbs(page: Page) -> Iterator[Found]:
    """Yield what is typed in a shell: the command line itself, and what it is about."""
    paths = page.services.paths
    for verb, (typed, about) in IN_THE_SHELL.items():
        line = paths.command(*shlex.split(typed))
        call = partial(page.notify, f"In a shell: {line}", markup=False)
        yield Found("Shell", verb, f"{line} - {about}", call, words=about, comes_last=True)


def _at(page: Page, scope: str, do: Callable[[Any], object]) -> Callable[[], Awaitable[None]]:
    """Return what goes to a page and does something there, once it stands."""

    async def call() -> None:
        await page.app.switch_mode(scope)
        there = page.app.screen

        def arrive() -> None:
            do(there)

        # What a page works out when it appears is in its queue by then, and comes first.
        there.call_after_refresh(there.call_later, arrive)

    return call


def _run(action: str, there: Page) -> None:
    """Call a command of a page, if it can be called just now."""
    if "." in action or there.check_action(action, ()):
        there.app.call_later(there.app.run_action, action, there)
    else:
        there.notify("There is nothing to do that with just now.")


def _name_key(key: str, there: Page) -> None:
    """Say which key calls a command here: it is about what is under the cursor."""
    there.notify(f"{key} does that here.")


def _post(page: Page, message: Message) -> None:
    page.post_message(message)


async def _show_marks(page: Page) -> None:
    """Open the help where it tells what the marks mean."""
    help_screen = HelpScreen.about(page)
    await page.app.push_screen(help_screen)
    help_screen.call_after_refresh(help_screen.show_marks)
