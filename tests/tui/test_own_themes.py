"""Our themes can be read, and their hues told apart."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.filter import ANSIToTruecolor
from textual.theme import BUILTIN_THEMES
from wcwidth import wcwidth

from library.figure.palette import palette
from tests.colour_vision import in_grey, without_green
from tests.tui.contrasts import (
    GROUNDS,
    LEGS_APART,
    MUSCLE_APART,
    OURS,
    STEPS_APART,
    STEPS_APART_IN_GREY,
    TEXTS,
    apart,
    contrast,
    pairs,
    variables,
)
from tests.tui.pages import services_in
from tests.tui.support import page_app, settled
from tui.app import SuppleApp
from tui.background import Terminal
from tui.keys.commands import PAGES
from tui.looks import ThemedApp
from tui.own_themes import OWN_THEMES
from tui.themes import OWN, THEMES

GLYPHS = "✓·░▒▓█▄▀▌─▲▁▂▆●◐○‖×★━◂▸…▏┄"
"""Every sign of the design that is no letter."""


@pytest.mark.parametrize("theme", OWN)
def test_every_text_can_be_read_and_every_mark_be_seen(theme: str) -> None:
    colours = variables(theme)
    poor = {
        (front, back): round(found, 2)
        for front, back, least in pairs()
        if (found := contrast(colours[front], colours[back])) < least
    }
    assert poor == {}


@pytest.mark.parametrize(
    "theme", [theme for theme, each in BUILTIN_THEMES.items() if not each.ansi]
)
def test_our_colours_are_seen_in_the_themes_of_others(theme: str) -> None:
    colours = variables(theme)
    poor = {
        (front, back): round(found, 2)
        for front, back, least in pairs()
        if front in OURS and back in (*GROUNDS, "block-cursor-background")
        if (found := contrast(colours[front], colours[back])) < least
    }
    assert poor == {}


@pytest.mark.parametrize("theme", OWN)
def test_who_lacks_green_tells_the_steps_of_the_map_the_legs_and_the_muscle_apart(
    theme: str,
) -> None:
    colours = variables(theme)
    steps = [colours["surface"], *(colours[f"heat-{step}"] for step in range(1, 5))]
    assert min(apart(*pair, without_green) for pair in pairwise(steps)) >= STEPS_APART
    left, right = colours["leg-left"], colours["leg-right"]
    assert apart(left, right, without_green) >= LEGS_APART
    assert apart(colours["muscle"], left, without_green) >= MUSCLE_APART
    assert apart(colours["muscle"], right, without_green) >= LEGS_APART


@pytest.mark.parametrize("theme", OWN)
def test_the_steps_of_the_map_are_told_apart_in_grey(theme: str) -> None:
    colours = variables(theme)
    steps = [colours["surface"], *(colours[f"heat-{step}"] for step in range(1, 5))]
    assert min(apart(*pair, in_grey) for pair in pairwise(steps)) >= STEPS_APART_IN_GREY


@pytest.mark.parametrize("theme", ["supple-dark", "supple-light"])
def test_who_lacks_green_tells_the_shoes_and_the_muscle_of_the_figure_apart(theme: str) -> None:
    ground = int(variables(theme)["background"][1:], 16)
    colours = {name: f"#{value:06x}" for name, value in palette(ground).colours.items()}
    assert apart(colours["left"], colours["right"], without_green) >= LEGS_APART
    assert apart(colours["far_left"], colours["far_right"], without_green) >= LEGS_APART / 2
    assert apart(colours["muscle"], colours["left"], without_green) >= MUSCLE_APART
    assert apart(colours["muscle"], colours["near"], without_green) >= LEGS_APART / 2


def test_every_sign_takes_one_cell() -> None:
    assert {sign: wcwidth(sign) for sign in GLYPHS if wcwidth(sign) != 1} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_knows_our_colours(theme: str) -> None:
    ours = {name for each in OWN_THEMES for name in each.variables}
    assert ours <= variables(theme).keys()


def test_with_sixteen_colours_both_legs_and_the_muscle_keep_theirs() -> None:
    for theme in ("ansi-dark", "ansi-light"):
        colours = variables(theme)
        hues = {colours[name] for name in ("leg-left", "leg-right", "muscle", "primary")}
        assert len(hues) == 4
        assert all(colours[name].startswith("ansi_") for name in TEXTS)
        assert colours["text-warning"] != colours["warning-muted"], "what needs attention is read"


def test_a_terminal_of_sixteen_colours_gets_them_in_every_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    app = ThemedApp(terminal=Terminal())
    assert app.few_colours
    assert app.theme_variables["leg-left"] == "ansi_yellow"
    assert "reverse" in app.theme_variables["block-cursor-text-style"]


@pytest.mark.parametrize(
    ("term", "theme", "theirs"),
    [
        ("linux", "auto", True),
        ("xterm-256color", "ansi-dark", True),
        ("xterm-256color", "nord", False),
    ],
)
def test_a_terminal_is_sent_its_own_sixteen_colours_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch, term: str, theme: str, *, theirs: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    app = ThemedApp(theme=theme, terminal=Terminal())
    mixed = [each.enabled for each in app._filters if isinstance(each, ANSIToTruecolor)]
    assert mixed == [not theirs]


def test_without_colours_cursor_key_and_page_are_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ThemedApp(terminal=Terminal(no_color=True))
    for each in ("block-cursor-text-style", "button", "here"):
        assert "reverse" in app.theme_variables[each]
    assert not app.few_colours


@pytest.mark.parametrize(("dark", "theme"), [(True, "supple-dark"), (False, "supple-light")])
def test_without_a_choice_it_is_as_dark_as_the_terminal(dark: bool, theme: str) -> None:
    assert ThemedApp(terminal=Terminal(dark=dark)).theme == theme
    assert ThemedApp(theme="nord", terminal=Terminal(dark=dark)).theme == "nord"
    assert ThemedApp(theme="nrd", terminal=Terminal(dark=dark)).theme == theme


async def test_a_terminal_that_tells_late_is_followed_unless_a_theme_was_chosen(
    tmp_path: Path,
) -> None:
    app = page_app(services_in(tmp_path), "routines")
    async with app.run_test() as pilot:
        app.use_background(dark=False)
        await pilot.pause()
        assert app.theme == "supple-light"
        app.services.profile.change_settings(theme="nord")
        app.apply_settings()
        app.use_background(dark=True)
        await pilot.pause()
        assert app.theme == "nord"


async def painted_in(app: SuppleApp, theme: str) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for key in range(1, len(PAGES) + 1):
            await pilot.press(str(key))
            await settled(pilot)
            assert app.screen._compositor.render_strips()
        assert app.theme == theme


USUAL = ("ansi-dark",)
"""Pictures show the dark and the light one."""


@pytest.mark.parametrize(
    "theme",
    [
        *USUAL,
        *(
            pytest.param(theme, marks=pytest.mark.torture)
            for theme in (*OWN, *BUILTIN_THEMES)
            if theme not in USUAL
        ),
    ],
)
async def test_every_theme_paints_every_page(tmp_path: Path, theme: str) -> None:
    services = services_in(tmp_path)
    services.profile.change_settings(theme=theme)
    await painted_in(page_app(services, "today"), theme)
