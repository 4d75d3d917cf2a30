"""Measures what slow and dead lines do to the dashboard: `python -m tests.benchmarks.lines`.

A session runs in a pty that is read as slowly as a line would be, with the figure moving in
24-bit colours. What the screen shows, second by second, and the bell are compared with their
planned moments; as nobody outside knows when the session began, what came soonest counts as
being on time. Then one that is not read any more is asked to end. It takes four minutes.
"""

import os
import re
import select
import signal
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from library.exercises.catalogue import ExercisesFolder
from library.routines.file import RoutinesFile
from library.routines.planning import build_plan
from library.session.cues import Announcer
from library.session.engine import Session
from library.settings import SettingsFile
from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import Run, practise, supple

RATES = (30_000, 9_600)
"""Bytes a second: a poor connection by ssh, and one that is worse than any today."""
ENDS = ("SIGTERM", "SIGHUP", "closed")
LONGEST_END_SECONDS = 20.0
AIMS = (
    *(
        Aim(f"{rate} B/s, {what}", "ms", must, best)
        for rate in RATES
        for what, must, best in (
            ("screen behind, median", 300, 100),
            ("screen behind, most", 500, 300),
            ("bell late, most", 150, 50),
        )
    ),
    *(Aim(f"hung line, end after {end}", "ms", 6000, 2000) for end in ENDS),
)
SETTINGS = """bell = "single"
tones = "off"
[acknowledged]
version = 1000000
on = 2026-01-01
"""
ROUTINE = """[[routine]]
id = "line"
name = "Line"
items = [
    { exercise = "chair-leg-stretch", reps = 1, hold_seconds = 15 },
    { exercise = "leg-crossover", reps = 1, hold_seconds = 15 },
]
"""
SLICE_SECONDS = 0.02
"""A line is read so often, a little at a time."""
BEGIN_SECONDS = 9.0
"""The first pages are painted meanwhile, and nothing is known of the line yet: 40 kB, which take
4 s at 9,600 bytes a second. Counted from the start of the session."""
HANGS_SECONDS = 4.0
LEFT = re.compile(rb"(\d+):(\d\d) to go")
BELL = re.compile(rb"\x1b\][^\a]*\a|(\a)")
"""A bell, or a title, which ends with the same character."""


class SlowRun(Run):
    """A program whose output is read no faster than a line takes it."""

    def __init__(self, command: Sequence[str | Path], home: Path) -> None:
        super().__init__(command, home)
        self.moments: list[tuple[float, bytes]] = []
        """When what was read, in seconds from the start."""

    def read_slowly(self, rate: float, seconds: float) -> None:
        """Read at `rate` bytes a second."""
        begun, taken = time.perf_counter(), 0.0
        while (now := time.perf_counter()) < begun + seconds:
            allowed = int(rate * (now - begun) - taken)
            if allowed > 0 and select.select([self.child.child_fd], [], [], 0)[0]:
                data = os.read(self.child.child_fd, allowed)
                taken += len(data)
                self.moments.append((now - self.begun, data))
            else:  # what was not used is not saved up for later
                taken = max(taken, rate * (now - begun))
            time.sleep(SLICE_SECONDS)

    def end(self, how: str) -> float:
        """Milliseconds from asking for the end to it, with nothing read; the limit if it stays."""
        begun = time.perf_counter()
        if how == "closed":
            os.close(self.child.child_fd)
        else:
            self.child.kill(signal.Signals[how])
        while self.child.isalive() and time.perf_counter() - begun < LONGEST_END_SECONDS:
            time.sleep(0.01)
        return 1000 * (time.perf_counter() - begun)


def prepared(home: Path) -> tuple[Path, list[float], float]:
    """A folder with the routine, the moments of its cues, and how long it takes, in seconds."""
    folder = home / "data"
    folder.mkdir()
    (folder / "settings.toml").write_text(SETTINGS)
    (folder / "routines.toml").write_text(ROUTINE)
    catalogue, _ = ExercisesFolder(folder).read()
    routines, _ = RoutinesFile(folder / "routines.toml", Path("/nowhere")).read(catalogue)
    settings, _ = SettingsFile(folder / "settings.toml", folder / "lock").read()
    practise(folder, home, "line")
    plan = build_plan(routines.get("line"), catalogue, settings)
    session = Session(plan)
    cues = Announcer(session).announce((*session.start(), *session.advance(plan.seconds + 1)))
    return folder, sorted({cue.at for cue in cues}), plan.seconds


def late(arrived: Sequence[float], due: Sequence[float]) -> list[float]:
    """Milliseconds that each came late, the first ones left out; all of them must have come."""
    assert len(arrived) == len(due), f"{len(arrived)} came of {len(due)}"
    pairs = zip(arrived, due, strict=True)
    delays = [moment - second for moment, second in pairs if second > BEGIN_SECONDS]
    return [1000 * (delay - min(delays)) for delay in delays]


def found(run: SlowRun, pattern: re.Pattern[bytes]) -> Iterator[tuple[float, re.Match[bytes]]]:
    """What matches in all that was read, and when the last of it came."""
    ends = list(accumulate(len(data) for _, data in run.moments))
    for match in pattern.finditer(b"".join(data for _, data in run.moments)):
        yield run.moments[bisect_left(ends, match.end())][0], match


def behind(shown: Sequence[tuple[float, int]]) -> list[float]:
    """Milliseconds the screen was behind whenever it counted another second down.

    At the end of a hold the whole session may be reckoned a second longer again: that is none.
    """
    counted: list[float] = []
    lowest = shown[0][1]
    for moment, left in shown:
        if left < lowest and moment > shown[0][0] + BEGIN_SECONDS:
            counted.append(moment + left)
        lowest = min(lowest, left)
    return [1000 * (each - min(counted)) for each in counted]


def measure_rate(samples: Samples, rate: int) -> None:
    """One session on a slow line."""
    with TemporaryDirectory(prefix="supple-line-") as name:
        home = Path(name)
        folder, due, seconds = prepared(home)
        run = SlowRun((supple(), "--data-dir", folder, "start", "line"), home)
        run.read_slowly(rate, seconds + 6.0)
        run.kill()
    waits = behind([(at, 60 * int(each[1]) + int(each[2])) for at, each in found(run, LEFT)])
    bells = [at for at, each in found(run, BELL) if each[1]]
    samples.add("supple", f"{rate} B/s, screen behind, median", sorted(waits)[len(waits) // 2])
    samples.add("supple", f"{rate} B/s, screen behind, most", max(waits))
    samples.add("supple", f"{rate} B/s, bell late, most", max(late(bells, due)))


def measure_end(samples: Samples, how: str) -> None:
    """One session on a line that hangs."""
    with TemporaryDirectory(prefix="supple-line-") as name:
        home = Path(name)
        folder, _, _ = prepared(home)
        run = SlowRun((supple(), "--data-dir", folder, "start", "line"), home)
        run.until_ready(b" to go")
        time.sleep(HANGS_SECONDS)
        samples.add("supple", f"hung line, end after {how}", run.end(how))


def main() -> None:
    """Measure and print."""
    samples = Samples()
    for rate in RATES:
        measure_rate(samples, rate)
    for how in ENDS:
        measure_end(samples, how)
    samples.report(AIMS)


if __name__ == "__main__":
    main()
