"""Writes to the terminal without anybody waiting for it, and notices how fast it is."""

import os
import select
import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from textual.geometry import Region

PICTURES_A_SECOND = (8, 4, 2)
"""How often the figure may move on a line without limits, over ssh, and where that is too much."""
PICTURE_BYTES = 10_000
"""What one more picture of a moving figure takes, 60 by 24 cells in 24-bit colours, as measured."""
SHARE = 0.7
"""Of the line the figure takes this much at most; the rest is for everything else."""
BEHIND_SECONDS = 0.05
"""What waits longer holds back what is drawn next; nobody sees less than that (our judgement)."""
SLOW_RATE = 200_000
"""Bytes a second below which a screen of 20 kB takes longer than a tenth of a second."""
FORGET_SECONDS = 300.0
"""After so long a line is believed to be twice as fast as it was; our judgement."""
_PATIENCE_SECONDS = 1.0
"""A terminal that takes nothing for so long at the end is not waited for. A slow one takes its
4 KiB at once, every 0.4 s at 9,600 bytes a second."""
_KERNEL_BYTES = 20_000
"""What Linux holds of a pty that nobody reads, as measured."""
_GRANULE = 4096
"""What Linux lets a terminal take before it asks for more; less tells nothing about the line."""
_SEEN = 3
"""So often a line must be seen to be slow: a terminal that was busy for a moment is not. The middle
one counts."""
_SAFE_SHARE = 0.8
"""Of what a line was seen to take it is reckoned to take this much: believed to be faster than it
is, it would fill up little by little, and the bell come late. As the seen rates scatter."""
_HANGS_SECONDS = 1.5
"""A terminal that takes so long for what it takes at once hangs, and is not slow."""
_AT_ONCE = 4096
"""The most bytes that are written at once, so that the bell gets in between."""
_LEAST_AT_ONCE = 256
_PICTURE_LEAST = 512
"""Longer pieces are parts of pictures, which may be dropped; titles and modes are shorter."""
_ESCAPE = b"\x1b"


class TerminalLine:
    """How fast a terminal takes what is written, as far as that was seen.

    What a program has written lies in the kernel until the terminal takes it, and nobody tells
    how much it is. Only a full kernel makes writing wait: between two such moments as much was
    taken as was written. From then on it is reckoned how much lies there still.
    """

    def __init__(self) -> None:
        self.rate: float | None = None
        """Bytes a second; None as long as nothing had to wait."""
        self._measured_at = 0.0
        self._lying, self._reckoned_at = 0.0, 0.0
        self._seen: deque[float] = deque(maxlen=_SEEN)
        self._full_at: float | None = None
        self._since_full = 0

    def wrote(self, count: int, now: float) -> None:
        """Note that `count` bytes were written by now, a reading of a clock in seconds."""
        self._lying = min(self._left(now) + count, _KERNEL_BYTES)
        self._reckoned_at = now
        self._since_full += count

    def full(self, now: float) -> None:
        """Note that nothing more can be written now."""
        self._lying, self._reckoned_at = _KERNEL_BYTES, now
        if self._full_at is None:
            self._full_at, self._since_full = now, 0
        elif self._since_full >= _GRANULE and now > self._full_at:
            self._seen.append(self._since_full / (now - self._full_at))
            self._full_at, self._since_full = now, 0
            if len(self._seen) == self._seen.maxlen:
                self.rate, self._measured_at = sorted(self._seen)[_SEEN // 2], now
        elif now - self._full_at > _HANGS_SECONDS:
            self._full_at = None

    def rested(self, now: float) -> None:
        """Note that for a while nothing was written: what is taken from now on tells nothing."""
        self._full_at = None
        if self.rate is not None and now - self._measured_at > FORGET_SECONDS:
            self.rate, self._measured_at = 2 * self.rate, now

    def behind(self, now: float) -> float:
        """Seconds until the terminal has taken what lies in the kernel; 0 when that is unknown."""
        return 0.0 if self.rate is None else self._left(now) / self.rate

    def _left(self, now: float) -> float:
        if self.rate is None:
            return 0.0
        return max(0.0, self._lying - _SAFE_SHARE * self.rate * (now - self._reckoned_at))

    @property
    def at_once(self) -> int:
        """How many bytes to write at once."""
        if self.rate is None:
            return _AT_ONCE
        return round(min(max(self.rate * BEHIND_SECONDS / 2, _LEAST_AT_ONCE), _AT_ONCE))


class Output(Thread):
    """Writes to a terminal in a thread; a terminal that takes nothing holds up nobody else.

    Args:
        terminal: Its descriptor.
        most_pictures: Pictures a second the figure begins with, one of `PICTURES_A_SECOND`.
    """

    def __init__(self, terminal: int, most_pictures: int = PICTURES_A_SECOND[0]) -> None:
        super().__init__(name="supple-output", daemon=True)
        self._descriptor, self._most_pictures = opened(terminal), most_pictures
        self._given = terminal
        self._line = TerminalLine()
        self._pieces: deque[bytes | memoryview] = deque()
        self._bells: SimpleQueue[bytes] = SimpleQueue()
        self._wake: SimpleQueue[bool] = SimpleQueue()  # may be used in a signal handler
        self._waits_since: float | None = None
        self._taken = 0
        self._gone = False

    # For the one who writes.

    def write(self, text: str) -> None:
        """Write a text some time soon; a bell before anything that waits."""
        if self._waits_since is None:
            self._waits_since = time.perf_counter()
        data = text.encode(errors="replace")
        self._bells.put(data) if text == "\a" else self._pieces.append(data)
        self._wake.put(True)

    @property
    def is_slow(self) -> bool:
        """Whether a screen takes so long to come that it is better drawn a little at a time."""
        rate = self._line.rate
        return rate is not None and rate < SLOW_RATE

    @property
    def is_behind(self) -> bool:
        """Whether what was written still waits, so that more would only come later."""
        since = self._waits_since
        return since is not None and time.perf_counter() - since > BEHIND_SECONDS

    @property
    def has_room(self) -> bool:
        """Whether more can be written now and come in a moment."""
        if (rate := self._line.rate) is None:
            return not self.is_behind
        waiting = sum(map(len, tuple(self._pieces)))  # at once, as the thread takes from them
        return waiting / rate + self._line.behind(time.perf_counter()) < 2 * BEHIND_SECONDS

    @property
    def pictures_a_second(self) -> int:
        """How often the figure may move; 0 where it is to stand still."""
        rate = self._line.rate
        if rate is None:
            return self._most_pictures
        affordable = min(SHARE * rate / PICTURE_BYTES, self._most_pictures)
        return next((each for each in PICTURES_A_SECOND if each <= affordable), 0)

    def drop_pictures(self) -> None:
        """Drop what only draws and has not been written yet."""
        kept = [piece for piece in tuple(self._pieces) if len(piece) < _PICTURE_LEAST]
        if len(kept) < len(self._pieces):
            self._pieces.clear()
            self._pieces.extend((b"\x1b[0m", *kept))

    def close(self) -> None:
        """End when everything is written; a terminal that takes nothing is not waited for."""
        self._wake.put(False)
        before = -1
        while self.is_alive() and before != self._taken:
            before = self._taken
            self.join(_PATIENCE_SECONDS)
        self._gone = True
        self._pieces.clear()

    # In the thread.

    def run(self) -> None:
        """Write until the end."""
        goes_on = True
        while goes_on:
            if self._wake.empty():
                self._line.rested(time.perf_counter())
            goes_on = self._wake.get()
            while piece := self._next():
                self._put(piece)
            self._waits_since = None
        if self._descriptor != self._given:
            os.close(self._descriptor)

    def _next(self) -> bytes:
        """Take what is to be written now, never cut within a sequence; b"" when there is nothing.

        Small pieces go together. The bell comes first, unless the terminal is still busy.
        """
        if self._waits_since is None:
            self._waits_since = time.perf_counter()
        while (late := self._late()) > 0:
            with suppress(Empty):
                return self._bells.get(timeout=min(late, BEHIND_SECONDS))
        with suppress(Empty):
            return self._bells.get_nowait()
        with suppress(IndexError):  # dropped meanwhile
            return self._joined(self._line.at_once)
        return b""

    def _late(self) -> float:
        """Seconds to leave the terminal alone, so that little lies where it cannot be dropped."""
        if self._gone or not self._pieces:
            return 0.0
        return self._line.behind(time.perf_counter()) - BEHIND_SECONDS

    def _joined(self, limit: int) -> bytes:
        first = self._pieces.popleft()
        if len(first) > limit:
            taken = bytes(first[:limit])
            cut = max(taken.rfind(_ESCAPE, 1), 0) or limit
            self._pieces.appendleft(memoryview(first)[cut:])
            return taken[:cut]
        taken = bytes(first)
        while self._pieces and len(taken) + len(self._pieces[0]) <= limit:
            taken += self._pieces.popleft()
        return taken

    def _put(self, piece: bytes) -> None:
        rest = memoryview(piece)
        while rest and not self._gone:
            try:
                count = os.write(self._descriptor, rest)
            except BlockingIOError:
                self._line.full(time.perf_counter())
                select.select([], [self._descriptor], [], BEHIND_SECONDS)
            except OSError:  # the terminal is gone; whoever reads from it notices that, too
                self._gone = True
            else:
                self._line.wrote(count, time.perf_counter())
                self._taken += count
                rest = rest[count:]


def opened(descriptor: int) -> int:
    """Open a terminal once more, so that a write to it tells when it takes nothing.

    The descriptor we were given is the shell's, too, which would not understand that.

    Returns:
        A descriptor to write to; the one given where that cannot be had. Then nobody knows how
        fast the terminal is, and a write waits for it.
    """
    try:
        name = os.ttyname(descriptor)
        return os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return descriptor


class Undrawn:
    """Rows of the screen that a slow terminal has not been shown yet: the newest come first."""

    def __init__(self) -> None:
        self._rows: dict[Region, None] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, regions: Iterable[Region]) -> None:
        """Note what has changed; it comes before what was noted earlier, from the top."""
        for region in sorted(regions, key=lambda each: each.y, reverse=True):
            for y in range(region.bottom - 1, region.y - 1, -1):
                self._add_row(Region(region.x, y, region.width, 1))

    def _add_row(self, row: Region) -> None:
        for other in [each for each in self._rows if each.overlaps(row)]:
            del self._rows[other]
            row = row.union(other)
        self._rows[row] = None

    def take(self, cells: int, whole: Region) -> set[Region]:
        """Take rows of so many cells, and some more; what lies outside of `whole` is dropped."""
        taken: set[Region] = set()
        while self._rows and sum(row.area for row in taken) < cells:
            if row := self._rows.popitem()[0].intersection(whole):
                taken.add(row)
        return taken


def output_of(app: Any) -> Output | None:
    """Return what an app writes with; None where it draws to no terminal."""
    output: Output | None = getattr(app._driver, "output", None)  # there is no public way
    return output


def pictures_a_second(app: Any) -> int:
    """Return how often the figure may move in an app; 0 where it is to stand still."""
    output = output_of(app)
    return PICTURES_A_SECOND[0] if output is None else output.pictures_a_second
