"""Exercises of one's own on the Exercises page."""

from pathlib import Path

from library.history.snapshot import Snapshot
from tests.library.exercises.files import SIX_LINES
from tests.tui.screens.test_exercises import browse, exercises, listed, text, title, told_in_passing
from tests.tui.support import settled
from tui.text.attention import at_length, in_short


async def test_of_an_exercise_in_six_lines_nothing_empty_is_shown(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "wall-calf.toml").write_text(SIX_LINES.replace("each", "right"))
    (tmp_path / "exercises" / "bad.toml").write_text("steps = 3\n")
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot, "wall-calf")
        assert listed(page)[-1] == "wall-calf"
        named = title(page).splitlines()
        assert named[0] == "Wall calf stretch  (your own)"
        assert named[1] == "as prescribed: 3 holds of 30 s on the right leg"
        told = text(page)
        assert told.startswith(
            "How, for the RIGHT leg\n1. Hands on the wall.\n2. Put the right foot"
        )
        headings = [part.splitlines()[0] for part in told.split("\n\n") if part]
        assert headings == ["How, for the RIGHT leg", "You need", "So far"]
        assert page.reading.ladder.text == ""
        await pilot.press("o", "plus")
        await settled(pilot)
        assert "for the RIGHT leg" in text(page)
        assert "is as prescribed: there is one dose" in told_in_passing(pilot)[-1]
        assert len(board.services.profile.problems.exercises) == 4
        await pilot.press("w", "w")
        await settled(pilot)
        assert "wall-calf" not in listed(page), "no place has a wall"


def test_all_that_is_wrong_with_one_file_is_one_notice() -> None:
    problems = ("a.toml, line 1: x", "a.toml, line 2, name: y", "b.toml: z")
    matters = list(at_length((), problems, Snapshot(), ()))
    assert [text for _, text in matters] == ["\n".join(problems[:2]), problems[2]]
    told = in_short(0, matters)
    assert told == "2 notices. About your files: a.toml, line 1: x, and 1 more"
    assert in_short(0, matters[1:]) == "About your files: b.toml: z"
