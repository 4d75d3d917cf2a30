"""Other windows, other machines: what they did is shown, and nothing is lost between them."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import TextArea

from library.history.record import Favourite, SessionRecord
from library.history.store import HistoryStore
from library.paths import Paths
from library.settings import Acknowledgement
from tests.clock import FakeClock
from tests.library.builders import record
from tests.library.history.tables import table_of
from tests.marks import torture
from tests.tui.pages import notices, shown
from tests.tui.support import build_services, settled
from tui.app import QUIET_LOOKS, SuppleApp
from tui.dialogs.before_you_start import BeforeYouStart
from tui.dialogs.history import ConflictCopies, ResolveConflict
from tui.dialogs.notices import Notices
from tui.dialogs.own_copies import KeepBoth
from tui.dialogs.session_form import SessionEdit
from tui.dialogs.ticks import TicksCard
from tui.history_service import POLL_SECONDS, HistoryService
from tui.messages import LookForCopies
from tui.screens.history import HistoryPage
from tui.screens.today import TodayPage
from tui.widgets.attention_line import AttentionLine

TODAY = date(2026, 11, 23)
FIRST, SECOND, THIRD = (record(TODAY, hour=hour) for hour in (8, 12, 16))


@dataclass
class Windows:
    """A dashboard on a file, and another window on the same file."""

    app: SuppleApp
    pilot: Pilot[None]
    mine: HistoryStore
    other: HistoryStore

    async def look(self) -> None:
        """What the dashboard does every second."""
        self.app.look_for_changes()
        await settled(self.pilot)


def window(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "history.json", folder / "state", FakeClock())


@asynccontextmanager
async def windows(folder: Path, *sessions: SessionRecord) -> AsyncIterator[Windows]:
    other = window(folder)
    for session in sessions:
        other.add(session)
    mine = window(folder)
    paths = Paths(folder, folder, folder / "state")
    services = build_services(paths, FakeClock(), HistoryService(lambda: mine))
    services.profile.change_settings(acknowledged=Acknowledgement(1000, TODAY))
    app = SuppleApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        yield Windows(app, pilot, mine, other)


def test_the_poll_leaves_room_to_show_a_change_within_two_seconds() -> None:
    assert POLL_SECONDS <= 1


async def test_sessions_of_another_window_appear_with_a_quiet_word(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        w.other.add(SECOND)
        w.other.add(THIRD)
        await w.look()
        assert notices(w.app) == ["2 sessions added elsewhere."]
        assert w.app.services.history.snapshot.sessions == (FIRST, SECOND, THIRD)
        await w.look()
        assert len(notices(w.app)) == 1


async def test_a_save_of_ones_own_is_no_news_but_what_came_with_it_is(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        await w.app.services.history.edit(lambda history: history.add(SECOND))
        await settled(w.pilot)
        await w.look()
        assert notices(w.app) == []
        w.other.delete([FIRST.id])
        await w.app.services.history.edit(lambda history: history.add(THIRD))
        await settled(w.pilot)
        assert notices(w.app) == ["1 session deleted elsewhere."]
        assert w.app.services.history.snapshot.sessions == (SECOND, THIRD)


async def edit_note(w: Windows, note: str) -> None:
    """Open the newest session, change its note, and leave the form open."""
    await w.pilot.press("4", "enter", "e")
    await w.pilot.pause()
    assert isinstance(w.app.screen, SessionEdit)
    w.app.screen.query_one(TextArea).text = note


@pytest.mark.parametrize(("key", "kept"), [("m", "mine"), torture("t", "theirs")])
async def test_an_edit_of_what_was_changed_elsewhere_meanwhile_asks_which_to_keep(
    tmp_path: Path, key: str, kept: str
) -> None:
    async with windows(tmp_path, FIRST) as w:
        await edit_note(w, "mine")
        w.other.load()
        w.other.replace(replace(FIRST, note="theirs"))
        w.other.add(SECOND)
        await w.pilot.press("enter")
        await settled(w.pilot)
        assert isinstance(w.app.screen, ResolveConflict)
        text = await shown(w.pilot)
        assert "mine" in text
        assert "theirs" in text
        await w.pilot.press(key)
        await settled(w.pilot)
        assert isinstance(w.app.screen, HistoryPage)
        await w.look()
        for log in (window(tmp_path).load(), w.app.services.history.snapshot):
            assert [session.note for session in log.sessions] == [kept, SECOND.note]


async def test_an_edit_of_what_was_deleted_elsewhere_can_bring_it_back(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        await edit_note(w, "mine")
        w.other.delete([FIRST.id])
        await w.pilot.press("enter")
        await settled(w.pilot)
        assert "Deleted." in await shown(w.pilot)
        await w.pilot.press("m")
        await settled(w.pilot)
        assert window(tmp_path).load().sessions == (replace(FIRST, note="mine"),)


async def test_undo_takes_back_what_was_done_before_the_program_was_started(
    tmp_path: Path,
) -> None:
    earlier = window(tmp_path)
    earlier.add(FIRST)
    earlier.delete([FIRST.id])
    async with windows(tmp_path) as w:
        await w.pilot.press("4", "u")
        await settled(w.pilot)
        assert notices(w.app) == ["Brought back: Test, Mon 23 Nov 08:00."]
        assert w.app.services.history.snapshot.sessions == (FIRST,)


def conflict_copy(folder: Path, *sessions: SessionRecord, name: str = "sync-conflict-x") -> Path:
    """A copy of the log as another machine has it, with sessions of its own."""
    path = folder / f"history.{name}.json"
    path.write_bytes((folder / "history.json").read_bytes())
    log = HistoryStore(path, folder / name, FakeClock())
    for session in sessions:
        log.add(session)
    return path


async def test_copies_are_merged_after_one_question_and_put_aside(tmp_path: Path) -> None:
    window(tmp_path).add(FIRST)
    paths = [
        conflict_copy(tmp_path, one, name=f"sync-conflict-{one.id}") for one in (SECOND, THIRD)
    ]
    async with windows(tmp_path) as w:
        await settled(w.pilot)
        assert isinstance(w.app.screen, ConflictCopies)
        text = await shown(w.pilot)
        assert text.count("1 new, 1 the same") == 2
        await w.pilot.press("m")
        await settled(w.pilot)
        assert isinstance(w.app.screen, TodayPage)
        assert w.app.services.history.snapshot.sessions == (FIRST, SECOND, THIRD)
        assert not any(path.exists() for path in paths)
        assert len(list((tmp_path / "state" / "merged").iterdir())) == 2


async def test_copies_that_are_left_are_asked_about_again_only_by_command(tmp_path: Path) -> None:
    window(tmp_path).add(FIRST)
    path = conflict_copy(tmp_path, SECOND)
    async with windows(tmp_path) as w:
        await w.pilot.press("escape")
        await settled(w.pilot)
        assert path.exists()
        assert w.app.services.history.snapshot.sessions == (FIRST,)
        w.app.post_message(LookForCopies(asked=True))
        await settled(w.pilot)
        assert isinstance(w.app.screen, ConflictCopies)
        await w.pilot.press("m")
        await settled(w.pilot)
        w.app.post_message(LookForCopies(asked=True))
        await settled(w.pilot)
        assert notices(w.app)[-1] == "There are no copies beside your log and your own files."


async def test_a_copy_that_comes_later_is_asked_about_once_when_no_key_was_pressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.POLL_SECONDS", 1000)  # it looks when the test says so
    async with windows(tmp_path, FIRST) as w:
        path = conflict_copy(tmp_path, SECOND)
        await w.pilot.press("2")
        await w.look()
        assert not isinstance(w.app.screen, ConflictCopies), "the next key is for the page"
        await w.look()
        assert isinstance(w.app.screen, ConflictCopies)
        await w.pilot.press("escape")
        await settled(w.pilot)
        (tmp_path / "unrelated").touch()
        await w.look()
        await w.look()
        assert not isinstance(w.app.screen, ConflictCopies)
        assert path.exists()


async def test_what_changes_while_copies_are_looked_for_takes_no_answer_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.POLL_SECONDS", 1000)
    async with windows(tmp_path, FIRST) as w:
        conflict_copy(tmp_path, SECOND)
        for _ in range(3):
            w.app.post_message(LookForCopies())
        await settled(w.pilot)
        assert isinstance(w.app.screen, ConflictCopies)
        await w.pilot.press("m")
        await settled(w.pilot)
        assert w.app.services.history.snapshot.sessions == (FIRST, SECOND)
        await w.look()
        await w.look()
        assert isinstance(w.app.screen, TodayPage)


async def test_a_sync_tool_s_copy_without_sessions_to_bring_goes_without_a_word(
    tmp_path: Path,
) -> None:
    async with windows(tmp_path, FIRST) as w:
        same, liked = (conflict_copy(tmp_path, name=f"sync-conflict-{name}") for name in "ab")
        own = same.with_name("mine.json")
        own.write_bytes(same.read_bytes())
        HistoryStore(liked, tmp_path / "b", FakeClock()).put([Favourite("leg-crossover")])
        await w.look()
        await w.look()
        assert isinstance(w.app.screen, TodayPage)
        assert notices(w.app) == []
        assert (same.exists(), liked.exists(), own.exists()) == (False, False, True)
        assert Favourite("leg-crossover") in w.app.services.history.snapshot.remembered


async def test_what_two_copies_bring_is_counted_once(tmp_path: Path) -> None:
    window(tmp_path).add(FIRST)
    for name in ("sync-conflict-a", "sync-conflict-b"):
        conflict_copy(tmp_path, SECOND, name=name)
    async with windows(tmp_path) as w:
        await w.pilot.press("m")
        await settled(w.pilot)
        assert "1 new" in notices(w.app)[-1]
        assert w.app.services.history.snapshot.sessions == (FIRST, SECOND)


async def test_both_versions_of_settings_and_routines_are_kept_after_a_question(
    tmp_path: Path,
) -> None:
    async with windows(tmp_path, FIRST) as w:
        (tmp_path / "settings (In Konflikt stehende Kopie).toml").write_text("speech = true")
        (tmp_path / "routines.sync-conflict-x.toml").write_text(
            '[[routine]]\nid = "mine"\nname = "Mine"\nitems = [{exercise = "leg-crossover"}]'
        )
        await w.look()
        await w.look()
        assert isinstance(w.app.screen, KeepBoth)
        text = await shown(w.pilot)
        assert "Only there: speech." in text
        assert "the routine “Mine”" in text
        await w.pilot.press("m")
        await settled(w.pilot)
        profile = w.app.services.profile
        assert profile.settings.speech
        assert [routine.name for routine in profile.routines.own] == ["Mine"]
        await w.look()
        await w.look()
        assert isinstance(w.app.screen, TodayPage)


async def test_the_first_run_card_comes_first_then_the_question_about_copies(
    tmp_path: Path,
) -> None:
    window(tmp_path).add(FIRST)
    conflict_copy(tmp_path, SECOND)
    services = build_services(
        Paths(tmp_path, tmp_path, tmp_path / "state"),
        FakeClock(),
        HistoryService(lambda: window(tmp_path)),
    )
    app = SuppleApp(services)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, BeforeYouStart)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, TicksCard)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ConflictCopies)


async def test_what_another_machine_s_file_lacks_is_saved_back_once_it_is_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.POLL_SECONDS", 1000)
    async with windows(tmp_path, FIRST) as w:
        theirs = (tmp_path / "history.json").read_bytes()
        w.other.add(SECOND)
        await w.look()
        (tmp_path / "history.json").write_bytes(theirs)
        for _ in range(QUIET_LOOKS):
            assert (tmp_path / "history.json").read_bytes() == theirs
            await w.look()
        await w.look()
        await settled(w.pilot)
        fresh = HistoryStore(tmp_path / "history.json", tmp_path / "fresh", FakeClock())
        assert fresh.load().sessions == (FIRST, SECOND)


async def test_a_different_log_is_a_question_of_its_own(tmp_path: Path) -> None:
    window(tmp_path).add(FIRST)
    path = tmp_path / "history-desktop.json"
    HistoryStore(path, tmp_path / "elsewhere", FakeClock()).add(SECOND)
    conflict_copy(tmp_path, THIRD)
    async with windows(tmp_path) as w:
        assert "Copies of your log" in await shown(w.pilot)
        await w.pilot.press("m")
        await settled(w.pilot)
        assert "A different log" in await shown(w.pilot)
        await w.pilot.press("escape")
        await settled(w.pilot)
        assert path.exists()
        assert w.app.services.history.snapshot.sessions == (FIRST, THIRD)


async def test_a_damaged_file_and_bad_entries_stay_in_sight_until_they_are_read(
    tmp_path: Path,
) -> None:
    log = window(tmp_path)
    log.add(FIRST)
    table_of(log).put({"bad": {"routine": "[red]"}})
    file = tmp_path / "history.json"
    file.write_bytes(file.read_bytes()[:-90])
    async with windows(tmp_path) as w:
        text = await shown(w.pilot)
        assert " 2 notices. About the log: " in text
        assert "Press ! to read more" in text
        await w.pilot.press("exclamation_mark")
        await w.pilot.pause()
        text = await shown(w.pilot)
        assert "About the log" in text
        assert "Entry bad" in text
        assert "left out of every number" in text
        await w.pilot.press("escape", "3")
        text = await shown(w.pilot)
        assert "About the log" not in text, "what happened once was read"
        assert " Entry bad: " in text, "what is wrong still is"


async def test_nothing_is_said_when_all_is_well(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        await w.pilot.pause()
        assert not w.app.screen.query_one(AttentionLine).display
        await w.pilot.press("exclamation_mark")
        await w.pilot.pause()
        assert isinstance(w.app.screen, TodayPage)


async def another_log_appears(w: Windows, folder: Path) -> None:
    """Another log is put in the place of the one that is shown."""
    file = folder / "history.json"
    elsewhere = HistoryStore(folder / "e" / "history.json", folder / "elsewhere", FakeClock())
    elsewhere.add(THIRD)
    shutil.copy(elsewhere.path, file)
    await w.look()


ANOTHER = "Another log has taken the place of the one that was shown here."


@pytest.mark.parametrize(
    ("key", "said", "sessions"),
    [
        ("m", "Merged: 2 new, 0 the same.", (FIRST, SECOND, THIRD)),
        ("a", "The other log is left out; its backups stay.", (THIRD,)),
    ],
)
async def test_another_log_in_its_place_is_told_until_it_is_answered(
    tmp_path: Path, key: str, said: str, sessions: tuple[SessionRecord, ...]
) -> None:
    async with windows(tmp_path, FIRST, SECOND) as w:
        await another_log_appears(w, tmp_path)
        assert notices(w.app) == [ANOTHER]
        for _ in range(2):  # reading it is no answer
            assert "About the log: Another log was kept here before" in await shown(w.pilot)
            await w.pilot.press("exclamation_mark")
            await settled(w.pilot)
            text = " ".join((await shown(w.pilot)).replace("│", " ").split())
            assert "2 sessions of it are not in this one." in text
            await w.pilot.press("escape")
            await settled(w.pilot)
        await w.pilot.press("exclamation_mark", key)
        await settled(w.pilot)
        assert notices(w.app) == [said]
        assert w.app.services.history.snapshot.sessions == sessions
        assert not w.app.screen.query_one(AttentionLine).display


async def test_the_palette_leads_to_another_log(tmp_path: Path) -> None:
    async with windows(tmp_path, FIRST) as w:
        names = [command.title for command in w.app.get_system_commands(w.app.screen)]
        assert "Another log" not in names
        await another_log_appears(w, tmp_path)
        (command,) = (
            command
            for command in w.app.get_system_commands(w.app.screen)
            if command.title == "Another log"
        )
        command.callback()
        await settled(w.pilot)
        assert isinstance(w.app.screen, Notices)
        await w.pilot.press("m")
        await settled(w.pilot)
        assert w.app.services.history.snapshot.sessions == (FIRST, THIRD)


async def test_keys_for_another_log_do_nothing_where_there_is_none(tmp_path: Path) -> None:
    log = window(tmp_path)
    log.add(FIRST)
    table_of(log).put({"bad": {"routine": "x"}})
    async with windows(tmp_path) as w:
        await w.pilot.press("exclamation_mark", "m", "a")
        await settled(w.pilot)
        assert isinstance(w.app.screen, Notices)
        assert "other log" not in await shown(w.pilot)
