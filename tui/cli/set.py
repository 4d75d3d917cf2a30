"""`supple set`: the settings, without the dashboard and without an editor."""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import click

from library.profile import Part
from library.settings import SCHEMA, SHOWN, Settings, SettingsError
from library.settings.kinds import Choice, ListOf, PerName
from library.settings.schema import ANYWHERE, NEEDS
from library.settings.typed import (
    Meant,
    TypedError,
    UnknownSettingError,
    as_typed,
    setting_meant,
    with_typed,
    without,
)
from library.wording import did_you_mean, misspelt
from tui.cli.completing import settings, values
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, padded, print_lines, report
from tui.keys.commands import USUAL_KEYS
from tui.keys.validation import key_problems
from tui.settings_editor import SettingsEditor
from tui.text.settings import (
    bounds_words,
    commands_told,
    default_words,
    needs_words,
    value_words,
)
from tui.themes import theme_problem

_EMPTY = {"place": ANYWHERE}
"""What is typed for nothing at all, where that has a name."""
_WIDTH = max(map(len, SHOWN)) + 1


@click.command("set")
@click.argument("key", metavar="[KEY]", required=False, shell_complete=settings)
@click.argument("value", metavar="[VALUE]", nargs=-1, shell_complete=values)
@click.option("--default", "to_default", is_flag=True, help="Take the value it has by itself.")
@data_dir_option
@pass_context
def verb(context: Context, key: str | None, value: tuple[str, ...], to_default: bool) -> None:
    """List the settings, explain one, or change it.

    Without arguments all are listed; with the name of one it is explained; with a value it is
    changed, at once and for the dashboard as well. What is at hand at a place is places.NAME, the
    keys of a command are keys.COMMAND. Comments in the settings file stay.
    """
    if to_default and (key is None or value):
        raise click.UsageError("--default goes with a setting, and without a value.")
    profile = context.profile
    complain((*profile.read(Part.SETTINGS), *profile.problems.names))
    context.recall()
    if key is None:
        print_lines(_all(profile.settings))
        return
    try:
        meant = setting_meant(key, profile.settings)
        if to_default or value:
            _change(context, meant, None if to_default else _one(meant, value))
        else:
            print_lines(_about(context, meant))
    except UnknownSettingError as error:
        hint = "" if error.near else f" See {context.paths.command('set')}"
        raise click.UsageError(f"{error}{hint}") from None
    except TypedError as error:
        raise click.UsageError(str(error)) from None
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _one(meant: Meant, value: tuple[str, ...]) -> str:
    """Return the one value that was typed.

    Raises:
        TypedError: There are several words where that makes a difference.
    """
    kind = SCHEMA[meant.key].kind
    if len(value) > 1 and not (isinstance(kind, PerName) and isinstance(kind.each, ListOf)):
        raise TypedError(f"{meant} has one value: put it into quotes.")
    return ",".join(value)


def _change(context: Context, meant: Meant, text: str | None) -> None:
    """Change a setting, and say so; None for its default.

    Raises:
        TypedError: It is no value of it.
        SettingsError: It could not be saved.
    """
    editor, key = SettingsEditor(context.profile), meant.key
    before = editor.settings
    value = without(meant, before) if text is None else with_typed(meant, text, before)
    if text is not None:
        _check(key, value, before)
    if value == getattr(before, key):
        mended = context.profile.put_setting_right(key)
        how = "; what stood there could not be used" if mended else ", as it was"
        report([f"{'Saved. ' if mended else ''}{_told(meant, before)}{how}."])
        return
    if key == "places":
        editor.set_places(value, before.place)
    elif isinstance(value, str):
        editor.set_text(key, value)
    else:
        editor.set(**{key: value})
    context.save_remembered()
    was, after = meant.value_in(before), editor.settings
    back = "--default" if was is None else as_typed(was) or _EMPTY.get(key, "")
    command = context.paths.command("set", str(meant), back)
    told = f"{_told(meant, after)}; before that {_words(meant, before)}."
    if before.place and not after.place and key == "places":
        told += f" {SCHEMA['place'].title}: {ANYWHERE}."
    report([f"Saved. {told} {command} takes it back."])
    if key == "places":
        complain(_hints(after.places, before.places))
    if key in ("speech_voice", "speech_command"):
        from tui.cues.voices import unknown_voice  # only who names one has to wait

        complain(filter(None, [unknown_voice(after, context.clock, os.environ)]))


def _hints(
    places: Mapping[str, Sequence[str]], before: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield which of the words that are new among what is at hand are evidently misspelt."""
    there = {word for words in before.values() for word in words}
    named = dict.fromkeys(word for words in places.values() for word in words)
    for word in (each for each in named if each not in there):
        if meant := misspelt(word, NEEDS):
            yield f"Did you mean {meant}, not {word}?"


def _check(key: str, value: object, before: Settings) -> None:
    """Look at what only the program itself knows: themes, commands and their keys, voices.

    Raises:
        TypedError: There is no such theme, command or key, or no voice is called so.
    """
    switch = SCHEMA["speech"].kind
    is_switch = isinstance(switch, Choice) and str(value).casefold() in switch.options
    if key == "speech_voice" and is_switch:
        raise TypedError(f'No voice is called "{value}". Did you mean speech {value}?')
    if key == "theme" and (wrong := theme_problem(str(value))):
        raise TypedError(wrong)
    if key == "keys" and isinstance(value, dict):
        known = set(key_problems(before.keys))
        if new := [each for each in key_problems(value) if each not in known]:
            raise TypedError(new[0].removeprefix("keys: "))


def _words(meant: Meant, settings: Settings) -> str:
    value = meant.value_in(settings)
    if not meant.part:
        return value_words(meant.key, settings)
    if meant.key == "keys":
        return USUAL_KEYS.get(meant.part, "none") if value is None else str(value)
    return "none of your places" if value is None else needs_words(value)


def _told(meant: Meant, settings: Settings) -> str:
    return f"{meant.part or SCHEMA[meant.key].title}: {_words(meant, settings)}"


def _all(settings: Settings) -> Iterator[str]:
    for group, members in groupby(SHOWN.values(), key=lambda setting: setting.group):
        yield group
        for each in members:
            told = f"{value_words(each.key, settings)}. {each.help}"
            yield f"  {padded(each.key, _WIDTH)} {told}"
            yield from (f"  {part}" for part in _parts(each.key, settings))


def _about(context: Context, meant: Meant) -> Iterator[str]:
    """Yield all that is to be known of a setting, or of a part of one."""
    (key, part), settings = meant, context.profile.settings
    if key == "keys" and part and part not in {**USUAL_KEYS, **settings.keys}:
        raise TypedError(f'"{part}" is no command.{did_you_mean(part, USUAL_KEYS)}')
    yield _told(meant, settings)
    yield f"{SCHEMA[key].help} {bounds_words(key, settings)}".rstrip()
    example = (key, "VALUE")
    if key == "places":
        yield f"What can be at hand: {', '.join(NEEDS)}, and words of your own, with commas."
        example = (f"{key}.{part or 'NAME'}", "mat,firm-chair")
    if key == "keys":
        example = (f"{key}.{part or 'session.pause'}", "p")
    if not part:
        yield default_words(key)
        yield from _parts(key, settings)
    if key == "keys" and not part:
        yield "The commands and their keys:"
        yield from commands_told(settings)
    yield f"To change it: {context.paths.command('set', *example)}"


def _parts(key: str, settings: Settings) -> Iterator[str]:
    """Yield the parts of a setting that has a value for each name."""
    if isinstance(SCHEMA[key].kind, PerName):
        for each in (Meant(key, part) for part in getattr(settings, key)):
            yield f"{each}: {_words(each, settings)}."
