"""Reach: how it is measured is told, what is typed is kept, and its change is told."""

from pathlib import Path

from library.history.record import Reach, ReachForm
from library.history.snapshot import Snapshot
from tests.library.guidance.person import at, day, ticks
from tests.library.guidance.test_reach import floor_known, reach
from tests.memory_history import MemoryHistory
from tests.tui.history_visit import StoppedClock, Visit, visit
from tests.tui.pages import screen_text


def measured(*before: Reach, ticked: tuple[str, ...] = ()) -> MemoryHistory:
    decisions = (ticks(*ticked),) if ticked else ()
    sessions = tuple(floor_known().sessions)
    return MemoryHistory(Snapshot(sessions=sessions, reach=before, decisions=decisions))


async def typed(opened: Visit, text: str) -> None:
    names = {"-": "minus", " ": "space", ".": "full_stop"}
    await opened.press("v", *(names.get(sign, sign) for sign in text), "enter")


def shown(opened: Visit) -> str:
    return " ".join(screen_text(opened.app.screen).replace("│", " ").split())


async def test_the_best_of_the_floor_is_told_against_the_first(
    tmp_path: Path, painted: None
) -> None:
    history, clock = measured(reach(1, -6.0)), StoppedClock(at(20))
    async with visit(tmp_path, history, (60, 20), clock) as opened:
        await opened.press("v")
        assert "Last time: 6 cm short of the toes." in shown(opened)
        assert "enter Keep esc Back" in shown(opened)
        await opened.press("enter")
        assert "Nothing is typed yet." in shown(opened)
        await opened.press("escape")
        await typed(opened, "-4 -2.0 far")
        assert '"far" is no number of centimetres.' in shown(opened)
        await opened.press(*["backspace"] * 4, "enter")
        assert opened.saved().reach[-1].cm == (-4.0, -2.0)
        assert opened.told()[-1] == (
            "Saved: 2 cm short of the toes: 4 cm further, a real change. u undoes it."
        )
        await typed(opened, "1 in")
        assert opened.saved().reach[-1].cm == (-4.0, -2.0, 2.5)
        await typed(opened, "-7")
        assert opened.told()[-1].startswith(
            "Saved: 7 cm short of the toes. The best of this week: 2.5 cm beyond the toes: 8.5 cm"
        )
        await opened.press("u", "u", "u")
        assert [each.day for each in opened.saved().reach] == [day(1)]


async def test_on_a_chair_each_leg_has_its_own(tmp_path: Path, painted: None) -> None:
    history, clock = measured(ticked=("balance", "bones")), StoppedClock(at(20))
    async with visit(tmp_path, history, clock=clock) as opened:
        await opened.press("v")
        assert "better left out with weak bones" in shown(opened)
        assert "Tab goes to the other leg." in shown(opened)
        await opened.press("3", "tab", "5", "enter")
        assert {(each.form, each.leg, each.cm) for each in opened.saved().reach} == {
            (ReachForm.CHAIR, "left", (3.0,)),
            (ReachForm.CHAIR, "right", (5.0,)),
        }
        assert "3 cm beyond the toes, left leg, on a chair." in opened.told()[-1]
