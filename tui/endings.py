"""Leaves the dashboard cleanly when the system asks it to end."""

import asyncio
import signal
import sys
from functools import partial

from textual.app import App

SIGNAL_EXIT_CODE = 128
"""Shells add the number of the signal to it."""


def leave_on_signals(app: App[None]) -> None:
    """Give the terminal back before ending on SIGTERM, SIGHUP or SIGINT.

    A save that is under way is finished. Call it while the app runs.
    """
    if sys.platform == "win32":  # its event loop can not listen for signals
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(
            number, partial(app.exit, return_code=SIGNAL_EXIT_CODE + number.value)
        )
