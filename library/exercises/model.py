"""What an exercise is: texts, needs, doses with their sources."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from msgspec.structs import astuple


class Side(StrEnum):
    """The leg that is stretched, or both at once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite leg; both stays both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)

    @property
    def words(self) -> str:
        """How the side is written: `LEFT leg`, or `both legs`, which cannot be mixed up."""
        return "both legs" if self is Side.BOTH else f"{self.upper()} leg"


class Sides(StrEnum):
    """Whether each leg has holds of its own."""

    EACH = "each"
    BOTH = "both"

    @property
    def order(self) -> tuple[Side, ...]:
        """The sides in the order they are worked; the article begins with the left leg."""
        return (Side.LEFT, Side.RIGHT) if self is Sides.EACH else (Side.BOTH,)


class Posture(StrEnum):
    """How the body is placed."""

    SITTING = "sitting"
    STANDING = "standing"
    FLOOR = "floor"
    LYING = "lying"


class Need(StrEnum):
    """What must be at hand; a place is described by the needs it can meet."""

    FIRM_CHAIR = "firm-chair"
    SUPPORT_AT_HEIGHT = "support-at-height"
    MAT = "mat"
    RAISED_SURFACE = "raised-surface"
    BALANCE_SUPPORT = "balance-support"

    @property
    def words(self) -> str:
        """The need as a person would say it."""
        return _NEED_WORDS[self]


_NEED_WORDS = {
    Need.FIRM_CHAIR: "a firm chair that cannot roll",
    Need.SUPPORT_AT_HEIGHT: "a steady object to put your foot on",
    Need.MAT: "a mat on the floor",
    Need.RAISED_SURFACE: "a low step or stool",
    Need.BALANCE_SUPPORT: "something firm within reach on both sides",
}


class Tag(StrEnum):
    """Occasions an exercise suits."""

    DESK = "desk"
    AFTER_SITTING = "after-sitting"
    BEFORE_SPORT = "before-sport"
    MORNING = "morning"
    FAVOURITE_OF_THE_AUTHOR = "author-favourite"

    @property
    def words(self) -> str:
        """The occasion as a person would say it, unlike the name of any place."""
        return _TAG_WORDS[self]


_TAG_WORDS = {
    Tag.DESK: "a break from work",
    Tag.AFTER_SITTING: "after sitting",
    Tag.BEFORE_SPORT: "before sport",
    Tag.MORNING: "in the morning",
    Tag.FAVOURITE_OF_THE_AUTHOR: "favourite of the article's author",
}


class Kind(StrEnum):
    """A stretch has holds; the massage has timed steps."""

    STRETCH = "stretch"
    MASSAGE = "massage"


class HoldEnd(StrEnum):
    """What ends a hold."""

    TIMED = "timed"
    EASED = "eased"


class Dose(msgspec.Struct, frozen=True):
    """One rung of the dose ladder."""

    reps: int
    """Holds per side, within `library.bounds.REPS`; for a massage the number of its steps."""
    hold_seconds: int
    """Length of a hold, within `library.bounds.HOLD_SECONDS`; for holds until eased, when to
    ask; for a massage the length of each step on one leg."""
    source: str
    """Where the numbers come from."""

    @property
    def seconds(self) -> int:
        """Seconds held per side, all in all."""
        return self.reps * self.hold_seconds


class Hold(msgspec.Struct, frozen=True):
    """How a hold ends."""

    end: HoldEnd = HoldEnd.TIMED
    stop_seconds: int = 60
    """A hold until eased ends by itself after this many seconds."""
    source: str = ""
    """Where the numbers come from."""


class MassageStep(msgspec.Struct, frozen=True):
    """One timed step of a massage, done on each leg."""

    name: str
    hands: str
    """What the hands do."""
    pressure: str
    """How hard, in words."""
    seconds: int | None = None
    """Length on one leg, 10-120 s; None where the massage has a ladder of doses."""
    source: str = ""
    """Where the numbers come from."""


class HeightLevel(msgspec.Struct, frozen=True):
    """One height of the support, from easy to hard."""

    name: str
    """As it goes on from the name of the exercise, such as `on a chair`."""
    centimetres: int
    hip_degrees: int
    """Hip flexion with the trunk upright, in degrees."""
    source: str
    """Where the numbers come from."""

    @property
    def words(self) -> str:
        """How it is told, as in `on a chair, 45 cm`."""
        return f"{self.name}, {self.centimetres} cm"


class Exercise(msgspec.Struct, frozen=True, eq=False):
    """One stretch or the massage.

    `steps` may hold `{side}` and `{other}`, so that the same words are right for both legs;
    use `steps_for`.
    """

    id: str
    name: str
    purpose: str
    kind: Kind
    posture: Posture
    sides: Sides
    order: int
    """Place in lists: the order of the source article; own exercises come after it."""
    steps: tuple[str, ...]
    muscles: tuple[str, ...]
    cautions: tuple[str, ...]
    mistakes: tuple[str, ...]
    easier: str
    harder: str
    needs: tuple[Need, ...] = ()
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()
    hold: Hold = Hold()
    doses: tuple[Dose, ...] = ()
    """The ladder from L0 up to the exercise's ceiling; empty for a massage whose steps have
    lengths of their own."""
    massage: tuple[MassageStep, ...] = ()
    heights: tuple[HeightLevel, ...] = ()
    one_side_first: bool = False
    """Whether all reps are done on one side before the other; otherwise sides alternate."""
    deep_forward_bend: bool = False
    """Whether the trunk bends far forward, which early mornings had better do without."""
    own: bool = False
    """True for an exercise from the user's folder."""
    pose: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """The figure's keyframes as written in the file; read by `library.figure`. Exercises are equal
    whatever it is."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exercise) and self._compared == other._compared

    def __hash__(self) -> int:
        return hash(self._compared)

    @property
    def _compared(self) -> tuple[object, ...]:
        return astuple(self)[:-1]  # the last one is the pose

    @property
    def sided(self) -> bool:
        """Whether each leg has holds of its own; otherwise both work at once."""
        return self.sides is Sides.EACH

    def dose(self, level: int) -> Dose:
        """Return the rung `level`; levels beyond the ceiling give the ceiling."""
        return self.doses[min(level, len(self.doses) - 1)]

    def next_level(self, now: Dose, by: int) -> int:
        """Return the rung above (`by` 1) or below (-1) a dose, which may lie between two rungs.

        Beyond the ends there is nothing more: the highest or the lowest rung.
        """
        levels = range(len(self.doses))
        if by > 0:
            above = (level for level in levels if self.doses[level].seconds > now.seconds)
            return next(above, levels[-1])
        below = (level for level in reversed(levels) if self.doses[level].seconds < now.seconds)
        return next(below, 0)

    def possible_with(self, at_hand: Collection[str]) -> bool:
        """Tell whether the exercise needs nothing beyond what is at hand."""
        return set(self.needs) <= set(at_hand)

    def steps_for(self, side: Side) -> tuple[str, ...]:
        """Return the steps with the legs named for this side."""
        return tuple(step.format(side=side.value, other=side.other.value) for step in self.steps)
