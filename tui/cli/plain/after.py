"""Asks, without a screen, what belongs to a session that is saved."""

from contextlib import suppress

from msgspec.structs import replace

from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import SessionRecord
from library.session.engine import Session
from library.session.hold_lengths import keep_in_words, tuned_lengths
from library.session.pain import read_pain
from tui.cli.context import Context
from tui.cli.plain.prompts import Prompts, print_if_read, print_sentences

_PAIN = "Pain after, 0 to 10? Enter leaves it out."
_NOTE = "A note? Enter leaves it out."
_KEEP = "Enter or y keeps it, n: only this time."


def ask_how_it_went(history: History, record: SessionRecord, prompts: Prompts) -> None:
    """Ask for the pain afterwards and a note, and save them with the session.

    Raises:
        HistoryError: They could not be saved; the session is.
    """
    rated = replace(record, pain_after=_ask_pain(prompts))
    shown = record
    if rated != record:
        with suppress(HistoryError):  # it is tried again with the note
            history.replace(rated, record, undoable=False)  # however the note is left
            shown = rated
    note = None if prompts.left else prompts.line(_NOTE)
    changed = replace(rated, note=note or record.note)
    if changed != shown:
        history.replace(changed, shown, undoable=False)
    if changed != record:
        print_if_read([_what_was_saved(changed, record)])


def _what_was_saved(changed: SessionRecord, before: SessionRecord) -> str:
    if changed.note == before.note:
        return "The pain is saved."
    return "The note is saved." if changed.pain_after is None else "Pain and note are saved."


def _ask_pain(prompts: Prompts) -> int | None:
    """Return the rating; what is none is asked again."""
    while (typed := prompts.line(_PAIN)) is not None:
        try:
            return read_pain(typed)
        except ValueError as error:
            print_sentences([str(error)])
    return None


def offer_lengths(context: Context, session: Session, prompts: Prompts) -> None:
    """Ask whether lengths that were changed on the way are to be kept."""
    lengths = tuned_lengths(session, context.profile.settings)
    names = {step.exercise.id: step.exercise.name for step in session.plan.work}
    asked = [keep_in_words(names[exercise], seconds) for exercise, seconds in lengths.items()]
    if not asked or prompts.key([*asked, _KEEP], "\nyn") not in ("\n", "y"):
        return
    context.profile.keep_lengths(lengths)
    context.save_remembered()
