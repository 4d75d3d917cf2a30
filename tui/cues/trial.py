"""Runs a program once and waits for it, to say truthfully whether it works."""

import os
import select
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from time import perf_counter

from library.text import clean

TRIAL_SECONDS = 8.0
"""Longer, and the program counts as hanging."""
_ENOUGH_BYTES = 4096
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
    end = perf_counter() + TRIAL_SECONDS
    told = _told(process, end)
    try:
        code = process.wait(max(0.0, end - perf_counter()))
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return "it did not end by itself"
    errors = [line for line in told.splitlines() if "error" in line.lower()]
    if errors:
        return f"it says: {clean(errors[-1], limit=_LONGEST_COMPLAINT)}"
    return f"it ended with code {code}" if code else ""


def _told(process: "subprocess.Popen[bytes]", end: float) -> str:
    """What it writes on stderr, as far as it is worth reading."""
    assert process.stderr is not None
    parts = b""
    with process.stderr as pipe:
        while len(parts) < _ENOUGH_BYTES and (left := end - perf_counter()) > 0:
            ready, _, _ = select.select([pipe], [], [], left)
            data = os.read(pipe.fileno(), _ENOUGH_BYTES) if ready else b""
            if not data:
                break
            parts += data
    return parts.decode(errors="replace")
