"""Sessions are searched and filtered in History."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from library.history.record import HoldRecord, Outcome
from tests.library.builders import record
from tests.tui.history_visit import TODAY, log, visit

CHAIR, LEG_LIFT = "chair-leg-stretch", "leg-lift"


def hold(exercise: str, outcome: Outcome = Outcome.DONE) -> HoldRecord:
    return HoldRecord(exercise, "left", 1, 20.0, 20.0, outcome)


SESSIONS = tuple(
    replace(record(TODAY - timedelta(days=days)), routine=routine, note=note, holds=holds)
    for days, routine, note, holds in (
        (3, "Evening", "café, tight", (hold(LEG_LIFT, Outcome.EASED_OFF),)),
        (2, "Morning", "[b]easy", (hold(CHAIR),)),
        (1, "Morning", "", (hold(CHAIR), hold(LEG_LIFT))),
    )
)


async def test_words_narrow_the_list_as_they_are_typed_and_escape_shows_all(
    tmp_path: Path,
) -> None:
    async with visit(tmp_path, log(*SESSIONS)) as v:
        await v.press("down", "down", "slash", *"CAFE")
        assert v.page.sessions.border_title == "1 of 3 sessions: “CAFE”"
        assert v.page.sessions.highlighted == SESSIONS[0]
        await v.press("x")
        assert "None is like that. Esc shows all." in v.rows()[1]
        assert v.page.sessions.highlighted is None
        await v.press("enter", "d", "enter")
        assert v.saved().sessions == SESSIONS, "what is not in sight is not deleted"
        await v.press("escape")
        assert str(v.page.sessions.border_title).startswith("3 sessions, min")
        assert not v.page.search.display
        await v.press("slash", *"[b]", "enter", "d", "escape")
        assert v.saved().sessions == (SESSIONS[0], SESSIONS[2])
        assert str(v.page.sessions.border_title).startswith("2 sessions, min")
        await v.press("u")
        assert v.saved().sessions == SESSIONS


async def test_sessions_are_filtered_by_exercise_and_by_what_was_eased_off(tmp_path: Path) -> None:
    async with visit(tmp_path, log(*SESSIONS)) as v:
        await v.press("f", "down", "enter")
        assert v.page.sessions.border_title == "1 of 3 sessions: eased off"
        await v.press("f", "down", "enter", "slash", *"morning", "enter")
        assert v.page.sessions.border_title == "2 of 3 sessions: “morning”, Chair leg stretch"
        await v.press("tab", "left", "enter")
        assert "that is shown; esc shows all" in v.told()[-1]
        await v.press("f", "home", "enter")
        assert v.page.sessions.border_title == "2 of 3 sessions: “morning”", "words stay"
        await v.press("f", "escape", "escape")
        assert str(v.page.sessions.border_title).startswith("3 sessions, min")
