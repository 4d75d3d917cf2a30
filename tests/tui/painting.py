"""Draws only what somebody looks at.

Without a terminal Textual still paints every change of a screen, and throws the picture away:
half of the time of these tests. `screen_text`, snapshots and pictures paint for themselves; the
torture paints everything, and so do the tests of the real program. What a session would show
between two moments that a test looks at is not worked out either.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from tui.widgets.session_panel import SessionPanel

paint_all = Compositor.render_update


def skip_painting(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[object]] | None = None,
    simplify: bool = False,
) -> object:
    """In place of `Compositor.render_update`: nothing, unless a whole picture is wanted."""
    if full:
        return paint_all(compositor, full, screen_stack, simplify)
    compositor._dirty_regions.clear()
    return None


@contextmanager
def undrawn() -> Iterator[None]:
    """Let sessions go on and tell what happens, but show nothing of it; the torture does."""
    with pytest.MonkeyPatch.context() as patch:
        if Compositor.render_update is skip_painting:
            patch.setattr(SessionPanel, "show", lambda panel, session: None)
        yield
