"""What the figure does through a session, by a clock moved by hand."""

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.screen import Screen

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Side
from library.figure.motion import Motion, stretched
from library.routines.model import Routine, RoutineItem, StepKind
from library.routines.planning import build_plan
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.settings import Settings
from tests.clock import FakeClock
from tests.marks import torture
from tui.widgets.session_figure import SessionFigure

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
CHAIR, FLOOR, MASSAGE = "chair-leg-stretch", "floor-leg-stretch", "hamstring-massage"
PART = 0.125
"""Seconds between two looks at the clock, as the figure's own timer has them."""


class Outputs(App[None]):
    """A session with nothing but its figure."""

    def __init__(
        self, *exercises: str, reduced: bool = False, settings: Settings | None = None
    ) -> None:
        super().__init__()
        items = tuple(RoutineItem(exercise, reps=2, hold_seconds=20) for exercise in exercises)
        plan = build_plan(Routine("r", "R", "", items), CATALOGUE, settings or Settings())
        self.clock = FakeClock()
        self.session = Session(plan)
        self.session.advance(self.clock.monotonic())
        self.figure = SessionFigure(reduced_motion=reduced, get_time=self.clock.monotonic)

    def compose(self) -> ComposeResult:
        yield self.figure

    def on_mount(self) -> None:
        self.session.start()
        self.figure.follow(self.session)

    def play(self, seconds: float) -> list[float]:
        """Let time pass; every position that was seen."""
        seen = []
        for _ in range(round(seconds / PART)):
            self.clock.pass_time(PART)
            self.session.advance(self.clock.monotonic())
            self.figure.follow(self.session)
            self.figure.advance()
            seen.append(self.figure.position)
        return seen

    def at(self, kind: StepKind) -> bool:
        """Whether the session is at a step of this kind."""
        return self.session.step is not None and self.session.step.kind is kind

    @property
    def shown(self) -> tuple[str, Side]:
        assert self.figure.figure is not None
        return self.figure.figure.name, self.figure._side


@pytest.fixture(autouse=True)
def _full_animation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it move; draw only what is looked at: that takes longer than to find a position."""
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "full")
    if "painted" not in request.fixturenames:
        monkeypatch.setattr(SessionFigure, "_repaint", lambda _: None)


def picture(app: Outputs) -> list[str]:
    return [app.figure.render_line(y).text for y in range(app.figure.size.height)]


def times_in_the_stretch(app: Outputs, positions: list[float]) -> int:
    """How often the figure arrived in the stretch."""
    assert app.figure.figure is not None
    held = stretched(app.figure.figure.pose)
    return sum(before < held <= after for before, after in pairwise(positions))


@pytest.mark.parametrize(
    "exercise",
    [
        CHAIR,
        *(torture(each.id) for each in CATALOGUE if each.id not in (CHAIR, MASSAGE) and each.sided),
    ],
)
async def test_getting_ready_plays_the_move_twice_and_ends_at_the_start(exercise: str) -> None:
    app = Outputs(exercise)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        seen = app.play(10 - PART)  # a short first stage is left late
        assert app.at(StepKind.GET_READY)
        assert times_in_the_stretch(app, seen) == 2
        assert seen[-1] < 0.25


async def test_the_hold_begins_with_the_move_and_then_stands_still() -> None:
    app = Outputs(CHAIR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(10)
        assert app.at(StepKind.HOLD)
        seen = app.play(3)
        assert seen == sorted(seen)
        assert 0 < seen[0] < 0.3
        assert seen[-1] == 1
        assert not app.figure.moving
        still = picture(app)
        assert set(app.play(16)) == {1.0}
        assert picture(app) == still


async def test_after_the_hold_it_comes_back_and_then_shows_the_other_leg() -> None:
    app = Outputs(CHAIR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(30)
        assert app.at(StepKind.SWITCH_SIDES)
        back = app.play(2.5)
        assert back == sorted(back, reverse=True)
        assert back[-1] == 0
        assert app.shown == (CHAIR, Side.LEFT)
        ahead = app.play(7.25)
        assert app.at(StepKind.SWITCH_SIDES)
        assert app.shown == (CHAIR, Side.RIGHT)
        assert times_in_the_stretch(app, ahead) >= 1
        assert ahead[-1] < 0.25


async def test_a_short_changeover_shows_what_is_next_for_most_of_its_time() -> None:
    app = Outputs(CHAIR, settings=Settings(switch_seconds=5))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(30)
        shown = []
        for _ in range(int(5 / PART) - 1):
            app.play(PART)
            assert app.at(StepKind.SWITCH_SIDES)
            shown.append(app.shown[1])
        assert shown.index(Side.RIGHT) * PART == pytest.approx(2, abs=2 * PART)
        assert set(shown[shown.index(Side.RIGHT) :]) == {Side.RIGHT}


async def test_a_rest_before_the_same_leg_comes_back_without_a_jump() -> None:
    app = Outputs(FLOOR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(30)
        assert app.at(StepKind.REST)
        assert app.figure.motion is Motion.LOOP
        seen = [1.0, *app.play(9.75)]
        assert max(abs(a - b) for a, b in pairwise(seen)) < 0.2
        assert seen[-1] < 0.25


async def test_the_change_of_exercise_shows_the_next_one() -> None:
    app = Outputs(FLOOR, CHAIR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(60)
        assert app.at(StepKind.CHANGE_EXERCISE)
        assert app.shown == (CHAIR, Side.LEFT), "at once, as the words beside it"


async def test_without_pauses_the_next_hold_begins_at_its_own_start() -> None:
    app = Outputs(CHAIR, settings=Settings(get_ready_seconds=0, switch_seconds=0))
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        assert app.at(StepKind.HOLD)
        app.play(20.25)
        assert app.shown == (CHAIR, Side.RIGHT)
        assert 0 < app.figure.position < 0.3


async def test_the_massage_sets_out_from_sitting_and_kneads_until_it_is_over() -> None:
    app = Outputs(MASSAGE)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(10)
        assert app.at(StepKind.MASSAGE)
        seen = app.play(30)
        assert max(abs(a - b) for a, b in pairwise(seen)) < 0.2
        kneading = seen[20:]
        assert min(kneading) == 1
        assert max(kneading) == 2
        assert sum(p == 2 for p in kneading) > 7


async def test_on_a_sore_spot_the_hands_stay_where_they_are() -> None:
    app = Outputs(MASSAGE)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(14)
        app.session.mark_sore_spot()
        app.figure.follow(app.session)
        there = app.figure.position
        assert set(app.play(20)) == {there}
        assert len(set(app.play(10))) > 5


@pytest.mark.parametrize("seconds", [4, 11])
async def test_a_pause_freezes_it_and_it_goes_on_from_there(seconds: int) -> None:
    app = Outputs(CHAIR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(seconds)
        there, frozen = app.figure.position, picture(app)
        assert 0 < there < 1
        app.session.pause()
        app.figure.follow(app.session)
        assert not app.figure.moving
        assert set(app.play(60)) == {there}
        assert picture(app) == frozen
        app.session.resume()
        app.figure.follow(app.session)
        assert app.figure.moving
        assert app.play(PART)[0] == pytest.approx(there, abs=0.2)


async def test_easing_off_comes_back_at_once() -> None:
    app = Outputs(CHAIR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(15)
        assert app.figure.position == 1
        app.session.ease_off()
        app.figure.follow(app.session)
        assert app.play(2.25)[-1] == 0
        app.session.choose(EaseOffChoice.GO_ON)
        app.play(4)
        assert app.shown == (CHAIR, Side.RIGHT)


@pytest.mark.usefixtures("painted")
async def test_covered_it_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Outputs(CHAIR)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(1.5)
        app.push_screen(Screen())
        await pilot.pause()
        painted: list[int] = []
        monkeypatch.setattr(app.figure, "refresh", lambda *_: painted.append(1))
        assert not app.figure.moving
        assert len(set(app.play(5))) == 1
        assert painted == []


@pytest.mark.parametrize("reduced", [True, False])
async def test_without_motion_one_still_stands_for_each_part(reduced: bool) -> None:
    app = Outputs(CHAIR, reduced=reduced)
    async with app.run_test(size=(60, 24)) as pilot:
        app.animation_level = "full" if reduced else "none"
        app.figure.refresh()
        await pilot.pause()
        app.play(PART)
        still = picture(app)
        app.play(29)
        assert app.at(StepKind.HOLD)
        assert picture(app) == still
        assert not app.figure.moving
        app.play(1)
        assert app.at(StepKind.SWITCH_SIDES)
        assert app.shown == (CHAIR, Side.RIGHT)
        assert picture(app) != still


async def test_without_a_pose_a_session_has_words() -> None:
    app = Outputs(CHAIR)
    steps = tuple(
        replace(step, exercise=structs.replace(step.exercise, pose={}))
        for step in app.session.plan.steps
    )
    app.session = Session(replace(app.session.plan, steps=steps))
    app.session.advance(app.clock.monotonic())
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        app.play(45)
        assert "RIGHT leg" in "".join(picture(app))


@pytest.mark.usefixtures("painted")
async def test_a_small_screen_keeps_its_room_for_words_until_it_grows() -> None:
    app = Outputs(CHAIR)
    async with app.run_test(size=(55, 24)) as pilot:
        for size, shown in (((56, 16), True), ((56, 15), False), ((80, 24), True)):
            await pilot.resize_terminal(*size)
            app.play(PART)
            await pilot.pause()
            assert app.figure.display == shown
            assert app.figure.moving == shown


@pytest.mark.parametrize(("level", "last"), [(0, 0.6), (2, 0.8)])
async def test_the_stretch_is_shown_no_deeper_than_the_persons_level(
    level: int, last: float
) -> None:
    app = Outputs("leg-lift", settings=Settings(levels={"leg-lift": level}))
    async with app.run_test(size=(60, 24)):
        app.play(20)
        assert app.at(StepKind.HOLD)
        assert app.figure.figure is not None
        assert app.figure.figure.pose.frames[-1].lower == pytest.approx(19 * last)
