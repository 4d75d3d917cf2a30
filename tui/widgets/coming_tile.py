"""What was last and what comes next; before there is any of it, how a first session goes."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from library.bounds import WORST_PAIN
from library.exercises.catalogue import Catalogue
from library.guidance.log import TODAYS
from library.guidance.plan import DayPlan, Here
from library.guidance.standing import Standing
from library.guidance.weekly import WeekLine, compared
from library.history.record import SessionRecord
from library.session.summary import in_plain_words
from library.wording import day_words
from tui.keys.in_words import WithKeys
from tui.text import day_line
from tui.text.day_plan import next_words
from tui.text.guidance import Named
from tui.widgets.text import Text, wrapped

AFTER_THAT = "Next the same two again, then one new at a time."
LAST_AND_NEXT, LATELY, HOW_IT_GOES = "Last and next", "Lately", "How it goes"
_NEXT = "Next"
_MOST_LINES = (6, 5, 4, 3, 2)
"""Lines of one thing, the most of them with which all have room; fewer tell nothing."""
Told = tuple[str, str]
"""A word in front, and what is told."""


class ComingTile(Text):
    """Lines with a word in front of each, in two columns."""

    def __init__(self, *, classes: str | None = None) -> None:
        """Make it empty; `show` and `show_beginning` fill it."""
        super().__init__(classes=classes)
        self._told: list[Told] = []
        self._keys: WithKeys | None = None
        self._then = ""

    def show(self, told: list[Told]) -> None:
        """Show what was and what comes."""
        comes = any(word == _NEXT for word, _ in told)
        self.border_title = LAST_AND_NEXT if comes else LATELY
        self._told, self._keys = told, None
        self._draw()

    def show_beginning(self, keys: WithKeys, then: str) -> None:
        """Show what a first session is like.

        Args:
            keys: Puts keys in place of commands.
            then: What comes after it; may be empty.
        """
        self.border_title, self._keys, self._then = HOW_IT_GOES, keys, then
        self._draw()

    def on_resize(self) -> None:
        """Put it into lines of another length."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.content_size
        if not height:
            return
        if self._keys is None:
            self.update(in_columns(self._told, width, height), layout=False)
        else:
            self.update(how_it_goes(self._keys, width, height, self._then), layout=False)


def last_session(session: SessionRecord, catalogue: Catalogue, today: date) -> Told:
    """Return what was done last.

    Args:
        session: The last one.
        catalogue: The known exercises.
        today: The day it is.
    """
    named = "" if session.routine == TODAYS else f", {session.routine}"
    done = in_plain_words(session, catalogue.exercises)
    return "Last", f"{day_words(session.practice_day, today)}{named}. {done}"


def what_comes(
    standing: Standing, plan: DayPlan, here: Here, named: Named, line: str
) -> Iterator[Told]:
    """Yield what comes next, and how the mornings are, as far as there is something to tell.

    Args:
        standing: Where the person stands.
        plan: The plan of the day.
        here: The hour and the place.
        named: Returns the name of an exercise.
        line: The one line of the day; what it tells of the mornings is not told twice.
    """
    if words := next_words(standing, plan, here, named):
        yield _NEXT, words
    week = compared(standing.log.all_checks, standing.today)
    if week is not None and day_line.week_words(week) not in line:
        yield "Pain", week_words(week)


def week_words(week: WeekLine) -> str:
    """Return how the back was of late in the mornings, and in the seven days before."""
    return f"in the morning {week.mean:.1f} of {WORST_PAIN}, before {week.before:.1f}: {week.trend}"


def in_columns(told: list[Told], width: int, rows: int) -> Content:
    """Return things with a word in front of each, in two columns.

    What is longer than its lines ends in an ellipsis.

    Args:
        told: What there is to tell.
        width: Cells there are.
        rows: Lines there are.
    """
    first = max((len(word) for word, _ in told), default=0) + 2
    room = max(1, width - first)
    blocks: list[list[Content]] = []
    for most in _MOST_LINES:
        blocks = [wrapped(text, room, most) or [Content()] for _, text in told]
        if sum(map(len, blocks)) <= rows:
            break
    columns = [
        Content("\n").join(
            Content.assemble((f"{word if not number else '':<{first}}", "$text-muted"), line)
            for number, line in enumerate(block)
        )
        for (word, _), block in zip(told, blocks, strict=True)
    ]
    spaced = sum(len(block) + 1 for block in blocks) - 1 <= rows
    return Content("\n\n" if spaced else "\n").join(columns)


def how_it_goes(keys: WithKeys, width: int, rows: int, then: str) -> Content:
    """Return in three steps what a first session is like, and what comes after where it fits.

    Args:
        keys: Puts keys in place of commands.
        width: Cells there are.
        rows: Lines there are.
        then: What comes after it; may be empty.
    """
    steps = enumerate(_steps(keys), start=1)
    lines = [line for number, step in steps for line in _step(number, step, width)]
    after = [Content(""), *Content.styled(then, "$text-muted").wrap(max(1, width))]
    return Content("\n").join(lines + after if len(lines) + len(after) <= rows else lines)


def _steps(keys: WithKeys) -> Iterator[Content]:
    yield Content.assemble(
        "It leads you: ", ("LEFT", "bold $leg-left"), ", then ", ("RIGHT", "bold $leg-right"),
        ", in large letters.",
    )  # fmt: skip
    yield Content.assemble(
        "A mild pull is fine. ", (keys("{session.ease_off}"), "bold $text-accent"),
        " stops at once when it hurts.",
    )  # fmt: skip
    yield Content("Then your first day is done.")


def _step(number: int, step: Content, width: int) -> Iterator[Content]:
    for place, line in enumerate(step.wrap(max(1, width - 3))):
        yield Content.assemble((f"{number}  " if not place else "   ", "bold $text-primary"), line)
