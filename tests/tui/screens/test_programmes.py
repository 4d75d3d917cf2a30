"""A programme is taken in on Routines, with its pictures, and taken out again."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tests.library.routines.programmes import PROGRAMME
from tests.tui.pages import notices, screen_text
from tests.tui.support import dashboard, settled
from tests.tui.today_page import comes, offered
from tui.dialogs.ask_text import AskText
from tui.dialogs.programme import NO_FILE, NO_PROGRAMME, TakeIn
from tui.screens.routines import RoutinesPage
from tui.text.programmes import ALL_HERE
from tui.widgets.text import Text

POSE = Path("library/exercises/standing-stretch.toml").read_text(encoding="utf-8")
WITH_POSE = (
    PROGRAMME.replace("Wall calf", "Wall [b]calf[/b]").replace("2026-03-02", "2026-11-24")
    + f"\n{POSE[POSE.index('[pose]') :]}".replace("[pose", "[exercise.pose")
).replace("2026-03-20", "2026-12-20")


ON_THE_CARD = (
    "Knee, from Jana",
    "5 days a week from Tuesday 24 November until Sunday 20 December.",
    "Wall [b]calf[/b]",
    "new",
    "2 × 20 s a leg",
    "The routine is new.",
    "Today follows it as it is written",
)


async def press(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(pilot)
    return screen_text(pilot.app.screen)


async def named(pilot: Pilot[None], file: Path) -> str:
    """Name a file, and return what is on the screen then."""
    await press(pilot, "i")
    assert isinstance(pilot.app.screen, AskText)
    pilot.app.screen.query_one(Input).value = str(file)
    return await press(pilot, "enter")


def problem(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#ask-problem", Text).content)


async def test_a_programme_is_shown_taken_in_and_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "from-jana.toml"
    file.write_text(WITH_POSE)
    board = dashboard(tmp_path / "data", page="routines")
    profile, clock = board.services.profile, board.clock
    async with board.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        told = await named(pilot, file)
        card = pilot.app.screen
        assert isinstance(card, TakeIn)
        assert all(words in told for words in ON_THE_CARD)
        assert any(character in told for character in "▀▄█⣿")  # its picture
        assert "r Replace yours" not in told
        said = list(card.spoken())
        assert "- Wall [b]calf[/b]: 2 holds of 20 s on each leg, new" in said
        assert said[-2:] == ["enter: Take it in.", "escape: Not now."]
        await press(pilot, "escape")
        assert profile.routines.own == ()
        await named(pilot, file)
        await press(pilot, "enter")
        page = pilot.app.screen
        assert isinstance(page, RoutinesPage)
        assert notices(board.app)[-1].endswith("u takes it out again.")
        assert page.lines.current == "knee"
        told = str(page.title_text.visual)
        assert "From Jana, 5 days a week from Tuesday 24 November until" in told
        assert "From Tuesday 24 November on, Enter on Today starts this one. L ends that." in told
        await named(pilot, file)
        assert notices(board.app)[-1] == ALL_HERE
        clock.wall = clock.wall.replace(day=25)
        await press(pilot, "1")
        assert "As prescribed by Jana, 5 days a week until Sunday 20 Dec" in offered(pilot)
        assert "one new at a time" not in comes(pilot)
        await press(pilot, "3", "u")
        assert "Taken out again: Knee with 1 exercise." in notices(board.app)[-1]
        assert (profile.routines.own, profile.leads) == ((), None)


async def test_what_is_wrong_is_told_where_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    board = dashboard(tmp_path / "data")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "colon", *"take in", "enter", "enter")
        assert isinstance(pilot.app.screen_stack[0], RoutinesPage)
        await press(pilot, "enter")
        assert problem(pilot) == NO_FILE
        pilot.app.screen.query_one(Input).value = str(file)
        for text, told in (
            ("{}", NO_PROGRAMME),
            (PROGRAMME.replace("= 1\n", "= 9\n", 1), "x.toml was made by a later supple;"),
            (PROGRAMME.replace('"leg-lift"', '"x"').replace("{side}", "{x}"), "; 1 more fault"),
        ):
            file.write_text(text)
            await press(pilot, "enter")
            assert told in problem(pilot)
        file.write_text(PROGRAMME)
        await press(pilot, "enter", "y")
        assert [each.id for each in board.services.profile.routines.own] == ["knee"]
        file.write_text(PROGRAMME.replace("reps = 3", "reps = 4"))
        assert "Wall calf differs from yours, which stays" in await named(pilot, file)
        await press(pilot, "r")
        exercise = board.services.profile.catalogue.get("wall-calf")
        assert exercise.doses[0].reps == 4
        await press(pilot, "u", "u")
        assert board.services.profile.routines.own == ()
        assert "wall-calf" not in board.services.profile.catalogue
