"""Settings in words."""

from collections.abc import Iterator, Mapping

from library.exercises.model import need_words
from library.settings import SCHEMA, Settings
from library.settings.kinds import Choice, Switch, Whole
from library.settings.schema import ANYWHERE
from tui.keys.commands import COMMANDS, USUAL_KEYS, full_name

REMINDER, FILE = "-reminder", "-file"
"""Ids of lines that are no settings; a hyphen begins no setting's name."""
REMINDER_TITLE, REMINDER_VALUE, FILE_TITLE = "Reminder", "for a calendar", "Settings file"
_EMPTY = {"place": ANYWHERE, "speech_voice": "the usual one", "speech_command": "the usual one"}
"""What an empty text means; elsewhere it is nothing at all."""
_HOW_TO_CHANGE_KEYS = (
    "Give a command other keys in the settings file, by its name:",
    "[keys]",
    '"app.help" = "f1"',
    "They work as soon as the file is saved.",
)


def value_words(key: str, settings: Settings) -> str:
    """Return a setting's value, on one line."""
    value = getattr(settings, key)
    kind = SCHEMA[key].kind
    if isinstance(kind, Whole):
        if kind.unit == "o'clock":
            return f"{value}:00"
        unit = kind.unit.removesuffix("s") if value == 1 else kind.unit
        return f"{value} {unit}"
    if isinstance(kind, Switch):
        return "on" if value else "off"
    if key == "first_weekday":
        return str(value).capitalize()
    if isinstance(value, Mapping):
        return ", ".join(value) or "none"
    return str(value) or _EMPTY.get(key, "none")


def searched_words(key: str, settings: Settings) -> str:
    """Return all that a setting is found by: its names, group, value, and what it means."""
    setting = SCHEMA[key]
    value = value_words(key, settings)
    return f"{setting.title} {key} {setting.group} {value} {setting.help}"


def bounds_words(key: str, settings: Settings) -> str:
    """Return what values a setting can have, as a sentence; empty when there is nothing to say."""
    kind = SCHEMA[key].kind
    if key == "place":
        return f"One of {', '.join((ANYWHERE, *settings.places))}."
    if isinstance(kind, Whole):
        return f"From {kind.low} to {kind.high} {kind.unit}."
    if isinstance(kind, Choice):
        return f"One of {', '.join(kind.options)}."
    return ""


def default_words(key: str) -> str:
    """Return the default, as a sentence."""
    return f"Unless you change it: {value_words(key, Settings())}."


def needs_words(needs: tuple[str, ...]) -> str:
    """Return what is at hand somewhere, as a person would say it."""
    return ", ".join(map(need_words, needs)) or "nothing of note"


def command_names() -> Iterator[str]:
    """Yield the names of the commands of each screen, the first one in full."""
    for scope, declared in COMMANDS.items():
        first, *others = declared.commands
        yield ", ".join((full_name(scope, first), *(f".{each.name}" for each in others)))


def commands_told(settings: Settings) -> Iterator[str]:
    """Yield every command once: its name, the keys it has now, as they are said, what it does."""
    from tui.keys.names import key_in_words  # the dashboard starts without it

    told = dict[str, str]()
    for scope, declared in COMMANDS.items():
        for each in declared.commands:
            told.setdefault(full_name(scope, each), (each.does or each.label).rstrip("."))
    for name, does in told.items():
        keys = settings.keys.get(name, USUAL_KEYS[name]).split(",")
        said = " or ".join(dict.fromkeys(key_in_words(key.strip()) for key in keys))
        yield f"{name}: {said}. {does}."


def parts(key: str, settings: Settings) -> tuple[str, ...]:
    """Return more lines about a setting that holds more than one value."""
    if key == "places":
        return tuple(f"{name}: {needs_words(needs)}." for name, needs in settings.places.items())
    if key == "keys":
        return (
            *(f"{command} = {keys}" for command, keys in settings.keys.items()),
            *_HOW_TO_CHANGE_KEYS,
            *command_names(),
        )
    return ()
