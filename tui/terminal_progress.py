"""How far a session is, as a bar that some terminals show in their tab or the taskbar."""

import re
from collections.abc import Mapping

NO_PROGRESS = "\x1b]9;4;0\x07"
"""Takes the bar away."""
_ALL = 100
_BETWEEN = ("TMUX", "STY", "ZELLIJ")
"""Are set by what stands between us and the terminal, whose own variables then tell nothing."""
_NOTIFYING = ("xterm-kitty", "foot", "screen", "tmux", "dumb")
"""Beginnings of TERM where the same sequence is, or may be, taken for a notification, or shown.
Those terminals may have been started from another one, and have inherited its variables."""
_SINCE = {"ghostty": (1, 2), "iTerm.app": (3, 6, 6), "WezTerm": (0,)}
"""The first version that shows it, by TERM_PROGRAM."""
_VTE_SINCE = 8000
"""VTE 0.80, as VTE_VERSION has it."""


def progress(percent: int) -> str:
    """Return the sequence that shows how much is done, 0-100 per cent."""
    return f"\x1b]9;4;1;{min(max(percent, 0), _ALL)}\x07"


def shows_progress(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal is known to show progress: to others it is not sent."""
    term = environ.get("TERM", "")
    if any(environ.get(each) for each in _BETWEEN) or term.startswith(_NOTIFYING):
        return False
    if environ.get("KITTY_WINDOW_ID"):  # those before 0.38 notify, and none tells its version
        return False
    program = environ.get("TERM_PROGRAM", "")
    if program in _SINCE:
        return _numbers(environ.get("TERM_PROGRAM_VERSION", "")) >= _SINCE[program]
    if environ.get("WT_SESSION") or environ.get("ConEmuPID"):
        return True
    vte = environ.get("VTE_VERSION", "")
    return (
        term.startswith("xterm-256")
        and re.fullmatch("[0-9]{4,6}", vte) is not None
        and (int(vte) >= _VTE_SINCE)
    )


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers a version begins with, none where it is unknown."""
    found = re.match(r"\d{1,9}(\.\d{1,9})*", version, re.ASCII)
    return tuple(map(int, found[0].split("."))) if found else ()
