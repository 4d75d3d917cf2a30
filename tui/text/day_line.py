"""The one line of a day in words, with the way to what it tells of: a key, or a verb."""

from collections.abc import Mapping

from library.guidance.comparing import Answer, Comparison, Outcome
from library.guidance.day_line import DayLine, LineKind, day_line
from library.guidance.plan import DayPlan, Here, Why
from library.guidance.setbacks import SetbackReason
from library.guidance.standing import Standing
from library.guidance.weekly import WeekLine
from tui.text.guidance import (
    SHORTER,
    Named,
    reason_for,
    rest_words,
    still_reason,
    stretches_out,
    the,
    todays_rating,
)
from tui.text.prescription import ended_words

NOT_AS_HOPED = "If this is not what you hoped for, a physiotherapist can look at the whole picture."
Ways = Mapping[LineKind, str]
"""The sentence that names the way to what a line is about, by the kind of the line."""
ON_TODAY: Ways = {
    LineKind.STRETCHES_OUT: "{today.ticks} shows your ticks.",
    LineKind.RESULT: "{history.mornings} on History shows it.",
    LineKind.WHICH_ONE: "{history.mornings} on History shows them.",
    LineKind.TICKS: "Still right? {today.ticks} shows your ticks.",
    LineKind.REACH: "On History, {history.reach} measures your reach, 3 minutes.",
    LineKind.HEIGHT: "On Exercises, {exercises.higher} goes one higher, if you like.",
}
"""In the dashboard, which puts the keys in."""
_STILL = {
    LineKind.HARDER_MORNING: SetbackReason.HARDER_MORNING,
    LineKind.HIGH_ANSWER: SetbackReason.HIGH_ANSWER,
    LineKind.WELCOME_BACK: SetbackReason.AWAY,
    LineKind.TRIAL: SetbackReason.TRIAL,
    LineKind.HARDER_WEEKS: SetbackReason.HARDER_WEEKS,
}


def todays_line(
    standing: Standing, plan: DayPlan, here: Here, named: Named, ways: Ways = ON_TODAY
) -> str:
    """Return the one line of the day; empty without one, and when the plan says it already.

    Args:
        standing: Where the person stands.
        plan: The plan of the day.
        here: The hour and the place.
        named: Returns the name of an exercise.
        ways: Names the way to what it is about.
    """
    line = day_line(standing, plan, here)
    if line is None or line.is_said_by(plan) or plan.why is Why.MARKED:
        return ""
    return day_line_words(line, plan, standing, named, ways)


def day_line_words(
    line: DayLine, plan: DayPlan, standing: Standing, named: Named, ways: Ways = ON_TODAY
) -> str:
    """Return the one line of the day.

    Args:
        line: What it tells.
        plan: The plan of the day.
        standing: Where the person stands.
        named: Returns the name of an exercise.
        ways: Names the way to what it is about.
    """
    way = ways.get(line.kind, "")
    if reason := _STILL.get(line.kind):
        still = still_reason(reason, standing, named)
        if still is None:
            return ""
        as_written = plan.led_by is not None and still.rest == SHORTER
        return still.title if as_written else still.words
    match line:
        case DayLine(kind=LineKind.STRETCHES_OUT) if out := stretches_out(standing):
            return f"{out.words} {way}".rstrip()
        case DayLine(kind=LineKind.PROGRAMME_ENDED) if plan.ended:
            return ended_words(plan.ended, standing.today)
        case DayLine(kind=LineKind.RESULT, trial=trial, outcome=outcome) if trial and outcome:
            return _result(outcome, named(trial.exercise), way)
        case DayLine(kind=LineKind.WHICH_ONE, named=each) if each:
            return _which_one(each, named(each.exercise), way)
        case DayLine(kind=LineKind.WEEK):
            told = "" if line.week is None else week_words(line.week)
            return f"{told} {NOT_AS_HOPED}".strip() if line.not_as_hoped else told
        case DayLine(kind=LineKind.TICKS | LineKind.REACH):
            return way
        case DayLine(kind=LineKind.HEIGHT, higher=(exercise, support)):
            name = named(exercise)
            return f"{name} went well {support.name} three times. {way}"
        case DayLine(kind=LineKind.REST_FIRST) if not line.is_said_by(plan):
            return rest_words(todays_rating(standing), massage=line.massage)
    return reason_for(plan, standing, named).words


def _result(outcome: Outcome, name: str, way: str) -> str:
    from tui.text.mornings import result_words  # few days tell of a trial

    told = result_words(outcome, name)
    return f"{told} {way}".rstrip() if outcome.answer is Answer.AGAIN else told


def _which_one(found: Comparison, name: str, way: str) -> str:
    from tui.text.mornings import points_words  # hardly any day tells of it

    higher = f"{points_words(found.difference)[1:]} higher than otherwise"
    return f"After {the(name)} your mornings were {higher}. {way}".rstrip()


def week_words(week: WeekLine) -> str:
    """Return how the mornings of a week compare with those before."""
    return f"Mornings: {week.mean:.1f}, the week before {week.before:.1f}: {week.trend}."
