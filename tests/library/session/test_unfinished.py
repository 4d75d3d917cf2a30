"""What a process takes over is what the last owner left, and nobody else can take it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from library.locks import is_free
from library.routines.model import Plan
from library.session import unfinished as unfinished_module
from library.session.draft import Draft, DraftError, unfinished_drafts
from library.session.unfinished import ELSEWHERE, Resume, UnfinishedSessions, choices, when_in_words
from tests.clock import FakeClock
from tests.library.session.drafts import Run
from tests.library.session.transcripts import built_in
from tests.memory_history import MemoryHistory


@pytest.fixture
def run(tmp_path: Path, plan: Plan) -> Run:
    """A session that died after two holds."""
    run = Run(tmp_path, plan)
    for now in range(50):
        run.advance(now)
    run.die()
    return run


@pytest.fixture
def sessions(tmp_path: Path) -> UnfinishedSessions:
    return UnfinishedSessions(tmp_path, built_in()[0], MemoryHistory(), FakeClock())


def test_it_is_taken_as_it_stands_once_nobody_else_can_take_it(
    sessions: UnfinishedSessions, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = run.start.id

    class LastMoment(Draft):
        """Another window goes on with it, and dies just before it is taken here."""

        def take(self) -> None:
            for now in range(50, 90):
                run.advance(now)
            run.die()
            super().take()

    monkeypatch.setattr(unfinished_module, "Draft", LastMoment)
    known = len(run.session.records())
    unfinished, draft = sessions.take(id_)
    assert unfinished.record.holds == run.session.records()
    assert len(unfinished.record.holds) > known
    draft.keep()


@pytest.mark.parametrize("deleted", [False, True])
def test_one_that_the_log_knows_is_not_offered_and_its_draft_goes(
    deleted: bool, sessions: UnfinishedSessions, run: Run
) -> None:
    (found,), _ = sessions.find()
    sessions.history.add(found.record)
    if deleted:
        sessions.history.delete([found.id])
    assert sessions.find() == ([], [])
    assert unfinished_drafts(sessions.folder) == ([], [])


def test_who_has_taken_it_is_the_only_one(sessions: UnfinishedSessions, run: Run) -> None:
    _, draft = sessions.take(run.start.id)
    with pytest.raises(DraftError, match="running in another window"):
        sessions.take(draft.id)
    draft.keep()
    sessions.take(draft.id)[1].keep()


def test_one_that_was_settled_meanwhile_is_told_and_leaves_nothing(
    sessions: UnfinishedSessions, run: Run
) -> None:
    id_ = run.start.id
    other = Draft(sessions.folder, sessions.clock, id_)
    other.take()
    other.finish()
    with pytest.raises(DraftError, match=ELSEWHERE):
        sessions.take(id_)
    assert list(sessions.folder.iterdir()) == []


@pytest.mark.parametrize("damaged", [False, True])
def test_one_that_the_log_has_is_put_aside(
    sessions: UnfinishedSessions, run: Run, damaged: bool
) -> None:
    ((unfinished,), _) = sessions.find()
    sessions.history.add(unfinished.record)
    file = sessions.folder / f"{run.start.id}.json"
    if damaged:
        file.write_text("{")
    assert sessions.find() == ([], [])
    assert [path.name for path in sessions.folder.rglob("*") if path.is_file()] == [file.name]
    assert (sessions.folder / "trash" / file.name).exists()


def test_one_that_the_log_has_and_another_window_holds_is_left_alone(
    sessions: UnfinishedSessions, run: Run
) -> None:
    ((unfinished,), _) = sessions.find()
    sessions.history.add(unfinished.record)
    other = Draft(sessions.folder, sessions.clock, run.start.id)
    other.take()
    assert sessions.find() == ([], [])
    assert (sessions.folder / f"{run.start.id}.json").exists()
    other.keep()


def test_one_that_the_log_has_meanwhile_is_told(sessions: UnfinishedSessions, run: Run) -> None:
    ((unfinished,), _) = sessions.find()
    sessions.history.add(unfinished.record)
    with pytest.raises(DraftError, match=ELSEWHERE):
        sessions.take(unfinished.id)
    assert list(sessions.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("harm", "told"), [('"format":99', "newer version"), ('"format":[', "cannot be read")]
)
def test_one_that_is_no_longer_understood_is_told_and_let_go(
    sessions: UnfinishedSessions, run: Run, harm: str, told: str
) -> None:
    path = sessions.folder / f"{run.start.id}.json"
    path.write_text(path.read_text().replace('"format":1', harm))
    with pytest.raises(DraftError, match=told):
        sessions.take(path.stem)
    assert path.exists()
    assert is_free(path.with_suffix(".lock"))


def test_going_on_begins_after_the_last_finished_hold_with_the_same_draft(
    sessions: UnfinishedSessions, run: Run
) -> None:
    session, start, draft = sessions.go_on(*sessions.take(run.start.id))
    session.start()
    assert session.records() == run.session.records()
    assert start == run.start
    assert unfinished_drafts(sessions.folder)[0] == []
    draft.discard()


def test_one_whose_exercise_is_gone_is_told_and_let_go(
    sessions: UnfinishedSessions, run: Run
) -> None:
    unfinished, draft = sessions.take(run.start.id)
    with pytest.raises(DraftError, match="cannot go on"):
        sessions.go_on(replace(unfinished, plan=None), draft)
    assert [left.id for left in unfinished_drafts(sessions.folder)[0]] == [draft.id]


def test_without_a_finished_hold_it_is_told_how_long_was_held(
    tmp_path: Path, plan: Plan, sessions: UnfinishedSessions
) -> None:
    run = Run(tmp_path, plan)
    run.advance(14)
    run.keep_for_next_start()
    (unfinished,), _ = sessions.find()
    assert choices(unfinished)[Resume.SAVE] == "Save what was done: 4 seconds held"


def test_it_is_told_when_it_began_and_the_year_of_one_that_is_old(
    sessions: UnfinishedSessions, run: Run
) -> None:
    run.keep_for_next_start()
    (unfinished,), _ = sessions.find()
    began = unfinished.record.started_at.astimezone()
    told = f"Begun on {began.day} {began:%B}"
    assert when_in_words(unfinished, began.date()).startswith(f"{told} at ")
    later = began.date().replace(year=began.year + 1)
    assert when_in_words(unfinished, later).startswith(f"{told} {began.year} at ")
