"""The table of commands: screens, pages, lists and the README agree with it."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tui.app import SuppleApp
from tui.keys.commands import COMMANDS, PAGES, USUAL_KEYS, full_name
from tui.keys.live import bindings
from tui.keys.names import key_in_words, key_named

README = Path(__file__).parents[3] / "README.md"
ROWS = {
    "everywhere": "app session",
    "pages": "app",
    "lists": "list",
    "Today": "today",
    "Exercises": "exercises",
    "Routines": "routines",
    "Routine editor": "editor",
    "Session": "session",
    "End of a session": "form form/place",
    "History": "history details helps course",
    "Settings": "settings",
}
"""The scopes that each row of the README's table of keys speaks of."""
OF_FOCUS = {"History": {"tab"}, "lists": {"enter"}}
"""Keys that Textual gives to the focus, or that do something else on every page."""
WORDS = {"arrows": "up down"} | {
    key: key for key in ["enter", "escape", "tab", "space", "left", "right", "f1", "ctrl+p"]
}
"""What the README calls keys that are no signs."""


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


def _every_digit(span: re.Match[str]) -> str:
    return " ".join(f"`{digit}`" for digit in range(int(span[1]), int(span[2]) + 1))


def keys_in(cell: str) -> set[str]:
    """The keys that a cell of the table names."""
    cell = re.sub("`(.)`-`(.)`", _every_digit, cell)
    signs = {key_named(sign) or sign for sign in re.findall("`([^`]+)`", cell)}
    named = " ".join(WORDS.get(word.strip(",;").lower(), "") for word in cell.split())
    return signs | set(named.split())


def readme_rows() -> dict[str, set[str]]:
    """The keys that the README names, by the row of its table."""
    section = README.read_text(encoding="utf-8").partition("## Keys")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", section, re.MULTILINE)[1:]
    return {where: keys_in(cell) for where, cell in rows}


def test_the_readme_has_a_row_for_every_page() -> None:
    assert list(readme_rows()) == list(ROWS)
    assert set(PAGES) <= {scope for scopes in ROWS.values() for scope in scopes.split()}


@pytest.mark.parametrize("row", ROWS)
def test_every_key_that_the_readme_names_calls_something_there(row: str) -> None:
    called = {
        key
        for scope in ROWS[row].split()
        for command in COMMANDS[scope].commands
        for key in command.keys.split(",")
    }
    assert readme_rows()[row] - OF_FOCUS.get(row, set()) <= called


@pytest.mark.parametrize("scope", sorted({s for scopes in ROWS.values() for s in scopes.split()}))
def test_the_readme_names_every_key_that_the_footer_names(scope: str) -> None:
    named = set().union(*(readme_rows()[row] for row in ROWS if scope in ROWS[row].split()))
    shown = [command for command in COMMANDS[scope].commands if command.show]
    missing = [command.name for command in shown if named.isdisjoint(command.keys.split(","))]
    assert missing == []


def test_keys_are_said_by_their_names() -> None:
    said = [key_in_words(key) for key in ("H", "h", "pageup", "plus", "ctrl+q", "question_mark")]
    assert said == ["capital H", "h", "page up", "plus", "control q", "question mark"]
