"""The places one stretches at, and what is at hand in each."""

from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets.option_list import Option

from library.exercises.model import need_words
from library.settings.file import place_name_problem
from library.settings.schema import LONGEST_PLACE
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import Card, ask
from tui.dialogs.question import hung, tick_line
from tui.keys.live import bindings, first_key
from tui.settings_editor import SettingsEditor
from tui.text.settings import needs_words
from tui.widgets.cursor_list import CursorList
from tui.widgets.hanging import Hanging
from tui.widgets.text import Text


class EditPlaces(Card[None]):
    """All places; each change is saved at once."""

    BINDINGS = bindings("places")
    HEADING = "Your places"

    places = query_one("#places", CursorList)

    def __init__(
        self, editor: SettingsEditor, edit: Callable[[Callable[[], None]], object]
    ) -> None:
        """Show the places.

        Args:
            editor: Holds the settings and changes them.
            edit: Runs a change and tells when it could not be saved.
        """
        super().__init__()
        self._editor = editor
        self._edit = edit

    def body(self) -> ComposeResult:
        """The list."""
        yield Text("Exercises that a place does not allow are not offered there.")
        yield CursorList("places")

    def on_mount(self) -> None:
        """Show the places there are."""
        self._show(0)

    def _show(self, cursor: int) -> None:
        """Show the places as they are now, the cursor on this line or the last."""
        current = self._editor.settings.place
        self.places.set_options(
            Option(hung(_place_words(name, needs, here=name == current)), id=name)
            for name, needs in self._known.items()
        )
        if self._known:
            self.places.highlighted = min(cursor, len(self._known) - 1)

    @property
    def _known(self) -> dict[str, tuple[str, ...]]:
        return dict(self._editor.settings.places)

    @property
    def _selected(self) -> str | None:
        """The place under the cursor, unless another window has removed it meanwhile."""
        current = self.places.current
        return current if current in self._known else None

    def _has_gone(self, name: str) -> bool:
        """Whether another window has removed a place while a card about it was open; tells it."""
        if name in self._known:
            return False
        self.app.warn(f"{name} was removed elsewhere meanwhile.")
        self._show(self.places.highlighted or 0)
        return True

    def _set(self, places: dict[str, tuple[str, ...]], place: str, cursor: int) -> None:
        self._edit(lambda: self._editor.set_places(places, place))
        self._show(cursor)

    def action_be_here(self) -> None:
        """Make this the current place, or none when it is."""
        here = self._selected
        if here is not None:
            place = "" if here == self._editor.settings.place else here
            self._set(self._known, place, self.places.highlighted or 0)

    @work
    async def action_add(self) -> None:
        """Ask for a name, then for what is at hand."""
        name = await self._ask_name("A new place", "")
        if name is not None:
            self._set({**self._known, name: ()}, self._editor.settings.place, len(self._known))
            self.action_edit()

    @work
    async def action_rename(self) -> None:
        """Ask for another name; the place stays where it is in the list."""
        old = self._selected
        if old is None:
            return
        name = await self._ask_name(f"New name for {old}", old)
        if name is None or self._has_gone(old):
            return
        places = {name if key == old else key: needs for key, needs in self._known.items()}
        here = self._editor.settings.place
        self._set(places, name if here == old else here, list(places).index(name))

    def action_remove(self) -> None:
        """Remove the place; it can be brought back."""
        gone = self._selected
        if gone is not None:
            places = {name: needs for name, needs in self._known.items() if name != gone}
            self._set(places, self._editor.settings.place, self.places.highlighted or 0)
            undo = first_key(self.app, "places.undo")
            self.notify(f"{gone} was removed; {undo} brings it back.")

    @work
    async def action_edit(self) -> None:
        """Tick what is at hand."""
        name = self._selected
        if name is None:
            return
        needs = await ask(self, ChooseAtHand(name, self._known[name], self._editor.things))
        if needs is not None and not self._has_gone(name):
            places = {**self._known, name: needs}
            self._set(places, self._editor.settings.place, self.places.highlighted or 0)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._edit(lambda: self.notify(self._editor.undo()))
        self._show(self.places.highlighted or 0)

    def action_leave(self) -> None:
        """Go back; everything is saved."""
        self.dismiss(None)

    async def _ask_name(self, title: str, value: str) -> str | None:
        def problem(name: str) -> str:
            return place_name_problem(name, (each for each in self._known if each != value))

        return await ask(self, AskText(title, value, limit=LONGEST_PLACE, problem=problem))


class ChooseAtHand(Card[tuple[str, ...] | None]):
    """What is at hand in one place."""

    BINDINGS = bindings("at_hand")

    things = query_one("#choices", CursorList)

    def __init__(self, place: str, needs: tuple[str, ...], things: tuple[str, ...]) -> None:
        """Show what can be ticked.

        Args:
            place: The place.
            needs: What is at hand in it so far.
            things: All that can be at hand.
        """
        super().__init__()
        self._place = place
        self._things = things
        self._ticked = set(needs)

    def heading(self) -> str:
        """Return the place."""
        return f"At hand: {self._place}"

    def body(self) -> ComposeResult:
        """A box for each thing that exercises may need."""
        yield CursorList("choices")

    def on_mount(self) -> None:
        """Show what is ticked."""
        self.things.add_options(
            Option(self._line(thing), id=str(number)) for number, thing in enumerate(self._things)
        )
        self.things.highlighted = 0

    def _line(self, thing: str) -> Hanging:
        return hung(tick_line(thing in self._ticked, need_words(thing)))

    def action_tick(self) -> None:
        """Tick what is under the cursor, or take its tick away."""
        if number := self.things.current:
            thing = self._things[int(number)]
            self._ticked ^= {thing}
            self.things.replace_option_prompt(number, self._line(thing))

    def action_keep(self) -> None:
        """Keep what is ticked, in the order of the list."""
        self.dismiss(tuple(thing for thing in self._things if thing in self._ticked))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)


def _place_words(name: str, needs: tuple[str, ...], *, here: bool) -> Content:
    return Content.assemble(
        (f"{'●' if here else '○'} {name}", "bold"),
        ("  you are here" if here else "", "$text-success"),
        (f"\n  {needs_words(needs)}", ""),
    )
