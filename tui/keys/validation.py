"""The names of the commands, and what is wrong with the keys a person gave them."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from library.text import clean
from library.wording import listed, nearest
from tui.keys.names import key_named, key_names

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "add": {"leave": "escape,q", "take": "enter,space"},
    "app": {
        "commands": "colon,ctrl+p",
        "exercises": "2",
        "help": "question_mark,f1",
        "history": "4",
        "quit": "q",
        "routines": "3",
        "settings": "5",
        "suspend": "ctrl+z",
        "today": "1",
    },
    "ask": {"leave": "escape"},
    "at_hand": {"keep": "enter", "leave": "escape,q", "tick": "space"},
    "attention": {"close": "exclamation_mark"},
    "card": {"acknowledge": "enter", "close": "escape,q", "leave": "escape,q"},
    "cautions": {"begin": "enter", "leave": "escape,q"},
    "choose": {"leave": "escape,q", "take": "enter,space"},
    "clash": {"mine": "m", "theirs": "escape,t"},
    "copies": {"later": "escape,q", "merge": "m"},
    "details": {"close": "enter", "edit": "e"},
    "ease_off": {
        "answer_1": "1",
        "answer_2": "2",
        "answer_3": "3",
        "answer_4": "4",
        "answer_5": "5",
        "choose": "enter",
        "go_on": "escape",
    },
    "editor": {
        "add": "a",
        "down": "J,greater_than_sign,shift+down",
        "fewer": "minus",
        "help": "question_mark,f1",
        "leave": "escape,q",
        "list": "enter",
        "longer": "right,l",
        "more": "plus,equals_sign",
        "my_level": "m",
        "name": "n",
        "remove": "d,delete",
        "save": "s",
        "shorter": "left,h",
        "up": "K,less_than_sign,shift+up",
    },
    "end": {"choose": "enter", "discard": "d", "go_on": "escape,space,q", "save": "s"},
    "exercises": {
        "add": "a",
        "all": "escape",
        "favourite": "f",
        "leg": "o",
        "less": "minus",
        "more": "plus,equals_sign",
        "on": "pagedown",
        "place": "w",
        "posture": "p",
        "read": "space",
        "search": "slash",
        "start": "enter",
        "tag": "t",
        "up": "pageup",
    },
    "explanations": {"close": "e"},
    "form": {
        "keep": "enter",
        "leave": "escape",
        "next": "tab",
        "previous": "shift+tab",
        "submit": "enter",
    },
    "help": {"close": "escape,q,question_mark,f1,enter"},
    "history": {"delete": "d", "details": "enter", "explain": "e", "mark": "m", "undo": "u"},
    "keep": {"discard": "d", "go_on": "escape,q", "save": "s,enter"},
    "lengths": {"keep": "enter,y", "leave": "escape,n"},
    "list": {
        "down": "down,j",
        "first": "home,g",
        "last": "end,G",
        "left": "left,h",
        "page_down": "pagedown",
        "page_up": "pageup",
        "right": "right,l",
        "up": "up,k",
    },
    "mark": {
        "back": "escape,q,m",
        "choose": "enter,space",
        "ill": "i",
        "none": "n",
        "pain": "p",
        "rest": "r",
        "travel": "t",
    },
    "page": {"notices": "exclamation_mark"},
    "places": {
        "add": "n",
        "edit": "enter",
        "here": "space",
        "leave": "escape,q",
        "remove": "d,delete",
        "rename": "r",
        "undo": "u",
    },
    "resume": {"choose": "enter", "discard": "d", "later": "escape,q", "save": "s"},
    "routines": {
        "delete": "d,delete",
        "edit": "e",
        "list": "left,h",
        "new": "n",
        "read": "right,l",
        "start": "enter",
        "undo": "u",
    },
    "session": {
        "back": "b",
        "commands": "colon",
        "ease_off": "x",
        "eased": "enter",
        "end": "escape,q",
        "help": "question_mark,f1",
        "longer": "plus,equals_sign",
        "pain_0": "0",
        "pain_1": "1",
        "pain_2": "2",
        "pain_3": "3",
        "pain_4": "4",
        "pain_5": "5",
        "pain_6": "6",
        "pain_7": "7",
        "pain_8": "8",
        "pain_9": "9",
        "pause": "space",
        "shorter": "minus",
        "skip": "n",
        "sore_spot": "s",
    },
    "settings": {
        "card": "c",
        "less": "left,h",
        "more": "right,l",
        "open": "enter,space",
        "reset": "r",
        "try": "t",
        "undo": "u",
    },
    "text": {
        "down": "down,j",
        "end": "end,G",
        "page_down": "pagedown,space",
        "page_up": "pageup",
        "top": "home,g",
        "up": "up,k",
    },
    "theme": {"back": "escape,q", "take": "enter,space"},
    "today": {"card": "c", "other": "r", "start": "enter"},
    "try": {"leave": "escape,enter,q", "next": "t,space"},
    "unsaved": {"export": "e", "later": "escape", "leave": "q", "retry": "r"},
}
"""Every command's usual keys, by the screen it belongs to and its own name there.

People write these names into their settings, so they stay as they are. They stand here as
well as where the commands are declared because `supple doctor` must do without Textual; a test
keeps the two alike.
"""
_PAGES = frozenset({"today", "exercises", "routines", "history", "settings"})
_EVERYWHERE = frozenset({"app", "page"})
_CARDS_WITH_A_LIST = frozenset(
    {"add", "at_hand", "choose", "ease_off", "editor", "end", "mark", "places", "resume", "theme"}
)
_WITH_A_LIST = _CARDS_WITH_A_LIST | _PAGES - {"today"}
"""Screens where a list has the focus, whose keys then come first; a test finds them all."""


def key_problems(
    keys: Mapping[str, str], place_of: Callable[[str, str], str] = lambda setting, _: setting
) -> tuple[str, ...]:
    """A sentence for everything that will not work as the person meant it.

    Args:
        keys: The setting `keys`: keys, parted by commas, by the command's name.
        place_of: Where a command's entry in the setting stands, to be told before the sentence.
    """
    usual = _usual()
    unknown = (
        (command, f'"{clean(command, limit=40)}" is no command.{nearest(command, usual)}')
        for command in keys
        if command not in usual
    )
    known = {command: given for command, given in keys.items() if command in usual}
    problems = (*unknown, *_no_keys(known), *_clashes(known))
    return tuple(f"{place_of('keys', command)}: {told}" for command, told in problems)


def usable_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """The keys to use: a command whose new keys have a problem keeps its usual ones.

    Else a slip of the pen could leave a command without any key.

    Args:
        keys: The setting `keys`: keys, parted by commas, by the command's name.

    Returns:
        The same with each key by its one name, as Textual knows it.
    """
    usual = _usual()
    usable = {
        command: ",".join(names)
        for command, given in keys.items()
        if command in usual and all(names := [key_named(key) or "" for key in given.split(",")])
    }
    while clashing := _callers(usable):  # the usual keys of one left out may clash in turn
        usable = {
            command: given
            for command, given in usable.items()
            if not any(key in clashing for key in _new_keys(command, usable))
        }
    return usable


def _usual() -> dict[str, str]:
    return {
        f"{where}.{name}": keys for where, names in COMMANDS.items() for name, keys in names.items()
    }


def _no_keys(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for command, keys in given.items():
        for key in keys.split(","):
            if key_named(key) is None:
                hint = nearest(key.strip(), key_names())
                told = f'"{clean(key, limit=20).strip()}", for {command}, is no key'
                yield command, f"{told}; its usual keys stay.{hint}"


def _clashes(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, commands in _callers(given).items():
        told = f"{key} would call {listed(sorted(commands))}; only one of them can have it."
        yield next(each for each in given if key in _new_keys(each, given)), told


def _callers(given: Mapping[str, str]) -> dict[str, set[str]]:
    """Keys that the person gave to a command and that call another one in the same place."""
    usual = _usual()
    keys = {command: _all_named(each) for command, each in (usual | dict(given)).items()}
    new = {command: _new_keys(command, given) for command in given}
    callers: dict[str, set[str]] = {}
    for command, other in product(new, keys):
        if command != other and _meet(command, other):
            for key in new[command] & keys[other]:
                callers.setdefault(key, set()).update((command, other))
    return callers


def _new_keys(command: str, given: Mapping[str, str]) -> set[str]:
    """The keys of a command that it has not got by itself."""
    return _all_named(given.get(command, "")) - _all_named(_usual()[command])


def _meet(one: str, other: str) -> bool:
    """Whether two commands can be called at the same time."""
    here, there = one.partition(".")[0], other.partition(".")[0]
    if here == there:
        return True
    if {here, there} <= _EVERYWHERE | _PAGES:
        return not _EVERYWHERE.isdisjoint((here, there))
    return "list" in (here, there) and not _WITH_A_LIST.isdisjoint((here, there))


def _all_named(keys: str) -> set[str]:
    return {name for key in keys.split(",") if (name := key_named(key)) is not None}
