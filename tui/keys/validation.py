"""What is wrong with the keys that a person gave to commands, and which of them can be used."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from library.text import clean
from library.wording import did_you_mean, listed
from tui.keys.commands import COMMANDS, PAGES, USUAL_KEYS
from tui.keys.names import key_named, key_names

_BLANK = " The space bar is called space, the comma is called comma."


def key_problems(
    keys: Mapping[str, str], line_in_file: Callable[[str, str], str] = lambda setting, _: setting
) -> tuple[str, ...]:
    """Return a sentence for everything that will not work as the person meant it.

    Args:
        keys: The setting `keys`: keys, parted by commas, by the command's name.
        line_in_file: Names the line of a command's entry in the setting, told before the sentence.
    """
    unknown = (
        (command, f'"{clean(command, limit=40)}" is no command.{did_you_mean(command, USUAL_KEYS)}')
        for command in keys
        if command not in USUAL_KEYS
    )
    known = {command: given for command, given in keys.items() if command in USUAL_KEYS}
    problems = (*unknown, *_no_keys(known), *_clashes(known))
    return tuple(f"{line_in_file('keys', command)}: {told}" for command, told in problems)


def usable_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Return the keys to use: a command whose new keys have a problem keeps its usual ones.

    Else a slip of the pen could leave a command without any key.

    Args:
        keys: The setting `keys`: keys, parted by commas, by the command's name.

    Returns:
        The same with each key by its one name, as Textual knows it.
    """
    usable = {
        command: ",".join(names)
        for command, given in keys.items()
        if command in USUAL_KEYS
        and all(names := [key_named(key) or "" for key in given.split(",")])
    }
    while clashing := _callers(usable):  # the usual keys of one left out may clash in turn
        usable = {
            command: given
            for command, given in usable.items()
            if not any(key in clashing for key in _new_keys(command, usable))
        }
    return usable


def _no_keys(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for command, keys in given.items():
        for key in keys.split(","):
            if key_named(key) is None:
                is_named = key.strip() or not given
                hint = did_you_mean(key.strip(), key_names()) if is_named else _BLANK
                told = f'"{clean(key, limit=20).strip()}", for {command}, is no key'
                yield command, f"{told}; its usual keys stay.{hint}"


def _clashes(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, commands in _callers(given).items():
        told = f"{key} would call {listed(sorted(commands))}; only one of them can have it."
        yield next(each for each in given if key in _new_keys(each, given)), told


def _callers(given: Mapping[str, str]) -> dict[str, set[str]]:
    """Find keys that the person gave to a command and that call another one in the same place."""
    keys = {command: _all_named(each) for command, each in {**USUAL_KEYS, **given}.items()}
    new = {command: _new_keys(command, given) for command in given}
    callers: dict[str, set[str]] = {}
    for command, other in product(new, keys):
        if command != other and _meet(command, other):
            for key in new[command] & keys[other]:
                callers.setdefault(key, set()).update((command, other))
    return callers


def _new_keys(command: str, given: Mapping[str, str]) -> set[str]:
    """Return the keys of a command that it has not got by itself."""
    return _all_named(given.get(command, "")) - _all_named(USUAL_KEYS[command])


def _meet(one: str, other: str) -> bool:
    """Return whether two commands can be called at the same time."""
    here, there = one.partition(".")[0], other.partition(".")[0]
    if here == there:
        return True
    if COMMANDS[here].on_every_page or COMMANDS[there].on_every_page:
        return _is_on_a_page(here) and _is_on_a_page(there)
    return "list" in (here, there) and (COMMANDS[here].has_list or COMMANDS[there].has_list)


def _is_on_a_page(scope: str) -> bool:
    """Return whether its commands are those of a page."""
    return scope in PAGES or COMMANDS[scope].on_every_page


def _all_named(keys: str) -> set[str]:
    return {name for key in keys.split(",") if (name := key_named(key)) is not None}
