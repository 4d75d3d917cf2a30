"""Prints what the moving figure costs: `python -m tests.benchmarks.figure [SECONDS]`.

A small Textual program runs in a real pty of 80x30 cells with a figure of 60x24: once with
the figure moving all the time, once at rest, once without any figure. Then the processor
time for a new picture, whatever else the machine is busy with, and for one that was kept.
"""

import asyncio
import gc
import os
import statistics
import sys
import time
from pathlib import Path

import pexpect
from textual.app import App, ComposeResult
from textual.geometry import Region, Size

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Side
from library.figure.figure import Figure, Style
from library.figure.motion import Motion
from library.figure.palette import palette
from library.figure.terminal import Mode
from tui.widgets.figure import FigureView
from tui.widgets.figure_rendering import strips

CELLS = (60, 24)
WARM_UP_SECONDS = 8.0
"""Long enough for every picture of the move to be drawn once."""
CLOCK_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Outputs(App[None]):
    """A screen with nothing but the figure."""

    CSS = "FigureView { width: 60; height: 24; }"

    def __init__(self, motion: str) -> None:
        super().__init__()
        self._motion = motion

    def compose(self) -> ComposeResult:
        if self._motion != "none":
            yield FigureView()

    def on_mount(self) -> None:
        if self._motion != "none":
            # The massage kneads without a rest, so every picture differs from the last.
            exercise = ExercisesFolder(Path("/nowhere")).read()[0].get("hamstring-massage")
            self.query_one(FigureView).show(exercise, Side.LEFT, Motion(self._motion))


def processor_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def drain(child: "pexpect.spawn[bytes]", seconds: float) -> int:
    """Read for so many seconds what the program writes; how many bytes it was."""
    end, count = time.perf_counter() + seconds, 0
    while (left := end - time.perf_counter()) > 0:
        try:
            count += len(child.read_nonblocking(65536, timeout=left))
        except pexpect.TIMEOUT:
            break
    return count


def run(motion: str, seconds: float) -> tuple[float, float]:
    """Processor share in per cent and KiB written in a second."""
    moving = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "full"}
    environ = os.environ | moving
    environ.pop("NO_COLOR", None)
    command = ["-m", "tests.benchmarks.figure", "--stage", motion]
    child: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable, command, dimensions=(30, 80), env=environ
    )
    drain(child, WARM_UP_SECONDS)
    assert child.pid is not None
    before = processor_seconds(child.pid)
    written = drain(child, seconds)
    used = processor_seconds(child.pid) - before
    child.terminate(force=True)
    return 100 * used / seconds, written / 1024 / seconds


def milliseconds(figure: Figure, colours: Style, position: float) -> float:
    """Processor time for one new picture, strips included."""
    begin = time.process_time()
    strips(figure.cells(*CELLS, position, Side.LEFT, colours, caption="LEFT leg"), ansi=False)
    return 1000 * (time.process_time() - begin)


async def kept_milliseconds() -> float:
    """Time to paint all rows of a picture that was kept."""
    app = Outputs("hold")
    async with app.run_test(size=CELLS) as pilot:
        await pilot.pause()
        view = app.query_one(FigureView)
        assert view.size == Size(*CELLS)
        times = []
        for _ in range(50):
            begin = time.perf_counter()
            view.refresh()
            view.render_lines(Region(0, 0, *CELLS))
            times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def main(seconds: float) -> None:
    """Measure and print."""
    for motion, words in (("knead", "moving"), ("hold", "at rest"), ("none", "no figure")):
        share, written = run(motion, seconds)
        print(f"60x24 {words:10} {share:5.2f} % CPU {written:7.1f} KiB/s")
    colours = Style(Mode.QUADRANT, palette(0x121212))
    # As the dashboard does: else a walk through all modules' objects counts as a slow picture.
    gc.freeze()
    for exercise in ExercisesFolder(Path("/nowhere")).read()[0]:
        figure = Figure.from_mapping(exercise.pose, exercise.id)
        times = [milliseconds(figure, colours, n / 20) for n in range(20 * figure.last + 1)]
        print(f"new frame  {exercise.id:22} median {statistics.median(times):5.1f} ms", end="")
        print(f"  worst {max(times):5.1f} ms")
    print(f"kept frame, all 24 rows      {asyncio.run(kept_milliseconds()):5.2f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stage"]:
        Outputs(sys.argv[2]).run()
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)
