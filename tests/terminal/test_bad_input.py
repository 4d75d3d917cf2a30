"""What is wrong on the disk or on the command line is told in plain words; nothing is lost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.marks import torture
from tests.terminal.conftest import CARD_READ, Start, read_cautions
from tests.terminal.program import (
    DEADLINE_SECONDS,
    SUPPLE,
    Program,
    call,
    environment,
    write_routine,
    write_settings,
)

NEWER = '{"_meta": {"1": {"format": "supple-history", "schema": 999}}, "sessions": {}}\n'
DAMAGED = '{"_meta": {"1": {"format": "supple-hist'


def kept_whole(content: bytes, *folders: Path) -> bool:
    """Whether a file below these folders still holds this."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return content in [path.read_bytes() for path in files]


def quit_from_today(program: Program) -> None:
    program.press("1")
    program.wait_for("This week")
    program.press("q")
    assert program.wait_for_end() == 0


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        torture("weekly_goal = [", "settings.toml"),
        torture(f"weekly_gaol = 3\n{CARD_READ}", "weekly_goal"),
    ],
)
def test_broken_files_are_named_and_kept_and_everything_else_works(
    start: Start, folder: Path, home_of_its_own: Path, settings: str, told: str
) -> None:
    texts = {
        "history.json": DAMAGED,
        "settings.toml": settings,
        "routines.toml": '[[routine]]\nid = "x"\nname = "X"\n',
        "exercises/mine.toml": "\x00\xff",
    }
    (folder / "exercises").mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    program = start(columns=120, rows=40)
    if CARD_READ not in settings:
        program.wait_for("Not medical advice")
        program.press("escape")
        program.wait_until_gone("Not medical advice")
    program.wait_for("This week")
    program.press("!")
    program.wait_for(told, "mine.toml", "items")
    program.press("!")
    quit_from_today(program)
    assert kept_whole(DAMAGED.encode(), folder, home_of_its_own)
    del texts["history.json"]
    assert {name: (folder / name).read_text(encoding="utf-8") for name in texts} == texts


def empty(path: Path) -> None:
    path.write_bytes(b"")


def damaged(path: Path) -> None:
    path.write_text(DAMAGED, encoding="utf-8")


def newer(path: Path) -> None:
    path.write_text(NEWER, encoding="utf-8")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.torture
@pytest.mark.parametrize("spoil", [empty, damaged, newer, a_folder], ids=lambda f: f.__name__)
def test_a_log_that_cannot_be_used_is_told_and_kept(
    start: Start, folder: Path, home_of_its_own: Path, spoil: Callable[[Path], None]
) -> None:
    folder.mkdir()
    path = folder / "history.json"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    program = start(columns=120, rows=40)
    program.wait(lambda screen: "history.json" in screen or "log" in screen.lower(), "a notice")
    quit_from_today(program)
    if before:
        assert kept_whole(before, folder, home_of_its_own)


@pytest.mark.torture
def test_a_session_in_a_folder_that_cannot_be_written_is_told_to_be_unsaved(
    tmp_path: Path,
) -> None:
    """A folder inside a file: nobody can write there, whatever the rights of who runs this."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    program = Program("--data-dir", tmp_path / "file" / "data", "start", "crossed-leg-stretch")
    try:
        program.wait_for("Not medical advice")
        program.press("enter")
        program.wait_for("What to leave out")
        program.press("escape")
        read_cautions(program)
        program.wait_for("Lie down on the mat")
        program.press("n")
        program.wait_for("1:38 to go")  # some seconds of the first hold are over
        program.press("q")
        program.wait_for("End the session here?")
        program.press("s")
        program.wait_for("Not saved", "r Try again")
        program.press("escape")
        program.wait_until_gone("r Try again")
        assert b"Traceback" not in program.raw
    finally:
        program.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_session_told_to_a_full_disk_says_so(folder: Path) -> None:
    write_settings(folder)
    write_routine(folder, ["floor-leg-stretch 5"])
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [SUPPLE, "--data-dir", folder, "start", "short", "--plain"],
            env=environment({}),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=DEADLINE_SECONDS,
        )
    assert ended.returncode == 1
    assert (
        ended.stderr == "supple: The output was not written: there is no space left on the disk.\n"
    )


def test_wrong_usage_is_one_plain_line_and_exit_code_two() -> None:
    answer = call("start", "desk-brake")
    assert answer.returncode == 2
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert "desk-break" in line


def test_a_terminal_that_cannot_move_its_cursor_is_told_apart() -> None:
    program = Program(environ={"TERM": "dumb"})
    program.wait_for("TERM=dumb")
    assert program.wait_for_end() == 1
    assert b"\x1b" not in program.raw


def test_the_command_is_the_one_installed_beside_this_python() -> None:
    assert SUPPLE.parent == Path(sys.executable).parent
    assert call("--version").stdout.startswith("supple ")
