"""What a text file is written in: read as what it evidently is, or not at all."""

import json
import re
from contextlib import suppress

import msgspec

_WINDOWS = "cp1252"
_ASCII = bytes(range(0x80))
_MOSTLY = 4
"""So many times more bytes than look like UTF-8 must be none of it before it is taken for Windows
letters, two of which look like it now and then (our judgement)."""
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


class UnknownEncodingError(ValueError):
    """Bytes that are no text, or damaged text; its words go on after the file's name."""


class DecodedText(msgspec.Struct, frozen=True):
    """A text, and how sure it is that it reads like this."""

    text: str
    is_guess: bool = False
    """Whether it was no Unicode and was read as Windows-1252, what spreadsheets in the west
    write when they are not asked."""


def decoded(raw: bytes) -> DecodedText:
    """Return the text of a file: by its byte-order mark, as UTF-8, or else as Windows-1252.

    Nothing is ever replaced: every character of the text stands in the bytes.

    Raises:
        UnknownEncodingError: It is no text, or UTF-8 with damage in it.
    """
    encoding = json.detect_encoding(raw)  # by its mark, or where the zeros of its start lie
    with suppress(UnicodeDecodeError):
        return DecodedText(raw.decode(encoding))
    if encoding == "utf-8" and b"\0" not in raw:
        broken = len(_above_ascii(_UTF8_CHARACTER.sub(b"", raw)))
        if broken < _MOSTLY * (len(_above_ascii(raw)) - broken):
            told = "is written in UTF-8, but some of its characters are damaged"
            raise UnknownEncodingError(told)
        with suppress(UnicodeDecodeError):
            return DecodedText(raw.decode(_WINDOWS), is_guess=True)
    raise UnknownEncodingError("holds bytes that are no text")


def _above_ascii(raw: bytes) -> bytes:
    return raw.translate(None, _ASCII)


def is_misread(text: str, original: str) -> bool:
    """Tell whether a text is what a program makes of another that reads UTF-8 as Windows-1252."""
    if text.isascii() or original.isascii():
        return False
    try:
        return b"".join(map(_windows_byte, text)).decode() == original
    except UnicodeError:
        return False


def _windows_byte(letter: str) -> bytes:
    try:
        return letter.encode(_WINDOWS)
    except UnicodeEncodeError:  # five bytes have no letter, and stay as they are
        return letter.encode("latin-1")
