"""What a session screen can be noticed on, and for how long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.app import App

from library.session.cues import Cue
from tui.cues.herald import LOOK_SECONDS, Herald, Stage


def stage_of(app: App[None], show: Callable[[Cue | None], None]) -> Stage:
    """The terminal and the window of an app.

    Args:
        app: The running app.
        show: Shows a cue across the screen, None takes it away.
    """

    def write(text: str) -> None:
        driver = app._driver  # Textual has no public way to send a sequence of our own
        if driver is not None and not app.is_headless:
            driver.write(text)

    return Stage(ring=app.bell, write=write, show=show, is_watched=lambda: app.app_focus)


@contextmanager
def heard_out(app: App[None], herald: Herald) -> Iterator[None]:
    """Let the last words be said after the screen is gone; then nothing is left behind."""
    timer = app.set_interval(LOOK_SECONDS, herald.look_after)
    try:
        yield
    finally:
        timer.stop()
        herald.close()
        if herald.problem:
            app.notify(herald.problem, severity="warning", markup=False)
