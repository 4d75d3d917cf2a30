"""Leaves the dashboard cleanly when the system asks it to end."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

from textual.app import App

from library.locks import LONG_WAIT_SECONDS

SIGNAL_EXIT_CODE = 128
"""Shells add the number of the signal to it."""

LAST_SECONDS = 5.0
"""Textual waits for ever when a terminal is gone that it has much to write to."""

SAVE_SECONDS = LONG_WAIT_SECONDS + 5.0
"""The longest save: it waits for its turn, and a disk may be slow (our judgement)."""
_POLL_SECONDS = 0.1


def leave_on_signals(
    app: App[None], keep_for_next_start: Callable[[], None], is_saving: Callable[[], bool]
) -> None:
    """Give the terminal back before ending on SIGTERM, SIGHUP or SIGINT.

    A save that is under way is finished. Call it before the app enters the terminal.

    Args:
        app: The running app.
        keep_for_next_start: Keeps what is under way for the next start.
        is_saving: Whether a save is under way; asked from another thread.
    """
    if sys.platform == "win32":  # its event loop cannot listen for signals
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        code = SIGNAL_EXIT_CODE + number.value
        loop.add_signal_handler(number, partial(_leave, app, keep_for_next_start, is_saving, code))


def _leave(
    app: App[None],
    keep_for_next_start: Callable[[], None],
    is_saving: Callable[[], bool],
    code: int,
) -> None:
    last_resort = threading.Timer(LAST_SECONDS, end_at_last, (is_saving, code))
    last_resort.daemon = True
    last_resort.start()
    app.exit(return_code=code)
    keep_for_next_start()


def end_at_last(
    is_saving: Callable[[], bool],
    code: int,
    end: Callable[[int], object] = os._exit,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """End however stuck the screen is, but not in the middle of a save.

    Args:
        is_saving: Whether a save is under way; one that lasts beyond `SAVE_SECONDS` is stuck.
        code: The exit code.
        end: Ends the process.
        wait: Waits for so many seconds.
    """
    for _ in range(round(SAVE_SECONDS / _POLL_SECONDS)):
        if not is_saving():
            break
        wait(_POLL_SECONDS)
    end(code)


def go_on_when_continued(app: App[None]) -> None:
    """Draw everything anew after ctrl+z, and after a SIGSTOP that nobody announced.

    Textual enters the terminal again whenever it is continued, but draws only what changes
    from then on. Without a ctrl+z before, it would also read the keys in two threads, one of
    which never ends, and the program could not be left: so the terminal is left first.
    Call it when the app has entered the terminal.
    """
    if sys.platform == "win32":  # nothing is stopped there
        return
    driver: Any = app._driver  # Textual has no public way to its driver
    enter_again = signal.getsignal(signal.SIGCONT)
    if not callable(enter_again) or not hasattr(driver, "_must_signal_resume"):
        return

    entering, loop = False, asyncio.get_running_loop()

    def continued(number: int, frame: FrameType | None) -> None:
        nonlocal entering
        if entering:  # stopped once more meanwhile: what is under way serves for both
            return
        entering = True
        try:
            if driver._auto_restart and not driver._must_signal_resume:
                driver.suspend_application_mode()
            enter_again(number, frame)
            loop.call_soon_threadsafe(app.refresh)
        finally:
            entering = False

    signal.signal(signal.SIGCONT, continued)
