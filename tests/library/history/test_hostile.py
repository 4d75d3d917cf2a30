"""Files made by hand, by mistake or with malice hide no session and stop nothing."""

import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from library.history.codec import to_document
from library.history.errors import HistoryError
from library.history.record import MarkKind
from tests.library.history.support import DAY, open_history, path_of, session
from tests.library.history.tables import table_of
from tests.marks import torture

GOOD = 3
BAD_KEY = str(uuid.uuid5(uuid.NAMESPACE_OID, "bad"))


@cache
def saved() -> dict[Path, bytes]:
    """The files there are when some sessions were saved one after the other."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        log = open_history(folder)
        for number in range(GOOD):
            log.add(session(number))
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder): path.read_bytes() for path in files}


def folder_with(tmp_path: Path, change: Callable[[str], str]) -> Path:
    for path, content in saved().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    path_of(tmp_path).write_bytes(
        change(path_of(tmp_path).read_text()).encode(errors="surrogatepass")
    )
    return tmp_path


def with_entry(text: str) -> Callable[[str], str]:
    """Put an entry of any text before the first session."""
    return lambda raw: raw.replace('"sessions": {\n', f'"sessions": {{\n"{BAD_KEY}": {text},\n', 1)


def with_fields(**fields: Any) -> str:
    return json.dumps({**to_document(session(50)), "id": BAD_KEY, **fields})


IMPOSSIBLE = [
    "5",
    "null",
    "[]",
    "{}",
    '"text"',
    "NaN",
    with_fields(seconds=float("nan")),
    with_fields(seconds=float("inf")),
    with_fields(seconds=None).replace("null", "1e999"),
    with_fields(pain_before=10**9),
    with_fields(pain_before=10**20),
    with_fields(seconds="@").replace('"@"', "9" * 5000),
    with_fields(started_at="2026-11-22 10:00"),
    with_fields(started_at="yesterday"),
    with_fields(practice_day="2026-02-29"),
    with_fields(utc_offset_minutes=99 * 60),
    with_fields(utc_offset_minutes=24 * 60),
    with_fields(utc_offset_minutes=-24 * 60),
    with_fields(holds=[{**to_document(session(50))["holds"][0], "planned_seconds": 1e308}]),
    with_fields(holds={"a": 1}),
    with_fields(holds=[None]),
    with_fields(completed="yes"),
    with_fields(routine=None),
    json.dumps({"deleted_at": 5}),
    with_fields(practice_day="\ud800"),
    with_fields(**{"x\ud800": 1, "completed": "\ud800"}),
    with_fields(sore_spots=[{"exercise": "\udfff", "side": "\ud800", "seconds": 5}]),
    "[" * 200 + "]" * 200,
]


@pytest.mark.parametrize("entry", IMPOSSIBLE, ids=lambda entry: entry[:30])
def test_an_impossible_entry_is_kept_listed_and_left_out(tmp_path: Path, entry: str) -> None:
    folder = folder_with(tmp_path, with_entry(entry))
    log = open_history(folder)
    snapshot = log.load()
    assert snapshot.sessions == tuple(session(number) for number in range(GOOD))
    assert [one.key for one in snapshot.invalid] == [BAD_KEY]
    assert len(snapshot.notices) == 1
    log.add(session(9))
    table_of(log).all()
    after = open_history(folder).load()
    assert after.invalid == snapshot.invalid
    assert len(after.sessions) == GOOD + 1
    assert after.notices == ()
    assert BAD_KEY in path_of(folder).read_text()


ODD = [
    with_fields(note="\x1b]0;title\x07[@click=app.quit]x[/] [/red] [a='\u202e\x9b"),
    with_fields(note="\ud800"),
    with_fields(note="n" * 5_000_000),
    with_fields(note="a\nb\tc").replace("\\n", "\n").replace("\\t", "\t"),
    with_fields(updated_at="9999-12-31T23:59:59.999Z", rev=1),
    with_fields(updated_at=5, rev="x", device=[]),
    with_fields(started_at="2026-01-05T07:30:00+05:30"),
    with_fields(unknown={"deep": [[[{}]]]}),
    with_fields(id="another"),
    with_fields(**{"x\ud800": 1}),
]


@pytest.mark.parametrize("entry", ODD, ids=lambda entry: entry[-60:])
def test_an_odd_entry_is_read_made_harmless_and_can_be_edited(tmp_path: Path, entry: str) -> None:
    log = open_history(folder_with(tmp_path, with_entry(entry)))
    (odd,) = (one for one in log.load().sessions if one.id == BAD_KEY)
    assert len(odd.note) <= 2000
    assert not any(char in odd.note for char in "\x1b\x9b\x07\u202e\t\ud800")
    log.replace(replace(odd, note="edited"))
    again = open_history(tmp_path).load()
    assert [one.note for one in again.sessions if one.id == BAD_KEY] == ["edited"]
    assert again.notices == ()


BROKEN_LAYOUTS: dict[str, Callable[[str], str]] = {
    "trailing comma": lambda raw: raw.replace("}\n}", "},\n}"),
    "comment": lambda raw: raw.replace('"sessions"', '// mine\n"sessions"'),
    "single quotes": lambda raw: raw.replace('"marks"', "'marks'"),
    "missing comma": lambda raw: raw.replace("},\n", "}\n", 1),
    "html": lambda raw: "<html><body>Sign in</body></html>",
    "nul": lambda raw: raw.replace('"completed"', "\0completed", 1),
    "depth": lambda raw: raw.replace('"marks": {', '"deep": ' + "[" * 100_000 + ',\n"marks": {'),
    "sessions a list": lambda raw: '{"sessions": [1, 2], "marks": {}}',
    "sessions null": lambda raw: '{"sessions": null}',
    "everything removed": lambda raw: raw.splitlines()[0] + '\n"sessions": {\n},\n"marks": {\n}}\n',
    "two copies of a line": lambda raw: raw.replace(
        raw.splitlines()[2] + "\n", (raw.splitlines()[2] + "\n") * 2
    ),
    "two files in one": lambda raw: raw + raw,
    "no header": lambda raw: "{" + raw.partition("\n")[2],
    "unix and windows line ends": lambda raw: raw.replace("},\n", "},\r\n", 1),
    "surrogate in the header": lambda raw: raw.replace('"1": {', '"1": {"x\\ud800": 1, ', 1),
    "bom": lambda raw: "\ufeff" + raw,
    "one line": lambda raw: raw.replace("\n", ""),
    "one broken line": lambda raw: raw.replace("\n", "").replace('"marks"', "'marks'"),
}


@pytest.mark.parametrize("name", BROKEN_LAYOUTS)
def test_a_broken_layout_loses_nothing_and_is_told(tmp_path: Path, name: str) -> None:
    folder = folder_with(tmp_path, BROKEN_LAYOUTS[name])
    found = path_of(folder).read_bytes()
    log = open_history(folder)
    snapshot = log.load()
    assert snapshot.sessions == tuple(session(number) for number in range(GOOD))
    assert len(snapshot.notices) == 1
    log.add(session(9))
    assert len(open_history(folder).load().sessions) == GOOD + 1
    assert [path.read_bytes() for path in (folder / "state" / "kept").iterdir()] == [found]


@pytest.mark.parametrize(
    "name",
    ["trailing comma", "comment", "missing comma", "no header", "one line", "one broken line"],
)
def test_a_broken_layout_without_backups_still_gives_every_session(
    tmp_path: Path, name: str
) -> None:
    folder = folder_with(tmp_path, BROKEN_LAYOUTS[name])
    (folder / "state").rename(folder / "gone")
    assert len(open_history(folder).load().sessions) == GOOD


TOKENS = [b"", b"{", b"}", b'"', b",", b"\n", b"\\", b"\0", b"\xff", b": {", b"[", b"null", b"}}\n"]
pieces = st.sampled_from(TOKENS) | st.binary(max_size=6)
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400), pieces), min_size=1, max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits)
def test_no_mutilation_loses_a_session_or_goes_unnoticed(
    tmp_path: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    folder = folder_with(tmp_path / uuid.uuid4().hex, lambda raw: raw)
    before = raw = path_of(folder).read_bytes()
    for place, length, piece in edits:
        start = int(place * len(raw))
        raw = raw[:start] + piece + raw[start + length :]
    path_of(folder).write_bytes(raw)
    log = open_history(folder)
    snapshot = log.load()
    assert bool(snapshot.notices) == (raw != before)
    present = {one.id for one in snapshot.sessions} | {one.key for one in snapshot.invalid}
    assert {session(number).id for number in range(GOOD)} <= present
    log.add(session(9))
    assert open_history(folder).load().notices == ()


def with_header(**fields: Any) -> Callable[[str], str]:
    """Change what the first line says."""

    def change(raw: str) -> str:
        first, rest = raw.split("\n", 1)
        meta = json.loads(first.rstrip(",") + "}")
        meta["_meta"]["1"] |= fields
        return json.dumps(meta)[:-1] + ",\n" + rest

    return change


@pytest.mark.parametrize("file_id", ["", "x", "{", "../../x", "0" * 300, "ÄÖ\u202e"])
@pytest.mark.parametrize("others", [{}, {"sha256": "0" * 64}], ids=["id", "id-and-checksum"])
def test_an_id_that_is_none_is_told_once_and_harms_no_later_save(
    tmp_path: Path, file_id: str, others: dict[str, str]
) -> None:
    folder = folder_with(tmp_path, with_header(file_id=file_id, **others))
    log = open_history(folder)
    assert len(log.load().notices) == 1
    log.add(session(9))
    again = open_history(folder)
    assert (again.load().notices, len(again.load().sessions)) == ((), GOOD + 1)
    path_of(folder).unlink()
    assert len(open_history(folder).load().sessions) == GOOD + 1


def test_a_damaged_id_is_put_right_again(tmp_path: Path) -> None:
    """Else a copy from another machine would no longer be known for the same history."""
    before = json.loads(path_of(folder_with(tmp_path, str)).read_text())["_meta"]["1"]["file_id"]
    path_of(tmp_path).write_text(with_header(file_id="0" * 36)(path_of(tmp_path).read_text()))
    open_history(tmp_path).add(session(9))
    assert json.loads(path_of(tmp_path).read_text())["_meta"]["1"]["file_id"] == before


@pytest.mark.parametrize("generation", [-3, 10**30])
def test_a_count_of_saves_that_cannot_be_does_not_hinder_saving(
    tmp_path: Path, generation: int
) -> None:
    folder = folder_with(tmp_path, with_header(generation=generation))
    log = open_history(folder)
    assert len(log.load().notices) == 1
    log.add(session(9))
    again = open_history(folder).load()
    assert (again.notices, len(again.sessions)) == ((), GOOD + 1)


def test_a_mark_with_an_unknown_kind_needs_attention(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.mark(DAY, MarkKind.ILL)
    key = table_of(log, "marks").insert({"day": "2026-11-22", "kind": "lazy"})
    snapshot = log.load()
    assert [mark.day for mark in snapshot.marks] == [DAY]
    assert [one.key for one in snapshot.invalid] == [str(key)]


DEPTHS = [260, 5_000, torture(600), torture(100_000)]


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("opening", ["[", '{"a":'], ids=["lists", "objects"])
def test_what_is_nested_beyond_reason_hides_nothing_and_stops_nothing(
    tmp_path: Path, depth: int, opening: str
) -> None:
    deep = opening * depth + "1" + {"[": "]", '{"a":': "}"}[opening] * depth
    folder = folder_with(tmp_path, with_entry(f'{{"extra": {deep}}}'))
    (folder / "state").rename(folder / "gone")
    log = open_history(folder)
    assert log.load().sessions == tuple(session(number) for number in range(GOOD))
    assert len(log.load().notices) == 1
    log.add(session(9))
    assert len(open_history(folder).load().sessions) == GOOD + 1
    entries = f'[{json.dumps(to_document(session(20)))[:-1]}, "extra": {deep}}}]'
    for name, text in (("list.json", entries), ("log.json", f'{{"sessions": {{"x": {deep}}}}}')):
        (tmp_path / name).write_text(text)
        with suppress(HistoryError):
            log.import_file(tmp_path / name)
    assert len(open_history(folder).load().sessions) == GOOD + 1


def test_an_undo_list_nested_beyond_reason_is_an_empty_one(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.delete([session(0).id])
    deep = '{"a":' * 2_000 + "1" + "}" * 2_000
    (tmp_path / "state" / "undo.json").write_text(f'[{{"x": {deep}}}]')
    assert open_history(tmp_path).undo() is None
