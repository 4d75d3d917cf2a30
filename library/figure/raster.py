"""Paints shapes onto a grid of samples, with edges softened by their distance."""

import math

import msgspec

from library.figure.palette import STEPS, Colour, blend
from library.figure.pose import Box
from library.figure.shapes import Capsule, Rect, Shape

NARROW = 28
"""Below this many columns limbs are fattened and parted by no line."""
FATTER = 1.15
THINNEST = 0.55
"""No shape is painted thinner than this share of a sample to either side of its middle."""


class View(msgspec.Struct, frozen=True):
    """Which part of the world a grid of cells shows; a cell is twice as high as wide."""

    columns: int
    rows: int
    across: int
    """Samples per cell from left to right."""
    down: int
    """Samples per cell from top to bottom."""
    left: float
    top: float
    unit: float
    """Width of a cell in hundredths of the body's height."""

    @property
    def width(self) -> int:
        """Samples from left to right."""
        return self.columns * self.across

    @property
    def height(self) -> int:
        """Samples from top to bottom."""
        return self.rows * self.down

    @property
    def right(self) -> float:
        """The world's x at the right edge."""
        return self.left + self.columns * self.unit

    @property
    def bottom(self) -> float:
        """The world's y at the bottom edge."""
        return self.top - 2 * self.rows * self.unit


def fit(box: Box, columns: int, rows: int, across: int, down: int) -> View:
    """Return the view that shows a box as large as possible, standing on the bottom row."""
    left, bottom, right, top = box
    unit = max((right - left) / columns, (top - bottom) / (2 * rows))
    # The floor lies between two samples: else thin soles and the floor smear into one grey.
    samples = rows * down
    below = min(max(round(-bottom * down / (2 * unit)), 1), samples - 1)
    if samples > below:
        unit = max(unit, top * down / (2 * (samples - below)))
    view_left = (left + right - columns * unit) / 2
    return View(columns, rows, across, down, view_left, (samples - below) * 2 * unit / down, unit)


class Canvas:
    """The samples, row by row from the top."""

    def __init__(self, view: View, background: Colour, smooth: bool = True) -> None:
        self.view = view
        self.samples: list[Colour] = [background] * (view.width * view.height)
        self._background = background
        self._smooth = smooth
        self._width = view.unit / view.across
        self._height = 2 * view.unit / view.down
        narrow = view.columns < NARROW
        self._fat = FATTER if narrow else 1.0
        self._halo = 0.0 if narrow or not smooth else 0.5 * self._width * view.across / 2

    def paint(self, shape: Shape, colour: Colour) -> None:
        """Paint one shape over what is there."""
        if isinstance(shape, Rect):
            self._rect(shape, colour)
        elif shape.a == shape.b or shape.ra or shape.rb:
            self._capsule(shape, colour)

    def _rect(self, shape: Rect, colour: Colour) -> None:
        left, bottom, right, top = shape.box
        view, width, height = self.view, self._width, self._height
        columns = _covered(left - view.left, right - view.left, width, view.width)
        for row, high in _covered(view.top - top, view.top - bottom, height, view.height):
            start = row * view.width
            for column, wide in columns:
                self._cover(start + column, colour, high * wide)

    def _cover(self, index: int, colour: Colour, share: float) -> None:
        if not self._smooth:
            if share >= 0.5:
                self.samples[index] = colour
        elif share > 0:
            steps = min(int(share * STEPS + 0.5), STEPS)
            self.samples[index] = blend(self.samples[index], colour, steps)

    def _capsule(self, shape: Capsule, colour: Colour) -> None:
        thin = THINNEST * self._width
        brush = _Brush(shape, self._fat, thin)
        halo = self._halo if shape.halo else 0.0
        joined = _Brush(shape.joined, self._fat, thin) if halo and shape.joined else None
        margin = 0.5 * max(self._width, self._height) + halo
        view, width = self.view, self._width
        first = max(int((view.top - brush.top - margin) / self._height), 0)
        last = min(int((view.top - brush.bottom + margin) / self._height) + 1, view.height)
        for row in range(first, last):
            y = view.top - (row + 0.5) * self._height
            left, right = brush.span(y, margin)
            start = max(int((left - view.left) / width), 0)
            end = min(int((right - view.left) / width) + 1, view.width)
            if start < end:
                self._row(brush, joined, y, range(start, end), row * view.width, colour, halo)

    def _row(
        self,
        brush: "_Brush",
        joined: "_Brush | None",
        y: float,
        columns: range,
        offset: int,
        colour: Colour,
        halo: float,
    ) -> None:
        samples, width, height = self.samples, self._width, self._height
        ax, abx, aby, ra, dr = brush.ax, brush.abx, brush.aby, brush.ra, brush.dr
        across, dy = abx * brush.inverse, y - brush.ay
        share = dy * aby * brush.inverse
        soft = 0.5 * (width if width > height else height)
        x0 = self.view.left + 0.5 * width - ax
        for column in columns:
            dx = x0 + column * width
            t = share + dx * across
            t = 0.0 if t < 0 else 1.0 if t > 1 else t
            ex, ey, radius = dx - t * abx, dy - t * aby, ra + t * dr
            square = ex * ex + ey * ey
            outer, inner = radius + soft + halo, radius - soft
            if square >= outer * outer:
                continue
            if inner > 0 and square <= inner * inner:
                samples[offset + column] = colour
                continue
            away = math.sqrt(square)
            # A sample is not square: its extent is measured across the edge.
            extent = (abs(ex) * width + abs(ey) * height) / away if away > 1e-9 else width
            edge = (radius - away) / extent
            if halo and (joined is None or not joined.contains(dx + ax, y)):
                self._cover(offset + column, self._background, min(edge + halo / extent + 0.5, 1.0))
            self._cover(offset + column, colour, edge + 0.5)


class _Brush:
    """A capsule made ready for many questions."""

    __slots__ = ("abx", "aby", "ax", "ay", "bottom", "dr", "inverse", "ra", "radius", "top")

    def __init__(self, shape: Capsule, fat: float, thin: float) -> None:
        self.ax, self.ay = shape.a
        self.abx, self.aby = shape.b[0] - self.ax, shape.b[1] - self.ay
        self.ra = max(shape.ra * fat, thin)
        self.dr = max(shape.rb * fat, thin) - self.ra
        length = self.abx**2 + self.aby**2
        self.inverse = 1 / length if length > 1e-12 else 0.0
        self.radius = max(self.ra, self.ra + self.dr)
        self.top = max(self.ay, shape.b[1]) + self.radius
        self.bottom = min(self.ay, shape.b[1]) - self.radius

    def span(self, y: float, margin: float) -> tuple[float, float]:
        """Return the stretch of x that the capsule can touch at height `y`."""
        reach = self.radius + margin
        first, last = 0.0, 1.0
        if abs(self.aby) > 1e-9:
            low, high = sorted(((y - reach - self.ay) / self.aby, (y + reach - self.ay) / self.aby))
            first, last = min(max(low, 0.0), 1.0), max(min(high, 1.0), 0.0)
        x0, x1 = self.ax + first * self.abx, self.ax + last * self.abx
        return min(x0, x1) - reach, max(x0, x1) + reach

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies inside."""
        dx, dy = x - self.ax, y - self.ay
        t = min(max((dx * self.abx + dy * self.aby) * self.inverse, 0.0), 1.0)
        return math.hypot(dx - t * self.abx, dy - t * self.aby) < self.ra + t * self.dr


def _covered(start: float, end: float, size: float, count: int) -> list[tuple[int, float]]:
    """Yield the samples between two distances from the edge, each with the share covered."""
    first, last = max(int(start / size), 0), min(math.ceil(end / size), count)
    return [
        (index, max(min(end / size, index + 1) - max(start / size, index), 0.0))
        for index in range(first, last)
    ]
