"""What keys cost, and what the dashboard costs while nothing or a hold is going on."""

import time
from pathlib import Path

from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import Run, practise, supple

AIMS = (
    Aim("key in the exercises", "ms", 10, 4),
    Aim("key in the history", "ms", 10, 4),
    Aim("first switch to a page, settled", "ms", 120, 40),
    Aim("switch to a page seen, settled", "ms", 120, 40),
    Aim("idle, CPU of one core", "%", 0.2, 0.15),
    Aim("idle, bytes a second", "B/s", 0, 0),
    Aim("live hold, CPU of one core", "%", 2, 1),
    Aim("29 s of a hold, error", "ms", 20, 5),
)
DOWN, UP = "\x1b[B", "\x1b[A"
IDLE_SECONDS, WATCHED_SECONDS = 30.0, 18.0
INTO_HOLD_SECONDS = 8.0
"""By then the figure has moved in and stands still."""


def measure_keys(folder: Path, home: Path, samples: Samples) -> None:
    """Keys in lists and switches between pages, in one run."""
    run = Run((supple(), "--data-dir", folder), home)
    run.until_ready(b"In all")
    run.settle()
    for name, key in (("first switch", "2"), ("first switch", "3"), ("first switch", "4")):
        _switch(run, samples, f"{name} to a page, settled", key)
    for key in "2324":
        _switch(run, samples, "switch to a page seen, settled", key)
    _cursor(run, samples, "key in the history")
    run.press("2")
    run.settle()
    _cursor(run, samples, "key in the exercises")
    run.kill()


def _switch(run: Run, samples: Samples, what: str, key: str) -> None:
    begin = time.perf_counter()
    run.press(key)
    samples.add("supple", what, 1000 * (run.settle() - begin))


def _cursor(run: Run, samples: Samples, what: str) -> None:
    for key in (DOWN, DOWN, DOWN, UP):
        samples.add("supple", what, run.press(key))
        run.settle()


def measure_idle(folder: Path, home: Path, samples: Samples, seconds: float = IDLE_SECONDS) -> None:
    """The dashboard left alone on its first page."""
    run = Run((supple(), "--data-dir", folder), home)
    run.until_ready(b"In all")
    run.settle()
    run.watch(2.0)
    share, written = run.watch(seconds)
    samples.add("supple", "idle, CPU of one core", share)
    samples.add("supple", "idle, bytes a second", written)
    run.kill()


def hold_begun(folder: Path, home: Path) -> Run:
    """A hold of a minute that has just begun."""
    practise(folder, home, "minute")
    run = Run((supple(), "--data-dir", folder, "start", "minute"), home)
    run.until_ready(b"0:59 to go")
    return run


def measure_hold(folder: Path, home: Path, samples: Samples) -> None:
    """A hold of a minute: what it costs, and how exactly its second half is timed.

    Half-time and the last second fall due by timers of their own, not with the next repaint.
    """
    run = hold_begun(folder, home)
    run.watch(INTO_HOLD_SECONDS)
    share, _ = run.watch(WATCHED_SECONDS)
    samples.add("supple", "live hold, CPU of one core", share)
    run.until(b"0:30 to go")
    taken = run.until(b"0:01 to go")
    samples.add("supple", "29 s of a hold, error", abs(taken - 29_000))
    run.kill()
