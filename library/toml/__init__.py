"""TOML files that people edit: read with line numbers, written with their comments kept."""

KeyPath = tuple[str | int, ...]
"""Keys and list positions, from 0, from the root of a document down to a value."""


def key_words(path: KeyPath) -> str:
    """Return a key as people would call it, as in `dose 2, reps`: entries of lists count from 1."""
    told, after = "", ""
    for part in path:
        if isinstance(part, int):
            told, after = f"{told.removesuffix('s')} {part + 1}", ", "
        else:
            told, after = f"{told}{after}{part}", "."
    return told
