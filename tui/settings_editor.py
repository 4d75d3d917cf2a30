"""Changes settings one step at a time, and takes changes back."""

from collections.abc import Mapping
from typing import Any

from library.bounds import SECONDS_STEP
from library.profile import Profile
from library.settings import SCHEMA, Settings, SettingsError
from library.settings.kinds import Choice, Kind, Switch, Whole
from library.settings.schema import NEEDS
from library.settings.shell_commands import SHELL_COMMANDS, named_commands
from tui.text.settings import value_words


class SettingsEditor:
    """Changes to the settings, each saved at once.

    Every method may raise `SettingsError` when the file could not be written; the change
    holds then until the program ends, and can be taken back like any other.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._undo: list[tuple[dict[str, Any], dict[str, Any]]] = []
        """What each change replaced, and what it put there."""
        self.not_saved = ""
        """Why the last change could not be saved; empty when all is saved."""

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._profile.settings

    @property
    def things(self) -> tuple[str, ...]:
        """What can be at hand in a place: what exercises need, and what places name already."""
        needed = (need for each in self._profile.catalogue for need in each.needs)
        named = (need for needs in self.settings.places.values() for need in needs)
        return tuple(dict.fromkeys((*NEEDS, *needed, *named)))

    def set(self, **changes: Any) -> None:
        """Change settings; what is as wanted already is left alone."""
        before = {key: getattr(self.settings, key) for key in changes}
        if before == changes:
            return
        try:
            self._save(changes)
        finally:
            self._undo.append((before, {key: getattr(self.settings, key) for key in changes}))

    def _save(self, changes: Mapping[str, Any]) -> None:
        try:
            self._profile.change_settings(**changes)
        except SettingsError as error:
            self.not_saved = str(error)
            raise
        self.not_saved = ""

    def undo(self) -> str:
        """Take the last change back, unless another window has changed the same since.

        Returns:
            What came of it, as a sentence.
        """
        if not self._undo:
            return "Nothing to undo."
        before, after = self._undo.pop()
        key = next(iter(before))
        title = SCHEMA[key].title
        if any(getattr(self.settings, key) != value for key, value in after.items()):
            return f"{title} was changed elsewhere since and stays."
        self._save(before)
        return f"{title}: {value_words(key, self.settings)} again."

    def reset(self, key: str) -> None:
        """Give a setting its default."""
        changes = {key: getattr(Settings(), key)}
        if key == "places":
            changes["place"] = _still_there(self.settings.place, changes["places"])
        self.set(**changes)

    def set_text(self, key: str, text: str) -> None:
        """Change a text; a command that was typed here may run here."""
        try:
            self.set(**{key: text})
        finally:
            if key in SHELL_COMMANDS and (command := named_commands(self.settings).get(key)):
                self._profile.commands.answer({key: command}, run=True)

    def has_steps(self, key: str) -> bool:
        """Tell whether a setting is changed step by step, not in a list of its own."""
        return key == "place" or isinstance(SCHEMA[key].kind, (Whole, Switch, Choice))

    def step(self, key: str, by: int) -> None:
        """Go to a setting's next value (`by` 1) or the one before (-1).

        Numbers stop at their bounds, choices begin again.
        """
        now = getattr(self.settings, key)
        if key == "place":
            self.set(place=_neighbour(("", *self.settings.places), now, by))
        else:
            self.set(**{key: _stepped(SCHEMA[key].kind, now, by)})

    def set_places(self, places: dict[str, tuple[str, ...]], place: str) -> None:
        """Change what there is at hand where; a place that is gone is no longer the current one."""
        self.set(places=places, place=_still_there(place, places))


def _stepped(kind: Kind, now: Any, by: int) -> Any:
    match kind:
        case Whole(low=low, high=high, unit=unit, step=step):
            size = SECONDS_STEP if unit == "seconds" else step
            # From 12 s the next are 15 and 10: round numbers are easier to find again.
            stepped = (now // size + 1 if by > 0 else -(-now // size) - 1) * size
            return min(max(stepped, low), high)
        case Switch():
            return not now
        case Choice(options=options):
            return _neighbour(options, now, by)
        case _:
            raise TypeError(f"{kind} has no steps")


def _neighbour(options: tuple[str, ...], now: str, by: int) -> str:
    at = options.index(now) if now in options else 0  # a place may be gone by now
    return options[(at + by) % len(options)]


def _still_there(place: str, places: Any) -> str:
    return place if place in places else ""
