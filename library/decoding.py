"""What a text file is written in: read as what it evidently is, or not at all."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import islice

import msgspec

_WINDOWS, _MAC = "cp1252", "mac-roman"
_WESTERN = {_WINDOWS: "Windows-1252", _MAC: "Mac OS Roman", "cp850": "MS-DOS 850"}
"""What spreadsheets in the west write when they are not asked, or asked for a CSV of a Mac or of
MS-DOS; the likeliest first."""
_ASCII = bytes(range(0x80))
_MOSTLY = 4
"""So many times more bytes than look like UTF-8 must be none of it before it is taken for Windows
letters, two of which look like it now and then (our judgement)."""
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)

_FOREIGN_WORD = re.compile(r"[^\s,;|\"]{0,20}[^\x00-\x7f][^\s,;|\"]{0,20}")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LOST = re.compile(r"[?\x80-\x9f・\ufffd]+")
"""What programs show for letters that they lack."""
_HEAD, _UNSURE = 24, 3
"""So many letters are looked at first, and so many of them may change with those that follow."""
_LOOKED_AT = 10_000
"""So many letters beyond ASCII tell enough about a file (our judgement)."""
_IN_NO_NOTE = frozenset("†‡‰ˆ˜¨¯¸˘˙˚˝˛ˇƒŸıﬁﬂ\uf8ff\ufffd")
"""Loose accents and other signs of either that hardly anybody writes; a gap where there is none."""
_INSIDE_WORDS = frozenset("’‘´·–—…")
"""What stands between letters though it is none: apostrophes, however they are typed, the Catalan
dot, dashes and dots without spaces."""


class UnknownEncodingError(ValueError):
    """Bytes that are no text, or damaged text; its words go on after the file's name."""


class DecodedText(msgspec.Struct, frozen=True):
    """A text, and how sure it is that it reads like this."""

    text: str
    guessed: str = ""
    """What it was read as, being no Unicode; empty when it is."""

    def __str__(self) -> str:
        """What it was read as, and a word by which a person sees whether that is right."""
        word = _FOREIGN_WORD.search(self.text)
        return f"{self.guessed}, as in “{word[0]}”" if word else self.guessed


def decoded(raw: bytes, encoding: str | None = None) -> DecodedText:
    """Return the text of a file.

    Nothing is ever replaced: every character of the text stands in the bytes.

    Args:
        raw: The file.
        encoding: What it is written in; None to find that out, by its byte-order mark, as UTF-8,
            or else by the words it makes with the letters of Windows, of a Mac or of MS-DOS.

    Raises:
        UnknownEncodingError: It is no text, or UTF-8 with damage in it, or not written in that.
        LookupError: There is no such encoding.
    """
    if encoding is not None:
        try:
            return DecodedText(raw.decode(encoding))
        except UnicodeDecodeError:
            raise UnknownEncodingError(f"is not written in {encoding}") from None
    encoding = json.detect_encoding(raw)  # by its mark, or where the zeros of its start lie
    with suppress(UnicodeDecodeError):
        return DecodedText(raw.decode(encoding))
    if encoding == "utf-8" and b"\0" not in raw:
        broken = len(_above_ascii(_UTF8_CHARACTER.sub(b"", raw)))
        if broken < _MOSTLY * (len(_above_ascii(raw)) - broken):
            told = "is written in UTF-8, but some of its characters are damaged"
            raise UnknownEncodingError(told)
        with suppress(UnicodeDecodeError):
            guess = _guess(raw)
            return DecodedText(raw.decode(guess), _WESTERN[guess])
    raise UnknownEncodingError("holds bytes that are no text")


def from_shell(argument: str) -> str:
    """Return the text that an argument of the command line is, whatever its letters are written in.

    Python keeps the bytes that are none of the locale's letters, and those are read like a file's.
    """
    if argument.isascii() or not any(map(_is_byte, argument)):
        return argument
    with suppress(UnknownEncodingError):
        return decoded(os.fsencode(argument)).text
    return argument


def _is_byte(letter: str) -> bool:
    return "\udc80" <= letter <= "\udcff"


def _guess(raw: bytes) -> str:
    """Tell whose letters they are: of those that make the fewest odd words.

    Where several make as few, lines that end as on an old Mac decide, and else the likeliest is it.
    """
    odd = {name: _odd_places(raw.decode(name, errors="replace")) for name in _WESTERN}
    fewest = [name for name in _WESTERN if odd[name] == min(odd.values())]
    has_mac_lines = b"\r" in raw and b"\n" not in raw
    return _MAC if has_mac_lines and _MAC in fewest else fewest[0]


def _odd_places(text: str) -> int:
    """Count what no note has: a capital inside a word, a sign between letters, odd signs."""
    odd = 0
    for found in islice(_FOREIGN.finditer(text), _LOOKED_AT):
        letter, at = found[0], found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if letter in _IN_NO_NOTE:
            odd += 1
        elif letter.isupper():
            odd += before.islower() or (before.isalpha() and after.islower())
        elif not letter.islower() and letter not in _INSIDE_WORDS:
            odd += before.isalpha() and after.isalpha()
    return odd


def _above_ascii(raw: bytes) -> bytes:
    return raw.translate(None, _ASCII)


def is_garbled(text: str, original: str) -> bool:
    """Tell whether a text is what a program made of another that did not know its letters.

    Such a program took UTF-8 for letters of its own, once or at two goes, or wrote question marks
    for those it lacks. Whichever Python can read stand for all.
    """
    letters = list(_FOREIGN.finditer(original))
    if not letters or text == original:
        return False
    first, last = letters[0].start(), letters[-1].end() + 1  # it may swallow the next one, too
    if not text.startswith(original[:first]) or not text.endswith(original[last:]):
        return False
    seen, head = _shown(text), original[: first + _HEAD]
    return any(
        seen.startswith(_certain(begun)) and seen in map(_shown, _garbled(original, encoding))
        for encoding in _encodings()
        for begun in map(_shown, _garbled(head, encoding))
    )


def _shown(text: str) -> str:
    return _LOST.sub("?", text)


def _certain(begun: str) -> str:
    """Return the beginning of a text without what its next letters may change."""
    return begun[: max(1, len(begun) - _UNSURE)]


@cache
def _encodings() -> list[str]:
    from encodings.aliases import aliases  # what follows takes a tenth of a second

    return [name for name in sorted(set(aliases.values())) if _reads_ascii(name)]


def _reads_ascii(encoding: str) -> bool:
    try:
        return "a,b".encode(encoding) == b"a,b"
    except (LookupError, UnicodeError):  # not of texts, or not on this system
        return False


def _garbled(text: str, encoding: str) -> Iterator[str]:
    yield text.encode(encoding, "replace").decode(encoding, "replace")
    yield (once := _misread(text, encoding))
    yield _misread(once, encoding)


def _misread(text: str, encoding: str) -> str:
    """Take UTF-8 for something else; bytes that are no letter there stay as they are."""
    letters = text.encode(errors="surrogatepass").decode(encoding, "surrogateescape")
    return "".join(chr(ord(each) - 0xDC00) if _is_byte(each) else each for each in letters)
