"""The palette finds anything by typing a part of its name, and goes there or does it."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.style import Style
from textual.widgets import Input
from textual.widgets.option_list import Option

from library.settings import SCHEMA
from tests.library.builders import record
from tests.tui.history_visit import TODAY, YESTERDAY, Visit, log, visit
from tests.tui.support import settled
from tui.__main__ import VERBS
from tui.finding import (
    IN_THE_SHELL,
    RUN_AT_ONCE,
    Found,
    _days_meant,
    everything,
    excerpt,
    lit,
    score,
)
from tui.keys.commands import COMMANDS, PAGES
from tui.palette import Commands
from tui.screens.exercises import ExercisesPage
from tui.screens.help import HelpScreen
from tui.screens.history import HistoryPage
from tui.screens.page import Page
from tui.screens.routines import RoutinesPage
from tui.screens.settings import SettingsPage
from tui.text.settings import REMINDER

WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=12)
GOAL = Found("Setting", "Weekly goal", "3 days. When you want to stretch.", lambda: None)
GO = Found("Setting", "Go", "", lambda: None)


def best(typed: str, *found: Found) -> list[str]:
    fits = [each for each in found if score(each, typed) > 0]
    return [each.name for each in sorted(fits, key=lambda each: -score(each, typed))]


def test_a_name_comes_before_what_is_said_of_something_else() -> None:
    stretch = Found("Routine", "Stretch well", "All six.", lambda: None)
    assert best("stretch", GOAL, stretch) == ["Stretch well", "Weekly goal"]
    assert best("goal we", GOAL, GO) == ["Weekly goal"]
    assert best("go", GOAL, GO) == ["Go", "Weekly goal"]
    assert best("setting go", GOAL, GO) == ["Go", "Weekly goal"]
    history = Found("Help", "History", "", lambda: None)
    helps = Found("History", "Does it help?", "", lambda: None)
    assert best("help history", helps, history) == ["History", "Does it help?"]
    assert best("g", GOAL, GO) == best("", GOAL, GO) == best("  ", GOAL) == []
    assert best("da", GOAL) == [], "two letters stand in every sentence"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("color", "Theme"), ("exit", "Quit"), ("config", "Settings"), ("confi", "Settings")],
)
def test_words_of_other_programs_are_understood(typed: str, name: str) -> None:
    theme = Found("Setting", "Theme", "Colours of the dashboard.", lambda: None)
    rest = (Found("", each, "", lambda: None) for each in ("Quit", "Settings"))
    assert best(typed, GOAL, theme, *rest) == [name]


def test_a_word_of_ours_is_not_taken_for_another() -> None:
    exits = Found("Routine", "Exit stretch", "", lambda: None)
    assert best("exit", exits, Found("", "Quit", "", lambda: None))[0] == "Exit stretch"


@given(WORDS, WORDS)
def test_what_is_typed_never_changes_what_is_shown(typed: str, text: str) -> None:
    assert lit(Content(text), typed, Style(bold=True)).plain == text
    assert score(Found("K", text, text, lambda: None), typed) >= 0
    assert excerpt(Content(text), typed, 99).plain == text


def test_what_was_typed_is_marked_where_it_stands() -> None:
    marked = lit(Content("Weekly goal\nSet a GOAL"), "goal w", Style(bold=True))
    assert sorted((span.start, span.end) for span in marked.spans) == [(0, 1), (7, 11), (18, 22)]


def test_a_long_sentence_begins_near_what_was_typed() -> None:
    sentence = Content("Rings in patterns that differ, or once; it also crosses ssh and tmux.")
    assert excerpt(sentence, "tmux", 40).plain == "… or once; it also crosses ssh and tmux."
    assert excerpt(sentence, "tmux", 80) == sentence
    assert excerpt(sentence, "tmux rings", 40) == sentence
    assert excerpt(Content("x" * 80 + " tmux"), "tmux", 40).plain.endswith("tmux")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("yest", [YESTERDAY]),
        ("monday", [date(2026, 11, 23)]),
        ("mon", [date(2026, 11, 23)]),
        ("12 nov", [date(2026, 11, 12)]),
        ("nov 12", [date(2026, 11, 12)]),
        ("30 december", [date(2025, 12, 30)]),
        ("2026-11-01", [date(2026, 11, 1)]),
        ("2 days ago", [date(2026, 11, 23)]),
        ("-1", [YESTERDAY]),
        ("tomorrow", []),
        ("31 february", []),
        ("t", []),
        ("12", []),
        ("-9999999999999", []),
        ("\x00", []),
    ],
)
def test_a_day_is_found_in_the_usual_spellings(typed: str, days: list[date]) -> None:
    assert [day for day in _days_meant(typed, TODAY) if day <= TODAY] == days


@given(st.text(max_size=12))
def test_no_text_is_too_odd_for_a_day(typed: str) -> None:
    assert len(list(_days_meant(typed, TODAY))) < 12


def test_every_verb_is_told_and_every_command_that_is_run_is_one() -> None:
    assert set(IN_THE_SHELL) == set(VERBS)
    assert all(line.split()[0] == verb for verb, (line, _) in IN_THE_SHELL.items())
    assert set(RUN_AT_ONCE) == set(PAGES)
    for scope, names in RUN_AT_ONCE.items():
        assert set(names) <= {command.name for command in COMMANDS[scope].commands}


async def find(v: Visit, typed: str) -> str:
    """Look for something, choose what comes first, and return how it was called."""
    await v.pilot.press("colon")
    v.app.screen.query_one(Input).value = typed
    await v.pilot.pause()
    await v.app.workers.wait_for_complete()
    await settled(v.pilot)
    option: Option = v.app.screen.query_one(Commands).get_option_at_index(0)
    await v.press("enter")
    return str(option.prompt).splitlines()[0]


def names(found: Iterable[Found]) -> set[str]:
    return {each.title for each in found}


async def test_what_is_found_is_gone_to_from_anywhere(tmp_path: Path) -> None:
    day = TODAY - timedelta(days=3)
    async with visit(tmp_path, log(record(day), record(TODAY))) as v:
        assert await find(v, "volume of t") == "Setting: Volume of tones"
        page = v.app.screen
        assert isinstance(page, SettingsPage)
        assert page.lines.current == "tones_volume"
        assert await find(v, "reminder") == "Setting: Reminder"
        assert page.lines.current == REMINDER
        assert await find(v, "exercise leg lift") == "Exercise: Leg lift"
        page = v.app.screen
        assert isinstance(page, ExercisesPage)
        assert page.current is not None
        assert page.current.id == "leg-lift"
        await v.press("slash", *"massage", "enter")
        await find(v, "exercise leg lift")
        assert page.current.id == "leg-lift", "what was filtered out is found"
        assert await find(v, "routine desk") == "Routine: Desk break"
        page = v.app.screen
        assert isinstance(page, RoutinesPage)
        assert page.lines.current == "desk-break"
        assert await find(v, "3 days ago") == "Day: Sunday 22 November"
        page = v.app.screen
        assert isinstance(page, HistoryPage)
        assert page.sessions.highlighted == v.saved().sessions[0]
        assert await find(v, "yesterday") == "Day: Tuesday 24 November"
        assert page.heat_map.day == YESTERDAY
        assert page.heat_map.has_focus
        assert await find(v, "2 jan 2020") == "Day: Thursday 2 January 2020"
        assert v.told()[-1] == "There is no session on Thu 2 Jan 2020."


async def test_what_can_be_done_is_done_and_the_rest_is_told(tmp_path: Path) -> None:
    async with visit(tmp_path, log(record(TODAY))) as v:
        page = v.app.screen
        assert isinstance(page, Page)
        here = names(everything(page))
        assert {f"Setting: {each.title}" for each in SCHEMA.values() if each.group} <= here
        assert not any(each.startswith("History: D") for each in here), "its own come by their keys"
        assert {"Today: Mark a day", "History: Report to print", "Help: Settings"} <= here
        assert await find(v, "csv exp") == "Shell: export"
        assert v.told()[-1] == "In a shell: supple export --json log.json"
        assert await find(v, "favourite") == "Exercises: Favourite"
        assert isinstance(v.app.screen, ExercisesPage)
        assert v.told()[-1] == "f does that here."
        assert await find(v, "marks mean") == "Help: What the marks mean"
        assert isinstance(v.app.screen, HelpScreen)
        await v.press("escape")
        assert await find(v, "steadi") == "Help: Steadiness, days and weeks in a row"
        assert v.app.screen.__class__.__name__ == "ExplainNumbers"
        await v.press("escape", "2")
        assert await find(v, "reach") == "History: Reach"
        assert v.app.screen.__class__.__name__ == "MeasureReach"
        await v.press("escape")
        assert await find(v, "settings search") == "Settings: Search"
        page = v.app.screen
        assert isinstance(page, SettingsPage)
        assert page.search.has_focus
