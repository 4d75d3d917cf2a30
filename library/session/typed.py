"""What is being typed, on the disk until it is saved, so that no end of the program loses it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import msgspec

from library.clock import Clock
from library.history.record import SessionRecord
from library.routines.model import Routine
from library.session.draft import Draft, DraftError, empty_trash, unfinished_drafts
from library.session.pain import PAIN_TITLES, read_pain
from library.session.pain_places import place_of
from library.session.put_right import texts
from library.text import clean

WRITE_SECONDS = 0.25
"""How long what was typed may be in memory only (our judgement)."""
LEFT_TYPED = "Typed before the program ended, not saved yet"


class TypedAboutSession(msgspec.Struct, frozen=True, tag="session"):
    """Pain and note of a session that is in the history."""

    session: str
    """Its id."""
    fields: Mapping[str, str]
    """What stands in the fields that were changed, by the name of the record's field."""

    def beyond(self, record: SessionRecord) -> "TypedAboutSession":
        """Return what the record of the session does not say already; maybe no field."""
        new = {name: text for name, text in self.fields.items() if not _says(record, name, text)}
        return msgspec.structs.replace(self, fields=new)

    def waits(self, drafts_folder: Path) -> bool:
        """Tell whether the session lies in a draft yet, which is asked about by itself."""
        return (drafts_folder / f"{self.session}.json").exists()


class TypedRoutine(msgspec.Struct, frozen=True, tag="routine"):
    """A routine in the editor."""

    opened: Routine
    """As it was; without an id it is new."""
    edited: Routine


Typed = TypedAboutSession | TypedRoutine


def _says(record: SessionRecord, field: str, text: str) -> bool:
    if field == "worst_where":
        return place_of(text) == record.worst_where
    if field == "note":
        return clean(text, multiline=True).strip() == record.note
    if field in (known := texts(record)):
        return text == known[field]
    try:
        return field in PAIN_TITLES and read_pain(text) == getattr(record, field)
    except ValueError:
        return False


class TypedDraft:
    """Keeps what is typed in one dialog, until `finish`, `discard` or `keep`.

    Args:
        folder: Where it lies, on this machine only.
        clock: Tells when it was written.
        id: The name of one that was left; None for a new one.
    """

    def __init__(self, folder: Path, clock: Clock, id: str | None = None) -> None:
        self._draft = Draft(folder, clock, id or str(uuid4()))
        self._clock, self._written_at = clock, clock.monotonic()
        self._typed: Typed | None = None
        self._is_new = False
        self.is_kept = False
        """Whether what was typed last is on the disk."""

    def note(self, typed: Typed | None) -> None:
        """Take what is typed now, for the next `write`; None when it is as it was at first."""
        if typed != self._typed:
            self._typed, self._is_new, self.is_kept = typed, True, False

    def write_in_time(self) -> None:
        """Write it down if that is due; for who has no timer, and calls it more often."""
        if self._clock.monotonic() - self._written_at >= WRITE_SECONDS:
            self.write()

    def write(self) -> None:
        """Write it down if it is new; call it every `WRITE_SECONDS`, and when the dialog closes.

        Where it cannot be written, it is lost if the program is ended, as it would be without.
        """
        if not self._is_new:
            return
        self._is_new, self._written_at = False, self._clock.monotonic()
        if self._typed is None:
            self._draft.finish()
            return
        with suppress(DraftError):
            self._draft.save(msgspec.to_builtins(self._typed))
            self.is_kept = True

    def take(self) -> Typed:
        """Take over what was left.

        Raises:
            DraftError: Another window has it, or it cannot be understood.
        """
        self._draft.take()
        try:
            if (stored := self._draft.read()) is not None:
                self._typed = msgspec.convert(stored.content, TypedAboutSession | TypedRoutine)
                self.is_kept = True
                return self._typed
        except msgspec.ValidationError as error:
            self.keep()
            raise DraftError(f"What was typed cannot be understood ({error}).") from error
        except DraftError:
            self.keep()
            raise
        self.finish()
        raise DraftError("Another window took care of it.")

    def finish(self) -> None:
        """Remove it: it is saved, or not wanted."""
        self._is_new = self.is_kept = False
        self._draft.finish()

    def discard(self) -> None:
        """Put it aside for a while: there is nothing any more that it belongs to."""
        self._is_new = False
        with suppress(DraftError):
            self._draft.discard()

    def keep(self) -> None:
        """Leave it to the next start."""
        self.write()
        self._draft.keep()


def left_typed(folder: Path, clock: Clock) -> list[tuple[TypedDraft, Typed]]:
    """Take over everything that was typed and not saved, the oldest first.

    What cannot be understood stays as it is.

    Args:
        folder: Where it lies, on this machine only.
        clock: Tells what was put aside long ago, which goes for good.
    """
    with suppress(OSError):
        empty_trash(folder, clock)
    left = []
    for stored in unfinished_drafts(folder)[0]:
        draft = TypedDraft(folder, clock, stored.id)
        with suppress(DraftError):
            left.append((draft, draft.take()))
    return left
