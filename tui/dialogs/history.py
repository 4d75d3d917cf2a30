"""What History asks and explains: marks, numbers, and versions that differ."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace
from textual.content import Content

from library.guidance.order import introduction
from library.history.comparison import ConflictCopy
from library.history.record import MarkKind, SessionRecord
from library.history.searching import SessionFilter, findable
from library.history.snapshot import ConflictError
from library.progress.explain import Explanations
from library.session.summary import in_plain_words
from library.text import clean
from library.wording import counted, day_words
from tui.dialogs.question import Answer, Question
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings, with_spoken_keys
from tui.text.history import pain_words, session_words

_NO_MARK = "none"
_FREEZES = "the week cannot count against you"
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
    "never ends your weeks in a row and never lowers steadiness. What you do all the same counts."
)


class Marking(msgspec.Struct, frozen=True):
    """What was chosen."""

    day: date
    kind: MarkKind | None
    """None takes a mark away."""


class MarkDay(Question[Marking | None]):
    """Rest, ill, pain, travel or none; the result is None when the person thinks better of it."""

    SCOPE = "mark"

    def __init__(
        self,
        day: date,
        marks: Mapping[date, MarkKind],
        today: date,
        likely: MarkKind | None = None,
    ) -> None:
        """Ask for the mark of a day.

        Args:
            day: The day; the arrows take another one.
            marks: What days are marked as now.
            today: The last day there is.
            likely: What the cursor stands on where the day has no mark; none if left out.
        """
        super().__init__()
        self._day, self._marks, self._today, self._likely = day, marks, today, likely

    def heading(self) -> str:
        """Return what stands in the frame of the card."""
        return f"Mark {day_words(self._day, self._today)}"

    def spoken(self) -> Iterable[str]:
        """Return what is asked, with the keys for another day where they are not missed."""
        heading, *others = super().spoken()
        yield heading
        yield with_spoken_keys(self.app, "{Mark.before} and {mark.after} take another day.")
        yield from others

    def answers(self) -> Iterable[Answer[Marking | None]]:
        """Return the marks, each with its letter and what it does; the cursor is on the day's."""
        for choice, meaning in _CHOICES.items():
            kind = None if choice == _NO_MARK else MarkKind(choice)
            letter = choice[0] if kind is None else kind.letter
            line = f"{letter}  {choice.capitalize():<7} {meaning}"
            yield Answer(choice, Marking(self._day, kind), line, chosen=choice == self._now)
        yield Answer("back", None)

    @property
    def _now(self) -> str:
        return self._marks.get(self._day) or self._likely or _NO_MARK

    def action_day(self, days: int) -> None:
        """Take another day, up to today; the cursor goes to its mark."""
        self._day = min(self._day + timedelta(days=days), self._today)
        self.ask_anew()

    def note(self) -> str:
        """Return what a mark does to the numbers."""
        return _ABOUT


MAP_TEXT = (
    "Every day of the map stands for the seconds held on it: · none, ░ less than 2 minutes, "
    "▒ less than 5, ▓ less than 10, █ 10 or more. The letters z, i, p and t are days you marked "
    "as rest, ill, pain or travel; a capital says that you practised all the same."
)


class ExplainNumbers(ReadingCard[None]):
    """All explanations, one below the other."""

    BINDINGS = bindings("explanations")
    HEADING = "Your numbers"

    def __init__(self, explanations: Explanations) -> None:
        super().__init__()
        self._explanations = explanations

    def text(self) -> Content:
        """Return each explanation below its heading."""
        told = self._explanations
        return Content("\n\n").join(
            Content.assemble((title, "bold $text-secondary"), "\n", body)
            for title, body in (
                ("This week", told.week),
                ("Weeks in a row", told.weeks_in_a_row),
                ("Days in a row", told.days_in_a_row),
                ("Steadiness", told.strength),
                ("Sessions and minutes", told.totals),
                ("The map of days", MAP_TEXT),
                ("How steadiness is worked out", told.formula),
            )
        )


class FilterSessions(Question[SessionFilter | None]):
    """Which sessions are shown, by exercise and by what was eased off; None changes nothing."""

    SCOPE = "filter"
    HEADING = "Show only"

    def __init__(
        self, sessions: Sequence[SessionRecord], now: SessionFilter, name_of: Callable[[str], str]
    ) -> None:
        """Ask.

        Args:
            sessions: The log.
            now: What is shown now; its words stay.
            name_of: Returns the name of an exercise by its id.
        """
        super().__init__()
        self._found = findable(sessions)
        self._now, self._name_of = now, name_of

    def answers(self) -> Iterable[Answer[SessionFilter | None]]:
        """Return all, what was eased off, and every exercise, with the number of sessions."""
        yield self._answer("Every session", None)
        found = self._found
        if found.with_ease_off:
            yield self._answer("Something was eased off", found.with_ease_off, eased_off=True)
        for exercise in sorted(found.held, key=introduction):
            name = clean(self._name_of(exercise))
            yield self._answer(name, found.held[exercise], exercise)
            if times := found.eased_off[exercise]:
                yield self._answer("  eased off", times, exercise, eased_off=True)
        yield Answer("leave", None)

    def _answer(
        self, words: str, count: int | None, exercise: str | None = None, *, eased_off: bool = False
    ) -> Answer[SessionFilter | None]:
        wanted = replace(self._now, exercise=exercise, eased_off=eased_off)
        told = "" if count is None else f"  {counted(count, 'session')}"
        line = Content.assemble(words, (told, "$text-muted"))
        name = f"{exercise or ''} {eased_off}"
        return Answer(name, wanted, line, chosen=wanted == self._now)


class ResolveConflict(Question[bool | None]):
    """Both versions of a session that was changed in two places, and whether to save one's own.

    The result is None when the person wants to go back to what was filled in.
    """

    SCOPE = "clash"
    HEADING = "Changed in two places"
    SCROLLS = True

    def __init__(self, conflict: ConflictError, today: date) -> None:
        super().__init__()
        self._conflict, self._today = conflict, today

    def text(self) -> Iterable[Content]:
        """Return what happened, then mine above theirs."""
        theirs = self._conflict.theirs
        yield Content(f"{self._conflict}\n")
        yield _version("Mine", self._conflict.mine, self._today)
        yield _version("In the log", theirs, self._today) if theirs else Content("Deleted.")

    def answers(self) -> Iterable[Answer[bool | None]]:
        """Return theirs, mine, or back."""
        yield Answer("theirs", False)
        yield Answer("mine", True)
        yield Answer("back", None)


def _version(title: str, session: SessionRecord, today: date) -> Content:
    note = clean(session.note, multiline=True) or "No note."
    told = f"{session_words(session, today)}: {in_plain_words(session)}"
    return Content.assemble(
        (title, "bold $text-secondary"), f"\n{told}\n{pain_words(session)}\n{note}\n"
    )


RELATED = (
    "Your log was changed in two places, and a copy lies beside it. Merging takes the newer "
    "version of every session; nothing is removed."
)
DIFFERENT = (
    "This is not the log in use. Merge it only if its sessions are yours, too; "
    "then they are added to it."
)
AFTERWARDS = "A copy that a sync tool made is put aside then; one of your own stays where it is."


class ConflictCopies(Question[bool]):
    """Copies that lie beside the log, and whether to merge them."""

    SCOPE = "copies"
    SCROLLS = True

    def __init__(self, copies: Sequence[ConflictCopy], *, related: bool) -> None:
        """Ask.

        Args:
            copies: What was found, at least one.
            related: Whether they are copies of this log, or other logs.
        """
        super().__init__()
        self._copies = copies
        self._related = related

    def heading(self) -> str:
        """Return what stands in the frame of the card."""
        return "Copies of your log" if self._related else "A different log"

    def text(self) -> Iterable[str | Content]:
        """Return what merging does, and each copy with what it would bring."""
        yield f"{RELATED if self._related else DIFFERENT} {AFTERWARDS}"
        yield from map(_copy, self._copies)

    def answers(self) -> Iterable[Answer[bool]]:
        """Return merge, or not now."""
        yield Answer("merge", True)
        yield Answer("later", False)


def _copy(copy: ConflictCopy) -> Content:
    damage = " It is damaged; what can be read of it is taken." if copy.damaged else ""
    return Content.assemble("\n", (clean(copy.path.name), "bold"), f"\n{copy.comparison}.{damage}")
