"""`supple import`: what it says before and after, and what its exit code means."""

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from library.history.codec import to_document
from library.history.store import HistoryStore
from tests.tui.cli.sessions import make_session
from tui.__main__ import run

Output = pytest.CaptureFixture[str]
HEADER = "kind,id,started_at,utc_offset_minutes,practice_day,routine,seconds,completed,pain_after\n"
GOOD = "session,a,2026-01-05T07:30:00Z,60,5.1.2026,Morning,505.5,true,3.0\n"
BAD = "session,b,2026-01-06T07:30:00Z,60,6.1.2026,Morning,much,true,3\n"


@pytest.fixture
def table(history: HistoryStore, tmp_path: Path) -> Path:
    """The log's own table of two sessions, the holds of which somebody has filtered out."""
    for day in (1, 2):
        history.add(make_session(day))
    lines = history.export("csv").splitlines(keepends=True)
    path = tmp_path / "table.csv"
    path.write_text("".join(line for line in lines if not line.startswith("hold")), newline="")
    return path


def test_a_dry_run_says_exactly_what_the_import_then_says(table: Path, capsys: Output) -> None:
    told = []
    for more in ([], ["--replace"]):
        for dry in (["--dry-run"], []):
            code = run(["import", str(table), "--verbose", *more, *dry])
            told.append((code, capsys.readouterr().out.replace("Would import", "Imported")))
    planned, real, planned_replacing, (code, out) = told
    *said, way_back = out.splitlines(keepends=True)
    assert way_back == "To undo this, also later: supple import --undo\n"
    replacing = (code, "".join(said))
    assert planned == real
    assert planned_replacing == replacing
    assert real == (
        1,
        "kept from here, would remove 2 holds: 2026-03-01 18:30 Desk break\n"
        "kept from here, would remove 2 holds: 2026-03-02 18:30 Desk break\n"
        "Imported: 0 new, 0 the same, 0 taken from the file, 2 kept from here.\n"
        "Left as they are: 2 would remove 4 holds. Add --replace to take that, too.\n",
    )
    assert replacing == (
        0,
        "taken from the file, removes 2 holds: 2026-03-01 18:30 Desk break\n"
        "taken from the file, removes 2 holds: 2026-03-02 18:30 Desk break\n"
        "Imported: 0 new, 0 the same, 2 taken from the file, 0 kept from here.\n"
        "Of these 2 remove 4 holds.\n",
    )


def test_an_import_is_taken_back_by_a_word(
    table: Path, history: HistoryStore, capsys: Output
) -> None:
    assert run(["import", "--yes", str(table)]) == 0
    history.add(make_session(5))
    history.load()
    history.replace(make_session(2, holds=(), note="since"))
    capsys.readouterr()
    assert run(["import", "--undo"]) == 0
    assert capsys.readouterr().out == (
        "Undone: 1 entry as before the import. 1 entry changed since: left alone.\n"
    )
    first, second, third = history.load().sessions
    assert (first, second.note, third) == (make_session(1), "since", make_session(5))
    assert run(["import", "--undo"]) == 0
    assert "nothing was imported here" in capsys.readouterr().out


def test_an_edit_of_an_older_version_is_left_out_and_named_until_it_is_asked_for(
    history: HistoryStore, tmp_path: Path, capsys: Output
) -> None:
    history.add(make_session(1, note="knee"))
    path = tmp_path / "table.csv"
    path.write_text(history.export("csv").replace("knee", "left knee"))
    assert run(["import", str(path)]) == 0
    path.write_text(path.read_text().replace("left knee", "left knee, better"))
    capsys.readouterr()
    assert run(["import", str(path)]) == 1
    told = capsys.readouterr()
    assert told.err == "supple: Left out: 2026-03-01 18:30 Desk break: it is newer here.\n"
    assert told.out == (
        "Imported: 0 new, 0 the same, 0 taken from the file, 1 kept from here.\n"
        "Left as they are: 1 is newer here. Add --replace to take that, too.\n"
    )
    assert run(["import", str(path), "--replace"]) == 0
    assert "Of these 1 was newer here." in capsys.readouterr().out
    assert history.load().sessions[0].note == "left knee, better"


@pytest.mark.parametrize("arguments", [[], ["--undo", "file"], ["--undo", "--dry-run"]])
def test_what_makes_no_sense_is_told(arguments: list[str], capsys: Output) -> None:
    assert run(["import", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "code", "lines"),
    [
        (HEADER + GOOD, 0, 0),
        (HEADER + GOOD + BAD, 1, 1),
        (HEADER + BAD + "hold,b\n", 2, 2),
        (HEADER, 0, 0),
        ("nonsense\n", 2, 1),
        ("", 2, 1),
    ],
)
def test_the_exit_code_tells_whether_something_was_left_out(
    tmp_path: Path, capsys: Output, text: str, code: int, lines: int
) -> None:
    (tmp_path / "table.csv").write_text(text)
    for dry in (["--dry-run"], []):
        assert run(["import", str(tmp_path / "table.csv"), *dry]) == code
        assert capsys.readouterr().err.count("\n") == lines


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"Date;Amount\n2026-01-02;3\n", "holds no history of this program. Taken is what supple"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "holds no history of this program. Taken is"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "holds bytes that are no text. Taken is what supple export"),
        ("programme = 1\n".encode("utf-16"), "file, line 1: expected text in UTF-8"),
    ],
)
def test_of_a_file_of_another_kind_is_told_what_would_do(
    tmp_path: Path, capsys: Output, raw: bytes, told: str
) -> None:
    (tmp_path / "file").write_bytes(raw)
    assert run(["import", str(tmp_path / "file")]) > 0
    assert told in capsys.readouterr().err


def test_a_missing_file_is_nothing_readable(tmp_path: Path, capsys: Output) -> None:
    assert run(["import", str(tmp_path / "none.csv")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_a_closed_standard_input_is_told(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def dup(handle: int) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    monkeypatch.setattr(os, "dup", dup)
    assert run(["import", "-"]) == 2
    told = "supple: The standard input could not be read: it is closed.\n"
    assert capsys.readouterr().err == told


def test_complaints_about_a_thousand_rows_end_in_a_count(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "table.csv").write_text(HEADER + GOOD + "dance,x\n" * 1000)
    assert run(["import", str(tmp_path / "table.csv")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 21
    assert told[-1] == "supple: Left out, too: 980 more entries."


def test_the_standard_input_and_pipes_are_read(tmp_path: Path) -> None:
    def call(*arguments: str, given: str = "") -> int:
        command = [sys.executable, "-m", "tui", "--data-dir", str(tmp_path / "log"), *arguments]
        ended = subprocess.run(command, input=given, text=True, capture_output=True, timeout=60)
        return ended.returncode

    session = json.dumps([to_document(make_session(1))])
    assert call("import", "-", given=session) == 0
    assert call("import", "/dev/stdin", given=HEADER + GOOD) == 0
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    more = json.dumps([to_document(make_session(2))])
    threading.Thread(target=pipe.write_text, args=(more,), daemon=True).start()
    assert call("import", str(pipe)) == 0
    log = json.loads((tmp_path / "log" / "history.json").read_text())
    assert len(log["sessions"]) == 3


def test_a_table_on_the_screen_has_no_mark_at_its_beginning(
    history: HistoryStore, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(make_session(1))
    assert run(["export", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("\ufeffkind,")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["export", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("kind,")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[]", 0),
        ('{"sessions": {}}', 0),
        ('{"sessions": []}', 0),
        ('{"marks": {}, "sessions": {}}', 0),
        (HEADER, 0),
        ("", 2),
        ("{}", 2),
        ('{"drafts": {}}', 2),
    ],
)
def test_a_history_without_entries_is_taken_and_what_is_none_is_told(
    tmp_path: Path, capsys: Output, text: str, code: int
) -> None:
    path = tmp_path / "empty.json"
    path.write_text(text)
    assert run(["import", str(path)]) == code
    said = capsys.readouterr()
    assert ("Imported: 0 new" in said.out) == (code == 0)
    assert ("no history" in said.err) == (code == 2)


@pytest.mark.parametrize(
    ("encoding", "note", "read"),
    [
        ("mac-roman", "Rücken müde", "Mac OS Roman, as in “Rücken”"),
        ("cp1252", "Rücken müde", "Windows-1252, as in “Rücken”"),
        ("cp1251", "спина", "Windows-1252, as in “ñïèíà”"),
    ],
)
def test_letters_that_were_guessed_are_shown_and_can_be_put_right(
    history: HistoryStore, tmp_path: Path, capsys: Output, encoding: str, note: str, read: str
) -> None:
    table = tmp_path / "table.csv"
    lines = (f"{HEADER.strip()},note", f"{GOOD.strip()},{note}")
    table.write_bytes("\r".join((*lines, "")).encode(encoding))
    assert run(["import", "--dry-run", str(table)]) == 0
    assert f"it was read as {read}. If letters are wrong" in capsys.readouterr().err
    assert run(["import", "--encoding", encoding, str(table)]) == 0
    assert capsys.readouterr().err == ""
    assert [session.note for session in history.load().sessions] == [note]


def test_an_encoding_that_is_none_or_another_is_told(tmp_path: Path, capsys: Output) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(b"kind,id\nsession,\x98")
    for encoding, code, told in (("hex", 2, "is none"), ("cp1251", 2, "is not written in cp1251")):
        assert run(["import", "--encoding", encoding, str(table)]) == code
        assert told in capsys.readouterr().err
