"""The name of a copy: that of the original, and a word that tells them apart."""

from library.bounds import MAX_NAME

_ROOM = 10
"""Characters that are left for the word, as in ` (copy 99)`."""


def copied_name(name: str, word: str) -> str:
    """Return the name of a copy, as in `Evening (copy)`.

    Args:
        name: That of the original.
        word: What tells the two apart, at most seven characters.
    """
    return f"{_cut(name)} ({word})"


def is_copied_name(name: str, original: str) -> bool:
    """Tell whether a name is that of the original, or one that `copied_name` made of it."""
    return name == original or name.startswith(f"{_cut(original)} (")


def _cut(name: str) -> str:
    return name[: MAX_NAME - _ROOM].rstrip()
