"""How lengths of time are written."""

import pytest

from library.routines.planning import build_plan
from library.settings import Settings
from tests.library.session.transcripts import built_in
from tui.text.duration import about, clock_words, whole_minutes


@pytest.mark.parametrize(
    ("seconds", "longest", "told"),
    [
        (45, 0, "45 s"),
        (89, 150, "89 s"),
        (250, 250, "about 4 min"),
        (250, 370, "about 4 to 6 min"),
        (250, 260, "about 4 min"),
    ],
)
def test_a_length_is_rounded_for_people(seconds: float, longest: float, told: str) -> None:
    assert about(seconds, longest) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0"), (29.9, "<1"), (30, "1"), (89, "1"), (90, "2"), (90_000, "1,500")],
)
def test_minutes_are_whole_and_a_little_is_not_nothing(seconds: float, told: str) -> None:
    assert whole_minutes(seconds) == told


def test_a_part_of_a_second_counts_as_a_whole_one() -> None:
    assert [clock_words(seconds) for seconds in (-1, 0, 0.1, 59.5, 125)] == [
        "0:00",
        "0:00",
        "0:01",
        "1:00",
        "2:05",
    ]


def test_a_hold_until_eased_makes_a_routine_longer_when_no_key_is_pressed() -> None:
    catalogue, routines = built_in()
    plan = build_plan(routines.get("first-steps"), catalogue, Settings())
    assert plan.longest_seconds - plan.seconds == 4 * 40
    plan = build_plan(routines.get("desk-break"), catalogue, Settings())
    assert plan.longest_seconds == plan.seconds
