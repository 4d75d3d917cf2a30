"""What `clean` lets through, and that it does so for good."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.text import MAX_TEXT_LENGTH, clean, fitted

ANY_TEXT = st.text(st.characters(), max_size=60)  # lone surrogates included
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = st.text(
    st.sampled_from("a é\t\n\r\x00\x1b\x7f\x9b\ud800\ue000\u0378e\u0301\u0958\ufb2c" + BIDI),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tight after the drive.", "Tight after the drive."),
        ("", ""),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("\x9b2J", "\ufffd2J"),
        ("a\tb\nc", "a b c"),
        ("a\r\nb\rc", "a b c"),
        ("a\u2028b\u2029c", "a b c"),
        ("abc\u202edef\u2066", "abcdef"),
        ("\ud800", "\ufffd"),
        ("\ue0b0", "\ue0b0"),
        ("\u0378", "\u0378"),
        ("\U0001fa77\U0001fae9", "\U0001fa77\U0001fae9"),
        ("\U000323b0", "\U000323b0"),
        ("\uffff", "\uffff"),
        ("\x85\x90\x9f", "\ufffd\ufffd\ufffd"),
        ("e\u0301", "é"),
        ("می\u200cکنم", "می\u200cکنم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_clean_makes_one_safe_line(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_notes_keep_their_line_ends_as_newlines() -> None:
    assert clean("a\r\nb\rc\nd\te", multiline=True) == "a\nb\nc\nd e"


@pytest.mark.parametrize("character", BIDI)
def test_every_bidi_control_is_dropped(character: str) -> None:
    assert clean(f"a{character}b") == "ab"


@pytest.mark.parametrize("text", ["x" * 10_000, "é" * 10_000, "\x1b" * 10_000])
def test_long_text_is_cut(text: str) -> None:
    assert len(clean(text)) == MAX_TEXT_LENGTH
    assert len(clean(text, limit=7)) == 7


def test_decomposed_text_within_the_limit_is_kept_whole() -> None:
    assert clean("e\u0301" * 100, limit=100) == "é" * 100


@given(st.one_of(ANY_TEXT, HOSTILE), st.booleans(), st.integers(0, 40))
def test_cleaning_twice_is_cleaning_once(text: str, multiline: bool, limit: int) -> None:
    once = clean(text, multiline=multiline, limit=limit)
    assert clean(once, multiline=multiline, limit=limit) == once


@given(st.one_of(ANY_TEXT, HOSTILE), st.booleans())
def test_nothing_unsafe_is_left(text: str, multiline: bool) -> None:
    result = clean(text, multiline=multiline)
    rest = result.replace("\n", "") if multiline else result
    assert not {unicodedata.category(c) for c in rest} & {"Cc", "Cs"}
    assert not set(result) & set(BIDI)
    assert unicodedata.is_normalized("NFC", result)
    result.encode()  # fails on a lone surrogate


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs", "Co", "Cn"]), max_size=60))
def test_ordinary_text_only_changes_its_composition(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "room", "kept", "too_many"),
    [
        ("x" * 2_000, 2_000, 2_000, ""),
        ("x" * 2_002, 2_000, 2_000, "2"),
        ("x" * 105_000, 2_000, 2_000, "103,000"),
        ("e\u0301" * 2_000, 2_000, 2_000, ""),
        ("e\u0301" * 2_010, 2_000, 2_000, "10"),
        ("\r\n" * 30, 20, 20, "10"),
        ("abc", 0, 0, "3"),
    ],
)
def test_what_is_cut_is_told(text: str, room: int, kept: int, too_many: str) -> None:
    fits, told = fitted(text, multiline=True, room=room)
    assert fits == clean(text, multiline=True)[:room]
    assert len(fits) == kept
    there_is = "there is room for 2,000."
    assert told == (too_many and f"Cut: {too_many} characters were too many; {there_is}")
