"""The week and the day in one line, for prompts and bars."""

from library.guidance.today_is import TodayIs
from library.history.record import MarkKind
from library.progress.summary import Progress

DONE_DOT, OPEN_DOT = "●", "○"


def why_words(today: TodayIs, mark: MarkKind | None) -> str:
    """Return why today's stretches are due or not, as a sentence.

    Args:
        today: What today is.
        mark: What it is marked as.
    """
    match today:
        case TodayIs.REST_DAY | TodayIs.MARKED:
            return f"Today is marked as {mark}."
        case TodayIs.DONE:
            return "Today's stretches are done."
        case TodayIs.REST_FIRST:
            return "Rest comes first today."
        case TodayIs.ALL_LEFT_OUT:
            return "Every stretch is left out for you now."
        case TodayIs.ALL_RESTS:
            return "What you do rests today."
        case TodayIs.MET:
            return "The goal of this week is met."
    return "Today's stretches are due."


def field_values(progress: Progress, today: TodayIs, mark: MarkKind | None) -> dict[str, str]:
    """Return what each of `line_format.FIELDS` is now.

    Args:
        progress: The numbers of today.
        today: What today is.
        mark: What it is marked as.
    """
    days, goal, weeks = progress.week_days, progress.week_goal, progress.weeks_in_a_row
    dots = DONE_DOT * min(days, goal) + OPEN_DOT * max(0, goal - days)
    count = f"+{days - goal}" if days > goal else f"{days}/{goal}"
    parts = (
        f"{dots} {count}" if days else dots,
        f"{weeks} wk" if weeks else "",
        "" if today is TodayIs.MET else today.group,  # the dots say so
    )
    return {
        "line": " · ".join(filter(None, parts)),
        "dots": dots,
        "week_days": str(days),
        "week_goal": str(goal),
        "weeks": str(weeks),
        "due": "due" if today is TodayIs.DUE else "",
        "state": today.group,
        "why": why_words(today, mark),
    }
