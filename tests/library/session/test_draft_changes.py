"""What was changed on the way, and what was held, is still so at the next start."""

import json
from pathlib import Path
from typing import Any

import pytest

from library.exercises.catalogue import Catalogue
from library.history.record import Outcome, Reason
from library.routines.model import Plan
from library.routines.planning import build_plan, routine_of, with_supports
from library.session.draft import Draft
from library.session.ease_off import EaseOffChoice
from library.session.hold_lengths import tuned_lengths
from library.session.machine import State
from library.settings import Settings
from tests.library.session.drafts import Run, go_on, only
from tests.library.session.transcripts import built_in


def test_what_was_left_out_as_it_hurt_stays_left_out(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(15)
    run.note(run.session.ease_off())
    run.note(run.session.choose(EaseOffChoice.LEAVE_OUT))
    run.die()
    hurt = run.session.records()[0].exercise
    session = go_on(only(tmp_path, catalogue))
    session.advance(1000)
    assert session.records()[0].outcome is Outcome.EASED_OFF
    assert hurt not in {hold.exercise for hold in session.records()[1:]}


def test_what_was_sharp_is_remembered_and_stays_left_out(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(15)
    run.note(run.session.ease_off())
    run.note(run.session.choose(EaseOffChoice.SHARP))
    run.die()
    session = go_on(only(tmp_path, catalogue))
    session.advance(1000)
    first, *others = session.records()
    assert (first.outcome, first.reason) == (Outcome.EASED_OFF, Reason.SHARP)
    assert first.exercise not in {hold.exercise for hold in others}


def test_what_was_left_out_at_the_end_is_not_offered_again(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(15)
    run.note(run.session.ease_off())
    run.note(run.session.choose(EaseOffChoice.LEAVE_OUT))
    run.advance(45)
    run.note(run.session.ease_off())
    run.note(run.session.choose(EaseOffChoice.LEAVE_OUT))
    assert run.session.state is State.DONE
    run.die()
    assert only(tmp_path, catalogue).next_step is None


def test_what_was_made_shorter_as_it_hurt_stays_shorter_and_is_asked_about(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    long_holds = build_plan(built_in()[1].get("desk-break"), catalogue, Settings())
    run = Run(tmp_path, long_holds)
    run.advance(22)
    run.note(run.session.ease_off())
    run.note(run.session.choose(EaseOffChoice.SHORTER))
    run.die()
    session = go_on(only(tmp_path, catalogue))
    session.advance(1000)
    first, *others = session.records()
    assert (first.outcome, first.planned_seconds) == (Outcome.EASED_OFF, 20)
    assert {hold.planned_seconds for hold in others} == {10}
    assert tuned_lengths(session, Settings()) == {"chair-leg-stretch": 10}


def test_a_hold_that_was_made_longer_stays_longer(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(15)
    run.note(run.session.extend(5))
    run.die()
    unfinished = only(tmp_path, catalogue)
    assert unfinished.next_step is not None
    assert (unfinished.next_step.number, unfinished.next_step.seconds) == (0, 15)
    session = go_on(unfinished)
    session.advance(1000)
    assert session.records()[0].planned_seconds == 15
    assert tuned_lengths(session, Settings()) == {"leg-lift": 15}


@pytest.mark.parametrize("second", [12, 33, 57, 75])
def test_let_go_in_a_hold_it_keeps_the_seconds_and_goes_on_with_that_hold(
    tmp_path: Path, plan: Plan, catalogue: Catalogue, second: int
) -> None:
    run = Run(tmp_path, plan)
    run.advance(second)
    now, begun = run.session.step, run.session.elapsed
    assert now is not None
    assert now.kind.is_work
    run.keep_for_next_start()
    unfinished = only(tmp_path, catalogue)
    assert unfinished.next_step == now
    assert unfinished.record.holds[:-1] == run.session.records()
    assert unfinished.record.holds[-1].outcome is Outcome.SKIPPED
    assert unfinished.record.holds[-1].held_seconds == begun > 0
    session = go_on(unfinished)
    session.advance(1000)
    hold = session.held()[now.number]
    assert (hold.outcome, hold.held_seconds) == (Outcome.DONE, now.seconds + begun)
    assert len(session.records()) == len(plan.work)
    assert session.completed


def test_nothing_is_noted_once_it_was_let_go(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(12)
    run.keep_for_next_start()
    before = only(tmp_path, catalogue)
    run.advance(1000)
    run.keep_for_next_start()
    run.draft.discard()
    assert only(tmp_path, catalogue) == before


def test_going_back_is_remembered(tmp_path: Path, plan: Plan, catalogue: Catalogue) -> None:
    run = Run(tmp_path, plan)
    run.advance(50)
    run.note(run.session.back())
    run.die()
    unfinished = only(tmp_path, catalogue)
    assert unfinished.next_step is not None
    assert unfinished.next_step.number == run.session.next_number


def test_time_that_only_passes_writes_nothing(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[str] = []
    save = Draft.save

    def counted(draft: Draft, content: dict[str, Any]) -> None:
        saves.append(draft.id)
        save(draft, content)

    monkeypatch.setattr(Draft, "save", counted)
    run = Run(tmp_path, plan)
    for now in range(1, 1000):
        run.advance(now)
    assert len(saves) == len(plan.work)


def test_a_draft_of_an_older_version_goes_on_after_its_last_hold(
    tmp_path: Path, plan: Plan, catalogue: Catalogue
) -> None:
    run = Run(tmp_path, plan)
    run.advance(25)
    run.die()
    (file,) = tmp_path.glob("*.json")
    stored = json.loads(file.read_text())
    for name in ("next_number", "shortened", "planned"):
        del stored["content"][name]
    file.write_text(json.dumps(stored))
    unfinished = only(tmp_path, catalogue)
    assert unfinished.next_step is not None
    assert unfinished.next_step.number == 1


def test_what_the_foot_is_put_on_stays_the_same(tmp_path: Path, catalogue: Catalogue) -> None:
    lift = catalogue.get("leg-lift")
    plan = build_plan(routine_of(lift), catalogue, Settings())
    run = Run(tmp_path, with_supports(plan, {lift.id: lift.heights[3]}))
    run.advance(25)
    run.die()
    session = go_on(only(tmp_path, catalogue))
    session.advance(1000)
    assert [hold.height_cm for hold in session.records()] == [75] * 4
