"""Leaves the dashboard cleanly when the system asks it to end, and at last in any case."""

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from library.locks import LONG_WAIT_SECONDS

SIGNAL_EXIT_CODE = 128
"""Shells add the number of the signal to it."""

LAST_SECONDS = 4.0
"""Time to end in good order; whoever closes a window must not wait for long (our judgement)."""
RESCUE_SECONDS = 0.5
"""Time to keep what can be kept when that did not happen."""

SAVE_SECONDS = LONG_WAIT_SECONDS + 5.0
"""The longest save: it waits for its turn, and a disk may be slow (our judgement)."""
_POLL_SECONDS = 0.1


def leave_on_signals(
    leave: Callable[[int], object], rescue: Callable[[], object], is_saving: Callable[[], bool]
) -> None:
    """Leave on a signal that asks for it; call it in the loop, before the terminal is entered.

    Python itself notes a signal for a thread that only waits for it, so it is heard whatever the
    loop stands still in.

    Args:
        leave: Ends the program in good order, with an exit code; called in the loop.
        rescue: Keeps what can be kept and gives the terminal back; called in a thread of its
            own when the program has not ended after `LAST_SECONDS`, after which it is ended.
        is_saving: Whether a save is under way, which is finished first; asked in a thread.
    """
    if sys.platform == "win32":  # nothing of the kind is sent there
        return
    import asyncio  # plain mode, which ends at last in the same way, does not need it

    loop = asyncio.get_running_loop()
    notes, noting = os.pipe()
    os.set_blocking(noting, False)

    def listen() -> None:
        while (number := os.read(notes, 1)[0]) not in numbers:
            pass  # the terminal's size, ctrl+z
        code = SIGNAL_EXIT_CODE + number
        with suppress(RuntimeError):  # the loop has just ended by itself
            loop.call_soon_threadsafe(leave, code)
        time.sleep(LAST_SECONDS)
        end_at_last(is_saving, code, rescue)

    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
    for each in numbers:
        signal.signal(each, lambda *_: None)  # else Python would not note it
    signal.set_wakeup_fd(noting, warn_on_full_buffer=False)
    Thread(target=listen, name="supple-signals", daemon=True).start()


def end_at_last(
    is_saving: Callable[[], bool],
    code: int,
    rescue: Callable[[], object] = lambda: None,
    end: Callable[[int], object] = os._exit,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """End however stuck the program is, but not in the middle of a save.

    Args:
        is_saving: Whether a save is under way; one that lasts beyond `SAVE_SECONDS` is stuck.
        code: The exit code.
        rescue: Keeps what can be kept; may get stuck as well.
        end: Ends the process.
        wait: Waits for so many seconds.
    """
    for _ in range(round(SAVE_SECONDS / _POLL_SECONDS)):
        if not is_saving():
            break
        wait(_POLL_SECONDS)
    last = Thread(target=_quietly, args=(rescue,), daemon=True)
    last.start()
    last.join(RESCUE_SECONDS)
    end(code)


def _quietly(rescue: Callable[[], object]) -> None:
    with suppress(Exception):  # it runs beside what is stuck: anything may be half done
        rescue()
