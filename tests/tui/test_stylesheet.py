"""Styles are parsed once and given once; a theme changes the colours all the same."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

import tui
from tests.tui.support import dashboard, settled
from tui.looks import ThemedApp
from tui.own_themes import own_variables
from tui.screens.today import TodayPage
from tui.widgets.nav_bar import NavBar
from tui.widgets.week_tile import WeekTile

FOLDER = Path(tui.__file__).parent


async def test_a_theme_colours_the_page_that_stands_and_those_made_later(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        before = pilot.app.screen.query_one(NavBar).styles.background
        board.app.theme = "supple-light"
        await settled(pilot)
        after = pilot.app.screen.query_one(NavBar).styles.background
        assert after != before
        await pilot.press("3")
        await settled(pilot)
        assert pilot.app.screen.query_one(NavBar).styles.background == after
        board.app.theme = "supple-dark"
        await settled(pilot)
        assert pilot.app.screen.query_one(NavBar).styles.background == before
        await pilot.press("1")
        await settled(pilot)
        assert pilot.app.screen.query_one(NavBar).styles.background == before


async def test_a_page_that_was_not_seen_follows_what_all_of_it_looks_like(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for compact, border in ((True, ""), (False, "blank")):
            await pilot.press("3")
            await settled(pilot)
            board.services.profile.change_settings(compact=compact)
            await pilot.press("1")
            await settled(pilot)
            assert pilot.app.screen.query_one(WeekTile).styles.border_top[0] == border


async def test_the_first_page_knows_the_colour_of_text_before_it_shows_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes from the app, and what is shown before would stay without: invisible."""
    coloured: list[bool] = []
    show = TodayPage.refresh_view

    def watched(page: TodayPage) -> None:
        coloured.append(page.app.styles.has_rule("color"))
        show(page)

    monkeypatch.setattr(TodayPage, "refresh_view", watched)
    async with dashboard(tmp_path).app.run_test() as pilot:
        await settled(pilot)
    assert coloured[0]


async def test_what_appears_is_styled_once_and_what_lies_below_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def count(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        styled[node] += 1
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", count)
    async with dashboard(tmp_path).app.run_test(size=(120, 40)) as pilot:
        for key, times in (("2", 1), ("1", 0), ("2", 0), ("5", 1)):
            await settled(pilot)
            below = pilot.app.screen
            styled.clear()
            await pilot.press(key)
            await settled(pilot)
            shown = pilot.app.screen
            assert shown is not below
            still = [shown, *(node for node in shown.query("*") if not node.can_focus)]
            assert {styled[node] for node in still} == {times}
            assert not any(styled[node] for node in (below, *below.query("*")))


async def test_styles_of_components_are_as_textual_makes_them_whatever_changes(
    tmp_path: Path,
) -> None:
    board = dashboard(tmp_path, page="exercises")
    async with board.app.run_test(size=(120, 40)) as pilot:
        for key, theme in (("1", ""), ("2", "supple-light"), ("slash", ""), ("escape", "nord")):
            await pilot.press(key)
            board.app.theme = theme or board.app.theme
            await settled(pilot)
            widgets = [each for each in pilot.app.screen.query() if each._get_component_classes()]
            assert widgets
            ours = [*map(components, widgets)]
            for widget in widgets:
                Stylesheet._process_component_classes(board.app.stylesheet, widget)
            assert ours == [*map(components, widgets)]


def components(widget: Widget) -> list[dict[str, object]]:
    """Return the rules of all components of a widget."""
    names = sorted(widget._get_component_classes())
    return [dict(widget.get_component_styles(name).base.get_rules()) for name in names]


class Lamp(Widget):
    """Shines in the colour of one of its components."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lamp--bulb", "lamp--switch"}
    DEFAULT_CSS = """
    Lamp > .lamp--bulb { background: black; }
    Lamp.-on > .lamp--bulb { background: yellow; }
    Lamp.-on > .lamp--switch { background: red; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.shone: list[str] = []

    def render(self) -> str:
        """Note in which colour it is painted."""
        self.shone.append(self.get_component_styles("lamp--bulb").background.css)
        return ""


class Room(ThemedApp):
    """Has a lamp."""

    def compose(self) -> ComposeResult:
        """Hang it up."""
        yield Lamp()


@pytest.mark.usefixtures("painted")
async def test_of_components_those_that_are_painted_are_styled_and_painted_as_they_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    styled: Counter[str] = Counter()
    apply = Stylesheet.apply

    def count(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        styled.update(node.classes)
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", count)
    async with Room().run_test() as pilot:
        lamp = pilot.app.query_one(Lamp)
        await pilot.pause()
        lamp.add_class("-on")
        await pilot.pause()
        painted = len(lamp.shone)
        lamp.add_class("-new")
        await pilot.pause()
        assert (lamp.shone[0], lamp.shone[-1]) == ("rgb(0,0,0)", "rgb(255,255,0)")
        assert len(lamp.shone) == painted  # nothing that is painted has changed
    assert styled["lamp--bulb"]
    assert not styled["lamp--switch"]


def test_the_styles_of_a_screen_speak_of_that_screen_only() -> None:
    for file in (*FOLDER.glob("screens/*.tcss"), *FOLDER.glob("dialogs/*.tcss")):
        sheet = Stylesheet(variables={**App().get_css_variables(), **own_variables(dark=True)})
        sheet.read(file)
        screens = set(re.findall(r"^class (\w+)", "".join(map(Path.read_text, beside(file))), re.M))
        for rule in sheet.rules:
            for alternative in rule.selector_set:
                named = {selector.name for selector in alternative.selectors}
                assert named & screens, (file.name, rule.selectors)


def beside(file: Path) -> list[Path]:
    """Return the modules whose screens a file is for."""
    return [*file.parent.glob("*.py")] if file.stem == "dialogs" else [file.with_suffix(".py")]
