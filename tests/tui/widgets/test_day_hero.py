"""What is right for today, in the room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.content import Content

from tests.tui.widgets.test_plan_list import items
from tui.looks import ThemedApp
from tui.widgets.day_hero import DayHero, fitted, in_lines
from tui.widgets.text import wrapped

HEAD = [Content("Today's stretches   about 5 min")]
TOLD = [Content("Why it is like this is told in two or three sentences of some length.")]
BACK = "How is your back?"
ASKED = [Content(BACK), Content("▄▄▄▄▄▄▄▄▄▄"), Content("p and 0-10")]
KEYS = [Content("Enter starts it."), Content("- as before.")]
PARAGRAPHS = st.lists(st.text("ab cd", min_size=1, max_size=60).map(Content), max_size=5)


class OneHero(ThemedApp):
    """It over the whole screen."""

    def compose(self) -> ComposeResult:
        yield DayHero(mode="off", reduced_motion=True)

    @property
    def hero(self) -> DayHero:
        return self.query_one(DayHero)


@given(PARAGRAPHS, PARAGRAPHS, st.integers(1, 12), st.booleans(), st.integers(8, 60))
def test_what_has_no_room_is_cut_with_a_sign_and_keys_go_last(
    told: list[Content], ends: list[Content], rows: int, apart: bool, width: int
) -> None:
    lines, keys = (wrapped(Content("\n").join(each), width) for each in (told, ends))
    shown = str(fitted(lines, keys, (width, rows), apart=apart)).split("\n")
    assert len(shown) <= rows
    if len(keys) <= rows:
        assert shown[len(shown) - len(keys) :] == list(map(str, keys))
    if len(lines) + len(keys) > rows and (len(keys) < rows or len(keys) > rows):
        assert any(line.endswith("…") for line in shown)


@given(PARAGRAPHS, st.integers(1, 60))
def test_parts_are_broken_only_where_one_has_no_room_by_itself(
    parts: list[Content], width: int
) -> None:
    for line in in_lines(parts, "  ", width):
        assert line.cell_length <= width or line in parts


@pytest.mark.parametrize(
    ("size", "last"),
    [
        ((70, 20), [f"{BACK}  ▄▄▄▄▄▄▄▄▄▄  p and 0-10", "", "Enter starts it.   - as before."]),
        ((34, 20), [f"{BACK}  p and 0-10", "", "Enter starts it.   - as before."]),
        ((24, 20), [BACK, "p and 0-10", "", "Enter starts it.", "- as before."]),
        ((34, 3), ["Enter starts it.   - as before."]),
    ],
)
async def test_the_bar_of_an_answer_goes_first_and_the_keys_stay(
    size: tuple[int, int], last: list[str]
) -> None:
    app = OneHero()
    async with app.run_test(size=size) as pilot:
        hero = app.hero
        hero.set_class(True, "-no-figure")
        await pilot.pause()
        hero.show_plan(items(2))
        hero.say(HEAD, TOLD, KEYS, asked=ASKED, greeting="Good morning")
        hero.fit()
        await pilot.pause()
        lines = str(hero.notes.content).split("\n")
        assert lines[-len(last) :] == last
        assert ("Good morning" in str(hero.heading.content)) is (size[1] == 20)
        assert hero.notes.region.bottom <= size[1]
        assert hero.heading.region.y == 0 or size[1] == 20


@pytest.mark.parametrize(
    ("columns", "last"),
    [
        (44, ["Enter starts it.   - as before.   Calm."]),
        (34, ["Enter starts it.   - as before."]),
        (24, ["Enter starts it.", "- as before.   Calm."]),
    ],
)
async def test_what_can_be_done_without_has_no_line_of_its_own(
    columns: int, last: list[str]
) -> None:
    app, aside = OneHero(), Content("Calm.")
    async with app.run_test(size=(columns, 20)) as pilot:
        hero = app.hero
        hero.set_class(True, "-no-figure")
        await pilot.pause()
        hero.say(HEAD, TOLD, [*KEYS, aside], aside=aside)
        hero.fit()
        await pilot.pause()
        assert str(hero.notes.content).split("\n")[-len(last) :] == last


async def test_the_list_gets_pictures_before_there_is_space_around_it() -> None:
    app = OneHero()
    async with app.run_test(size=(70, 40)) as pilot:
        hero = app.hero
        hero.set_class(True, "-no-figure")
        await pilot.pause()
        hero.show_plan(items(3))
        hero.say(HEAD, TOLD, KEYS)
        hero.fit()
        rows = {}
        for height in range(6, 40):
            await pilot.resize_terminal(70, height)
            await pilot.pause()
            rows[height] = hero.plan.size.height
            assert hero.notes.region.bottom <= height
        assert sorted(rows.values()) == list(rows.values())
        assert rows[6] == 3
        assert rows[39] >= 21


async def test_a_day_without_a_plan_has_no_list() -> None:
    app = OneHero()
    async with app.run_test(size=(70, 20)) as pilot:
        hero = app.hero
        hero.show_plan(items(1))
        hero.say(HEAD, [], KEYS)
        hero.fit()
        await pilot.pause()
        assert hero.plan.display
        hero.show_plan(())
        hero.say([Content("Rest is fine.")], [], [])
        hero.fit()
        await pilot.pause()
        assert not hero.plan.display
        assert str(hero.heading.content) == "Rest is fine."
