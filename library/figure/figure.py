"""The figure of one exercise: reads its pose, checks it, draws any moment of it."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from library.figure import encode, mono
from library.figure.depth import at_depth, depth
from library.figure.encode import COLOURED, Cell, Grid, mirrored
from library.figure.motion import stretched
from library.figure.palette import Palette
from library.figure.parse import parse
from library.figure.pose import Label, Pose
from library.figure.raster import Canvas, View, fit
from library.figure.scene import Scene
from library.figure.shapes import Shape
from library.figure.solve import Joints, find, solve_at
from library.figure.terminal import Mode

LABELS_FROM = (56, 20)
"""Columns and rows from which words are written into the picture; our judgement."""
INSET_FROM = (36, 14)
ARROW_FROM = (40, 14)


class Style(msgspec.Struct, frozen=True):
    """Everything about a picture that depends on the terminal."""

    mode: Mode
    palette: Palette


class Figure:
    """A jointed figure that moves through the keyframes of a pose.

    A position of 0 is the first keyframe, 1 the second and so on.
    """

    def __init__(self, pose: Pose, name: str) -> None:
        self.pose = pose
        self.name = name

    @classmethod
    def from_mapping(cls, pose: Mapping[str, Any], name: str) -> "Figure":
        """Read the `pose` table of an exercise file.

        Args:
            pose: The table as the TOML parser gives it.
            name: Id of the exercise or name of its file, for messages.

        Raises:
            PoseError: If a key, type, number or count is wrong.
        """
        return cls(parse(pose, name), name)

    def at_level(self, level: int) -> "Figure":
        """Return the figure with its stretch no deeper than a level (0-4) has it."""
        return Figure(at_depth(self.pose, depth(level)), self.name)

    def at_height(self, centimetres: int | None) -> "Figure":
        """Return the figure with its foot as high as a support has it; as it is without one."""
        if centimetres is None:
            return self
        from library.figure.raised import at_height  # most exercises have no support

        return Figure(at_height(self.pose, centimetres), self.name)

    def resting(self) -> "Figure":
        """Return the figure without signs of a move: arrow, words and second view."""
        frames = tuple(replace(frame, arrow=(), labels=()) for frame in self.pose.frames)
        return Figure(replace(self.pose, frames=frames, inset=None), self.name)

    @property
    def last(self) -> int:
        """The position of the last keyframe."""
        return len(self.pose.frames) - 1

    def problems(self) -> list[str]:
        """Return what is wrong with the pose though it can be drawn; each in one line."""
        from library.figure.lint import problems  # a start draws without it

        return problems(self.pose, self.name)

    def joints(self, position: float) -> Joints:
        """Return where the joints are at a position, facing right."""
        return solve_at(self.pose, position)

    def advice(self, side: str) -> list[str]:
        """Return the labels of the stretch, for where there is no space for a picture."""
        held = self.pose.frames[stretched(self.pose) :]
        return [label.spoken(side) for frame in held for label in frame.labels]

    def turned(self, side: str) -> bool:
        """Return whether the picture of this side is the mirrored one.

        Somebody who faces right shows the right side, so the near leg is the right one.
        """
        return side == ("right" if self.pose.near_is_other else "left")

    def cells(
        self,
        columns: int,
        rows: int,
        position: float,
        side: str,
        style: Style,
        ghost: bool = False,
        caption: str = "",
    ) -> Grid:
        """Draw one moment.

        Args:
            columns: Width in cells, from 1.
            rows: Height in cells, from 1.
            position: Which moment; values outside the move give its ends.
            side: `left`, `right` or `both`.
            style: The way of drawing and its colours.
            ghost: Whether the start shows as a shadow behind.
            caption: Words for the bottom row, such as `LEFT leg`.
        """
        picture = _Picture(self.pose, columns, rows, position, ghost)
        # Of both legs the nearer one wears the brighter shoe: of who faces right, the right one.
        left = side == "left" or (side == "both" and self.pose.near_is_other)
        grid = picture.draw(Style(style.mode, style.palette.for_legs(left=left)))
        turned = self.turned(side)
        grid = mirrored(grid) if turned else grid
        words = picture.words(side, turned)
        if caption and len(caption) < picture.columns:
            # Behind the figure's back, where the picture has nothing to say, clear of the ground.
            told = f" {caption}" if turned else f"{caption} "
            words.append((picture.columns - len(told) if turned else 0, picture.rows - 1, told))
        return _written(grid, words, style.palette)


Word = tuple[int, int, str]
"""Column of the first letter, row, text."""


class _Picture:
    """What is to be seen at one moment in one size."""

    def __init__(self, pose: Pose, columns: int, rows: int, position: float, ghost: bool) -> None:
        self.columns, self.rows = max(columns, 1), max(rows, 1)
        inset = columns >= INSET_FROM[0] and rows >= INSET_FROM[1]
        self.scene = Scene(pose, position, ghost=ghost, inset=inset)

    def view(self, across: int, down: int) -> View:
        """Return how the box lies on the samples."""
        return fit(self.scene.box, self.columns, self.rows, across, down)

    def shapes(self, view: View) -> list[Shape]:
        """Return everything to paint, from back to front."""
        # Beside a shadow, which tells the move as well, a small arrow only looks like a worm.
        least = LABELS_FROM if self.scene.ghost else ARROW_FROM
        arrow = self.columns >= least[0] and self.rows >= least[1]
        return self.scene.shapes(view.left, view.right, view.bottom, arrow=arrow)

    def draw(self, style: Style) -> Grid:
        """Return the cells, facing right and without words."""
        if style.mode in COLOURED:
            return self._coloured(style)
        palette = style.palette
        view = self.view(2, 4 if style.mode is Mode.BRAILLE else 2)
        names, samples = self._materials(view)
        ink, paper = palette.of("label"), palette.background
        if style.mode is Mode.BRAILLE:
            dots = mono.outline(samples, view.width, names)
            return encode.braille(dots, self.columns, self.rows, ink, paper)
        return mono.letters(samples, self.columns, self.rows, names, ink, paper)

    def _coloured(self, style: Style) -> Grid:
        across, down, encoder = COLOURED[style.mode]
        palette = style.palette
        view = self.view(across, down)
        canvas = Canvas(view, palette.background, palette.smooth)
        glow = palette.glow(self.scene.joints.strain)
        for shape in self.shapes(view):
            colour = glow if shape.material == "muscle" else palette.of(shape.material)
            canvas.paint(shape, colour)
        return encoder(canvas.samples, self.columns, self.rows, palette.smooth)

    def _materials(self, view: View) -> tuple[list[str], list[int]]:
        """Return the names of the materials and the number of the one at each sample."""
        canvas = Canvas(view, mono.VOID, smooth=False)
        names = ["void"]
        for shape in self.shapes(view):
            if shape.material not in names:
                names.append(shape.material)
            canvas.paint(shape, names.index(shape.material))
        return names, canvas.samples

    def words(self, side: str, turned: bool) -> list[Word]:
        """Return the labels, placed on cells; they are written after the picture was turned.

        A second view says where it is seen from at any size.
        """
        has_room = self.columns >= LABELS_FROM[0] and self.rows >= LABELS_FROM[1]
        labels = (*(self.scene.labels() if has_room else ()), *self.scene.titles())
        return [self._word(label, side, turned) for label in labels]

    def _word(self, label: Label, side: str, turned: bool) -> Word:
        view = self.view(1, 1)
        x, y = find(self.scene.joints, label.at)
        column = int((x + label.shift[0] - view.left) / view.unit)
        row = int((view.top - y - label.shift[1]) / (2 * view.unit))
        text = label.spoken(side)[: self.columns]
        column = self.columns - 1 - column if turned else column
        edge = 1 if len(text) + 2 <= self.columns else 0
        first = min(max(column - len(text) // 2, edge), self.columns - len(text) - edge)
        return (first, min(max(row, 0), self.rows - 1), text)


def _written(grid: Grid, words: list[Word], palette: Palette) -> Grid:
    rows: list[tuple[Cell, ...]] = list(grid)
    for first, row, text in words:
        letters = [(letter, palette.of("label"), palette.background) for letter in text]
        rows[row] = (*rows[row][:first], *letters, *rows[row][first + len(text) :])
    return tuple(rows)
