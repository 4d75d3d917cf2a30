"""The details of a session, and editing its pain and its note, on the way from the list."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.events import Key

from tests.library.builders import record
from tests.tui.history_visit import TODAY, log, two_days, visit
from tui.dialogs.routines import KeepChanges
from tui.dialogs.session_details import SessionDetails
from tui.dialogs.session_form import SessionEdit
from tui.screens.history import HistoryPage

HOSTILE = "[@click=app.quit]x[/] [/red] [a='\x1b[2J\u202eevil"


@pytest.mark.parametrize("close", ["q", "enter", "escape"])
async def test_enter_shows_the_session_hold_by_hold(tmp_path: Path, close: str) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter")
        assert isinstance(v.app.screen, SessionDetails)
        assert "LEFT leg" in v.app.screen.text().plain
        await v.press(close)
        assert isinstance(v.app.screen, HistoryPage)


async def test_pain_and_note_can_be_edited_and_that_can_be_undone(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "e", "7", "tab", "2", "tab")
        await v.press("e", "a", "s", "y", "ctrl+j", "g", "o", "enter")
        await v.settle()
        assert isinstance(v.app.screen, HistoryPage)
        saved = v.saved().sessions[-1]
        assert (saved.pain_before, saved.pain_after, saved.note) == (7, 2, "easy\ngo")
        assert v.told()[-1] == "Saved: Test, Wed 25 Nov 18:00. u undoes it."
        assert "7→2" in v.rows()[1]
        await v.press("u")
        assert v.saved() == before


async def test_keys_that_come_all_at_once_go_where_they_were_meant_to_go(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e")
        for key in ("7", "tab", "2", "tab", "n", "shift+tab", "3", "enter"):
            v.app.post_message(Key(key, key if len(key) == 1 else None))  # as over a slow line
        await v.pilot.pause()
        await v.settle()
        saved = v.saved().sessions[-1]
        assert (saved.pain_before, saved.pain_after, saved.note) == (7, 3, "n")


@pytest.mark.parametrize("typed", [("1", "1"), ("x",)])
async def test_pain_that_is_no_rating_is_told_and_nothing_is_lost(
    tmp_path: Path, typed: tuple[str, ...]
) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "e", "tab", *typed, "enter")
        assert isinstance(v.app.screen, SessionEdit)
        form = v.app.screen.form
        told = f"Pain after is a whole number from 0 to 10, or nothing; not “{''.join(typed)}”."
        assert str(form.problem.visual) == told
        assert form.pain_after.has_focus
        await v.press("backspace")
        assert str(form.problem.visual) == ""
        await v.press("4", "escape", "d")
        assert isinstance(v.app.screen, SessionDetails)
        assert v.saved() == before


async def test_saving_without_a_change_saves_nothing(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e", "enter")
        assert isinstance(v.app.screen, SessionDetails)
        await v.press("q", "u")
        assert v.told() == ["Nothing to undo."]


@pytest.mark.parametrize(("answer", "after"), [("s", 3), ("d", None)])
async def test_leaving_asks_before_changes_are_lost(
    tmp_path: Path, answer: str, after: int | None
) -> None:
    async with visit(tmp_path, log(record(TODAY))) as v:
        await v.press("enter", "e", "tab", "3", "escape")
        assert isinstance(v.app.screen, KeepChanges)
        await v.press("escape")
        assert isinstance(v.app.screen, SessionEdit)
        await v.press("escape", answer)
        await v.settle()
        assert v.saved().sessions[-1].pain_after == after


async def test_leaving_without_a_change_asks_nothing(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e", "escape")
        assert isinstance(v.app.screen, SessionDetails)


async def test_a_note_that_is_too_long_is_refused_rather_than_cut(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e")
        assert isinstance(v.app.screen, SessionEdit)
        v.app.screen.form.note.text = "x" * 10_000
        await v.press("enter")
        assert isinstance(v.app.screen, SessionEdit)
        assert "room for 2,000 characters" in str(v.app.screen.form.problem.visual)


async def test_hostile_text_is_shown_as_it_is_and_does_nothing(tmp_path: Path) -> None:
    hostile = replace(record(TODAY), routine=HOSTILE, note=HOSTILE)
    async with visit(tmp_path, log(hostile), (120, 40)) as v:
        assert "[@click=app.quit]x" in v.rows()[1]
        assert v.rows()[1].isprintable()
        await v.press("enter")
        assert isinstance(v.app.screen, SessionDetails)
        text = v.app.screen.text().plain
        assert text.count("[@click=app.quit]x[/] [/red] [a='") == 2
        assert "\x1b" not in text
        assert "\u202e" not in text
        await v.press("e")
        await v.pilot.pause()
        assert isinstance(v.app.screen, SessionEdit)
