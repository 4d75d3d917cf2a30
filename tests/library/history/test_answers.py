"""Checks, decisions and reach: kept, read, merged and taken back as sessions are."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library import checks
from library.history.codec import read_record, to_document
from library.history.comparison import Comparison
from library.history.csv_format import to_csv
from library.history.csv_reader import CsvOffer, from_csv
from library.history.csv_rows import find_table
from library.history.format import Contents, Document, encode
from library.history.merge import merge
from library.history.protocol import History
from library.history.record import (
    Check,
    Decision,
    DecisionKind,
    HoldRecord,
    Leads,
    Outcome,
    Reach,
    ReachForm,
    Reason,
    Record,
)
from library.history.repair import read_any
from library.history.tables import CHECKS, DECISIONS, REACH, SESSIONS, table_of
from library.paths import Paths
from tests.library.history.support import FakeClock, open_history, path_of, session
from tests.memory_history import MemoryHistory

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHECK = Check(day=DAY, rating=3, answered_at=NOON, utc_offset_minutes=60)
DECISION = Decision(
    id="6e1b4f0a-51f5-4a5e-9d35-0d4c8a2f3b11", at=NOON, day=DAY, kind=DecisionKind.KEEP
)
MEASURED = Reach(day=DAY, form=ReachForm.FLOOR, cm=(-6.5, -4))
ALL: tuple[Record, ...] = (CHECK, DECISION, MEASURED)
NEW_COLUMNS = {"pain_worst", "reason", "height_cm", "rating", "answered_at", "recalled"}
COPY = "history.sync-conflict-20261122-190000-ABCDEFG.json"

days = st.dates(date(1971, 1, 1), date(2199, 12, 31))
moments = st.builds(
    lambda day, seconds: (
        datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds)
    ),
    days,
    st.integers(0, 86_399),
)
words = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=9)
answers: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Check,
        day=days,
        rating=st.integers(0, 10),
        answered_at=moments,
        utc_offset_minutes=st.integers(-720, 840),
        recalled=st.booleans(),
    ),
    st.builds(
        Decision,
        id=st.uuids().map(str),
        at=moments,
        day=days,
        kind=st.sampled_from(DecisionKind),
        exercise=st.none() | words,
        level=st.none() | st.integers(0, 4),
        words=st.lists(words, max_size=3).map(tuple),
        until=st.none() | days,
        reason=words,
    ),
    st.builds(
        Reach,
        day=days,
        form=st.sampled_from(ReachForm),
        leg=st.sampled_from(["left", "right", "both"]),
        cm=st.lists(st.integers(-100, 80).map(lambda n: n / 2), min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Leads, routine=st.none() | words),
)


@pytest.fixture(params=["file", "memory"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> History:
    return open_history(tmp_path) if request.param == "file" else MemoryHistory()


def of_table(log: History, record: Record) -> tuple[Record, ...]:
    found: tuple[Record, ...] = getattr(log.load(), table_of(record))
    return found


@given(answers)
def test_what_is_written_is_read_again(record: Record) -> None:
    raw = encode(to_document(record))
    assert read_record(table_of(record), record.key, raw) == record


@given(st.lists(answers, min_size=1, max_size=4, unique_by=lambda one: one.key))
def test_every_document_is_known_without_its_table(records: list[Record]) -> None:
    found = read_any(encode([to_document(each) for each in records])).contents.tables
    assert {(name, key) for name, table in found.items() for key in table} == {
        (table_of(each), each.key) for each in records
    }


@pytest.mark.parametrize("record", ALL, ids=lambda record: type(record).__name__)
def test_what_is_removed_comes_back_by_undo_and_by_saving_it_again(
    log: History, record: Record
) -> None:
    log.put([record])
    log.remove([record])
    assert of_table(log, record) == ()
    log.undo()
    assert of_table(log, record) == (record,)
    log.remove([record])
    log.put([record])
    assert of_table(log, record) == (record,)


def test_records_of_two_tables_are_refused_and_nothing_is_saved(log: History) -> None:
    for change in (log.put, log.put_new, log.remove):
        with pytest.raises(ValueError, match="too many values"):
            change([CHECK, DECISION])
    assert (log.load().checks, log.load().decisions) == ((), ())


def test_a_second_answer_takes_the_place_of_the_first_and_undo_brings_that_back(
    log: History,
) -> None:
    log.put([replace(CHECK, recalled=True)])
    log.put([replace(CHECK, rating=5)])
    assert log.load().checks == (replace(CHECK, rating=5),)
    log.undo()
    assert log.load().checks == (replace(CHECK, recalled=True),)


def test_they_are_read_in_the_order_of_their_days(log: History) -> None:
    later = replace(CHECK, day=DAY + timedelta(days=1))
    second = replace(DECISION, id="0" + DECISION.id[1:], at=NOON + timedelta(hours=1))
    log.put([later, CHECK])
    log.put([second, DECISION])
    assert log.load().checks == (CHECK, later)
    assert log.load().decisions == (DECISION, second)


def test_the_local_date_of_an_answer_is_that_of_its_zone() -> None:
    late = replace(CHECK, answered_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert late.answered_on == date(2026, 11, 23)


RATING, A_DAY = "a whole number from 0 to 10", "a date, as 2026-11-20"
A_MOMENT = "a moment with its time zone, as 2026-11-20T07:30:00Z"
CM = "a number from -50 to 40 in steps of 0.5"
TRIES = f"cm is a list; wanted is a list of at least 1, each {CM}"
YEARS = "its date lies outside 1900 to 9000"
BEYOND: list[tuple[str, Document, str]] = [
    (CHECKS, {"rating": 11}, f"rating is 11; wanted is {RATING}"),
    (CHECKS, {"rating": "three"}, f'rating is "three"; wanted is {RATING}'),
    (CHECKS, {"rating": None}, f"rating is nothing; wanted is {RATING}"),
    (
        CHECKS,
        {"answered_at": "2026-11-22T12:00:00"},
        f'answered_at is "2026-11-22T12:00:00"; wanted is {A_MOMENT}',
    ),
    (CHECKS, {"answered_at": "9999-11-22T12:00:00Z"}, YEARS),
    (CHECKS, {"day": "0001-01-01"}, YEARS),
    (CHECKS, {"day": "soon"}, f'day is "soon"; wanted is {A_DAY}'),
    (
        DECISIONS,
        {"kind": "dance"},
        f'kind is "dance"; wanted is one of {", ".join(DecisionKind)}',
    ),
    (DECISIONS, {"level": 5}, "level is 5; wanted is a whole number from 0 to 4, or nothing"),
    (DECISIONS, {"at": 7}, f"at is 7; wanted is {A_MOMENT}"),
    (DECISIONS, {"until": "9999-01-01"}, YEARS),
    (DECISIONS, {"words": "bones"}, 'words is "bones"; wanted is a list, each a text'),
    (REACH, {"form": "wall"}, 'form is "wall"; wanted is one of floor, chair'),
    (REACH, {"leg": "third"}, 'leg is "third"; wanted is one of both, left, right'),
    (REACH, {"cm": [40.5]}, f"an entry of cm is 40.5; wanted is {CM}"),
    (REACH, {"cm": [1, -50.5]}, f"an entry of cm is -50.5; wanted is {CM}"),
    (REACH, {"cm": [0.25]}, f"an entry of cm is 0.25; wanted is {CM}"),
    (REACH, {"cm": []}, TRIES),
]


@pytest.mark.parametrize(("table", "fields", "told"), BEYOND)
def test_what_is_beyond_its_bounds_is_kept_left_out_and_told(
    table: str, fields: Document, told: str, tmp_path: Path
) -> None:
    log = open_history(tmp_path)
    for record in ALL:
        log.put([record])
    path = path_of(tmp_path)
    document = json.loads(path.read_text())
    (good,) = document[table].values()
    document[table]["by hand"] = {**good, "id": "by hand", **fields}
    path.write_text(json.dumps(document))
    log = open_history(tmp_path)
    snapshot = log.load()
    assert [(entry.key, entry.reason) for entry in snapshot.invalid] == [("by hand", told)]
    assert (snapshot.checks, snapshot.decisions, snapshot.reach) == tuple((one,) for one in ALL)
    log.add(session(0))
    assert json.loads(path.read_text())[table]["by hand"].items() >= fields.items()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"reason": "of a later version"},
            'reason of a hold is "of a later version"; wanted is one of pull, sharp',
        ),
        (
            {"height_cm": 0},
            "height_cm of a hold is 0; wanted is a whole number from 1 to 150, or nothing",
        ),
    ],
)
def test_a_hold_beyond_its_bounds_is_told(fields: Document, told: str, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    path = path_of(tmp_path)
    document = json.loads(path.read_text())
    document[SESSIONS][session(0).id]["holds"][0] |= fields
    path.write_text(json.dumps(document))
    assert [entry.reason for entry in open_history(tmp_path).load().invalid] == []
    document[SESSIONS]["by hand"] = document[SESSIONS][session(0).id]
    path.write_text(json.dumps(document))
    assert [entry.reason for entry in open_history(tmp_path).load().invalid] == [told]


def test_a_hold_says_nothing_of_what_nobody_said() -> None:
    plain = HoldRecord("leg-lift", "left", 1, 30, 12.5, Outcome.EASED_OFF)
    told = replace(plain, reason=Reason.SHARP, height_cm=45)
    first, second = to_document(replace(session(0), holds=(plain, told)))["holds"]
    assert "reason" not in first
    assert "height_cm" not in first
    assert (second["reason"], second["height_cm"]) == ("sharp", 45)


def test_moments_of_other_zones_are_read_and_written_in_utc(tmp_path: Path) -> None:
    zone = timezone(timedelta(hours=2))
    log = open_history(tmp_path)
    log.put([replace(CHECK, answered_at=NOON.astimezone(zone))])
    log.put([replace(DECISION, at=NOON.astimezone(zone))])
    assert path_of(tmp_path).read_text().count("2026-11-22T12:00:00Z") == 2
    raw = encode({**to_document(CHECK), "answered_at": "2026-11-22T14:00:00+02:00"})
    found = read_record(CHECKS, CHECK.key, raw)
    assert isinstance(found, Check)
    assert found.answered_at.tzinfo is UTC


def test_texts_are_cleaned_and_a_decision_has_the_id_of_its_key() -> None:
    fields = {
        **to_document(DECISION),
        "exercise": "a\x07b",
        "words": ["bo\x1bnes"],
        "reason": "x\n",
    }
    found = read_record(DECISIONS, "another", encode(fields))
    assert isinstance(found, Decision)
    assert (found.id, found.exercise, found.words) == ("another", "a\ufffdb", ("bo\ufffdnes",))


@pytest.mark.parametrize("record", ALL, ids=lambda record: type(record).__name__)
def test_an_answer_and_its_deletion_meet_by_their_time(record: Record, tmp_path: Path) -> None:
    clock = FakeClock()
    here = open_history(tmp_path / "here", clock=clock)
    there = open_history(tmp_path / "there", "desktop", clock=clock)
    here.put([record])
    there.import_file(path_of(tmp_path / "here"))
    copy = path_of(tmp_path / "here").with_name(COPY)
    clock.pass_(hours=1)
    there.remove([record])
    copy.write_bytes(path_of(tmp_path / "there").read_bytes())
    here.merge_copies(copy)
    assert of_table(here, record) == ()
    clock.pass_(hours=1)
    there.put([record])
    copy.write_bytes(path_of(tmp_path / "there").read_bytes())
    here.merge_copies(copy)
    assert of_table(here, record) == (record,)


def stamped(record: Record, when: str, /, **fields: Any) -> bytes:
    return encode({**to_document(record), "updated_at": when, "rev": 1, "device": "x", **fields})


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (CHECK, {"rating": 11}),
        (replace(DECISION, kind=DecisionKind.REST), {"at": "yesterday"}),
        (
            replace(DECISION, kind=DecisionKind.LEVEL, exercise="leg-lift", level=2),
            {"words": None},
        ),
    ],
)
def test_what_is_no_record_never_wins_though_another_table_might_take_it(
    record: Record, fields: Document
) -> None:
    table = table_of(record)
    good = stamped(record, "2026-11-22T10:00:00.000Z")
    bad = stamped(record, "2026-11-22T11:00:00.000Z", **fields)
    for mine, theirs in ((good, bad), (bad, good)):
        merged, _ = merge(
            Contents({table: {record.key: mine}}), Contents({table: {record.key: theirs}})
        )
        assert merged.tables[table][record.key] == good


def test_an_import_counts_and_names_them(tmp_path: Path) -> None:
    there = open_history(tmp_path / "there")
    there.add(session(0))
    there.put([CHECK, replace(CHECK, day=DAY + timedelta(days=1))])
    there.put([replace(DECISION, exercise="leg-lift", words=("bones",))])
    there.put([replace(MEASURED, form=ReachForm.CHAIR, leg="left")])
    there.put([Leads(None)])
    here = open_history(tmp_path / "here")
    found = here.import_file(path_of(tmp_path / "there"))
    assert found.comparison.counts == (
        "1 new, 0 the same, 0 taken from the file, 0 kept from here; "
        "also 2 checks, 1 decision, 1 reach measurement and 1 remembered choice"
    )
    assert [words for what, words in found.entries if what == "new"][1:] == [
        "Enter on Today starts the plan of the day",
        "2026-11-22 back rated 3 of 10",
        "2026-11-23 back rated 3 of 10",
        "2026-11-22 decision: keep (leg-lift, bones)",
        "2026-11-22 reach -4 cm (chair, left leg)",
    ]
    assert here.load().checks == there.load().checks
    undone = here.undo()
    assert undone is not None
    assert len(undone.ids) == 6
    assert here.load().checks == ()


def test_a_copy_with_nothing_but_answers_is_merged_without_a_question() -> None:
    answer, mark = Comparison(new=[(CHECKS, "x")]), Comparison(new=[("marks", "x")])
    assert (answer.brings_something, answer.is_worth_asking) == (True, False)
    assert (mark.brings_something, mark.is_worth_asking) == (True, True)


def test_the_doctor_counts_them(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([CHECK, replace(CHECK, day=DAY + timedelta(days=1))])
    log.put([DECISION])
    paths = Paths(tmp_path / "data", tmp_path / "data", tmp_path)
    told = checks.check(log, paths).findings[0].text
    assert told.endswith("it holds 0 sessions, 2 checks and 1 decision.")


@given(st.lists(answers, max_size=4, unique_by=lambda one: one.key))
def test_a_table_gives_back_checks_and_reach(records: list[Record]) -> None:
    contents = Contents()
    for each in records:
        contents.tables[table_of(each)][each.key] = encode(to_document(each))
    found = from_table(to_csv(contents))
    assert found.rejected == []
    for name in (CHECKS, REACH):
        assert found.contents.tables[name].keys() == contents.tables[name].keys()
        for key, raw in contents.tables[name].items():
            again = found.contents.tables[name][key]
            assert read_record(name, key, again) == read_record(name, key, raw)
    assert found.contents.tables[DECISIONS] == {}


def from_table(text: str) -> CsvOffer:
    table = find_table(text.removeprefix("\ufeff"))
    assert table is not None
    return from_csv(table)


def test_a_table_that_a_spreadsheet_rewrote_is_the_same(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.put([CHECK])
    log.put([MEASURED])
    table = log.export("csv").replace(",", ";").replace("-6.5", "-6,5")
    table = table.replace("2026-11-22;", "22.11.2026;").replace("check", "Check")
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    found = log.import_file(tmp_path / "table.csv")
    assert (found.rejected, found.comparison.outdated) == ((), {})
    assert {name for name, _ in found.comparison.same} == {CHECKS, REACH}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("check,k,2026-11-22,11,,", 'column rating: "11" stands there; wanted is a whole number'),
        ("check,k,2026-11-22,3,,\ncheck,k,2026-11-22,4,,", "its id stands in line 2 already"),
        ("reach,k,2026-11-22,,floor,far", 'column cm: "far" stands there; wanted is a number'),
        ("reach,k,2026-11-22,,wall,1", 'column form: "wall" stands there; wanted is one of'),
    ],
)
def test_a_row_that_cannot_be_read_is_told(row: str, told: str) -> None:
    found = from_table(
        f"kind,id,day,rating,form,cm\nreach,k,2026-11-22,,floor,1\n{row}\n"
        if row.startswith("reach")
        else f"kind,id,day,rating,form,cm\n{row}\n"
    )
    assert told in found.rejected[0].reason
    assert found.contents.tables[REACH] == {}, "a measurement comes with all its tries"


def test_a_table_without_their_columns_says_nothing_of_reasons_and_heights(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    one = session(0)
    eased = replace(one.holds[0], outcome=Outcome.EASED_OFF, reason=Reason.SHARP, height_cm=45)
    one = replace(one, holds=(eased, *one.holds[1:]), pain_worst=6)
    log.add(one)
    rows = list(csv.reader(io.StringIO(log.export("csv").removeprefix("\ufeff"), newline="")))
    left = [at for at, name in enumerate(rows[0]) if name not in NEW_COLUMNS]
    with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[at] for at in left] for row in rows)
    found = log.import_file(tmp_path / "table.csv")
    assert found.comparison.counts == "0 new, 1 the same, 0 taken from the file, 0 kept from here"
    assert log.load().sessions == (one,)
