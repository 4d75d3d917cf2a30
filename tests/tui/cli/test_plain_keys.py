"""Keys of a real terminal: taken one by one, and given back with nothing left in it."""

import os
import select
import termios
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.plain.terminal import keys_in, keys_of_stdin


@dataclass(frozen=True, slots=True)
class Terminal:
    """Both ends of a terminal that is stdin."""

    person: int
    program: int

    def type(self, text: str) -> None:
        os.write(self.person, text.encode())

    @property
    def holds_keys(self) -> bool:
        """Whether a key or a line waits for whoever reads next."""
        return bool(select.select([self.program], [], [], 0)[0])


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    person, program = os.openpty()
    with closing(os.fdopen(person, "wb", 0)), closing(os.fdopen(program)) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield Terminal(person, program)


def test_keys_come_without_enter_and_arrows_by_their_names(terminal: Terminal) -> None:
    with keys_of_stdin() as keys:
        assert keys is not None
        terminal.type("n")
        assert list(keys.wait(1)) == ["n"]
        terminal.type("\x1b[Aq")
        assert list(keys.wait(1)) == ["up", "q"]
        terminal.type("\x1b")
        assert list(keys.wait(1)) == ["\x1b"]


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x1b[5~", "pageup"),
        ("\x1b[6~", "pagedown"),
        ("\x1bOP", "f1"),
        ("\x1b[15~", "f5"),
        ("\x1b[[E", "f5"),
        ("\x1b[24~", "f12"),
        ("\x1b[1;5C", "ctrl+right"),
        ("\x1b[Z", "shift+tab"),
        ("\x1bx", "alt+x"),
        ("\x1b[99;99~", "unknown"),
        ("\x1b[?62c", "unknown"),
    ],
)
def test_a_key_that_sends_several_characters_has_a_name(sent: str, key: str) -> None:
    assert keys_in(f"a{sent}b") == ["a", key, "b"]


@given(st.text(alphabet="\x1b[O1;5~Ax?"))
def test_whatever_is_sent_no_character_is_lost_or_made_up(sent: str) -> None:
    keys = keys_in(sent)
    assert all(keys)
    if "\x1b" not in sent:
        assert "".join(keys) == sent


def test_what_nobody_read_does_not_go_to_the_shell(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.program)
    with keys_of_stdin() as keys:
        assert keys is not None
        terminal.type("n")
        assert list(keys.wait(1)) == ["n"]
        terminal.type("line one\necho two\n")
        assert terminal.holds_keys
    assert not terminal.holds_keys
    assert termios.tcgetattr(terminal.program) == before


def test_a_letter_that_comes_in_two_parts_is_one_key(terminal: Terminal) -> None:
    with keys_of_stdin() as keys:
        assert keys is not None
        first, second = (bytes([byte]) for byte in "ч".encode())
        os.write(terminal.person, first)
        assert not keys.wait(1)
        os.write(terminal.person, second)
        assert list(keys.wait(1)) == ["ч"]


def test_letters_are_those_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    person, program = os.openpty()
    with closing(os.fdopen(person, "wb", 0)), closing(os.fdopen(program, encoding="cp1251")) as it:
        monkeypatch.setattr("sys.stdin", it)
        with keys_of_stdin() as keys:
            assert keys is not None
            os.write(person, "ч".encode("cp1251"))
            assert list(keys.wait(1)) == ["ч"]
