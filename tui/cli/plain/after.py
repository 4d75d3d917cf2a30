"""What follows a session without a screen: it is saved, and a few things may be added."""

from collections.abc import Iterable
from contextlib import suppress

import click
from msgspec.structs import replace

from library.history.protocol import History, HistoryError
from library.history.record import SessionRecord
from library.profile import Profile
from library.session.draft import DraftWriter
from library.session.engine import Session
from library.session.hold_lengths import keep_in_words, tuned_lengths
from library.session.pain import read_pain
from library.settings import SettingsError
from library.wording import day_words
from tui.cli.output import complain
from tui.cli.plain.output import print_sentences
from tui.cli.plain.prompts import Questions

_PAIN = "Pain after, 0 to 10? Enter leaves it out."
_NOTE = "A note? Enter leaves it out."
_KEEP = "Enter or y keeps it, n: only this time."


def save(
    history: History, record: SessionRecord | None, draft: DraftWriter
) -> SessionRecord | None:
    """Save what was done.

    Args:
        history: Where to.
        record: What was done; None to keep nothing.
        draft: Its draft.

    Returns:
        What was saved; None when there is nothing to keep.

    Raises:
        HistoryError: It could not be saved; its draft stays.
    """
    if record is None or not record.is_worth_keeping:
        draft.discard()
        tell(["Nothing was recorded."])
        return None
    try:
        history.add(record)
    except HistoryError as error:
        raise HistoryError(
            f"{error} It is kept aside; the next start offers to save it."
        ) from error
    draft.finish()
    return record


def tell_where_it_counts(session: Session, record: SessionRecord) -> None:
    """Say what to do now, and on which day the session counts, if it does."""
    afterwards = session.plan.routine.afterwards
    if afterwards and record.completed:
        tell([f"Now: {afterwards}"])
    counts = f"; it counts for {day_words(record.practice_day)}" if record.counts else ""
    tell([f"Saved{counts}."])


def ask_how_it_went(history: History, record: SessionRecord, questions: Questions) -> None:
    """Ask for the pain afterwards and a note, and save them with the session.

    Raises:
        HistoryError: They could not be saved; the session is.
    """
    pain = _ask_pain(questions)
    note = None if questions.left else questions.line(_NOTE)
    changed = replace(record, pain_after=pain, note=note or record.note)
    if changed != record:
        history.replace(changed, record, undoable=False)
        tell([_what_was_saved(changed, record)])


def _what_was_saved(changed: SessionRecord, before: SessionRecord) -> str:
    if changed.note == before.note:
        return "The pain is saved."
    return "The note is saved." if changed.pain_after is None else "Pain and note are saved."


def _ask_pain(questions: Questions) -> int | None:
    """The rating; what is none is asked again."""
    while (typed := questions.line(_PAIN)) is not None:
        try:
            return read_pain(typed)
        except ValueError as error:
            print_sentences([str(error)])
    return None


def offer_lengths(profile: Profile, session: Session, questions: Questions) -> None:
    """Ask whether lengths that were changed on the way are to be kept."""
    lengths = tuned_lengths(session, profile.settings)
    names = {step.exercise.id: step.exercise.name for step in session.plan.work}
    asked = [keep_in_words(names[exercise], seconds) for exercise, seconds in lengths.items()]
    if not asked or questions.key([*asked, _KEEP], "\nyn") not in ("\n", "y"):
        return
    try:
        profile.change_settings(hold_seconds={**profile.settings.hold_seconds, **lengths})
    except SettingsError as error:
        complain([str(error)])


def tell(lines: Iterable[str]) -> None:
    """Print what may be missed: the session is saved, whoever has left meanwhile."""
    with suppress(click.ClickException, click.exceptions.Exit):
        print_sentences(lines)
