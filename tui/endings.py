"""Leaves the dashboard cleanly when the system asks it to end."""

import asyncio
import os
import signal
import sys
import threading
from functools import partial

from textual.app import App

SIGNAL_EXIT_CODE = 128
"""Shells add the number of the signal to it."""

LAST_SECONDS = 5.0
"""Textual waits for ever when a terminal is gone that it has much to write to."""


def leave_on_signals(app: App[None]) -> None:
    """Give the terminal back before ending on SIGTERM, SIGHUP or SIGINT.

    A save that is under way is finished. Call it while the app runs.
    """
    if sys.platform == "win32":  # its event loop can not listen for signals
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, partial(_leave, app, SIGNAL_EXIT_CODE + number.value))


def _leave(app: App[None], code: int) -> None:
    app.exit(return_code=code)
    last_resort = threading.Timer(LAST_SECONDS, os._exit, (code,))
    last_resort.daemon = True
    last_resort.start()
