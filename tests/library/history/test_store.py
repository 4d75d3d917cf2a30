"""The log as the rest of the program uses it."""

import stat
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb.table import Document

from library.history.codec import InvalidDocument, from_document, read_session, to_document
from library.history.errors import HistoryError
from library.history.format import encode
from library.history.protocol import History
from library.history.record import (
    DayMark,
    HoldRecord,
    MarkKind,
    Outcome,
    Reason,
    SessionRecord,
    SoreSpot,
)
from library.history.snapshot import ConflictError
from library.session.draft import Draft
from tests.library.history.support import DAY, FakeClock, open_history, path_of, session
from tests.library.history.tables import table_of
from tests.memory_history import MemoryHistory

seconds = st.floats(0, 7200, allow_nan=False)
holds = st.builds(
    HoldRecord,
    exercise=st.sampled_from(["seated-hamstring", "standing"]),
    side=st.sampled_from(["left", "right", "both"]),
    rep=st.integers(1, 10),
    planned_seconds=seconds,
    held_seconds=seconds,
    outcome=st.sampled_from(Outcome),
    reason=st.none() | st.sampled_from(Reason),
    height_cm=st.none() | st.integers(1, 150),
)
YEARS = datetime(1971, 1, 1), datetime(2199, 12, 31)  # noqa: DTZ001 - hypothesis wants them so
plain_text = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]))
records = st.builds(
    SessionRecord,
    id=st.uuids().map(str),
    started_at=st.datetimes(*YEARS, timezones=st.just(UTC)),
    utc_offset_minutes=st.integers(-720, 840),
    practice_day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    routine=plain_text,
    seconds=seconds,
    completed=st.booleans(),
    holds=st.lists(holds, max_size=4).map(tuple),
    sore_spots=st.lists(
        st.builds(
            SoreSpot,
            exercise=st.just("massage"),
            side=st.just("left"),
            rep=st.integers(1, 5),
            seconds=seconds,
        ),
        max_size=2,
    ).map(tuple),
    pain_before=st.none() | st.integers(0, 10),
    pain_after=st.none() | st.integers(0, 10),
    pain_worst=st.none() | st.integers(0, 10),
    note=plain_text,
)


@pytest.fixture(params=["file", "memory"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> History:
    if request.param == "file":
        return open_history(tmp_path)
    return MemoryHistory()


def test_what_was_added_is_read_back_oldest_first(log: History) -> None:
    for number in (2, 0, 1):
        log.add(session(number))
    assert log.load().sessions == (session(0), session(1), session(2))
    assert log.load().notices == ()


def test_adding_the_same_id_again_changes_nothing(log: History) -> None:
    log.add(session(0, note="first"))
    log.add(session(0, note="second"))
    assert [one.note for one in log.load().sessions] == ["first"]


def test_a_replaced_session_is_read_back_changed(log: History) -> None:
    log.add(session(0))
    log.load()
    for note in ("once", "twice"):
        log.replace(session(0, note=note))
    assert log.load().sessions == (session(0, note="twice"),)


def test_replacing_what_is_not_in_the_log_is_refused(log: History) -> None:
    with pytest.raises(HistoryError):
        log.replace(session(0))


def test_deleted_sessions_are_gone_until_they_are_restored(log: History) -> None:
    for number in range(3):
        log.add(session(number))
    log.delete([session(0).id, session(2).id])
    assert log.load().sessions == (session(1),)
    assert log.load().deleted == {session(0).id, session(2).id}
    log.restore([session(0).id])
    assert log.load().sessions == (session(0), session(1))
    assert log.load().deleted == {session(2).id}


def test_changes_are_taken_back_the_last_first(log: History) -> None:
    log.add(session(0))
    log.load()
    log.replace(session(0, note="changed"))
    log.delete([session(0).id])
    log.add(session(1))
    change = log.undo()
    assert change is not None
    assert (change.what, change.ids) == ("deleted", (session(0).id,))
    assert log.load().sessions == (session(0, note="changed"), session(1))
    log.undo()
    assert log.load().sessions == (session(0), session(1))
    assert log.undo() is None


def test_what_completes_a_session_just_added_is_no_change_of_its_own(log: History) -> None:
    log.add(session(0))
    log.replace(session(0, note="felt easy"), session(0), undoable=False)
    assert log.undo() is None
    log.replace(session(0, note="an edit"))
    log.delete([session(0).id])
    assert [change.what for change in (log.undo(), log.undo()) if change] == ["deleted", "edited"]
    assert log.load().sessions == (session(0, note="felt easy"),)


def test_a_mark_is_set_changed_and_taken_away(log: History) -> None:
    log.mark(DAY, MarkKind.ILL)
    log.mark(DAY - timedelta(days=1), MarkKind.REST)
    log.mark(DAY, MarkKind.TRAVEL)
    log.mark(DAY - timedelta(days=1), None)
    log.mark(DAY - timedelta(days=2), None)
    assert log.load().marks == (DayMark(DAY, MarkKind.TRAVEL),)
    log.mark(DAY, None)
    log.mark(DAY, MarkKind.PAIN)
    assert log.load().marks == (DayMark(DAY, MarkKind.PAIN),)


@given(records)
def test_a_record_survives_its_document(record: SessionRecord) -> None:
    document = to_document(record)
    assert from_document(msgspec.json.decode(msgspec.json.encode(document))) == record
    assert document["started_at"].endswith("Z")


def test_a_document_carries_utc_and_iso_dates() -> None:
    document = to_document(session(0))
    assert document["started_at"] == "2026-01-05T07:30:00Z"
    assert document["practice_day"] == "2026-01-05"
    assert document["holds"][0]["outcome"] == "done"


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": 1e12},
        {"seconds": None},
        {"started_at": "0001-01-01T00:00:00+05:00"},
        {"started_at": "9999-12-31T23:59:59-05:00"},
        {"practice_day": "2026-02-29"},
        {"utc_offset_minutes": 99 * 60},
        {"holds": None},
        {"holds": [{"exercise": "x"}]},
        {"routine": 5},
        {"note": ["x"]},
        {"id": None},
    ],
)
def test_an_impossible_value_is_named(change: dict[str, object]) -> None:
    with pytest.raises(InvalidDocument, match=r"\w"):
        from_document({**to_document(session(0)), **change})


def in_hold(**change: object) -> dict[str, object]:
    return {"holds": [{**to_document(session(0))["holds"][0], **change}]}


def in_sore_spot(**change: object) -> dict[str, object]:
    return {"sore_spots": [{**to_document(session(0))["sore_spots"][0], **change}]}


PAIN = "a whole number from 0 to 10, or nothing"
MOMENT = "wanted is a moment with its time zone, as 2026-11-20T07:30:00Z"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"pain_before": 11}, f"pain_before is 11; wanted is {PAIN}"),
        ({"pain_after": "x"}, f'pain_after is "x"; wanted is {PAIN}'),
        ({"pain_after": -1}, f"pain_after is -1; wanted is {PAIN}"),
        ({"seconds": -1}, "seconds is -1; wanted is a number from 0 to 604800"),
        ({"seconds": None}, "seconds is nothing; wanted is a number from 0 to 604800"),
        ({"started_at": "2026-11-22T10:00:00"}, f'started_at is "2026-11-22T10:00:00"; {MOMENT}'),
        ({"started_at": "1899-12-31T23:59:59Z"}, "its date lies outside 1900 to 9000"),
        ({"practice_day": "9001-01-01"}, "its date lies outside 1900 to 9000"),
        ({"practice_day": 5}, "practice_day is 5; wanted is a date, as 2026-11-20"),
        ({"completed": []}, "completed is a list; wanted is true or false"),
        ({"holds": {}}, "holds is an entry with fields; wanted is a list"),
        (in_hold(side="up"), 'side of a hold is "up"; wanted is one of both, left, right'),
        (in_hold(rep=0), "rep of a hold is 0; wanted is a whole number from 1 on"),
        ({"holds": [{"exercise": "x"}]}, "side of a hold is missing"),
        ({"sore_spots": [5]}, "a sore spot is 5; wanted is an entry with fields"),
        (in_sore_spot(rep=True), "rep of a sore spot is true; wanted is a whole number"),
    ],
)
def test_what_is_beyond_its_bounds_is_told_in_plain_words(
    change: dict[str, object], told: str
) -> None:
    document = {**to_document(session(0)), **change}
    for read in (from_document, lambda fields: read_session("key", encode(fields))):
        with pytest.raises(InvalidDocument) as error:
            read(document)
        assert str(error.value) == told


def test_text_from_the_file_is_cleaned(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="a\x1b[2Jb\u202ec\nd"))
    note = log.load().sessions[0].note
    assert "\x1b" not in note
    assert "\u202e" not in note
    assert note.endswith("\nd")


def test_an_edit_of_an_older_version_is_a_clash_that_carries_both(tmp_path: Path) -> None:
    here, there = open_history(tmp_path), open_history(tmp_path, "desktop")
    here.add(session(0))
    here.load()
    there.load()
    there.replace(session(0, note="theirs"))
    with pytest.raises(ConflictError) as clash:
        here.replace(session(0, note="mine"))
    assert clash.value.mine.note == "mine"
    assert clash.value.theirs == session(0, note="theirs")
    here.load()
    here.replace(session(0, note="mine"))
    assert there.load().sessions[0].note == "mine"


def test_an_edit_of_a_session_deleted_elsewhere_is_a_clash(tmp_path: Path) -> None:
    here, there = open_history(tmp_path), open_history(tmp_path, "desktop")
    here.add(session(0))
    here.load()
    there.delete([session(0).id])
    with pytest.raises(ConflictError) as clash:
        here.replace(session(0, note="mine"))
    assert clash.value.theirs is None


def test_an_edit_is_later_than_its_original_even_when_the_clock_was_set_back(
    tmp_path: Path,
) -> None:
    clock = FakeClock()
    log = open_history(tmp_path, clock=clock)
    log.add(session(0))
    clock.pass_(days=-3)
    log.replace(session(0, note="later"))
    document = table_of(log).get(doc_id=session(0).id)  # type: ignore[call-overload]
    assert document["updated_at"] == "2026-11-22T18:00:00.001Z"
    assert (document["rev"], document["device"]) == (2, "laptop")


def test_what_has_not_been_read_yet_is_noticed_whoever_saved_it(tmp_path: Path) -> None:
    here, there = open_history(tmp_path), open_history(tmp_path, "desktop")
    here.load()
    assert not here.changed()
    here.add(session(0))
    assert here.changed()
    here.load()
    assert not here.changed()
    there.add(session(1))
    assert here.changed()
    assert here.load().sessions == (session(0), session(1))
    assert not here.changed()


def test_files_and_folders_are_the_owner_s_only(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.delete([session(0).id])
    draft = Draft(tmp_path / "state" / "drafts", FakeClock(), "a")
    draft.save({})
    for found in tmp_path.rglob("*"):
        mode = stat.S_IMODE(found.stat().st_mode)
        assert mode == (0o700 if found.is_dir() else 0o600), found


def test_an_invalid_document_is_kept_and_listed_and_hides_no_other(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    key = table_of(log).insert({"id": "nonsense", "pain_before": "much"})
    log.add(session(1))
    found = open_history(tmp_path).load()
    assert found.sessions == (session(0), session(1))
    assert [one.key for one in found.invalid] == [str(key)]
    assert str(key) in path_of(tmp_path).read_text()


def test_unknown_fields_and_tables_survive_a_save(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    table_of(log).update({"mood": "good"}, doc_ids=[session(0).id])  # type: ignore[list-item]
    table_of(log, "plans").insert({"name": "later"})
    again = open_history(tmp_path)
    again.load()
    again.replace(session(0, note="new"))
    again.add(session(1))
    document = table_of(again).get(doc_id=session(0).id)  # type: ignore[call-overload]
    assert (document["mood"], document["note"]) == ("good", "new")
    assert [dict(one) for one in table_of(again, "plans")] == [{"name": "later"}]


def test_a_line_copied_under_a_new_key_is_a_session_of_its_own(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    other = str(uuid.uuid4())
    table_of(log).upsert(_document(other, to_document(session(0))))
    assert {one.id for one in log.load().sessions} == {session(0).id, other}


def _document(key: str, fields: dict[str, object]) -> Document:
    return Document(fields, key)  # type: ignore[arg-type]


def test_a_memory_log_starts_with_what_it_is_given() -> None:
    first = MemoryHistory()
    first.add(session(0))
    assert MemoryHistory(replace(first.load(), notices=("hello",))).load().sessions == (session(0),)


def test_reading_again_what_has_not_changed_gives_the_same_snapshot(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    first = log.load()
    assert log.load() is first
    open_history(tmp_path, "desktop").add(session(1))
    assert log.load().sessions == (session(0), session(1))
