"""Everything the log holds about one session."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from textual import work
from textual.content import Content

from library.exercises.catalogue import Catalogue
from library.exercises.model import Kind, Side
from library.history.record import HoldRecord, Outcome, SessionRecord, SoreSpot
from library.progress.totals import seconds_per_leg
from library.session.put_right import DAY
from library.session.typed import TypedDraft
from library.text import clean
from library.wording import day_words
from tui.dialogs.base import ask
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings
from tui.text.duration import held_words
from tui.text.history import OUTCOMES, pain_words, sharp_words
from tui.widgets.leg_bars import leg_bars
from tui.widgets.meter import meter

_LONGEST_NAME = 60
"""Characters of a routine's name in the frame; our judgement."""
_WIDEST, _AROUND = 74, 6
"""Cells of a line at most, and those of frame, space and scrollbar beside it."""
_ROOM_FOR_BARS, _BAR_WIDTH = 54, 10
"""Cells of a line from which holds have bars, and of such a bar."""
_TITLE, _MUTED = "bold $text-secondary", "$text-muted"
_LEG_COLOURS = {"left": "$leg-left", "right": "$leg-right", "both": "$leg-both"}
_OUTCOME_COLOURS = {Outcome.EASED_OFF: "$muscle-text", Outcome.SKIPPED: _MUTED}


class SessionDetails(ReadingCard[SessionRecord]):
    """A session hold by hold; gives back a changed record when something was edited."""

    BINDINGS = bindings("details")

    def __init__(
        self,
        session: SessionRecord,
        catalogue: Catalogue,
        today: date,
        draft: TypedDraft,
        filled: SessionRecord | None = None,
    ) -> None:
        """Prepare the card.

        Args:
            session: What to show.
            catalogue: Where exercises have their names from; one that is gone keeps its id.
            today: The practice day it is now.
            draft: Keeps what is typed about it; whoever gets the result settles it.
            filled: What this card gave back and could not be saved: its form opens again, with
                all that was typed.
        """
        super().__init__()
        self._draft = draft
        self._session = session
        self._today = today
        self._catalogue = catalogue
        self._filled = filled or session

    def on_mount(self) -> None:
        """Go on with what was filled in before."""
        if self._filled != self._session:
            self.call_after_refresh(self.action_edit)

    def heading(self) -> str:
        """Return the name of the routine."""
        return clean(self._session.routine, limit=_LONGEST_NAME)

    def text(self) -> Content:
        """Build the lines: when, what, and how it felt."""
        width = min(_WIDEST, self.app.size.width - _AROUND)
        plain = self.app.no_color
        lines = details(self._session, self._catalogue, self._today, width, plain=plain)
        return Content("\n").join(lines)

    def spoken(self) -> Iterable[str]:
        """Return what stands in it, what was held on each leg in words: no voice can say a bar."""
        legs = seconds_per_leg([self._session])
        held = {"LEFT ": legs.left, "RIGHT ": legs.right}
        for line in super().spoken():
            leg = next((each for each in held if line.startswith(f"{each} ")), None)
            yield line if leg is None else f"{leg}leg: {held_words(held[leg])} held"

    def action_edit(self) -> None:
        """Change what can be put right, beginning with the pain."""
        self._edit()

    def action_day(self) -> None:
        """Change the same, beginning with the day it counts for: a clock may have been wrong."""
        self._edit(DAY)

    @work
    async def _edit(self, first: str = "") -> None:
        # Its text area is slow to import.
        from tui.dialogs.session_form import SessionEdit
        from tui.widgets.session_form import fields_changed

        typed, self._filled = fields_changed(self._session, self._filled), self._session
        card = SessionEdit(
            self._session, self._draft, typed, self._catalogue, self._today, first=first
        )
        changed = await ask(self, card)
        if changed is not None and changed != self._session:
            self.dismiss(changed)


def details(
    session: SessionRecord, catalogue: Catalogue, today: date, width: int, *, plain: bool = False
) -> Iterator[Content]:
    """Yield the lines about a session, without its title.

    Args:
        session: What to tell of.
        catalogue: Where exercises have their names from.
        today: The day it is.
        width: Cells of a line; bars are left out where there is no room for them.
        plain: Whether there is no colour to draw bars with.
    """
    ended = "completed" if session.completed else "left before the end"
    yield Content(f"{_began(session, today)}, {held_words(session.seconds)}, {ended}.")
    if session.practice_day != session.local_start.date():
        yield Content.styled(f"Counts for {day_words(session.practice_day, today)}.", _MUTED)
    yield Content()
    yield leg_bars(seconds_per_leg([session]), width, plain=plain)
    yield Content()
    yield from _hold_lines(session.holds, catalogue, bars=width >= _ROOM_FOR_BARS, plain=plain)
    yield from _sore_lines(session, catalogue)
    yield Content()
    yield Content(pain_words(session))
    yield Content()
    if session.note:
        yield Content.styled("Note", _TITLE)
        yield Content(clean(session.note, multiline=True))
    else:
        yield Content.styled("No note.", _MUTED)


def _began(session: SessionRecord, today: date) -> str:
    local = session.local_start
    return f"{day_words(local.date(), today)} at {local:%H:%M} ({local.tzinfo})"


def _hold_lines(
    holds: Sequence[HoldRecord], catalogue: Catalogue, *, bars: bool, plain: bool
) -> Iterator[Content]:
    """Yield each hold in a line of its own, below the name of its exercise."""
    for exercise_id, group in groupby(holds, key=lambda hold: hold.exercise):
        yield Content.styled(catalogue.name_of(exercise_id), _TITLE)
        for hold in group:
            colour = _LEG_COLOURS[hold.side]
            bar = _hold_bar(hold, colour, plain) if bars else Content()
            held = _held(hold)
            part = step_name(hold.exercise, hold.rep, catalogue)
            part += sharp_words(hold)
            yield Content.assemble(
                (f"  {Side(hold.side).words:<10} ", colour),
                bar,
                f"{held:>11}  ",
                (f"{OUTCOMES[hold.outcome]:<10} ", _OUTCOME_COLOURS.get(hold.outcome, "")),
                (part, _MUTED),
            )


def _held(hold: HoldRecord) -> str:
    """Return the seconds of a hold; one until it eases may have had more than it was planned."""
    held, planned = f"{hold.held_seconds:.0f}", f"{hold.planned_seconds:.0f}"
    return f"{held} s" if hold.held_seconds > hold.planned_seconds else f"{held} of {planned} s"


def _hold_bar(hold: HoldRecord, colour: str, plain: bool) -> Content:
    share = hold.held_seconds / hold.planned_seconds if hold.planned_seconds else 1.0
    return meter(share, _BAR_WIDTH, colour=colour, plain=plain)


def _sore_lines(session: SessionRecord, catalogue: Catalogue) -> Iterator[Content]:
    if session.sore_spots:
        yield Content()
    for spot in session.sore_spots:
        yield Content(_sore_line(spot, catalogue))


def _sore_line(spot: SoreSpot, catalogue: Catalogue) -> str:
    where = step_name(spot.exercise, spot.rep, catalogue)
    return (
        f"Sore spot: {catalogue.name_of(spot.exercise)}, {Side(spot.side).words}, {where}, "
        f"{spot.seconds:.0f} s of extra gentle pressure."
    )


def step_name(exercise_id: str, rep: int, catalogue: Catalogue) -> str:
    """Return the name of a massage step, or which repetition it was."""
    if exercise_id in catalogue:
        exercise = catalogue.get(exercise_id)
        if exercise.kind is Kind.MASSAGE and rep <= len(exercise.massage):
            return clean(exercise.massage[rep - 1].name)
    return f"rep {rep}"
