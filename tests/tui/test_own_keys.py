"""Keys that people gave to commands: what will not work is told."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key

import tui
from tests.tui.pages import page_app, services_in, shown
from tui.own_keys import COMMANDS, key_problems


def declared() -> Iterator[Binding]:
    """Every command's declaration, wherever it stands."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name.startswith(("tui.commands", "tui.__main__")):
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode):
                bindings = value.__dict__.get("BINDINGS", ())
                yield from (b for b in bindings if isinstance(b, Binding) and b.id)


def test_the_table_has_every_command_with_its_usual_keys() -> None:
    """A command that is new, gone or changed belongs into `tui.own_keys.COMMANDS` as well."""
    table = {
        f"{where}.{name}": keys for where, rest in COMMANDS.items() for name, keys in rest.items()
    }
    assert table == {binding.id: binding.key for binding in declared()}


def test_the_usual_keys_are_fine_and_so_are_none() -> None:
    usual = {
        f"{where}.{name}": keys for where, rest in COMMANDS.items() for name, keys in rest.items()
    }
    assert key_problems({}) == ()
    assert key_problems(usual) == ()


@pytest.mark.parametrize(
    "key",
    ["f5", "x", "K", "$", "+", "ctrl+n", "dollar_sign", "é", "alt+shift+left", " z , Z ", "%"],
)
def test_a_free_key_is_fine(key: str) -> None:
    assert key_problems({"history.explain": key}) == ()


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("pgdown", "Did you mean pagedown?"),
        ("return", ""),
        ("f99", "Did you mean f9?"),
        ("shift+k", ""),
        ("control+n", ""),
        ("", ""),
        ("f2,", ""),
        ("\x1b[2J", ""),
    ],
)
def test_what_is_no_key_is_told(key: str, hint: str) -> None:
    (problem,) = key_problems({"history.explain": key})
    assert problem.startswith('keys: "')
    assert "for history.explain, is no key" in problem
    assert hint in problem
    assert problem.isprintable()


def test_an_unknown_command_is_told_with_the_nearest_name() -> None:
    (problem,) = key_problems({"histroy.explain": "x"})
    assert problem == 'keys: "histroy.explain" is no command. Did you mean history.explain?'


@pytest.mark.parametrize(
    ("keys", "commands"),
    [
        ({"history.explain": "d"}, "history.delete and history.explain"),
        ({"history.explain": "x", "history.mark": "x"}, "history.explain and history.mark"),
        ({"app.help": "e"}, "app.help, history.explain and routines.edit"),
        ({"settings.try": "j"}, "list.down and settings.try"),
        ({"page.notices": "q"}, "app.quit and page.notices"),
        ({"editor.add": "+"}, "editor.add and editor.more"),
    ],
)
def test_one_key_for_two_commands_in_one_place_is_told(keys: dict[str, str], commands: str) -> None:
    (problem,) = key_problems(keys)
    assert f" would call {commands}; only one" in problem


@pytest.mark.parametrize(
    "keys",
    [
        {"history.explain": "n"},  # a key of other pages
        {"editor.add": "1"},  # the numbers call nothing over the editor
        {"history.explain": "d", "history.delete": "e"},  # exchanged
        {"session.skip": "j"},  # no list there
    ],
)
def test_a_key_may_be_used_in_different_places(keys: dict[str, str]) -> None:
    assert key_problems(keys) == ()


@pytest.mark.parametrize("sign", [chr(code) for code in range(33, 127)])
def test_a_sign_and_its_name_are_one_key(sign: str) -> None:
    """Whoever gives both to two commands learns that they clash."""
    if sign == ",":
        return  # parts the keys, so only its name will do
    name = _character_to_key(sign)
    assert len(key_problems({"try.next": f"{sign},f3", "try.leave": f"{name},f4"})) == 1


async def test_what_is_wrong_with_the_keys_stands_in_the_dashboard(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"app.hlep" = "f2"\n')
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("home")
        assert "Did you mean app.help?" in await shown(pilot)
