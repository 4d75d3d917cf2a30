"""Tables that other programs wrote or rewrote: what is readable is read, the rest is told."""

import bz2
import csv
import gzip
import io
import lzma
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history.codec import from_document, to_document
from library.history.csv_format import to_csv
from library.history.csv_reader import CsvOffer, from_csv
from library.history.csv_rows import find_table
from library.history.errors import UnreadableImport
from library.history.format import Contents, document, encode
from library.history.record import DayMark, MarkKind
from library.history.store import HistoryStore
from library.history.tables import MARKS, SESSIONS
from tests.library.history.support import DAY, open_history, session
from tests.marks import torture

HEADER = "kind,id,started_at,utc_offset_minutes,practice_day,routine,seconds,completed,pain_after"
FIRST = "session,a,2026-01-05T07:30:00Z,60,2026-01-05,Morning,505.5,true,2"
SECOND = "session,b,2026-01-06T07:30:00Z,60,2026-01-06,Morning,505.5,true,2"


def read(text: str) -> CsvOffer:
    table = find_table(text.removeprefix("\ufeff"))
    assert table is not None
    return from_csv(table)


def sessions(text: str) -> list[str]:
    return list(read(text).contents.tables[SESSIONS])


def complaints(text: str) -> list[str]:
    return [f"{entry.key}: {entry.reason}" for entry in read(text).rejected]


@pytest.fixture
def log(tmp_path: Path) -> HistoryStore:
    log = open_history(tmp_path)
    for number in range(3):
        log.add(session(number, note=f"note {number}, with; all\nsorts"))
    log.mark(DAY, MarkKind.ILL)
    return log


def test_where_it_hurt_comes_back_as_it_was_and_an_older_table_says_nothing_of_it(
    tmp_path: Path,
) -> None:
    log = open_history(tmp_path)
    first, second = session(1), session(2)
    hold = replace(first.holds[0], where='=hip, "inner"')
    told = replace(first, worst_where="lower back", holds=(hold, *first.holds[1:]))
    log.add(told)
    log.add(second)
    text = to_csv(log._file.read().contents)
    back = [from_document(document(raw)) for raw in read(text).contents.tables[SESSIONS].values()]
    assert back == [told, second]
    older = rewritten(text, lambda rows: [row.pop(rows[0].index("where")) for row in rows[::-1]])
    assert read(older).absent >= {"where"}
    assert '"where"' not in read(older).contents.tables[SESSIONS][told.id].decode()


def rewritten(text: str, change: Callable[[list[list[str]]], object], **how: str | int) -> str:
    """The table as a program writes it that reads it and writes it again."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    change(rows)
    out = io.StringIO()
    csv.writer(out, **how).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def in_column(name: str, spell: Callable[[str], str]) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        at = rows[0].index(name)
        for row in rows[1:]:
            row[at] = spell(row[at]) if row[at] else ""

    return change


def american(cell: str) -> str:
    year, month, day = cell.split("-")
    return f"{int(month)}/{int(day)}/{year}"


def sort_rows(rows: list[list[str]]) -> None:
    rows[1:] = sorted(rows[1:])


def turn_columns(rows: list[list[str]]) -> None:
    for row in rows:
        row.reverse()
    rows[0][:] = [name.replace("_", " ").title() for name in rows[0]]


def pad(rows: list[list[str]]) -> None:
    for row in rows:
        row += ["", ""]
    rows.insert(2, [""] * len(rows[0]))


def with_title(rows: list[list[str]]) -> None:
    rows[:0] = [["My stretches", "", "2026"], [], ["all of them"]]


def padded(text: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        rows[:] = [[text.format(cell) for cell in row] for row in rows]

    return change


@pytest.mark.parametrize(
    ("change", "how"),
    [
        (padded(" {}"), {}),
        (padded("{:40} "), {"delimiter": "|"}),
        (padded("\u00a0{}\t"), {"delimiter": ";"}),
        (lambda rows: rows.insert(0, ["Table 1"]), {}),
        (with_title, {"delimiter": ";"}),
        (len, {"quoting": csv.QUOTE_ALL}),
        (len, {"delimiter": ";"}),
        (len, {"delimiter": "\t"}),
        (turn_columns, {}),
        (sort_rows, {"lineterminator": "\n"}),
        (pad, {}),
        (in_column("practice_day", american), {}),
        (in_column("practice_day", lambda cell: ".".join(reversed(cell.split("-")))), {}),
        (in_column("day", american), {}),
        (in_column("completed", str.upper), {}),
        (in_column("completed", lambda _: "WAHR"), {"delimiter": ";"}),
        (in_column("pain_after", lambda cell: f"{cell}.0"), {}),
        (in_column("rep", lambda cell: f"{cell},0"), {"delimiter": ";"}),
        (in_column("seconds", lambda cell: cell.replace(".", ",")), {"delimiter": ";"}),
        (in_column("held_seconds", lambda cell: f"{float(cell):E}"), {}),
        (in_column("started_at", lambda cell: cell.replace("T", " ")), {}),
        (in_column("note", lambda cell: cell.replace("\n", "\r\n")), {}),
    ],
)
def test_a_table_that_was_only_rewritten_is_the_same_and_changes_nothing(
    log: HistoryStore,
    tmp_path: Path,
    change: Callable[[list[list[str]]], object],
    how: dict[str, str | int],
) -> None:
    before = log.path.read_bytes()
    text = rewritten(log.export("csv"), change, **how)
    for start in ("", "sep=;\r\n" if how.get("delimiter") == ";" else "\ufeff"):
        (tmp_path / "table.csv").write_text(start + text, encoding="utf-8", newline="")
        found = log.import_file(tmp_path / "table.csv")
        assert found.rejected == ()
        assert found.comparison.counts == (
            "0 new, 4 the same, 0 taken from the file, 0 kept from here"
        )
        assert not found.leaves_out
    assert log.path.read_bytes() == before


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("seconds", "much", '"much" stands there; wanted is a number from 0 to 604800'),
        ("seconds", "", "nothing stands there; wanted is a number from 0 to 604800"),
        ("completed", "perhaps", '"perhaps" stands there; wanted is true or false'),
        ("practice_day", "soon", '"soon" stands there; wanted is a date, as 2026-11-20'),
        ("started_at", "2026-01-05 07:30", "(it does not tell its time zone); wanted is a moment"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_once_with_its_place_and_what_is_wanted(
    column: str, cell: str, told: str
) -> None:
    wrong = FIRST.split(",")
    wrong[HEADER.split(",").index(column)] = cell
    hold = "hold,a,x,,,,,,"
    (complaint,) = complaints("\r\n".join([HEADER, ",".join(wrong), hold, hold, SECOND]))
    assert complaint.startswith(f"line 2: column {column}: ")
    assert told in complaint


@pytest.mark.parametrize("cell", ["3.5", "11", "much", "-1"])
def test_a_session_is_taken_without_a_rating_that_cannot_be_read(
    cell: str, log: HistoryStore, tmp_path: Path
) -> None:
    row = FIRST.split(",")
    row[HEADER.split(",").index("pain_after")] = cell
    table = "\r\n".join([HEADER, ",".join(row), SECOND])
    assert sessions(table) == ["a", "b"]
    assert complaints(table) == [
        f'line 2: column pain_after: "{cell}" stands there; wanted is a whole number from 0 to '
        "10, or nothing; the rest of the session is taken"
    ]
    other = open_history(tmp_path / "other")
    (tmp_path / "table.csv").write_text(table)
    found = other.import_file(tmp_path / "table.csv")
    assert (len(found.comparison.new), found.leaves_out) == (2, True)
    assert [one.pain_after for one in other.load().sessions] == [None, 2]


@pytest.mark.parametrize("column", ["pain_before", "pain_after", "rev", "more"])
def test_a_cell_that_cannot_be_read_takes_nothing_away_here(
    column: str, log: HistoryStore, tmp_path: Path
) -> None:
    before = log.load().sessions
    text = rewritten(
        log.export("csv"),
        in_column(column, lambda _: "{x")
        if column != "more"
        else lambda rows: rows[1].__setitem__(rows[0].index("more"), "{x"),
    )
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    found = log.import_file(tmp_path / "table.csv", replace=True)
    assert found.leaves_out
    assert log.load().sessions == before


MOMENTS: dict[str, Callable[[datetime], str]] = {
    "German": lambda at: f"{at:%d.%m.%Y %H:%M:%S}",
    "British": lambda at: f"{at:%d/%m/%Y %H:%M}",
    "American": lambda at: f"{at.month}/{at.day}/{at.year} {at:%I:%M:%S %p}",
    "Finnish": lambda at: f"{at.day}.{at.month}.{at.year} {at:%H.%M.%S}",
    "Chinese": lambda at: f"{at:%Y/%m/%d} {'上午' if at.hour < 12 else '下午'} {at:%I:%M:%S}",
    "Swedish": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "short months": lambda at: f"{at:%d-%b-%y %H:%M:%S}",
    "a number": lambda at: str((at - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(1)),
}


@pytest.mark.parametrize("custom", [*[*MOMENTS][:2], *map(torture, [*MOMENTS][2:])])
def test_a_start_that_a_spreadsheet_rewrote_is_the_same(
    custom: str, log: HistoryStore, tmp_path: Path
) -> None:
    def spell(cell: str) -> str:
        return MOMENTS[custom](datetime.fromisoformat(cell).astimezone(UTC))

    for number in range(3, 25, 3):  # one of them is on a day after the twelfth
        log.add(session(number))
    text = rewritten(log.export("csv"), in_column("started_at", spell))
    for also in ("", "practice_day"):
        if also and custom != "a number":
            text = rewritten(
                text, in_column(also, lambda cell: spell(f"{cell}T12:00:00Z").partition(" ")[0])
            )
        (tmp_path / "table.csv").write_text(text, encoding="utf-8")
        found = log.import_file(tmp_path / "table.csv")
        assert found.rejected == ()
        assert found.comparison.counts.startswith("0 new, 12 the same, 0 taken")


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        ("05.01.2026 07:30", False),
        ("05.01.2026 07:30 UTC", True),
        ("5 Jan 2026 8:30 AM +01:00", True),
        ("1/5/2026 7:30 GMT", True),
        ("05.01.2026", False),
    ],
)
def test_a_start_by_hand_has_to_tell_its_zone(cell: str, taken: bool) -> None:
    row = FIRST.split(",")
    row[HEADER.split(",").index("started_at")] = cell
    table = read("\r\n".join([HEADER, ",".join(row)])).contents.tables[SESSIONS]
    assert len(table) == taken
    if taken:
        assert b'"started_at":"2026-01-05T07:30:00Z"' in table["a"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEADER}\r\n{FIRST}".replace("kind,id,", "kind,number,"), "has no column id, which"),
        (f"{HEADER}\r\n{FIRST}".replace("kind,id,", "id,what,"), "has no column kind, which"),
        (f"{HEADER}\r\n{FIRST}".replace("kind,id,", "a,b,").replace(",", ";"), "kind and no col"),
        (f"{FIRST}\r\n{SECOND}", "has no header: its first line has to name the columns, as in"),
        (f"sep=;\n{FIRST}".replace(",", ";"), "has no header: its first line has to name"),
    ],
)
def test_a_table_without_its_columns_says_which(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(text)
    with pytest.raises(UnreadableImport, match=told):
        open_history(tmp_path).import_file(tmp_path / "table.csv")


def test_a_row_typed_by_hand_may_have_spaces_behind_its_commas() -> None:
    typed = FIRST.replace(",", ", ").replace("Morning", '"Morning, at home"')
    (found,) = read(f"{HEADER}\n{typed}\n").contents.tables[SESSIONS].values()
    assert document(found)["routine"] == "Morning, at home"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_is_told_to_be_one(
    pack: Callable[[bytes], bytes], log: HistoryStore, tmp_path: Path
) -> None:
    (tmp_path / "table.csv").write_bytes(pack(log.export("csv").encode()))
    with pytest.raises(UnreadableImport, match=r"is a packed file or a spreadsheet\. Unpack it"):
        log.import_file(tmp_path / "table.csv")


def test_spaces_inside_quotation_marks_are_kept() -> None:
    quoted = FIRST.replace("Morning", '"  Morning "')
    (found,) = read(f"{HEADER}\n{quoted}\n").contents.tables[SESSIONS].values()
    assert document(found)["routine"] == "  Morning "


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('session,"x', 3),
        ('session,"x"y,2026', 3),
        ('session,"x,\r\nsession,c","2026', 3),
        (f'{FIRST[:-1]}"stray', 3),
        ("dance,x", 3),
        ("session", 3),
        (f"{FIRST},,,too,many", 3),
    ],
)
def test_a_broken_row_costs_that_row_and_is_told_with_the_line_it_begins_in(
    broken: str, line: int
) -> None:
    text = "\r\n".join([HEADER, FIRST, broken, SECOND])
    assert sessions(text) == ["a", "b"]
    assert complaints(text)[0].startswith(f"line {line}: ")


def test_two_stray_quotation_marks_do_not_swallow_the_rows_between_them() -> None:
    rows = [f"{HEADER},note", f'{FIRST},"open', f"{SECOND},fine", f'{SECOND.replace("b", "c")},"x"']
    assert sessions("\r\n".join(rows)) == ["b", "c"]


def test_a_note_longer_than_csv_allows_is_no_obstacle() -> None:
    text = f"{HEADER},note\r\n{FIRST},{'long ' * 50_000}\r\n{SECOND},"
    assert sessions(text) == ["a", "b"]
    assert complaints(text) == []


def test_a_second_row_with_the_same_id_replaces_nothing() -> None:
    second = FIRST.replace("Morning", "Evening")
    found = read("\r\n".join([HEADER, FIRST, SECOND, second]))
    assert document(found.contents.tables[SESSIONS]["a"])["routine"] == "Morning"
    (entry,) = found.rejected
    assert entry.key == "line 4"
    assert "stands in line 2 already" in entry.reason


def test_holds_without_their_session_are_told_once() -> None:
    header = "kind,id,exercise,side,rep,planned_seconds,held_seconds,outcome"
    hold = "hold,a,leg-lift,left,1,30,30,done"
    assert complaints("\r\n".join([header, hold, hold])) == [
        "line 2: no row of the table is the session it belongs to"
    ]


def test_a_column_that_a_history_has_not_is_told() -> None:
    told = complaints(f"{HEADER},Pain_befor\r\n{FIRST},3")
    assert told == ["column pain_befor: a history has none of this name. Did you mean pain_before"]


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two columns called id"):
        find_table("kind,id,ID\n")


def test_what_is_deleted_or_no_record_is_not_in_the_table(log: HistoryStore) -> None:
    log.delete([session(1).id])
    log.mark(DAY, None)
    text = log.export("csv")
    assert "note 0" in text
    assert "note 1" not in text
    assert "ill" not in text
    assert "note 1" in log.export("json")


def test_a_lone_surrogate_goes_out_as_json_and_comes_back() -> None:
    contents = Contents()
    odd = {**to_document(session(0)), "note": "a\ud800b"}
    contents.tables[SESSIONS] = {session(0).id: encode(odd)}
    text = to_csv(contents)
    text.encode()
    assert read(text).contents == contents


def test_no_field_of_a_hand_made_file_gets_into_the_table_as_a_formula() -> None:
    contents = Contents()
    odd = {**to_document(session(0)), "rev": "=1+1", "device": "ok;=1+1", "mood": "a\n@b"}
    mark = {**to_document(DayMark(DAY, MarkKind.ILL)), "rev": "+1"}
    contents.tables[SESSIONS] = {session(0).id: encode(odd)}
    contents.tables[MARKS] = {DayMark(DAY, MarkKind.ILL).key: encode(mark)}
    text = to_csv(contents)
    assert read(text).contents == contents
    assert '"ok;\'=1+1"' in text
    assert ",=" not in text
    assert ",+" not in text


def test_the_table_says_that_it_is_written_in_utf_8(log: HistoryStore) -> None:
    assert log.export("csv").startswith("\ufeffkind,id,")


@pytest.mark.parametrize("started", ["9999-12-31T23:30:00Z", "0001-01-01T00:30:00+02:00"])
@pytest.mark.parametrize("offset", [120, -120])
def test_a_start_at_the_end_of_all_years_settles_no_day(started: str, offset: int) -> None:
    row = f"session,a,{started},{offset},01/02/9999,Morning,505.5,true,2"
    assert complaints(f"{HEADER}\n{row}\n{SECOND}\n")
    assert sessions(f"{HEADER}\n{row}\n{SECOND}\n") == ["b"]
