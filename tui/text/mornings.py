"""Mornings with and without an exercise in words that can be checked by hand."""

from library.guidance.comparing import ROWS_WITH, ROWS_WITHOUT, Answer, Comparison, Outcome
from library.wording import counted
from tui.text.guidance import the

NO_ROWS = "There is nothing to compare yet: it takes answers on mornings after sessions."


def points_words(points: float | None) -> str:
    """Return a mean as points against the usual, as in `+0.3`, `-1.2`, `0.0` or `-` for none."""
    return "-" if points is None else f"{round(points, 1) + 0:+.1f}".replace("+0.0", "0.0")


def comparison_words(each: Comparison) -> str:
    """Return one row of the table."""
    after = f"after it {points_words(each.mean_with)} ({each.with_it})"
    without = f"without {points_words(each.mean_without)} ({each.without})"
    return f"{after:<22} {without:<22} {_verdict(each)}".rstrip()


def _verdict(each: Comparison) -> str:
    if each.with_it < ROWS_WITH:
        return f"Too few mornings to compare: {each.with_it} of {ROWS_WITH}."
    if each.without < ROWS_WITHOUT:
        return f"Too few mornings without it: {each.without} of {ROWS_WITHOUT}."
    if not each.can_be_told_apart:
        return "Done nearly every time, so it cannot be told apart."
    return "" if each.speaks else "Within your usual ups and downs."


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
