"""Paints what a person would stop and look at, and not every step on the way there.

Without a terminal Textual still paints every change of a screen, and throws the picture away:
half of the time of these tests. What a test looks at (`screen_text`) is painted for it anyway.
"""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from textual._compositor import Compositor
from textual.geometry import Size
from textual.screen import Screen

Stack = list[Screen[object]] | None
_render_update = Compositor.render_update


class Painting:
    """Screens that are to be painted once nothing moves any more.

    So each is painted where it opens or changes its size, and what fails while it is drawn
    fails there. How it changes after that is painted when a test looks.
    """

    def __init__(self) -> None:
        self._due: dict[Compositor, Stack] = {}
        self._painted: WeakKeyDictionary[Compositor, Size] = WeakKeyDictionary()

    @property
    def render_update(self) -> Callable[..., object]:
        """What takes the place of `Compositor.render_update`."""

        def note(
            compositor: Compositor,
            full: bool = False,
            screen_stack: Stack = None,
            simplify: bool = False,
        ) -> object:
            if full:  # somebody wants a picture of it
                return _render_update(compositor, full, screen_stack, simplify)
            if self._painted.get(compositor) != compositor.size:
                self._due[compositor] = screen_stack
            compositor._dirty_regions.clear()
            return None

        return note

    def paint(self) -> bool:
        """Paint what is due and still on top; whether there was anything."""
        due, self._due = self._due, {}
        for compositor, screen_stack in due.items():
            screen = compositor.root
            if isinstance(screen, Screen) and screen.is_attached and screen.is_current:
                _render_update(compositor, full=True, screen_stack=screen_stack)
                self._painted[compositor] = compositor.size
        return bool(due)
