"""Turns the `pose` table of an exercise file into a `Pose`."""

from collections.abc import Mapping
from typing import Any

from library.figure.geometry import Point
from library.figure.palette import SCENERY
from library.figure.pose import (
    DRAW_ORDER,
    JOINTS,
    LEG_PARTS,
    Anchor,
    Block,
    Box,
    Inset,
    Keyframe,
    Label,
    Leg,
    Place,
    Pose,
    PoseError,
)
from library.figure.reader import Table, number, numbers, point, shown

MAX_FRAMES = 16
MAX_BLOCKS = 40
MAX_LABELS = 4
LABEL_LETTERS = 32
FIRST_HOLD = 1.0
"""Seconds to stand in the start position before the move is shown again; our judgement."""
MOVE_TIME = 2.5
LAST_HOLD = 1.5
DEPTH_STEP = 0.05
"""Least share of the move between two keyframes; our judgement."""

Given = Mapping[str, Any]


def parse(pose: Given, name: str) -> Pose:
    """Read a pose.

    Args:
        pose: The `pose` table as the TOML parser gives it.
        name: Id of the exercise or name of the file, for messages.

    Raises:
        PoseError: For a wrong key, type, number or count.
    """
    table = Table(pose, name)
    result = Pose(
        box=_box(table, "box"),
        frames=_frames(table, name),
        stretch=_stretch(table),
        props=_blocks(table, "prop"),
        inset=_inset(table) if "inset" in table else None,
        hip_gap=table.number("hip_gap", -10, 10) if "hip_gap" in table else 0.0,
        near_is_other=_other(table),
        elbows_front=_elbows(table),
        knead=table.flag("knead"),
        order=_order(table),
    )
    table.finish()
    return result


def _box(table: Table, key: str) -> Box:
    left, bottom, right, top = table.numbers(key, 4)
    if right - left < 10 or top - bottom < 10:
        raise PoseError(f"{table.at(key)}: at least 10 wide and high, got {shown(table[key])}")
    return (left, bottom, right, top)


def _stretch(table: Table) -> tuple[str, ...]:
    if "stretch" not in table:
        return ("near.thigh",)
    parts = table.list("stretch", len(LEG_PARTS))
    for part in parts:
        if part not in ("near.thigh", "far.thigh"):
            where = table.at("stretch")
            raise PoseError(f"{where}: expected near.thigh or far.thigh, got {shown(part)}")
    return tuple(parts)


def _other(table: Table) -> bool:
    return "near" in table and table.choice("near", ("working", "other")) == "other"


def _elbows(table: Table) -> bool:
    return "elbows" in table and table.choice("elbows", ("back", "front")) == "front"


def _order(table: Table) -> tuple[str, ...]:
    if "order" not in table:
        return DRAW_ORDER
    order = tuple(table.list("order", len(DRAW_ORDER)))
    if sorted(map(str, order)) != sorted(DRAW_ORDER):
        raise PoseError(f"{table.at('order')}: expected each of {', '.join(DRAW_ORDER)} once")
    return order


def _blocks(table: Table, key: str) -> tuple[Block, ...]:
    entries = table.list(key, MAX_BLOCKS)
    return tuple(_block(Table(entry, f"{table.at(key)} {n}")) for n, entry in enumerate(entries, 1))


def _block(table: Table) -> Block:
    colour = table.choice("colour", SCENERY) if "colour" in table else "prop"
    if "rect" in table:
        left, bottom, width, height = table.numbers("rect", 4)
        rect = (left, bottom, left + width, bottom + height)
        block = Block(colour, rect=rect, support=table.flag("support"))
    else:
        x0, y0, x1, y1 = table.numbers("line", 4)
        block = Block(colour, line=((x0, y0), (x1, y1)), widths=_widths(table))
    table.finish()
    return block


def _widths(table: Table) -> tuple[float, float]:
    given = table["width"]
    if isinstance(given, list):
        first, last = numbers(given, 2, table.at("width"))
        return (max(first, 0.0), max(last, 0.0))
    width = table.number("width", 0, 100)
    return (width, width)


def _inset(table: Table) -> Inset:
    inner = Table(table["inset"], table.at("inset"))
    result = Inset(
        title=inner.words("title", LABEL_LETTERS),
        title_at=inner.point("title_at"),
        box=_box(inner, "box"),
        blocks=_blocks(inner, "prop"),
    )
    inner.finish()
    return result


def _frames(table: Table, name: str) -> tuple[Keyframe, ...]:
    entries = table.list("frame", MAX_FRAMES)
    if not entries:
        raise PoseError(f"{name}: at least one keyframe is needed")
    frames: list[Keyframe] = []
    for count, entry in enumerate(entries, 1):
        before = frames[-1] if frames else None
        last = count == len(entries)
        frames.append(_frame(Table(entry, f"{name}: keyframe {count}"), before, last))
    return tuple(frames)


def _frame(table: Table, before: Keyframe | None, last: bool) -> Keyframe:
    lower, upper = _torso(table, before)
    frame = Keyframe(
        time=table.number("time", 0.2, 20) if "time" in table else MOVE_TIME,
        hold=table.number("hold", 0, 20) if "hold" in table else _hold(before, last),
        hip=table.point("hip") if before is None or "hip" in table else before.hip,
        lower=lower,
        upper=upper,
        head=_head(table, before, upper),
        near_leg=_leg(table, "near_leg", before.near_leg if before else None),
        far_leg=_leg(table, "far_leg", before.far_leg if before else None),
        near_hand=_hand(table, "near_hand", before.near_hand if before else None),
        far_hand=_hand(table, "far_hand", before.far_hand if before else None),
        strain=table.number("strain", 0, 1) if "strain" in table else float(before is not None),
        arrow=_arrow(table),
        labels=_labels(table),
        depth=_depth(table, before, last),
    )
    table.finish()
    return frame


def _depth(table: Table, before: Keyframe | None, last: bool) -> float:
    follows = before is not None and before.depth < 1
    if "depth" not in table and (last or not follows):
        return 1.0
    if before is None or last:
        raise PoseError(f"{table.at('depth')}: only between the first keyframe and the last")
    least = before.depth if follows else 0.0
    return table.number("depth", least + DEPTH_STEP, 1.0)


def _hold(before: Keyframe | None, last: bool) -> float:
    if before is None:
        return FIRST_HOLD
    return LAST_HOLD if last else 0.0


def _torso(table: Table, before: Keyframe | None) -> tuple[float, float]:
    if before is not None and "torso" not in table:
        return (before.lower, before.upper)
    given = table["torso"]
    if isinstance(given, list):
        lower, upper = numbers(given, 2, table.at("torso"))
        return (lower, upper)
    straight = number(given, table.at("torso"))
    return (straight, straight)


def _head(table: Table, before: Keyframe | None, upper: float) -> float:
    if "head" in table:
        return table.number("head")
    # A head that only follows the back keeps following it in later keyframes.
    return before.head if before is not None and before.head != before.upper else upper


def _leg(table: Table, key: str, before: Leg | None) -> Leg:
    if before is not None and key not in table:
        return before
    inner = Table(table[key], table.at(key))
    knee = inner.get("knee", "front")
    leg = Leg(
        ankle=inner.point("ankle"),
        toes=inner.number("toes"),
        straight=float(knee == "straight"),
        knee=None if knee in ("straight", "front") else point(knee, inner.at("knee")),
    )
    inner.finish()
    if before is not None and (before.knee is None) != (leg.knee is None):
        raise PoseError(f"{inner.at('knee')}: set by hand in all keyframes or in none")
    return leg


def _hand(table: Table, key: str, before: Place | None) -> Place:
    if before is not None and key not in table:
        return before
    return _place(table[key], table.at(key), LEG_PARTS)


def _place(given: object, where: str, parts: tuple[str, ...]) -> Anchor | Point:
    if not isinstance(given, str):
        return point(given, where)
    part, *rest = given.split() or [""]
    if part not in parts:
        raise PoseError(f"{where}: expected one of {', '.join(parts)}, got {shown(part)}")
    side = {"front": 1, "back": -1}.get(rest[-1], 0) if rest else 0
    rest = rest[:-1] if side else rest
    if len(rest) > 1:
        raise PoseError(f"{where}: expected PART ALONG front|back, got {shown(given)}")
    return Anchor(part, _along(rest[0], where) if rest else 0.0, side)


def _along(word: str, where: str) -> float:
    try:
        value = float(word)
    except ValueError:
        raise PoseError(f"{where}: expected a number along the part, got {shown(word)}") from None
    return number(value, where, -0.5, 1.5)


def _arrow(table: Table) -> tuple[Point, ...]:
    points = table.list("arrow", 3)
    if points and len(points) != 3:
        raise PoseError(f"{table.at('arrow')}: expected three points, got {shown(points)}")
    return tuple(point(entry, table.at("arrow")) for entry in points)


def _labels(table: Table) -> tuple[Label, ...]:
    entries = table.list("label", MAX_LABELS)
    return tuple(
        _label(Table(entry, f"{table.at('label')} {n}")) for n, entry in enumerate(entries, 1)
    )


def _label(table: Table) -> Label:
    label = Label(
        text=table.words("text", LABEL_LETTERS),
        at=_place(table["at"], table.at("at"), LEG_PARTS + JOINTS),
        shift=table.point("shift") if "shift" in table else (0.0, 0.0),
    )
    table.finish()
    return label
