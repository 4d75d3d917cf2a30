"""Commands for people to paste into their shell."""

import os
from pathlib import Path

from library.text import clean


def shell_words(*words: str | Path) -> str:
    """Return words as one line that a shell takes apart into exactly these.

    It holds nothing that `clean` would change. What it would change - control characters, text
    that is turned round, accents written apart, bytes that are no UTF-8 - is written as numbers
    between `$'` and `'`, which bash, zsh, ksh and busybox read (POSIX.1-2024).
    """
    texts = list(map(str, words))
    if os.name == "nt":  # a name there can hold no quotation mark
        import subprocess  # costs 3 ms

        return clean(subprocess.list2cmdline(texts))
    return " ".join(map(_quoted, texts))


def _quoted(word: str) -> str:
    import shlex  # costs a millisecond, and few runs print a command

    quoted = shlex.quote(word)
    if clean(quoted, limit=len(quoted)) == quoted:
        return quoted
    return f"$'{''.join(map(_spelt, os.fsencode(word)))}'"


def _spelt(byte: int) -> str:
    plain = 0x20 <= byte < 0x7F and byte not in b"'\\"
    return chr(byte) if plain else f"\\{byte:03o}"
