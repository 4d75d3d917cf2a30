"""Where it hurt in some weeks, and how often in each place."""

from collections import Counter
from collections.abc import Iterable

from library.history.record import HoldRecord, SessionRecord
from library.session.pain_places import place_of


def places(sessions: Iterable[SessionRecord]) -> Counter[str]:
    """Return in how many sessions it hurt in each place, the most frequent first.

    A place that was named for the worst pain and for a hold of the same session counts once.

    Args:
        sessions: Those of the period.
    """
    found: Counter[str] = Counter()
    for session in sessions:
        named = dict.fromkeys((session.worst_where, *(hold.where for hold in session.holds)))
        found.update(dict.fromkeys(map(place_of, filter(None, named))).keys())
    return _most_first(found)


def places_of_holds(holds: Iterable[HoldRecord]) -> Counter[str]:
    """Return in how many holds it was sharp in each place, the most frequent first."""
    return _most_first(Counter(place_of(hold.where) for hold in holds if hold.where))


def _most_first(found: Counter[str]) -> Counter[str]:
    return Counter(dict(found.most_common()))
