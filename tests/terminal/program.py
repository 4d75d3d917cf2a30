"""The real program in a pseudo-terminal, read as a person would read its screen."""

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pexpect
import pyte

from library.clock import SystemClock
from library.history.store import HistoryStore
from library.paths import find_paths
from library.session.draft import unfinished_drafts
from library.settings import SettingsFile
from library.settings.shell_commands import ShellCommands
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS, NOT_CLOSED

SUPPLE = Path(sys.executable).with_name("supple")
UNTIL_EASED = "crossed-leg-stretch 30"
"""A stretch of each leg that lasts until enter says that the tension has eased."""
OTHER_SCREEN = b"\x1b[?1049h"
"""Goes over to the screen that leaves the shell's as it was."""
COLOURS = re.compile(rb"\x1b\[[\d;:]*m")
"""What is told of colours: most of what is drawn, and nobody looks at it in the emulator."""
BROKEN_OFF = re.compile(rb"\x1b(\[[?\d;:]*)?\Z")
DRAWS_BARS = {
    "VTE_VERSION": "8000",
    **dict.fromkeys(("TMUX", "STY", "ZELLIJ", "KITTY_WINDOW_ID", "TERM_PROGRAM"), ""),
}
"""The variables of a terminal that shows progress, in whichever the tests are run."""
DEADLINE_SECONDS = 15.0
"""Longest wait for anything; a machine busy with other things is slow."""
QUIET_SECONDS = 0.02
"""How long to wait for output at a time."""


class Program:
    """`supple` in a terminal of its own.

    Args:
        arguments: The command line after `supple`.
        columns: Width of the terminal.
        rows: Height of the terminal.
        environ: Variables to set besides those of the tests.
        command: Run this instead of `supple`.
    """

    def __init__(
        self,
        *arguments: str | Path,
        columns: int = 80,
        rows: int = 24,
        environ: Mapping[str, str] | None = None,
        command: Path = SUPPLE,
    ) -> None:
        self._cells = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._cells)
        self._text: str | None = None
        self._broken_off = b""
        self.raw = b""
        """Everything that was written."""
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            str(command),
            [str(argument) for argument in arguments],
            dimensions=(rows, columns),
            env=environment(environ or {}),
            timeout=DEADLINE_SECONDS,
        )
        self.child.delaybeforesend = None
        self._closed = False

    @property
    def has_bar(self) -> bool:
        """Whether progress of a session stands in the terminal's tab, and stood there at all."""
        shown, gone = (self.raw.rfind(b"\x1b]9;4;%d" % each) for each in (1, 0))
        assert shown >= 0
        return shown > gone

    @property
    def pid(self) -> int:
        """Id of the process."""
        assert self.child.pid is not None
        return self.child.pid

    @property
    def screen(self) -> str:
        """What can be read on the screen."""
        if self._text is None:  # what waits for it looks far more often than it changes
            self._text = "\n".join(line.rstrip() for line in self._cells.display)
        return self._text

    def press(self, *keys: str) -> None:
        """Type keys, one after the other."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def wait_for(self, *texts: str) -> str:
        """Wait until the screen shows all these texts."""
        return self.wait(lambda screen: all(text in screen for text in texts), " and ".join(texts))

    def wait_for_cursor_in(self, text: str) -> str:
        """Wait until keys go into the line that holds this text."""
        return self.wait(
            lambda screen: text in screen.splitlines()[self._cells.cursor.y],
            f"the cursor in {text}",
        )

    def close_summary(self) -> None:
        """Leave the card at the end of a session, which takes no keys in its first moment.

        Where a voice has not come to it the first key is answered, and the second one leaves it.
        """
        self.wait_for("All optional")
        self.watch(FIRST_MOMENT_SECONDS)
        self.press("enter")
        self.wait(lambda screen: "All optional" not in screen or NOT_CLOSED in screen, "an answer")
        if NOT_CLOSED in self.screen:
            self.watch(FIRST_MOMENT_SECONDS)
            self.press("enter")
        self.wait_until_gone("All optional")

    def wait_until_gone(self, text: str) -> str:
        """Wait until the screen no longer shows this text."""
        return self.wait(lambda screen: text not in screen, f"no {text}")

    def wait(self, seen: Callable[[str], bool], what: str) -> str:
        """Wait until the screen is as it should be."""
        end = time.perf_counter() + DEADLINE_SECONDS
        while not seen(self.screen):
            assert time.perf_counter() < end, f"waited for {what}; the screen is\n{self.screen}"
            assert self.read() or self.child.isalive() or seen(self.screen), (
                f"ended before {what} was seen; the screen is\n{self.screen}"
            )
        return self.screen

    def watch(self, seconds: float) -> None:
        """Let real time pass, for what is about time itself, and take in what is written."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read()

    def read(self) -> bool:
        """Take in what was written; whether there was anything."""
        try:
            data = self.child.read_nonblocking(65536, timeout=QUIET_SECONDS)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        text, self._broken_off = whole_sequences(self._broken_off + data)
        for number, part in enumerate(COLOURS.sub(b"", text).split(OTHER_SCREEN)):
            if number:  # the emulator has only one screen, but the other one begins empty
                self._cells.erase_in_display(2)
            self._stream.feed(part)
        self._text = None
        return True

    def send_signal(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        os.kill(self.pid, number)

    def wait_for_end(self) -> int:
        """Wait until the program has ended; its exit code, negative for a signal."""
        end = time.perf_counter() + DEADLINE_SECONDS
        while self.read() or self.child.isalive():
            assert time.perf_counter() < end, f"did not end; the screen is\n{self.screen}"
        while self.read():
            pass
        self.child.close()
        if self.child.signalstatus is not None:
            return -self.child.signalstatus
        assert self.child.exitstatus is not None
        return self.child.exitstatus

    def stall(self, seconds: float) -> None:
        """Let real time pass without reading anything, as a line does that hangs."""
        select.select([], [], [], seconds)

    def hang_up(self) -> int:
        """Close the terminal, as when its window is closed, and wait for the end.

        Returns:
            The exit code, negative for a signal.
        """
        self._closed = True
        process: Any = self.child
        process.ptyproc.fileobj.close()
        return self.wait_unread("outlived its terminal")

    def wait_unread(self, otherwise: str, seconds: float = DEADLINE_SECONDS) -> int:
        """Wait for the end without reading anything; its exit code, negative for a signal."""
        end = time.perf_counter() + seconds
        while self.child.isalive():
            assert time.perf_counter() < end, otherwise
            select.select([], [], [], QUIET_SECONDS)
        return -(self.child.signalstatus or 0) or self.child.exitstatus or 0

    def close(self) -> None:
        """End the program if it still runs."""
        if not self._closed:
            self.child.close(force=True)


KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "ctrl+z": "\x1a",
    "ctrl+c": "\x03",
    "ctrl+d": "\x04",
}


def whole_sequences(data: bytes) -> tuple[bytes, bytes]:
    """Part what was read from the beginning of a sequence at its end, of which more will come."""
    broken_off = BROKEN_OFF.search(data)
    end = broken_off.start() if broken_off else len(data)
    return data[:end], data[end:]


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The variables the program sees."""
    environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a program without bytecode starts slowly
    environ.pop("TEXTUAL_FPS", None)  # drawn as often as it is for everybody
    return {**environ, **changes}


def seconds_left(screen: str) -> int:
    """Seconds left of the session as they stand on the screen."""
    minutes, seconds = screen.partition(" to go")[0].split()[-1].split(":")
    return 60 * int(minutes) + int(seconds)


def call(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a verb without a terminal."""
    return subprocess.run(
        [SUPPLE, *arguments],
        env=environment({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEADLINE_SECONDS,
    )


def history(folder: Path) -> list[dict[str, Any]]:
    """The sessions of the data folder, oldest first, as `supple history --json` gives them."""
    paths = find_paths(folder, {})
    snapshot = HistoryStore(paths.history_file, paths.state_dir, SystemClock()).load()
    assert snapshot.notices == ()
    sessions: list[dict[str, Any]] = json.loads(msgspec.json.encode(snapshot.sessions))
    return sessions


def unfinished(folder: Path) -> list[dict[str, Any]]:
    """The sessions that the next start offers to go on with, as far as they were done."""
    found, unreadable = unfinished_drafts(find_paths(folder, {}).state.drafts)
    assert unreadable == []
    return [draft.content["record"] for draft in found]


def write_settings(folder: Path, *lines: str, card_read: bool = True) -> None:
    """Settings without pauses, with the before-you-start card read if wished."""
    folder.mkdir(exist_ok=True)
    pauses = [f"{name}_seconds = 0" for name in ("get_ready", "switch", "rest", "change")]
    card = ["[acknowledged]", "version = 1000000", "on = 2026-01-01"] if card_read else []
    text = [*pauses, "reading_time = false", *lines, *card]
    (folder / "settings.toml").write_text("\n".join(text) + "\n", encoding="utf-8")
    allow_commands(folder)


def allow_commands(folder: Path) -> None:
    """Answer that the commands of the settings may run on this machine."""
    paths = find_paths(folder, {})
    settings, _ = SettingsFile(paths.settings_file, paths.state.own_files_lock).read()
    commands = ShellCommands(paths.state.allowed_commands)
    if unasked := commands.unasked(settings):
        commands.answer(unasked, run=True)


def write_routine(folder: Path, items: Sequence[str], name: str = "Short") -> None:
    """An own routine named `short`; an item is an id and seconds: `leg-crossover 5`."""
    tables = [
        f'{{ exercise = "{exercise}", reps = 1, hold_seconds = {seconds} }}'
        for exercise, seconds in (item.split() for item in items)
    ]
    (folder / "routines.toml").write_text(
        f'[[routine]]\nid = "short"\nname = "{name}"\nitems = [{", ".join(tables)}]\n',
        encoding="utf-8",
    )
