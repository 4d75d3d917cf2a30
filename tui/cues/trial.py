"""Runs a program once and waits for it, to say truthfully whether it works."""

import os
import subprocess
from collections.abc import Sequence
from threading import Thread

from library.text import clean
from tui.cues.processes import kill

TRIAL_SECONDS = 8.0
"""Longer, and the program counts as hanging."""
_ENOUGH_BYTES = 4096
_LAST_WORDS_SECONDS = 0.5
_LONGEST_COMPLAINT = 80


def trial(command: Sequence[str]) -> str:
    """Run a command to its end.

    Some programs report that there is no sound device and still say that all went well, so
    an error that is told counts as one.

    Returns:
        What went wrong; empty when it worked.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return clean(str(error), limit=_LONGEST_COMPLAINT)
    told: list[bytes] = []
    # In a thread, as not every system can wait for a pipe for a while only.
    ear = Thread(target=_listen, args=(process, told), daemon=True)
    ear.start()
    try:
        code = process.wait(TRIAL_SECONDS)
    except subprocess.TimeoutExpired:
        kill(process)
        process.wait()
        return "it did not end by itself"
    ear.join(_LAST_WORDS_SECONDS)
    lines = b"".join(told).decode(errors="replace").splitlines()
    errors = [line for line in lines if "error" in line.lower()]
    if errors:
        return f"it says: {clean(errors[-1], limit=_LONGEST_COMPLAINT)}"
    return f"it ended with code {code}" if code else ""


def _listen(process: "subprocess.Popen[bytes]", told: list[bytes]) -> None:
    """Take in what it writes on stderr, as far as it is worth reading."""
    assert process.stderr is not None
    with process.stderr as pipe:
        # Piece by piece: something that it has started may keep the pipe open for long.
        while sum(map(len, told)) < _ENOUGH_BYTES and (piece := os.read(pipe.fileno(), 1024)):
            told.append(piece)
