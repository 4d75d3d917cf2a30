"""The table of commands: screens, pages, lists and the README agree with it."""

import pkgutil
from importlib import import_module

from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tests.key_table import README, ROWS, cell, key_shown, with_table
from tui.app import SuppleApp
from tui.keys.commands import COMMANDS, PAGES, USUAL_KEYS, full_name
from tui.keys.live import bindings
from tui.keys.names import key_in_words


def nodes() -> set[type[DOMNode]]:
    """Every part of the dashboard that has commands."""
    modules = [module.name for module in pkgutil.walk_packages(tui.__path__, "tui.")]
    found: set[type[DOMNode]] = set()
    for name in modules:
        if not name.startswith(("tui.cli", "tui.__main__")):
            values = vars(import_module(name)).values()
            found |= {v for v in values if isinstance(v, type) and issubclass(v, DOMNode)}
    return {node for node in found if node.__module__ in modules and "BINDINGS" in vars(node)}


def test_every_screen_and_widget_has_the_commands_of_one_scope() -> None:
    """None is declared elsewhere, none is left over, and all have names for the keymap."""
    declared = {str(node.BINDINGS) for node in nodes()}
    assert declared == {str(bindings(scope)) for scope in COMMANDS}


def test_every_command_does_something_where_it_is_declared() -> None:
    every = nodes()
    for node in every:
        doers: dict[str, set[type[DOMNode]]] = {"": {node}, "app": {SuppleApp}, "screen": every}
        for binding in vars(node)["BINDINGS"]:
            assert isinstance(binding, Binding)
            place, action, _ = parse(binding.action)
            names = (f"action_{action}", f"_action_{action}")
            assert any(hasattr(doer, name) for doer in doers[place] for name in names), binding


def test_what_has_one_name_has_the_same_keys_wherever_it_stands() -> None:
    for scope, declared in COMMANDS.items():
        for command in declared.commands:
            assert command.keys == USUAL_KEYS[full_name(scope, command)]


def test_every_page_has_commands_and_a_number() -> None:
    assert [USUAL_KEYS[f"app.{page}"] for page in PAGES] == ["1", "2", "3", "4", "5"]
    assert set(PAGES) <= set(COMMANDS)


def test_the_readme_has_the_keys_of_every_page() -> None:
    """`make keys` writes them."""
    readme = README.read_text(encoding="utf-8")
    assert readme == with_table(readme)
    assert set(PAGES) <= {scope for scopes in ROWS.values() for scope in scopes.split()}


def test_keys_stand_in_the_table_as_people_write_them() -> None:
    shown = [key_shown(key) for key in ("escape", "question_mark", "shift+up", "ctrl+p", "P")]
    assert shown == ["`esc`", "`?`", "`shift+↑`", "`ctrl+p`", "`P`"]
    assert "`0`-`9` pain now" in cell("session")
    assert "`enter` start or rest or places" in cell("today")


def test_keys_are_said_by_their_names() -> None:
    said = [key_in_words(key) for key in ("H", "h", "pageup", "plus", "ctrl+q", "question_mark")]
    assert said == ["capital H", "h", "page up", "plus", "control q", "question mark"]
