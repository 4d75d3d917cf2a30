"""Our themes can be read, and their hues told apart."""

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from wcwidth import wcwidth

from tests.tui.pages import services_in
from tests.tui.support import page_app, settled
from tui.app import SuppleApp
from tui.background import Terminal
from tui.keys.commands import PAGES
from tui.looks import ThemedApp
from tui.own_themes import OWN_THEMES
from tui.themes import OWN, THEMES

TEXTS = (
    "foreground", "primary", "text-muted", "text-primary", "text-secondary", "text-accent",
    "text-success", "text-warning", "text-error", "leg-left", "leg-right", "leg-both",
    "muscle-text", "state-ready", "state-hold", "state-rest", "state-paused",
    "footer-key-foreground", "footer-description-foreground",
)  # fmt: skip
GROUNDS = ("background", "surface", "panel")
ON_CURSOR = ("block-cursor-foreground", "text-muted", "text-accent", "leg-left", "leg-right",
             "muscle-text")  # fmt: skip
"""What stands in a row that may have the cursor."""
FILLED = (
    ("on-leg", "leg-left"), ("on-leg", "leg-right"), ("on-leg", "heat-3"), ("on-state", "primary"),
    ("on-state", "state-ready"), ("on-state", "state-hold"), ("on-state", "state-rest"),
    ("on-state", "state-paused"), ("foreground", "leg-left-dim"), ("foreground", "leg-right-dim"),
    ("text-muted", "track"), ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
)  # fmt: skip
"""Words on a ground of their own, such as a button, a band or a segment."""
MARKS = ("faint", "muscle", "heat-1", "heat-2", "heat-3", "heat-4")
READABLE, SEEN = 4.5, 3.0
"""Least contrast of text, and of marks and large words (WCAG 2.2, 1.4.3 and 1.4.11)."""
STEPS_APART, LEGS_APART = 12.0, 75.0
"""Least differences (CIE 1976) of neighbouring steps of the map and of the two legs as somebody
sees them who lacks green; our judgement."""
GLYPHS = "✓·░▒▓█▄▀▌─▲▁▂▆●◐○‖×★━◂▸…▏┄"
"""Every sign of the design that is no letter."""
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""What linear red, green and blue become (Machado, Oliveira and Fernandes 2009)."""


def variables(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    return ThemedApp(theme=theme).theme_variables


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light, 0-1."""
    red, green, blue = Color.parse(colour).normalized
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1-21 (WCAG)."""
    lights = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def without_green(colour: str) -> tuple[float, float, float]:
    """Where in CIE L*a*b* somebody without green sees a colour."""
    light = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, light, strict=True))))
        for row in DEUTERANOPIA
    )
    x = _step((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    y = _step(0.2126 * r + 0.7152 * g + 0.0722 * b)
    z = _step((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _step(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


def pairs() -> Iterator[tuple[str, str, float]]:
    """Colours that meet, and their least contrast."""
    for ground in GROUNDS:
        yield from ((text, ground, READABLE) for text in TEXTS)
    yield from ((text, "block-cursor-background", READABLE) for text in ON_CURSOR)
    yield from ((text, ground, READABLE) for text, ground in FILLED)
    for ground in GROUNDS[:2]:
        yield from ((mark, ground, SEEN) for mark in MARKS)
    yield "primary", "block-cursor-background", SEEN


@pytest.mark.parametrize("theme", OWN)
def test_every_text_can_be_read_and_every_mark_be_seen(theme: str) -> None:
    colours = variables(theme)
    poor = {
        (front, back): round(found, 2)
        for front, back, least in pairs()
        if (found := contrast(colours[front], colours[back])) < least
    }
    assert poor == {}


@pytest.mark.parametrize("theme", OWN)
def test_who_lacks_green_tells_the_steps_of_the_map_and_the_legs_apart(theme: str) -> None:
    colours = variables(theme)
    steps = [without_green(colours[f"heat-{step}"]) for step in range(5)]
    assert min(math.dist(one, other) for one, other in pairwise(steps)) >= STEPS_APART
    legs = [without_green(colours[f"leg-{side}"]) for side in ("left", "right")]
    assert math.dist(*legs) >= LEGS_APART


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


def test_a_terminal_of_sixteen_colours_gets_them_in_every_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    app = ThemedApp(terminal=Terminal())
    assert app.few_colours
    assert app.theme_variables["leg-left"] == "ansi_yellow"
    assert "reverse" in app.theme_variables["block-cursor-text-style"]


def test_without_colours_the_cursor_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ThemedApp(terminal=Terminal(no_color=True))
    assert "reverse" in app.theme_variables["block-cursor-text-style"]
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


USUAL = ("supple-light", "supple-dark-contrast", "nord", "ansi-dark")


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
