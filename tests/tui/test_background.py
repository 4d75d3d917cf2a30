"""What a terminal tells of its background, and that nothing of it is taken for keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.background import Answers, dark_by_variable, is_dark

LIGHT, DARK = b"\x1b]11;rgb:fbfb/f7f7/f1f1\x1b\\", b"\x1b]11;rgb:1a/17/15\x07"
FENCE = b"\x1b[?62;22c"
KEYS: st.SearchStrategy[list[bytes]] = st.lists(
    st.sampled_from([b"q", b"4", b"\r", b"\x1b[A", b"\x1b[?2026;2$y", "ä".encode()])
)


def told(*parts: bytes) -> tuple[bytes, bool | None]:
    """What was typed and what was learnt from what came, part by part."""
    answers = Answers()
    typed = b"".join(map(answers.feed, parts))
    return typed + answers.nothing_came(), answers.dark


@given(KEYS, KEYS, KEYS, st.sampled_from([LIGHT, DARK]), st.data())
def test_keys_come_through_whatever_is_answered_in_between_and_however_it_arrives(
    before: list[bytes],
    between: list[bytes],
    after: list[bytes],
    answer: bytes,
    data: st.DataObject,
) -> None:
    keys = [b"".join(part) for part in (before, between, after)]
    came = keys[0] + answer + keys[1] + FENCE + keys[2]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(came)), max_size=6)))
    parts = [came[a:b] for a, b in zip([0, *cuts], [*cuts, len(came)], strict=True)]
    assert told(*parts) == (b"".join(keys), answer is DARK)


@pytest.mark.parametrize(
    "wrong",
    [
        b"\x1b]11;\x07",
        b"\x1b]11;hello\x1b\\",
        b"\x1b]11;rgb:zz/00/00\x07",
        b"\x1b]11;rgb:00/00\x07",
        b"\x1b]11;" + b"f" * 65536 + b"\x07",
        b"\x1b]11;rgb:00/00/00" + b"0" * 65536 + b"\x1b\\",
    ],
)
def test_a_wrong_answer_says_nothing_and_is_not_typed(wrong: bytes) -> None:
    chunks = [wrong[at : at + 4096] for at in range(0, len(wrong), 4096)]
    assert told(b"a", *chunks, b"b", FENCE, b"c") == (b"abc", None)


def test_an_answer_that_comes_after_the_fence_counts_all_the_same() -> None:
    assert told(FENCE, b"a" + LIGHT + b"b") == (b"ab", False)


def test_an_answer_without_an_end_is_over_when_a_key_of_another_kind_or_nothing_comes() -> None:
    assert told(b"\x1b]11;rgb:ff", b"\rq") == (b"\rq", None)
    answers = Answers()
    assert answers.feed(b"\x1b]11;rgb:ff") == b""
    for _ in range(10):
        assert answers.nothing_came() == b""
    assert answers.feed(b"q") == b"q"


def test_escape_waits_a_moment_only_as_long_as_an_answer_may_still_come() -> None:
    answers = Answers()
    assert answers.feed(b"\x1b") == b""
    assert answers.nothing_came() == b"\x1b"
    for _ in range(20):
        answers.nothing_came()
    assert answers.feed(b"\x1b") == b"\x1b"
    answers = Answers()
    answers.feed(FENCE)
    assert answers.feed(b"\x1b") == b"\x1b"


def test_whoever_wants_to_know_is_told_once() -> None:
    heard: list[bool] = []
    answers = Answers(heard.append)
    answers.feed(LIGHT + LIGHT + FENCE)
    assert heard == [False]


@pytest.mark.parametrize(
    ("colour", "dark"),
    [
        ("rgb:0000/0000/0000", True),
        ("rgb:ffff/ffff/ffff", False),
        ("rgb:f/f/f", False),
        ("rgba:1a1a/1717/1515", True),
        ("#fdf6e3", False),
        ("rgb:28/2a/36", True),
        ("rgb:ff/ff", None),
        ("", None),
    ],
)
def test_a_colour_is_dark_or_not(colour: str, dark: bool | None) -> None:
    assert is_dark(colour) is dark


@pytest.mark.parametrize(
    ("value", "dark"),
    [
        ("15;0", True),
        ("0;15", False),
        ("0;default;7", False),
        ("12;8", True),
        ("15;default", None),
        ("", None),
        ("0;99", None),
        ("0;²", None),
    ],
)
def test_the_variable_names_one_of_sixteen_colours(value: str, dark: bool | None) -> None:
    assert dark_by_variable({"COLORFGBG": value}) is dark
