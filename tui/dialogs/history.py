"""What History asks and explains: marks, numbers, and versions that differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.history.merge import ConflictCopy
from library.history.protocol import ConflictError
from library.history.record import MarkKind, SessionRecord
from library.progress.explain import Explanations
from library.text import clean
from library.wording import day_words
from tui.dialogs.base import Card
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings
from tui.widgets.cursor_list import CursorList, Reading
from tui.widgets.key_line import KeyLine

_NO_MARK = "none"
_FREEZES = "the week can only add"
_CHOICES: dict[str, str] = {
    MarkKind.REST: "the week counts as usual",
    MarkKind.ILL: _FREEZES,
    MarkKind.PAIN: _FREEZES,
    MarkKind.TRAVEL: _FREEZES,
    _NO_MARK: "take the mark away",
}
"""Each mark, by its first letter, and what it does to the numbers."""
_ABOUT = (
    "\nA row of days never ends at a marked day. A week with a day marked ill, pain or travel "
    "never ends your weeks in a row and never lowers strength. What you do all the same counts."
)


@dataclass(frozen=True, slots=True)
class Marking:
    """What was chosen."""

    kind: MarkKind | None
    """None takes a mark away."""


class MarkDay(Card[Marking | None]):
    """Rest, ill, pain, travel or none; the result is None when the person thinks better of it."""

    BINDINGS = bindings("mark")

    choices = query_one(CursorList)

    def __init__(self, day: date, now: MarkKind | None) -> None:
        """Ask for the mark of a day.

        Args:
            day: The day.
            now: What it is marked as now.
        """
        super().__init__()
        self._day = day
        self._now = now or _NO_MARK

    def compose(self) -> ComposeResult:
        """The marks, each with its letter and what it does."""
        with Vertical(classes="card") as card:
            card.border_title = Content(f"Mark {day_words(self._day)}")
            yield CursorList("marks")
            yield Static(_ABOUT, classes="muted", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Start at the mark the day has now."""
        self.choices.add_options(
            Option(f"{choice[0]}  {choice.capitalize():<7} {meaning}", id=choice)
            for choice, meaning in _CHOICES.items()
        )
        self.choices.highlighted = list(_CHOICES).index(self._now)
        self.choices.focus()

    def action_choose(self) -> None:
        """Take the mark under the cursor."""
        self.action_pick(self.choices.current or self._now)

    def action_pick(self, choice: str) -> None:
        """Take a mark by its name."""
        self.dismiss(Marking(None if choice == _NO_MARK else MarkKind(choice)))

    def action_back(self) -> None:
        """Change nothing."""
        self.dismiss(None)


MAP_TEXT = (
    "Every day of the map stands for the seconds held on it: · none, ░ less than 2 minutes, "
    "▒ less than 5, ▓ less than 10, █ 10 or more. The letters r, i, p and t are days you marked "
    "as rest, ill, pain or travel; a capital says that you practised all the same."
)


class ExplainNumbers(ReadingCard[None]):
    """All explanations, one below the other."""

    BINDINGS = bindings("explanations")

    def __init__(self, explanations: Explanations) -> None:
        super().__init__()
        self._explanations = explanations

    def text(self) -> Content:
        """Each explanation below its heading."""
        told = self._explanations
        return Content("\n\n").join(
            Content.assemble((title, "bold $text-accent"), "\n", body)
            for title, body in (
                ("This week", told.week),
                ("Weeks in a row", told.weeks_in_a_row),
                ("Days in a row", told.days_in_a_row),
                ("Strength", told.strength),
                ("Sessions and minutes", told.totals),
                ("The map of days", MAP_TEXT),
            )
        )


class ResolveConflict(Card[bool]):
    """Both versions; the result is whether to save one's own."""

    BINDINGS = bindings("clash")

    def __init__(self, clash: ConflictError) -> None:
        super().__init__()
        self._clash = clash

    def compose(self) -> ComposeResult:
        """Mine above theirs."""
        theirs = self._clash.theirs
        with Vertical(classes="card") as card:
            card.border_title = "Changed in two places"
            with Reading(classes="-short-text"):
                yield Static(Content(f"{self._clash}\n"))
                yield Static(_version("Mine", self._clash.mine))
                yield Static(_version("In the log", theirs) if theirs else Content("Deleted."))
        yield KeyLine()

    def action_answer(self, mine: bool) -> None:
        """Close with the answer."""
        self.dismiss(mine)


def _version(title: str, session: SessionRecord) -> Content:
    pains = (session.pain_before, session.pain_after)
    before, after = ("not noted" if pain is None else f"{pain} of 10" for pain in pains)
    note = clean(session.note, multiline=True) or "No note."
    return Content.assemble(
        (title, "bold $text-accent"), f"\nPain before: {before}, after: {after}.\n{note}\n"
    )


RELATED = (
    "Your log was changed on two machines at once, and a sync tool left both. Merging takes the "
    "newer version of every session; nothing is removed, and the copies are put aside."
)
DIFFERENT = (
    "This is a log that was begun elsewhere. Merge it only if its sessions are yours, too; "
    "then they are added to yours, and the file is put aside."
)


class ConflictCopies(Card[bool]):
    """Lists copies with what they would bring; the result is whether to merge them."""

    BINDINGS = bindings("copies")

    def __init__(self, copies: Sequence[ConflictCopy], *, related: bool) -> None:
        """Ask.

        Args:
            copies: What was found, at least one.
            related: Whether they are copies of this log, or other logs.
        """
        super().__init__()
        self._copies = copies
        self._related = related

    def compose(self) -> ComposeResult:
        """Each copy with what is new, the same or different in it."""
        with Vertical(classes="card") as card:
            card.border_title = "Copies of your log" if self._related else "A different log"
            with Reading(classes="-short-text"):
                yield Static(RELATED if self._related else DIFFERENT)
                for copy in self._copies:
                    yield Static(_copy(copy))
        yield KeyLine()

    def action_answer(self, merge: bool) -> None:
        """Close with the answer."""
        self.dismiss(merge)


def _copy(copy: ConflictCopy) -> Content:
    damage = " It is damaged; what can be read of it is taken." if copy.damaged else ""
    return Content.assemble("\n", (clean(copy.path.name), "bold"), f"\n{copy.comparison}.{damage}")
