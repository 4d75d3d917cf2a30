"""An import tells what it does, takes nothing away unasked, and can be taken back in one step."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from library.history.codec import to_document
from library.history.errors import HistoryError, UnreadableImport
from library.history.record import DayMark, MarkKind, SessionRecord
from library.history.snapshot import IMPORTED, WENT_BACK
from library.history.store import HistoryStore
from tests.library.history.support import DAY, FakeClock, open_history, session
from tests.library.history.tables import table_of
from tests.marks import torture


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def log(tmp_path: Path, clock: FakeClock) -> HistoryStore:
    log = open_history(tmp_path, clock=clock)
    for number in range(3):
        log.add(session(number, note=f"note {number}"))
    log.mark(DAY, MarkKind.ILL)
    return log


def exported(log: HistoryStore, form: str = "csv") -> str:
    return log.export("csv") if form == "csv" else log.export("json")


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "file"
    path.write_bytes(text.encode(encoding))
    return path


def without(kind: str) -> Callable[[str], str]:
    return lambda text: "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(kind)
    )


def without_right_legs(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if ",right," not in line)


def first_half(text: str) -> str:
    return text[: len(text) // 2]


def without_spots(text: str) -> str:
    return without("sore_spot")(text)


@pytest.mark.parametrize(
    "cut", [without("hold"), without_right_legs, first_half, without_spots, without("session")]
)
def test_rows_that_are_missing_in_a_table_take_nothing_away(
    log: HistoryStore, tmp_path: Path, cut: Callable[[str], str]
) -> None:
    before = log.path.read_bytes()
    path = written(tmp_path, cut(exported(log)))
    found = log.import_file(path)
    assert log.path.read_bytes() == before
    assert found.leaves_out
    assert not found.can_be_undone


@pytest.mark.parametrize("step", [37, torture(1)])
def test_a_table_cut_off_anywhere_changes_nothing(tmp_path: Path, step: int) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note='one, "two"\nthree;=4'))
    log.mark(DAY, MarkKind.ILL)
    before = log.path.read_bytes()
    raw = exported(log).encode()
    for end in range(len(raw) // 4, len(raw), step):
        (tmp_path / "file").write_bytes(raw[:end])
        try:
            log.import_file(tmp_path / "file")
        except UnreadableImport:
            continue
        assert log.path.read_bytes() == before, end


def test_what_a_table_would_remove_is_counted_and_taken_only_when_asked(
    log: HistoryStore, tmp_path: Path
) -> None:
    path = written(tmp_path, without("hold")(exported(log)))
    found = log.import_file(path)
    assert found.comparison.losses == "3 would remove 6 holds"
    found = log.import_file(path, replace=True)
    assert found.comparison.losses == "3 remove 6 holds"
    assert not found.leaves_out
    assert not any(one.holds for one in log.load().sessions)


def test_an_edit_is_taken_and_the_holds_stay_where_the_table_has_none(
    log: HistoryStore, tmp_path: Path
) -> None:
    text = without("hold")(exported(log)).replace("note 1", "edited")
    path = written(tmp_path, text)
    found = log.import_file(path)
    assert len(found.comparison.taken) == 1
    assert found.leaves_out
    assert log.load().sessions[1] == session(1, note="edited")
    again = log.import_file(path)
    assert not again.comparison.brings_something


@pytest.mark.parametrize("column", ["note", "pain_after", "more", "exercise"])
def test_a_column_that_is_missing_in_a_table_says_nothing(
    log: HistoryStore, tmp_path: Path, column: str
) -> None:
    table_of(log).update({"mood": 3})
    before = log.path.read_bytes()
    text = exported(log).replace(f",{column},", ",,", 1).replace(f",{column}\r", ",\r", 1)
    found = log.import_file(written(tmp_path, text))
    assert log.path.read_bytes() == before
    assert found.comparison.counts.startswith("0 new, 4 the same")


def test_a_cell_that_was_emptied_is_told_and_taken_only_when_asked(
    log: HistoryStore, tmp_path: Path
) -> None:
    path = written(tmp_path, exported(log).replace('"note 1"', ""))
    assert log.import_file(path).comparison.losses == "1 would remove 1 note"
    assert log.load().sessions[1].note == "note 1"
    log.import_file(path, replace=True)
    assert log.load().sessions[1].note == ""


@pytest.mark.parametrize("form", ["json", "csv"])
def test_text_in_another_code_is_read_or_refused_but_never_damaged(
    log: HistoryStore, tmp_path: Path, form: str
) -> None:
    log.replace(session(0, note="Übung"), session(0, note="note 0"))
    text = exported(log, form).removeprefix("\ufeff")
    for encoding in ("cp1252", "utf-16"):
        found = log.import_file(written(tmp_path, text, encoding))
        assert found.comparison.counts.startswith("0 new, 4 the same")
        assert bool(found.notices) == (encoding == "cp1252")
    damaged = text.encode() + "Übung, Öl".encode()[1:]
    (tmp_path / "file").write_bytes(damaged.replace("Ü".encode(), b"\xc3"))
    if form == "csv":
        with pytest.raises(UnreadableImport, match="UTF-8"):
            log.import_file(tmp_path / "file", replace=True)
    else:
        assert log.import_file(tmp_path / "file", replace=True).leaves_out
    assert log.load().sessions[0].note == "Übung"


def test_what_a_spreadsheet_garbled_is_no_edit(log: HistoryStore, tmp_path: Path) -> None:
    log.replace(session(0, note="Übung – gut"), session(0, note="note 0"))
    before = log.path.read_bytes()
    text = exported(log).removeprefix("\ufeff")
    for garbled in (
        text.encode().decode("cp1252"),
        text.encode().decode("cp1251"),
        text.encode("ascii", "replace").decode(),
    ):
        assert "Übung" not in garbled
        found = log.import_file(written(tmp_path, garbled))
        assert found.comparison.counts.startswith("0 new, 4 the same")
        assert log.path.read_bytes() == before


def test_a_deletion_is_told_and_taken_only_when_asked(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    other = open_history(tmp_path / "other", "desktop", clock)
    other.import_file(log.path)
    clock.pass_(hours=1)
    other.delete([one.id for one in other.load().sessions])
    other.mark(DAY, None)
    dry = log.import_file(other.path, dry_run=True)
    found = log.import_file(other.path)
    assert str(found.comparison) == str(dry.comparison)
    assert found.comparison.losses == "4 would be deleted"
    assert list(found.entries) == list(dry.entries)
    assert len(log.load().sessions) == 3
    assert log.import_file(other.path, replace=True).comparison.losses == "4 are deleted"
    assert log.load().sessions == ()


def test_every_entry_is_told_with_what_becomes_of_it(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    other = open_history(tmp_path / "other", "desktop", clock)
    other.import_file(log.path)
    clock.pass_(hours=1)
    other.replace(session(0, note="there"), session(0, note="note 0"))
    other.add(session(9))
    other.mark(DAY, None)
    clock.pass_(hours=1)
    log.replace(session(1, note="here"), session(1, note="note 1"))
    log.delete([session(2).id])
    assert list(log.import_file(other.path, dry_run=True).entries) == [
        ("new", "2026-01-12 20:30 Morning"),
        ("taken from the file", "2026-01-05 08:30 Morning"),
        ("kept from here, newer here", "2026-01-06 04:30 Morning"),
        ("kept from here, deleted here", "2026-01-06 00:30 Morning"),
        ("kept from here, would be deleted", "2026-11-20 marked as ill"),
    ]


def test_an_import_is_taken_back_in_one_step_whatever_was_saved_since(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    other = open_history(tmp_path / "other", "desktop", clock)
    other.import_file(log.path)
    clock.pass_(hours=1)
    other.replace(session(0, note="there"), session(0, note="note 0"))
    for number in (8, 9):
        other.add(session(number))
    other.mark(DAY, MarkKind.TRAVEL)
    log.import_file(other.path)
    for turn in range(25):
        clock.pass_(minutes=1)
        log.replace(session(1, note=f"turn {turn}"), log.load().sessions[1])
    log.replace(session(9, note="changed since"), session(9))
    change = open_history(tmp_path, clock=clock).undo(IMPORTED)
    assert change is not None
    assert (len(change.ids), change.left) == (3, 1)
    notes = [one.note for one in log.load().sessions]
    assert notes == ["note 0", "turn 24", "note 2", "changed since"]
    assert [mark.kind for mark in log.load().marks] == [MarkKind.ILL]


def test_the_plain_undo_takes_an_import_back_when_it_was_the_last_change(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    clock.pass_(minutes=1)
    log.import_file(written(tmp_path, json.dumps([to_document(session(7))])))
    change = log.undo()
    assert change is not None
    assert change.what == "imported"
    assert len(log.load().sessions) == 3
    change = log.undo()
    assert change is not None
    assert change.what == "marked"


def test_the_last_change_is_the_one_that_was_made_last_whatever_the_clock_said(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    clock.pass_(days=365)
    log.import_file(written(tmp_path, json.dumps([to_document(session(7))])))
    clock.pass_(days=-365)
    log.mark(DAY.replace(day=3), MarkKind.PAIN)
    for day in range(8, 15):  # more than are remembered, all of them earlier by the clock
        log.import_file(written(tmp_path, json.dumps([to_document(session(day))])))
    log.mark(DAY.replace(day=4), MarkKind.PAIN)
    told = []
    while (change := log.undo()) is not None:
        told.append((change.what, *change.ids))
    imports = [("imported", session(day).id) for day in (14, 13, 12, 11, 10)]
    marks = [("marked", DayMark(DAY.replace(day=day), MarkKind.PAIN).key) for day in (4, 3)]
    assert told[:7] == [marks[0], *imports, marks[1]]
    assert session(7) in log.load().sessions


def test_what_an_earlier_version_remembered_is_taken_back_after_what_came_since(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    log.import_file(written(tmp_path, json.dumps([to_document(session(7))])))
    state = tmp_path / "state"
    (new,) = state.glob("undo-import-*.json")
    entries = json.loads(new.read_text())
    for entry in entries:
        del entry["number"]
    new.unlink()
    (state / "undo-import-20261122180000000.json").write_text(json.dumps(entries))
    clock.pass_(days=-365)
    log.import_file(written(tmp_path, json.dumps([to_document(session(8))])))
    told = [change.ids for _ in range(2) if (change := log.undo(IMPORTED)) is not None]
    assert told == [(session(8).id,), (session(7).id,)]


def test_what_was_taken_back_comes_again_with_the_next_import_and_beats_the_deletion(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    path = written(tmp_path, json.dumps([to_document(session(7))]))
    for _ in range(2):
        clock.pass_(minutes=1)
        assert len(log.import_file(path).comparison.new) == 1
        assert session(7) in log.load().sessions
        clock.pass_(minutes=1)
        log.undo(IMPORTED)
        assert session(7) not in log.load().sessions


def test_what_a_person_deleted_stays_deleted(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    path = written(tmp_path, exported(log))
    clock.pass_(minutes=1)
    log.delete([session(0).id])
    found = log.import_file(path)
    assert found.comparison.counts.endswith("1 kept from here")
    assert session(0).id not in {one.id for one in log.load().sessions}


def test_an_import_all_of_which_was_changed_since_cannot_be_taken_back(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    log.import_file(written(tmp_path, json.dumps([to_document(session(7))])))
    log.replace(session(7, note="mine"), session(7))
    for _ in range(2):
        with pytest.raises(HistoryError, match="Not undone: all of it was changed again since"):
            log.undo(IMPORTED)
    log.replace(session(7), session(7, note="mine"))
    change = log.undo(IMPORTED)
    assert change is not None
    assert session(7) not in log.load().sessions
    assert log.undo(IMPORTED) is None


def test_an_import_is_taken_back_after_going_back_was(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    backup = log.backups()[-1].name
    clock.pass_(minutes=1)
    log.import_file(written(tmp_path, json.dumps([to_document(session(7))])))
    clock.pass_(minutes=1)
    log.restore_backup(backup, all_machines=True)
    with pytest.raises(HistoryError, match="changed again since"):
        log.undo(IMPORTED)
    log.undo(WENT_BACK)
    assert session(7) in log.load().sessions
    log.undo(IMPORTED)
    assert session(7) not in log.load().sessions


def test_the_plain_undo_passes_an_import_by_all_of_which_was_changed_elsewhere(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    clock.pass_(minutes=1)
    log.import_file(written(tmp_path, json.dumps([to_document(session(7))])))
    other = open_history(tmp_path / "other", "desktop", clock)
    other.import_file(log.path)
    clock.pass_(minutes=1)
    other.replace(session(7, note="there"), session(7))
    log.path.with_name("history (1).json").write_bytes(other.path.read_bytes())
    log.merge_copies(log.path.with_name("history (1).json"))
    change = log.undo()
    assert change is not None
    assert change.what == "marked"
    assert log.load().sessions[-1].note == "there"


def edited_twice(log: HistoryStore, path: Path, form: str) -> None:
    path.write_text(exported(log, form).replace("note 0", "first"))
    log.import_file(path)
    path.write_text(path.read_text().replace("first", "second"))


def taken_back(log: HistoryStore, path: Path, form: str) -> None:
    path.write_text(exported(log, form).replace("note 0", "second"))
    log.import_file(path)
    log.undo(IMPORTED)


def deleted_here(log: HistoryStore, path: Path, form: str) -> None:
    path.write_text(exported(log, form).replace("note 0", "second"))
    log.delete([session(0).id])


def changed_here(log: HistoryStore, path: Path, form: str) -> None:
    path.write_text(exported(log, form).replace("note 0", "second"))
    for note in ("mine", "mine, too"):
        log.replace(session(0, note=note), log.load().sessions[0])


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("story", [edited_twice, taken_back, deleted_here, changed_here])
def test_what_an_older_version_says_is_named_and_taken_when_asked(
    log: HistoryStore,
    tmp_path: Path,
    clock: FakeClock,
    story: Callable[[HistoryStore, Path, str], None],
    form: str,
) -> None:
    path = tmp_path / "file"
    clock.pass_(minutes=1)
    story(log, path, form)
    clock.pass_(minutes=1)
    before = log.load().sessions
    left = log.import_file(path)
    assert log.load().sessions == before
    assert left.leaves_out
    assert left.comparison.counts.endswith(
        "0 new, 3 the same, 0 taken from the file, 1 kept from here"
    )
    why = "deleted here" if story is deleted_here else "newer here"
    assert left.comparison.losses == f"1 is {why}"
    assert [(one.key, one.reason) for one in left.outdated] == [
        ("2026-01-05 08:30 Morning", f"it is {why}")
    ]
    taken = log.import_file(path, replace=True)
    assert not taken.leaves_out
    assert taken.comparison.losses == f"1 was {why}"
    assert log.load().sessions[0].note == "second"
    again = log.import_file(path)
    assert (again.comparison.brings_something, again.leaves_out) == (False, False)
    log.undo(IMPORTED)
    assert log.load().sessions == before


def test_an_older_version_in_a_sync_tool_s_copy_is_no_edit_by_hand(
    log: HistoryStore, tmp_path: Path, clock: FakeClock
) -> None:
    copy = log.path.with_name("history.sync-conflict-20261120-101010-ABCDEFG.json")
    copy.write_bytes(log.path.read_bytes())
    clock.pass_(minutes=1)
    log.replace(session(0, note="mine"), log.load().sessions[0])
    assert not log.import_file(copy, replace=True).leaves_out
    assert log.load().sessions[0].note == "mine"
    assert not copy.exists()


def test_only_what_a_person_changed_is_written(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    long = "word \U0001fae8 " * 1000
    log.import_file(written(tmp_path, json.dumps([{**to_document(session(0)), "note": long}])))
    shown = log.load().sessions[0]
    assert len(shown.note) < len(long)
    log.replace(_with_pain(shown, 5))
    (kept,) = table_of(log).all()
    assert (kept["note"], kept["pain_after"]) == (long, 5)
    assert log.load().sessions[0].pain_after == 5


def _with_pain(shown: SessionRecord, pain: int) -> SessionRecord:
    return SessionRecord(
        **{name: getattr(shown, name) for name in shown.__struct_fields__} | {"pain_after": pain}
    )


def test_a_list_with_the_same_id_twice_replaces_nothing(log: HistoryStore, tmp_path: Path) -> None:
    twice = [to_document(session(7, note=note)) for note in ("first", "second")]
    found = log.import_file(written(tmp_path, json.dumps(twice)))
    assert [entry.reason for entry in found.rejected] == ["its id is that of entry 1 already"]
    assert log.load().sessions[-1].note == "first"
