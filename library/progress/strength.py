"""Strength, shown as steadiness: how regular the weeks are; it forgives a missed one.

A weekly average that forgets by half every three weeks (our judgement; a habit takes about ten
weeks to form and a single miss does it no harm, Lally 2010).
"""

from collections.abc import Iterable

from library.progress.weeks import Week

HALF_LIFE_WEEKS = 3
KEPT: float = 0.5 ** (1 / HALF_LIFE_WEEKS)
"""The part of the number that a week leaves standing, 0-1."""


def after_week(strength: float, share: float) -> float:
    """Return the strength after a week.

    Args:
        strength: Strength before it, 0-100.
        share: Part of the week's goal that was reached, 0-1.
    """
    return strength * KEPT + 100 * (1 - KEPT) * share


def of_hundred(strength: float) -> str:
    """Return strength as it is shown everywhere, as in `60 of 100`; what has begun is never zero.

    Args:
        strength: The number, 0-100.
    """
    return f"{max(round(strength), int(strength > 0))} of 100"


def strength_series(weeks: Iterable[Week]) -> list[float]:
    """Return the strength after each week, 0-100.

    A week that is not over yet, or that ill, pain or travel kept from its goal, only ever
    raises the number: otherwise it would fall in the middle of a week, and marking a day
    could cost the practice that was done all the same.

    Args:
        weeks: All weeks from the first practice week to the running one, oldest first.
    """
    series = []
    strength = 0.0
    for week in weeks:
        updated = after_week(strength, week.share)
        strength = max(strength, updated) if week.running or week.frozen else updated
        series.append(strength)
    return series
