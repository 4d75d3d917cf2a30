"""Sessions of the real program, led by keys and found again in the log."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import Start, read_cautions
from tests.terminal.program import (
    SUPPLE,
    UNTIL_EASED,
    Program,
    history,
    write_routine,
    write_settings,
)

HOSTILE = "[red]x[/]\\u001b]0;stolen\\u0007\\u202e"
"""A name that would do harm if it were markup or reached the terminal as it is."""


def press_through_holds(program: Program) -> None:
    """Ease one off, skip one and go back to it."""
    program.press("enter")  # the tension eased
    program.wait_for("RIGHT leg")
    program.press("x")
    program.wait_for("Good call")
    program.press("1")
    program.wait_for("Chair leg stretch", "LEFT leg")
    program.press("n")
    program.wait_for("RIGHT leg")
    program.press("b")
    program.wait_for("LEFT leg")
    program.press("n")
    program.wait_for("RIGHT leg")


def fill_in(program: Program) -> None:
    """Type what can be told of a session at its end."""
    program.wait_for("▌Worst pain")  # once the first moment is over
    program.press("5", "tab")
    program.wait_for("▌Where")
    program.press("1", "tab")
    program.wait_for("▌Pain before")
    program.press("7", "tab")
    program.wait_for_cursor_in("Note")
    program.press("[bold]n[/]")
    program.wait_for("[bold]n[/]")
    program.press(f"\x1b[200~{'é' * 1500}\x1b[201~")
    program.wait_for("éééé")


def test_a_first_session_from_its_card_to_its_note_by_keys(start: Start, folder: Path) -> None:
    write_settings(folder, card_read=False)
    write_routine(folder, [UNTIL_EASED, "chair-leg-stretch 60"], name=HOSTILE)
    settings = (folder / "settings.toml").read_bytes()
    program = start("start", "short", reads=False)
    program.wait_for("Not medical advice")
    program.press("enter")
    program.wait_for("What to leave out")
    program.press("enter")
    read_cautions(program)
    program.wait_for("[red]x[/]", "LEFT leg", "Enter when it eases")
    log = folder / "history.json"  # saved in a thread, while the session begins
    program.wait(lambda _: log.exists() and '"kind":"card"' in log.read_text("utf-8"), "the card")
    assert (folder / "settings.toml").read_bytes() == settings
    press_through_holds(program)
    program.press("escape")
    program.wait_for("End the session here?")
    program.press("s")
    program.wait_for("All optional")
    fill_in(program)
    program.close_summary()
    program.wait_for("In all")
    program.press("q")
    assert program.wait_for_end() == 0
    assert b"\x1b]0;stolen" not in program.raw
    assert "\u202e".encode() not in program.raw
    (session,) = history(folder)
    assert not session["completed"]
    assert [(hold["side"], hold["outcome"]) for hold in session["holds"]] == [
        ("left", "done"),
        ("right", "eased_off"),
        ("left", "skipped"),
        ("right", "skipped"),
    ]
    assert session["holds"][1]["held_seconds"] < 5
    assert session["holds"][2]["planned_seconds"] == 60
    assert (session["pain_before"], session["pain_worst"]) == (7, 5)
    assert session["note"].startswith("[bold]n[/]éé")


def test_ctrl_z_leaves_to_the_shell_and_fg_comes_back_to_a_paused_session_or_the_page(
    folder: Path,
) -> None:
    write_settings(folder)
    write_routine(folder, ["floor-leg-stretch 60"])
    shell = Program("--norc", "--noprofile", "-i", command=Path("/bin/bash"))
    with closing(shell) as program:
        program.press(f"{SUPPLE} --data-dir {folder} start short\r")
        read_cautions(program)
        program.wait_for("rep 1 of 1", "0:59 to go")
        program.press("ctrl+z")
        program.wait_for("Stopped")
        program.press("fg; echo code $?\r")
        program.wait_for("Paused")
        program.press("q")
        program.wait_for("End the session here?")
        program.press("d")
        page = ("1 Today", "This week", "Welcome.", "Quit")
        program.wait_for(*page)
        program.press("ctrl+z")
        program.wait_for("Stopped")
        program.press("fg; echo code $?\r")
        program.wait_for(*page)
        program.press("q")
        program.wait_for("code 0")
        assert b"Traceback" not in program.raw


@pytest.mark.torture
def test_sessions_and_pages_work_in_a_terminal_of_twenty_by_five(
    start: Start, folder: Path
) -> None:
    write_settings(folder)
    write_routine(folder, [UNTIL_EASED])
    program = start("start", "short", reads=False, columns=20, rows=5)
    program.wait_for("Take care")
    while "Take care" in program.screen:  # enter reads on, and begins at the end
        program.press("enter")
        program.watch(0.5)
    program.wait_for("LEFT", "Hold")
    program.press("enter")
    program.wait_for("RIGHT", "Hold")
    program.press("enter")
    program.wait_for("Worst pain")  # it has the focus once the first moment is over
    program.press("enter")
    program.wait_for("1 Today")
    for page, sign in {"2": "Crossed", "3": "First", "4": "4", "5": "Weekly", "1": "Today"}.items():
        program.press(page)
        program.wait_for(sign)
    program.press("q")
    assert program.wait_for_end() == 0
    assert history(folder)[0]["holds"][0]["outcome"] == "done"
