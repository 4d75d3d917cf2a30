"""Bytes that are kept aside, as they were found, in folders that people look into."""

from hashlib import sha256
from pathlib import Path

from library import files


def kept_as(folder: Path, path: Path, raw: bytes) -> Path:
    """Return where `keep_aside` puts bytes: under the same name for the same bytes."""
    return folder / f"{path.stem}-{sha256(raw).hexdigest()[:12]}{path.suffix}"


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
