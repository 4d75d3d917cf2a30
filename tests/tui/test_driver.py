"""What a terminal cannot show well is drawn with what it can; its keys are waited for quietly."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any
from unicodedata import category

import pytest
from textual.drivers.linux_driver import LinuxDriver

import tui
from tui.driver import TerminalDriver, drawable
from tui.text.exercise_marks import KNOWN, LATER, NEW, OUT, RESTS

BLOCKS = "".join(map(chr, range(0x2580, 0x25A0)))
SHOWN_ON_CONSOLE = " ░▒■_│¯"
"""What the tables of Lat15-Terminus16, Lat15-Fixed16 and the Uni2 fonts of Debian hold of it."""
SIGNS_ON_CONSOLE = SHOWN_ON_CONSOLE + "ø–—‘’“”…•°·×←↑→↓−─━│┃┤╭╮╯╰║■▲▼▸◂●♦"
"""What they hold of other signs."""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("▌ half", "▌ half"),
        ("███", "\x1b[7m   \x1b[27m"),
        ("\x1b[31m█ █▏\x1b[0m", "\x1b[31m\x1b[7m \x1b[27m \x1b[7m \x1b[27m▏\x1b[0m"),
        ("\x1b[7m█a\x1b[0m", "\x1b[7m\x1b[27m \x1b[7ma\x1b[0m"),
        ("\x1b[1;7;31m██\x1b[m█", "\x1b[1;7;31m\x1b[27m  \x1b[7m\x1b[m\x1b[7m \x1b[27m"),
        ("\x1b[7ma\x1b[0m█", "\x1b[7ma\x1b[0m\x1b[7m \x1b[27m"),
        ("\x1b[7m\x1b[1;27m█", "\x1b[7m\x1b[1;27m\x1b[7m \x1b[27m"),
        ("\x1b[38;5;7m█", "\x1b[38;5;7m\x1b[7m \x1b[27m"),
        ("\x1b[7;38;2;7;0;27;48;5;0m█", "\x1b[7;38;2;7;0;27;48;5;0m\x1b[27m \x1b[7m"),
    ],
)
def test_full_blocks_become_spaces_without_seams(text: str, written: str) -> None:
    assert drawable(text, console=False) == written


@pytest.mark.parametrize("sign", [*BLOCKS, *"✓○★◆⠀⠒⣿"])
def test_the_console_gets_only_what_its_fonts_have(sign: str) -> None:
    written = drawable(f"a{sign}b", console=True)
    shown = written.replace("\x1b[7m", "").replace("\x1b[27m", "")
    assert len(shown) == 3
    assert shown[1].isascii() or shown[1] in SHOWN_ON_CONSOLE + "♦·"


def test_every_sign_of_ours_has_a_stand_in_where_the_console_lacks_it() -> None:
    texts = (path.read_text(encoding="utf-8") for path in Path(tui.__file__).parent.rglob("*.py"))
    signs = {sign for sign in "".join(texts) if sign > "\x7f" and category(sign)[0] in "PSN"}
    signs.discard("⏎")  # Textual's, in whose place our footer has a word
    written = "".join(drawable(sign, console=True) for sign in signs)
    lacking = {sign for sign in written if not sign.isascii() and sign not in SIGNS_ON_CONSOLE}
    assert lacking == set()


def test_what_an_exercise_is_stays_apart_on_the_console() -> None:
    assert len({drawable(mark, console=True) for mark in (KNOWN, NEW, LATER, RESTS, OUT)}) == 5


def test_the_steps_of_the_map_stay_apart_on_the_console() -> None:
    assert len({drawable(step, console=True) for step in "·░▒▓█"}) == 5


def test_the_marks_of_a_session_stay_apart_on_the_console() -> None:
    assert len({drawable(mark, console=True) for mark in "✓~-●○·"}) == 6


SECONDS_AT_MOST = 30
"""A thread that has not ended by then never will."""


@pytest.fixture
async def driver() -> AsyncIterator[Any]:
    """One that has not entered the terminal, but for what ends its input."""
    made: Any = TerminalDriver(SimpleNamespace())  # type: ignore[arg-type]
    made._end_of_input, made._ends_input = socket.socketpair()
    with made._ends_input:
        yield made


async def test_input_sleeps_when_nothing_has_begun_and_looks_what_follows_a_key(
    driver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed, last = {50: b"a", 100: b"\x1b"}, 150
    waited: list[float | None] = []
    keys: list[tuple[int, str]] = []

    def look(read: list[Any], _: object, __: object, wait: float | None) -> tuple[list[Any], ...]:
        """Tell of what is typed at some looks, and of the end at the last one."""
        terminal, end = read
        waited.append(wait)
        number = len(waited)
        return ([end] if number == last else [terminal] if number in typed else [],)

    monkeypatch.setattr("tui.driver.select.select", look)
    monkeypatch.setattr("textual._parser.get_time", lambda: sum(filter(None, waited)))
    monkeypatch.setattr(driver, "_read", lambda: typed[len(waited)])
    monkeypatch.setattr(driver, "process_message", lambda key: keys.append((len(waited), key.key)))
    driver.run_input_thread()
    assert keys == [(50, "a"), (101, "escape")]
    assert {*waited[:30], *waited[50:80], *waited[100:130]} == {0.1}
    assert {*waited[40:50], *waited[90:100], *waited[140:]} == {None}


async def test_input_ends_at_once_though_nothing_is_typed(
    driver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.driver._LISTENS_SECONDS", 0.0)  # it sleeps from the first
    monkeypatch.setattr(LinuxDriver, "disable_input", lambda _: None)  # it waits for the thread
    monkeypatch.setattr("tui.driver.os.kill", lambda *_: None)  # the end of a terminal kills
    keys, hand = socket.socketpair()
    with keys, hand:
        driver.fileno = keys.fileno()
        thread = Thread(target=driver.run_input_thread, daemon=True)
        thread.start()
        driver.disable_input()
        thread.join(SECONDS_AT_MOST)
    assert not thread.is_alive()
