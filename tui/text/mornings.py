"""Mornings with and without an exercise in words that can be checked by hand."""

from collections.abc import Iterator

from library.guidance.comparing import (
    ASKED_AGAIN,
    DIFFERENCE,
    OTHER_SESSIONS,
    ROWS_WITH,
    ROWS_WITHOUT,
    TIMES_SE,
    Answer,
    Comparison,
    Outcome,
    Row,
    comparisons,
    outcome,
    rows,
    told_from,
)
from library.guidance.mornings import USUAL_CHECKS, USUAL_FROM
from library.guidance.order import introduction
from library.guidance.practice import Practice
from library.guidance.setbacks import SetbackReason
from library.guidance.standing import Standing
from library.guidance.trials import TRIAL_DAYS, Trial
from library.history.record import DecisionKind
from library.wording import counted, day_words, listed
from tui.text.guidance import Named, state_words, the, until_words

NO_ROWS = "Too early to tell: it takes answers on mornings after sessions."
ABOUT_TABLE = (
    "Mornings of the last 12 weeks, as points above or below what was usual for you; in brackets "
    "how many."
)
ASKED = "{Mornings.trial}: yes. {mornings.keep}: keep it. {mornings.never}: don't ask again."
"""How what is asked is answered; keys or verbs are put in."""
ON_TRIAL = "{mornings.end_trial} ends the trial."
TOLD_APART = "Two or three exercises a day, in turn, would tell more of them apart."


def points_words(points: float | None) -> str:
    """Return a mean as points against the usual, as in `+0.3`, `-1.2`, `0.0` or `-` for none."""
    return "-" if points is None else f"{round(points, 1) + 0:+.1f}".replace("+0.0", "0.0")


def comparison_words(each: Comparison, said: str) -> str:
    """Return one row of the table.

    Args:
        each: The mornings of an exercise.
        said: What can be said of it.
    """
    after = f"after it {count_words(each.mean_with, each.with_it)}"
    without = f"without {count_words(each.mean_without, each.without)}"
    return f"{after:<22} {without:<22} {said}".rstrip()


def verdict_words(each: Comparison) -> str:
    """Return what can be said of an exercise by its mornings."""
    if each.with_it < ROWS_WITH:
        return f"Too few mornings to compare: {each.with_it} of {ROWS_WITH}."
    if each.without < ROWS_WITHOUT:
        return f"Too few mornings without it: {each.without} of {ROWS_WITHOUT}."
    if not each.can_be_told_apart:
        least = OTHER_SESSIONS
        return f"Too few mornings after sessions without it: {each.after_others} of {least}."
    if each.speaks:
        return "More than your usual ups and downs."
    return "Within your usual ups and downs."


def named_words(each: Comparison, name: str) -> str:
    """Return what the comparison says of the exercise it names.

    Args:
        each: A comparison that speaks.
        name: Name of the exercise.
    """
    mornings = counted(each.with_it, "morning")
    return (
        f"After {the(name)} your mornings were {points_words(each.difference)[1:]} higher "
        f"({mornings}) than otherwise ({each.without}). That is more than your usual ups and "
        "downs. Leave it out for a week and see?"
    )


def result_words(outcome: Outcome, name: str) -> str:
    """Return what a trial of an exercise showed.

    Args:
        outcome: What it showed.
        name: Name of the exercise.
    """
    match outcome.answer:
        case Answer.AGAIN:
            return (
                f"It came back with {the(name)}. Leave it out, and show this table to a "
                "physiotherapist."
            )
        case Answer.NOT_AGAIN:
            return "Not this time, so it was probably something else. It is back."
        case Answer.WAITING:
            return "It is back; two mornings after it will tell more."
        case Answer.NONE:
            return "No answer yet; it stays in."


def asked_words(
    speaking: Comparison | None, trial: Trial | None, standing: Standing, named: Named
) -> str:
    """Return what is asked about an exercise, or said of the one that is tried; often nothing.

    Args:
        speaking: What is asked about, if anything.
        trial: The week without an exercise that runs, if one does.
        standing: Where the person stands.
        named: Returns the name of an exercise.
    """
    if speaking is not None:
        return named_words(speaking, named(speaking.exercise))
    return "" if trial is None else trial_words(trial, standing, named(trial.exercise))


def count_words(mean: float | None, count: int) -> str:
    """Return one side of a comparison, as in `+2.3 (3)`, or `none`."""
    return f"{points_words(mean)} ({count})" if count else "none"


def said_of(each: Comparison, standing: Standing, named: Named) -> str:
    """Return the sentence below an exercise: of its trial if there was one, else of its mornings.

    Args:
        each: Its mornings.
        standing: Where the person stands.
        named: Returns the name of an exercise.
    """
    mine = [trial for trial in standing.log.trials if trial.exercise == each.exercise]
    state, today = standing.states[each.exercise], standing.today
    rests = state.reason is SetbackReason.AGAIN
    if not mine or mine[-1].ended or (today >= mine[-1].back + ASKED_AGAIN and not rests):
        return verdict_words(each)
    trial = mine[-1]
    if trial.runs_on(today):
        return state_words(state, today)
    found = outcome(trial, standing.practice)
    told = result_words(found, named(each.exercise))
    if found.after is None or found.without is None:
        return told
    since = told_from(trial, standing.practice)
    when = "" if since is None else f"{day_words(since, today)}: "
    return f"{when}{found.after:.1f} with it again, {found.without:.1f} in the week without. {told}"


def trial_words(trial: Trial, standing: Standing, name: str) -> str:
    """Return what is said while an exercise is left out."""
    until = until_words(trial.back, standing.today)
    return f"Without {the(name)} until {until}, to compare. All else goes on."


def decided_words(kind: DecisionKind, name: str) -> str:
    """Return what comes of an answer.

    Args:
        kind: What was decided.
        name: Name of the exercise.
    """
    exercise = the(name)
    match kind:
        case DecisionKind.TRIAL:
            return f"{counted(TRIAL_DAYS, 'day')} without {exercise}, today included."
        case DecisionKind.END_TRIAL:
            return f"The trial is over; {exercise} is back."
        case DecisionKind.KEEP:
            return f"It stays: {exercise}. For 8 weeks you are not asked about it."
        case _:
            return f"It stays: {exercise}. You are not asked about it again."


# How the numbers come about.

EXPLAINED = (
    f"Each answer is set against what was usual by then: the middle one of your {USUAL_CHECKS} "
    f"answers before it, of {USUAL_FROM} at least. It counts for every exercise of the day before. "
    "Mornings without an exercise are all others, those after rest days, too. Left out are "
    "mornings after something new, as what is new makes sore."
)
RULE = (
    f"An exercise is asked about when there are {ROWS_WITH} mornings with it and {ROWS_WITHOUT} "
    f"without it, {OTHER_SESSIONS} of these after other exercises, and when those with it are "
    f"higher by {DIFFERENCE:g} point at least and by {TIMES_SE:g} times what mornings differ by "
    "chance."
)


def chance_words(practice: Practice, named: Named) -> Iterator[str]:
    """Return for each exercise with mornings enough how far the rule is away."""
    for each in comparisons(practice):
        if each.is_enough and each.difference is not None:
            needed = max(DIFFERENCE, TIMES_SE * each.standard_error)
            yield (
                f"{named(each.exercise)}: {points_words(each.difference)}; by chance "
                f"{each.standard_error:.2f}, so it takes {needed:.1f}."
            )


def morning_words(standing: Standing, named: Named) -> Iterator[str]:
    """Return every morning that counts, the latest first."""
    for row in reversed(rows(standing.practice)):
        told = _morning(row, standing.practice, named)
        yield f"{day_words(row.day, standing.today)}: {told}"


def _morning(row: Row, practice: Practice, named: Named) -> str:
    rating = practice.log.checks[row.day].rating
    against = f"{rating}, usual {rating - row.above_usual:g}: {points_words(row.above_usual)}"
    done = sorted(row.done, key=lambda each: (introduction(each), each))
    after = listed(the(named(each)) for each in done) if done else "a rest day"
    return f"{against}, after {after}."
