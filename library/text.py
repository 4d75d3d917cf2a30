"""Makes text from people, files and imports safe to keep and to show.

A note can hold escape sequences that retitle the terminal, override characters that turn a
line round, or a megabyte of anything. All such text passes `clean` where it comes in.
"""

import unicodedata

MAX_TEXT_LENGTH = 2000
"""Longest text kept, in characters: a page of writing; our judgement."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI_CONTROLS = frozenset(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202E + 1), *range(0x2066, 0x2069 + 1)]
)
# Control, surrogate, private use and unassigned: a terminal may do anything with these.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
# Composing can make a text shorter, never to less than a fourth in real writing; cutting
# before composing keeps megabytes of combining marks away from its quadratic sort.
_LONGEST_CHARACTER = 4


class _Substitutes(dict[int, str]):
    """What each code point becomes, found when first met."""

    def __missing__(self, code: int) -> str:
        if code in _BIDI_CONTROLS:
            substitute = ""
        elif unicodedata.category(chr(code)) in _UNSAFE_CATEGORIES:
            substitute = _REPLACEMENT
        else:
            substitute = chr(code)
        self[code] = substitute
        return substitute


_SUBSTITUTES = _Substitutes({ord("\t"): " ", ord("\n"): "\n"})


def clean(text: str, *, multiline: bool = False, limit: int = MAX_TEXT_LENGTH) -> str:
    r"""Return the text without anything that could control a terminal or reorder a line.

    Bidirectional controls are dropped; every other control, surrogate, private-use or
    unassigned character becomes U+FFFD; tabs and line ends become spaces. The joiners of
    emoji families and Persian stay. The result is in NFC, and cleaning it again changes
    nothing.

    Args:
        text: Anything at all, lone surrogates too.
        multiline: Keep line ends, as `\n`; for notes.
        limit: Greatest length of the result, in characters.
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text
    text = text[: limit * _LONGEST_CHARACTER].replace("\r\n", "\n").replace("\r", "\n")
    if not multiline:
        text = text.replace("\n", " ")
    return unicodedata.normalize("NFC", text.translate(_SUBSTITUTES))[:limit]
