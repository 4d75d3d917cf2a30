"""Explanations of the numbers, told with the person's own days."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from library.history.record import DayMark, SessionRecord
from library.progress.days import days_lost_to_travel, practice_days
from library.progress.goals import Goals, against_goal
from library.progress.streaks import (
    DayRun,
    best_run,
    best_weeks_in_a_row,
    current_run,
    day_runs,
    weeks_in_a_row,
)
from library.progress.strength import HALF_LIFE_WEEKS, KEPT, of_hundred, strength_series
from library.progress.weeks import Week, weeks_of
from library.wording import counted, dated_words, day_words, listed

SHOWN = 6
"""How many weeks or free days a text goes back; more than that nobody checks by hand."""


class Explanations(msgspec.Struct, frozen=True, kw_only=True):
    """One text for each number of `library.progress.summary.Progress`; lines end with a newline."""

    week: str
    weeks_in_a_row: str
    days_in_a_row: str
    strength: str
    formula: str
    """How steadiness is worked out, step by step."""
    totals: str


def explain(
    sessions: Sequence[SessionRecord],
    marks: Sequence[DayMark],
    goals: Goals,
    first_weekday: int,
    today: date,
    idle: Collection[date] = (),
) -> Explanations:
    """Explain every number; the arguments are those of `library.progress.summary.measure`."""
    days = practice_days(sessions, today)
    weeks = weeks_of(days, marks, goals, first_weekday, today, idle)
    free = dict.fromkeys(days_lost_to_travel(sessions, days, today), "travel")
    free |= dict.fromkeys(idle, "your ticks")
    free |= {mark.day: str(mark.kind) for mark in marks}
    return Explanations(
        week=_explain_week(weeks[-1]),
        weeks_in_a_row=_explain_weeks(weeks),
        days_in_a_row=_explain_days(days, free, today),
        strength=_explain_strength(weeks),
        formula=_explain_formula(weeks),
        totals=_explain_totals(sessions),
    )


def _explain_week(week: Week) -> str:
    """Explain which days of the running week count, and what its goal asks for."""
    begin = f"This week began on {day_words(week.start)}. "
    if not week.days:
        return (
            f"{begin}Ready to start: a day counts once one hold or massage step is completed. "
            f"The goal is {counted(week.goal, 'day')}."
        )
    days = listed(day_words(day) for day in week.days)
    text = f"{begin}You practised on {counted(len(week.days), 'day')}: {days}. "
    if week.met:
        return f"{text}The goal of {counted(week.goal, 'day')} is reached."
    left = week.goal - len(week.days)
    return f"{text}The goal is {counted(week.goal, 'day')}; {left} more to reach it."


def _explain_weeks(weeks: Sequence[Week]) -> str:
    """Explain which weeks count, which stand aside, and where the row begins.

    Args:
        weeks: All weeks up to the running one, oldest first.
    """
    row = weeks_in_a_row(weeks)
    head = f"{counted(row, 'week')} in a row" if row else "Ready to start"
    best = best_weeks_in_a_row(weeks)
    lines = [
        f"{head}. A week counts when it has as many practice days as its goal asked for. "
        "One with days marked ill, pain or travel never ends a row.",
        *(_week_line(week) for week in reversed(weeks[-SHOWN:])),
    ]
    if best:
        lines.append(f"The longest row so far: {counted(best, 'week')}.")
    return "\n".join(lines)


def _explain_days(days: Sequence[date], free: dict[date, str], today: date) -> str:
    """Explain since when the days are in a row, and which free days they reach across.

    Args:
        days: Distinct practice days, oldest first.
        free: Days that neither add nor break, with the reason in one word.
        today: The day it is.
    """
    runs = day_runs(days, free)
    run, best = current_run(runs, free, today), best_run(runs)
    lines = ["Ready to start: one session begins a row."]
    if run:
        across = [day for day in sorted(free) if run.first < day < today and day not in days]
        lines = [_run_line(run, [f"{day_words(day, today)} ({free[day]})" for day in across])]
    if run and run.last != today:
        lines.append("Today can still add to it.")
    if best:
        dates = f"{_first_day(best)} to {dated_words(best.last)}"
        lines.append(f"The longest row so far: {counted(best.length, 'day')}, {dates}.")
    lines.append(
        "A row never ends at a day marked rest, ill, pain or travel; practice on it counts."
    )
    return "\n".join(lines)


def _explain_strength(weeks: Sequence[Week]) -> str:
    """Explain what the number means, and what the last weeks did to it.

    Args:
        weeks: All weeks up to the running one, oldest first.
    """
    now = strength_series(weeks)[-1]
    lines = [
        f"Steadiness {of_hundred(now)}: how steady your weeks have been, the latest most.",
        *(_strength_line(*step) for step in _steps(weeks)),
        "A week with days marked ill, pain or travel never lowers it; what you do all the same "
        "counts.",
    ]
    return "\n".join(lines)


def _explain_formula(weeks: Sequence[Week]) -> str:
    """Explain how steadiness comes about, with the factors of the last weeks.

    Args:
        weeks: All weeks up to the running one, oldest first.
    """
    lines = [
        f"What a week adds fades by half in {counted(HALF_LIFE_WEEKS, 'week')}. After each week: "
        f"steadiness x {KEPT:.3f} + {100 * (1 - KEPT):.1f} x the part of the goal that was "
        "reached; shown without decimals elsewhere.",
        *(_worked_out(*step) for step in _steps(weeks) if not _stays(*step)),
    ]
    return "\n".join(lines)


def _steps(weeks: Sequence[Week]) -> list[tuple[Week, float, float]]:
    """Return the last weeks with the number before and after each, the running one first."""
    series = strength_series(weeks)
    pairs = zip(weeks, pairwise([0.0, *series]), strict=True)
    steps = [(week, before, after) for week, (before, after) in pairs]
    return steps[: -SHOWN - 1 : -1]


def _explain_totals(sessions: Sequence[SessionRecord]) -> str:
    """Explain how many sessions there are and how their minutes are counted."""
    if not sessions:
        return "Ready to start: the first session will stand here."
    first = min(session.practice_day for session in sessions)
    minutes = round(sum(session.seconds for session in sessions) / 60)
    return (
        f"{counted(len(sessions), 'session')} since {dated_words(first)}, "
        f"{counted(minutes, 'minute')} from start to end, rests included. "
        "Free days take nothing away from them."
    )


def _name(week: Week) -> str:
    return "This week" if week.running else f"Week of {day_words(week.start)}"


def _days(week: Week) -> str:
    """Return a week with its days against its goal."""
    return f"{_name(week)}: {against_goal(len(week.days), week.goal)}"


def _week_line(week: Week) -> str:
    """Return one week of the row and its part in it."""
    if week.met:
        verdict = "counts"
    elif week.running:
        verdict = "not over yet; it can add one and takes nothing away"
    elif week.frozen:
        why = "ill, pain or travel" if week.marked else "your ticks left nothing to do"
        verdict = f"stands aside ({why})"
    else:
        verdict = "a row begins after it"
    return f"{_days(week)}, {verdict}."


def _first_day(run: DayRun) -> str:
    """Return when a row began, with the year unless it ended in the same."""
    year = "" if run.first.year == run.last.year else f" {run.first.year}"
    return f"{day_words(run.first)}{year}"


def _run_line(run: DayRun, across: Sequence[str]) -> str:
    """Return the present row and the latest free days it reaches across."""
    line = f"{counted(run.length, 'practice day')} in a row, since {_first_day(run)}."
    return f"{line} Kept free: {listed(across[-SHOWN:])}." if across else line


def _stays(week: Week, before: float, after: float) -> bool:
    """Return whether a week leaves the number alone, as it is not over or stands aside."""
    return after == before and (week.running or week.frozen)


def _strength_line(week: Week, before: float, after: float) -> str:
    """Return what one week did to the number."""
    if _stays(week, before, after):
        why = "not over yet" if week.running else "stands aside"
        return f"{_days(week)}, {why}; stays at {after:.0f}."
    return f"{_days(week)}; from {before:.0f} to {after:.0f}."


def _worked_out(week: Week, before: float, after: float) -> str:
    """Return the formula with the factors of a week."""
    terms = f"{before:.1f} x {KEPT:.3f} + {100 * (1 - KEPT):.1f} x {week.share:.2f}"
    return f"{_name(week)}: {terms} = {after:.1f}."
