"""Measures steps by deadlines, never by counting ticks."""

from collections import deque
from collections.abc import Callable

from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import Step
from library.session.events import AskIfEased, Event, HalfWay, SecondsLeft

HALF_WAY_FROM_SECONDS = 20
"""Shorter holds are over before a half-way cue could help."""
COUNTDOWN_FROM_SECONDS = 5
"""Shorter steps have no three-two-one: it would start with the step itself."""


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
        marks.extend((length - left, _countdown(step, left)) for left in (3, 2, 1))
    return sorted((mark for mark in marks if mark[0] < length), key=lambda mark: mark[0])


def _countdown(step: Step, left: int) -> Callable[[float], Event]:
    return lambda at: SecondsLeft(at, step, left)
