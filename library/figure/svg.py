"""The figure as an SVG picture: on paper and on other pages, where there are no cells.

Nothing in it is linked and it needs no font; still pictures have no names inside, so that any
number of them can stand on one page.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from library.figure import shapes
from library.figure.figure import Figure
from library.figure.in_words import in_words
from library.figure.motion import loop, stretched
from library.figure.outline import free_outline, hatching, number, on_page, outline
from library.figure.palette import Colour, Palette, palette
from library.figure.pose import Box, Pose
from library.figure.room import free_place
from library.figure.scene import AT_REST, Scene
from library.figure.shapes import Capsule, Rect, Shape
from library.figure.solve import find

PAPER = palette(0xFFFFFF)
"""The colours for a white page."""
DARK = palette(0x1A1715)
"""The colours for a dark page."""
_HALO = 1.2
"""Width of the line round a limb that parts it from what lies behind, half of which is seen."""
_LETTER, _LARGER = 4.2, 5.2
"""Height of letters in hundredths of the body's height; our judgement."""
_WIDTH = 0.55
"""Width of letters as a share of their height, on average in the words beside figures, in a font
between Arial and DejaVu Sans."""
_CAPTION = 8.0
"""Height of the line below the ground."""
_MARGIN = 1.0
"""Round an arrow at the edge of the picture."""
_NEARBY = 20.0
"""How far an arrow or a prop may widen the picture, to be seen whole; our judgement."""
_PIXELS = 4
"""Of a screen to a hundredth of the body's height, where a page says nothing else."""
_STEPS_PER_SECOND = 6
"""Places of a move between which browsers go straight; our judgement."""
_HIDDEN = 'opacity="0"'
_SHORTEST = 1.0
"""A limb that looks shorter is only moved, not turned: it points at the viewer."""


class Picture(Struct, frozen=True):
    """What is to be drawn."""

    figure: Figure
    """As deep and as high as it is for the person."""
    side: str
    """The leg that is stretched: `left`, `right`, or `both`."""
    colours: Palette = PAPER
    position: float | None = None
    """Which moment: 0 is the first keyframe, 1 the second; None is the stretch with its start as
    a shadow."""
    caption: str = ""
    """Words below it, such as `LEFT leg`."""
    inline: bool = False
    """Whether it is to stand in a page of HTML, where it needs no name of its language."""
    labelled: bool = True
    """Whether words stand beside the figure; in a picture of a few centimetres they are too small
    to be read, and the title of a second view is larger."""
    words: Sequence[str] | None = None
    """What is told to who does not see it; None for all that the figure tells of itself."""


def svg(picture: Picture) -> str:
    """Return a picture; the same picture is always the same text."""
    return "".join(_Drawing(picture).still())


def moving_svg(picture: Picture, name: str = "f") -> str:
    """Return a picture that moves through all keyframes, over and over, whatever its position.

    Where nothing moves, or nothing should by the wish of who looks, it shows the stretch.

    Args:
        picture: What is to be drawn.
        name: What names inside begin with: letters only, and others for each picture on a page.
    """
    held = replace(picture, position=stretched(picture.figure.pose))
    return "".join(_Moving(_Drawing(held), name).elements())


class _Drawing:
    """What is drawn at one moment."""

    def __init__(self, picture: Picture) -> None:
        self.picture, self.figure = picture, picture.figure
        pose = self.figure.pose
        with_shadow = picture.position is None
        position = stretched(pose) if picture.position is None else picture.position
        self.scene = Scene(pose, position, ghost=with_shadow, inset=True)
        # Of both legs the nearer one wears the brighter shoe: of who faces right, the right one.
        left = picture.side == "left" or (picture.side == "both" and pose.near_is_other)
        self.colours = picture.colours.for_legs(left=left)
        self.letter = _LETTER if picture.labelled else _LARGER
        self.paper = _hex(self.colours.background)
        self.box = _whole(pose, self.scene.box)
        self.turned = self.figure.turned(picture.side)

    def still(self) -> Iterator[str]:
        left, bottom, right, _ = self.box
        parts = self.scene.shapes(left, right, bottom, arrow=True)
        yield self.begin()
        yield self.mirrored(map(self.shape, parts))
        yield self.written(self.words(self.scene))
        yield "</svg>\n"

    def begin(self) -> str:
        """Return the opening tag and the page."""
        left, bottom, right, top = self.box
        bottom -= _CAPTION if self.picture.caption else 0
        wide, high = right - left, top - bottom
        language = "" if self.picture.inline else 'xmlns="http://www.w3.org/2000/svg" '
        told = self.picture.words
        told = in_words(self.figure.pose, self.picture.side) if told is None else told
        return (
            f'<svg {language}role="img" '
            f'viewBox="{number(left)} {number(-top)} {number(wide)} {number(high)}" '
            f'width="{number(wide * _PIXELS)}" height="{number(high * _PIXELS)}" '
            f'aria-label="{escape(" ".join(told))}">\n'
            f"{_rect((left, bottom, right, top), self.paper)}"
        )

    def mirrored(self, drawn: Iterable[str]) -> str:
        """Return what is drawn, as it is seen of the picture's side."""
        left, _, right, _ = self.box
        mirror = f' transform="matrix(-1 0 0 1 {number(left + right)} 0)"' if self.turned else ""
        return f"<g{mirror}>\n{''.join(drawn)}</g>\n"

    def shape(self, shape: Shape) -> str:
        """Return one shape."""
        if not isinstance(shape, Capsule):
            return _rect(shape.box, _hex(self.colours.of(shape.material)))
        if shape.material == "muscle":
            colours, drawn = self.muscle(shape)
            return f"<g {colours}>{drawn}</g>\n"
        edge = free_outline(shape) if shape.halo else ""
        line = f'fill="none" stroke="{self.paper}" stroke-width="{_HALO}"'
        halo = f'<path d="{edge}" {line}/>' if edge else ""
        fill = _hex(self.colours.of(shape.material))
        return f'{halo}<path d="{outline(shape)}" fill="{fill}"/>\n'

    def muscle(self, shape: Capsule) -> tuple[str, str]:
        """Return the colours and the shape of the stretched muscle.

        In grey its outline and hatching tell it from the rest.
        """
        colours = f'fill="{self.glow(self.scene)}" stroke="{self.paper}" stroke-width="0.6"'
        return colours, f'<path d="{outline(shape)}"/><path d="{hatching(shape)}" fill="none"/>'

    def glow(self, scene: Scene) -> str:
        """Return the colour of the muscle at a moment."""
        return _hex(self.colours.glow(scene.joints.strain))

    def words(self, scene: Scene) -> Iterator[str]:
        """Yield the words of a moment, within the picture and beside the figure."""
        left, bottom, right, top = self.box
        taken = [*scene.body(), *scene.arrow(), *shapes.inset(scene.pose)[:1]]
        for label in scene.labels() if self.picture.labelled else ():
            text = label.spoken(self.picture.side)
            wide = min(len(text) * self.letter * _WIDTH, right - left)
            x, y = find(scene.joints, label.at)
            x, y = x + label.shift[0], y + label.shift[1]
            y = min(max(y, bottom + self.letter / 2), top - self.letter / 2)
            x = free_place(x, y, (wide, self.letter), (left, right), taken)
            box = (x - wide / 2, y - self.letter / 2, x + wide / 2, y + self.letter / 2)
            taken.append(Rect("label", box))
            yield self.word(text, x, y)
        for title in scene.titles():
            yield self.word(title.spoken(self.picture.side), *find(scene.joints, title.at))

    def word(self, text: str, x: float, y: float) -> str:
        """Return words with their middle at a place, set off by a line round them."""
        left, _, right, _ = self.box
        half = min(len(text) * self.letter * _WIDTH, right - left) / 2
        x = min(max(left + right - x if self.turned else x, left + half), right - half)
        squeezed = ""
        if 2 * half == right - left:
            squeezed = f' textLength="{number(right - left)}" lengthAdjust="spacingAndGlyphs"'
        at = f'x="{number(x)}" y="{number(0.35 * self.letter - y)}"{squeezed}'
        written = f"<text {at}>{escape(text)}</text>"
        line = f'aria-hidden="true" stroke="{self.paper}" stroke-width="1.6"'
        return f"<g {line}>{written}</g>{written}\n"

    def written(self, words: Iterable[str]) -> str:
        """Return words and the caption, which are never mirrored."""
        left, bottom, right, _ = self.box
        caption = ""
        if self.picture.caption:
            # Behind the back, as in the terminal.
            x, anchor = (right - 1, "end") if self.turned else (left + 1, "start")
            at = f'x="{number(x)}" y="{number(_CAPTION - 2 - bottom)}" text-anchor="{anchor}"'
            caption = f"<text {at}>{escape(self.picture.caption)}</text>\n"
        return (
            f'<g font-family="sans-serif" font-size="{number(self.letter)}" text-anchor="middle" '
            f'stroke-linejoin="round" fill="{_hex(self.colours.of("label"))}">\n'
            f"{''.join(words)}{caption}</g>\n"
        )


class _Moving:
    """A picture with what CSS needs to move it from where it is drawn."""

    def __init__(self, drawing: _Drawing, name: str) -> None:
        self.drawing, self.name = drawing, name
        self.pose, self.scene = drawing.figure.pose, drawing.scene
        self.stops = list(_stops(loop(self.pose)))
        self.scenes = [Scene(self.pose, at, ghost=False, inset=True) for _, at in self.stops]
        self.keyframes: dict[str, str] = {}
        """The name of each by what it does."""

    def elements(self) -> Iterator[str]:
        drawing, (left, bottom, right, _) = self.drawing, self.scene.box
        scenery = map(drawing.shape, shapes.scenery(self.pose, left, right, bottom))
        inset = map(drawing.shape, shapes.inset(self.pose))
        yield drawing.begin()
        yield drawing.mirrored([*scenery, self._arrow(), *self._body(), *inset])
        yield drawing.written(self._words())
        yield self._style()
        yield "</svg>\n"

    def _body(self) -> Iterator[str]:
        moves = zip(*(scene.body() for scene in self.scenes), strict=True)
        for shape, there in zip(self.scene.body(), moves, strict=True):
            moved = [f"transform:{_matrix(shape, each)}" for each in there]
            colours, drawn = "", self.drawing.shape(shape)
            if shape.material == "muscle" and isinstance(shape, Capsule):
                colours, drawn = self.drawing.muscle(shape)
                glow = (self.drawing.glow(scene) for scene in self.scenes)
                moved = [f"{one};fill:{other}" for one, other in zip(moved, glow, strict=True)]
            yield self._group(drawn, moved, colours)

    def _arrow(self) -> str:
        """Return the arrow, which is seen before the move."""
        arrow = Scene(self.pose, 0, ghost=False, inset=False).arrow()
        drawn = "".join(map(self.drawing.shape, arrow))
        return self._group(drawn, self._seen_at(0), _HIDDEN) if drawn else ""

    def _words(self) -> Iterator[str]:
        """Yield the words of each keyframe, which are seen while the figure is there."""
        held = stretched(self.pose)
        for count in range(len(self.pose.frames)):
            scene = Scene(self.pose, count, ghost=False, inset=False)
            if drawn := "".join(self.drawing.words(scene)):
                yield self._group(drawn, self._seen_at(count), "" if count == held else _HIDDEN)
        for title in self.scene.titles():
            yield self.drawing.word(
                title.spoken(self.drawing.picture.side), *find(self.scene.joints, title.at)
            )

    def _seen_at(self, number: int) -> list[str]:
        return [f"opacity:{int(abs(at - number) < AT_REST)}" for _, at in self.stops]

    def _group(self, drawn: str, values: Sequence[str], looks: str = "") -> str:
        """Return what is drawn with what it does at each stop.

        Args:
            drawn: One or more elements.
            values: Declarations in CSS, one for each stop.
            looks: Attributes that hold where nothing moves.
        """
        looks = f" {looks}" if looks else ""
        if len(set(values)) == 1:
            return f"<g{looks}>{drawn}</g>\n" if looks else drawn
        last = len(values) - 1
        rule = "".join(
            f"{number(100 * when)}%{{{value}}}"
            for n, ((when, _), value) in enumerate(zip(self.stops, values, strict=True))
            if n in (0, last) or not values[n - 1] == value == values[n + 1]
        )
        name = self.keyframes.setdefault(rule, f"{self.name}{len(self.keyframes) + 1}")
        return f'<g class="{self.name} {name}"{looks}>{drawn}</g>\n'

    def _style(self) -> str:
        if not self.keyframes:
            return ""
        seconds = number(sum(seconds for _, _, seconds in loop(self.pose)))
        rules = "".join(
            f".{name}{{animation-name:{name}}}\n@keyframes {name}{{{rule}}}\n"
            for rule, name in self.keyframes.items()
        )
        every = f".{self.name}{{animation:{seconds}s linear infinite}}\n"
        return f"<style>@media (prefers-reduced-motion:no-preference){{\n{every}{rules}}}</style>\n"


def _whole(pose: Pose, box: Box) -> Box:
    """Return the box, a little larger where arrows and props would be cut; always the same."""
    arrows = (shapes.arrow(frame.arrow, both_ways=pose.knead) for frame in pose.frames)
    for shape in chain(shapes.scenery(pose, box[0], box[2], box[1]), *arrows):
        left, bottom, right, top = _bounds(shape)
        beyond = max(box[0] - left, left - box[2], right - box[2], box[1] - bottom, top - box[3])
        if beyond <= _NEARBY:
            box = min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)
    return box


def _bounds(shape: Shape) -> Box:
    if not isinstance(shape, Capsule):
        return shape.box
    (x, y), (to_x, to_y), edge = shape.a, shape.b, max(shape.ra, shape.rb) + _MARGIN
    return (min(x, to_x) - edge, min(y, to_y) - edge, max(x, to_x) + edge, max(y, to_y) + edge)


def _stops(ways: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float]]:
    """Yield shares of the whole time, and the positions of the figure then."""
    whole = sum(seconds for _, _, seconds in ways) or 1.0
    passed = 0.0
    yield (0.0, ways[0][0])
    for start, end, seconds in ways:
        steps = 1 if start == end else max(2, math.ceil(seconds * _STEPS_PER_SECOND))
        for step in range(1, steps + 1):
            share = step / steps
            yield ((passed + seconds * share) / whole, start + (end - start) * share)
        passed += seconds


def _matrix(shape: Shape, there: Shape) -> str:
    """Return how to lay a limb where it is at another moment: turned, moved, a little longer."""
    assert isinstance(shape, Capsule)
    assert isinstance(there, Capsule)
    a, b = (complex(*on_page(point)) for point in (shape.a, shape.b))
    c, d = (complex(*on_page(point)) for point in (there.a, there.b))
    short = min(abs(b - a), abs(d - c)) < _SHORTEST
    turn = complex(1) if short else (d - c) / (b - a)
    by = c - turn * a
    re, im = (f"{round(part, 3) + 0.0:g}" for part in (turn.real, turn.imag))
    back = f"{round(-turn.imag, 3) + 0.0:g}"
    return f"matrix({re},{im},{back},{re},{number(by.real)},{number(by.imag)})"


def _rect(box: Box, fill: str) -> str:
    left, bottom, right, top = box
    if right <= left or top <= bottom:
        return ""
    return (
        f'<rect x="{number(left)}" y="{number(-top)}" width="{number(right - left)}" '
        f'height="{number(top - bottom)}" fill="{fill}"/>\n'
    )


def _hex(colour: Colour) -> str:
    return f"#{colour:06x}"
