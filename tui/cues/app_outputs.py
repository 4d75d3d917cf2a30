"""What a session on the screen can be noticed through."""

import os
from collections.abc import Callable

from textual.app import App

from library.paths import Paths
from library.session.cues import Cue
from tui.aloud import ReadsOut
from tui.cues.channel import Outputs
from tui.cues.reader import Reader


def outputs_of(
    app: App[None],
    paths: Paths,
    show: Callable[[Cue | None], None],
    reader: ReadsOut | None = None,
) -> Outputs:
    """Return the terminal and the window of an app.

    Args:
        app: The running app.
        paths: Where to keep generated sounds.
        show: Shows a cue across the screen, None takes it away.
        reader: Has the voice of this run of the program; None when none is wanted.
    """

    def write(text: str) -> None:
        driver = app._driver  # Textual has no public way to send a sequence of our own
        if driver is not None and not app.is_headless:
            driver.write(text)

    return Outputs(
        environ=os.environ,
        tones_dir=paths.state.tones,
        no_sound=paths.state.no_sound,
        ring=app.bell,
        write=write,
        show=show,
        voice=reader.voice if isinstance(reader, Reader) else None,
        is_watched=lambda: app.app_focus,
    )
