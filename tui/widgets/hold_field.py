"""A hold of a session in the log: how long it was held, and how it ended."""

from msgspec.structs import replace
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from library.exercises.model import Side
from library.history.record import HoldRecord, Outcome, Reason
from library.session.put_right import hold_text
from library.text import clean
from tui.keys.live import bindings
from tui.text.history import OUTCOMES, sharp_words
from tui.widgets.cursor_list import CURSOR_MARK
from tui.widgets.row_field import RowField, choice_at, choice_beside, choices

_MOST_DIGITS = 4
_LEG_WIDTH, _OF_WIDTH = 10, 10
_BEFORE_ENDS = 2 + _LEG_WIDTH + _MOST_DIGITS + _OF_WIDTH
"""Cells of mark and space, leg, digits and what was planned."""
_LEG_COLOURS = {"left": "$leg-left", "right": "$leg-right", "both": "$leg-both"}


class HoldField(RowField):
    """Digits write the seconds, left and right choose how it ended, up and down go to another.

    Of one that was sharp a key asks where.
    """

    BINDINGS = bindings("form/hold")

    seconds: reactive[str] = reactive("")
    """As they are typed."""
    outcome: reactive[Outcome] = reactive(Outcome.DONE)
    where: reactive[str] = reactive("")
    """Where it was sharp, as in `HoldRecord.where`."""

    class _OfField(Message):
        def __init__(self, field: "HoldField") -> None:
            super().__init__()
            self.field = field

    class Changed(_OfField):
        """Other seconds, another end, or another place."""

    class PlaceAsked(_OfField):
        """The person wants to say where it was sharp."""

    def __init__(self, hold: HoldRecord, name: str, exercise: str, part: str) -> None:
        """Make a row.

        Args:
            hold: What it is about.
            name: What its text is called, as in `library.session.put_right`.
            exercise: The name of its exercise, which stands above it.
            part: Which repetition or step it was.
        """
        super().__init__(name=name, id=name.replace(" ", "-"))
        self._hold, self._part = hold, part
        self.exercise = exercise
        self._is_fresh = True
        """Whether the next digit begins a new number."""
        self.set_reactive(HoldField.seconds, f"{hold.held_seconds:.0f}")
        self.set_reactive(HoldField.outcome, hold.outcome)
        self.set_reactive(HoldField.where, hold.where)

    @property
    def text(self) -> str:
        """What it says, as `library.session.put_right` reads it."""
        where = self.where if self.where or self._hold.where else None
        return hold_text(self.outcome, self.seconds, where)

    def read(self, text: str) -> None:
        """Show what was typed before; what makes no sense is passed over."""
        word, _, rest = text.partition(" ")
        seconds, gives_place, where = rest.partition(" ")
        if word in OUTCOMES and (seconds.isdecimal() or not seconds):
            self.outcome, self.seconds = Outcome(word), seconds[:_MOST_DIGITS]
            self.where = where if gives_place else self.where

    @property
    def is_sharp(self) -> bool:
        """Whether it was sharp, and is still said to have ended as it did then."""
        return self._hold.reason is Reason.SHARP and self.outcome is self._hold.outcome

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to say where it was of a hold that was sharp."""
        if action == "where":
            return self.is_sharp
        return super().check_action(action, parameters)

    @property
    def words(self) -> str:
        """The hold and what it says, to be said."""
        leg = Side(self._hold.side).words.lower()
        told = f"{self.seconds or 'no'} of {self._hold.planned_seconds:.0f} seconds"
        sharp = sharp_words(replace(self._hold, where=self.where)) if self.is_sharp else ""
        return f"{leg}, {self._part}: {told}, {OUTCOMES[self.outcome]}{sharp}."

    def render(self) -> Content:
        """Draw leg, seconds, the ends there are, and which part it was."""
        mark = (CURSOR_MARK, "$primary") if self.has_focus else " "
        leg = (f" {Side(self._hold.side).words:<{_LEG_WIDTH}}", _LEG_COLOURS[self._hold.side])
        seconds = f"{self.seconds:>{_MOST_DIGITS}}"
        of = f" of {self._hold.planned_seconds:.0f} s "
        number = (seconds, "bold underline" if self.has_focus else "")
        # Where it was comes first: on a usual screen there is room for little.
        sharp = f"{clean(self.where) or 'sharp'}, " if self.is_sharp else ""
        row = Content.assemble(
            mark,
            leg,
            number,
            f"{of:<{_OF_WIDTH}}",
            choices(OUTCOMES, self.outcome),
            (f" {sharp}{self._part}", "$text-muted"),
        )
        return row.truncate(self.size.width, ellipsis=True)

    def watch_seconds(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed(self))

    def watch_outcome(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed(self))
        self.refresh_bindings()

    def watch_where(self) -> None:
        """Tell of it."""
        self.post_message(self.Changed(self))

    def on_focus(self) -> None:
        """Let the next digit begin a new number."""
        self._is_fresh = True

    def on_click(self, event: events.Click) -> None:
        """Take the end below the mouse."""
        self.outcome = choice_at(OUTCOMES, event.x - _BEFORE_ENDS) or self.outcome

    def action_digit(self, digit: int) -> None:
        """Write a digit of the seconds; after four of them, of a new number."""
        begins = self._is_fresh or len(self.seconds) == _MOST_DIGITS
        self._is_fresh = False
        self.seconds = f"{'' if begins else self.seconds}{digit}"

    def action_erase(self) -> None:
        """Take the last digit away."""
        self._is_fresh = False
        self.seconds = self.seconds[:-1]

    def action_where(self) -> None:
        """Have it asked where it was sharp."""
        self.post_message(self.PlaceAsked(self))

    def action_end(self, by: int) -> None:
        """Take the end beside."""
        self.outcome = choice_beside(OUTCOMES, self.outcome, by)
