from datetime import date
from pathlib import Path

from msgspec.structs import replace

from library.exercises.catalogue import ExercisesFolder
from library.history.record import HoldRecord, Outcome, SessionRecord, SoreSpot
from tests.library.builders import record
from tui.dialogs.session_details import details, step_name

CATALOGUE = ExercisesFolder(Path("/nowhere")).read()[0]
FULL = replace(
    record(date(2026, 3, 28), hour=23, offset_minutes=-210, seconds=330.0),
    holds=(
        HoldRecord("chair-leg-stretch", "left", 1, 30, 30, Outcome.DONE),
        HoldRecord("chair-leg-stretch", "right", 1, 30, 12, Outcome.EASED_OFF),
        HoldRecord("hamstring-massage", "left", 1, 40, 0, Outcome.SKIPPED),
        HoldRecord("own-thing", "both", 2, 20, 20, Outcome.DONE),
    ),
    sore_spots=(SoreSpot("hamstring-massage", "left", 1, 25),),
    pain_before=0,
    note="First line\nsecond \x1b[31mline",
)


def told(session: SessionRecord, width: int = 76, year: int = 2026) -> list[str]:
    lines = details(session, CATALOGUE, date(year, 11, 26), width, plain=True)
    return "\n".join(line.plain for line in lines).splitlines()


def test_every_hold_is_told_with_its_leg_its_seconds_and_how_it_ended() -> None:
    step = CATALOGUE.get("hamstring-massage").massage[0].name
    assert told(FULL) == [
        "Sat 28 Mar at 23:00 (UTC-03:30), 5 min 30 s, completed.",
        "",
        f"LEFT  {'█' * 64}  0:50",
        f"RIGHT {'█' * 41}{' ' * 23}  0:32",
        "",
        "Chair leg stretch",
        "  LEFT leg   ▄▄▄▄▄▄▄▄▄▄ 30 of 30 s  done       rep 1",
        "  RIGHT leg  ▄▄▄▄▁▁▁▁▁▁ 12 of 30 s  eased off  rep 1",
        "Hamstring massage",
        f"  LEFT leg   ▁▁▁▁▁▁▁▁▁▁  0 of 40 s  skipped    {step}",
        "own-thing",
        "  both legs  ▄▄▄▄▄▄▄▄▄▄ 20 of 20 s  done       rep 2",
        "",
        f"Sore spot: Hamstring massage, LEFT leg, {step}, 25 s of extra gentle pressure.",
        "",
        "Pain before: 0 of 10, worst: not noted.",
        "",
        "Note",
        "First line",
        "second \N{REPLACEMENT CHARACTER}[31mline",
    ]


def test_holds_have_no_bars_where_there_is_no_room_for_them() -> None:
    assert "  RIGHT leg   12 of 30 s  eased off  rep 1" in told(FULL, 50)


def test_a_session_that_was_left_and_has_no_note_says_so() -> None:
    lines = told(replace(FULL, completed=False, note="", sore_spots=()))
    assert lines[0].endswith("left before the end.")
    assert lines[-1] == "No note."
    assert not any("Sore spot" in line for line in lines)


def test_the_day_it_counts_for_may_be_the_day_before_it_began() -> None:
    lines = told(replace(FULL, practice_day=date(2026, 3, 27)))
    assert lines[0].startswith("Sat 28 Mar at")
    assert lines[1] == "Counts for Fri 27 Mar."


def test_another_year_is_named() -> None:
    lines = told(FULL, year=2027)
    assert lines[0].startswith("Sat 28 Mar 2026 at")
    assert not any(line.startswith("Counts for") for line in lines), "the day is told already"


def test_a_massage_step_that_is_gone_is_a_number() -> None:
    assert step_name("hamstring-massage", 99, CATALOGUE) == "rep 99"
