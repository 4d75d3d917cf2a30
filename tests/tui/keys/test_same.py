"""Which keys count as the same: by case, by place and by width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keys.commands import COMMANDS
from tui.keys.names import key_of
from tui.keys.same import key_meant, meant

SESSION = {key for command in COMMANDS["session"].commands for key in command.keys.split(",")}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("X", "x"),
        ("ч", "x"),
        ("Ч", "x"),
        ("χ", "x"),
        ("Χ", "x"),
        ("ס", "x"),
        ("ء", "x"),
        ("ط", "x"),
        ("џ", "x"),
        ("ป", "x"),
        ("ㅌ", "x"),
        ("ｘ", "x"),
        ("Ｘ", "x"),
        ("й", "q"),
        ("ы", "s"),
        ("ั", "y"),
        ("\u3000", "space"),
        ("\xa0", "space"),
        ("？", "question_mark"),
        ("٣", "3"),
        ("๓", "3"),
    ],
)
def test_a_hand_that_knows_the_place_is_understood(typed: str, key: str) -> None:
    assert key_meant(key_of(typed), typed, SESSION | {"y"}) == key


def test_a_key_of_its_own_comes_first() -> None:
    assert key_meant("G", "G", {"g", "G"}) == "G"
    assert key_meant("ч", "ч", {"x", "ч"}) == "ч"
    assert key_meant("Ч", "Ч", {"x", "ч"}) == "ч"
    assert key_meant("e", "e", {"E"}) == "E"


def test_what_terminals_send_alike_is_one_key() -> None:
    assert key_meant("ctrl+i", None, {"tab"}) == "tab"
    assert key_meant("ctrl+i", None, {"tab", "ctrl+i"}) == "ctrl+i"
    assert key_meant("ctrl+space", None, {"ctrl+@"}) == "ctrl+@"


def test_what_is_held_with_a_key_stays() -> None:
    assert key_meant("ctrl+я", None, {"ctrl+z", "z"}) == "ctrl+z"
    assert key_meant("ctrl+я", None, {"z"}) == "ctrl+я"
    assert key_meant("shift+tab", None, {"tab", "t"}) == "shift+tab"


@given(st.characters(), st.frozensets(st.characters()))
def test_it_is_a_known_one_or_what_was_typed(typed: str, known: frozenset[str]) -> None:
    assert meant(typed, known) in known | {typed}
    assert meant(typed, known | {typed}) == typed
