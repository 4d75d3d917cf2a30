"""Measures the real program: `python -m tests.benchmarks [RUNS]`, 15 runs unless told.

Run it with the Python of an environment in which supple is installed from its wheel, with
nothing else going on. Ratios are to the smallest Textual app, in turn with it; below 5 %
is noise.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import keys, saving, start
from tests.benchmarks.logs import fill
from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import supple

READY_AIM = Aim("ready with 10,000 sessions", "ms", 1.6, 1.1, "with 100")
MEMORY_AIM = Aim("memory with 10,000 sessions", "MiB", 2.0, 1.6, "floor")


def main(runs: int) -> None:
    """Measure and print, part by part."""
    with TemporaryDirectory(prefix="supple-bench-") as name:
        home = Path(name) / "home"
        home.mkdir()
        folders = {count: Path(name) / f"{count}" / "data" for count in (100, 1000, 10_000)}
        for count, folder in folders.items():
            fill(folder, count)
        samples = Samples()
        start.measure_floor(home, Samples())  # the first run of all fills the disk cache
        start.measure_supple(folders[100], home, Samples())
        for _ in range(runs):
            start.measure_floor(home, samples)
            start.measure_supple(folders[100], home, samples)
        samples.report(start.AIMS)
        _measure_large_log(folders, home, samples, runs)
        _measure_saving(Path(name), folders[1000], home, samples, runs)
        for _ in range(3):
            keys.measure_keys(folders[1000], home, samples)
        keys.measure_idle(folders[1000], home, samples)
        keys.measure_hold(folders[100], home, samples)
        samples.report(keys.AIMS)


def _measure_large_log(folders: dict[int, Path], home: Path, samples: Samples, runs: int) -> None:
    for _ in range(runs):
        for who, count in (("with 100", 100), ("supple", 10_000)):
            command = (supple(), "--data-dir", folders[count])
            samples.add(who, READY_AIM.name, start.ready(command, home))
    large = (supple(), "--data-dir", folders[10_000])
    least = start.memory(start.FLOOR, home, start.FLOOR_READY)
    samples.add("floor", MEMORY_AIM.name, least)
    samples.add("supple", MEMORY_AIM.name, start.memory(large, home, start.SUPPLE_READY))
    samples.report([READY_AIM, MEMORY_AIM])


def _measure_saving(place: Path, thousand: Path, home: Path, samples: Samples, runs: int) -> None:
    saving.measure_saving(place / "saving", 1000, samples, runs)
    saving.measure_saving(place / "saving-more", 10_000, samples, max(3, runs // 3))
    for _ in range(runs):
        saving.measure_status(thousand, home, samples)
    samples.report([*saving.AIMS, saving.STATUS_AIM, saving.LINE_AIM])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
