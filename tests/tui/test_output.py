"""What is written to a terminal waits in a thread, and the line is known by how it takes it."""

import os
import select
import time
from collections.abc import Iterator
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._compositor import ChopsUpdate
from textual.app import App as TextualApp
from textual.geometry import Region

from tui.app_base import App
from tui.dialogs.base import Card
from tui.output import (
    BEHIND_SECONDS,
    FORGET_SECONDS,
    PICTURES_A_SECOND,
    Output,
    TerminalLine,
    Undrawn,
)

PICTURE = "\x1b[1;1H" + "\x1b[38;2;1;2;3mx" * 3000


def feed(line: TerminalLine, rate: float, count: int = 60_000, start: float = 0.0) -> float:
    """Write as much as a line takes that takes 4 KiB at a time; the moment it is through."""
    now, room = start, 20_480
    for _ in range(0, count, 512):
        while room < 512:
            line.full(now)
            now += 0.05
            if (now - start) * rate >= 4096:
                start, room = now, 4096
        room -= 512
        line.wrote(512, now)
    return now


@pytest.mark.parametrize("rate", [3_000, 9_600, 30_000])
def test_a_slow_line_is_measured_and_what_lies_there_is_known(rate: int) -> None:
    line = TerminalLine()
    now = feed(line, rate)
    assert line.rate is not None
    assert 0.7 * rate < line.rate <= rate
    assert 0.5 < line.behind(now) * line.rate / 20_000 <= 1
    assert line.behind(now + 1.3 * 20_000 / line.rate) == 0


class Kernel:
    """What lies between a program and a terminal that takes it unevenly, as on a busy machine."""

    def __init__(self, rate: int, random: Random) -> None:
        self.rate, self.random = rate, random
        self.lies, self.free = 0.0, 20_480
        self._read_at = self._reads_at = 0.0

    def read(self, now: float) -> None:
        """Take what is due; room is made 4 KiB at a time."""
        if now >= self._reads_at:
            self.lies = max(0.0, self.lies - self.rate * (now - self._read_at))
            self._read_at, self._reads_at = now, now + self.random.uniform(0.005, 0.06)
            if 20_480 - self.lies - self.free >= 4096 or not self.lies:
                self.free = 20_480 - int(self.lies)

    def write(self, count: int) -> int:
        written = min(count, self.free)
        self.lies += written
        self.free -= written
        return written


@pytest.mark.parametrize("rate", [9_600, 30_000, 100_000])
@pytest.mark.parametrize("seed", range(4))
def test_little_lies_where_no_bell_overtakes_it_however_much_there_is_to_draw(
    rate: int, seed: int
) -> None:
    kernel, line = Kernel(rate, Random(seed)), TerminalLine()
    known_at, most = 0.0, 0.0
    for millisecond in range(30_000):
        now = millisecond / 1000
        kernel.read(now)
        if line.behind(now) <= BEHIND_SECONDS:
            count = kernel.write(line.at_once)
            line.wrote(count, now) if count else line.full(now)
        known_at = known_at or (now if line.rate else 0.0)
        if known_at and now > known_at + 20_480 / rate:
            most = max(most, kernel.lies / rate)
    assert known_at
    assert most < 3 * BEHIND_SECONDS


def test_a_bell_goes_at_once_while_the_terminal_is_left_alone(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.output.BEHIND_SECONDS", 60.0)
    output = Output(terminal[1])
    output._line.rate = 100.0
    output._line.wrote(20_000, time.perf_counter())
    output.write("later")
    output.start()
    while not output.is_alive():
        pass
    output.write("\a")
    assert select.select([terminal[0]], [], [], 30.0)[0]
    assert os.read(terminal[0], 10) == b"\a"
    output._gone = True
    output.write("\a")


def test_a_line_that_takes_everything_is_never_behind() -> None:
    line = TerminalLine()
    for moment in range(1000):
        line.wrote(10_000, moment / 100)
    assert (line.rate, line.behind(10.0)) == (None, 0.0)


@pytest.mark.parametrize("seconds", [0.3, 1.0, 60.0])
def test_a_terminal_that_was_busy_once_is_not_slow(seconds: float) -> None:
    line = TerminalLine()
    line.full(0.0)
    line.full(seconds)
    for moment in range(10):
        line.wrote(4096, seconds + moment / 1000)
        line.full(seconds + moment / 1000)
    assert line.rate is None or line.rate > 1_000_000


def test_a_line_that_was_slow_once_is_tried_again_after_a_while() -> None:
    line = TerminalLine()
    now = feed(line, 9_600)
    before = line.rate
    line.rested(now + 1)
    assert line.rate == before
    line.rested(now + FORGET_SECONDS + 1)
    assert before is not None
    assert line.rate == 2 * before


@pytest.mark.parametrize(
    ("rate", "most", "pictures"),
    [
        (None, 8, 8),
        (None, 4, 4),
        (500_000, 8, 8),
        (500_000, 4, 4),
        (60_000, 8, 4),
        (30_000, 8, 2),
        (9_600, 8, 0),
        (9_600, 4, 0),
    ],
)
def test_pictures_a_second_fall_with_the_line(
    terminal: tuple[int, int], rate: float | None, most: int, pictures: int
) -> None:
    output = Output(terminal[1], most)
    output._line.rate = rate
    assert output.pictures_a_second == pictures
    assert most in PICTURES_A_SECOND


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a pty; the program writes to the second."""
    reading, writing = os.openpty()
    yield reading, writing
    for descriptor in (reading, writing):
        os.close(descriptor)


def everything(reading: int) -> bytes:
    read = b""
    while select.select([reading], [], [], 0.2)[0]:
        read += os.read(reading, 65536)
    return read


def test_what_is_written_arrives_in_order(terminal: tuple[int, int]) -> None:
    output = Output(terminal[1])
    output.start()
    for number in range(100):
        output.write(f"{number} ")
    assert everything(terminal[0]).split() == [str(number).encode() for number in range(100)]
    output.close()
    assert not output.is_alive()


def test_a_terminal_that_takes_nothing_holds_up_nobody(terminal: tuple[int, int]) -> None:
    output = Output(terminal[1])
    output.start()
    for _ in range(50):
        output.write(PICTURE)
    while not output.is_behind:
        pass
    output.close()  # after a second in which nothing was taken
    output.join(1.0)
    assert not output.is_alive()


def test_the_bell_does_not_wait_for_a_picture(terminal: tuple[int, int]) -> None:
    output = Output(terminal[1])
    output.start()
    for _ in range(3):
        output.write(PICTURE)
    while not output.is_behind:
        pass
    output.write("\a")
    read = everything(terminal[0])
    assert len(read) == 3 * len(PICTURE) + 1
    assert b"\x1b[38;2;1;2;3mx\a\x1b[" in read  # between two sequences
    assert read.index(b"\a") < 2 * len(PICTURE)
    output.close()


def test_titles_and_modes_are_kept_when_pictures_are_dropped(terminal: tuple[int, int]) -> None:
    output = Output(terminal[1])
    for text in ("first", PICTURE, "second", PICTURE, "third"):
        output.write(text)
    output.drop_pictures()
    output.start()
    output.close()
    assert everything(terminal[0]) == b"\x1b[0mfirstsecondthird"


def test_a_terminal_that_is_gone_ends_nothing(terminal: tuple[int, int]) -> None:
    reading, writing = os.openpty()
    output = Output(writing)
    output.start()
    os.close(reading)
    for _ in range(50):
        output.write(PICTURE)
    output.close()
    assert not output.is_alive()
    os.close(writing)


sizes = st.integers(1, 30)
regions = st.builds(Region, st.integers(0, 60), st.integers(0, 25), sizes, sizes)


@given(st.lists(st.lists(regions, max_size=5), max_size=5), st.integers(1, 200))
def test_everything_that_changed_is_drawn_once_in_the_end(
    changes: list[list[Region]], cells: int
) -> None:
    whole = Region(0, 0, 80, 24)
    undrawn = Undrawn()
    for change in changes:
        undrawn.add(change)
    drawn: list[Region] = []
    while undrawn:
        taken = undrawn.take(cells, whole)
        assert sum(row.area for row in taken) < cells + whole.width
        drawn += taken
    wanted = {
        (x, y)
        for change in changes
        for each in change
        for part in [each.intersection(whole)]
        for y in range(part.y, part.bottom)
        for x in range(part.x, part.right)
    }
    shown = [(x, row.y) for row in drawn for x in range(row.x, row.right)]
    assert wanted <= set(shown)
    assert len(shown) == len(set(shown))


def test_the_newest_is_drawn_first_and_from_the_top() -> None:
    undrawn = Undrawn()
    undrawn.add([Region(0, 0, 80, 24)])
    undrawn.take(80, Region(0, 0, 80, 24))
    undrawn.add([Region(0, 10, 5, 1), Region(0, 20, 5, 1)])
    rows = [undrawn.take(1, Region(0, 0, 80, 24)).pop().y for _ in range(4)]
    assert rows == [10, 20, 1, 2]


@pytest.mark.usefixtures("painted")
async def test_what_waits_is_dropped_where_a_screen_has_no_layout_yet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The screen is drawn as a whole when it has one."""

    def render(app: App, _: object, update: ChopsUpdate | None) -> None:
        if update is not None:
            update.render_segments(app.console)

    app = App()
    async with app.run_test():
        app._undrawn.add([Region(0, 3, 10, 2)])
        with monkeypatch.context() as patch:
            patch.setattr(TextualApp, "_display", render)
            patch.setattr("tui.app_base.output_of", lambda _: SimpleNamespace(has_room=True))
            app.push_screen(Card[None]())
            app._draw_what_waits()
        assert not app._undrawn
