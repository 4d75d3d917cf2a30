"""What is right for today beside the figure of its first exercise."""

from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one

from tui.text.planned import Planned
from tui.widgets.plan_list import PlanList, most_rows, rows_of_one
from tui.widgets.pose_picture import PosePicture
from tui.widgets.text import Text, first_lines, wrapped

_APART, _BELOW, _BOTH = 1, 2, 3
"""Empty rows from which on there is one above the keys, one below the list, one above the list."""
_PICTURE_ROWS = 5
"""Rows from which on an exercise may have a picture."""
_GUESS = 48
"""Cells of a line before there is a layout."""
_BETWEEN = "   "
"""Stands between what two keys do."""

_Lines = tuple[list[Content], list[Content], list[Content]]
"""What stands above the list, below it, and what the keys do."""


class DayHero(Vertical):
    """A title, exercises, reasons and keys, in the room there is, beside a figure."""

    DEFAULT_CSS = """
    DayHero {
        height: 1fr;
        background: $surface;
        padding: 0 1;

        PosePicture {
            dock: left;
            width: 26;
            height: 100%;
            margin: 0 2 0 0;
            background: $surface;
        }
        PlanList {
            height: 1fr;
            max-width: 76;
        }
        #heading, #notes {
            height: auto;
            max-width: 76;
            text-wrap: nowrap;
        }
        align: left middle;
        &.-empty #notes {
            margin: 1 0 0 0;
        }
        &.-no-figure PosePicture {
            display: none;
        }
    }
    """

    picture = query_one(PosePicture)
    heading = query_one("#heading", Text)
    plan = query_one(PlanList)
    notes = query_one("#notes", Text)

    def __init__(self, *, mode: str, reduced_motion: bool) -> None:
        """Make it empty; `show` fills it.

        Args:
            mode: The setting `figure`.
            reduced_motion: Whether the figure is never to move.
        """
        super().__init__(id="hero")
        self._looks = (mode, reduced_motion)
        self._head: Sequence[Content] = ()
        self._told: Sequence[Content] = ()
        self._keys: Sequence[Content] = ()
        self._asked: Sequence[Content] = ()
        self._aside: Content | None = None
        self._kept: tuple[int, _Lines] | None = None
        """The width, and the lines into which all of it was broken last: that takes a while, and
        is asked for again and again before the room is known."""
        self._greeting = ""
        self._count = 0

    def compose(self) -> ComposeResult:
        """Build the figure, and the words beside it."""
        mode, reduced_motion = self._looks
        yield PosePicture(mode=mode, reduced_motion=reduced_motion)
        yield Text(id="heading")
        yield PlanList(mode=mode)
        yield Text(id="notes")

    def prefer(self, mode: str, reduced_motion: bool) -> None:
        """Take over changed settings; the arguments are those of the constructor."""
        if (mode, reduced_motion) != self._looks:
            self._looks = (mode, reduced_motion)
            self.picture.prefer(mode, reduced_motion)
            self.plan.prefer(mode)
            self.call_after_refresh(self.fit)

    def show_plan(self, items: Sequence[Planned]) -> None:
        """Show these exercises; without any there is no list."""
        self._count = len(items)
        self.set_class(not items, "-empty")
        self.plan.show(items)

    def say(
        self,
        head: Sequence[Content],
        told: Sequence[Content],
        keys: Sequence[Content],
        *,
        asked: Sequence[Content] = (),
        aside: Content | None = None,
        greeting: str = "",
    ) -> None:
        """Take what is to be said; each is a paragraph. Call `fit` once its room is known.

        Args:
            head: Above the list.
            told: Below it; what finds no room is left out, with a sign.
            keys: What each key does.
            asked: A question in parts, the last of which says how to answer it.
            aside: What of the keys can be done without where it takes a line of its own.
            greeting: A line above all else, for which there need be no room.
        """
        self._greeting, self._aside = greeting, aside
        self._head, self._told, self._keys, self._asked = head, told, keys, asked
        self._kept = None

    @property
    def rows(self) -> int:
        """The rows all of it takes, nothing apart from anything else."""
        head, told, keys = self._lines()
        return len(self._greets()) + len(head) + self._count + len(told) + len(keys)

    @property
    def rows_around(self) -> int:
        """The rows around it that are its own."""
        return self.styles.gutter.height + self.styles.margin.height

    def on_resize(self) -> None:
        """Put the words into lines of another length."""
        self.fit()

    @property
    def _width(self) -> int:
        return self.notes.size.width or _GUESS

    def _lines(self) -> _Lines:
        width = self._width
        if self._kept is None or self._kept[0] != width:
            self._kept = (width, self._in_lines(width))
        return self._kept[1]

    def _in_lines(self, width: int) -> _Lines:
        asked = list(in_lines(self._asked, "  ", width))
        if len(asked) > 1:
            asked = list(in_lines([self._asked[0], self._asked[-1]], "  ", width))
        keys = list(in_lines(self._keys, _BETWEEN, width))
        needed = [each for each in self._keys if each != self._aside]
        if len(fewer := list(in_lines(needed, _BETWEEN, width))) < len(keys):
            keys = fewer
        parts = (self._head, [*self._told, *asked], keys)
        head, told, does = (wrapped(Content("\n").join(each), width) for each in parts)
        return head, told, does

    def _greets(self) -> list[Content]:
        return wrapped(Content.styled(self._greeting, "$text-muted"), self._width)

    def fit(self, height: int = 0) -> None:
        """Share the rows out: the list gets the largest form, then there is space around it.

        Args:
            height: The rows there will be; those there are now if left out.
        """
        height = height or self.content_size.height or self.rows + _BOTH
        head, told, keys = self._lines()
        if self.rows <= height:
            head = self._greets() + head
        spare = height - len(head) - len(told) - len(keys)
        blank = self._blank_rows(spare)
        # Set here and not by a class, whose styles would come only after the next layout.
        self.plan.styles.margin = (int(blank >= _BOTH), 0, int(blank >= _BELOW), 0)
        room = max(1, spare - blank)
        self.plan.styles.max_height = most_rows(room, max(1, self._count), self._width)
        least = min(self._count, max(0, height - len(head) - len(keys)))
        rows = height - len(head) - least - (blank >= _BELOW) - (blank >= _BOTH)
        apart = blank >= _APART or not self._count
        self.plan.display = least > 0
        self.heading.put(Content("\n").join(first_lines(head, self._width, max(1, height - 1))))
        self.notes.put(fitted(told, keys, (self._width, rows), apart=apart))

    def _blank_rows(self, spare: int) -> int:
        """Return how many rows stay empty, of those that only the list could use."""
        if not self._count:
            return 0
        most = min(_BOTH, max(0, spare - self._count))
        forms = {blank: self._form(spare, blank) for blank in range(most + 1)}
        return max(blank for blank, form in forms.items() if form == max(forms.values()))

    def _form(self, spare: int, blank: int) -> int:
        """Return how good the form of the list is; only a picture is worth all the space."""
        rows = rows_of_one(spare - blank, self._count, self.notes.size.width)
        return min(rows, _PICTURE_ROWS) if rows >= _PICTURE_ROWS or blank >= _APART else 1


def in_lines(parts: Iterable[Content], between: str, width: int) -> Iterator[Content]:
    """Put parts into lines, none of them broken in two where it has room in one.

    Args:
        parts: What belongs together each.
        between: What stands between two of them on a line.
        width: Cells there are.
    """
    line = Content("")
    for part in parts:
        longer = line + between + part if line else part
        if line and longer.cell_length > width:
            yield line
            longer = part
        line = longer
    if line:
        yield line


def fitted(
    lines: Sequence[Content], ends: Sequence[Content], size: tuple[int, int], *, apart: bool
) -> Content:
    """Return lines and what they end in.

    Where there is no room for all, the first lines are cut, with a sign; then the last ones.

    Args:
        lines: What may be cut.
        ends: What matters more.
        size: Cells and lines there are.
        apart: Whether a line between them is to be empty, where there is one.
    """
    width, rows = size
    room = rows - len(ends)
    if apart and lines and ends and len(lines) < room:
        return Content("\n").join([*lines, Content(""), *ends])
    return Content("\n").join(
        [*first_lines(lines, width, room), *first_lines(ends, width, max(1, rows))]
    )
