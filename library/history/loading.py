"""Load a history, which nearly always is as it was saved last."""

from pathlib import Path

from library.history import backups
from library.history.backups import Backup
from library.history.format import Contents, Header, migrated, parse, refuse_newer
from library.history.loaded import LoadedHistory, with_tables


def load(path: Path, raw: bytes | None, backup_folder: Path, kept_folder: Path) -> LoadedHistory:
    """Load everything that can be had.

    A file that is not as it was saved is put aside at once: another program may replace it
    before anything is saved here. Where that fails, the next save does it or is refused.

    Args:
        path: The history file, for the sentences.
        raw: Its bytes, or None when it is missing.
        backup_folder: Where the backups lie.
        kept_folder: Where the file is put aside when it is not as it was saved.

    Raises:
        NewerSchema: A later version of the program wrote it.
        HistoryError: It is something else that never was a history.
    """
    copies = backups.listed(backup_folder)
    if clean := parse(raw or b""):
        contents, header = clean
        refuse_newer(path.name, header.schema)
        own = [copy for copy in copies if copy.is_of(header)]
        if not own or _covers(header, own[0]):
            return _plain(contents, header, is_unkept=not copies)
    from library.history.recovery import recover  # hardly any start needs what mends

    return recover(path, raw, copies, kept_folder)


def _covers(header: Header, backup: Backup) -> bool:
    """Tell whether the backup can hold nothing the file lacks: it is a copy of it or its parent."""
    return backup.holds(header) or (
        header.generation == backup.generation + 1 and header.parent.startswith(backup.sha256)
    )


def _plain(found: Contents, header: Header, *, is_unkept: bool) -> LoadedHistory:
    contents = migrated(found, header.schema)
    old = contents is not found
    return LoadedHistory(
        with_tables(contents),
        header,
        header.generation,
        must_keep=old,
        must_save=old,
        is_unkept=is_unkept,
    )
