"""Pictures of exercises come after what stands around them, once, and are kept."""

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.color import Color
from textual.geometry import Size
from textual.widget import Widget

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Side
from library.figure.figure import Figure
from library.figure.motion import Motion
from tui.looks import ThemedApp
from tui.widgets import pose_picture
from tui.widgets.pose_picture import PosePicture, thumbnail

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
CHAIR, LIFT = CATALOGUE.get("chair-leg-stretch"), CATALOGUE.get("leg-lift")
SIZE = Size(10, 5)


class OnePicture(ThemedApp):
    """A picture over the whole screen."""

    def compose(self) -> ComposeResult:
        yield PosePicture()

    @property
    def place(self) -> PosePicture:
        return self.query_one(PosePicture)


@pytest.fixture(autouse=True)
def without_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures come when the screen is painted, not some time after."""
    monkeypatch.setattr(pose_picture, "when_painted", Widget.call_after_refresh)


def painted(app: OnePicture) -> list[str]:
    """The rows of the place, without the spaces around them."""
    rows = range(app.place.size.height)
    return [row for y in rows if (row := app.place.render_line(y).text.strip())]


async def test_the_place_is_empty_until_all_else_is_painted_and_needs_no_widget_then() -> None:
    app = OnePicture()
    async with app.run_test(size=(60, 24)) as pilot:
        app.place.show(CHAIR, Side.LEFT, moves=True)
        assert painted(app) == []
        await pilot.pause()
        assert "LEFT leg" in painted(app)[-1]
        assert len(painted(app)) > 10
        assert app.place.view is None


async def test_the_last_one_that_was_asked_for_is_drawn_and_another_level_is_less_deep() -> None:
    app = OnePicture()
    async with app.run_test(size=(60, 24)) as pilot:
        app.place.show(CHAIR, Side.LEFT)
        app.place.show(LIFT, Side.RIGHT)
        await pilot.pause()
        lift = painted(app)
        assert "RIGHT leg" in lift[-1]
        app.place.show(LIFT, Side.RIGHT, 4)
        deeper = painted(app)
        assert deeper != lift
        app.place.show(LIFT, Side.RIGHT, 4, 95)
        assert painted(app) not in (lift, deeper)


async def test_on_a_day_of_rest_it_is_the_start_without_a_sign_of_a_move() -> None:
    app = OnePicture()
    async with app.run_test(size=(60, 24)) as pilot:
        app.place.show(LIFT, Side.RIGHT)
        await pilot.pause()
        stretched = painted(app)
        app.place.show(LIFT, Side.RIGHT, rests=True)
        assert painted(app) != stretched
        assert "leg" not in "".join(painted(app))


async def test_it_is_drawn_once_and_anew_in_another_size(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[object, ...]] = []
    cells = Figure.cells

    def count(figure: Figure, *args: object, **options: object) -> object:
        drawn.append(args[:2])
        return cells(figure, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Figure, "cells", count)
    app = OnePicture()
    async with app.run_test(size=(60, 24)) as pilot:
        app.place.show(CHAIR, Side.LEFT)
        await pilot.pause()
        assert painted(app) == painted(app)
        app.place.show(CHAIR, Side.LEFT)
        assert painted(app)
        assert drawn == [(60, 24)]
        await pilot.resize_terminal(40, 20)
        assert painted(app)
        assert drawn == [(60, 24), (40, 20)]
        await pilot.resize_terminal(20, 8)
        assert painted(app) == []


async def test_later_it_may_move_once_and_then_stands_with_its_shadow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = OnePicture()
    async with app.run_test(size=(60, 24)) as pilot:
        app.animation_level = "full"
        app.place.show(CHAIR, Side.LEFT)
        await pilot.pause()
        app.place.show(CHAIR, Side.LEFT, moves=True)
        view = app.place.view
        assert view is not None
        await pilot.pause()
        now = 0.0
        monkeypatch.setattr(view, "_get_time", lambda: now)
        app.place.show(CHAIR, Side.LEFT, moves=True)
        assert view.moving
        for _ in range(200):
            now += 0.2
            view.advance()
            if not view.moving:
                break
        assert not view.moving
        assert view.motion is Motion.STILL
        assert view.still
        app.place.show(LIFT, Side.LEFT)
        assert app.place.view is None


@pytest.mark.parametrize("reduced", [True, False])
async def test_with_reduced_motion_or_no_animations_it_never_moves(reduced: bool) -> None:
    app = OnePicture()
    async with app.run_test(size=(60, 24)) as pilot:
        app.animation_level = "full" if reduced else "none"
        app.place.prefer("auto", reduced_motion=reduced)
        app.place.show(CHAIR, Side.LEFT)
        await pilot.pause()
        app.place.show(CHAIR, Side.LEFT, moves=True)
        assert app.place.view is None


async def test_a_thumbnail_is_drawn_once_and_fills_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[tuple[object, ...]] = []
    cells = Figure.cells

    def count(figure: Figure, *args: object, **options: object) -> object:
        drawn.append(args)
        return cells(figure, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Figure, "cells", count)
    app = OnePicture()
    async with app.run_test(size=(60, 24)):
        first = thumbnail(app.place, LIFT, Side.RIGHT, SIZE)
        assert [strip.cell_length for strip in first] == [SIZE.width] * SIZE.height
        assert thumbnail(app.place, LIFT, Side.RIGHT, SIZE) is first
        assert len(drawn) == 1
        other = thumbnail(app.place, LIFT, Side.RIGHT, SIZE, background=Color.parse("#ff0000"))
        assert other != first
        assert thumbnail(app.place, LIFT, Side.RIGHT, SIZE, mode="off") == ()


async def test_all_exercises_are_told_apart_in_a_thumbnail() -> None:
    app = OnePicture()
    async with app.run_test(size=(60, 24)):
        seen = [
            tuple(strip.text for strip in thumbnail(app.place, exercise, Side.RIGHT, SIZE))
            for exercise in CATALOGUE
        ]
        assert len(set(seen)) == len(seen) == len(list(CATALOGUE))
