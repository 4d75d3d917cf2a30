"""Reach in words: centimetres against the toes, and what a change says."""

from collections.abc import Iterable

from library.guidance.reach import ReachChange, ReachResult
from library.guidance.ticks import TICKS
from library.history.record import ReachForm
from library.wording import listed

ABOUT = {
    ReachForm.FLOOR: (
        "Shoes off, legs straight but not locked, soles against a wall or a box. Hands stacked, "
        "breathe out, reach slowly and stay for two seconds; the best of three counts. Short of "
        "the toes is minus."
    ),
    ReachForm.CHAIR: (
        "Sit at the front edge of a chair that stands against a wall, one leg straight, heel down. "
        "Reach slowly along that leg; the better of two counts, for each leg. Short of the toes is "
        "minus."
    ),
}
"""How it is measured, in each form."""


def left_out_words(ticks: Iterable[str]) -> str:
    """Return why measuring is better left out.

    Args:
        ticks: Ids of the ticks with which it is, at least one.
    """
    return f"Measuring reach is better left out with {listed(TICKS[t].short for t in ticks)}."


def cm_words(cm: float) -> str:
    """Return a reach, as in `4 cm short of the toes`, `at the toes`, `2.5 cm beyond the toes`."""
    if not cm:
        return "at the toes"
    return f"{abs(cm):g} cm {'beyond' if cm > 0 else 'short of'} the toes"


def kept_words(best: float, week: ReachResult) -> str:
    """Return what was kept, beside the best of the week if that is another.

    Args:
        best: The best of the tries that were kept, in centimetres.
        week: What the week says with them.
    """
    if best == week.cm:
        return result_words(week)
    return f"{cm_words(best)}. The best of this week: {result_words(week)}"


def result_words(result: ReachResult) -> str:
    """Return what the latest week says of reach in one form."""
    where = "" if result.form is ReachForm.FLOOR else f", {result.leg} leg, on a chair"
    told = f"{cm_words(result.cm)}{where}"
    by = f"{abs(result.difference):g} cm"
    match result.change:
        case ReachChange.FIRST:
            return f"{told}."
        case ReachChange.NOT_CLEAR:
            return f"{told}: no clear change yet."
        case ReachChange.FURTHER:
            return f"{told}: {by} further, a real change."
        case ReachChange.LESS_FAR:
            return f"{told}: {by} less far."
