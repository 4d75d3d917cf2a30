"""What the program remembers for a person: kept in the history, once kept in the settings file."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from library.history.errors import HistoryError
from library.history.record import (
    CardRead,
    Favourite,
    Hidden,
    Leads,
    OwnLength,
    OwnLevel,
    PastGoal,
    Remembered,
    WeekSeen,
)
from library.settings import Acknowledgement, EarlierGoal, Settings

if TYPE_CHECKING:  # `supple status` saves nothing
    from library.history.protocol import History


class Unsaved(msgspec.Struct, frozen=True):
    """What is remembered, but not in the history yet."""

    old: tuple[Remembered, ...]
    """What only a settings file of an earlier version tells."""
    noted: tuple[Remembered, ...]
    """What was noted by the way, which nobody wants to undo."""
    chosen: tuple[Remembered, ...]
    """What was chosen, and can be undone."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to save."""
        return bool(self.old or self.noted or self.chosen)

    @property
    def is_news(self) -> bool:
        """Whether something is remembered that was not before."""
        return bool(self.noted or self.chosen)

    def told(self, error: HistoryError) -> str:
        """Say that it could not be saved, and why."""
        return f"What you chose here holds until you leave, but could not be kept. {error}"

    def save(self, history: "History") -> None:
        """Save all of it.

        Raises:
            HistoryError: It could not be saved.
        """
        if self.old:
            history.put_new(self.old)
        if self.noted:
            history.put(self.noted, undoable=False)
        if self.chosen:
            history.put(self.chosen)


class Memory:
    """What is remembered, whoever keeps it.

    The history keeps it. What the history has nothing of, a settings file of an earlier version
    may still tell; and what was changed since, and is not saved yet, holds before both.
    """

    def __init__(self) -> None:
        self._old: dict[str, Remembered] = {}
        self._kept: dict[str, Remembered] = {}
        self._new: dict[str, Remembered] = {}

    def use_settings(self, settings: Settings) -> None:
        """Take what a settings file of an earlier version tells."""
        self._old = _by_key(_told_by(settings))

    def use_history(self, things: Iterable[Remembered]) -> None:
        """Take what the history keeps, in the place of what it kept before."""
        self._kept = _by_key(things)

    def remember(self, things: Iterable[Remembered]) -> None:
        """Remember things from now on, until they are saved and afterwards."""
        self._new.update(_by_key(things))

    def saved(self, unsaved: Unsaved) -> None:
        """Take note that the history has all of this."""
        for key, thing in _by_key(unsaved.noted + unsaved.chosen).items():
            self._kept[key] = thing
            if self._new.get(key) is thing:
                del self._new[key]

    @property
    def unsaved(self) -> Unsaved:
        """What the history does not have yet."""
        old = (thing for key, thing in self._old.items() if key not in self._kept)
        noted: list[Remembered] = []
        chosen: list[Remembered] = []
        for thing in self._new.values():
            (noted if isinstance(thing, CardRead | PastGoal | WeekSeen) else chosen).append(thing)
        return Unsaved(tuple(old), tuple(noted), tuple(chosen))

    @property
    def leads(self) -> str | None:
        """The id of the routine that Enter on Today starts; None for the plan of the day."""
        things = (self._kept | self._new).values()
        return next((thing.routine for thing in things if isinstance(thing, Leads)), None)

    @property
    def seen_week(self) -> date | None:
        """The first day of the last week that was looked back at; None for none."""
        things = (self._kept | self._new).values()
        return next((thing.week for thing in things if isinstance(thing, WeekSeen)), None)

    def laid_over(self, settings: Settings) -> Settings:
        """Return the settings with all that is remembered in its place."""
        return _with(settings, (self._old | self._kept | self._new).values())

    def without_known(self, settings: Settings) -> Settings:
        """Return the settings without what they tell of anything that is remembered by now.

        A file of an earlier version is older than that, whatever it says.
        """
        known = self._kept | self._new
        return _with(settings, [each for each in _told_by(settings) if each.key not in known])


def _with(settings: Settings, things: Collection[Remembered]) -> Settings:
    """Return the settings with just this in the place of all that they tell as remembered."""
    cards = [thing for thing in things if isinstance(thing, CardRead)]
    read = max(cards, key=lambda card: card.version, default=None)
    goals = [
        EarlierGoal(thing.until, thing.days)
        for thing in things
        if isinstance(thing, PastGoal) and thing.days is not None
    ]
    return replace(
        settings,
        acknowledged=None if read is None else Acknowledgement(read.version, read.on),
        past_goals=tuple(sorted(goals, key=lambda goal: goal.until)),
        favourites=tuple(
            thing.exercise for thing in things if isinstance(thing, Favourite) and thing.marked
        ),
        hidden=tuple(
            thing.exercise for thing in things if isinstance(thing, Hidden) and thing.hidden
        ),
        levels={thing.exercise: thing.level for thing in things if isinstance(thing, OwnLevel)},
        hold_seconds={
            thing.exercise: thing.hold_seconds
            for thing in things
            if isinstance(thing, OwnLength) and thing.hold_seconds is not None
        },
    )


def _by_key(things: Iterable[Remembered]) -> dict[str, Remembered]:
    return {thing.key: thing for thing in things}


def _told_by(settings: Settings) -> Iterator[Remembered]:
    if settings.acknowledged is not None:
        yield CardRead(settings.acknowledged.version, settings.acknowledged.on)
    yield from (PastGoal(goal.until, goal.days) for goal in settings.past_goals)
    yield from (Favourite(exercise) for exercise in settings.favourites)
    yield from (Hidden(exercise) for exercise in settings.hidden)
    yield from (OwnLevel(exercise, level) for exercise, level in settings.levels.items())
    yield from (OwnLength(exercise, length) for exercise, length in settings.hold_seconds.items())
