"""The running week against its goal, and the numbers that grow with it."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from library.progress.goals import this_week_words
from library.progress.summary import Progress
from tui.text.week import Day, in_a_row, steadiness_words, total_words, week_strip
from tui.widgets.meter import meter
from tui.widgets.text import Text

EVERY_DAY = "Every day with one hold counts."


class WeekTile(Text):
    """Days as large marks, weeks in a row, steadiness; as much of it as there is room for."""

    DEFAULT_CSS = """
    WeekTile {
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Make an empty tile; `show` fills it."""
        super().__init__(id=id, classes=classes)
        self.border_title = "This week"
        self._shown: tuple[Progress, tuple[Day, ...]] | None = None

    def show(self, progress: Progress, days: Sequence[Day]) -> None:
        """Show these numbers.

        Args:
            progress: Of the person.
            days: Of the running week.
        """
        self._shown = (progress, tuple(days))
        self._draw()

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.content_size
        if self._shown is None or not height:
            return
        progress, days = self._shown
        goal = this_week_words(progress.week_days, progress.week_goal)
        self.border_title = Content.assemble("This week  ", (goal, "$foreground"))
        lines = list(week_strip(days, width))
        if not self.styles.border_top[0]:  # without a frame there is no title
            lines.insert(
                0, Content.assemble(("This week  ", "bold $text-secondary"), (goal, "bold"))
            )
        lines += self._numbers(progress, width, height - len(lines))
        self.update(Content("\n").join(lines), layout=False)

    def _numbers(self, progress: Progress, width: int, rows: int) -> Iterator[Content]:
        """Yield the lines below the days."""
        if not progress.strength:
            begun = [total_words(progress)] if progress.sessions else []
            told = [Content.styled(EVERY_DAY, "$text-muted"), *begun]
            yield from [*([Content("")] if rows > len(told) else []), *told][: max(0, rows)]
            return
        runs = list(in_a_row(progress))
        steady = progress.tells_strength
        if len(runs) + 3 > rows:
            runs = [Content("  ·  ").join(runs)] if runs else []
        groups = [
            runs,
            [meter(progress.strength / 100, width, plain=self.app.no_color)] if steady else [],
            [*([steadiness_words(progress)] if steady else []), total_words(progress)],
        ]
        if sum(map(len, groups)) > rows:
            groups[1] = []  # the number says it as well
        if sum(map(len, groups)) > rows:
            groups[0] = []
        spare = rows - sum(map(len, groups))
        for place, group in enumerate(groups):
            if group and place < 2 and spare > 0:
                spare -= 1
                yield Content("")
            yield from group
