"""TinyDB's own promises hold on our storage, and what would lose an entry is refused."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
import tinydb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from library.history.errors import HistoryError
from library.history.tables import TABLES
from library.history.tinydb_storage import RecordDB
from tests.library.history.support import open_history, path_of, session
from tests.library.history.tables import table_of

values = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3)
documents = st.dictionaries(
    st.sampled_from("abc"), values | st.lists(values, max_size=2), max_size=3
)
queries = st.sampled_from(
    [
        where("a") == 1,
        where("a").exists(),
        (where("a") == 1) | (where("b") != 2),
        ~(where("c") == "x"),
        where("a").test(lambda value: isinstance(value, str)),
        where("b").any([1, 2]),
        Query().fragment({"a": 1}),
        Query().noop(),
    ]
)


def keyed(key: str, entry: dict[str, Any]) -> Document:
    return Document(entry, key)  # type: ignore[arg-type]


class StringTable(Table):
    document_id_class = str  # type: ignore[assignment]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(documents, max_size=5), queries, documents)
def test_queries_and_changes_give_what_plain_tinydb_gives(
    tmp_path: Path, entries: list[dict[str, Any]], query: Any, change: dict[str, Any]
) -> None:
    ours = table_of(open_history(tmp_path / uuid.uuid4().hex), "things")
    memory = MemoryStorage()  # type: ignore[no-untyped-call]
    theirs = StringTable(memory, "things")
    for table in (ours, theirs):
        table.insert_multiple(keyed(f"key {n}", entry) for n, entry in enumerate(entries))
    for _ in range(2):
        assert ours.all() == theirs.all()
        assert [one.doc_id for one in ours] == [one.doc_id for one in theirs]
        assert ours.search(query) == theirs.search(query)
        assert ours.get(query) == theirs.get(query)
        assert ours.get(doc_id="key 1") == theirs.get(doc_id="key 1")  # type: ignore[call-overload]
        assert ours.contains(query) == theirs.contains(query)
        assert ours.count(query) == theirs.count(query)
        assert len(ours) == len(theirs)
        assert ours.update(change, query) == theirs.update(change, query)


def test_a_changed_answer_changes_nothing_in_the_log(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    table_of(log).all()[0]["holds"].clear()
    table_of(log).search(where("routine") == "Morning")[0]["note"] = "x"
    assert log.load().sessions == (session(0),)
    assert table_of(log).search(where("note") == "x") == []


def test_an_answer_is_never_older_than_the_file(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    query = where("note") == "elsewhere"
    assert table_of(log).search(query) == []
    open_history(tmp_path, "desktop").replace(session(0, note="elsewhere"))
    assert len(table_of(log).search(query)) == 1


def test_plain_tinydb_opens_the_file(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    for number in range(3):
        log.add(session(number))
    with tinydb.TinyDB(path_of(tmp_path)) as db:
        table = db.table("sessions")
        table.document_id_class = str
        assert {one["id"] for one in table} == {session(number).id for number in range(3)}
        assert db.tables() == {"_meta", *TABLES}


def test_the_file_has_one_line_per_document_and_a_header_line(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.add(session(1))
    lines = path_of(tmp_path).read_text().splitlines()
    header = json.loads(lines[0].rstrip(",") + "}")["_meta"]["1"]
    assert set(header) == {"file_id", "format", "generation", "parent", "schema", "sha256"}
    assert [line[:9] for line in lines] == [
        '{"_meta":',
        '"sessions',
        f'"{session(0).id[:8]}',
        f'"{session(1).id[:8]}',
        *(part for name in [*TABLES][1:] for part in ("},", f'"{name}": '[:9])),
        "}}",
    ]


@pytest.mark.parametrize(
    "destroy",
    [
        lambda db: db.table("sessions").truncate(),
        lambda db: db.drop_tables(),
        lambda db: db.drop_table("sessions"),
        lambda db: db.table("sessions").remove(where("note") == ""),
        lambda db: db.table("sessions", persist_empty=True),
        lambda db: db.storage.write({}),
        lambda db: db.storage.write({"sessions": {}, "marks": {}}),
        lambda db: db.table("sessions").update(lambda fields: 1 / 0),
    ],
)
def test_what_would_make_an_entry_vanish_is_refused(tmp_path: Path, destroy: Any) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    raw = path_of(tmp_path).read_bytes()
    db: TinyDB = RecordDB(log._file)
    with pytest.raises((HistoryError, ZeroDivisionError)):
        destroy(db)
    assert path_of(tmp_path).read_bytes() == raw
    log.add(session(1))
    assert log.load().sessions == (session(0), session(1))


def test_a_write_that_knows_nothing_of_another_s_session_is_refused(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    data = RecordDB(log._file).storage.read()
    assert data is not None
    open_history(tmp_path, "desktop").add(session(1))
    with pytest.raises(HistoryError, match="vanished"):
        RecordDB(log._file).storage.write(data)


def test_keys_are_uuids_and_never_given_twice(tmp_path: Path) -> None:
    table = table_of(open_history(tmp_path), "things")
    keys = [str(key) for key in table.insert_multiple([{}, {}, {}])]
    assert len({uuid.UUID(key) for key in keys}) == 3


@pytest.mark.parametrize(
    "entry",
    [
        {"number": 10**20},
        {"text": "\ud800"},
        {"text": '": {'},
        {"deep": [[[[{}]]]]},
        {"text": "a\nb\u2028\x00"},
    ],
)
def test_odd_values_and_keys_survive(tmp_path: Path, entry: dict[str, Any]) -> None:
    log = open_history(tmp_path)
    for key in ('a": {', "\ud800", "\\", "}", "é", ""):
        table_of(log, 't": {').insert(keyed(key, entry))
    again = open_history(tmp_path)
    assert again.load().notices == ()
    table = table_of(again, 't": {')
    assert [str(one.doc_id) for one in table] == ['a": {', "\ud800", "\\", "}", "é", ""]
    assert all(dict(one) == entry for one in table)
