"""What was not finished is offered in plain words, too."""

from pathlib import Path

import pytest

from library.history.errors import HistoryError
from library.history.record import Outcome
from library.routines.planning import build_plan
from library.session.draft import Draft, unfinished_drafts
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.unfinished import UnfinishedSessions
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.session.transcripts import built_in
from tests.memory_history import MemoryHistory
from tests.tui.cli.plain_answers import USUAL, Answers, asking
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.resume import settle_unfinished
from tui.cli.plain.terminal import Leaving


def leave_unfinished(folder: Path, seconds: float = 65) -> str:
    """Let a desk break die after so many seconds; the id of its draft."""
    catalogue, routines = built_in()
    session = Session(build_plan(routines.get("desk-break"), catalogue, Settings()))
    clock = FakeClock()
    start = SessionStart.now(clock, 0)
    draft = Draft(folder, clock, start.id)
    events = session.start()
    draft.note(session, start.record(session), events)
    events = session.advance(seconds)
    draft.note(session, start.record(session), events)
    draft.keep()
    return start.id


@pytest.fixture
def sessions(tmp_path: Path) -> UnfinishedSessions:
    return UnfinishedSessions(tmp_path, built_in()[0], MemoryHistory(), FakeClock())


def test_enter_goes_on_at_the_next_hold(
    sessions: UnfinishedSessions, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = leave_unfinished(sessions.folder)
    going = settle_unfinished(sessions, asking("\r"))
    assert going is not None
    session, start, own = going
    assert start.id == own.id == draft
    session.start()
    assert [record.side for record in session.records()] == ["left", "right"]
    step = session.step
    assert step is not None
    assert (step.side.value, step.rep) == ("left", 2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "A session was not finished: Desk break."
    assert lines[1].startswith("Begun on ")
    assert lines[2:4] == [
        "Enter  Go on: Chair leg stretch, left leg",
        "s  Save what was done: 2 holds",
    ]
    own.discard()


def test_what_was_done_is_saved_and_a_new_session_begins(sessions: UnfinishedSessions) -> None:
    draft = leave_unfinished(sessions.folder)
    assert settle_unfinished(sessions, asking("s")) is None
    (record,) = sessions.history.load().sessions
    assert record.id == draft
    assert [hold.outcome for hold in record.holds] == [Outcome.DONE, Outcome.DONE]
    assert unfinished_drafts(sessions.folder)[0] == []


def test_what_is_discarded_lies_in_the_trash(sessions: UnfinishedSessions) -> None:
    draft = leave_unfinished(sessions.folder)
    assert settle_unfinished(sessions, asking("d")) is None
    assert sessions.history.load().sessions == ()
    assert (sessions.folder / "trash" / f"{draft}.json").exists()
    assert unfinished_drafts(sessions.folder)[0] == []


@pytest.mark.parametrize(("key", "left"), [("n", False), ("q", True)])
def test_it_can_wait(sessions: UnfinishedSessions, key: str, left: bool) -> None:
    draft = leave_unfinished(sessions.folder)
    prompts = asking(key)
    assert settle_unfinished(sessions, prompts) is None
    assert prompts.left is left
    assert [left.id for left in unfinished_drafts(sessions.folder)[0]] == [draft]


def test_each_of_several_is_asked_about_until_one_goes_on(sessions: UnfinishedSessions) -> None:
    ids = {leave_unfinished(sessions.folder) for _ in range(3)}
    going = settle_unfinished(sessions, asking("s", "\n"))
    assert going is not None
    saved = {record.id for record in sessions.history.load().sessions}
    left = {one.id for one in unfinished_drafts(sessions.folder)[0]}
    assert len(saved) == len(left) == 1
    assert saved | left | {going[1].id} == ids
    going[2].discard()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, ""),
        (1, "supple: A session was not finished and kept; an ordinary start at a terminal offers "),
        (2, "supple: 2 sessions were not finished and kept; an ordinary start at a terminal "),
    ],
)
def test_where_nobody_answers_it_is_told_and_left_alone(
    sessions: UnfinishedSessions, capsys: pytest.CaptureFixture[str], number: int, told: str
) -> None:
    for _ in range(number):
        leave_unfinished(sessions.folder)
    before = {path.name: path.read_bytes() for path in sessions.folder.glob("*.json")}
    assert settle_unfinished(sessions, None) is None
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(told)
    assert output.err.count("\n") == min(number, 1)
    assert {path.name: path.read_bytes() for path in sessions.folder.glob("*.json")} == before


def test_another_window_that_was_quicker_is_told(
    sessions: UnfinishedSessions, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = leave_unfinished(sessions.folder)

    class Hesitating(Answers):
        def wait(self, seconds: float) -> str:
            other = Draft(sessions.folder, sessions.clock, draft)
            other.take()
            other.discard()
            return super().wait(seconds)

    assert settle_unfinished(sessions, Prompts(Hesitating("\n"), Leaving(), USUAL)) is None
    assert "Another window took care of that session." in capsys.readouterr().err


def test_a_session_that_runs_in_another_window_is_not_offered(sessions: UnfinishedSessions) -> None:
    held = Draft(sessions.folder, sessions.clock, leave_unfinished(sessions.folder))
    held.take()
    prompts = asking("\n")
    assert settle_unfinished(sessions, prompts) is None
    assert not prompts.left
    held.keep()


def test_a_log_that_takes_nothing_keeps_the_draft(
    sessions: UnfinishedSessions,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(self: MemoryHistory, session: object) -> None:
        raise HistoryError("Not saved: the disk is full.")

    monkeypatch.setattr(MemoryHistory, "add", refuse)
    draft = leave_unfinished(sessions.folder)
    assert settle_unfinished(sessions, asking("s")) is None
    assert capsys.readouterr().err == "supple: Not saved: the disk is full.\n"
    assert [left.id for left in unfinished_drafts(sessions.folder)[0]] == [draft]


def test_a_session_that_ended_before_its_first_hold_leaves_no_question(
    sessions: UnfinishedSessions, capsys: pytest.CaptureFixture[str]
) -> None:
    leave_unfinished(sessions.folder, 25)
    assert list(sessions.folder.iterdir()) == []
    assert settle_unfinished(sessions, asking()) is None
    assert capsys.readouterr() == ("", "")


def test_a_damaged_draft_is_told_and_stays(
    sessions: UnfinishedSessions, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sessions.folder / f"{leave_unfinished(sessions.folder)}.json"
    path.write_text(path.read_text().replace('"format":1', '"format":99'))
    assert settle_unfinished(sessions, asking()) is None
    assert "newer version" in capsys.readouterr().err
    assert path.exists()


@pytest.mark.parametrize("attended", [True, False])
def test_a_draft_that_cannot_be_read_is_told_in_one_line_and_stays(
    sessions: UnfinishedSessions, capsys: pytest.CaptureFixture[str], attended: bool
) -> None:
    path = sessions.folder / f"{leave_unfinished(sessions.folder)}.json"
    path.write_text("{")
    assert settle_unfinished(sessions, asking() if attended else None) is None
    (line,) = capsys.readouterr().err.splitlines()
    assert str(path) in line
    assert path.read_text() == "{"
