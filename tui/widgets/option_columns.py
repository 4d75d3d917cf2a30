"""Groups of options in one list, or in two beside each other that are walked through as one."""

from collections.abc import Sequence
from typing import cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets.option_list import Option

from tui.widgets.cursor_list import CursorList

Group = Sequence[Option]
"""A heading, which cannot be chosen, and what stands below it."""


class OptionColumns(Horizontal):
    """The groups, in as many columns as there is room for; one cursor for all of them."""

    DEFAULT_CSS = """
    OptionColumns {
        height: 1fr;
        & > CursorList { width: 1fr; height: 100%; }
        & > #second { display: none; margin-left: 1; }
        &.-two > #second { display: block; }
    }
    """

    def __init__(self, *, id: str, two: bool) -> None:
        """Hold nothing yet.

        Args:
            id: Of the widget.
            two: Whether there is room for two columns.
        """
        super().__init__(id=id, classes="-two" if two else None)
        self._groups: Sequence[Group] = ()
        self._shape = (1, False)
        """How many columns there are, and whether there is a blank row between groups."""

    def compose(self) -> ComposeResult:
        """The two lists; the second is empty where there is room for one."""
        yield _Column("first")
        yield _Column("second")

    @property
    def lists(self) -> tuple[CursorList, CursorList]:
        """Both lists, from the left."""
        return self.query_one("#first", _Column), self.query_one("#second", _Column)

    @property
    def room(self) -> int:
        """Cells of a line."""
        return min(each.scrollable_content_region.width for each in self.lists if each.display)

    @property
    def current(self) -> str | None:
        """Id of the option under the cursor."""
        return next((each.current for each in self.lists if each.highlighted is not None), None)

    def show(self, groups: Sequence[Group], cursor: str | None) -> None:
        """Show these groups.

        Args:
            groups: From the top.
            cursor: Id of the option to begin at; None where none can be chosen.
        """
        self._groups = groups
        self._shape = self._best_shape
        self._lay_out(cursor)

    def show_two(self, two: bool) -> None:
        """Use two columns, or one; the cursor stays on its option."""
        self.set_class(two, "-two")
        self._follow()

    def on_resize(self) -> None:
        """Put a blank row between groups where there is room for it."""
        self._follow()

    def _follow(self) -> None:
        if self._groups and self._shape != (shape := self._best_shape):
            self._shape = shape
            self._lay_out(self.current)

    @property
    def _best_shape(self) -> tuple[int, bool]:
        two = self.has_class("-two")
        rows = max(sum(map(len, groups)) + len(groups) - 1 for groups in _split(self._groups, two))
        return 1 + two, rows <= self.size.height

    def change(self, id: str, prompt: Content) -> None:
        """Show other words for an option; the same ones cost nothing."""
        of = self._list_of(id)
        shown = of.get_option(id).prompt
        if not (isinstance(shown, Content) and shown.is_same(prompt)):
            of.replace_option_prompt(id, prompt)

    def go_to(self, id: str) -> None:
        """Put the cursor on an option."""
        chosen = self._list_of(id)
        for each in self.lists:
            each.highlighted = each.get_option_index(id) if each is chosen else None
        if any(each.has_focus for each in self.lists):
            self.screen.set_focus(chosen)

    def take_focus(self) -> None:
        """Have keys come to the list in which the cursor is."""
        first, second = self.lists
        self.screen.set_focus(first if second.highlighted is None else second)

    def _list_of(self, id: str) -> CursorList:
        first, second = self.lists
        return first if any(option.id == id for option in first.options) else second

    def _lay_out(self, cursor: str | None) -> None:
        columns, airy = self._shape
        for each, groups in zip(self.lists, _split(self._groups, columns == 2), strict=True):
            options: list[Option] = []
            for group in groups:
                if airy and options:
                    options.append(Option("", disabled=True))
                options += group
            each.set_options(options)
        if cursor is not None:
            self.go_to(cursor)

    def step_out(self, column: CursorList, by: int) -> bool:
        """Go from one end of a column to the other column; False where there is only one."""
        first, second = self.lists
        other = second if column is first else first
        if not other.option_count or not other.display:
            return False
        other.highlighted = _choosable(other)[0 if by > 0 else -1]
        self.screen.set_focus(other)
        return True

    def entered(self, column: CursorList) -> None:
        """Leave one cursor, in the column that has the focus: where it is in sight, for a click."""
        for each in self.lists:
            if each is not column:
                each.highlighted = None
        if column.highlighted is None and (ends := _choosable(column)):
            column.highlighted = next((at for at in ends if at >= column.scroll_offset.y), ends[-1])


class _Column(CursorList):
    """A list that hands the cursor on where it ends."""

    @property
    def _columns(self) -> OptionColumns:
        return cast("OptionColumns", self.parent)

    def on_focus(self) -> None:
        """Take the cursor."""
        self._columns.entered(self)

    def action_cursor_down(self) -> None:
        """Go down, or to the top of the other column."""
        is_last = self.highlighted == self.option_count - 1
        if not (is_last and self._columns.step_out(self, 1)):
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up, or to the bottom of the other column."""
        is_first = all(option.disabled for option in self.options[: self.highlighted])
        if not (is_first and self._columns.step_out(self, -1)):
            super().action_cursor_up()


def _choosable(column: CursorList) -> list[int]:
    """Return the places of what can be chosen; every option is a line."""
    return [at for at, option in enumerate(column.options) if not option.disabled]


def _split(groups: Sequence[Group], two: bool) -> tuple[Sequence[Group], Sequence[Group]]:
    """Return what stands in each column; two are as alike in height as can be."""
    rows = [len(group) for group in groups]
    ends = range(1, len(rows) + 1) if two else [len(rows)]
    at = min(ends, key=lambda end: max(sum(rows[:end]), sum(rows[end:])), default=0)
    return groups[:at], groups[at:]
