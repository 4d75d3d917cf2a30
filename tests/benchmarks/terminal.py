"""Runs a program in a pty of 100x30 cells and reads off what it costs."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect

QUIET_SECONDS = 0.15
"""Nothing was written for so long: the screen has settled."""
LONGEST_SECONDS = 30.0
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") / 1024


def practise(folder: Path, home: Path, routine: str) -> None:
    """Log a routine on two days: what is read before first times would wait for a key."""
    for day in ("-3", "-2"):
        logged = [str(supple()), "--data-dir", str(folder), "log", routine, "--day", day]
        subprocess.run(logged, check=True, stdout=subprocess.DEVNULL, env=environment(home))


class Run:
    """One run of a program."""

    def __init__(self, command: Sequence[str | Path], home: Path) -> None:
        self.begun = time.perf_counter()
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            str(command[0]),
            [str(word) for word in command[1:]],
            dimensions=(30, 100),
            env=environment(home),
        )
        self.child.delaybeforesend = None
        self.written = b""
        self.last_output = self.begun

    @property
    def pid(self) -> int:
        assert self.child.pid is not None
        return self.child.pid

    def read(self, timeout: float) -> bytes:
        """What was written until there is something, or the time is over."""
        if not select.select([self.child.child_fd], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.child.child_fd, 65536)
        except OSError:  # the program has ended
            return b""
        self.written += data
        self.last_output = time.perf_counter()
        return data

    def until(self, sign: bytes) -> float:
        """Milliseconds from now until this text was written."""
        return self._until(lambda since: sign in self.written[since:], sign)

    def until_ready(self, sign: bytes) -> float:
        """Milliseconds from the start until this text was written."""
        while sign not in self.written:
            self._read_or_give_up(self.begun, sign)
        return 1000 * (time.perf_counter() - self.begun)

    def press(self, key: str) -> float:
        """Milliseconds from the key to the first sign of it."""
        begin = time.perf_counter()
        self.child.send(key)
        while not self.read(0.5):
            assert time.perf_counter() - begin < LONGEST_SECONDS, f"{key!r} did nothing"
        return 1000 * (self.last_output - begin)

    def settle(self) -> float:
        """Wait until nothing is written any more; when the last was, by `perf_counter`."""
        while self.read(QUIET_SECONDS):
            pass
        return self.last_output

    def watch(self, seconds: float) -> tuple[float, float]:
        """CPU of one core in per cent, and bytes written in a second."""
        before, count = self.cpu(), len(self.written)
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)
        return (
            100 * (self.cpu() - before) / 1000 / seconds,
            (len(self.written) - count) / seconds,
        )

    def cpu(self) -> float:
        """Milliseconds of user and system time so far, by the scheduler's own count."""
        nanoseconds = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            nanoseconds += int((task / "schedstat").read_text(encoding="ascii").split()[0])
        return nanoseconds / 1e6

    def memory(self) -> float:
        """MiB of memory in use that no other process shares."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        private = [line.split()[1] for line in text.splitlines() if line.startswith("Private")]
        return sum(map(int, private)) / 1024

    def quit(self) -> float:
        """Milliseconds from `q` to the end of the process."""
        begin = time.perf_counter()
        self.child.send("q")
        while self.child.isalive():
            self.read(0.002)
            assert time.perf_counter() - begin < LONGEST_SECONDS, "does not end"
        taken = 1000 * (time.perf_counter() - begin)
        self.child.close()
        return taken

    def kill(self) -> None:
        """End it without a word."""
        self.child.kill(signal.SIGKILL)
        self.child.close()

    def _until(self, seen: Callable[[int], bool], what: bytes) -> float:
        begin, since = time.perf_counter(), len(self.written)
        while not seen(since):
            self._read_or_give_up(begin, what)
        return 1000 * (time.perf_counter() - begin)

    def _read_or_give_up(self, begin: float, what: bytes) -> None:
        self.read(0.5)
        assert time.perf_counter() - begin < LONGEST_SECONDS, f"never wrote {what!r}"


def environment(home: Path) -> dict[str, str]:
    """A home of its own, a terminal with all colours, and modules compiled once."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {"LANG": "C.UTF-8", **kept, "HOME": str(home), "TERM": "xterm-256color"} | {
        "COLORTERM": "truecolor"
    }


def supple() -> Path:
    """The program as it is installed beside this Python."""
    return Path(sys.executable).with_name("supple")
