"""Keys that people gave to commands: what will not work is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from tests.tui.pages import notices, services_in, shown
from tests.tui.support import page_app, settled
from tui.keys.commands import USUAL_KEYS
from tui.keys.names import key_named
from tui.keys.validation import key_problems, usable_keys
from tui.screens.help import HelpScreen
from tui.widgets.text import Text


def test_the_usual_keys_are_fine_and_so_are_none() -> None:
    assert key_problems({}) == ()
    assert key_problems(USUAL_KEYS) == ()


@pytest.mark.parametrize(
    "key",
    [
        "f5",
        "x",
        "K",
        "$",
        "+",
        "ctrl+n",
        "dollar_sign",
        "é",
        "alt+shift+left",
        " z , Z ",
        "%",
        "media_play_pause",
    ],
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
    assert "for history.explain, is no key; its usual keys stay" in problem
    assert hint in problem
    assert problem.isprintable()


def test_an_unknown_command_is_told_with_the_nearest_name() -> None:
    (problem,) = key_problems({"histroy.explain": "x"})
    assert problem == 'keys: "histroy.explain" is no command. Did you mean history.explain?'


@pytest.mark.parametrize("command", ["app.nope", "history.nope", "session.stop", "nope.help"])
def test_a_command_is_suggested_only_when_it_is_really_close(command: str) -> None:
    assert key_problems({command: "x"}) == (f'keys: "{command}" is no command.',)


@pytest.mark.parametrize(
    ("keys", "commands"),
    [
        ({"history.explain": "d"}, "history.delete and history.explain"),
        ({"history.explain": "x", "history.mark": "x"}, "history.explain and history.mark"),
        (
            {"app.help": "e"},
            "app.help, exercises.edit, history.explain, routines.edit and today.why",
        ),
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


def test_a_sign_and_its_name_are_one_key() -> None:
    """Whoever gives both to two commands learns that they clash."""
    for sign in map(chr, range(33, 127)):
        if sign != ",":  # parts the keys, so only its name will do
            name = _character_to_key(sign)
            keys = {"try.next": f"{sign},f3", "try.leave": f"{name},f4"}
            assert len(key_problems(keys)) == 1, sign


async def test_what_is_wrong_with_the_keys_stands_in_the_dashboard(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"app.hlep" = "f2"\n')
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("home")
        assert "Did you mean app.help?" in await shown(pilot)
    assert app.services.profile.problems.names == (
        'settings.toml, line 2: "app.hlep" is no command. Did you mean app.help?',
    )


@pytest.mark.parametrize(
    "keys",
    [
        {"app.hlep": "f2"},
        {"app.help": "ctrl+"},
        {"app.help": "f2,ctrl+"},
        {"app.help": ""},
        {"app.help": "e"},
        {"history.explain": "x", "history.mark": "x"},
        {"history.explain": "d", "history.delete": "nonsense"},  # clashes with what stays
    ],
)
def test_a_command_whose_new_keys_have_a_problem_keeps_its_usual_ones(
    keys: dict[str, str],
) -> None:
    assert usable_keys({**keys, "session.pause": "p"}) == {"session.pause": "p"}


@given(
    st.dictionaries(
        st.sampled_from(list(USUAL_KEYS)),
        st.lists(st.sampled_from(["e", "d", "?", "f2", "ctrl+", "j", "q", ""])).map(",".join),
        max_size=6,
    )
)
def test_the_keys_in_use_have_no_problem(keys: dict[str, str]) -> None:
    usable = usable_keys(keys)
    assert key_problems(usable) == ()
    assert usable.keys() <= keys.keys()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("F5", "f5"),
        ("PageUp", "pageup"),
        ("Ctrl+N", "ctrl+n"),
        ("CTRL-n", "ctrl+n"),
        ("Alt-Shift+Left", "alt+shift+left"),
        ("alt+N", "alt+N"),
        ("ctrl++", "ctrl+plus"),
        ("ctrl-+", "ctrl+plus"),
        ("alt+-", "alt+minus"),
        ("Dollar_Sign", "dollar_sign"),
        ("ctrl+i", "tab"),
        ("ctrl+M", "enter"),
        ("ctrl+[", "escape"),
        ("Ctrl+Space", "ctrl+@"),
    ],
)
def test_a_key_has_one_name_however_it_is_written(written: str, name: str) -> None:
    assert key_named(written) == name


@pytest.mark.parametrize("typed", [" ", ",", "x, "])
def test_whoever_types_a_space_or_a_comma_learns_their_names(typed: str) -> None:
    told = key_problems({"history.explain": typed})
    assert "The space bar is called space, the comma is called comma." in told[0]


def test_keys_are_used_by_the_names_that_textual_knows() -> None:
    assert usable_keys({"history.explain": " $ , Z"}) == {"history.explain": "dollar_sign,Z"}


async def test_a_mistyped_key_leaves_help_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"app.help" = "ctrl+"\n')
    app = page_app(services_in(tmp_path), "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        assert "? Help" in await shown(pilot)
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)


async def test_texts_name_the_keys_that_the_person_chose(tmp_path: Path) -> None:
    chosen = {"exercises.more": "M", "routines.undo": "z", "editor.add": "A"}
    lines = "\n".join(f'"{command}" = "{key}"' for command, key in chosen.items())
    (tmp_path / "settings.toml").write_text(f"[keys]\n{lines}\n")
    app = page_app(services_in(tmp_path), "exercises")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "M goes there earlier" in str(app.screen.query_one("#exercise-text", Text).content)
        await pilot.press("3", "n", "x", "enter")
        assert "A adds an exercise" in await shown(pilot)
        await pilot.press("A", "enter", "s")
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert "x was deleted; z brings it back." in notices(app)
