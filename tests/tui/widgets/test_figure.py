from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widget import Widget

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Exercise, Side
from library.figure.motion import Motion
from tests.marks import torture
from tui.looks import ThemedApp
from tui.widgets import figure
from tui.widgets.figure import FigureView
from tui.widgets.figure_rendering import style_of, word_strip

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
CHAIR = CATALOGUE.get("chair-leg-stretch")


class Stopwatch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Gallery(ThemedApp):
    def __init__(self, mode: str = "auto", reduced: bool = False) -> None:
        super().__init__()
        self.watch_time = Stopwatch()
        self.view = FigureView(mode=mode, reduced_motion=reduced, get_time=self.watch_time)

    def compose(self) -> ComposeResult:
        yield self.view

    def move(self, seconds: float) -> None:
        """Let time pass and have the figure look at the clock, as its timer would."""
        self.watch_time.now += seconds
        self.view.advance()


def lines(view: FigureView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


@pytest.fixture(autouse=True)
def _full_animation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "full")


async def test_an_exercise_is_drawn_with_its_side_in_words() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT)
        await pilot.pause()
        shown = lines(app.view)
        assert shown[-1].endswith("LEFT leg")
        assert any("▌" in line for line in shown)
        app.view.show(CHAIR, Side.RIGHT)
        assert lines(app.view)[-1].startswith("RIGHT leg")


async def test_it_goes_into_the_stretch_and_then_stands_still() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.INTO)
        await pilot.pause()
        start = lines(app.view)
        assert app.view.moving
        app.move(1)
        assert 0 < app.view.position < 1
        assert lines(app.view) != start
        app.move(1.1)
        assert app.view.position == 1
        assert not app.view.moving


async def test_a_new_motion_sets_out_from_where_the_figure_stands() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.INTO)
        await pilot.pause()
        app.move(1)
        before = app.view.position
        app.view.motion = Motion.OUT
        assert app.view.position == pytest.approx(before)
        app.move(2)
        assert app.view.position == 0


async def test_only_rows_that_differ_are_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CATALOGUE.get("leg-lift"), Side.LEFT, Motion.INTO)
        await pilot.pause()
        before = lines(app.view)
        painted: list[Region] = []
        monkeypatch.setattr(app.view, "refresh", lambda *regions, **_: painted.extend(regions))
        app.move(0.4)
        app.move(0)
        rows = {region.y for region in painted}
        after = lines(app.view)
        assert {y for y in range(16) if before[y] != after[y]} <= rows
        assert 0 < len(rows) == len(painted) < 16


async def test_all_rows_of_a_paint_are_of_a_picture_that_is_found_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT)
        await pilot.pause()
        expected, found = lines(app.view), []

        def find(view: Widget, mode: str) -> object:
            found.append(mode)
            return style_of(view, mode)

        monkeypatch.setattr(figure, "style_of", find)
        app.view.refresh()
        rows = app.view.render_lines(Region(0, 0, 40, 16))
        assert [row.text for row in rows] == expected
        assert found == ["auto"]


async def test_it_pauses_while_another_screen_covers_it() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.INTO)
        await pilot.pause()
        app.move(0.5)
        there = app.view.position
        app.push_screen(Screen())
        await pilot.pause()
        assert not app.view.moving
        app.watch_time.now += 60
        app.pop_screen()
        await pilot.pause()
        assert app.view.moving
        app.move(0)
        assert app.view.position == there


async def test_it_pauses_while_hidden() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.LOOP)
        await pilot.pause()
        app.view.display = False
        await pilot.pause()
        assert not app.view.moving
        app.view.display = True
        await pilot.pause()
        assert app.view.moving


async def test_reduced_motion_shows_one_still_picture() -> None:
    app = Gallery(reduced=True)
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.LOOP)
        await pilot.pause()
        still = lines(app.view)
        assert not app.view.moving
        app.move(7)
        assert lines(app.view) == still


async def test_no_animations_shows_one_still_picture() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.animation_level = "none"
        app.view.show(CHAIR, Side.LEFT, Motion.LOOP)
        await pilot.pause()
        assert not app.view.moving
        assert app.view.position == 1


async def test_too_little_room_leaves_words() -> None:
    app = Gallery()
    async with app.run_test(size=(23, 9)) as pilot:
        app.view.show(CHAIR, Side.LEFT)
        await pilot.pause()
        assert [line.strip() for line in lines(app.view) if line.strip()] == [
            "LEFT leg",
            "toes toward you",
            "knee straight",
        ]
        assert not app.view.moving


@pytest.mark.parametrize(
    "size", [(1, 1), (120, 50), *map(torture, [(24, 10), (3, 40), (200, 2), (97, 41)])]
)
async def test_a_new_size_during_the_motion_is_filled(size: tuple[int, int]) -> None:
    app = Gallery()
    async with app.run_test(size=(60, 24)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.LOOP)
        await pilot.pause()
        app.move(1.3)
        await pilot.resize_terminal(*size)
        app.move(0.3)
        await pilot.pause()
        assert [len(line) for line in lines(app.view)] == [size[0]] * size[1]


BROKEN = {"box": "wide"}


@pytest.mark.parametrize("exercise", [replace(CHAIR, pose={}), replace(CHAIR, pose=BROKEN)])
async def test_without_a_usable_pose_there_are_words(exercise: Exercise) -> None:
    app = Gallery()
    async with app.run_test(size=(60, 24)) as pilot:
        app.view.show(exercise, Side.RIGHT, Motion.LOOP)
        await pilot.pause()
        app.move(1)
        assert "RIGHT leg" in "".join(lines(app.view))
        said = "chair-leg-stretch: box: expected a list of 4 numbers" in "".join(lines(app.view))
        assert said == bool(exercise.pose)


def test_words_in_the_middle_are_as_wide_as_their_cells() -> None:
    rows = [word_strip(["椅子に座って片脚を伸ばす"], y, Size(15, 4), Style()) for y in range(4)]
    assert [row.cell_length for row in rows] == [15] * 4
    assert [row.text.strip() for row in rows] == ["", "椅子に座って片", "脚を伸ばす", ""]


async def test_switched_off_there_are_words() -> None:
    app = Gallery(mode="off")
    async with app.run_test(size=(60, 24)) as pilot:
        app.view.show(CHAIR, Side.BOTH)
        await pilot.pause()
        assert "".join(lines(app.view)).split() == [
            "both",
            "legs",
            "toes",
            "toward",
            "you",
            "knee",
            "straight",
        ]
        app.view.prefer("ascii", reduced_motion=True)
        assert "###" in "".join(lines(app.view))


async def test_settings_that_are_as_before_leave_the_motion_alone() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.INTO)
        await pilot.pause()
        app.move(1)
        there = app.view.position
        app.view.prefer("auto", reduced_motion=False)
        app.move(0)
        assert app.view.position == there
        app.view.prefer("auto", reduced_motion=True)
        assert app.view.position == 1
        assert not app.view.moving
        app.view.prefer("auto", reduced_motion=False)
        assert app.view.position == 0
        assert app.view.moving


async def test_frozen_it_stands_until_it_thaws() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.LOOP)
        await pilot.pause()
        app.move(2)
        there = app.view.position
        for _ in range(2):
            app.view.freeze()
            app.move(30)
            assert app.view.position == there
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert not app.view.moving
        app.view.thaw()
        app.view.thaw()
        app.move(0.5)
        assert app.view.position == there + 0.25


async def test_the_massage_without_room_says_both_ends_of_the_way() -> None:
    app = Gallery()
    async with app.run_test(size=(23, 9)) as pilot:
        app.view.show(CATALOGUE.get("hamstring-massage"), Side.LEFT)
        await pilot.pause()
        said = " ".join(" ".join(lines(app.view)).split())
        assert said == "LEFT leg from above the knee up toward the buttock"


async def test_another_theme_is_taken_over_at_once() -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.HOLD)
        await pilot.pause()
        seen = []
        for theme in ("textual-dark", "textual-light"):
            app.theme = theme
            await pilot.pause()
            (first, *_) = app.view.render_line(0)
            assert first.style is not None
            seen.append(first.style.bgcolor)
        assert len(set(seen)) == 2


async def test_shrinking_below_the_room_for_a_figure_stops_the_motion() -> None:
    app = Gallery()
    async with app.run_test(size=(60, 24)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.LOOP)
        await pilot.pause()
        assert app.view.moving
        await pilot.resize_terminal(20, 8)
        await pilot.pause()
        assert not app.view.moving
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert app.view.moving


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_every_theme_shows_a_figure(theme: str) -> None:
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.theme = theme
        app.view.show(CHAIR, Side.LEFT, Motion.HOLD)
        await pilot.pause()
        assert any("▌" in line for line in lines(app.view))


async def test_ascii_has_only_ascii() -> None:
    app = Gallery(mode="ascii")
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.HOLD)
        await pilot.pause()
        assert "".join(lines(app.view)).isascii()
        assert "###" in "".join(lines(app.view))


async def test_a_very_large_screen_has_the_picture_in_its_middle() -> None:
    app = Gallery()
    async with app.run_test(size=(200, 60)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.INTO)
        await pilot.pause()
        app.move(1)
        shown = lines(app.view)
        assert [len(line) for line in shown] == [200] * 60
        assert not any(line.strip() for line in (*shown[:10], *shown[50:]))
        assert not any(line[:52].strip() or line[148:].strip() for line in shown)


async def test_on_a_slow_line_it_moves_seldom_and_then_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    most = 2
    monkeypatch.setattr("tui.widgets.figure.pictures_a_second", lambda _: most)
    app = Gallery()
    async with app.run_test(size=(40, 16)) as pilot:
        app.view.show(CHAIR, Side.LEFT, Motion.INTO)
        await pilot.pause()
        places = []
        for _ in range(8):
            app.move(0.125)
            places.append(app.view.position)
        assert len(set(places)) == 2
        most = 0
        app.move(0.125)
        assert app.view.still
        assert not app.view.moving
        assert app.view.position == 1


async def test_what_is_painted_again_is_no_wider_than_what_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Gallery()
    async with app.run_test(size=(60, 24)) as pilot:
        app.view.show(CATALOGUE.get("hamstring-massage"), Side.LEFT, Motion.KNEAD)
        await pilot.pause()
        painted: list[Region] = []
        monkeypatch.setattr(app.view, "refresh", lambda *regions: painted.extend(regions))
        app.move(0.4)
        before = lines(app.view)
        app.move(0.4)
        assert before != lines(app.view)
        assert 0 < sum(region.area for region in painted) < 60 * 24 / 4
