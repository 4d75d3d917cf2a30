"""The details of a session, and editing its pain and its note, on the way from the list."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.events import Key, Paste
from textual.widgets import Input

from library.history.record import Outcome, Reason
from library.session.typed import TypedDraft
from tests.library.builders import record
from tests.marks import torture
from tests.tui.cues.heard import hear
from tests.tui.history_visit import TODAY, Visit, log, two_days, visit
from tests.tui.support import dashboard, settled
from tui.dialogs.ask_text import AskText
from tui.dialogs.keep_changes import KeepChanges
from tui.dialogs.session_details import SessionDetails
from tui.dialogs.session_form import SessionEdit
from tui.screens.history import HistoryPage
from tui.widgets.hold_field import HoldField
from tui.widgets.session_form import SessionForm

HOSTILE = "[@click=app.quit]x[/] [/red] [a='\x1b[2J\u202eevil"


async def test_enter_shows_the_session_hold_by_hold(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        for close in ("q", "enter", "escape"):
            await v.press("enter")
            assert isinstance(v.app.screen, SessionDetails)
            assert "LEFT leg" in v.app.screen.text().plain
            await v.press(close)
            assert isinstance(v.app.screen, HistoryPage)


async def test_pain_and_note_can_be_edited_and_that_can_be_undone(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "e", "7", "tab", "2", "tab", "3", "tab")
        await v.press("e", "a", "s", "y", "ctrl+j", "g", "o", "enter")
        await v.settle()
        assert isinstance(v.app.screen, HistoryPage)
        saved = v.saved().sessions[-1]
        assert (saved.pain_before, saved.pain_worst, saved.note) == (7, 2, "easy\ngo")
        assert saved.worst_where == "right leg"
        assert v.told()[-1] == "Saved: Test, Wed 25 Nov 18:00. u undoes it."
        assert "7/2" in v.rows()[1]
        await v.press("u")
        assert v.saved() == before


async def test_when_it_was_what_was_done_and_each_hold_can_be_put_right(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "d", *["backspace"] * 20, *"yesterday", "tab", *["backspace"] * 5)
        await v.press(*"25:00", "tab", *"3000", "enter")
        card = v.app.screen
        assert isinstance(card, SessionEdit)
        assert v.told()[-1] == "A hold lasts up to 600 s."
        assert card.focused is card.done.fields["hold 1"]
        await v.press("1", "2", "right", "enter")
        assert v.told()[-1] == "Write the time as 07:40."
        await v.press(
            *["backspace"] * 5, *"9.30 pm", "shift+tab", "shift+tab", "end", *" [b]", "enter"
        )
        saved = next(each for each in v.saved().sessions if each.id == before.sessions[-1].id)
        assert (saved.routine, saved.practice_day) == ("Test [b]", TODAY - timedelta(days=1))
        assert f"{saved.local_start:%H:%M}" == "21:30"
        assert [(each.outcome, each.held_seconds) for each in saved.holds] == [
            (Outcome.EASED_OFF, 12.0),
            (Outcome.DONE, 30.0),
        ]
        await v.press("u")
        assert v.saved() == before


async def test_where_a_hold_was_sharp_can_be_put_right(tmp_path: Path) -> None:
    past = record(TODAY)
    sharp = replace(past.holds[0], outcome=Outcome.EASED_OFF, reason=Reason.SHARP, where="knee")
    session = replace(past, holds=(sharp, past.holds[1]))
    async with visit(tmp_path, log(record(TODAY - timedelta(days=1)), session)) as v:
        await v.press("enter", "d", "tab", "tab", "down", "w")
        assert isinstance(v.app.screen, SessionEdit)  # the other hold was not sharp
        await v.press("up", "w", *["backspace"] * 4, *"Left leg", "enter")
        first = v.app.screen.done.fields["hold 1"]
        assert isinstance(first, HoldField)
        assert first.words.endswith("eased off, it was sharp: left leg.")
        assert "skipped  left leg, " in first.render().plain
        await v.press("enter")
        assert [each.where for each in v.saved().sessions[-1].holds] == ["left leg", ""]


async def test_a_place_named_for_a_sharp_hold_is_offered_for_the_worst_pain_once_that_is_rated(
    tmp_path: Path,
) -> None:
    past = record(TODAY)
    sharp = replace(past.holds[0], outcome=Outcome.EASED_OFF, reason=Reason.SHARP, where="knee")
    session = replace(past, pain_worst=None, holds=(sharp, past.holds[1]))
    async with visit(tmp_path, log(session)) as v:
        await v.press("enter", "e")
        form = v.app.screen.query_one(SessionForm)
        form.pain_worst.focus()
        assert "worst_where" not in form.typed
        await v.press("3")
        assert form.typed["worst_where"] == "knee"
        await v.press("3")
        form.place.place = "hip"
        await v.press("4", "enter")
        assert v.saved().sessions[-1].worst_where == "hip"


async def test_a_hold_is_told_with_its_exercise_its_keys_and_what_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = hear(monkeypatch)
    past = record(TODAY)
    sharp = replace(past.holds[0], outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    session = replace(past, holds=(past.holds[0], sharp))
    async with visit(tmp_path, log(session)) as v:
        v.app.services.profile.change_settings(speech="auto", tones="off", bell="off")
        await v.press("enter")
        assert "LEFT leg: 1 minute held." in heard.words
        assert "RIGHT leg: 0 seconds held." in heard.words
        await v.press("e")
        read = heard.words
        first = read.index("left leg, rep 1: 30 of 30 seconds, done.")
        assert read[first - 1] == "bend."
        await v.press(*["tab"] * 7)
        assert heard.words[-2:] == [
            "bend, left leg, rep 1: 30 of 30 seconds, done.",
            "Digits write its seconds, left and right say how it ended.",
        ]
        await v.press("2", "right")
        told = heard.since("Digits write its seconds, left and right say how it ended.")
        assert "left leg, rep 1: 2 of 30 seconds, done." in told
        assert told[-1] == "left leg, rep 1: 2 of 30 seconds, eased off."
        await v.press("tab")
        assert heard.words[-2:] == [
            "bend, left leg, rep 1: 30 of 30 seconds, eased off, it was sharp.",
            "w says where it was sharp.",
        ]
        await v.press("w", *"hip", "enter", "w")
        assert "It says hip; control u takes it away." in heard.since("Where, in a word or two?")
        await v.press("escape", *["shift+tab"] * 5)
        assert heard.words[-1] == "Note: none."


async def test_pain_after_is_asked_for_only_where_it_was_noted(tmp_path: Path) -> None:
    old = replace(record(TODAY), pain_after=3)
    async with visit(tmp_path, log(record(TODAY - timedelta(days=1)), old)) as v:
        await v.press("enter", "e", "tab", "5", "tab", "tab", "backspace", "2", "enter")
        saved = v.saved().sessions[-1]
        assert (saved.pain_worst, saved.pain_after) == (5, 2)
        assert "-→2" in v.rows()[1]
        await v.press("down", "enter", "e")
        await v.settle()
        assert isinstance(v.app.screen, SessionEdit)
        assert not v.app.screen.query("#pain-after")


async def test_keys_that_come_all_at_once_go_where_they_were_meant_to_go(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e")
        for key in ("7", "tab", "2", "tab", "tab", "n", "shift+tab", "shift+tab", "3", "enter"):
            v.app.post_message(Key(key, key if len(key) == 1 else None))  # as over a slow line
        await v.pilot.pause()
        await v.settle()
        saved = v.saved().sessions[-1]
        assert (saved.pain_before, saved.pain_worst, saved.note) == (7, 3, "n")


async def test_what_is_put_right_all_at_once_is_put_right_where_it_was_wrong(
    tmp_path: Path,
) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e")
        keys = ["7", "backspace", "3", *["tab"] * 3, "o", "f", "end", "backspace", "n", "home", "i"]
        for key in (*keys, "enter"):
            v.app.post_message(Key(key, key if len(key) == 1 else None))  # as over a slow line
        await v.pilot.pause()
        await v.settle()
        saved = v.saved().sessions[-1]
        assert (saved.pain_before, saved.note) == (3, "ion")


async def test_only_what_rates_is_taken_and_nothing_is_lost(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        before = v.saved()
        await v.press("enter", "e", "tab", "x")
        assert isinstance(v.app.screen, SessionEdit)
        form = v.app.screen.form
        assert str(form.problem.content) == "Words go into the note; tab goes there."
        for keys, rating in (
            ("1 0", 10), ("0", None), ("4 2", 2), ("right", 3), ("left left left left", 0),
            ("backspace", None), ("left", 0), ("delete", None), ("1 0 right", 10),
        ):  # fmt: skip
            await v.press(*keys.split())
            assert form.pain_worst.rating == rating, keys
        assert str(form.problem.content) == ""
        await v.press("4", "escape", "d")
        assert isinstance(v.app.screen, SessionDetails)
        assert v.saved() == before


async def test_without_a_change_leaving_asks_nothing_and_saving_saves_nothing(
    tmp_path: Path,
) -> None:
    async with visit(tmp_path, two_days()) as v:
        for key in ("escape", "enter"):
            await v.press("enter", "e", key)
            assert isinstance(v.app.screen, SessionDetails)
            await v.press("q")
        await v.press("u")
        assert v.told() == ["Nothing to undo."]


async def test_leaving_asks_before_changes_are_lost(tmp_path: Path) -> None:
    async with visit(tmp_path, log(record(TODAY))) as v:
        await v.press("enter")
        for answer, after in (("d", None), ("s", 3)):
            await v.press("e", "tab", "3", "escape")
            assert isinstance(v.app.screen, KeepChanges)
            await v.press("escape")
            assert isinstance(v.app.screen, SessionEdit)
            await v.press("escape", answer)
            assert v.saved().sessions[-1].pain_worst == after


async def test_a_note_that_is_too_long_is_refused_rather_than_cut(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e")
        assert isinstance(v.app.screen, SessionEdit)
        v.app.screen.form.note.text = "x" * 2_012
        await v.press("enter")
        assert isinstance(v.app.screen, SessionEdit)
        problem = str(v.app.screen.form.problem.visual)
        assert problem == "The note is 12 characters too long: there is room for 2,000."


@pytest.mark.torture
async def test_hostile_text_is_shown_as_it_is_and_does_nothing(tmp_path: Path) -> None:
    hostile = replace(record(TODAY), routine=HOSTILE, note=HOSTILE)
    async with visit(tmp_path, log(hostile), (120, 40)) as v:
        assert "[@click=app.quit]x" in v.rows()[2]  # below its month
        assert v.rows()[2].isprintable()
        await v.press("enter")
        assert isinstance(v.app.screen, SessionDetails)
        text = f"{v.app.screen.heading()}\n{v.app.screen.text().plain}"
        assert text.count("[@click=app.quit]x[/] [/red] [a='") == 2
        assert "\x1b" not in text
        assert "\u202e" not in text
        await v.press("e")
        await v.pilot.pause()
        assert isinstance(v.app.screen, SessionEdit)


@pytest.mark.parametrize(
    "note", ["one\r\ntwo\rthree", *map(torture, ("one\u2028two", "one\x0btwo", "🩷 e\u0301"))]
)
async def test_rating_the_pain_leaves_the_note_as_it_is(tmp_path: Path, note: str) -> None:
    board = dashboard(tmp_path)
    past = replace(record(date(2026, 11, 20)), note=note)
    draft = TypedDraft(board.services.paths.state.typed, board.clock)
    async with board.app.run_test() as pilot:
        catalogue = board.services.profile.catalogue
        screen = SessionEdit(past, draft, {}, catalogue, TODAY)
        pilot.app.push_screen(screen)
        await settled(pilot)
        assert screen.typed == {}
        await pilot.press("3")
        filled = screen.filled()
        assert filled == replace(past, pain_before=3)


async def paste(v: Visit, text: str) -> None:
    v.app.post_message(Paste(text))
    await v.settle()


async def test_a_long_paste_is_cut_to_the_room_there_is_and_that_is_told(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        await v.press("enter", "e", *["tab"] * 3, "a", "b")
        await paste(v, "x" * 105_000)
        assert v.told() == ["Cut: 103,002 characters were too many; there is room for 2,000."]
        form = v.app.screen.query_one(SessionForm)
        assert form.note.text == "ab" + "x" * 1_998
        form.note.select_all()
        await paste(v, "y" * 2_000)
        assert len(v.told()) == 1
        await v.press("enter")
        assert v.saved().sessions[-1].note == "y" * 2_000


async def test_several_lines_become_one_in_a_field_of_one_line(tmp_path: Path) -> None:
    async with visit(tmp_path, two_days()) as v:
        question = AskText("Name", "My ", limit=20)
        v.app.push_screen(question)
        await v.settle()
        await paste(v, "first\r\nsecond\n")
        assert question.query_one(Input).value == "My first second"
        await paste(v, "123456789")
        assert question.query_one(Input).value == "My first second12345"
        assert v.told() == ["Cut: 4 characters were too many; there is room for 20."]
