"""Makes text from people, files and imports safe to keep and to show.

A note can hold escape sequences that retitle the terminal, override characters that turn a
line round, or a megabyte of anything. All such text passes `clean` where it comes in.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

MAX_TEXT_LENGTH = 2000
"""Longest text kept, in characters: a page of writing; our judgement."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI_CONTROLS = frozenset(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202E + 1), *range(0x2066, 0x2069 + 1)]
)
# What a terminal obeys, and what no text can be written with. Not asked of Python's tables: they
# are as old as Python, and to them a newer letter is none.
_CONTROLS = (range(0x20), range(0x7F, 0xA0))
_SURROGATES = range(0xD800, 0xE000)
_LINE_ENDS = ("\n", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}")
# Composing can make a text shorter, never to less than a fourth in real writing; cutting
# before composing keeps megabytes of combining marks away from its quadratic sort.
_LONGEST_CHARACTER = 4
_MOST_COMPOSED = 10 * MAX_TEXT_LENGTH


class _Substitutes(dict[int, str]):
    """What each code point becomes, found when first met."""

    def __missing__(self, code: int) -> str:
        if code in _BIDI_CONTROLS:
            substitute = ""
        elif any(code in unsafe for unsafe in (*_CONTROLS, _SURROGATES)):
            substitute = _REPLACEMENT
        else:
            substitute = chr(code)
        self[code] = substitute
        return substitute


_SUBSTITUTES = _Substitutes({ord("\t"): " ", ord("\n"): "\n"})


def clean(text: str, *, multiline: bool = False, limit: int = MAX_TEXT_LENGTH) -> str:
    r"""Return the text without anything that could control a terminal or reorder a line.

    Bidirectional controls are dropped; every other control character and every lone surrogate
    becomes U+FFFD; tabs and line ends become spaces. All else stays: the joiners of emoji
    families and Persian, the signs of fonts in private use, characters newer than Python. The
    result is in NFC, and cleaning it again changes nothing.

    Args:
        text: Anything at all, lone surrogates too.
        multiline: Keep line ends, as `\n`; for notes.
        limit: Greatest length of the result, in characters.
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    text = text[: limit * _LONGEST_CHARACTER].replace("\r\n", "\n").replace("\r", "\n")
    for end in () if multiline else _LINE_ENDS:
        text = text.replace(end, " ")
    return unicodedata.normalize("NFC", text.translate(_SUBSTITUTES))[:limit]


def fitted(
    text: str, *, multiline: bool = False, room: int = MAX_TEXT_LENGTH, limit: int = MAX_TEXT_LENGTH
) -> tuple[str, str]:
    """Return as much of a text as there is room for, cleaned, and what to tell if it was cut.

    Args:
        text: What was typed or pasted.
        multiline: As for `clean`.
        room: How many characters are left.
        limit: How many there can be at all, to be told.

    Returns:
        The text, and a sentence; an empty one when nothing is missing.
    """
    # To compose much takes long; so much is no slip any more, and told as it came.
    short = len(text) <= _MOST_COMPOSED
    whole = len(clean(text, multiline=multiline, limit=_MOST_COMPOSED)) if short else len(text)
    told = f"Cut: {whole - room:,} characters were too many; there is room for {limit:,}."
    return clean(text, multiline=multiline, limit=room), told if whole > room else ""


def folded(text: str) -> str:
    """Return the text without case and accents, to be searched in."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def cleaned(value: Any) -> Any:
    """Return what a file is to hold, with its texts as a file would give them back."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): cleaned(each) for name, each in value.items()}
    return tuple(map(cleaned, value)) if isinstance(value, tuple) else value
