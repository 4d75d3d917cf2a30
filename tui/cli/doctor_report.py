"""What `supple doctor --report` tells: what helps to find a fault, and nothing personal."""

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TextIO

from library.figure.terminal import colours_of, is_gnu_screen
from library.history.errors import HistoryError
from library.profile import Part
from library.settings import SHOWN, Settings
from library.wording import counted
from tui.cli.context import Context
from tui.terminal_progress import shows_progress

_PACKAGE = "supple"
_FENCE = "```"
_LEFT_OUT = "(left out)"
_UNKNOWN = "unknown"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,39}", re.ASCII)
"""What may be told of a variable as it is: names and numbers, no path and no sentence."""
_OF_TERMINALS = frozenset(
    ("ghostty", "iterm.app", "kitty", "linux", "screen", "tmux", "vscode", "wezterm", "xterm")
)
"""Names of terminals that are told also to whoever is called so, as users of machines of services
are."""
_SHORTEST_NAME = 3
"""Letters of a person's or a machine's name; a shorter one stands in too many words."""
_TELLING = (
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "COLORTERM",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "COLUMNS",
    "LINES",
)
"""Variables of which the value is told."""
_SET_OR_NOT = ("WT_SESSION", "KITTY_WINDOW_ID", "ConEmuPID", "NO_COLOR")
"""Variables of which only the name is told."""
_BETWEEN = {
    "tmux": ("TMUX",),
    "zellij": ("ZELLIJ",),
    "ssh": ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
    "WSL": ("WSL_DISTRO_NAME",),
    "Emacs": ("INSIDE_EMACS",),
    "a container": ("container",),
}
_NAMING = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "HOST", "COMPUTERNAME", "NAME")
"""Variables that hold a person's or a machine's name."""


def report_block(context: Context, environ: Mapping[str, str]) -> str:
    """Return what a report of a fault needs, as one fenced block to be pasted.

    Args:
        context: The person's profile and history, of which only numbers and names of settings
            are told.
        environ: The environment.
    """
    told = (*_versions(), *_terminal(environ), *_yours(context))
    lines = (f"{title + ':':<12} {text}" for title, text in told)
    return "\n".join((_FENCE, *lines, _FENCE, ""))


def _versions() -> Iterator[tuple[str, str]]:
    yield _PACKAGE, _version(_PACKAGE)
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    names: list[str] = []
    with suppress(PackageNotFoundError):
        wanted = [each for each in requires(_PACKAGE) or () if "extra ==" not in each]
        names = [re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in wanted]
    yield "Packages", ", ".join(f"{name} {_version(name)}" for name in sorted(names)) or _UNKNOWN


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _UNKNOWN


def _terminal(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    release = _told(platform.release(), environ)
    yield "System", " ".join((platform.system(), release, platform.machine(), *_distribution()))
    values = [f"{name}={_told(environ[name], environ)}" for name in _TELLING if environ.get(name)]
    values += [name for name in _SET_OR_NOT if name in environ]
    yield "Terminal", ", ".join(values) or "says nothing of itself"
    between = [name for name, marks in _BETWEEN.items() if any(map(environ.get, marks))]
    between += ["GNU screen"] if is_gnu_screen(environ) else []
    yield "Inside", ", ".join(between) or "nothing"
    yield "Size", _size()
    streams = {"in": sys.stdin, "out": sys.stdout, "err": sys.stderr}
    yield "Streams", ", ".join(f"{name} {_stream(each)}" for name, each in streams.items())
    yield "Encoding", f"{_encoding(sys.stdout)}; locale {_charset(environ)}"
    colours = colours_of(environ.get("TERM", ""), environ.get("COLORTERM", ""))
    yield "Colours", f"{colours:,}; progress {'shown' if shows_progress(environ) else 'not sent'}"


def _distribution() -> Iterator[str]:
    with suppress(OSError):  # there is none elsewhere
        found = platform.freedesktop_os_release()
        told = (found.get("ID", ""), found.get("VERSION_ID", ""))
        yield from (each for each in told if _PLAIN.fullmatch(each))


def _told(value: str, environ: Mapping[str, str]) -> str:
    """Return a value that cannot name a person, a machine or a folder; else that it is left out."""
    if not _PLAIN.fullmatch(value):
        return _LEFT_OUT
    if value.casefold() in _OF_TERMINALS:
        return value
    homes = (environ.get("HOME", ""), environ.get("USERPROFILE", ""), os.path.expanduser("~"))
    names = [
        *(environ.get(each, "") for each in _NAMING),
        *(re.split(r"[/\\]", home.rstrip("/\\"))[-1] for home in homes),
        *platform.node().split("."),
    ]
    lowered = value.casefold()
    found = (name.casefold() for name in names if len(name) >= _SHORTEST_NAME)
    return _LEFT_OUT if any(name in lowered for name in found) else value


def _size() -> str:
    """Return the size of the terminal, whichever stream leads to it."""
    for descriptor in range(3):
        with suppress(OSError):
            columns, rows = os.get_terminal_size(descriptor)
            return f"{columns} x {rows}"
    return _UNKNOWN


def _stream(stream: TextIO | None) -> str:
    if stream is None or stream.closed:
        return "closed"
    return "terminal" if stream.isatty() else "file or pipe"


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or _UNKNOWN


def _charset(environ: Mapping[str, str]) -> str:
    value = next(filter(None, map(environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    charset = value.partition("@")[0].partition(".")[2]
    return _told(charset, environ) if charset else "without an encoding"


def _yours(context: Context) -> Iterator[tuple[str, str]]:
    profile = context.profile
    profile.read(*Part)
    yield "History", _history(context)
    for title, things in ("Exercises", profile.catalogue), ("Routines", profile.routines):
        yield title, f"{len(tuple(things))}, own: {sum(each.own for each in things)}"
    yield "Mistakes", f"{len(tuple(profile.problems))} in own files"
    settings, usual = profile.settings, Settings()
    changed = [key for key in SHOWN if getattr(settings, key) != getattr(usual, key)]
    yield "Settings", f"changed: {', '.join(changed)}" if changed else "as they come"
    reported = context.paths.state.crash_report.exists()
    yield "Errors", "supple.log is there" if reported else "none noted"


def _history(context: Context) -> str:
    try:
        snapshot = context.history.load()
    except HistoryError:
        return "cannot be read"
    context.profile.use_history(snapshot.remembered)
    told = counted(len(snapshot.sessions), "session")
    return f"{told}; notices: {len(snapshot.notices)}, not valid: {len(snapshot.invalid)}"
