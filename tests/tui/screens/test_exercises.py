"""Browsing: filters, reading, marking, beginning."""

import shutil
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from library.exercises.model import Posture
from library.guidance.ticks import Ticked
from library.history.record import DecisionKind, SessionRecord
from library.wording import capitalised
from tests.library.builders import record
from tests.marks import torture
from tests.tui.pages import SIZES, screen_text
from tests.tui.screens.test_today import TODAY
from tests.tui.support import Dashboard, dashboard, settled
from tui.screens.exercises import ExercisesPage
from tui.screens.session import SessionScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.text import Text

OWN_MASSAGE = (
    Path(__file__).parents[2]
    / "library/fixtures/before-rebuild/config/exercises/quick-massage.toml"
)


async def browse(pilot: Pilot[None], exercise: str = "chair-leg-stretch") -> ExercisesPage:
    """The page, its cursor on an exercise."""
    await settled(pilot)
    page = pilot.app.screen
    assert isinstance(page, ExercisesPage)
    if exercise in listed(page):
        page.listing.highlighted = page.listing.get_option_index(exercise)
        await settled(pilot)
    return page


def exercises(folder: Path, *sessions: SessionRecord) -> Dashboard:
    return dashboard(folder, *sessions, page="exercises")


def listed(page: ExercisesPage) -> list[str]:
    return [option.id for option in page.listing.options if option.id]


def text(page: ExercisesPage) -> str:
    return f"{page.reading.how.content}\n\n{page.reading.text.content}"


def line(page: ExercisesPage, exercise: str) -> str:
    return str(page.listing.get_option(exercise).prompt)


def told_in_passing(pilot: Pilot[None]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


async def decide(pilot: Pilot[None], board: Dashboard, key: str, times: int) -> None:
    """Press a key some times; each is a decision of its own moment."""
    for _ in range(times):
        board.clock.pass_time(1)
        await pilot.press(key)
        await settled(pilot)


def level(board: Dashboard) -> int:
    return board.services.guide.standing.level("chair-leg-stretch")


def title(page: ExercisesPage) -> str:
    return str(page.reading.title_text.content)


async def test_all_seven_are_told_with_steps_needs_cautions_and_sourced_doses(
    tmp_path: Path,
) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        page = await browse(pilot)
        assert listed(page) == [
            "crossed-leg-stretch",
            "floor-leg-stretch",
            "chair-leg-stretch",
            "hamstring-massage",
            "standing-stretch",
            "leg-lift",
            "leg-crossover",
        ]
        await pilot.press("j", "j")
        await pilot.pause()
        assert title(page).startswith("Standing stretch")
        told = text(page)
        assert "Bend the right knee slightly." in told
        assert "something firm within reach on both sides" in told
        assert "Take care" in told
        assert page.reading.ladder.text.startswith("2 × 10 s you\n2 × 15 s level 2")
        assert "Not done yet." in told
        assert "• Level 1 of 4: 2 holds of 10 s on each leg. 10 s:" not in told
        await pilot.press("s")
        assert "• Level 1 of 4: 2 holds of 10 s on each leg. 10 s:" in text(page)
        await pilot.press("o")  # the other leg
        await pilot.pause()
        assert "Bend the left knee slightly." in text(page)


async def test_what_the_log_knows_is_shown(tmp_path: Path) -> None:
    board = exercises(tmp_path, record(TODAY, name="chair-leg-stretch"))
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        assert "60 s held, last on Mon 23 Nov." in text(page)


async def test_place_occasion_posture_and_search_narrow_and_escape_shows_all(
    tmp_path: Path,
) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert listed(page) == ["chair-leg-stretch", "standing-stretch", "leg-crossover"]
        assert str(page.query_one("#filters", Text).content) == "3 of 7: at Desk"
        await pilot.press("t")
        await pilot.pause()
        filters = str(page.query_one("#filters", Text).content)
        assert filters == "1 of 7: at Desk, a break from work"
        assert "Good for\na break from work" in text(page)
        await pilot.press("escape")
        for posture in Posture:
            await pilot.press("p")
            await pilot.pause()
            catalogue = page.services.profile.catalogue
            assert listed(page) == [e.id for e in catalogue if e.posture is posture]
        await pilot.press("escape", "slash", *"cross")
        await pilot.pause()
        assert listed(page) == ["crossed-leg-stretch", "leg-crossover"]
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert len(listed(page)) == 7


async def test_what_the_settings_say_holds_at_once_when_they_are_changed_elsewhere(
    tmp_path: Path,
) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        before = screen_text(pilot.app.screen)
        board.services.profile.change_settings(figure="off")
        await settled(pilot)
        assert screen_text(pilot.app.screen) != before
        board.services.profile.change_settings(place="Desk")
        await settled(pilot)
        assert "at Desk" in str(page.filters_line.content)
        assert "chair-leg-stretch" in listed(page)
        board.services.profile.change_settings(places={"Desk": ("mat",)})
        await settled(pilot)
        assert "chair-leg-stretch" not in listed(page)


async def test_escape_goes_back_to_the_place_of_the_settings(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    board.services.profile.change_settings(place="Desk")
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        desk = listed(page)
        await pilot.press("slash", *"zzz", "enter")
        await pilot.pause()
        assert "Nothing fits" in title(page)
        assert " goes back to all for Desk" in title(page)
        await pilot.press("enter", "f", "a", "plus", "o")  # there is nothing to do it with
        await pilot.pause()
        assert pilot.app.screen is page
        await pilot.press("escape")
        await pilot.pause()
        assert listed(page) == desk
        await pilot.press("w", "p", "escape")
        await pilot.pause()
        assert listed(page) == desk


async def test_the_cursor_stays_in_sight_when_there_is_less_room(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test(size=(80, 40)) as pilot:
        page = await browse(pilot)
        await pilot.press("end")
        await pilot.resize_terminal(80, 9)
        await settled(pilot)
        assert page.listing.size.height < page.listing.option_count
        assert "Leg crossover" in "\n".join(
            strip.text
            for strip in (page.listing.render_line(y) for y in range(page.listing.size.height))
        )


async def test_f_marks_and_unmarks_a_favourite(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert list(board.services.profile.settings.favourites) == ["chair-leg-stretch"]
        assert "★" in title(page)
        assert "★" in line(page, "chair-leg-stretch")
        await pilot.press("f")
        assert list(board.services.profile.settings.favourites) == []
        assert "★" not in line(page, "chair-leg-stretch")


async def test_favourites_stand_first_but_no_line_moves_under_the_hand_that_marks(
    tmp_path: Path,
) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        page = await browse(pilot)
        before, at = listed(page), page.listing.get_option_index("leg-crossover")
        await pilot.press("G", "f")
        await pilot.pause()
        assert listed(page) == before
        assert (page.listing.highlighted, page.listing.current) == (at, "leg-crossover")
        assert "favourite" in told_in_passing(pilot)[-1]
        await pilot.press("1", "2")
        await settled(pilot)
        assert listed(page) == ["leg-crossover", *(id_ for id_ in before if id_ != "leg-crossover")]
        assert page.listing.current == "leg-crossover"


async def test_plus_and_minus_walk_the_dose_ladder_within_its_ends(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await decide(pilot, board, "plus", 1)
        told = "Chair leg stretch, level 2 of 5: 2 holds of 15 s on each leg."
        assert told_in_passing(pilot)[-1].startswith(f"{told} That is earlier than the plan")
        await decide(pilot, board, "minus", 1)
        told = "Chair leg stretch, level 1 of 5: 2 holds of 10 s on each leg."
        assert told_in_passing(pilot)[-1] == told
        board.services.profile.change_settings(hold_seconds={"chair-leg-stretch": 25})
        await decide(pilot, board, "minus", 1)
        assert level(board) == 2, "20 s after 25 s"
        assert board.services.profile.settings.hold_seconds == {}
        assert "The length you kept is forgotten." in told_in_passing(pilot)[-1]
        await decide(pilot, board, "plus", 1)
        assert "forgotten" not in told_in_passing(pilot)[-1]
        await decide(pilot, board, "plus", 2)
        assert level(board) == 4
        assert page.reading.ladder.text.splitlines()[3:] == ["2 × 30 s level 4", "3 × 30 s you"]
        assert told_in_passing(pilot)[-1] == "Chair leg stretch: level 5 of 5 is the highest level."
        await decide(pilot, board, "minus", 5)
        assert level(board) == 0
        assert board.services.profile.settings.levels == {}, "it is a decision of the log"
        assert told_in_passing(pilot)[-1] == "Chair leg stretch: level 1 of 5 is the lowest level."


async def test_the_dose_is_told_with_what_it_takes_for_more(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        assert "sitting, level 1 of 5: 2 holds of 10 s on each leg" in title(page)
        assert "Level 2 of 5 comes once 3 days in a row with this dose went well: " in text(page)
        board.services.profile.change_settings(hold_seconds={"chair-leg-stretch": 25})
        page.refresh_view()
        assert "level 1 of 5, at the length you kept: 2 holds of 25 s on each leg" in title(page)
        assert "You chose 25 s instead of 10 s" in text(page)
        assert "+ goes to level 4 of 5." in text(page)


async def test_what_is_ticked_is_as_much_as_it_gets(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    board.history.put([board.services.guide.decision(DecisionKind.TICKS, words=("hip",))])
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await decide(pilot, board, "plus", 2)
        told = "Chair leg stretch: level 2 of 5 is as much as goes with what you ticked."
        assert told_in_passing(pilot)[-1] == told
        assert "as much as goes with what you ticked; c shows it" in text(page)


async def test_who_does_it_already_begins_further_up_and_can_take_that_back(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("A")
        await settled(pilot)
        assert "you do this one already. Level 3 of 5" in told_in_passing(pilot)[-1]
        assert board.services.guide.standing.is_known("chair-leg-stretch")
        assert "level 3 of 5" in title(page)
        await pilot.press("4", "u")
        await settled(pilot)
        assert not board.services.guide.standing.is_known("chair-leg-stretch")
        assert board.history.load().decisions == ()


async def test_the_figure_goes_deeper_with_the_level(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot, "leg-lift")
        assert page.figure.figure is not None
        assert page.figure.figure.pose.frames[-1].lower == pytest.approx(19 * 0.6)
        await decide(pilot, board, "plus", 1)
        assert page.figure.figure.pose.frames[-1].lower == pytest.approx(19 * 0.7)


async def test_the_end_of_a_hold_and_the_heights_name_their_sources_once(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("s")
        for exercise_id in ("leg-lift", "crossed-leg-stretch"):
            exercise = board.services.profile.catalogue.get(exercise_id)
            sources = {exercise.hold.source, *(height.source for height in exercise.heights)} - {""}
            assert sources
            await browse(pilot, exercise_id)
            for source in sources:
                assert text(page).count(capitalised(source)) == 1
        await decide(pilot, board, "plus", 1)
        told = "level 2 of 3: 2 holds on each leg until it eases, about 30 s"
        assert told in told_in_passing(pilot)[-1]


async def test_the_steps_of_the_massage_grow_with_its_level(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot, "hamstring-massage")
        assert "level 1 of 3: 3 steps of 20 s on each leg" in title(page)
        assert "1. Knead with the fingers, 20 s a leg." in text(page)
        await decide(pilot, board, "plus", 1)
        assert "level 2 of 3: 3 steps of 40 s on each leg" in told_in_passing(pilot)[-1]
        assert "1. Knead with the fingers, 40 s a leg." in text(page)


async def test_a_massage_of_ones_own_without_a_ladder_has_no_levels(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    shutil.copy(OWN_MASSAGE, tmp_path / "exercises")
    board = exercises(tmp_path)
    async with board.app.run_test() as pilot:
        page = await browse(pilot, "quick-massage")
        await pilot.press("plus")
        await pilot.pause()
        assert board.history.load().decisions == ()
        assert "one leg at a time" in title(page)
        assert "Dose" not in text(page)
        assert "always the same" in told_in_passing(pilot)[-1]


async def test_at_80_by_24_there_is_room_for_the_text_and_for_the_figure(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test(size=(80, 24)) as pilot:
        page = await browse(pilot)
        assert page.reading.size.height >= 20
        assert page.reading.size.width >= 42
        assert page.figure.size.width >= 30
        assert page.figure.size.height >= 10  # less is told in words
        keys = str(page.query_one(KeyLine).content)
        assert "space Read" in keys
        assert len(keys) <= 80


async def test_enter_begins_just_this_exercise(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        await browse(pilot, "standing-stretch")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionScreen)
        assert pilot.app.screen.session.plan.routine.name == "Standing stretch"


async def test_a_bad_own_exercise_is_reported_and_a_good_one_listed(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "bad.toml").write_text('id = "bad"\nname = 3\n')
    built_in = Path("library/exercises/chair-leg-stretch.toml").read_text()
    own = built_in.replace('id = "chair-leg-stretch"', 'id = "mine"').replace(
        'name = "Chair leg stretch"', 'name = "[/red] Mine [a=\'"'
    )
    (folder / "mine.toml").write_text(own)
    board = exercises(tmp_path)
    assert any("bad.toml, line 2, name" in problem for problem in board.services.profile.problems)
    async with board.app.run_test() as pilot:
        page = await browse(pilot)
        assert "mine" in listed(page)
        await browse(pilot, "mine")
        assert title(page).startswith("[/red] Mine [a='")


@pytest.mark.parametrize("size", [SIZES[0], *map(torture, SIZES[1:])])
async def test_it_stands_in_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.resize_terminal(*size)
        await pilot.press("g", *"jjjjjj", "pagedown", "pageup")
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert title(page).startswith("Leg crossover")


async def test_keys_typed_ahead_reach_the_page_and_not_its_search(tmp_path: Path) -> None:
    board = dashboard(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        for key in "2f":
            board.app.post_message(events.Key(key, key))
        await settled(pilot)
        assert board.app.screen.query_one(Input).value == ""
        assert board.app.services.profile.settings.favourites == ("crossed-leg-stretch",)


async def test_what_is_left_out_says_why_and_is_brought_back(tmp_path: Path) -> None:
    board = exercises(tmp_path)
    guide = board.services.guide
    board.history.put(guide.ticks(Ticked(("bones",))))
    async with board.app.run_test() as pilot:
        page = await browse(pilot, "standing-stretch")
        assert "× Left out: weak bones. i includes it all the same." in title(page)
        await pilot.press("i")
        await settled(pilot)
        assert "Left out" not in title(page)
        assert guide.standing.state("standing-stretch").is_allowed
        assert told_in_passing(pilot) == [
            "Standing stretch is back. u undoes it.",
        ]
        await pilot.press("u")
        await settled(pilot)
        assert told_in_passing(pilot) == ["Standing stretch: what you decided is undone."]
        assert "Left out: weak bones." in title(page)


async def test_an_exercise_rests_for_a_week_if_wished(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        page = await browse(pilot)
        await pilot.press("i")
        await settled(pilot)
        assert told_in_passing(pilot) == ["Chair leg stretch is neither left out nor resting."]
        await pilot.press("z")
        await settled(pilot)
        assert "Resting until Mon 30 Nov: as you wished. i brings it back." in title(page)
        await pilot.press("z")
        await settled(pilot)
        assert told_in_passing(pilot) == ["Chair leg stretch rests already. i brings it back."]
        assert len(page.services.history.snapshot.decisions) == 1
        await pilot.press("i")
        await settled(pilot)
        assert "Resting" not in title(page)


async def test_what_is_still_to_come_says_so(tmp_path: Path) -> None:
    async with exercises(tmp_path).app.run_test() as pilot:
        page = await browse(pilot)
        assert "Comes later" not in title(page)  # it comes today
        await browse(pilot, "standing-stretch")
        assert "Comes later, one at a time. Enter starts it now." in title(page)
