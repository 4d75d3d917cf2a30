"""A week looked back at, in words."""

from collections.abc import Iterator
from datetime import timedelta

from library.progress.goals import against_goal
from library.review.week import WeekReview
from library.wording import capitalised, counted, listed, times_words
from tui.text.duration import minutes_words
from tui.text.guidance import Named


def week_heading(review: WeekReview) -> str:
    """Return which week it is, as in `Your week from 16 to 22 November`."""
    first = review.week.start
    last = first + timedelta(days=6)
    month = "" if first.month == last.month else f" {first:%B}"
    return f"Your week from {first.day}{month} to {last.day} {last:%B}"


def week_lines(review: WeekReview, named: Named) -> Iterator[str]:
    """Yield what a week was, a sentence or two a line: what was done first, mornings last.

    Args:
        review: The week.
        named: Returns the name of an exercise.
    """
    yield _done(review)
    if review.new:
        yield f"New: {listed(map(named, review.new))}."
    if review.longer:
        yield f"A little more: {listed(map(named, review.longer))}."
    if review.eased_off:
        yield _eased_off(review)
    mornings = review.mornings
    if mornings.now is not None:
        before = "" if mornings.before is None else f", the week before {mornings.before:.1f}"
        trend = "" if mornings.trend is None else f": {mornings.trend}"
        yield f"Mornings: {mornings.now:.1f}{before}{trend}."


def _done(review: WeekReview) -> str:
    week = review.week
    if not week.days:
        aside = " It stands aside, as a day of it was marked." if week.marked else ""
        return f"No practice in this week, and nothing is lost.{aside}"
    days = listed(f"{day:%a}" for day in week.days)
    told = f"{capitalised(against_goal(len(week.days), week.goal))}: {days}."
    told += f" {counted(review.sessions, 'session')}, {minutes_words(review.seconds)} with rests."
    return f"{told} The week stands aside, as a day of it was marked." if week.frozen else told


def _eased_off(review: WeekReview) -> str:
    sharp = ""
    if review.sharp:
        sharp = ", as it was sharp" if review.eased_off == 1 else f", {review.sharp} of them sharp"
    return f"You eased off {times_words(review.eased_off)}{sharp}. Good that you stopped."
