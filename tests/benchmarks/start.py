"""What a start of the dashboard costs, in alternating runs with the smallest Textual app."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import Run, supple

FLOOR = (sys.executable, Path(__file__).with_name("floor.py"))
FLOOR_READY = b"Ready"
SUPPLE_READY = b"In all"
"""Today shows it once the log has been read."""
FIRST_PAINT = b"starts it"

AIMS = (
    Aim("ready, first paint", "ms", 1.4, 1.25, "floor"),
    Aim("ready, log read", "ms", 1.4, 1.25, "floor"),
    Aim("CPU of a start", "ms", 1.55, 1.3, "floor"),
    Aim("memory", "MiB", 1.4, 1.25, "floor"),
    Aim("quit", "ms", 1.1, 0.85, "floor"),
)


def measure_floor(home: Path, samples: Samples) -> None:
    """One run of the smallest app."""
    run = Run(FLOOR, home)
    ready = run.until_ready(FLOOR_READY)
    run.settle()
    for aim in AIMS[:2]:
        samples.add("floor", aim.name, ready)
    _rest(run, "floor", samples)


def measure_supple(folder: Path, home: Path, samples: Samples) -> None:
    """One run of the dashboard."""
    run = Run((supple(), "--data-dir", folder), home)
    samples.add("supple", AIMS[0].name, run.until_ready(FIRST_PAINT))
    samples.add("supple", AIMS[1].name, run.until_ready(SUPPLE_READY))
    run.settle()
    _rest(run, "supple", samples)


def _rest(run: Run, who: str, samples: Samples) -> None:
    samples.add(who, "CPU of a start", run.cpu())
    samples.add(who, "memory", run.memory())
    samples.add(who, "quit", run.quit())


def memory(command: Sequence[str | Path], home: Path, sign: bytes) -> float:
    """MiB of memory once the program has shown this and is at rest."""
    run = Run(command, home)
    run.until_ready(sign)
    run.settle()
    taken = run.memory()
    run.kill()
    return taken


def ready(command: Sequence[str | Path], home: Path) -> float:
    """Milliseconds until the log has been read; the program is ended without a word."""
    run = Run(command, home)
    taken = run.until_ready(SUPPLE_READY)
    run.kill()
    return taken
