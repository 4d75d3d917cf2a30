"""Cards on which pain and note of a session are filled in: at its end, and later."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, TextArea

from library.bounds import WORST_PAIN
from library.exercises.catalogue import Catalogue
from library.history.record import Outcome, SessionRecord
from library.progress.totals import seconds_per_leg
from library.routines.model import Plan
from library.session.ease_off import SHARP_ADVICE
from library.session.pain_places import offered_words
from library.session.put_right import NotPutRight, put_right
from library.session.summary import in_plain_words
from library.session.typed import LEFT_TYPED, WRITE_SECONDS, TypedAboutSession, TypedDraft
from tui.dialogs.ask_text import ask_where, ask_where_else
from tui.dialogs.base import Card
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.question import hung
from tui.dialogs.session_details import step_name
from tui.keys.live import bindings, with_spoken_keys
from tui.text.history import session_words
from tui.text.reward import Reward
from tui.widgets.hanging import Fitted
from tui.widgets.hold_field import HoldField
from tui.widgets.key_line import KeyLine
from tui.widgets.leg_bars import leg_bars
from tui.widgets.pain_field import PainField
from tui.widgets.pain_place_field import PainPlaceField
from tui.widgets.pictures import Pictured, Pictures
from tui.widgets.row_field import RowField
from tui.widgets.session_form import SessionForm
from tui.widgets.text import Text
from tui.widgets.typing import Line
from tui.widgets.what_was_done import TITLES, WhatWasDone

_TOLD = "PainField, PainPlaceField, WhatWasDone Line, WhatWasDone .exercise, HoldField"
"""What is read out of the fields."""
_HOLD_KEYS = "Digits write its seconds, {form.sooner} and {form.later} say how it ended."
CHANGED = "You have filled in something. Keep it?"


class SessionFormDialog(Card[SessionRecord]):
    """The fields and their two keys; the result is the record as it is to be."""

    BINDINGS = bindings("form")
    WORST_FIRST: ClassVar[bool] = False
    """Whether the worst pain stands above the one before."""

    form = query_one(SessionForm)
    _told_hold_keys = False
    _led_to: Widget | None = None
    """The field that got the focus by itself, while all of them are being told."""

    def __init__(
        self, record: SessionRecord, draft: TypedDraft, typed: Mapping[str, str] | None = None
    ) -> None:
        """Show what is known.

        Args:
            record: The session.
            draft: Keeps what is typed; whoever gets the result settles it.
            typed: What was typed before, when the program was ended; see `SessionForm`.
        """
        super().__init__()
        self.record = record
        self._draft, self._typed = draft, typed or {}

    def compose(self) -> ComposeResult:
        """Build what there is to say about the session, then the fields."""
        with VerticalScroll(classes="card", can_focus=False) as card:
            card.border_title = Content(self.heading())
            yield from self.above()
            yield SessionForm(self.record, self._typed, worst_first=self.WORST_FIRST)
            yield from self.below()
        yield KeyLine()

    def above(self) -> Iterator[Widget]:
        """Yield what stands above the fields."""
        yield from ()

    def below(self) -> Iterator[Widget]:
        """Yield what stands below the fields."""
        yield from ()

    def on_mount(self) -> None:
        """Write down from now on what is typed."""
        self.set_interval(WRITE_SECONDS, self._draft.write)

    def on_unmount(self) -> None:
        """Write down what was typed last."""
        self._draft.write()

    def told(self) -> Iterable[str]:
        """Return what stands above the fields, in words."""
        for part in self.above():
            yield from str(part.content).splitlines() if isinstance(part, Text) else ()

    def spoken(self) -> Iterable[str]:
        """Return what stands above the fields, the fields, and the keys."""
        yield self.heading()
        yield from self.told()
        yield from map(_said, self.query(_TOLD))
        yield _said(self.form.note)
        places = offered_words("form")
        yield with_spoken_keys(self.app, f"A digit rates the pain. Where: {places}.")
        yield with_spoken_keys(self.app, "{Form.next} goes on.")
        yield from self.spoken_keys()

    def spoken_again(self) -> Iterable[str]:
        """Return the field that one comes back to, and the keys: all of it was told."""
        yield self.heading()
        if isinstance(self.focused, RowField):
            yield _said(self.focused)
        yield with_spoken_keys(self.app, "{Form.next} goes on.")
        yield from self.spoken_keys()

    @on(PainField.Changed)
    @on(PainPlaceField.Changed)
    @on(HoldField.Changed)
    def _say_change(
        self, event: PainField.Changed | PainPlaceField.Changed | HoldField.Changed
    ) -> None:
        if event.field.has_focus and self.app.reader is not None:
            self.app.reader.silence()
            self.app.reader.say([_said(event.field)])

    @on(events.DescendantFocus)
    def _say_field(self, event: events.DescendantFocus) -> None:
        """Say which field it is that was gone to, unless all of them are being told."""
        if self._reads is None or self.app.reader is None or event.widget is self._led_to:
            return
        self.app.reader.silence()
        self._led_to, field = None, event.widget
        self.app.reader.say(
            [_said(field)] if not isinstance(field, HoldField) else self._about(field)
        )

    def _about(self, hold: HoldField) -> Iterable[str]:
        """A hold that was gone to, with its exercise, which stands above it, and its keys."""
        yield f"{hold.exercise}, {hold.words}"
        if not self._told_hold_keys:
            self._told_hold_keys = True
            yield with_spoken_keys(self.app, _HOLD_KEYS)
        if hold.is_sharp:
            yield with_spoken_keys(self.app, "{Form.where} says where it was sharp.")

    @on(PainPlaceField.ElseAsked)
    @work
    async def ask_where_else(self, event: PainPlaceField.ElseAsked) -> None:
        """Ask for a place of the person's own."""
        await ask_where_else(self, event.field)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields that say something else than the record."""
        return self.form.typed

    def filled(self) -> SessionRecord | None:
        """Return the record with what was filled in; None when that cannot be, which is told."""
        return self.form.filled()

    @on(PainField.Changed)
    @on(PainPlaceField.Changed)
    @on(TextArea.Changed)
    @on(Input.Changed)
    @on(HoldField.Changed)
    def _note_typed(self) -> None:
        typed = self.typed
        self._draft.note(TypedAboutSession(self.record.id, typed) if typed else None)

    def action_keep(self) -> None:
        """Close with what was filled in; what cannot be understood is asked for again."""
        if self.may_close() and (filled := self.filled()) is not None:
            self.dismiss(filled)

    @work
    async def action_leave(self) -> None:
        """Close without a change; what was filled in is not lost without a question."""
        if not self.may_close():
            return
        answer = await KeepChanges.before_leaving(self, bool(self.typed), CHANGED)
        if answer is KeepChanges.Result.SAVE:
            self.action_keep()
        elif answer is KeepChanges.Result.DISCARD:
            self.dismiss(self.record)

    def may_close(self) -> bool:
        """Return whether a key may close the card already; tell the person if not."""
        return True


def _said(field: Widget | None) -> str:
    """Return a field and what is rated or named in it."""
    if isinstance(field, PainPlaceField | HoldField):
        return field.words
    if isinstance(field, Line):
        return f"{TITLES.get(field.id or '', '')}: {field.value or 'nothing'}."
    if isinstance(field, Text):
        return f"{field.content}."
    if isinstance(field, PainField):
        rated = "not rated" if field.rating is None else f"{field.rating} of {WORST_PAIN}"
        return f"{field.title}: {rated}."
    return f"Note: {field.text or 'none'}." if isinstance(field, TextArea) else ""


class SessionEdit(SessionFormDialog):
    """The same fields as at the end of a session, of one that is in the log, and what was done."""

    done = query_one(WhatWasDone)

    def __init__(
        self,
        record: SessionRecord,
        draft: TypedDraft,
        typed: Mapping[str, str],
        catalogue: Catalogue,
        today: date,
        *,
        first: str = "",
    ) -> None:
        """Show what is known.

        Args:
            record: The session.
            draft: Keeps what is typed; whoever gets the result settles it.
            typed: What was typed before; see `SessionForm` and `WhatWasDone`.
            catalogue: Where exercises have their names from; one that is gone keeps its id.
            today: The practice day it is now.
            first: What the text of the field is called that has the focus first; the pain if none.
        """
        super().__init__(record, draft, typed)
        self._catalogue, self._today, self._first = catalogue, today, first

    def heading(self) -> str:
        """Return what the card is for."""
        return "Change this session"

    def below(self) -> Iterator[Widget]:
        """Yield when it was, what was done, and each hold."""
        catalogue = self._catalogue
        yield WhatWasDone(
            self.record,
            catalogue.name_of,
            lambda hold: step_name(hold.exercise, hold.rep, catalogue),
        )

    def on_mount(self) -> None:
        """Go on with what was typed, in the field that is wanted."""
        self.done.show(self._typed)
        if self._first:
            self.done.fields[self._first].focus()

    @on(HoldField.PlaceAsked)
    @work
    async def ask_where_it_was_sharp(self, event: HoldField.PlaceAsked) -> None:
        """Ask where a hold was sharp; an empty answer takes the place away."""
        if (where := await ask_where(self, event.field.where)) is not None:
            event.field.where = where

    @on(Input.Submitted)
    def _line_ended(self) -> None:
        self.action_keep()

    @property
    def typed(self) -> dict[str, str]:
        """The same of all its fields."""
        return {**super().typed, **self.done.typed}

    def filled(self) -> SessionRecord | None:
        """Return the record put right; what it cannot hold is told, and its field has the focus."""
        filled = super().filled()
        try:
            return filled and put_right(filled, self.done.typed, self._today)
        except NotPutRight as error:
            self.app.warn(error)
            self.done.fields[error.field].focus()
            return None


class LeftEdit(SessionEdit):
    """The same with what was typed when the program was ended."""

    def heading(self) -> str:
        """Return where it comes from."""
        return LEFT_TYPED

    def above(self) -> Iterator[Widget]:
        """Yield which session it is, for who has not just chosen it."""
        yield Text(session_words(self.record, self._today), classes="strong")


FIRST_MOMENT_SECONDS = 1.0
"""So long a key may still be meant for the last hold (our judgement)."""
NOT_CLOSED = "Not closed yet: the same key again closes it."
"""Told where a voice has not come to the summary."""


class SessionSummary(SessionFormDialog):
    """Shows a finished session; the result is its record with pain and note filled in.

    It comes by itself, so keys of the first moment do nothing; then the worst pain, which is
    what is known now, has the focus. Where a voice speaks, a key that would close it unheard
    is answered instead.
    """

    BINDINGS = bindings("form/summary")
    AUTO_FOCUS = ""
    WORST_FIRST = True

    def __init__(
        self,
        plan: Plan,
        record: SessionRecord,
        draft: TypedDraft,
        get_time: Callable[[], float],
        reward: Reward,
        *,
        saved: bool = True,
        figure: str = "auto",
    ) -> None:
        """Show what came of a plan.

        Args:
            plan: What was run through.
            record: What came of it.
            draft: Keeps what is typed.
            get_time: Seconds on a clock that never goes back.
            reward: What it means for the week, in words and marks.
            saved: Whether it is in the log already.
            figure: The setting of that name.
        """
        super().__init__(record, draft)
        self._plan = plan
        self._get_time = get_time
        self._began = get_time()
        self._reward = reward
        self._saved = saved
        self._figure = figure

    def heading(self) -> str:
        """Return how far it went."""
        if not self._saved:
            return "Not saved yet"
        return "Done" if self.record.completed else "Saved"

    def above(self) -> Iterator[Widget]:
        """Yield the summary."""
        record, reward = self.record, self._reward
        did = in_plain_words(record, self._plan.exercises)
        is_news = reward.said.is_good_news and not reward.sharp  # then a warning is what matters
        news = reward.said.words if is_news else ""
        if news:
            yield Text(hung(Content.styled(news, "bold $text-success")), classes="news")
        yield Text(did, classes="did" if news else "did title")
        if reward.sharp:
            yield Text(hung(reward.sharp), classes="urgent")
        if done := list(_pictured(self._plan, record)):
            yield Pictures(done, mode=self._figure)
        legs = seconds_per_leg([record])
        if legs.left or legs.right:
            bars = partial(leg_bars, legs, plain=self.app.no_color)
            yield Text(Fitted(bars), classes="legs")
        yield Text(Fitted(reward.week), classes="week")
        told = [] if news or reward.sharp else [Content(reward.said.words)]
        if reward.counts_for:
            told.append(Content.styled(reward.counts_for, "$text-muted"))
        if self._afterwards:
            told.append(Content(self._afterwards))
        if told:
            yield Text(hung(Content("\n").join(told)), classes="said")

    def told(self) -> Iterable[str]:
        """Return what came of it besides how long it was, which was said as it ended."""
        said = self._reward.said
        if said.is_good_news and not self._reward.sharp:
            yield said.words
        if self._reward.sharp != SHARP_ADVICE:  # which was said as it happened
            yield self._reward.sharp
        if not self._reward.sharp and not said.is_good_news:
            yield said.words
        yield f"This week: {self._reward.goal}"
        if self._reward.counts_for:
            yield self._reward.counts_for
        if self._afterwards:
            yield self._afterwards

    @property
    def _afterwards(self) -> str:
        afterwards = self._plan.routine.afterwards
        return f"Now: {afterwards}" if afterwards and self.record.completed else ""

    def on_mount(self) -> None:
        """Begin the first moment when it is seen."""
        self._began = self._get_time()
        self._waiting = self.set_interval(FIRST_MOMENT_SECONDS / 10, self.tick)

    def tick(self) -> None:
        """Take keys from now on, once the first moment is over."""
        if self._is_awake:
            self._waiting.stop()
            if self.focused is None:
                self._led_to = self.form.pain_worst
                self._led_to.focus()

    @property
    def _is_awake(self) -> bool:
        """Whether the first moment is over, or that after a key which did not close it."""
        return self._get_time() - self._began >= FIRST_MOMENT_SECONDS

    def may_close(self) -> bool:
        """Not in the first moment, nor before a voice has come to it: a second key then does."""
        reader = self.app.reader
        if reader is None or reader.is_heard or not self._is_awake:
            return self._is_awake
        self._began = self._get_time()
        self.form.problem.update(NOT_CLOSED)
        did = in_plain_words(self.record, self._plan.exercises)
        reader.reply([NOT_CLOSED, did, *self.spoken()])
        return False


def _pictured(plan: Plan, record: SessionRecord) -> Iterator[Pictured]:
    """Yield what was held, in its order, each exercise with the leg it began with."""
    held = {hold.exercise for hold in record.holds if hold.was_held}
    done = {hold.exercise for hold in record.holds if hold.outcome is Outcome.DONE}
    heights = plan.heights
    for exercise in plan.exercises:
        if (name := exercise.id) in held:
            side, is_done = exercise.sides.order[0], name in done
            yield Pictured(exercise, side, exercise.name, is_done, heights[name])
