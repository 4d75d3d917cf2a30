"""Draws a terminal's cells as SVG that looks alike everywhere.

Blocks and frames are drawn as shapes, so that no font can leave gaps in figures and digits;
text is stretched to its cells. Nothing is linked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import product

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI

WIDE, HIGH = 8, 17
"""A cell in units of the picture."""
MARGIN = 8
BLOCK = 20
"""Cells of a row that are drawn anew together in a picture that moves: a divisor of its width."""

Lines = Sequence[Sequence[Segment]]
"""The segments of each row of a screen."""
CRISP = ' shape-rendering="crispEdges"'
_RECT = re.compile(r'<rect x="(?P<x>[^"]+)" (?P<y>[^ ]+) width="(?P<wide>[^"]+)" (?P<looks>.+)')
Box = tuple[float, float, float, float]
"""Left, top, width and height within a cell, 0-1."""

_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_EIGHTHS_UP = "▁▂▃▄▅▆▇"
_EIGHTHS_RIGHT = "▏▎▍▌▋▊▉"
_SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
_OTHER_BLOCKS: dict[str, Box] = {"▔": (0, 0, 1, 1 / 8), "▕": (7 / 8, 0, 1 / 8, 1)}
_LINES = {
    "─": "lr", "━": "lr", "│": "ud", "┃": "ud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
    "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "udr", "┤": "udl", "┬": "lrd", "┴": "lru",
    "┼": "lrud", "╴": "l", "╶": "r", "╵": "u", "╷": "d",
}  # fmt: skip
_ENDS = {"l": (0.0, 0.5), "r": (1.0, 0.5), "u": (0.5, 0.0), "d": (0.5, 1.0)}


def picture(lines: Lines, title: str) -> str:
    """An SVG picture of a screen.

    Args:
        lines: The segments of each row; every row is as wide as the screen.
        title: What is to be seen, for people who cannot see it.
    """
    shapes = (shape for row, line in enumerate(lines) for shape in _row(line, row * HIGH))
    return _document(lines, title, "", shapes)


def moving_picture(frames: Sequence[tuple[Lines, float]], title: str, still: int) -> str:
    """An SVG picture that shows one screen after the other, over and over.

    Args:
        frames: The rows of each, as in `picture`, and for how many seconds it is seen.
        title: As in `picture`.
        still: Which of them is seen by who wants no motion, from 0.
    """
    ends = [
        round(sum(seconds for _, seconds in frames[:number]), 3)
        for number in range(len(frames) + 1)
    ]
    shapes, rules = [], dict[tuple[int, int], str]()
    for row, block in product(range(len(frames[0][0])), range(0, _columns(frames[0][0]), BLOCK)):
        drawn = [_block(lines[row], row * HIGH, block) for lines, _ in frames]
        for begin, end in _runs(drawn):
            hidden = "" if begin <= still < end else ' visibility="hidden"'
            moves = ""
            if end - begin < len(frames):
                name = rules.setdefault((begin, end), f"s{len(rules) + 1}")
                moves = f' class="{name}"'
            shapes.append(f"<g{moves}{hidden}{CRISP}>\n{drawn[begin]}\n</g>")
    style = "".join(
        _seen(name, ends[begin], ends[end], ends[-1]) for (begin, end), name in rules.items()
    )
    return _document(
        frames[0][0],
        title,
        f"<style>@media (prefers-reduced-motion:no-preference){{\n{style}}}</style>\n",
        shapes,
    )


def _block(line: Sequence[Segment], top: int, begin: int) -> str:
    """The shapes of a block of a row, as few as will do."""
    _, wanted, _ = Segment.divide(line, [begin, begin + BLOCK, _columns([line])])
    joined: list[str] = []
    for shape in _row(list(Segment.simplify(wanted)), top, begin):
        shape = shape.replace(CRISP, "")
        before, this = _RECT.match(joined[-1] if joined else ""), _RECT.match(shape)
        if before and this and _goes_on(before, this):
            wide = float(before["wide"]) + float(this["wide"])
            joined[-1] = f'<rect x="{before["x"]}" {before["y"]} width="{wide:g}" {before["looks"]}'
        else:
            joined.append(shape)
    return "\n".join(joined)


def _goes_on(before: re.Match[str], this: re.Match[str]) -> bool:
    """Whether a rectangle is the rest of the one before."""
    ends = float(before["x"]) + float(before["wide"])
    same = (before["y"], before["looks"]) == (this["y"], this["looks"])
    return same and ends == float(this["x"])


def _columns(lines: Lines) -> int:
    return max(sum(segment.cell_length for segment in line) for line in lines)


def _runs(drawn: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from which frame to which a row stays as it is."""
    begin = 0
    for end in range(1, len(drawn) + 1):
        if end == len(drawn) or drawn[end] != drawn[begin]:
            yield begin, end
            begin = end


def _seen(name: str, begin: float, end: float, whole: float) -> str:
    """A rule of style: what has this name is seen from one moment to the other."""
    first = "visible" if begin == 0 else "hidden"
    steps = [(0.0, first), (begin, "visible"), (end, "hidden")]
    rule = "".join(
        f"{100 * at / whole:.4g}%{{visibility:{what}}}" for at, what in steps[begin == 0 :]
    )
    return (
        f".{name}{{animation:{name} {whole:g}s step-end infinite}}\n@keyframes {name}{{{rule}}}\n"
    )


def _document(lines: Lines, title: str, style: str, shapes: Iterable[str]) -> str:
    columns = _columns(lines)
    width, height = columns * WIDE + 2 * MARGIN, len(lines) * HIGH + 2 * MARGIN
    ground = _colours(lines[-1][0].style)[1]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-family="monospace" font-size="13.3"'
        ' xml:space="preserve">',
        f"<title>{escape(title)}</title>",
        f'{style}<rect width="100%" height="100%" rx="6" fill="{ground}"/>',
        f'<g transform="translate({MARGIN} {MARGIN})" stroke-width="1.2" fill="none">',
        *shapes,
    ]
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _row(line: Sequence[Segment], top: int, column: int = 0) -> Iterator[str]:
    for segment in line:
        front, back = _colours(segment.style)
        width = segment.cell_length
        yield (
            f'<rect x="{column * WIDE}" y="{top}" width="{width * WIDE}" height="{HIGH}"'
            f' fill="{back}" shape-rendering="crispEdges"/>'
        )
        yield from _glyphs(segment, column, top, front)
        column += width


def _glyphs(segment: Segment, column: int, top: int, front: str) -> Iterator[str]:
    """Shapes for blocks and lines, text for everything else, word by word."""
    word, begin = "", column
    for letter, width in _cells(segment.text):
        boxes, stroke = list(_boxes(letter)), _LINES.get(letter, "")
        if letter == " " or boxes or stroke:
            yield from _text(word, begin, column, top, front, segment.style)
            word, begin = "", column + width
            yield from (_rect(box, column, top, front, _SHADES.get(letter, 1)) for box in boxes)
            if stroke:
                yield _path(stroke, letter, column, top, front)
        else:
            word += letter
        column += width
    yield from _text(word, begin, column, top, front, segment.style)


def _cells(text: str) -> Iterator[tuple[str, int]]:
    for letter in text:
        yield letter, Segment(letter).cell_length


def _boxes(letter: str) -> Iterator[Box]:
    if letter in _OTHER_BLOCKS:
        yield _OTHER_BLOCKS[letter]
    elif letter in _SHADES:
        yield (0, 0, 1, 1)
    elif letter in _EIGHTHS_UP:
        share = (_EIGHTHS_UP.index(letter) + 1) / 8
        yield (0, 1 - share, 1, share)
    elif letter in _EIGHTHS_RIGHT:
        yield (0, 0, (_EIGHTHS_RIGHT.index(letter) + 1) / 8, 1)
    elif letter in _QUADRANTS:
        bits = _QUADRANTS.index(letter)
        yield from ((n % 2 / 2, n // 2 / 2, 0.5, 0.5) for n in range(4) if bits & 1 << n)


def _rect(box: Box, column: int, top: int, colour: str, opacity: float) -> str:
    left, above, width, height = box
    faint = "" if opacity == 1 else f' fill-opacity="{opacity}"'
    return (
        f'<rect x="{(column + left) * WIDE:g}" y="{top + above * HIGH:g}"'
        f' width="{width * WIDE:g}" height="{height * HIGH:g}" fill="{colour}"{faint}'
        ' shape-rendering="crispEdges"/>'
    )


def _path(ends: str, letter: str, column: int, top: int, colour: str) -> str:
    points = [((column + x) * WIDE, top + y * HIGH) for x, y in (_ENDS[end] for end in ends)]
    middle = f"{(column + 0.5) * WIDE:g} {top + 0.5 * HIGH:g}"
    if letter in "╭╮╰╯":
        (x, y), (to_x, to_y) = points
        return f'<path d="M{x:g} {y:g}Q{middle} {to_x:g} {to_y:g}" stroke="{colour}"/>'
    lines = "".join(f"M{middle}L{x:g} {y:g}" for x, y in points)
    return f'<path d="{lines}" stroke="{colour}"/>'


def _text(
    word: str, begin: int, end: int, top: int, colour: str, style: Style | None
) -> Iterator[str]:
    if not word:
        return
    looks = ' font-weight="bold"' if style and style.bold else ""
    looks += ' font-style="italic"' if style and style.italic else ""
    looks += ' text-decoration="underline"' if style and style.underline else ""
    yield (
        f'<text x="{begin * WIDE}" y="{top + 0.77 * HIGH:g}" textLength="{(end - begin) * WIDE}"'
        f' lengthAdjust="spacingAndGlyphs" fill="{colour}"{looks}>{escape(word)}</text>'
    )


def _colours(style: Style | None) -> tuple[str, str]:
    """Foreground and background."""
    front = _hex(style.color if style else None, foreground=True)
    back = _hex(style.bgcolor if style else None, foreground=False)
    return (back, front) if style and style.reverse else (front, back)


def _hex(colour: RichColor | None, *, foreground: bool) -> str:
    shade = colour or RichColor.default()
    return shade.get_truecolor(DIMMED_MONOKAI, foreground=foreground).hex
