"""Measures how exactly holds are timed: `python -m tests.benchmarks.hold [HOLDS]`.

Each hold takes 30 s; 40 of them take 20 minutes. The session runs in a pty with a speech command
that notes when it was started, and all cues are compared with their planned moments. Nobody
outside knows the moment the session began, so the cue with the least delay counts as being on
time but for what it takes to start the command at all, which is measured as well. Then the
same with a core that is kept busy.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import Run, supple

HOLD_SECONDS = 30
AIMS = (
    Aim("end of a hold, error", "ms", 50, 10),
    Aim("cue, latest start", "ms", 150, 50),
    Aim("drift from first to last hold", "ms", 100, 10),
)
SETTINGS = """get_ready_seconds = 0
switch_seconds = 0
rest_seconds = 0
change_seconds = 0
bell = "off"
tones = "off"
speech = true
speech_command = "{voice}"
[acknowledged]
version = 1000000
on = 2026-01-01
"""
ROUTINE = """[[routine]]
id = "long"
name = "Long"
items = [{items}]
"""
ITEM = '{{ exercise = "floor-leg-stretch", reps = {reps}, hold_seconds = 30 }}'
MOST_REPS = 10
BUSY = "while True: pass"


def write_voice(home: Path) -> Path:
    """A command that notes the moment and the words."""
    voice = home / "voice"
    voice.write_text(f'#!/bin/sh\necho "$(date +%s.%N) $*" >> "{home}/said"\n')
    voice.chmod(0o700)
    return voice


def routine_of(reps: int) -> str:
    """A routine of so many holds; an item takes only so many."""
    parts = [min(MOST_REPS, reps - done) for done in range(0, reps, MOST_REPS)]
    return ROUTINE.format(items=", ".join(ITEM.format(reps=part) for part in parts))


def floor_of(voice: Path) -> float:
    """Seconds it takes to start the command at all, at the least."""
    taken = []
    for _ in range(20):
        begun = time.clock_gettime(time.CLOCK_REALTIME)
        subprocess.run([voice, "floor"], check=True)
        noted = voice.with_name("said").read_text().splitlines()[-1]
        taken.append(float(noted.split()[0]) - begun)
    voice.with_name("said").unlink()
    return min(taken)


def planned(reps: int) -> list[float]:
    """Seconds from the start at which something is said."""
    within = (0.0, HOLD_SECONDS / 2, *(HOLD_SECONDS - left for left in (3.0, 2.0, 1.0)))
    begins = [HOLD_SECONDS * rep for rep in range(reps)]
    return [begin + second for begin in begins for second in within] + [HOLD_SECONDS * reps]


def measure(samples: Samples, who: str, reps: int) -> None:
    """One session."""
    with TemporaryDirectory(prefix="supple-hold-") as name:
        home = Path(name)
        voice = write_voice(home)
        floor = floor_of(voice)
        folder = home / "data"
        folder.mkdir()
        (folder / "settings.toml").write_text(SETTINGS.format(voice=voice))
        (folder / "routines.toml").write_text(routine_of(reps))
        run = Run((supple(), "--data-dir", folder, "start", "long"), home)
        run.until_ready(b" left")
        run.watch(HOLD_SECONDS * reps + 2.0)
        run.kill()
        said = (home / "said").read_text().splitlines()
    note(samples, who, [float(line.split()[0]) for line in said], floor, reps)


def note(samples: Samples, who: str, moments: list[float], floor: float, reps: int) -> None:
    """Compare what was said with what was planned."""
    due = planned(reps)
    assert len(moments) == len(due), f"{len(moments)} cues came, {len(due)} were planned"
    delays = [moment - second for moment, second in zip(moments, due, strict=True)]
    late = [1000 * (delay - min(delays) + floor) for delay in delays]
    ends = [delay for delay, second in zip(late, due, strict=True) if second % HOLD_SECONDS == 0]
    samples.add(who, AIMS[0].name, max(ends) - 1000 * floor)
    samples.add(who, AIMS[1].name, max(late))
    in_hold = len(due) // reps
    first, last = median(late[:in_hold]), median(late[-in_hold:])
    samples.add(who, AIMS[2].name, abs(last - first))


def main(reps: int) -> None:
    """Measure on a machine left alone, then with a busy core."""
    samples = Samples()
    measure(samples, "left alone", reps)
    samples.report(AIMS, "left alone")
    busy = subprocess.Popen([sys.executable, "-c", BUSY])
    try:
        measure(samples, "busy core", reps)
    finally:
        busy.kill()
        busy.wait()
    samples.report(AIMS, "busy core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
