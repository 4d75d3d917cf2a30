"""`supple mornings` takes the answers that "Which one is it?" takes."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from library.clock import SystemClock
from library.guidance.order import CROSSOVER
from library.history.record import DecisionKind
from library.history.store import HistoryStore
from tests.library.guidance.person import with_hard_crossovers
from tui.__main__ import run


@pytest.fixture
def asked(history: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> HistoryStore:
    """Somebody who is asked about the leg crossover: day 33, Friday, 3 April 2026."""
    ten, seconds = datetime(2026, 4, 3, 10, tzinfo=UTC), count()
    monkeypatch.setattr(SystemClock, "now", lambda self: ten + timedelta(seconds=next(seconds)))
    person = with_hard_crossovers(days=32)
    for each in person.sessions:
        history.add(each)
    history.put(person.checks)
    return history


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["mornings", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def refused(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    assert run(["mornings", *words]) == code
    return capsys.readouterr().err


def decided(history: HistoryStore) -> list[tuple[DecisionKind, str | None]]:
    return [(each.kind, each.exercise) for each in history.load().decisions]


def test_a_week_without_is_begun_and_ended(
    asked: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    question = told(capsys).splitlines()[-1]
    assert question.startswith("After the leg crossover your mornings were 3.0 higher")
    assert question.endswith(
        "Leave it out for a week and see? supple mornings leave-out: yes. "
        "supple mornings keep: keep it. supple mornings never: don't ask again."
    )
    assert "Only the leg crossover is asked about." in refused(capsys, 1, "keep", "chair")
    assert decided(asked) == []
    assert told(capsys, "leave-out", "leg-crossover") == (
        "7 days without the leg crossover, today included. supple undo takes it back.\n"
    )
    assert decided(asked) == [(DecisionKind.TRIAL, CROSSOVER)]
    assert asked.load().decisions[0].reason.endswith("Leave it out for a week and see?")
    trial = told(capsys).splitlines()[-1]
    assert trial.startswith("Without the leg crossover until Fri 10 Apr, to compare.")
    assert trial.endswith("supple mornings end ends the trial.")
    assert "No exercise is asked about now." in refused(capsys, 1, "keep")
    assert told(capsys, "END").startswith("The trial is over; the leg crossover is back.")
    assert "No exercise is left out to compare." in refused(capsys, 1, "end")


@pytest.mark.parametrize(
    ("answer", "kind"), [("keep", DecisionKind.KEEP), ("never", DecisionKind.NEVER_ASK)]
)
def test_what_stays_is_not_asked_about(
    asked: HistoryStore,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    kind: DecisionKind,
) -> None:
    assert told(capsys, answer).startswith("It stays: the leg crossover.")
    assert decided(asked) == [(kind, CROSSOVER)]
    assert "Leave it out" not in told(capsys)


def test_what_is_no_answer_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean keep?" in refused(capsys, 2, "kep")
    assert "--json goes without an answer." in refused(capsys, 2, "keep", "--json")
