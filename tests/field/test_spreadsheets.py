"""Tables that went through other people's spreadsheets."""

import csv
import io
import json
import shlex
import shutil
import subprocess

import pytest

from tests.field.machine import TABLE, Machine
from tests.terminal.program import SUPPLE, environment

pytestmark = pytest.mark.torture

ROW = "session,{id},2026-11-{day:02}T08:00:00Z,0,{written},Mine,300,true,{note}"
JARGON = ("RFC3339", "$.", "Expected `", "Traceback", "UnicodeDecodeError")


def exported(machine: Machine, kind: str = "csv") -> str:
    """The table that the program writes, as text."""
    return machine.supple("export", f"--{kind}", "-").out.removeprefix("\ufeff")


def rows(*days: int, note: str = "") -> list[str]:
    """Rows of a person's own table, a session on each of these days of November."""
    return [
        ROW.format(id=day, day=day, written=f"2026-11-{day:02}", note=note or f"note {day}")
        for day in days
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac-roman"])
def test_text_is_read_as_what_it_evidently_is(machine: Machine, encoding: str) -> None:
    """F1: a table saved in another encoding brings its umlauts back whole."""
    machine.supple("log", "massage", "--note", "Übung – gut")
    machine.supple("export", "--json", "whole.json")
    (machine.folder / "b.csv").write_bytes(exported(machine).encode(encoding))
    machine.supple("import", "b.csv")
    assert machine.notes() == ["Übung – gut"]
    fresh = machine.folder / "fresh"
    machine.supple("import", "b.csv", data=fresh)
    assert machine.notes(fresh) == ["Übung – gut"]


def test_a_table_says_what_it_is_written_in(machine: Machine) -> None:
    """F2: the table begins with the mark by which spreadsheets know UTF-8."""
    machine.supple("log", "massage", "--note", "Übung")
    machine.supple("export", "--csv", "a.csv")
    assert (machine.folder / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfkind")
    assert "1 the same" in machine.supple("import", "a.csv").text


@pytest.mark.parametrize("letters", ["cp1252", "mac-roman", "cp1251", "cp850", "gbk", "ascii"])
def test_what_a_program_garbled_takes_no_note(machine: Machine, letters: str) -> None:
    """F2: UTF-8 taken for any other letters, and saved so, changes no note."""
    machine.supple("log", "massage", "--note", "Übung – žluť")
    machine.write("b.csv", exported(machine).encode().decode(letters, errors="replace"))
    assert "1 the same" in machine.supple("import", "b.csv").text
    assert machine.notes() == ["Übung – žluť"]


@pytest.mark.parametrize("case", ["no holds", "one leg", "cut off"])
def test_what_a_table_lacks_is_not_taken_away(machine: Machine, case: str) -> None:
    """F3: a table with fewer rows takes no hold away until that is asked for."""
    machine.supple("log", "desk-break")
    before, holds = machine.supple("status").first_line, machine.sessions()[0]["holds"]
    lines = exported(machine).splitlines()
    kept = {
        "no holds": [line for line in lines if not line.startswith("hold")],
        "one leg": [line for line in lines if ",right," not in line],
        "cut off": lines[: len(lines) // 2 + 1],
    }[case]
    machine.write("b.csv", *kept)
    told = machine.supple("import", "b.csv", code=1).text
    assert machine.supple("status").first_line == before
    assert machine.sessions()[0]["holds"] == holds
    assert "would remove" in told
    machine.supple("import", "b.csv", "--replace")
    assert len(machine.sessions()[0]["holds"]) < len(holds)


def test_it_is_told_which_version_was_taken(machine: Machine) -> None:
    """F4: an older file is told to be left, a newer one to be taken, by a dry run as well."""
    machine.log("first")
    whole = json.loads(exported(machine, "json"))
    (session,) = whole["sessions"].values()
    for name, version in {
        "old.json": session | {"note": "first", "updated_at": "2026-11-01T08:00:00Z"},
        "new.json": session | {"note": "second", "rev": 2, "updated_at": "2026-11-02T08:00:00Z"},
    }.items():
        machine.write(name, json.dumps(whole | {"sessions": {session["id"]: version}}))
    (machine.data / "history.json").unlink()
    shutil.rmtree(machine.state)
    machine.supple("import", "old.json")
    foretold = machine.supple("import", "--dry-run", "new.json").text
    assert machine.notes() == ["first"]
    taken = machine.supple("import", "new.json", "--verbose").text
    assert machine.notes() == ["second"]
    kept = machine.supple("import", "old.json", "--verbose", code=None).text
    assert machine.notes() == ["second"]
    assert "1 taken from the file" in foretold
    assert "1 taken from the file" in taken
    assert "0 taken from the file, 1 kept from here" in kept
    assert "2026" in taken  # of every entry


def dialects() -> dict[str, list[str]]:
    """The table of two sessions as other programs write it, by what is odd about it."""
    heading, *body = [TABLE, *rows(20, 21)]
    cells = [line.split(",") for line in (heading, *body)]
    german = [line.replace("2026-11-20,", "20.11.2026,") for line in body]
    quoted = ['"' + '","'.join(line) + '"' for line in cells]
    return {
        "all quoted": quoted,
        "other case": [heading.upper(), *body],
        "other order": [",".join(reversed(line)) for line in cells],
        "first line sep": ["sep=,", heading, *body],
        "semicolons": ["sep=;", *(";".join(line) for line in cells)],
        "tabs": ["\t".join(line) for line in cells],
        "day first": [heading, *(line.replace("2026-11-21,", "21.11.2026,") for line in german)],
        "month first": [
            heading,
            *(
                line.replace(",0,2026-11-2", ",0,11/2").replace(",Mine", "/2026,Mine")
                for line in body
            ),
        ],
        "numbers with a point": [heading, *(line.replace(",300,", ",300.0,") for line in body)],
        "loud truth": [heading, *(line.replace(",true,", ",TRUE,") for line in body)],
        "empty rows": [heading, body[0], ",,,,,,,,", "", body[1], ",,,,,,,,"],
    }


@pytest.mark.parametrize("dialect", dialects())
def test_what_spreadsheets_rewrite_is_still_read(machine: Machine, dialect: str) -> None:
    """F5: columns, days, numbers and truth are read in the ways programs write them."""
    machine.write("b.csv", *dialects()[dialect])
    machine.supple("import", "b.csv")
    days = [session["practice_day"] for session in machine.sessions()]
    assert days == ["2026-11-20", "2026-11-21"]
    assert [session["completed"] for session in machine.sessions()] == [True, True]


def test_a_cell_that_cannot_be_read_is_named_in_plain_words(machine: Machine) -> None:
    """F5: line, column, what stands there and what is wanted, and nothing that follows from it."""
    machine.supple("log", "massage", "--pain-after", "3", "--note", "good")
    text = exported(machine)
    table = list(csv.reader(io.StringIO(text)))
    column = table[0].index("pain_after")
    table[1][column] = "3.5"
    machine.write("b.csv", *(",".join(line) for line in table))
    fresh = machine.folder / "fresh"
    told = machine.supple("import", "b.csv", data=fresh, code=None)
    assert told.code > 0
    assert all(word in told.text for word in ("line 2", "pain_after", "3.5"))
    assert not [word for word in JARGON if word in told.text]
    assert told.text.count("line ") == 1


def test_what_was_deleted_is_not_in_the_table(machine: Machine) -> None:
    """F6: the table holds what History shows."""
    machine.supple("log", "massage", "--note", "PRIVATE")
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    program.press("4")
    program.wait_for("PRIVATE")
    program.press("d")
    program.wait_for("Deleted")
    program.press("q")
    assert program.wait_for_end() == 0
    assert machine.sessions() == []
    assert "PRIVATE" not in exported(machine)
    assert "PRIVATE" in exported(machine, "json")  # which holds everything, as its help says


@pytest.mark.parametrize("way", ["-", "/dev/stdin", "<(...)"])
def test_a_pipe_is_read_like_a_file(machine: Machine, way: str) -> None:
    """F7: what one machine exports can be piped into another one."""
    machine.log("from afar")
    whole = exported(machine, "json")
    fresh = machine.folder / "fresh"
    if way == "<(...)":
        path = machine.write("whole.json", whole)
        command = f"{SUPPLE} --data-dir {shlex.quote(str(fresh))} import <(cat {path})"
        subprocess.run(
            ["bash", "-c", command], env=environment(machine.environ), check=True, timeout=30
        )
    else:
        machine.supple("import", way, data=fresh, given=whole.encode())
    assert machine.notes(fresh) == ["from afar"]
