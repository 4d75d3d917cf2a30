"""A session that was changed since it was shown: escape gives back what was filled in."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input, TextArea

from tests.tui.pages import shown
from tests.tui.support import settled
from tests.tui.test_elsewhere import FIRST, edit_note, window, windows
from tui.dialogs.history import ResolveConflict
from tui.dialogs.session_form import SessionEdit
from tui.widgets.pain_field import PainField


async def test_escape_from_two_versions_goes_back_to_the_form_with_all_that_was_typed(
    tmp_path: Path,
) -> None:
    async with windows(tmp_path, FIRST) as w:
        await edit_note(w, "mine\nand more")
        w.app.screen.query_one("#pain-worst", PainField).rating = 7
        w.other.load()
        w.other.replace(replace(FIRST, note="theirs"))
        for _ in range(2):
            await w.pilot.press("enter")
            await settled(w.pilot)
            assert isinstance(w.app.screen, ResolveConflict)
            await w.pilot.press("escape")
            await settled(w.pilot)
            form = w.app.screen
            assert isinstance(form, SessionEdit)
            assert form.heading() == "Change this session"
            assert form.query_one(TextArea).text == "mine\nand more"
            assert form.query_one("#pain-worst", PainField).rating == 7
        await w.pilot.press("enter", "m")
        await settled(w.pilot)
        (saved,) = window(tmp_path).load().sessions
        assert (saved.note, saved.pain_worst) == ("mine\nand more", 7)


@pytest.mark.torture
async def test_escape_from_two_versions_goes_back_to_the_day_that_was_typed(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        await w.pilot.press("4", "enter", "d")
        await w.pilot.pause()
        typed = str(FIRST.practice_day - timedelta(days=3))
        w.app.screen.query_one("#day", Input).value = typed
        w.other.load()
        w.other.replace(replace(FIRST, note="theirs"))
        await w.pilot.press("enter")
        await settled(w.pilot)
        await w.pilot.press("escape")
        await settled(w.pilot)
        assert w.app.screen.query_one("#day", Input).value == typed


async def test_what_was_done_here_is_not_told_as_done_elsewhere(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        await edit_note(w, "mine")
        w.other.delete([FIRST.id])
        await w.pilot.press("enter")
        await settled(w.pilot)
        text = await shown(w.pilot)
        assert "deleted since it was shown here" in " ".join(text.split())
        assert "elsewhere" not in text
