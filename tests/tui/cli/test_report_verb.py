"""`supple report`: the last weeks for a physiotherapist."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.clock import SystemClock
from library.history.record import HoldRecord, Leads, Outcome, Reason
from library.history.store import HistoryStore
from tests.library.guidance.person import check, held, session, ticks
from tests.library.pages.checked import checked
from tests.library.review.fhir import valid
from tui.__main__ import run

CHAIR, LIFT = "chair-leg-stretch", "leg-lift"
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, at ten o'clock: day 10."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


def practise(history: HistoryStore) -> None:
    sharp = HoldRecord(LIFT, "right", 1, 20, 7, Outcome.EASED_OFF, Reason.SHARP, where="left leg")
    for on in (1, 3, 5):
        history.add(session(on, held(CHAIR), worst=2))
    noted = session(8, held(CHAIR), (sharp,), worst=4)
    history.add(replace(noted, note="<b>Stiff</b> after driving"))
    history.put([check(on, 3) for on in (2, 4, 6, 9)])
    history.put([ticks("pressure", on=9)])
    history.put([Leads("desk-break")])


def printed(capsys: Output, *words: str) -> str:
    assert run(["report", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def test_a_page_is_read_in_a_minute(history: HistoryStore, capsys: Output) -> None:
    practise(history)
    page = checked(printed(capsys))
    assert [words for _, words in page.headings] == [
        "Report on stretching",
        "In short",
        "Planned and done",
        "Introduced and made longer",
        "Eased off, sharp ones first",
        "How it was recorded",
    ]
    words = " ".join(page.words)
    assert "Practised on 4 days; the goal was 6 days." in words
    assert "after 7 of 20 s: sharp, shooting, tingling or numb (left leg)." in words
    assert "Eased off once: it was sharp, shooting, tingling or numb." in words
    assert "Where it hurt: left leg once." in words
    assert "Follows Desk break." in words
    assert "glaucoma" in words
    assert "Stiff" not in words
    assert "score" in words


def test_as_text_and_with_notes_it_says_the_same(history: HistoryStore, capsys: Output) -> None:
    practise(history)
    lines = printed(capsys, "--text", "--notes").splitlines()
    done = (
        "- Chair leg stretch: 4 days, left leg 1:20 of 1:20, right leg 1:20 of 1:20, level 1 of 5"
    )
    assert done in lines
    assert "- 9 Mar: <b>Stiff</b> after driving" in lines


def test_json_and_fhir_are_for_programs(history: HistoryStore, capsys: Output) -> None:
    practise(history)
    told = json.loads(printed(capsys, "--json"))
    assert told["days_practised"] == 4
    assert told["ease_offs"][0]["side"] == "right"
    assert told["ticks"] == ["pressure"]
    assert told["notes"] == []
    assert valid(printed(capsys, "--fhir")) == [3, 3, 3, 3, 2, 2, 2, 4]


def test_an_empty_log_has_a_report_too(capsys: Output) -> None:
    page = checked(printed(capsys, "--weeks", "52"))
    assert "No session in these weeks." in " ".join(page.words)
    assert valid(printed(capsys, "--fhir")) == []
    assert json.loads(printed(capsys, "--json"))["exercises"] == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "report.html"
    file.write_text("mine")
    assert run(["report", "-o", str(file)]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert run(["report", "-o", str(file), "--force"]) == 0
    checked(file.read_text(encoding="utf-8"))
    assert run(["report", "-o", str(tmp_path)]) == 1
    assert run(["report", "--weeks", "0"]) == 2
