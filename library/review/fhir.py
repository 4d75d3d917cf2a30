"""Ratings of pain as a FHIR Bundle, which programs of clinics read (R5; LOINC 72514-3)."""

import uuid
from collections.abc import Iterable, Iterator

from library.history.record import Check, SessionRecord
from library.history.snapshot import Snapshot
from library.review.days import worst_of
from library.review.period import Period

_CODE = {
    "coding": [
        {
            "system": "http://loinc.org",
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ],
    "text": "Pain, 0 (none) to 10 (worst imaginable)",
}
_CATEGORY = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
            "display": "Survey",
        }
    ]
}
_BACK, _BEFORE = "How the back was on this day", "Before stretching"
_WORST, _AFTER = "Worst while stretching", "After stretching"
_IDS = uuid.UUID("5b3c1a52-6f0e-5d3b-8a41-3f8b5e0d7c19")
_SELF: object = [{"display": "self"}]
"""Who rated it."""


def bundle(
    history: Snapshot, sessions: Iterable[SessionRecord], period: Period
) -> dict[str, object]:
    """Return every rating of a period as an Observation; the same history gives the same Bundle.

    Args:
        history: Its answers.
        sessions: Those of the period.
        period: The weeks.
    """
    answers = (check for check in history.checks if period.holds(check.day))
    observations = [*map(_answer, answers), *(o for each in sessions for o in _ratings(each))]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in observations],
    }


def _answer(check: Check) -> dict[str, object]:
    return _observation(check.key, check.day.isoformat(), check.rating, _BACK)


def _ratings(session: SessionRecord) -> Iterator[dict[str, object]]:
    when = session.local_start.replace(microsecond=0).isoformat()
    if session.pain_before is not None:
        yield _observation(session.id, when, session.pain_before, _BEFORE)
    worst = worst_of(session)
    if worst is not None:
        told = _AFTER if session.pain_worst is None else _WORST
        yield _observation(session.id, when, worst, told)


def _observation(key: str, when: str, rating: int, about: str) -> dict[str, object]:
    return {
        "resourceType": "Observation",
        "id": str(uuid.uuid5(_IDS, f"{key} {about}")),
        "status": "final",
        "category": [_CATEGORY],
        "code": _CODE,
        "effectiveDateTime": when,
        "performer": _SELF,
        "valueInteger": rating,
        "note": [{"text": about}],
    }
