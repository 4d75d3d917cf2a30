"""Sessions are found by words, by exercise and by what was eased off."""

from datetime import date, timedelta

from msgspec.structs import replace

from library.history.record import HoldRecord, Outcome, SessionRecord
from library.history.searching import (
    SearchedLog,
    SessionFilter,
    findable,
)
from tests.library.builders import record

TODAY = date(2026, 11, 25)
NAMES = {"calf": "Étirement du mollet", "chair": "Chair leg stretch"}


def hold(exercise: str, outcome: Outcome = Outcome.DONE, seconds: float = 20.0) -> HoldRecord:
    return HoldRecord(exercise, "left", 1, 20.0, seconds, outcome)


def session(days_ago: int, routine: str, note: str, *holds: HoldRecord) -> SessionRecord:
    made = record(TODAY - timedelta(days=days_ago))
    return replace(made, routine=routine, note=note, holds=holds)


TIGHT = session(0, "Morning", "LEFT Straße\ntight 🦵 [b]", hold("chair"))
FRENCH = session(1, "Soir", "מתוח", hold("calf"), hold("chair", Outcome.EASED_OFF, 7.0))
PASSED = session(2, "Morning", "", hold("calf", Outcome.SKIPPED, 0.0))
LOG = SearchedLog((TIGHT, FRENCH, PASSED), lambda name: NAMES.get(name, name))


def found(words: str = "", exercise: str | None = None, *, eased_off: bool = False) -> list[str]:
    wanted = SessionFilter(words, exercise, eased_off)
    return [each.id for each in LOG.matching(wanted)]


def test_words_are_found_in_note_routine_and_exercise_whatever_their_case_and_accents() -> None:
    assert found() == [TIGHT.id, FRENCH.id, PASSED.id]
    assert found("left TIG") == found("[b]") == found("strasse") == found("🦵") == [TIGHT.id]
    assert found("morning") == [TIGHT.id, PASSED.id]
    assert found("etirement") == found("ÉTIREMENT du") == [FRENCH.id, PASSED.id]
    assert found("מתוח") == [FRENCH.id]
    assert found("tight soir") == []
    assert found("mollet chair") == [FRENCH.id], "each word may stand anywhere"


def test_what_was_held_or_eased_off_is_found() -> None:
    assert found(exercise="calf") == [FRENCH.id], "what was only passed over was not done"
    assert found(eased_off=True) == found(exercise="chair", eased_off=True) == [FRENCH.id]
    assert found(exercise="calf", eased_off=True) == []
    assert found("tight", "chair") == [TIGHT.id]
    counts = findable((TIGHT, FRENCH, PASSED))
    assert (counts.held, counts.eased_off) == ({"chair": 2, "calf": 1}, {"chair": 1})
    assert counts.with_ease_off == 1
