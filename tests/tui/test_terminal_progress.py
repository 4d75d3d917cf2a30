"""Progress is sent to terminals that are known to show it, and to no other."""

import os

import pytest

from tui.driver import TerminalDriver
from tui.terminal_progress import NO_PROGRESS, progress, shows_progress

XTERM = {"TERM": "xterm-256color"}
SHOWN = [
    {**XTERM, "WT_SESSION": "1c1b"},
    {"WT_SESSION": "1c1b"},
    {"ConEmuPID": "1200"},
    {"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"},
    {**XTERM, "TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"},
    {**XTERM, "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6"},
    {**XTERM, "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.10.0beta1"},
    {**XTERM, "VTE_VERSION": "8000"},
    {**XTERM, "VTE_VERSION": "8203"},
]
NOT_SHOWN = [
    {},
    XTERM,
    {"TERM": "dumb", "VTE_VERSION": "8000"},
    {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
    {"TERM": "xterm-kitty", "VTE_VERSION": "8203"},
    {**XTERM, "KITTY_WINDOW_ID": "1", "WT_SESSION": "1"},
    {"TERM": "foot", "VTE_VERSION": "8203"},
    {"TERM": "alacritty", "VTE_VERSION": "8203"},
    {**XTERM, "VTE_VERSION": "7600"},
    {**XTERM, "VTE_VERSION": ""},
    {**XTERM, "VTE_VERSION": "٨٢٠٣"},
    {**XTERM, "VTE_VERSION": "9" * 5000},
    {**XTERM, "VTE_VERSION": "no"},
    {**XTERM, "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"},
    {**XTERM, "TERM_PROGRAM": "ghostty"},
    {**XTERM, "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.14"},
    {**XTERM, "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "new"},
    {**XTERM, "TERM_PROGRAM": "Apple_Terminal"},
]


@pytest.mark.parametrize("between", [{}, {"TMUX": "/tmp/x"}, {"STY": "1.pts"}, {"ZELLIJ": "0"}])
def test_it_is_sent_where_it_is_known_and_through_nothing_in_between(
    between: dict[str, str],
) -> None:
    assert [shows_progress({**each, **between}) for each in SHOWN] == [not between] * len(SHOWN)
    assert not any(shows_progress({**each, **between}) for each in NOT_SHOWN)
    assert not shows_progress({**SHOWN[0], "TERM": "screen-256color"})


def test_it_stays_between_nothing_and_all() -> None:
    assert [progress(each) for each in (-1, 0, 37, 100, 101)] == [
        f"\x1b]9;4;1;{each}\x07" for each in (0, 0, 37, 100, 100)
    ]


@pytest.mark.parametrize("known", [True, False])
def test_however_the_terminal_is_left_no_bar_stays(
    known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal, a crash and ctrl+z all leave it through the same door."""
    for each in ("TMUX", "STY", "ZELLIJ", "KITTY_WINDOW_ID", "TERM_PROGRAM", "VTE_VERSION"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setitem(os.environ, "TERM", "xterm-256color")
    if known:
        monkeypatch.setitem(os.environ, "VTE_VERSION", "8000")
    written: list[str] = []
    parent = TerminalDriver.__mro__[1]
    monkeypatch.setattr(parent, "stop_application_mode", lambda _: written.append("left"))
    monkeypatch.setattr(TerminalDriver, "write", lambda _, text: written.append(text))
    driver = TerminalDriver.__new__(TerminalDriver)
    driver.stop_application_mode()
    assert written == [*([NO_PROGRESS] if known else []), "left"]
    assert NO_PROGRESS == "\x1b]9;4;0\x07"
