"""Tables of the history: whatever is a record of one is kept, read, checked and merged alike."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from msgspec.structs import replace

from library.history.codec import to_document
from library.history.format import encode
from library.history.intake import entry_words
from library.history.record import (
    CardRead,
    Check,
    DayMark,
    Decision,
    DecisionKind,
    Favourite,
    Hidden,
    HoldRecord,
    Leads,
    MarkKind,
    OwnLength,
    OwnLevel,
    PastGoal,
    Reach,
    ReachForm,
    Record,
    Remembered,
    SessionRecord,
    SoreSpot,
    WeekSeen,
)
from library.history.snapshot import Snapshot
from library.history.tables import RECORDS, REMEMBERED, TABLES
from library.history.wanted import kinds_of, wanted
from tests.library.history.support import open_history, path_of, session

DAY = date(2026, 11, 22)
THINGS: tuple[Remembered, ...] = (
    CardRead(1, DAY),
    Favourite("chair-leg-stretch"),
    Hidden("chair-leg-stretch"),
    OwnLevel("chair-leg-stretch", 2),
    OwnLength("chair-leg-stretch", 25),
    PastGoal(DAY, 4),
    WeekSeen(date(2026, 11, 16)),
    Leads("Two gentle ones"),
)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


EXAMPLES: tuple[Record, ...] = (
    session(0),
    DayMark(DAY, MarkKind.ILL),
    *THINGS,
    Check(day=DAY, rating=3, answered_at=NOON, utc_offset_minutes=60, recalled=True),
    Decision(
        id="6e1b4f0a-51f5-4a5e-9d35-0d4c8a2f3b11",
        at=NOON,
        day=DAY,
        kind=DecisionKind.TICKS,
        exercise="chair-leg-stretch",
        level=2,
        words=("bones", "balance"),
        until=DAY,
        reason="Left out: weak bones.",
    ),
    Reach(day=DAY, form=ReachForm.CHAIR, leg="left", cm=(-6.5, -4.0)),
)


def test_every_table_has_its_field_and_every_record_its_table() -> None:
    assert set(TABLES) <= set(Snapshot.__struct_fields__)
    assert {type(each) for each in EXAMPLES} == set(RECORDS)
    assert {type(each) for each in THINGS} == set(get_args(Remembered))


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: type(record).__name__)
def test_every_record_comes_back_as_it_was_put(record: Record, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([record])
    table = RECORDS[type(record)]
    assert getattr(open_history(tmp_path).load(), table) == (record,)
    if table == REMEMBERED:
        assert open_history(tmp_path).remembered() == (record,)
    undone = log.undo()
    assert undone is not None
    assert (undone.ids, undone.table) == ((record.key,), table)
    assert getattr(log.load(), table) == ()


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: type(record).__name__)
def test_every_record_has_the_key_of_what_it_is_about(record: Record, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([record])
    log.put([record])
    if not isinstance(record, SessionRecord):
        assert len(record.key) == 36
    assert list(json.loads(path_of(tmp_path).read_text())[RECORDS[type(record)]]) == [record.key]


def test_what_is_put_as_new_changes_nothing_that_is_there(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([Favourite("chair-leg-stretch", marked=False)])
    log.put_new([Favourite("chair-leg-stretch"), Favourite("standing-stretch")])
    told = {
        each.exercise: each.marked for each in log.load().remembered if isinstance(each, Favourite)
    }
    assert told == {"chair-leg-stretch": False, "standing-stretch": True}


def test_what_is_not_to_be_undone_leaves_the_change_before_it_to_undo(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([OwnLevel("chair-leg-stretch", 2)])
    log.put([CardRead(1, DAY)], undoable=False)
    log.undo()
    assert log.load().remembered == (CardRead(1, DAY),)


def test_different_things_changed_on_two_machines_both_stand(tmp_path: Path) -> None:
    here, there = open_history(tmp_path / "here"), open_history(tmp_path / "there")
    here.put([OwnLevel("chair-leg-stretch", 2), Favourite("chair-leg-stretch")])
    there.put([OwnLevel("standing-stretch", 1), Favourite("chair-leg-stretch", marked=False)])
    here.import_file(path_of(tmp_path / "there"))
    there.import_file(path_of(tmp_path / "here"))
    assert set(here.load().remembered) == set(there.load().remembered)
    assert len(here.load().remembered) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "level", "exercise": "chair-leg-stretch", "level": 9},
        {"kind": "length", "exercise": "chair-leg-stretch", "hold_seconds": 4000},
        {"kind": "goal", "until": "2026-11-22", "days": 8},
        {"kind": "favourite"},
        {"kind": "something"},
        7,
    ],
)
def test_what_is_no_record_is_kept_and_told(fields: object, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put(THINGS)
    path = path_of(tmp_path)
    document = json.loads(path.read_text())
    document[REMEMBERED]["by hand"] = fields
    path.write_text(json.dumps(document))
    log = open_history(tmp_path)
    snapshot = log.load()
    assert [entry.key for entry in snapshot.invalid] == ["by hand"]
    assert set(snapshot.remembered) == set(THINGS)
    log.add(session(0))
    assert "by hand" in json.loads(path.read_text())[REMEMBERED]


def test_a_history_with_nothing_but_choices_is_one(tmp_path: Path) -> None:
    log = open_history(tmp_path / "here")
    log.put(THINGS)
    document = json.loads(path_of(tmp_path / "here").read_text())
    bare = tmp_path / "bare.json"
    bare.write_text(json.dumps({REMEMBERED: document[REMEMBERED]}))
    there = open_history(tmp_path / "there")
    assert len(there.import_file(bare).comparison.new) == len(THINGS)
    assert set(there.load().remembered) == set(THINGS)


@pytest.mark.parametrize(
    "note", ["x" * 3_000, "e\u0301 \x07\u202e", "\U0001fae9 \ue0b0", "a\u2028b"]
)
def test_an_edit_writes_only_what_was_changed(note: str, tmp_path: Path) -> None:
    log, path = open_history(tmp_path), path_of(tmp_path)
    log.add(session(0))
    document = json.loads(path.read_text())
    document["sessions"][session(0).id]["note"] = note
    path.write_text(json.dumps(document))
    log = open_history(tmp_path)
    (shown,) = log.load().sessions
    log.replace(replace(shown, pain_after=3), shown)
    kept = json.loads(path.read_text())["sessions"][session(0).id]
    assert (kept["note"], kept["pain_after"]) == (note, 3)
    (shown,) = log.load().sessions
    log.replace(replace(shown, note="", pain_after=None), shown)
    kept = json.loads(path.read_text())["sessions"][session(0).id]
    assert (kept["note"], kept["pain_after"]) == ("", None)


def test_every_choice_is_told_in_words() -> None:
    told = [entry_words(REMEMBERED, each.key, encode(to_document(each))) for each in THINGS]
    assert told == [
        "card read on 2026-11-22",
        "chair-leg-stretch is a favourite",
        "chair-leg-stretch is hidden",
        "chair-leg-stretch is at level 2",
        "chair-leg-stretch is held as long as 25 s",
        "goal of 4 days a week until 2026-11-22",
        "the week from 2026-11-16 was looked back at",
        "Enter on Today starts Two gentle ones",
    ]


@pytest.mark.parametrize("record", [*RECORDS, HoldRecord, SoreSpot])
def test_every_field_says_in_words_what_it_holds(record: type[msgspec.Struct]) -> None:
    assert all(wanted(kinds) for kinds in kinds_of(record).values())
