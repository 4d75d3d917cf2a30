"""What an exercise is: texts, needs, doses with their sources."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from library.bounds import HOLD_SECONDS, LONGEST_TEXT, MAX_NAME, MAX_PURPOSE, MAX_RUNGS, REPS

MAX_STEPS = 12
"""Most steps of one exercise; more cannot be followed while bent over. Our judgement."""
OWN_ORDER = 100
"""Place in lists of an own exercise that names none: after the seven of the article."""

Text = Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
MaybeText = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Texts = Annotated[tuple[Text, ...], Meta(max_length=100)]
Reps = Annotated[int, Meta(ge=REPS[0], le=REPS[1])]
HoldSeconds = Annotated[int, Meta(ge=HOLD_SECONDS[0], le=HOLD_SECONDS[1])]
Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
Purpose = Annotated[str, Meta(max_length=MAX_PURPOSE)]
Id = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$",
        max_length=MAX_NAME,
        description=f"small letters, digits and hyphens, at most {MAX_NAME}",
    ),
]
"""Easy to type after `supple start`, and safe as a file name."""


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
    """Which legs are worked: each after the other, both at once, or only one of them."""

    EACH = "each"
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    @property
    def order(self) -> tuple[Side, ...]:
        """The sides in the order they are worked; the article begins with the left leg."""
        return (Side.LEFT, Side.RIGHT) if self is Sides.EACH else (Side(self.value),)

    @property
    def one_leg(self) -> bool:
        """Whether it is for one leg and never for the other."""
        return self in (Sides.LEFT, Sides.RIGHT)


class Posture(StrEnum):
    """How the body is placed."""

    SITTING = "sitting"
    STANDING = "standing"
    FLOOR = "floor"
    LYING = "lying"


class Need(StrEnum):
    """What the built-in exercises need; a place is described by the needs it can meet."""

    FIRM_CHAIR = "firm-chair"
    SUPPORT_AT_HEIGHT = "support-at-height"
    MAT = "mat"
    RAISED_SURFACE = "raised-surface"
    BALANCE_SUPPORT = "balance-support"


_NEED_WORDS: Mapping[str, str] = {
    Need.FIRM_CHAIR: "a firm chair that cannot roll",
    Need.SUPPORT_AT_HEIGHT: "a steady object to put your foot on",
    Need.MAT: "a mat on the floor",
    Need.RAISED_SURFACE: "a low step or stool",
    Need.BALANCE_SUPPORT: "something firm within reach on both sides",
}


def need_words(need: str) -> str:
    """Return a need as a person would say it; one of their own as they wrote it."""
    return _NEED_WORDS.get(need, need)


class Tag(StrEnum):
    """Occasions the built-in exercises suit."""

    DESK = "desk"
    AFTER_SITTING = "after-sitting"
    BEFORE_SPORT = "before-sport"
    MORNING = "morning"
    FAVOURITE_OF_THE_AUTHOR = "author-favourite"


_TAG_WORDS: Mapping[str, str] = {
    Tag.DESK: "a break from work",
    Tag.AFTER_SITTING: "after sitting",
    Tag.BEFORE_SPORT: "before sport",
    Tag.MORNING: "in the morning",
    Tag.FAVOURITE_OF_THE_AUTHOR: "favourite of the article's author",
}


def tag_words(tag: str) -> str:
    """Return an occasion as a person would say it, unlike the name of any place."""
    return _TAG_WORDS.get(tag, tag)


def _usual(words: type[StrEnum]) -> Meta:
    """Return the bounds of a word that is any, with those that an editor is to offer."""
    offered = {"anyOf": [{"enum": [word.value for word in words]}, {}]}
    return Meta(min_length=1, max_length=LONGEST_TEXT, extra_json_schema=offered)


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

    reps: Reps
    """Holds per side; for a massage the number of its steps."""
    hold_seconds: HoldSeconds
    """Length of a hold; for holds until eased, when to ask; for a massage the length of each
    step on one leg."""
    source: MaybeText = ""
    """Where the numbers come from."""

    @property
    def seconds(self) -> int:
        """Seconds held per side, all in all."""
        return self.reps * self.hold_seconds


class Hold(msgspec.Struct, frozen=True):
    """How a hold ends."""

    end: HoldEnd = HoldEnd.TIMED
    stop_seconds: Annotated[int, Meta(ge=HOLD_SECONDS[0], le=120)] = 60
    """A hold until eased ends by itself after this many seconds."""
    source: MaybeText = ""
    """Where the numbers come from."""


class MassageStep(msgspec.Struct, frozen=True):
    """One timed step of a massage, done on each leg."""

    name: Text
    hands: Text
    """What the hands do."""
    pressure: Text
    """How hard, in words."""
    seconds: Annotated[int, Meta(ge=10, le=120)] | None = None
    """Length on one leg, our judgement; None where the massage has a ladder of doses."""
    source: MaybeText = ""
    """Where the numbers come from."""


class HeightLevel(msgspec.Struct, frozen=True):
    """One height of the support, from easy to hard."""

    name: Text
    """As it goes on from the name of the exercise, such as `on a chair`."""
    centimetres: Annotated[int, Meta(ge=5, le=150)]
    hip_degrees: Annotated[int, Meta(ge=0, le=150)]
    """Hip flexion with the trunk upright, in degrees."""
    source: MaybeText = ""
    """Where the numbers come from."""

    @property
    def words(self) -> str:
        """How it is told, as in `on a chair, 45 cm`."""
        return f"{self.name}, {self.centimetres} cm"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the file of every exercise, but for its doses.

    What has a default may be left out; a text that is empty is shown nowhere.
    """

    name: Name
    sides: Sides
    steps: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=MAX_STEPS)]
    """May hold `{side}` and `{other}`, so that the same words are right for both legs."""
    kind: Kind = Kind.STRETCH
    purpose: Purpose = ""
    posture: Posture | None = None
    """None where nobody says."""
    order: Annotated[int, Meta(ge=1, le=999)] = OWN_ORDER
    """Place in lists: the order of the source article; own exercises come after it."""
    needs: Annotated[tuple[Annotated[str, _usual(Need)], ...], Meta(max_length=100)] = ()
    """What must be at hand: each a `Need`, or a word of the person's own."""
    tags: Annotated[tuple[Annotated[str, _usual(Tag)], ...], Meta(max_length=100)] = ()
    """Occasions it suits: each a `Tag`, or a word of the person's own."""
    muscles: Texts = ()
    cautions: Texts = ()
    mistakes: Texts = ()
    easier: MaybeText = ""
    harder: MaybeText = ""
    notes: Texts = ()
    hold: Hold = Hold()
    doses: Annotated[tuple[Dose, ...], Meta(max_length=MAX_RUNGS)] = ()
    """The ladder from L0 up to the exercise's ceiling; one rung is a dose as prescribed. Empty for
    a massage whose steps have lengths of their own."""
    massage: Annotated[tuple[MassageStep, ...], Meta(max_length=10)] = ()
    heights: Annotated[tuple[HeightLevel, ...], Meta(max_length=100)] = ()
    one_side_first: bool = False
    """Whether all reps are done on one side before the other; otherwise sides alternate."""
    deep_forward_bend: bool = False
    """Whether the trunk bends far forward, which early mornings had better do without."""
    pose: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """The figure's keyframes as written in the file; read by `library.figure`."""


class Exercise(Written, frozen=True, kw_only=True, eq=False):
    """One stretch or the massage. Exercises are equal whatever their poses are."""

    id: str
    own: bool = False
    """True for an exercise from the user's folder."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exercise) and self._compared == other._compared

    def __hash__(self) -> int:
        return hash(self._compared)

    @property
    def _compared(self) -> tuple[object, ...]:
        fields = (field for field in self.__struct_fields__ if field != "pose")
        return tuple(getattr(self, field) for field in fields)

    @property
    def sided(self) -> bool:
        """Whether each leg has holds of its own."""
        return self.sides is Sides.EACH

    def shown_side(self, side: Side) -> Side:
        """Return the side to show where this one is wanted: the only one, or both at once."""
        return side if self.sided else self.sides.order[0]

    @property
    def prescribed(self) -> bool:
        """Whether there is one dose and nothing to go on to: it is done as prescribed."""
        return len(self.doses) == 1

    def drawn_level(self, level: int) -> int:
        """Return the level a person's figure is drawn at; as prescribed it is drawn in full."""
        return MAX_RUNGS - 1 if self.prescribed else level

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
