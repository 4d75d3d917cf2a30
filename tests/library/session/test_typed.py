"""What is typed is on the disk until it is saved, and offered to one window."""

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.routines.model import Routine, RoutineItem
from library.session.typed import Typed, TypedAboutSession, TypedDraft, TypedRoutine, left_typed
from tests.clock import FakeClock
from tests.library.builders import record

CLOCK = FakeClock()
NOTE = TypedAboutSession("1", {"note": "left leg\ntight 🦵", "pain_after": "1"})
NEW = Routine("", "", "Mine", (), own=True)
ROUTINE = TypedRoutine(NEW, Routine("", "Mornin", "Mine", (RoutineItem("leg-lift", reps=2),)))


@pytest.mark.parametrize("typed", [NOTE, ROUTINE], ids=["session", "routine"])
def test_it_comes_back_as_it_was_typed(tmp_path: Path, typed: Typed) -> None:
    draft = TypedDraft(tmp_path, CLOCK)
    draft.note(typed)
    draft.write()
    assert left_typed(tmp_path, CLOCK) == [], "its own window has it"
    draft.keep()
    ((again, left),) = left_typed(tmp_path, CLOCK)
    assert left == typed
    assert left_typed(tmp_path, CLOCK) == [], "only one window takes it"
    again.finish()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("fields", "beyond"),
    [
        ({"pain_worst": "3", "note": "tight"}, ""),
        ({"pain_worst": " 3", "note": "tight \n"}, ""),
        ({"pain_before": ""}, ""),
        ({"pain_worst": "3", "note": "looser"}, "note"),
        ({"pain_worst": "3,"}, "pain_worst"),
        ({"pain_worst": ""}, "pain_worst"),
        ({"time": "18:00", "hold 1": "done 30", "worst_where": ""}, ""),
        ({"hold 2": "skipped 4", "day": "2026-11-20"}, "hold 2"),
        ({"worst_where": "left leg"}, "worst_where"),
        ({"pain_after": "2"}, "pain_after"),  # typed into the form of an earlier version
    ],
)
def test_only_what_a_later_save_did_not_take_along_is_left(
    fields: dict[str, str], beyond: str
) -> None:
    saved = replace(record(date(2026, 11, 20)), pain_before=None, pain_worst=3, note="tight")
    left = TypedAboutSession(saved.id, fields).beyond(saved).fields
    assert left == ({beyond: fields[beyond]} if beyond else {})


def test_what_is_as_it_was_at_first_leaves_nothing(tmp_path: Path) -> None:
    draft = TypedDraft(tmp_path, CLOCK)
    draft.note(NOTE)
    draft.write()
    draft.note(None)
    draft.write()
    assert list(tmp_path.rglob("*.json")) == []
    draft.note(NOTE)
    draft.keep()
    assert len(left_typed(tmp_path, CLOCK)) == 1


def test_what_belongs_to_nothing_any_more_is_put_aside(tmp_path: Path) -> None:
    draft = TypedDraft(tmp_path, CLOCK)
    draft.note(NOTE)
    draft.write()
    draft.discard()
    assert left_typed(tmp_path, CLOCK) == []
    (aside,) = (tmp_path / "trash").iterdir()
    assert "tight" in aside.read_text()


def test_a_folder_that_takes_nothing_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    draft = TypedDraft(tmp_path / "file", CLOCK)
    draft.note(NOTE)
    draft.write()
    draft.keep()
    draft.finish()


@pytest.mark.parametrize(
    "content", [{}, {"type": "later"}, {"type": "session", "session": 1}, {"type": "routine"}]
)
def test_what_cannot_be_understood_stays(tmp_path: Path, content: object) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"id": "x", "saved_at": "2026-11-28T10:00:00Z", "content": content}))
    before = file.read_bytes()
    assert left_typed(tmp_path, CLOCK) == []
    assert left_typed(tmp_path, CLOCK) == []
    assert file.read_bytes() == before
