"""The line at the bottom that names the keys."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen

from tui.keys.commands import COMMAND_ORDER
from tui.widgets.text import Clickable

_WAY_OUT = "way out"
_LAST_TO_GO = (
    *("undo", "undo_in_log", "quit", "help", "app.help", "pause_or_resume", _WAY_OUT, "ease_off"),
)
"""From what goes first to what stays at any width: the key for a hold that hurts."""


class KeyLine(Clickable):
    """The keys that work here, each with a word; a click does what the key does.

    Where there is no room for all, the last ones go, but what takes a change back, the way
    out, the help and the keys that a session needs most only after all others.

    Textual's own footer makes a widget of every key, and all of them anew whenever one comes
    or goes: that was half of the time in which a page appeared.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-description-foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    _named: tuple[int, list[Binding]] | None = None
    """The width and the keys that were last made into words."""

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)

    def on_resize(self) -> None:
        """Name as many keys as there is room for."""
        self._show(self.screen)

    def _show(self, screen: Screen[Any]) -> None:
        if not self.size.width:
            return  # `on_resize` follows: asking which keys hold takes a while
        shown: dict[str, Binding] = {}
        ranks: dict[str, int] = {}
        active = screen.active_bindings.values()
        typed = {each.binding.action for each in active if _is_typed(screen, each.binding)}
        for _, binding, enabled, _ in in_order(active):
            if binding.show and enabled and binding.action not in typed:
                shown.setdefault(binding.action, binding)
                ranks[binding.action] = max(ranks.get(binding.action, -1), _rank(binding))
        named = (self.size.width, list(shown.values()))
        if named == self._named:
            return
        self._named = named
        parts = {action: self._part(binding) for action, binding in shown.items()}
        going = list(shown)
        going.reverse()
        going.sort(key=ranks.__getitem__)
        for action in going[:-1]:
            if sum(map(len, parts.values())) <= self.size.width:
                break
            del parts[action]
        self.update(Content("").join(parts.values()), layout=False)

    def _part(self, binding: Binding) -> Content:
        return Content.assemble(
            (f" {self.app.get_key_display(binding)} ", "bold $footer-key-foreground"),
            f"{binding.description} ",
        ).stylize(f"@click=app.simulate_key({binding.key!r})")


def in_order(active: Iterable[ActiveBinding]) -> Iterator[ActiveBinding]:
    """Yield bindings as their commands are declared, each screen's and widget's together.

    Textual puts those with a person's own keys last.
    """
    for _, group in groupby(active, key=lambda each: each.node):
        yield from sorted(group, key=lambda each: COMMAND_ORDER.get(each.binding.id or "", -1))


def _is_typed(screen: Screen[Any], binding: Binding) -> bool:
    """Whether the key of a binding is a character in the text that has the focus."""
    focused = screen.focused
    if focused is None or not binding.show:
        return False
    key = screen.app.get_key_display(binding)
    is_character = len(key) == 1 and key.isascii()  # an arrow is no character
    return is_character and focused.check_consume_key(binding.key, key)


def _rank(binding: Binding) -> int:
    """Return how long a key is named when space gets scarce; -1 goes first."""
    name = _WAY_OUT if binding.key == "escape" else binding.action
    return _LAST_TO_GO.index(name) if name in _LAST_TO_GO else -1
