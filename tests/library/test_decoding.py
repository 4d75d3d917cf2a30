"""A file is read as what it evidently is; no character is ever lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.decoding import UnknownEncodingError, decoded, is_misread

NOTE = "Übung – „gut“, 20 €"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
def test_a_file_is_read_as_what_it_is_written_in(encoding: str) -> None:
    text = f"kind,note\r\nsession,{NOTE}\r\n"
    found = decoded(text.encode(encoding))
    assert found.text == text
    assert found.is_guess == (encoding == "cp1252")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_is_always_recognised(text: str) -> None:
    assert decoded(text.encode()).text == text
    assert decoded(text.encode("utf-8-sig")).text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"\x81\x8d\x90",
        b"kind\0,id\xff",
        "Übung Ärger Öl".encode() + b"\xff",
        "Übung".encode("utf-16")[:-1],
    ],
)
def test_what_is_no_text_or_damaged_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(UnknownEncodingError) as error:
        decoded(raw)
    assert str(error.value).startswith(("holds bytes", "is written in UTF-8, but"))


@given(st.binary(max_size=60))
def test_nothing_is_ever_replaced(raw: bytes) -> None:
    try:
        text = decoded(raw).text
    except UnknownEncodingError:
        return
    assert "\ufffd" not in text or b"\xef\xbf\xbd" in raw or 0xFD in raw


@pytest.mark.parametrize("text", [NOTE, "Ábel čte", "日本"])
def test_a_text_that_was_read_as_windows_letters_is_known_again(text: str) -> None:
    table = bytes(range(256)).decode("cp1252", errors="surrogateescape")
    letters = [chr(at) if letter >= "\udc80" else letter for at, letter in enumerate(table)]
    garbled = "".join(letters[byte] for byte in text.encode())
    assert is_misread(garbled, text)
    assert not is_misread(text, garbled)
    assert not is_misread(text, text)
