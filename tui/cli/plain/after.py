"""Asks, without a screen, what belongs to a session that is saved."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from msgspec.structs import replace

from library.clock import Clock
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import SessionRecord
from library.paths import Paths
from library.progress.goals import this_week_words
from library.progress.weeks import week_start
from library.session.ease_off import SHARP_ADVICE
from library.session.engine import Session
from library.session.hold_lengths import keep_in_words, tuned_lengths
from library.session.pain import PAIN_TITLES, read_pain
from library.session.pain_places import (
    ELSEWHERE,
    PLACES,
    WHERE_ELSE,
    offered_words,
    sharp_place,
)
from library.session.typed import (
    LEFT_TYPED,
    TypedAboutSession,
    TypedDraft,
    TypedRoutine,
    left_typed,
)
from tui.cli.context import Context
from tui.cli.output import complain
from tui.cli.plain.prompts import Prompts
from tui.text.closing import closing, counts_for, sharp_words, week_days
from tui.text.history import session_words

_QUESTIONS = {
    "pain_before": "Pain before, 0 to 10? Enter leaves it out.",
    "pain_worst": "Worst pain during the session, 0 to 10? Enter leaves it out.",
    "pain_after": "Pain after, 0 to 10? Enter leaves it out.",
    "worst_where": f"{WHERE_ELSE} Enter leaves it out.",
    "note": "A note? Enter leaves it out.",
}
_WHERE = f"Where was it? {offered_words('form')}."
_LEAVES_IT_OUT = " {form.keep} leaves it out."
_KEEPS_IT = " {{form.keep}} keeps {}, {{form.clear}} leaves it out."
_GO_ON = "Enter saves it as it stands; ctrl+u takes it away."
_KEPT = "What you typed is kept; the next start offers it."
_KEEP = "{Lengths.keep} keeps it, {lengths.leave}: only this time."


def ask_how_it_went(
    history: History, record: SessionRecord, prompts: Prompts, draft: TypedDraft
) -> None:
    """Ask for the worst pain and a note, and save them with the session.

    Args:
        history: Where the session is.
        record: The session.
        prompts: Asks the person.
        draft: Keeps what is typed, for the next start if it is not saved.

    Raises:
        HistoryError: They could not be saved; the session is.
    """
    asked = ("pain_worst", "worst_where", "note")
    _Questions(history, record, prompts, draft).ask(dict.fromkeys(asked, ""))


def settle_typed(history: History, paths: Paths, clock: Clock, prompts: Prompts) -> None:
    """Go on with what was typed about sessions when the program was ended.

    A routine is left to the dashboard, which has an editor for it. What fails is told.

    Args:
        history: Where the sessions are.
        paths: Where what was typed is.
        clock: As for `left_typed`.
        prompts: Asks the person.

    """
    left = left_typed(paths.state.typed, clock)
    try:
        sessions = {each.id: each for each in history.load().sessions} if left else {}
        for draft, typed in left:
            if prompts.left or isinstance(typed, TypedRoutine):
                continue
            record = sessions.get(typed.session)
            if record is not None and not typed.fields.keys() <= _QUESTIONS.keys():
                continue  # only the dashboard has fields for the rest of it
            if record is not None and (unsaved := typed.beyond(record)).fields:
                prompts.tell(
                    [f"{LEFT_TYPED}: {session_words(record, clock.now().date())}.", _GO_ON]
                )
                _Questions(history, record, prompts, draft).ask(unsaved.fields)
            elif record is not None:
                draft.finish()  # a later save took it along
            elif not typed.waits(paths.state.drafts):
                draft.discard()
    except HistoryError as error:  # it stays for the next start
        complain([str(error)])
    finally:
        for draft, _ in left:
            draft.keep()


class _Questions:
    """What is asked about one session; what is typed is on the disk until it is saved."""

    def __init__(
        self, history: History, record: SessionRecord, prompts: Prompts, draft: TypedDraft
    ) -> None:
        self._history, self._record, self._prompts, self._draft = history, record, prompts, draft
        self._saved = record
        self._typed: dict[str, str] = {}

    def ask(self, fields: Mapping[str, str]) -> None:
        """Ask for these fields of the record, each with what stands there at first.

        Raises:
            HistoryError: The answers could not be saved; the text says whether they are kept.
        """
        self._typed = dict(fields)
        try:
            self._save(self._answered(fields))
            if self._unsaved is None:
                self._draft.finish()
        except HistoryError as error:
            self._draft.write()
            kept = f" {_KEPT}" if self._draft.is_kept else ""
            raise HistoryError(f"{error}{kept}") from error
        finally:
            self._draft.keep()
        if self._saved != self._record:
            self._prompts.report([_what_was_saved(self._saved, self._record)])
        if self._draft.is_kept:
            self._prompts.report([_KEPT])

    @property
    def _unsaved(self) -> TypedAboutSession | None:
        """What was typed and is not saved; None when nothing is."""
        filled = {field: text for field, text in self._typed.items() if text.strip()}
        unsaved = TypedAboutSession(self._record.id, filled).beyond(self._saved)
        return unsaved if unsaved.fields else None

    def _answered(self, fields: Mapping[str, str]) -> SessionRecord:
        """The record with the answers; what is left out stays as it is."""
        record = self._record
        for field, begun in fields.items():
            if field == "note":
                record = replace(record, note=self._line(field, begun) or record.note)
            elif field == "worst_where":
                record = self._with_place(record, begun)
            elif (pain := self._rating(field, begun)) is not None:
                record = replace(record, **{field: pain})
                with suppress(HistoryError):  # it is tried again with the note
                    self._save(record)  # however the note is left
        return record

    def _rating(self, field: str, typed: str | None) -> int | None:
        """Ask for a rating; what is none is asked again."""
        while (typed := self._line(field, typed or "")) is not None:
            try:
                return read_pain(typed)
            except ValueError as error:
                self._prompts.tell([str(error)])
                typed = ""
        return None

    def _with_place(self, record: SessionRecord, begun: str) -> SessionRecord:
        """The record with where it hurt; without any pain there is no place of it to ask for."""
        place = self._place("worst_where", begun) if record.pain_worst or begun else ""
        if not place:
            return record
        self._typed["worst_where"] = place
        self._draft.note(self._unsaved)
        record = replace(record, worst_where=place)
        with suppress(HistoryError):  # as with a rating
            self._save(record)
        return record

    def _place(self, field: str, begun: str) -> str:
        """Ask for a place with one key; another one, and one that was begun, as a line."""
        places = {f"place_{number}": place for number, place in enumerate(PLACES, start=1)}
        elsewhere = f"place_{ELSEWHERE}"
        known = sharp_place(self._record)
        asked = _WHERE + (_KEEPS_IT.format(known) if known else _LEAVES_IT_OUT)
        answers = (*places, elsewhere, "keep", "clear")
        answer = elsewhere if begun else self._prompts.key("form", answers, [], [asked])
        if answer == elsewhere:
            return self._prompts.place(_QUESTIONS[field], partial(self._note, field), begun)
        return known if answer == "keep" else places.get(answer or "", "")

    def _line(self, field: str, begun: str) -> str | None:
        return self._prompts.line(_QUESTIONS[field], partial(self._note, field), begun)

    def _note(self, field: str, text: str) -> None:
        self._typed[field] = text
        self._draft.note(self._unsaved)
        self._draft.write_in_time()

    def _save(self, record: SessionRecord) -> None:
        if record != self._saved:
            self._history.replace(record, self._saved, undoable=False)
            self._saved = record


def _what_was_saved(changed: SessionRecord, before: SessionRecord) -> str:
    if changed.note == before.note:
        return "The pain is saved."
    return "The note is saved." if _pains(changed) == _pains(before) else "Pain and note are saved."


def _pains(record: SessionRecord) -> tuple[int | str | None, ...]:
    return (*(getattr(record, field) for field in PAIN_TITLES), record.worst_where)


def reward_words(context: Context, session: Session, record: SessionRecord) -> list[str]:
    """Return what a sharp pain asks for, how the week stands, and the one sentence of a session.

    Nothing while the history cannot be read: the session is saved all the same.
    """
    profile = context.profile
    first, goals, day = profile.settings.first_weekday_number, profile.goals, record.practice_day
    try:
        others = [each for each in context.history.load().sessions if each.id != record.id]
    except HistoryError:
        return []
    said = closing(record, others, session.plan.exercises, goals, first).words
    sharp = sharp_words(record, context.guide.standing)
    warning = [] if sharp in ("", SHARP_ADVICE) else [sharp]  # the other was said as it happened
    if not record.counts:
        return [*warning, said]
    days = week_days(record, others, first) | {day}
    week = f"This week: {this_week_words(len(days), goals.goal_for(week_start(day, first)))}."
    return [*warning, week if said == counts_for(record) else f"{said} {week}"]


def offer_lengths(context: Context, session: Session, prompts: Prompts) -> None:
    """Ask whether lengths that were changed on the way are to be kept."""
    lengths = tuned_lengths(session, context.guide.settings)
    names = {step.exercise.id: step.exercise.name for step in session.plan.work}
    asked = [keep_in_words(names[exercise], seconds) for exercise, seconds in lengths.items()]
    if not asked or prompts.key("lengths", ["keep"], asked, [_KEEP]) is None:
        return
    context.profile.keep_lengths(lengths)
    context.save_remembered()
