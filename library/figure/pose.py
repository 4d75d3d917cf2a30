"""Poses: keyframes of plain numbers, before any limb is solved."""

import msgspec

from library.figure.geometry import Point

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

DRAW_ORDER = (
    "far_arm",
    "far_thigh",
    "far_shin",
    "trunk",
    "head",
    "near_thigh",
    "near_shin",
    "near_arm",
)
"""From back to front."""

LEG_PARTS = ("near.thigh", "near.shin", "near.foot", "far.thigh", "far.shin", "far.foot")
JOINTS = (
    "hip",
    "shoulder",
    "head",
    "near.knee",
    "near.ankle",
    "near.toes",
    "near.hand",
    "near.elbow",
    "far.knee",
    "far.ankle",
    "far.toes",
    "far.hand",
    "far.elbow",
)


class PoseError(ValueError):
    """A pose that cannot be read; the message names the exercise, the keyframe and the value."""


class Anchor(msgspec.Struct, frozen=True):
    """A place on the body: how far along a part, and on which side of it."""

    part: str
    along: float = 0.0
    """0 at the end nearer to the hip, 1 at the other; a little beyond is allowed."""
    side: int = 0
    """1 on the front of the limb, -1 on its back, 0 in its middle."""


class Midway(msgspec.Struct, frozen=True):
    """A share of the way from one place to another, wherever the two are by then."""

    start: "Place"
    end: "Place"
    share: float


Place = Anchor | Point | Midway
"""Where a hand lies."""


class Leg(msgspec.Struct, frozen=True):
    """A planted foot and how the knee lies between it and the hip."""

    ankle: Point
    toes: float
    """Compass direction of the toes in degrees."""
    straight: float = 0.0
    """1 for a straight knee, 0 for one that bends; between the two on the way."""
    knee: Point | None = None
    """A knee set by hand, for a limb that points at the viewer; else it bends to the front."""


class Label(msgspec.Struct, frozen=True):
    """Words beside a joint, shown where there is room."""

    text: str
    """May hold `{side}` and `{other}`."""
    at: Anchor | Point
    shift: Point = (0.0, 0.0)
    """From the joint to the middle of the words."""

    def spoken(self, side: str) -> str:
        """Return the words with the legs named for a side: `left`, `right` or `both`."""
        other = {"left": "right", "right": "left"}.get(side, side)
        return self.text.replace("{side}", side).replace("{other}", other)


class Keyframe(msgspec.Struct, frozen=True):
    """One complete position of the body."""

    time: float
    """Seconds to get here from the keyframe before."""
    hold: float
    """Seconds to stay here when the move is shown over and over."""
    hip: Point
    lower: float
    """Compass direction of the lower back in degrees."""
    upper: float
    """Compass direction of the upper back in degrees."""
    head: float
    near_leg: Leg
    far_leg: Leg
    near_hand: Place
    far_hand: Place
    strain: float
    """How strongly the muscle glows, 0-1."""
    arrow: tuple[Point, ...] = ()
    """Start, turning point and tip of the curve that shows the coming move."""
    labels: tuple[Label, ...] = ()
    depth: float = 1.0
    """The share of the move into the stretch that is done here; below 1 on the way to it."""


class Block(msgspec.Struct, frozen=True):
    """A thing beside the body: a box, or a thick line with round ends."""

    colour: str
    rect: Box | None = None
    """Left, bottom, right, top."""
    line: tuple[Point, Point] = ((0.0, 0.0), (0.0, 0.0))
    widths: tuple[float, float] = (1.0, 1.0)
    support: bool = False
    """Whether it is part of what the near foot is put on, which is as high as the person has it."""


class Inset(msgspec.Struct, frozen=True):
    """A small second view of what the side view cannot show."""

    title: str
    title_at: Point
    box: Box
    blocks: tuple[Block, ...]


class Pose(msgspec.Struct, frozen=True):
    """Everything needed to draw an exercise."""

    box: Box
    """The part of the world that must be seen."""
    frames: tuple[Keyframe, ...]
    stretch: tuple[str, ...] = ("near.thigh",)
    """The parts whose back glows."""
    props: tuple[Block, ...] = ()
    inset: Inset | None = None
    hip_gap: float = 0.0
    """How far the near hip shows in front of the far one; below 0 behind it, for crossed legs."""
    near_is_other: bool = False
    """Whether the leg that names the side is the far one."""
    elbows_front: bool = False
    knead: bool = False
    """Whether the hands go up and down between the last two keyframes."""
    order: tuple[str, ...] = DRAW_ORDER
