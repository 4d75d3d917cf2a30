"""Text that is typed, with keys followed in the order in which they came."""

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from library.text import clean
from tui.keys.live import bindings


async def follow_at_once(field: Widget, event: events.Key) -> None:
    """Follow a key that a field of text has bound, such as backspace, before the next one comes.

    Textual puts a character in at once, but lets a bound key rise to the app first: of keys that
    come all at once, as over a slow line, the characters would overtake it.
    """
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if await field.app.run_action(binding.action, field):
            event.stop()
            event.prevent_default()
            return


class Line(Input):
    """A line of text."""

    async def _on_key(self, event: events.Key) -> None:
        await follow_at_once(self, event)


class Asked(Line):
    """The answer to a question of a card."""

    BINDINGS = bindings("ask/line")


class Search(Line):
    """The words to look for in a list; hidden where nothing is looked for."""

    BINDINGS = bindings("search")

    def __init__(self, examples: str) -> None:
        """Make an empty line.

        Args:
            examples: What may be looked for, shown while nothing is typed.
        """
        super().__init__(placeholder=examples, compact=True)
        self.display = False

    @property
    def words(self) -> str:
        """What was typed, safe to be shown."""
        return clean(self.value).strip()

    def stop(self) -> None:
        """Look for nothing any more."""
        self.value = ""
        self.display = False

    @on(Input.Submitted)
    def leave(self) -> None:
        """Stay in sight with what was typed, which goes on filtering."""
        self.display = bool(self.value)
