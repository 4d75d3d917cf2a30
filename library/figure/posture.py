"""What each part of a drawn body does, in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from library.figure import body
from library.figure.angles import leg_angles
from library.figure.geometry import Point, direction, distance, left_of
from library.figure.pose import Anchor, Keyframe, Leg, Midway, Place, Pose
from library.figure.solve import ArmJoints, Joints, LegJoints, segment
from library.wording import capitalised

FLOOR_UP_TO = 6.0
"""A sole no higher is on the floor: of two legs side by side one is drawn a little higher."""
LOW_STEP_UP_TO = 15.0
SITS_UP_TO = 15.0
"""A hip no higher is on the floor; a thigh is some 6 thick there."""
STANDS_FROM = 45.0
"""Of 54, the height of the hip when standing; lower are knees that are bent far."""
UPRIGHT_UP_TO, LYING_FROM = 8.0, 60.0
"""Degrees between the trunk and the upright."""
STRAIGHT_UP_TO, LITTLE_UP_TO = 8.0, 40.0
"""Degrees by which a knee is bent: not at all, and a little."""
FLAT = (75.0, 105.0)
TOES_UP_FROM = 50.0
HEAD_LOW_FROM = 80.0
DRAWN_IN_FROM = 80.0
"""Degrees of a hip with the thigh drawn toward the chest."""
A_STEP = 8.0
TOUCHES = 3.0
"""Farther from a limb or a thing a hand does not lie on it."""
BESIDE_THE_HIPS = 14.0
HIGH_UP_TO, KNEE_FROM = 0.35, 0.72
"""Shares of a thigh or a shin."""
STEPS_OF_DEGREES = 5
"""All of these are our judgement of when a word is right; lengths are hundredths of the body's
height."""


class Names(NamedTuple):
    """What the two legs are called: `the left`, or `one` where nobody says which it is."""

    near: str
    far: str

    def of(self, part: str) -> str:
        """Return what the leg of a part is called."""
        return self.near if part.startswith("near") else self.far


BOTH = Names("one", "the other")
"""Legs that work together, so that nobody needs to know which is which."""


class Touched(NamedTuple):
    """The part of a leg that a hand lies on."""

    owner: str
    """As in `the left`."""
    part: str
    """`thigh`, `shin` or `foot`."""
    along: float
    how: str
    """`on`, `behind` or `under`."""

    @property
    def words(self) -> str:
        """Where the hand is."""
        if self.part == "foot":
            return f"{self.how} {self.owner} foot"
        if self.part == "shin" and self.along > KNEE_FROM:
            return f"{self.how} {self.owner} shin, at the ankle"
        if self.part == "thigh" and self.along < HIGH_UP_TO:
            return f"{self.how} {self.owner} thigh, close to the hip"
        at_knee = self.along > KNEE_FROM if self.part == "thigh" else self.along < HIGH_UP_TO
        if not at_knee:
            return f"{self.how} {self.owner} {self.part}"
        if self.how == "on":
            return f"just {'above' if self.part == 'thigh' else 'below'} {self.owner} knee"
        return f"{self.how} {self.owner} {self.part}, close to the knee"


class PosedBody(NamedTuple):
    """A keyframe that is to be told."""

    pose: Pose
    frame: Keyframe
    joints: Joints
    names: Names

    @property
    def facts(self) -> dict[str, str]:
        """What each part of the body does; empty where there is no word for it."""
        posture, trunk = self._posture(), self._trunk()
        return {"posture": posture, "trunk": trunk, **self._legs(), "hands": self._hands()}

    # The trunk.

    @property
    def _lean(self) -> float:
        """Degrees by which the trunk leans to the front; below 0 to the back."""
        return direction(self.joints.hip, self.joints.shoulder)

    @property
    def _seat(self) -> bool:
        x, y = self.joints.hip
        return any(
            left - TOUCHES <= x <= right + TOUCHES and y - 10 <= top <= y and top > TOUCHES
            for left, _, right, top in self._things()
        )

    def _things(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield what stands beside the body: left, bottom, right, top."""
        for block in self.pose.props:
            if block.rect is not None:
                yield block.rect
            else:
                (x0, y0), (x1, y1) = block.line
                half = max(block.widths) / 2
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1) + half

    @property
    def _is_lying(self) -> bool:
        low = self.joints.hip[1] < SITS_UP_TO or self._seat
        return low and abs(self._lean) > LYING_FROM

    def _posture(self) -> str:
        height = self.joints.hip[1]
        if self._is_lying:
            return "Lying on the back" if self._lean < 0 else "Lying face down"
        if self._seat:
            return "Sitting on a seat"
        if height < SITS_UP_TO:
            return "Sitting on the floor"
        legs = ((self.joints.near_leg, self.names.near), (self.joints.far_leg, self.names.far))
        kneeling = [name for leg, name in legs if leg.knee[1] < SITS_UP_TO / 2]
        if len(kneeling) == 1:
            return f"Kneeling on {kneeling[0]} knee"
        if kneeling:
            return "Kneeling"
        return "Standing" if height >= STANDS_FROM else "Crouching"

    def _trunk(self) -> str:
        lean = self._lean
        if self._is_lying:
            raised = _rounded(90 - abs(lean))
            return f"raised by about {raised} degrees" if raised > UPRIGHT_UP_TO else ""
        if abs(lean) <= UPRIGHT_UP_TO:
            told = "upright"
        else:
            where = "forward" if lean > 0 else "back"
            told = f"leaning {where} by about {_rounded(abs(lean))} degrees"
        low = self.joints.head_direction > HEAD_LOW_FROM
        return f"{told}, the head lowered" if low else told

    # The legs.

    def _legs(self) -> dict[str, str]:
        joints, frame, names = self.joints, self.frame, self.names
        near = self._leg(joints.near_leg, joints.far_leg, frame.near_leg, names.far)
        far = self._leg(joints.far_leg, joints.near_leg, frame.far_leg, names.near)
        if near == far:
            return {"both leg": near[0], "both foot": near[1]}
        return dict(
            zip(("near leg", "near foot", "far leg", "far foot"), (*near, *far), strict=True)
        )

    def _leg(self, leg: LegJoints, other: LegJoints, drawn: Leg, its: str) -> tuple[str, str]:
        """Return how a leg lies, and its foot or heel and where that is."""
        if drawn.knee is not None:  # it points at the viewer, and its angles are not seen
            crosses = _cross((leg.knee, leg.ankle), (other.hip, other.knee))
            across = f", its ankle across {its} thigh" if crosses else ""
            return f"bent and turned out to the side{across}", ""
        angles = leg_angles(self.joints, leg, drawn.toes)
        straight = angles.knee <= STRAIGHT_UP_TO
        knee = (
            "straight" if straight else "a little bent" if angles.knee <= LITTLE_UP_TO else "bent"
        )
        if foot := self._on(leg, drawn):
            return knee, foot
        if _sole(leg) > FLOOR_UP_TO:
            drawn_in = angles.hip >= DRAWN_IN_FROM and not straight
            chest = ", the thigh drawn toward the chest" if drawn_in else ""
            return f"{knee}{chest}{self._raised(leg) if straight else ''}", "foot off the floor"
        if self._is_lying and straight:
            return f"{knee}, flat on the floor", ""
        return f"{knee}{self._where(leg, other, its, straight)}", _foot(drawn, "on the floor")

    def _on(self, leg: LegJoints, drawn: Leg) -> str:
        """Return what a foot is put on; empty for the floor and the air."""
        (x, _), sole = leg.ankle, _sole(leg)
        for left, _, right, top in self._things():
            if top > TOUCHES and left - TOUCHES <= x <= right + TOUCHES and abs(top - sole) < 4:
                on = "on a low step" if top <= LOW_STEP_UP_TO else "up on a support"
                return _foot(drawn, on)
        return ""

    def _raised(self, leg: LegJoints) -> str:
        if not self._is_lying:
            return ""
        degrees = _rounded(90 - abs(direction(leg.hip, leg.ankle)))
        return f", raised by about {degrees} degrees from the floor"

    def _where(self, leg: LegJoints, other: LegJoints, its: str, straight: bool) -> str:
        """Return where a leg with its foot on the floor is, as seen from the body or the other."""
        if self.joints.hip[1] < STANDS_FROM:
            return ", out in front" if straight else ""
        return _beside(leg, other, its) if _sole(other) <= FLOOR_UP_TO else ""

    # The hands.

    def touched(self) -> tuple[Touched | None, Touched | None]:
        """Return the parts of the legs that the hands lie on."""
        joints, frame = self.joints, self.frame
        return (
            self._touched(joints.near_arm, frame.near_hand),
            self._touched(joints.far_arm, frame.far_hand),
        )

    def _touched(self, arm: ArmJoints, place: Place) -> Touched | None:
        if isinstance(place, Anchor):
            return self._lies(place.part, place.along, place.side)
        found: list[tuple[bool, float, Touched]] = []
        for part in self._in_reach(place):
            start, end, (radius, _) = segment(self._leg_of(part), part.partition(".")[2])
            along, aside = _against(arm.hand, start, end)
            if 0 <= along <= 1 and abs(aside) <= radius + TOUCHES:
                lies = self._lies(part, along, 0 if abs(aside) < TOUCHES / 2 else aside)
                # A hand that is held there works on the muscle that is stretched.
                found.append((part not in self.pose.stretch, abs(aside), lies))
        if not found:
            return None
        lies = min(found)[2]
        hangs = HIGH_UP_TO if lies.how == "on" else HIGH_UP_TO / 2
        return None if lies.part == "thigh" and lies.along < hangs else lies

    def _in_reach(self, place: Place) -> list[str]:
        """Return the parts of legs that a place may be on; none of a leg that points at us."""
        frame = self.frame
        legs = [
            name
            for name, leg in (("near", frame.near_leg), ("far", frame.far_leg))
            if leg.knee is None
        ]
        if isinstance(place, Midway) and isinstance(place.start, Anchor):
            own = place.start.part.partition(".")[0]
            legs = [name for name in legs if name == own] or legs
        return [f"{name}.{part}" for name in legs for part in ("thigh", "shin")]

    def _lies(self, part: str, along: float, side: float) -> Touched:
        leg, name = self._leg_of(part), part.partition(".")[2]
        return Touched(self.names.of(part), name, along, self._how(leg, name, side))

    def _leg_of(self, part: str) -> LegJoints:
        return self.joints.near_leg if part.startswith("near") else self.joints.far_leg

    def _how(self, leg: LegJoints, part: str, side: float) -> str:
        """Return how a hand lies there: `side` is above 0 on the front, below 0 on the back."""
        if side >= 0:
            return "on"
        start, end, _ = segment(leg, part)
        return "under" if left_of(start, end)[1] > 0.7 else "behind"

    def _hands(self) -> str:
        near, far = self.touched()
        joints, names = self.joints, self.names
        if near and far and names == BOTH:
            parts = dict.fromkeys(each.part for each in (near, far))
            plural = [f"{part}s".replace("foots", "feet") for part in parts]
            return f"The hands are {near.how} the {' and '.join(plural)}."
        places = [
            on.words if on is not None else self._free(arm.hand)
            for on, arm in ((near, joints.near_arm), (far, joints.far_arm))
        ]
        if places[0] == places[1]:
            return f"Both hands are {places[0]}." if places[0] else ""
        pairs = zip((names.near, names.far), places, strict=True)
        told = [f"{name} hand is {place}" for name, place in pairs if place]
        return f"{capitalised(', '.join(told))}."

    def _free(self, hand: Point) -> str:
        """Return where a hand is that lies on no leg; empty where there is no word for it."""
        joints = self.joints
        if distance(hand, joints.hip) <= BESIDE_THE_HIPS:
            return "beside the hips"
        if any(_apart(hand, thing) <= TOUCHES for thing in self._things() if thing[3] > TOUCHES):
            return "on the support"
        if hand[1] <= FLOOR_UP_TO + TOUCHES:
            away = hand[0] - joints.hip[0]
            return f"on the floor {'in front' if away > 0 else 'behind'}"
        return "above the head" if hand[1] > joints.head[1] else ""


def _rounded(degrees: float) -> int:
    return STEPS_OF_DEGREES * round(degrees / STEPS_OF_DEGREES)


def _sole(leg: LegJoints) -> float:
    """Return how high a foot is."""
    return leg.ankle[1] - body.SOLE


def _foot(leg: Leg, where: str) -> str:
    """Return which part of a foot is on something, and how; the part comes first."""
    if FLAT[0] <= leg.toes <= FLAT[1]:
        return f"foot {'flat ' if where == 'on the floor' else ''}{where}"
    if leg.toes > FLAT[1]:
        return f"foot {where}, its heel lifted"
    return f"heel {where}{', the toes up' if leg.toes < TOES_UP_FROM else ''}"


def _beside(leg: LegJoints, other: LegJoints, its: str) -> str:
    """Return where a foot stands, as seen from the other one."""
    step = leg.ankle[0] - other.ankle[0]
    if abs(step) < A_STEP:
        return ""
    if step * (leg.hip[0] - other.hip[0]) < 0:
        return f", crossed {'in front of' if step > 0 else 'behind'} {its} one"
    return f", a step {'in front' if step > 0 else 'behind'}"


def _against(point: Point, start: Point, end: Point) -> tuple[float, float]:
    """Return the share of a limb at which a point lies, and how far on its front side."""
    length = distance(start, end) or 1.0
    x, y = point[0] - start[0], point[1] - start[1]
    forward = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    normal = left_of(start, end)
    return (x * forward[0] + y * forward[1]) / length, x * normal[0] + y * normal[1]


def _apart(point: Point, thing: tuple[float, float, float, float]) -> float:
    """Return the distance of a point from a box; 0 within."""
    left, bottom, right, top = thing
    across = max(left - point[0], 0.0, point[0] - right)
    return distance((0.0, 0.0), (across, max(bottom - point[1], 0.0, point[1] - top)))


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Tell whether two lines, each between two points, cross."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
