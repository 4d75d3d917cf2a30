"""What would put sessions out of sight, played on the real log."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.field.machine import TABLE, Machine, history_form, press_one_by_one
from tests.terminal.conftest import read_cautions
from tests.terminal.program import SUPPLE, Program, environment, write_routine, write_settings
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS

pytestmark = pytest.mark.torture

BOUNDED_SECONDS = 30.0
LONG_NOTE = "word " * 600


def rows(*ids: str) -> list[str]:
    """Rows of a person's own table under ids of their own, a day apart."""
    return [
        f"session,{one},2026-01-{day:02}T08:00:00Z,0,2026-01-{day:02},Mine,300,true,note {one}"
        for day, one in enumerate(ids, start=1)
    ]


def backup_names(machine: Machine, data: Path | None = None) -> list[str]:
    """The names of the backups, newest first."""
    return re.findall(r"(?m)^([0-9a-f]{8}) ", machine.supple("backups", data=data).out)


def entries(machine: Machine) -> dict[str, Any]:
    """The document of the log as JSON."""
    whole: dict[str, Any] = json.loads((machine.data / "history.json").read_text())
    return whole


def exported(machine: Machine) -> dict[str, Any]:
    """The log as JSON, as the program writes it."""
    whole: dict[str, Any] = json.loads(machine.supple("export", "--json", "-").out)
    return whole


@pytest.mark.parametrize("damage", ["git's markers", "cut off", "no header"])
def test_sessions_under_ids_of_ones_own_come_out_of_a_damaged_file(
    machine: Machine, damage: str
) -> None:
    """L1: ids such as 1, 2, 3 are taken in, salvaged without a backup, and saved as sessions."""
    machine.table("i.csv", *rows("1", "2", "3"))
    machine.supple("import", "i.csv")
    assert "3 the same" in machine.supple("import", "i.csv").text
    shutil.rmtree(machine.state)
    file = machine.data / "history.json"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(
        {
            "git's markers": "".join([*lines[:2], "<<<<<<< HEAD\n", *lines[2:]]),
            "cut off": "".join(lines[:5])[:-1],
            "no header": "".join(lines[1:]),
        }[damage]
    )
    assert machine.notes() == ["note 1", "note 2", "note 3"]
    machine.supple("log", "massage")
    assert machine.notes()[:3] == ["note 1", "note 2", "note 3"]
    tables = {name for name, table in entries(machine).items() if name != "_meta" and table}
    assert "sessions" in tables
    assert tables <= {"sessions", "marks", "remembered"}


def test_another_log_in_its_place_is_told_until_answered(machine: Machine) -> None:
    """L2: the log that was there before is named after every save, and its sessions come back."""
    machine.log("mine")
    machine.log("other", data=machine.folder / "e")
    shutil.copy(machine.folder / "e" / "history.json", machine.data)
    for _ in range(2):
        machine.supple("log", "massage")
        assert "Another log" in machine.supple("history").text
    assert "another log" in machine.supple("backups").text
    doctor = machine.supple("doctor", code=None)
    assert doctor.code == 1
    assert "next save puts this right" not in doctor.text
    advice = re.search(r"import \S+", doctor.text)
    assert advice
    machine.supple(*advice.group().split())
    assert {"mine", "other"} <= set(machine.notes())
    assert "Another log" not in machine.supple("history").text
    assert machine.supple("doctor").code == 0


@pytest.mark.parametrize("flip", ['"left"|"lefu"', "2026-|2\x7f26-", '"rep":1|"rep":q'])
def test_a_damaged_record_never_replaces_a_good_one(machine: Machine, flip: str) -> None:
    """L3: what can no longer be read comes from the last save, is told, and is kept aside."""
    machine.log("precious", "another")
    file = machine.data / "history.json"
    before, after = flip.split("|")
    good = file.read_text()
    file.write_text(good.replace(before, after, 1))
    told = machine.supple("history")
    assert "precious" in told.out
    assert told.err
    machine.supple("log", "massage")
    assert "precious" in machine.supple("history").out
    assert [path for path in machine.state.rglob("kept/*") if after in path.read_text()]


def test_a_moved_folder_takes_its_backups_along(machine: Machine) -> None:
    """L4: under a new path the backups are found by the log's id."""
    machine.log("a", "b")
    moved = machine.folder / "d2"
    machine.data.rename(moved)
    (moved / "history.json").write_bytes(b"")
    assert machine.notes(moved) == ["a", "b"]
    assert len(backup_names(machine, moved)) == 2


@pytest.mark.parametrize("row", ["unclosed", "stray", "twice"])
def test_one_bad_row_takes_no_other_with_it(machine: Machine, row: str) -> None:
    """L5: the rows behind it are read or nothing is; the right line is named; the code is not 0."""
    lines = [TABLE, *rows("1", "2", "3", "4")]
    lines[2] = {
        "unclosed": lines[2].replace("note 2", '"note 2'),
        "stray": lines[2].replace("Mine", '"Mi"ne"'),
        "twice": lines[1].replace("note 1", "another note"),
    }[row]
    machine.write("i.csv", *lines)
    told = machine.supple("import", "i.csv", code=None)
    assert told.code != 0
    assert "line 3" in told.text
    found = machine.notes() if (machine.data / "history.json").exists() else []
    assert found in ([], ["note 1", "note 3", "note 4"])
    assert found or "Nothing was imported" in told.text


def test_a_cell_of_any_length_is_taken_in_whole(machine: Machine) -> None:
    """L5: a note beyond what tables usually hold is neither refused nor cut."""
    one, two, three = rows("1", "2", "3")
    machine.table("i.csv", one, two.replace("note 2", "x" * 140_000), three)
    machine.supple("import", "i.csv")
    kept = sorted(len(session["note"]) for session in entries(machine)["sessions"].values())
    assert kept == [6, 6, 140_000]


def test_going_back_can_be_taken_back_after_later_saves(machine: Machine) -> None:
    """L6: a backup's name stays, and to undo going back hides no fresh session."""
    machine.log("a", "b")
    newest, oldest = backup_names(machine)
    machine.supple("log", "massage", "--note", "c")
    assert {newest, oldest} < set(backup_names(machine))
    told = machine.supple("restore", oldest).text
    assert machine.notes() == ["a"]
    machine.supple("log", "massage", "--note", "fresh")
    undo = re.search(r"supple .* (restore --undo)", told)
    assert undo
    machine.supple(*undo.group(1).split())
    assert sorted(machine.notes()) == ["a", "b", "c", "fresh"]


HELD_UP = """
import os

replace = os.replace

def held_up(source, target, **options):
    if str(target).endswith("d/history.json"):
        os.write({began}, b".")
        os.read({goes_on}, 1)
    return replace(source, target, **options)

os.replace = held_up
"""


def test_reading_beside_a_save_raises_no_alarm(machine: Machine) -> None:
    """L7: between a save's backup and its file nothing is said to be lacking."""
    machine.log("a")
    (begins, began), (goes_on, go_on) = os.pipe(), os.pipe()
    held_up = machine.patched(HELD_UP.format(began=began, goes_on=goes_on))
    saving = subprocess.Popen(
        [SUPPLE, "--data-dir", machine.data, "log", "massage"],
        env=environment({**machine.environ, **held_up}),
        stdout=subprocess.DEVNULL,
        pass_fds=(began, goes_on),
    )
    os.close(began)
    try:
        assert os.read(begins, 1) == b"."
        told = machine.supple("history")
    finally:
        for end in (begins, goes_on, go_on):
            os.close(end)  # it goes on, as nothing is left to wait for
        assert saving.wait(30) == 0
    assert told.err == ""
    assert "a" in told.out
    assert machine.supple("history").err == ""
    assert len(machine.sessions()) == 2


ODD_NOTE = "  two\r\nlines\tand e\u0301, \u2028 \u200f and space  "


def test_an_edit_leaves_every_letter_of_a_note_alone(machine: Machine) -> None:
    """L10: a note that no field could hold stays as it is when something else is changed."""
    machine.table("i.csv", *rows("1"))
    machine.supple("import", "i.csv")
    whole = exported(machine)
    (key,) = whole["sessions"]
    whole["sessions"][key] |= {"note": ODD_NOTE, "future": {"a": [1]}, "rev": 2}
    machine.write("w.json", json.dumps(whole))
    machine.supple("import", "w.json", "--replace")
    for change in (("--pain-before", "3"), ("--day", "2026-01-02")):
        machine.supple("edit", "last", *change)
        kept = entries(machine)["sessions"][key]
        assert (kept["note"], kept["future"]) == (ODD_NOTE, {"a": [1]})
    machine.supple("undo")
    assert entries(machine)["sessions"][key]["note"] == ODD_NOTE


SMALL_BOUND = "import library.history.format as bounds; bounds.LARGEST_SAVED_BYTES = 6_000"
BEYOND_WHAT_CAN_BE_READ = 257 * 1024 * 1024


def test_no_save_grows_beyond_what_can_be_read(machine: Machine) -> None:
    """L8: such a save is refused, and what was saved before stays."""
    small = machine.patched(SMALL_BOUND)
    saved = 0
    while machine.supple("log", "massage", environ=small, code=None).code == 0:
        saved += 1
        assert saved < 8, "nothing was ever refused"
    assert saved > 1
    assert "Not saved" in machine.supple("log", "massage", environ=small, code=None).text
    assert len(machine.sessions()) == saved


def test_going_back_needs_no_file_that_can_be_read(machine: Machine) -> None:
    """L8: a backup takes the place of a file that is too large to be read."""
    machine.log("a", "b")
    with (machine.data / "history.json").open("r+b") as file:
        file.truncate(BEYOND_WHAT_CAN_BE_READ)
    newest, *_ = backup_names(machine)
    machine.supple("restore", newest)
    assert machine.notes() == ["a", "b"]


def last_hold(machine: Machine) -> Program:
    """A session in its last hold, which enter ends."""
    machine.data.mkdir(exist_ok=True)
    write_settings(machine.data, 'bell = "off"', 'tones = "off"')
    write_routine(machine.data, ["crossed-leg-stretch 30"])
    program = machine.terminal("start", "short", columns=100, rows=30)
    read_cautions(program)
    program.wait_for("LEFT leg, rep")
    program.press("enter")
    program.wait_for("RIGHT leg, rep")
    return program


def end(program: Program) -> Program:
    """End the last hold and wait for the card that asks for pain and note."""
    program.press("enter")
    program.wait_for("All optional")
    program.watch(FIRST_MOMENT_SECONDS + 0.3)
    return program


@pytest.mark.parametrize("how", ["TERM", "closed"])
@pytest.mark.parametrize("place", ["end card", "History", "editor"])
def test_what_is_typed_outlives_the_window(machine: Machine, place: str, how: str) -> None:
    """L9: what was typed before the end is offered by the next start."""
    if place == "end card":
        program = end(last_hold(machine))
        press_one_by_one(program, "3", *["tab"] * 3, *"tight")
    elif place == "History":
        machine.log("before")
        program = history_form(machine)
        press_one_by_one(program, "3", "tab", "4", "tab", "tab", *"tight")
    else:
        program = machine.dashboard(columns=100, rows=30)
        program.wait_for("This week")
        press_one_by_one(program, "3", "n")
        program.wait_for("Your routine")
        program.watch(0.5)
        press_one_by_one(program, *"tight")
    program.wait_for("tight")
    program.watch(1.5)
    if how == "closed":
        program.hang_up()
    else:
        program.send_signal(signal.SIGTERM)
        program.wait_for_end()
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("tight")


def test_noting_the_pain_leaves_a_long_note_alone(machine: Machine) -> None:
    """L10: of an imported session only the fields that were changed are written."""
    machine.write(
        "i.csv", TABLE, rows("1")[0].replace("note 1", LONG_NOTE.strip()).replace("Mine", "Massage")
    )
    machine.supple("import", "i.csv")
    program = history_form(machine)
    press_one_by_one(program, "3", "enter")
    program.wait_for("Saved")
    program.press("q")
    assert program.wait_for_end() == 0
    (session,) = entries(machine)["sessions"].values()
    assert session["pain_before"] == 3
    assert session["note"] == LONG_NOTE.strip()


def test_an_import_deletes_nothing_unasked(machine: Machine) -> None:
    """L11: what the file has deleted is kept, told with its number, and goes with a word."""
    machine.log("a", "b", "c")
    whole = exported(machine)
    for session in whole["sessions"].values():
        session |= {"deleted_at": session["updated_at"], "rev": 2}
    machine.write("e.json", json.dumps(whole))
    told = machine.supple("import", "e.json", code=None).text
    assert machine.notes() == ["a", "b", "c"]
    assert "3" in told
    assert "would be deleted" in told
    assert "would be deleted" in machine.supple("import", "--dry-run", "e.json", code=None).text
    machine.supple("import", "e.json", "--yes")
    assert machine.sessions() == []
    machine.supple("import", "--undo")
    assert machine.notes() == ["a", "b", "c"]


@pytest.mark.parametrize("claimed", ["9999-01-01T00:00:00Z", "nonsense", ""])
def test_no_claimed_time_wins_for_ever(machine: Machine, claimed: str) -> None:
    """L12: a version that claims an impossible time is left out, or an edit still beats it."""
    machine.log("mine")
    whole = exported(machine)
    for session in whole["sessions"].values():
        session |= {"note": "claimed", "updated_at": claimed, "rev": 2}
    machine.write("e.json", json.dumps(whole))
    machine.supple("import", "e.json", code=None)
    program = history_form(machine)
    press_one_by_one(program, *["tab"] * 3, "\x1b[F")
    program.watch(0.5)
    press_one_by_one(program, *" edited", "enter")
    program.wait_for("Saved")
    program.press("q")
    assert program.wait_for_end() == 0
    (edited,) = machine.notes()
    assert edited.endswith(" edited")
    machine.supple("import", "e.json", code=None)
    assert machine.notes() == [edited]


def test_half_a_letter_is_exported(machine: Machine) -> None:
    """L13: a lone surrogate in a note stops neither table nor history."""
    machine.log("precious MARK")
    file = machine.data / "history.json"
    file.write_text(file.read_text().replace("MARK", "\\ud800"))
    machine.supple("export", "--csv", "a.csv")
    assert "precious" in (machine.folder / "a.csv").read_text(encoding="utf-8-sig")
    assert "precious" in machine.supple("history").out


def drafts_folder(machine: Machine) -> Path:
    """Where the unfinished sessions of the data folder lie."""
    (line,) = re.findall(r"(?m)^drafts +(.+)$", machine.supple("paths").out)
    return Path(line)


def test_a_draft_nested_beyond_reason_stops_no_start(machine: Machine) -> None:
    """L13: it is passed over, and the dashboard opens."""
    machine.log("a")
    folder = drafts_folder(machine)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bad.json").write_text('{"a":' * 2000 + "1" + "}" * 2000)
    program = machine.dashboard()
    program.wait_for("This week")
    program.press("q")
    assert program.wait_for_end() == 0


def test_nonsense_is_read_in_bounded_time(machine: Machine) -> None:
    """L13: two million characters of opened braces end in a sentence, and nothing is lost."""
    machine.log("a")
    (machine.data / "history.json").write_text('{"a":' * 400_000)
    began = time.perf_counter()
    told = machine.supple("history", code=None)
    assert time.perf_counter() - began < BOUNDED_SECONDS
    assert "a" in told.out
    assert told.err


def test_a_draft_of_a_saved_session_goes(machine: Machine) -> None:
    """L14: what is already in the log is neither offered nor kept."""
    program = last_hold(machine)
    folder = drafts_folder(machine)
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".json"}
    assert kept
    end(program).press("enter")
    program.wait_until_gone("All optional")
    program.press("q")
    assert program.wait_for_end() == 0
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    program = machine.dashboard(columns=100, rows=30)
    program.wait_for("This week")
    program.wait(lambda _: not kept.keys() & set(os.listdir(folder)), "the draft to go")
    program.press("q")
    assert program.wait_for_end() == 0
    assert len(machine.sessions()) == 1
