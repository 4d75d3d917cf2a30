"""Measures steps by deadlines, never by counting ticks."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from math import ceil, floor

from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import Step
from library.session.events import AskIfEased, Event, HalfWay, SecondsLeft, StillHolding

HALF_WAY_FROM_SECONDS = 20
"""Shorter holds are over before a half-way cue could help."""
COUNTDOWN_FROM_SECONDS = 5
"""Shorter steps have no three-two-one: it would start with the step itself."""
COUNTED_SECONDS = 3
"""So many seconds before its end are counted."""
LONGEST_SILENCE_SECONDS = 15
"""Whoever lies with eyes shut wonders after some 20 s whether it still goes on (our judgement)."""
_ROUND_SECONDS = 5
"""`45 seconds to go` is easier to hear than `44`."""


class Stopwatch:
    """Adds up the seconds it was running."""

    def __init__(self, banked: float = 0.0) -> None:
        """Stand still, with so many seconds behind it."""
        self._banked = banked
        self._since: float | None = None

    def go(self, now: float) -> None:
        """Run from `now` on; running already, it goes on as it was."""
        if self._since is None:
            self._since = now

    def halt(self, now: float) -> None:
        """Stand still from `now` on."""
        self._banked, self._since = self.elapsed(now), None

    def elapsed(self, now: float) -> float:
        """Return the seconds it ran until `now`."""
        return self._banked + (0.0 if self._since is None else now - self._since)

    def reaches(self, seconds: float) -> float | None:
        """Return the reading at which `elapsed` is `seconds`; None while it stands still."""
        return None if self._since is None else self._since + seconds - self._banked


class StepClock:
    """One run of one step: how long it has lasted and what falls due within it."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.watch = Stopwatch()
        self._marks = deque(_marks(step))
        self._passed: set[type[Event]] = set()

    def next_due(self) -> float | None:
        """Return when the next mark or the end falls due; None while the step stands still."""
        seconds = self._marks[0][0] if self._marks else self.step.limit_seconds
        return self.watch.reaches(seconds)

    def take_mark(self, at: float) -> Event | None:
        """Take off the next mark and return its event; None when what falls due is the end."""
        if not self._marks:
            return None
        event = self._marks.popleft()[1](at)
        self._passed.add(type(event))
        return event

    def change_length(self, seconds: float, now: float) -> None:
        """Give the step a new length; it has one half-way, and its last seconds are counted."""
        self.step = replace(self.step, seconds=seconds)
        elapsed = self.watch.elapsed(now)
        half_passed = HalfWay in self._passed
        self._marks = deque(
            mark
            for mark in _marks(self.step)
            if mark[0] > elapsed and not (half_passed and mark[0] == seconds / 2)
        )


Mark = tuple[float, Callable[[float], Event]]
"""Seconds from the beginning of a step, and the event that falls due then."""


def _marks(step: Step) -> list[Mark]:
    """What falls due within a step, by seconds from its beginning."""
    length = step.limit_seconds
    marks: list[Mark] = []
    if step.end is HoldEnd.EASED:
        marks.append((step.seconds, AskIfEased))
    elif step.kind.is_work and length >= HALF_WAY_FROM_SECONDS:
        marks.append((length / 2, HalfWay))
    if length >= COUNTDOWN_FROM_SECONDS:
        marks.extend(
            (length - left, _countdown(step, left)) for left in range(COUNTED_SECONDS, 0, -1)
        )
    if step.kind.is_work:
        marks.extend(_signs_of_life(step, [0.0, *(at for at, _ in marks), length]))
    return sorted((mark for mark in marks if mark[0] < length), key=lambda mark: mark[0])


def _signs_of_life(step: Step, told: list[float]) -> Iterator[Mark]:
    """Yield what falls due in the gaps between what is told anyhow, at round seconds."""
    for before, after in pairwise(sorted(told)):
        at = before
        while after - at > LONGEST_SILENCE_SECONDS:
            parts = ceil((after - at) / LONGEST_SILENCE_SECONDS)
            even = _ROUND_SECONDS * ceil((at + (after - at) / parts) / _ROUND_SECONDS)
            at = min(float(even), float(floor(at + LONGEST_SILENCE_SECONDS)))
            yield at, partial(StillHolding, step=step, elapsed=at)


def _countdown(step: Step, left: int) -> Callable[[float], Event]:
    return lambda at: SecondsLeft(at, step, left)
