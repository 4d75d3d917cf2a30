"""Adds a session that was done without the program: which, when, and how much of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from library.guidance.today import routine_of_the_day
from library.history.record import SessionRecord
from library.routines.model import Plan, Routine
from library.routines.planning import routine_of
from library.session.put_right import (
    DAY,
    TIME,
    NotPutRight,
    before_now,
    day_named,
    time_named,
)
from library.session.record import Share, record_as_planned, share_seconds, when_done
from library.text import clean
from library.wording import day_words
from tui.dialogs.base import Card
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.question import Answer, Question
from tui.keys.live import bindings, with_keys, with_spoken_keys
from tui.services import Services
from tui.text.duration import whole_minutes
from tui.widgets.hanging import Hanging
from tui.widgets.key_line import KeyLine
from tui.widgets.share_field import ShareField
from tui.widgets.text import Text
from tui.widgets.typing import Line

_TITLES = {DAY: "Day", TIME: "Begun at"}
_ROOM = {DAY: 20, TIME: 10}
"""Characters of the lines; our judgement."""
_NOT_SAVED = "It could not be saved. {Form.keep} tries again."
_NOTHING = "Nothing was done then: choose all or half of something."
_CHANGED = "You have filled in something. Add it?"


class ChooseDone(Question[Routine | None]):
    """Which routine, or single exercise, was done; None for none."""

    SCOPE = "add_session"

    def __init__(self, services: Services, day: date) -> None:
        super().__init__()
        self._services, self._day = services, day

    def heading(self) -> str:
        """Return what is asked, and of which day."""
        return f"What was done on {day_words(self._day, self._services.profile.today())}?"

    def answers(self) -> Iterable[Answer[Routine | None]]:
        """Return the plan of today on that day, the routines, and each exercise by itself."""
        profile, guide = self._services.profile, self._services.guide
        routines = list(profile.routines)
        if self._day == profile.today() and guide.today.items:
            routines.insert(0, routine_of_the_day(guide.today))
        for routine in (*routines, *map(routine_of, profile.catalogue)):
            minutes = whole_minutes(guide.plan(routine, reads=False).seconds)
            line = Content.assemble(clean(routine.name), (f"  {minutes} min", "$text-muted"))
            # An id of a person's own may be the name of a command.
            yield Answer(f"done {routine.id}", routine, line)
        yield Answer("leave", None)


class Added(msgspec.Struct, frozen=True):
    """A session that is to be added, and what stood in the fields."""

    record: SessionRecord
    lines: Mapping[str, str]
    done: Mapping[str, Share]
    """How much was done, by the id of the exercise."""


class AddSession(Card[Added | None]):
    """When it was and how much of it was done."""

    BINDINGS = bindings("form")

    def __init__(
        self, services: Services, plan: Plan, day: date, filled: Added | None = None
    ) -> None:
        """Ask.

        Args:
            services: The person's files and the clock.
            plan: What was done, as it is planned.
            day: The day it counts for, to begin with.
            filled: What this card gave back and could not be saved: it stands there again.
        """
        super().__init__()
        self._services, self._plan, self._filled = services, plan, filled
        start = self._when(day, plan.seconds)[0]
        self._before = {DAY: day.isoformat(), TIME: f"{start:%H:%M}"}

    def _when(self, day: date, seconds: float) -> tuple[datetime, date]:
        profile, now = self._services.profile, self._services.clock.now()
        return when_done(day, now, seconds, profile.today(), profile.settings.day_start_hour)

    def heading(self) -> str:
        """Return what is added."""
        return f"Add: {clean(self._plan.routine.name)}"

    def compose(self) -> ComposeResult:
        """Build the lines, and a row for each exercise below one for all of them."""
        with VerticalScroll(classes="card", can_focus=False) as card:
            card.border_title = Content(self.heading())
            if self._filled is not None:  # a notice of the page waits until the card closes
                yield Text(with_keys(self.app, _NOT_SAVED), id="problem", classes="urgent")
            yield from self._lines()
            yield Text()
            yield ShareField("How much")
            if len(exercises := self._plan.exercises) > 1:
                yield from (ShareField(f"  {each.name}", each.id) for each in exercises)
            yield Text()
            key = with_keys(self.app, "{Form.keep}")
            hint = " adds it. Pain, note and holds can be filled in later, in its details."
            yield Text(Hanging(Content.assemble((f" {key} ", "$button"), hint)), classes="hint")
        yield KeyLine()

    def _lines(self) -> Iterator[Widget]:
        for name, title in _TITLES.items():
            with Horizontal(classes="line"):
                yield Text(title, classes="label")
                text = (self._filled.lines if self._filled else self._before)[name]
                line = Line(text, max_length=_ROOM[name], id=name, compact=True)
                line.select_on_focus = False  # what is there is not lost to the first letter
                yield line

    def on_mount(self) -> None:
        """Begin with how much: the day was chosen."""
        super().on_mount()
        self._whole.focus()
        if self._filled is not None:
            for part in self._parts:
                part.share = self._filled.done[part.exercise]
            shares = {*self._filled.done.values()}
            self._whole.share = shares.pop() if len(shares) == 1 else None

    @property
    def _whole(self) -> ShareField:
        return self.query(ShareField).first()

    @property
    def _parts(self) -> list[ShareField]:
        return [field for field in self.query(ShareField) if field.exercise]

    @on(ShareField.Changed)
    def _follow(self, event: ShareField.Changed) -> None:
        """Let all rows follow the first one, and that one say whether they are alike."""
        if event.field is self._whole:
            for part in self._parts:
                part.share = event.field.share
        else:
            shares = {part.share for part in self._parts}
            self._whole.share = shares.pop() if len(shares) == 1 else None
        self.reply(event.field.words)

    @property
    def _done(self) -> dict[str, Share]:
        rows = self._parts
        if not rows:
            share = self._whole.share or Share.ALL
            return {each.id: share for each in self._plan.exercises}
        return {row.exercise: row.share or Share.ALL for row in rows}

    @property
    def _typed(self) -> dict[str, str]:
        return {name: self.query_one(f"#{name}", Line).value for name in _TITLES}

    def filled(self) -> Added:
        """Return the record, and what it was made of.

        Raises:
            NotPutRight: Something of it cannot be.
        """
        services, done = self._services, self._done
        lines = self._typed
        day = day_named(lines[DAY], services.profile.today())
        seconds = share_seconds(self._plan, done)
        started, _ = self._when(day, seconds)
        if lines[TIME].strip() != self._before[TIME] or str(day) != self._before[DAY]:
            begun = time_named(lines[TIME])
            is_late = begun.hour < services.profile.settings.day_start_hour
            on = day + timedelta(days=1) if is_late else day
            started = datetime.combine(on, begun).astimezone()
        if all(share is Share.NONE for share in done.values()):
            raise NotPutRight("", _NOTHING)
        record = record_as_planned(self._plan, started, day, seconds, done)
        return Added(before_now(record, services.clock.now()), lines, done)

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Close with the record; what cannot be understood is asked for again."""
        try:
            self.dismiss(self.filled())
        except NotPutRight as error:
            self.app.warn(error)
            (self.query_one(f"#{error.field}") if error.field else self._whole).focus()

    @work
    async def action_leave(self) -> None:
        """Close without it; what was filled in is not lost without a question."""
        changed = self._typed != self._before or self._whole.share is not Share.ALL
        answer = await KeepChanges.before_leaving(self, changed, _CHANGED)
        if answer is KeepChanges.Result.SAVE:
            self.action_keep()
        elif answer is KeepChanges.Result.DISCARD:
            self.dismiss(None)

    def spoken(self) -> Iterator[str]:
        """Return what is asked, what stands in the fields, and the keys."""
        yield self.heading()
        if self._filled is not None:
            yield with_spoken_keys(self.app, _NOT_SAVED)
        yield from map(self._said, self.query("Line, ShareField"))
        yield with_spoken_keys(self.app, "{Form.next} goes to the next field.")
        yield from self.spoken_keys()

    @on(events.DescendantFocus)
    def _say_field(self, event: events.DescendantFocus) -> None:
        """Say which field it is that was gone to."""
        if self._reads is not None and self.app.reader is not None:
            self.reply(self._said(event.widget))

    def _said(self, field: Widget) -> str:
        if isinstance(field, ShareField):
            return field.words
        value = field.value if isinstance(field, Line) else ""
        return f"{_TITLES.get(field.id or '', '')}: {value or 'nothing'}."
