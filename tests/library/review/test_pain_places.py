"""Where it hurt is counted by session, and by hold."""

from datetime import date

from msgspec.structs import replace

from library.history.record import HoldRecord, Outcome, Reason
from library.review.pain_places import places, places_of_holds
from library.session.pain_places import place_of
from tests.library.builders import record

DAY = date(2026, 11, 25)


def sharp(where: str) -> HoldRecord:
    return HoldRecord("chair", "left", 1, 30, 9, Outcome.EASED_OFF, Reason.SHARP, where=where)


def test_a_place_counts_once_for_a_session_and_the_most_frequent_comes_first() -> None:
    one = replace(record(DAY), worst_where="hip", holds=(sharp("left leg"), sharp("")))
    other = replace(record(DAY), worst_where="left leg", holds=(sharp("Left  leg"),))
    counted = places([one, other, record(DAY)])
    assert list(counted.items()) == [("left leg", 2), ("hip", 1)]
    assert places([]) == {}
    holds = [sharp("hip"), sharp("left leg"), sharp("left leg"), sharp("")]
    assert list(places_of_holds(holds).items()) == [("left leg", 2), ("hip", 1)]


def test_a_place_is_kept_as_it_is_offered_or_in_the_words_of_the_person() -> None:
    assert place_of(" Lower   BACK ") == "lower back"
    assert place_of("Hüfte\u202e \x1b") == "Hüfte \N{REPLACEMENT CHARACTER}"
    assert place_of("x" * 10_000) == "x" * 40
    assert place_of("  ") == ""
