"""The exercises of a plan, with pictures of them where there is room."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from library.exercises.model import Side
from library.wording import counted
from tui.text.planned import BETTER, Planned
from tui.widgets.meter import BAR
from tui.widgets.pose_picture import DrawnLater, thumbnail
from tui.widgets.text import shortened

PICTURES = {14: Size(26, 13), 10: Size(18, 9), 7: Size(12, 6), 5: Size(10, 5)}
"""The size of a picture by the rows that an exercise has at least."""
_MOST_ROWS, _MOST_AROUND = 11, 2
"""Rows of an exercise, and beside a picture that is larger; more would only be empty."""
_GAP = 2
"""Cells between columns."""
_LEAST_TEXT, _LEAST_BESIDE = 28, 44
"""Cells that words need in two lines, and beside a picture."""
_LEAST_NAME = 14
"""Cells of a name before the dose behind it is cut."""
_SECONDS_A_CELL = 4
"""How much of a hold a cell of its bar is: long holds look long (our judgement)."""
_LETTERS = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: "LR"}


class _Form(NamedTuple):
    """How an exercise is shown."""

    rows: int
    picture: Size | None
    lines: int
    """Of text: 1, 2, or 3 with the bars of the holds."""


class PlanList(DrawnLater):
    """Exercises with their doses, in the largest form that there is room for.

    The bars behind the letters of the legs are seconds, on one scale for the whole list.
    Pictures come after the first paint.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"plan-list--{part}"
        for part in ("name", "words", "time", "mark", "better", "left", "right")
    }
    DEFAULT_CSS = """
    PlanList {
        width: 1fr;
        height: auto;
        .plan-list--name { text-style: bold; }
        .plan-list--words { color: $text-muted; }
        .plan-list--time { color: $foreground; }
        .plan-list--mark { color: $text-accent; text-style: bold; }
        .plan-list--better { color: $text-success; text-style: bold; }
        .plan-list--left { color: $leg-left; text-style: bold; }
        .plan-list--right { color: $leg-right; text-style: bold; }
    }
    """

    def __init__(self, *, mode: str = "auto", id: str | None = None) -> None:
        """Make an empty list; `show` fills it.

        Args:
            mode: The setting `figure`.
            id: Its name in the styles.
        """
        super().__init__(id=id)
        self._mode = mode
        self._items: tuple[Planned, ...] = ()
        self._lines: list[Strip] | None = None
        """What it draws; None until it is drawn."""

    def show(self, items: Sequence[Planned]) -> None:
        """Show these exercises."""
        if tuple(items) == self._items:
            return
        self.refresh(layout=len(items) != len(self._items))
        self._items = tuple(items)
        self._lines = None
        if not self.is_painted:
            self.draw_when_painted()

    def prefer(self, mode: str) -> None:
        """Take over the changed setting `figure`."""
        if mode != self._mode:
            self._mode = mode
            self._draw_anew()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row for each exercise."""
        return len(self._items)

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        if self._lines is None:
            self._lines = list(self._drawn())
        width = self.size.width
        if y < len(self._lines):
            return self._lines[y].adjust_cell_length(width, self.rich_style).simplify()
        return Strip.blank(width, self.rich_style)

    def on_resize(self) -> None:
        """Choose the form anew."""
        self._draw_anew()

    def notify_style_update(self) -> None:
        """Take over other colours."""
        super().notify_style_update()
        self._draw_anew()

    def draw_pictures(self) -> None:
        """Draw the list anew if it has room for pictures."""
        if self._items and _form(*self.size, len(self._items)).picture is not None:
            self._draw_anew()

    def _draw_anew(self) -> None:
        self._lines = None
        self.refresh()

    def _drawn(self) -> Iterator[Strip]:
        """Yield the rows."""
        width, height = self.size
        items = self._items
        if not items or not width or not height:
            return
        form = _form(width, height, len(items))
        pictures = [self._picture(item, form.picture) for item in items]
        if form.lines == 1:
            fits = len(items) <= height
            yield from self._in_lines(items if fits else items[: height - 1], width)
            if not fits:
                more = f"and {counted(len(items) - height + 1, 'more exercise')}"
                yield Strip([self._segment(shortened(more, width), "words")])
            return
        lines = form.lines if any(pictures) else min(3, form.rows)
        beside = form.picture.width + _GAP if any(pictures) and form.picture else 0
        scale = self._scale(width - beside)
        for item, picture in zip(items, pictures, strict=True):
            yield from self._with_picture(item, picture, form, lines, scale)

    def _picture(self, item: Planned, size: Size | None) -> tuple[Strip, ...]:
        if size is None or not self.is_painted:
            return ()
        side, height = item.sides[0], item.height_cm
        return thumbnail(self, item.exercise, side, size, height_cm=height, mode=self._mode)

    # In one line.

    def _in_lines(self, items: Sequence[Planned], width: int) -> Iterator[Strip]:
        """Yield a line for each: legs, name, dose and what is to be known of it."""
        said = max((cell_len(item.dose) + _mark_width(item) for item in items), default=0)
        beside = len("LR ") + _GAP + said
        named = max((cell_len(item.name) for item in items), default=0)
        short = named > width - beside
        if short:
            named = max((cell_len(item.short_name) for item in items), default=0)
        named = min(named, max(width - beside, _LEAST_NAME))
        for item in items:
            name = item.short_name if short else item.name
            name = shortened(name, named)
            space = " " * (named - cell_len(name))
            parts = [*self._legs(item), self._segment(f" {name}{space}", "name")]
            parts += [self._segment(f"  {item.dose}", "words"), *self._mark(item)]
            yield _strip(parts, width)

    def _legs(self, item: Planned) -> list[Segment]:
        """Return the letters of the legs, in two cells."""
        letters = [_LETTERS[side] for side in item.sides]
        parts = [self._segment(each, _part_of(each)) for each in "".join(letters)]
        return [*parts, self._segment(" " * (2 - len(parts)), "words")]

    # In several lines.

    def _with_picture(
        self, item: Planned, picture: Sequence[Strip], form: _Form, lines: int, scale: float
    ) -> Iterator[Strip]:
        """Yield the rows of an exercise: the picture, and in the middle beside it the words."""
        left = form.picture.width + _GAP if picture and form.picture else 0
        room = self.size.width - left
        words = list(self._words(item, room, lines, scale))
        above = max(0, (len(picture) or form.rows) - len(words)) // 2 if picture else 0
        for row in range(form.rows):
            begin = picture[row] if row < len(picture) else Strip.blank(left, self.rich_style)
            beside = row - above
            text = words[beside] if 0 <= beside < len(words) else Strip([])
            gap = left - begin.cell_length
            yield Strip([*begin, self._segment(" " * gap, "words"), *text])

    def _words(self, item: Planned, room: int, lines: int, scale: float) -> Iterator[Strip]:
        time = item.time
        name = shortened(item.name, max(1, room - cell_len(time) - _GAP))
        space = room - cell_len(name) - cell_len(time)
        yield Strip(
            [
                self._segment(name, "name"),
                self._segment(" " * space, "words"),
                self._segment(time, "time"),
            ]
        )
        yield _strip([self._segment(item.dose, "words"), *self._mark(item)], room)
        if lines >= 3:
            yield _strip(list(self._bars(item, scale)), room)

    def _mark(self, item: Planned) -> list[Segment]:
        if item.mark is None:
            return []
        better = item.mark.better
        words = f"  {BETTER} {item.mark.words}" if better else f"  {item.mark.words}"
        return [self._segment(words, "better" if better else "mark")]

    def _scale(self, room: int) -> float:
        """Return the seconds of a cell with which the longest row of bars has room."""
        scale = float(_SECONDS_A_CELL)
        while any(_bars_width(item, scale) > room for item in self._items) and scale < 1 << 12:
            scale *= 1.5
        return scale

    def _bars(self, item: Planned, scale: float) -> Iterator[Segment]:
        """Yield the holds as letters with bars; those of both legs in both hues."""
        for number, (side, seconds) in enumerate(item.holds):
            if number:
                yield self._segment("  ", "words")
            cells = _cells(seconds, scale)
            for letter in _LETTERS[side]:
                yield self._segment(letter, _part_of(letter))
            if side is Side.BOTH:
                yield self._segment(BAR * (cells - cells // 2), "left")
                yield self._segment(BAR * (cells // 2), "right")
            else:
                yield self._segment(BAR * cells, _part_of(_LETTERS[side]))

    def _segment(self, text: str, part: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"plan-list--{part}"))


def most_rows(rows: int, count: int, width: int) -> int:
    """Return the rows beyond which a list has room over; arguments as for `rows_of_one`."""
    return _most(_form(width, rows, count).picture) * count


def _most(picture: Size | None) -> int:
    return _MOST_ROWS if picture is None else max(_MOST_ROWS, picture.height + _MOST_AROUND)


def rows_of_one(rows: int, count: int, width: int) -> int:
    """Return the rows of an exercise in the form that a list takes.

    Args:
        rows: Of the list.
        count: Its exercises, 1 or more.
        width: Its columns.
    """
    form = _form(width, rows, count)
    least = [each for each, size in PICTURES.items() if size == form.picture]
    return least[0] if least else min(form.rows, 2)


def _form(width: int, height: int, count: int) -> _Form:
    """Return the largest form in which all exercises have room."""
    rows = height // count
    for least, size in PICTURES.items():
        if rows >= least and width >= size.width + _GAP + _LEAST_BESIDE:
            return _Form(min(rows, _most(size)), size, 3)
    if rows >= 2 and width >= _LEAST_TEXT:
        return _Form(min(rows, 4), None, 2)
    return _Form(1, None, 1)


def _part_of(letter: str) -> str:
    return "left" if letter == "L" else "right"


def _cells(seconds: float, scale: float) -> int:
    return max(1, round(seconds / scale))


def _bars_width(item: Planned, scale: float) -> int:
    bars = (len(_LETTERS[side]) + _cells(seconds, scale) for side, seconds in item.holds)
    return sum(bars) + 2 * (len(item.holds) - 1)


def _mark_width(item: Planned) -> int:
    if item.mark is None:
        return 0
    return _GAP + cell_len(item.mark.words) + (2 if item.mark.better else 0)


def _strip(segments: Sequence[Segment], width: int) -> Strip:
    """Return a line of at most so many cells."""
    text = shortened("".join(each.text for each in segments), width)
    kept = []
    for each in segments:
        part, text = text[: len(each.text)], text[len(each.text) :]
        kept.append(Segment(part, each.style))
    return Strip(kept)
