"""Bytes that are kept aside, as they were found, in folders that people look into."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from library import files

KEPT_DAYS = 30
"""For so many days all is kept, then one file a month, as of backups (our judgement)."""
_ABANDONED_NS = 24 * 3600 * 10**9
"""No save takes a day (our judgement)."""
_OF_STEM, _OF_SUFFIX = 50, 8
"""Characters: no name may be longer than 255 bytes."""


def kept_as(folder: Path, path: Path, raw: bytes) -> Path:
    """Return where `keep_aside` puts bytes: under the same name for the same bytes."""
    stem, suffix = path.stem[:_OF_STEM], path.suffix[:_OF_SUFFIX]
    return folder / f"{stem}-{sha256(raw).hexdigest()[:12]}{suffix}"


def keep_aside(folder: Path, path: Path, raw: bytes, *, plainly: bool = False) -> Path:
    """Keep bytes aside; the same ones are kept once.

    Args:
        folder: Where to put them.
        path: What they were found in.
        raw: The bytes.
        plainly: Whether under the name they had, if nothing else in the folder has it.

    Returns:
        Where they lie.

    Raises:
        OSError: They could not be kept.
    """
    kept = folder / path.name
    if not plainly or (kept.exists() and not files.holds(kept, raw)):
        kept = kept_as(folder, path, raw)
    if not files.holds(kept, raw):
        files.replace(kept, raw)
    return kept


def thin(folder: Path, now: datetime, start: str = "") -> None:
    """Remove what has lain here for long and is not the newest of its month.

    Args:
        folder: A folder of `keep_aside`.
        now: Aware wall time.
        start: How the names of the files begin; others stay.
    """
    found = []
    for name in files.names(folder):
        if name.startswith(start):
            with suppress(OSError):  # when it came here, not when it was written
                came = datetime.fromtimestamp((folder / name).stat().st_ctime, UTC)
                found.append((came, folder / name))
    months = set[str]()
    for came, path in sorted(found, reverse=True):
        month = f"{came:%Y-%m}"
        if month in months and now - came > timedelta(days=KEPT_DAYS):
            files.discard(path)
        months.add(month)


def sweep(folder: Path) -> None:
    """Remove what interrupted saves have left long ago in a folder of this program's own.

    A save takes away what was left under its own name, but here hardly a name comes twice.
    """
    changed = {
        name: mark[2] for name in files.names(folder) if (mark := files.fingerprint(folder / name))
    }
    limit = max(changed.values(), default=0) - _ABANDONED_NS
    for name in changed:
        if name.startswith(".") and name.endswith(".tmp") and changed[name] < limit:
            files.discard(folder / name)
