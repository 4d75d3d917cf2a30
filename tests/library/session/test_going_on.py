"""A session that ended too soon goes on where it was, and no finished hold is lost."""

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue
from library.history.record import Outcome
from library.routines.model import Plan, StepKind
from library.routines.planning import build_plan
from library.session import events as ev
from library.session.cues import Announcer
from library.session.draft import Draft, DraftError, unfinished_drafts
from library.session.engine import Session
from library.session.machine import State
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.builders import record
from tests.library.session.drafts import STARTED, Run, found, go_on, only
from tests.library.session.transcripts import built_in


def test_nothing_is_written_before_there_is_something_to_lose(tmp_path: Path, plan: Plan) -> None:
    run = Run(tmp_path, plan)
    run.advance(4)
    run.note(run.session.pause())
    run.note(run.session.resume())
    run.advance(9)
    assert list(tmp_path.iterdir()) == []
    run.advance(26)
    run.note(run.session.pause())
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".json", ".lock", ".pid"]
    run.draft.finish()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("second", range(21, 170, 7))
def test_whenever_it_dies_it_goes_on_after_the_last_finished_hold(
    tmp_path: Path, plan: Plan, catalogue: Catalogue, second: int
) -> None:
    run = Run(tmp_path, plan)
    for now in range(1, second):
        run.advance(now)
    run.die()
    before = run.session.records()
    unfinished = only(tmp_path, catalogue)
    assert unfinished.record.holds == before
    assert unfinished.record.started_at == STARTED.astimezone(UTC)
    assert str(unfinished.record.practice_day) == "2026-11-22"

    assert unfinished.plan is not None
    session = Session(unfinished.plan, unfinished.earlier)
    session.advance(500.0)
    (begun,) = session.start()
    assert isinstance(begun, ev.StepStarted)
    assert begun.step.kind is StepKind.GET_READY
    session.advance(5000.0)
    assert session.state is State.DONE
    assert session.completed
    whole = Session(plan)
    whole.start()
    whole.advance(5000.0)
    assert session.records() == whole.records()
    assert session.records()[: len(before)] == before
    kept = unfinished.start().record(session)
    assert (kept.id, kept.started_at) == ("11111111-aaaa", STARTED.astimezone(UTC))
    assert str(kept.practice_day) == "2026-11-22"
    assert kept.seconds >= unfinished.record.seconds


def test_it_says_with_which_hold_it_goes_on(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    for now in range(1, 146):
        run.advance(now)
    run.die()
    unfinished = only(tmp_path, catalogue)
    assert unfinished.plan is not None
    session = Session(unfinished.plan, unfinished.earlier)
    (cue,) = Announcer(session).announce(session.start())
    assert "Leg crossover. Hold 2 of 2, 10 seconds." in cue.words


def test_a_hold_that_has_just_begun_is_not_told(tmp_path: Path, catalogue: Catalogue) -> None:
    """Without pauses it begins as the one before ends, and that is noticed a little late."""
    no_pauses = Settings(get_ready_seconds=0, switch_seconds=0, rest_seconds=0, change_seconds=0)
    plan = build_plan(built_in()[1].get("after-sitting"), catalogue, no_pauses)
    run = Run(tmp_path, plan)
    run.advance(plan.work[0].seconds + 0.03)
    run.die()
    (hold,) = only(tmp_path, catalogue).record.holds
    assert hold.outcome is Outcome.DONE


def test_half_of_the_session_is_announced_only_once(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(85)
    run.die()
    session = go_on(only(tmp_path, catalogue))
    assert not any(isinstance(event, ev.SessionHalfDone) for event in session.advance(1000))


def test_a_session_with_nothing_left_ends_at_once_and_counts(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(1000)
    run.die()
    unfinished = only(tmp_path, catalogue)
    assert unfinished.plan is not None
    assert unfinished.next_step is None
    session = Session(unfinished.plan, unfinished.earlier)
    assert session.start() == (ev.Finished(0.0, completed=True),)


def test_going_back_reaches_what_was_done_before_it_died(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(25)
    run.die()
    session = go_on(only(tmp_path, catalogue))
    session.back()
    session.advance(1000)
    assert session.records()[0].held_seconds == 20


def test_an_exercise_that_is_gone_leaves_what_was_done(tmp_path: Path, plan: Plan) -> None:
    run = Run(tmp_path, plan)
    run.advance(25)
    run.die()
    unfinished = only(tmp_path, Catalogue(()))
    assert unfinished.plan is None
    assert unfinished.next_step is None
    assert len(unfinished.record.holds) == 1


def test_a_massage_that_has_lost_a_step_leaves_what_was_done(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, build_plan(built_in()[1].get("massage"), catalogue, Settings()))
    run.advance(45)
    run.die()
    assert only(tmp_path, catalogue).plan is not None
    massage = catalogue.get("hamstring-massage")
    unfinished = only(tmp_path, Catalogue((structs.replace(massage, massage=massage.massage[:1]),)))
    assert unfinished.plan is None
    assert [hold.rep for hold in unfinished.record.holds] == [1, 2]


def test_what_the_log_has_already_is_not_offered(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(25)
    run.die()
    known = only(tmp_path, catalogue).record
    assert found(tmp_path, catalogue, known) == ([], [])


def test_a_running_session_is_not_offered_and_cannot_be_taken(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(25)
    assert found(tmp_path, catalogue) == ([], [])
    with pytest.raises(DraftError, match="another window"):
        Draft(tmp_path, FakeClock(), "11111111-aaaa").take()
    run.draft.discard()
    assert unfinished_drafts(tmp_path)[0] == []


def damaged(content: dict[str, Any], change: str) -> dict[str, Any]:
    match change:
        case "newer":
            return {**content, "format": 99}
        case "no version":
            return {key: value for key, value in content.items() if key != "format"}
        case "numbers":
            return {**content, "numbers": [-1]}
        case "no holds":
            return {**content, "numbers": [], "record": {**content["record"], "holds": []}}
        case _:
            return {**content, "steps": "none"}


@pytest.mark.parametrize("change", ["newer", "no version", "numbers", "no holds", "steps"])
def test_a_draft_that_cannot_be_understood_is_left_and_told(
    tmp_path: Path, plan: Plan, catalogue: Catalogue, change: str
) -> None:
    run = Run(tmp_path, plan)
    run.advance(25)
    run.die()
    (file,) = tmp_path.glob("*.json")
    stored = json.loads(file.read_text())
    file.write_text(json.dumps({**stored, "content": damaged(stored["content"], change)}))
    text = file.read_text()
    sessions, (problem,) = found(tmp_path, catalogue)
    assert sessions == []
    assert problem.startswith("A session that was not finished is left as it is: ")
    is_newer = change in ("newer", "no version")
    told = "it was written by a newer version of supple" if is_newer else "its draft is damaged"
    assert problem.endswith(f": {told}: {file}")
    assert file.read_text() == text


def test_the_pain_before_is_kept(tmp_path: Path, plan: Plan, catalogue: Catalogue) -> None:
    run = Run(tmp_path, plan)
    run.start = replace(run.start, pain_before=4)
    run.advance(25)
    run.die()
    assert only(tmp_path, catalogue).start().pain_before == 4


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00" * 80])
def test_a_draft_that_cannot_be_read_is_told_by_its_name_and_left(
    tmp_path: Path, catalogue: Catalogue, text: str
) -> None:
    (file := tmp_path / "11111111-aaaa.json").write_text(text)
    sessions, (problem,) = found(tmp_path, catalogue)
    assert sessions == []
    assert "cannot be read" in problem
    assert str(file) in problem
    assert file.read_text() == text
    known = replace(record(STARTED.date()), id=file.stem)
    assert found(tmp_path, catalogue, known) == ([], [])
