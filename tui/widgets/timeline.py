"""The whole session as one bar: every hold a piece in the colour of its leg."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from library.exercises.model import Side
from library.history.record import Outcome
from library.routines.model import Plan, Step
from library.session.engine import Session
from tui.widgets.big_word import FULL
from tui.widgets.drawn import Drawn
from tui.widgets.text import shortened

LETTERS = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: "B"}
_SHORTEST_NAME = 4
"""Less of a name tells nothing, in cells; our judgement."""


class Piece(NamedTuple):
    """A step in the bar."""

    exercise: str
    """The name."""
    side: Side
    is_work: bool
    seconds: float
    """The most it takes."""
    outcome: Outcome | None
    is_current: bool
    begins_anew: bool
    """Whether it follows the hold before it at once."""


def pieces(session: Session) -> tuple[Piece, ...]:
    """Return the steps of a session as they stand."""
    outcomes = {status.step.number: status.outcome for status in session.work()}
    steps, now = session.steps(), session.step
    return tuple(
        Piece(
            step.exercise.name,
            step.side,
            step.kind.is_work,
            step.limit_seconds,
            outcomes.get(step.number) if step.kind.is_work else None,
            step is now,
            _follows(steps, at),
        )
        for at, step in enumerate(steps)
    )


def pieces_of(plan: Plan) -> tuple[Piece, ...]:
    """Return the steps of a plan, all in their full colour, as nothing of it is over or to come."""
    return tuple(
        Piece(
            exercise=step.exercise.name,
            side=step.side,
            is_work=step.kind.is_work,
            seconds=step.limit_seconds,
            outcome=Outcome.DONE if step.kind.is_work else None,
            is_current=False,
            begins_anew=_follows(plan.steps, at),
        )
        for at, step in enumerate(plan.steps)
    )


def _follows(steps: Sequence[Step], at: int) -> bool:
    return at > 0 and steps[at].kind.is_work and steps[at - 1].kind.is_work


@lru_cache(maxsize=8)
def bounds(all_pieces: tuple[Piece, ...], columns: int) -> list[tuple[int, int]]:
    """Return the first cell of each piece and the one after its last.

    They are as wide as they take long, a hold one cell at least. Where there are more holds than
    cells, some have none.
    """
    total = sum(piece.seconds for piece in all_pieces) or 1.0
    least = 1 if sum(piece.is_work for piece in all_pieces) <= columns else 0
    found, passed, at = [], 0.0, 0
    after = sum(piece.is_work for piece in all_pieces) * least
    for piece in all_pieces:
        passed += piece.seconds
        after -= least if piece.is_work else 0
        end = max(at + (least if piece.is_work else 0), round(passed / total * columns))
        end = min(end, columns - after)  # those that come need their cells, too
        found.append((at, max(at, end)))
        at = found[-1][1]
    return found


def _short(name: str, room: int) -> str:
    """Return as many words of a name as have room; where they leave half of it, it ends in `…`."""
    words = name.split()
    while len(words) > 1 and cell_len(" ".join(words)) > room:
        words.pop()
    whole = " ".join(words)
    told = name if 2 * cell_len(whole) < room else whole
    return shortened(told, room if room > _SHORTEST_NAME else 0)


class Timeline(Drawn):
    """The session in pieces; a cursor below it, and names above it where there are three rows."""

    PART = "timeline"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--left",
        "timeline--right",
        "timeline--left-dim",
        "timeline--right-dim",
        "timeline--on",
        "timeline--pause",
        "timeline--name",
        "timeline--now",
    }
    DEFAULT_CSS = """
    Timeline {
        width: 1fr;
        height: 2;
        .timeline--left { color: $leg-left; }
        .timeline--right { color: $leg-right; }
        .timeline--left-dim { color: $leg-left-dim; }
        .timeline--right-dim { color: $leg-right-dim; }
        .timeline--on { color: $on-leg; text-style: bold; }
        .timeline--pause { color: $faint; }
        .timeline--name { color: $text-muted; }
        .timeline--now { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self._elapsed = 0.0
        self._cursor = 0
        self._has_cursor = True

    def show(self, session: Session) -> None:
        """Show where a session is; only a cursor that has moved a cell is painted anew."""
        now = pieces(session)
        self._elapsed = session.elapsed
        cursor = self._cell(now)
        if now != self._pieces:
            self._pieces, self._cursor = now, cursor
            self.refresh()
        elif cursor != self._cursor:
            self._cursor = cursor
            rows = self.size.height
            self.refresh(Region(0, min(self._bar_row, rows - 1), self.size.width, 2))

    def show_plan(self, plan: Plan) -> None:
        """Show a session that is only looked at: without a cursor, names above it."""
        self._pieces, self._has_cursor = pieces_of(plan), False
        self.refresh()

    @property
    def _bar_row(self) -> int:
        return 1 if self.size.height > (2 if self._has_cursor else 1) else 0

    def _cell(self, all_pieces: tuple[Piece, ...]) -> int:
        """Return the cell that the session has come to."""
        columns = self.size.width
        places = bounds(all_pieces, columns)
        for piece, (begin, end) in zip(all_pieces, places, strict=True):
            if piece.is_current:
                share = min(1.0, self._elapsed / piece.seconds) if piece.seconds else 0.0
                return min(begin + int(share * (end - begin)), max(begin, end - 1), columns - 1)
        return 0

    def render_line(self, y: int) -> Strip:
        """Draw a row: names, the bar, the cursor."""
        columns = self.size.width
        if not self._pieces:
            return Strip.blank(columns, self.of())
        if y == self._bar_row:
            return self._bar(columns)
        if y < self._bar_row:
            return self._names(columns)
        return self._mark(columns) if self._has_cursor else Strip.blank(columns, self.of())

    def _mark(self, columns: int) -> Strip:
        at = self._cell(self._pieces)
        mark = "▲"
        return Strip([Segment(" " * at + mark, self.of())]).adjust_cell_length(columns, self.of())

    def _names(self, columns: int) -> Strip:
        """Each exercise's name above its holds, as far as there is room."""
        segments: list[Segment] = []
        at = 0
        together = zip(self._pieces, bounds(self._pieces, columns), strict=True)
        for name, group in groupby(together, key=lambda each: each[0].exercise):
            holds = list(group)
            begin = next((place[0] for piece, place in holds if piece.is_work), holds[0][1][0])
            room = holds[-1][1][1] - begin
            is_now = any(piece.is_current for piece, _ in holds)
            text = _short(name, room)
            style = self.of("now" if is_now else "name")
            segments += [Segment(" " * (begin - at), self.of()), Segment(text, style)]
            at = begin + cell_len(text)
        return Strip([each for each in segments if each.text]).adjust_cell_length(
            columns, self.of()
        )

    # The bar.

    def _bar(self, columns: int) -> Strip:
        cursor = self._cell(self._pieces)
        segments: list[Segment] = []
        for piece, (begin, end) in zip(self._pieces, bounds(self._pieces, columns), strict=True):
            if end <= begin:
                continue
            if piece.is_work:
                segments += self._hold(piece, begin, end, cursor)
            else:
                line = "─"
                segments.append(Segment(line * (end - begin), self.of("pause")))
        return Strip(segments).adjust_cell_length(columns, self.of()).simplify()

    def _hold(self, piece: Piece, begin: int, end: int, cursor: int) -> Iterator[Segment]:
        """Draw one hold: what is over in the full colour, what is to come dim."""
        width = end - begin
        letter = LETTERS[piece.side]
        plain = self._is_plain
        middle = 0 if plain else (width - 1) // 2
        for at in range(width):
            over = begin + at < cursor if piece.is_current else piece.outcome is not None
            broken = piece.outcome in (Outcome.EASED_OFF, Outcome.SKIPPED) and not piece.is_current
            text = letter if at == middle else ""
            if at == 0 and piece.begins_anew and width > 2 and not plain:
                yield Segment("│", self._gap(piece, over))
            else:
                yield self._cell_of(piece.side, over=over, broken=broken, text=text)

    def _cell_of(self, side: Side, *, over: bool, broken: bool, text: str) -> Segment:
        if self._is_plain:
            return self._plain_cell(side, over=over, broken=broken, text=text)
        upper, lower = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side, side)
        dim = "" if over else "-dim"
        front, back = (self.of(f"{each}{dim}").color for each in (upper, lower))
        if broken:
            colour = self.of(f"{lower}-dim").color
            front = self.of(str(upper)).color
            return Segment(text or "░", Style(color=front, bgcolor=colour, bold=bool(text)))
        if text:
            on = self.of("on") if over else self.of()
            return Segment(text, Style(color=on.color, bgcolor=back, bold=True))
        if upper is lower:
            return Segment(FULL, Style(color=back)) if over else Segment(" ", Style(bgcolor=back))
        return Segment("▀", Style(color=front, bgcolor=back))

    def _plain_cell(self, side: Side, *, over: bool, broken: bool, text: str) -> Segment:
        """Draw a cell where colours alone tell nothing."""
        style = self.of() if side is Side.BOTH else self.of(str(side))
        if text:
            return Segment(text, style + Style(bold=True))
        if broken:
            return Segment("▒", style)
        return Segment(FULL if over else "░", style)

    def _gap(self, piece: Piece, over: bool) -> Style:
        """The style of the line between two pieces without a pause."""
        side = Side.RIGHT if piece.side is Side.BOTH else piece.side
        back = self.of(f"{side}{'' if over else '-dim'}").color
        return Style(color=self.background_colors[1].rich_color, bgcolor=back)

    @property
    def _is_plain(self) -> bool:
        """Whether the dim colours cannot be told from the ground."""
        colour = self.of("left-dim").color
        return bool(self.app.no_color) or colour is None or colour.is_default
