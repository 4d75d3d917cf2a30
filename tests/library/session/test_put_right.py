"""What can be put right of a session, and what is refused."""

import re
from datetime import UTC, date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.cells import UnreadableCell, time_of_day
from library.history.record import Outcome, Reason
from library.session.put_right import NotPutRight, put_right, texts
from tests.library.builders import record

TODAY = date(2026, 11, 25)
PAST = record(TODAY - timedelta(days=2), hour=7, offset_minutes=120)


def test_what_says_the_same_changes_nothing() -> None:
    odd = replace(PAST, holds=(replace(PAST.holds[0], held_seconds=12.3), PAST.holds[1]))
    assert texts(odd) == {
        "routine": "Test",
        "day": "2026-11-23",
        "time": "07:00",
        "hold 1": "done 12",
        "hold 2": "done 30",
    }
    assert put_right(odd, texts(odd), TODAY) is not None
    assert put_right(odd, texts(odd), TODAY) == put_right(odd, {}, TODAY) == odd


def test_day_time_name_and_holds_are_put_right() -> None:
    typed = {
        "routine": " [b]Own  one ",
        "day": "yesterday",
        "time": "9.05 pm",
        "hold 2": "skipped 4",
    }
    changed = put_right(PAST, typed, TODAY)
    assert (changed.routine, changed.practice_day) == ("[b]Own one", date(2026, 11, 24))
    assert f"{changed.local_start:%d %H:%M %z}" == "24 21:05 +0200"
    assert changed.started_at.tzinfo is UTC
    assert changed.holds[0] is PAST.holds[0]
    assert (changed.holds[1].outcome, changed.holds[1].held_seconds) == (Outcome.SKIPPED, 4)


def test_what_was_sharp_is_so_only_while_it_was_eased_off() -> None:
    sharp = replace(PAST.holds[0], outcome=Outcome.EASED_OFF, reason=Reason.SHARP, where="hip")
    session = replace(PAST, holds=(sharp,))
    assert put_right(session, {"hold 1": "eased_off 9"}, TODAY).holds[0].where == "hip"
    done = put_right(session, {"hold 1": "done 30"}, TODAY).holds[0]
    assert (done.reason, done.where) == (None, "")


def test_where_it_was_sharp_is_put_right_and_taken_away() -> None:
    sharp = replace(PAST.holds[0], outcome=Outcome.EASED_OFF, reason=Reason.SHARP, where="hip")
    session = replace(PAST, holds=(sharp,))
    held = texts(session)["hold 1"]
    assert held == f"eased_off {sharp.held_seconds:.0f} hip"
    assert put_right(session, {"hold 1": held}, TODAY) == session
    for typed, where in (
        ("eased_off 9 Left  Leg", "left leg"),
        ("eased_off 9 the [b]calf", "the [b]calf"),
        ("eased_off 9 ", ""),
        ("done 9 hip", ""),
    ):
        changed = put_right(session, {"hold 1": typed}, TODAY).holds[0]
        assert (changed.held_seconds, changed.where) == (9, where)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("hold 1", "eased_off 9 hip", "Only a hold that was sharp has a place; the worst pain"),
        ("day", "2026-11-26", "That day is still to come; today is 2026-11-25."),
        ("day", "3/2/2026", "it can be 3 Feb 2026 or 2 Mar 2026"),
        ("day", "1066-10-14", "A year is from 1900 on."),
        ("time", "25:00", "Write the time as 07:40."),
        ("routine", " \u202e ", "Write a name for what was done."),
        ("routine", "x" * 10_000, "at most 60 letters"),
        ("hold 1", "done 3000", "A hold lasts up to 600 s."),
        ("hold 1", "done", "Write the seconds of the hold."),
    ],
)
def test_what_a_session_cannot_hold_is_told_with_its_field(
    field: str, typed: str, told: str
) -> None:
    with pytest.raises(NotPutRight, match=re.escape(told)) as refused:
        put_right(PAST, {field: typed}, TODAY)
    assert refused.value.field == field


def test_a_start_that_lies_ahead_is_put_right_with_its_day() -> None:
    wrong = replace(PAST, started_at=PAST.started_at + timedelta(days=400))
    assert put_right(wrong, {}, TODAY) == PAST


@given(st.times())
def test_times_are_read_as_people_write_them(begun: time) -> None:
    minute = begun.replace(second=0, microsecond=0)
    for spelling in ("%H:%M", "%H.%M", "%Hh%M", "%H%M", "%I:%M %p", " %I:%M%p "):
        assert time_of_day(begun.strftime(spelling)) == minute


@pytest.mark.parametrize("typed", ["24:00", "7", "7:60", "13 pm", "0 am", "", "seven", "-1:00"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCell):
        time_of_day(typed)
