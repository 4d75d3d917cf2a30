"""The height of the leg lift: Today offers one more, a person changes it, the log keeps it."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from textual.pilot import Pilot

from library.guidance.log import TODAYS
from library.guidance.ticks import Ticked
from library.history.record import Decision, DecisionKind, SessionRecord
from tests.library.guidance.person import held
from tests.tui.screens.test_today_plan import LIFT, TODAY, begin, press
from tests.tui.session_steps import band, words
from tests.tui.support import Dashboard, dashboard, pass_time, settled
from tests.tui.today_page import offered
from tui.dialogs.session_form import SessionSummary
from tui.widgets.figure import FigureView
from tui.widgets.pose_picture import PosePicture


def lifted(ago: int) -> SessionRecord:
    """Two lifts of 30 s on a chair, so many days ago."""
    day = TODAY - timedelta(days=ago)
    return SessionRecord(
        id=f"{ago:08}-0000-4000-8000-000000000000",
        started_at=datetime.combine(day, time(18), UTC),
        utc_offset_minutes=0,
        practice_day=day,
        routine=TODAYS,
        seconds=300.0,
        completed=True,
        holds=held(LIFT, 2, 30, height=45),
    )


def at_the_target(folder: Path, *ticks: str) -> Dashboard:
    """Somebody with nothing but a lift at hand, which is at its target on a chair."""
    board = dashboard(folder, *map(lifted, (7, 4, 2)))
    raised = Decision(
        id="99999999-0000-4000-8000-000000000000",
        at=datetime.combine(TODAY - timedelta(days=8), time(9), UTC),
        day=TODAY - timedelta(days=8),
        kind=DecisionKind.LEVEL,
        exercise=LIFT,
        level=3,
    )
    board.history.put([raised, *board.services.guide.ticks(Ticked(("disc", *ticks)))])
    at_hand = {"hall": ("support-at-height", "balance-support")}
    board.services.profile.change_settings(places=at_hand, place="hall")
    return board


def foot(pilot: Pilot[None]) -> float:
    """How high the figure has its foot, in hundredths of its height."""
    figure = pilot.app.screen.query_one(FigureView).figure
    assert figure is not None
    return round(figure.joints(0).near_leg.ankle[1], 1)


async def test_a_height_is_offered_changed_and_kept(tmp_path: Path) -> None:
    board = at_the_target(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "Leg lift 2 × 30 s a leg, on a chair" in offered(pilot)
        assert "Leg lift went well on a chair three times." in offered(pilot)
        assert "On Exercises, h goes one higher, if you like." in " ".join(offered(pilot).split())

        await press(pilot, "2", "j")
        assert "2 holds of 30 s on each leg, on a chair" in words(pilot, "#exercise-title")
        assert "on a chair, 45 cm: bends the hip 60°, yours now" in words(pilot, "#exercise-text")
        feet = [foot(pilot)]
        for keys, support, seconds in (
            ("hhhH", "table", 15),
            ("HH", "chair", 30),
            ("hh", "table", 15),
        ):
            for key in keys:
                board.clock.pass_time(1)  # each is a decision of its own moment
                await press(pilot, key)
            yours = words(pilot, "#exercise-text").partition(", yours now")[0].splitlines()[-1]
            assert f"on a {support}, " in yours
            told = f"2 holds of {seconds} s on each leg"
            assert f"{told}, on a {support}" in words(pilot, "#exercise-title")
            assert any(told in notice.message for notice in pilot.app._notifications)
            feet.append(foot(pilot))
        assert feet == [30.6, 47.5, 30.6, 47.5]

        await press(pilot, "1")
        assert "the leg lift on a table, 75 cm, as you wished" in offered(pilot)
        wanted = pilot.app.screen.query_one(PosePicture)._wanted
        assert wanted is not None
        assert wanted[3] == 75
        await begin(pilot)
        assert foot(pilot) == 47.5
        assert band(pilot).title == f"{TODAYS}: Leg lift on a table, 75 cm"
        await pass_time(pilot, board.clock, 1500)
        assert isinstance(pilot.app.screen, SessionSummary)
    assert {hold.height_cm for hold in board.sessions[-1].holds} == {75}


async def test_with_weak_bones_it_stays_on_a_chair(tmp_path: Path) -> None:
    board = at_the_target(tmp_path, "bones")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert "Leg lift 2 × 30 s a leg, on a chair" in offered(pilot)
        assert "higher" not in offered(pilot)
        await press(pilot, "2", "j", "h")
        told = [notice.message for notice in pilot.app._notifications]
        assert told == ["Leg lift: on a chair is as high as goes with what you ticked."]
        assert "It is as high as goes with what you ticked; c" in words(pilot, "#exercise-text")
        await press(pilot, "H")
        assert "on a low step" in words(pilot, "#exercise-title")
        await press(pilot, "k", "h")
        told = [notice.message for notice in pilot.app._notifications]
        assert told[-1] == "Standing stretch has no support that could be higher or lower."
