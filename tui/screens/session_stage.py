"""What a session screen can be noticed through, and for how long."""

import asyncio
import os
from asyncio import Future
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from textual.app import App

from library.paths import Paths
from library.session.cues import Cue
from tui.cues.channel import Outputs
from tui.cues.notifier import LOOK_SECONDS, Notifier
from tui.keys.live import with_keys


def outputs_of(app: App[None], paths: Paths, show: Callable[[Cue | None], None]) -> Outputs:
    """Return the terminal and the window of an app.

    Args:
        app: The running app.
        paths: Where to keep generated sounds.
        show: Shows a cue across the screen, None takes it away.
    """

    def write(text: str) -> None:
        driver = app._driver  # Textual has no public way to send a sequence of our own
        if driver is not None and not app.is_headless:
            driver.write(text)

    return Outputs(
        environ=os.environ,
        tones_dir=paths.tones_dir,
        ring=app.bell,
        with_keys=partial(with_keys, app),
        write=write,
        show=show,
        is_watched=lambda: app.app_focus,
    )


@contextmanager
def heard_out(app: App[None], notifier: Notifier) -> Iterator[None]:
    """Let the last words be said after the screen is gone; then nothing is left behind.

    The last hook may take its time, which nobody is to wait for: it is ended in a thread. When
    the program is left before, there is nothing to hold up any more.
    """
    timer = app.set_interval(LOOK_SECONDS, notifier.look_after)
    closing: Future[None] | None = None
    try:
        yield
        timer.stop()
        notifier.restore_title()
        closing = asyncio.get_running_loop().run_in_executor(None, notifier.close)
        closing.add_done_callback(lambda _: _tell_problem(app, notifier))
    finally:
        timer.stop()
        if closing is None:
            notifier.close()


def _tell_problem(app: App[None], notifier: Notifier) -> None:
    if notifier.problem and app.is_running:
        app.notify(notifier.problem, severity="warning")
