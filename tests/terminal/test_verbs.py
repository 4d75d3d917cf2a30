"""The log and the routines put right by the real program, one command after the other."""

from pathlib import Path

from tests.terminal.conftest import Start
from tests.terminal.program import call, history


def test_what_was_deleted_and_corrected_comes_back_in_the_next_run(folder: Path) -> None:
    def said(*words: str) -> str:
        done = call(*words, "--data-dir", folder)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    said("log", "desk-break", "--day", "yesterday")
    assert "a note. supple --data-dir" in said("edit", "last", "--note", "left side")
    assert said("delete", "-1").startswith("Deleted: Desk break, ")
    assert history(folder) == []
    assert said("undo").startswith("Brought back: Desk break, ")
    assert [session["note"] for session in history(folder)] == ["left side"]


def test_a_routine_is_asked_for_line_by_line(start: Start, folder: Path) -> None:
    program = start("routine", "new", columns=100)
    program.wait_for("Name of the routine:")
    program.press("Evening", "enter")
    program.wait_for("Exercise 1 of Evening")
    program.press("lift", "enter")
    program.wait_for("Did you mean leg-lift?")
    program.press("leg-lift:2x20", "enter")
    program.wait_for("Exercise 2 of Evening")
    program.press("enter")
    assert program.wait_for_end() == 0
    program.wait_for("Saved: Evening, ", "1. Leg lift: 2 holds of 20 s on each leg")
    assert 'name = "Evening"' in (folder / "routines.toml").read_text()
