"""What is written out comes back unchanged, and imports take nothing on trust."""

import csv
import io
import json
import re
import shutil
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history import export
from library.history.codec import to_document
from library.history.csv_format import to_csv
from library.history.csv_reader import CsvOffer, from_csv
from library.history.csv_rows import find_table
from library.history.format import Contents, encode
from library.history.record import MarkKind, SessionRecord
from library.history.store import HistoryStore
from library.history.tables import TABLES
from tests.library.history.support import DAY, open_history, path_of, session
from tests.library.history.tables import table_of
from tests.library.history.test_store import records

NASTY = ["=1+1", "+x", "-x", "@x", "'=x", "'x", "a,b;c\td", 'say "so"', "two\nlines", "é ü 漢", ""]


def filled(folder: Path) -> HistoryStore:
    log = open_history(folder)
    for number, note in enumerate(NASTY):
        log.add(session(number, note=note))
    log.delete([session(1).id])
    log.mark(DAY, MarkKind.ILL)
    table_of(log).update({"mood": {"x": [1]}}, doc_ids=[session(0).id])  # type: ignore[list-item]
    return log


def read(text: str) -> CsvOffer:
    table = find_table(text.removeprefix("\ufeff"))
    assert table is not None
    return from_csv(table)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export_and_import_is_the_identity(tmp_path: Path, form: str) -> None:
    log = filled(tmp_path / "one")
    text = log.export("csv") if form == "csv" else log.export("json")
    export.write_export(tmp_path / "out", text)
    other = open_history(tmp_path / "two", "desktop")
    report = other.import_file(tmp_path / "out")
    assert report.rejected == ()
    unlike = {"history": "", "deleted": frozenset()}  # a table holds what History shows
    assert replace(other.load(), **unlike) == replace(log.load(), **unlike)
    contents = log._file.read().contents
    if form == "csv":
        del contents.tables["sessions"][session(1).id]
    assert other._file.read().contents == contents
    again = other.import_file(tmp_path / "out", dry_run=True)
    assert not again.comparison.brings_something


@given(st.lists(records, max_size=3, unique_by=lambda one: one.id))
def test_a_table_gives_back_every_session(sessions: list[SessionRecord]) -> None:
    contents = Contents()
    contents.tables["sessions"] = {one.id: encode(to_document(one)) for one in sessions}
    assert read(to_csv(contents)) == CsvOffer(contents, [], frozenset())


@given(st.text(st.sampled_from("=+-@'\t\r\n;,\" ab\uff1d") | st.characters(codec="utf-8")))
def test_no_cell_is_a_formula_whatever_separates_the_cells(note: str) -> None:
    one = session(0, note=note)
    contents = Contents()
    contents.tables["sessions"] = {one.id: encode(to_document(one))}
    text = to_csv(contents)
    assert json.loads(read(text).contents.tables["sessions"][one.id])["note"] == note
    for row in csv.DictReader(io.StringIO(text, newline="")):
        for cell in re.split("[;\t\r\n]", row["note"]):
            assert not cell.startswith(("=", "+", "-", "@", "\uff1d"))


def test_a_table_from_a_spreadsheet_with_semicolons_and_decimal_commas_is_read(
    tmp_path: Path,
) -> None:
    text = (
        "\ufeffkind;id;started_at;utc_offset_minutes;practice_day;routine;seconds;completed\n"
        "session;a;2026-01-05T07:30:00Z;60;2026-01-05;Morning;505,5;TRUE\n"
        "session;b;2026-01-05T07:30:00Z;60;2026-01-05;Morning;much;TRUE\n"
        "dance;c\n"
        "hold;nobody\n"
    )
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    log = open_history(tmp_path)
    report = log.import_file(tmp_path / "table.csv")
    assert [one.seconds for one in log.load().sessions] == [505.5]
    assert [one.key for one in report.rejected] == ["line 3", "line 4", "line 5"]


def test_a_list_of_documents_is_imported_and_invalid_ones_are_named(tmp_path: Path) -> None:
    entries = [to_document(session(0)), {**to_document(session(1)), "seconds": -1}, 5]
    (tmp_path / "list.json").write_text(json.dumps(entries))
    log = open_history(tmp_path)
    report = log.import_file(tmp_path / "list.json")
    assert log.load().sessions == (session(0),)
    assert [one.key for one in report.rejected] == [session(1).id, "entry 3"]
    assert "seconds" in report.rejected[0].reason


def test_an_import_never_replaces_a_session_by_one_that_says_nothing_of_its_age(
    tmp_path: Path,
) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="mine"))
    (tmp_path / "list.json").write_text(json.dumps([to_document(session(0, note="old"))]))
    log.import_file(tmp_path / "list.json")
    assert log.load().sessions[0].note == "mine"


def test_a_table_edited_in_a_spreadsheet_brings_its_edits_once(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="plain"))
    log.mark(DAY, MarkKind.REST)
    edited = log.export("csv").replace("plain", "after").replace(",rest,", ",ill,")
    table = tmp_path / "table.csv"
    export.write_export(table, edited)
    dry = log.import_file(table, dry_run=True)
    assert dry.comparison.counts == "0 new, 0 the same, 2 taken from the file, 0 kept from here"
    log.import_file(table)
    assert log.load().sessions == (session(0, note="after"),)
    assert [mark.kind for mark in log.load().marks] == [MarkKind.ILL]
    assert not log.import_file(table).comparison.brings_something


def test_a_damaged_file_never_replaces_a_good_version(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="good"))
    text = log.export("json").replace("good", "zood").replace("},\n", "}\n")
    export.write_export(tmp_path / "damaged.json", text)
    report = log.import_file(tmp_path / "damaged.json")
    assert report.damaged
    assert log.load().sessions == (session(0, note="good"),)


OWN_IDS = ["1", "01", "walk 3", "ÄÖ 漢", "x" * 300, "{5B0A3D8E-8D5E-4E0B-9C0A-2F1B7C6D4E90}"]


def own_table(*ids: str) -> str:
    head = "kind,id,started_at,utc_offset_minutes,practice_day,routine,seconds,completed,note\n"
    rows = (
        f'session,"{id}",2026-01-01T08:00:00Z,0,2026-01-01,Mine,300,true,of {number}\n'
        for number, id in enumerate(ids)
    )
    return head + "".join(rows)


def test_an_id_of_ones_own_becomes_the_same_uuid_at_every_import(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(own_table(*OWN_IDS))
    logs = [open_history(tmp_path / name) for name in ("one", "two")]
    for log in logs:
        assert not log.import_file(tmp_path / "own.csv").rejected
        assert not log.import_file(tmp_path / "own.csv").comparison.brings_something
    ids = [one.id for one in logs[0].load().sessions]
    assert ids == [one.id for one in logs[1].load().sessions]
    assert [str(uuid.UUID(id)) for id in ids] == ids
    assert len(set(ids)) == len(OWN_IDS)


def test_a_list_with_numbers_for_ids_is_taken_in(tmp_path: Path) -> None:
    entries = [{**to_document(session(number)), "id": number} for number in (1, 2)]
    (tmp_path / "list.json").write_text(json.dumps(entries))
    log = open_history(tmp_path)
    assert not log.import_file(tmp_path / "list.json").rejected
    assert len(log.load().sessions) == 2


def test_sessions_with_ids_of_ones_own_survive_damage_without_a_backup(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(own_table(*OWN_IDS))
    log = open_history(tmp_path)
    log.import_file(tmp_path / "own.csv")
    before = log.load().sessions
    shutil.rmtree(tmp_path / "state")
    spoil(path_of(tmp_path))
    assert open_history(tmp_path).load().sessions == before


def test_a_log_that_holds_such_ids_already_stays_as_it_is(tmp_path: Path) -> None:
    """Versions before this one took them in unchanged."""
    log = open_history(tmp_path)
    for id in OWN_IDS[:3]:
        log.add(replace(session(0), id=id))
    (tmp_path / "own.csv").write_text(own_table(*OWN_IDS))
    log.import_file(tmp_path / "own.csv")
    assert len(log.load().sessions) == len(OWN_IDS)
    shutil.rmtree(tmp_path / "state")
    spoil(path_of(tmp_path))
    again = open_history(tmp_path)
    assert {one.id for one in again.load().sessions} >= set(OWN_IDS[:3])
    again.add(session(9))
    assert set(json.loads(path_of(tmp_path).read_text())) == {"_meta", *TABLES}


def spoil(path: Path) -> None:
    """Do what git does to a file that was changed on two branches."""
    path.write_text(path.read_text().replace("\n", "\n<<<<<<< HEAD\n", 2))
