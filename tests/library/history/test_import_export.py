"""What is written out comes back unchanged, and imports take nothing on trust."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.history import import_export
from library.history.codec import to_document
from library.history.csv_format import from_csv, to_csv
from library.history.format import Contents, encode
from library.history.record import MarkKind, SessionRecord
from library.history.store import HistoryStore
from tests.library.history.support import DAY, open_history, session
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


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export_and_import_is_the_identity(tmp_path: Path, form: str) -> None:
    log = filled(tmp_path / "one")
    text = log.export("csv") if form == "csv" else log.export("json")
    import_export.write_export(tmp_path / "out", text)
    other = open_history(tmp_path / "two", "desktop")
    report = other.import_file(tmp_path / "out")
    assert report.rejected == ()
    assert other.load() == log.load()
    assert other._file.read().contents == log._file.read().contents
    again = other.import_file(tmp_path / "out", dry_run=True)
    assert not again.comparison.brings_something


@given(st.lists(records, max_size=3, unique_by=lambda one: one.id))
def test_a_table_gives_back_every_session(sessions: list[SessionRecord]) -> None:
    contents = Contents()
    contents.tables["sessions"] = {one.id: encode(to_document(one)) for one in sessions}
    assert from_csv(to_csv(contents)) == (contents, [])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_cell_is_a_formula(note: str) -> None:
    contents = Contents()
    contents.tables["sessions"] = {
        "key": encode({"id": "key", "note": note, "holds": [], "sore_spots": []})
    }
    for row in csv.DictReader(io.StringIO(to_csv(contents), newline="")):
        assert not row["note"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert json.loads(from_csv(to_csv(contents))[0].tables["sessions"]["key"])["note"] == note


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
    import_export.write_export(table, edited)
    dry = log.import_file(table, dry_run=True)
    assert str(dry.comparison) == "0 new, 0 the same, 2 differ"
    log.import_file(table)
    assert log.load().sessions == (session(0, note="after"),)
    assert [mark.kind for mark in log.load().marks] == [MarkKind.ILL]
    assert not log.import_file(table).comparison.brings_something


def test_a_damaged_file_never_replaces_a_good_version(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="good"))
    text = log.export("json").replace("good", "zood").replace("},\n", "}\n")
    import_export.write_export(tmp_path / "damaged.json", text)
    report = log.import_file(tmp_path / "damaged.json")
    assert report.damaged
    assert log.load().sessions == (session(0, note="good"),)
