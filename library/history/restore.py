"""What it takes to go back to a backup in a way that can be undone and syncs like any edit."""

from library.history.format import Contents, Document, document, is_document
from library.history.merge import content

Documents = dict[str, dict[str, Document]]
"""Documents by table and key."""


def versions_then(now: Contents, then: Contents) -> Documents:
    """Return the documents of a backup that say something else now, as they were then."""
    return {
        name: {
            key: document(raw)
            for key, raw in table.items()
            if is_document(raw) and _differs(now.tables.get(name, {}).get(key), raw)
        }
        for name, table in then.tables.items()
    }


def added_since(now: Contents, then: Contents, at: str) -> Documents:
    """Return the documents a backup does not have, marked as deleted.

    Args:
        now: The history.
        then: What the backup holds.
        at: When they are deleted: UTC in ISO 8601.
    """
    return {
        name: {
            key: {**document(table[key]), "deleted_at": at}
            for key in table.keys() - then.tables.get(name, {}).keys()
            if is_document(table[key]) and "deleted_at" not in document(table[key])
        }
        for name, table in now.tables.items()
    }


def _differs(now: bytes | None, then: bytes) -> bool:
    return now is None or content(now) != content(then)
