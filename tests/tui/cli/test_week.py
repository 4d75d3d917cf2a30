"""`supple week`: a week looked back at, for the shell."""

import json
from datetime import UTC, datetime

import pytest

from library.clock import SystemClock
from library.history.store import HistoryStore
from tests.library.guidance.person import check, held, session
from tui.__main__ import run

CROSSED, CHAIR, LIFT = "crossed-leg-stretch", "chair-leg-stretch", "leg-lift"


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, at ten o'clock: day 10."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


def test_last_week_is_told_line_by_line_and_as_json(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (1, 3):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR)))
    history.put([check(on, 2) for on in (2, 3, 4)])
    assert run(["week"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Your week from 2 to 8 March."
    assert lines[1].startswith("2 of 3 days: Mon and Wed. 2 sessions, ")
    assert lines[2] == "New: Crossed-leg hamstring stretch and Chair leg stretch."
    assert lines[3] == "Mornings: 2.0."
    assert lines[4].startswith("Next: ")
    assert run(["week", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["days"] == ["2026-03-02", "2026-03-04"]
    assert told["new"] == [CROSSED, CHAIR]
    assert told["mornings"] == {"now": 2.0, "before": None, "trend": None}


def test_a_week_is_chosen_by_a_day_of_it(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(session(8, held(CROSSED, 2, 20)))
    assert run(["week", "--on", "today"]) == 0
    out = capsys.readouterr().out
    assert "1 of 3 days: Mon." in out
    assert "Next: " in out
    assert run(["week", "--on", "2026-01-07"]) == 0
    assert "Next: " not in capsys.readouterr().out  # it does not follow on that week
    assert run(["week", "--on", "2020-02-30"]) == 2
    assert capsys.readouterr().err


def test_an_empty_log_has_a_week_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["week"]) == 0
    assert "nothing is lost" in capsys.readouterr().out
