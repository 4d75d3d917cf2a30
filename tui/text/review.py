"""What some weeks show, in words: how it went, and no claim why."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import floor

import msgspec

from library.bounds import WORST_PAIN
from library.guidance.mornings import WEEK_ANSWERS, points_between
from library.guidance.weekly import CLEAR_POINTS, CLEAR_SHARE, Trend
from library.history.record import Check, ReachForm
from library.progress.totals import LegSeconds
from library.progress.weeks import ONE_WEEK
from library.review.days import DayReview
from library.review.exercises import ExerciseReview
from library.review.legs import Legs
from library.review.mornings import Mornings
from library.review.period import Period
from library.text import clean
from library.wording import counted, date_words, day_words, listed, times_words
from tui.text.duration import clock_words, minutes_words
from tui.text.mornings import count_words
from tui.text.reach import cm_words

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
YEAR_WEEKS = 52
TOO_FEW = "too few answers to say"
HOW_TO_ANSWER = (
    "Three answers in seven days are enough to compare: {today.check} on Today and a number, 0 to "
    "10, tell how your back is."
)
NOBODY_KNOWS_WHY = "What a change comes from, no log can tell."


def period_words(weeks: int) -> str:
    """Return the name of a period, as in `4 weeks` or `a year`."""
    return "a year" if weeks == YEAR_WEEKS else counted(weeks, "week")


def ago_words(weeks: int) -> str:
    """Return how long ago a period began, as in `four weeks ago`."""
    if weeks == YEAR_WEEKS:
        return "a year ago"
    if weeks == 1:
        return "the week before"
    return f"{_NUMBERS[weeks] if weeks < len(_NUMBERS) else weeks} weeks ago"


def mornings_words(mornings: Mornings, period: Period) -> str:
    """Return how the mornings are against earlier ones, in one sentence.

    Args:
        mornings: What was compared.
        period: The weeks.
    """
    if mornings.now is None:
        return f"Mornings: {TOO_FEW}."
    now = f"{mornings.now:.1f} now"
    if mornings.before is None or mornings.week is None:
        return f"Mornings: {now}, {TOO_FEW} how they were before."
    is_whole = mornings.week == period.today - (period.weeks + 1) * ONE_WEEK
    since = ago_words(period.weeks) if is_whole else f"in the week from {date_words(mornings.week)}"
    return f"Mornings: {now}, {mornings.before:.1f} {since}: {mornings.trend}."


def legs_words(legs: Legs) -> str:
    """Return in what the legs differ; empty where they do not."""
    told = []
    if legs.ease_offs_differ:
        left = times_words(legs.eased_off_left)
        left = f"eased off {left}" if legs.eased_off_left else f"{left} eased off"
        told.append(f"Left was {left}, right {times_words(legs.eased_off_right)}.")
    if legs.seconds_differ:
        told.append(_held_words(legs.seconds))
    return " ".join(told)


def _held_words(held: LegSeconds) -> str:
    left, right = (clock_words(round(seconds)) for seconds in (held.left, held.right))
    if held.left and held.right:
        return f"Left was held for {left}, right for {right}."
    return f"Only {'left' if held.left else 'right'} was held, for {left if held.left else right}."


def day_review_words(day: DayReview, today: date) -> str:
    """Return what a day holds, as in `Tue 24 Nov: morning 3, mean of 7 days 3.2. 6 min, ...`."""
    name = "Today" if day.day == today else day_words(day.day, today)
    if day.is_empty:
        return f"{name}: nothing noted."
    told = ", ".join(_told_of(day))
    return f"{name}: {told}."


def _told_of(day: DayReview) -> Iterator[str]:
    if day.answer is not None:
        yield f"back {day.answer} of {WORST_PAIN}"
    if day.mean is not None:
        yield f"mean of seven days {day.mean:.1f}"
    if day.sessions:
        minutes = minutes_words(day.seconds)
        yield minutes if day.sessions == 1 else f"{minutes} in {day.sessions} sessions"
    if day.before is not None:
        yield f"pain before {day.before}"
    if day.worst is not None:
        yield f"at worst {day.worst}"
    for measured in day.reach:
        leg = "" if measured.form is ReachForm.FLOOR else f"{measured.leg} leg "
        yield f"reach {leg}{cm_words(max(measured.cm))}"
    if day.mark is not None:
        yield f"marked as {day.mark.value}"


def eased_off_words(review: ExerciseReview) -> str:
    """Return how often an exercise was eased off, and when last; empty for never."""
    if review.last_eased_off is None:
        return ""
    last = "on" if review.eased_off == 1 else "last"
    return f"{times_words(review.eased_off)}, {last} {date_words(review.last_eased_off)}"


def places_words(places: Mapping[str, int]) -> str:
    """Return where it hurt and how often, as in `lower back twice, hip once`."""
    return ", ".join(f"{clean(place)} {times_words(times)}" for place, times in places.items())


def leg_times(legs: Legs) -> str:
    """Return what was held on each leg, as in `4:00`, or `L 4:00  R 3:40` where they differ."""
    held = {"L": legs.seconds.left, "R": legs.seconds.right}
    told = {leg: clock_words(round(seconds)) for leg, seconds in held.items() if seconds}
    times = set(told.values())
    if len(told) == 2 and len(times) == 1:
        return times.pop()
    return "  ".join(f"{leg} {time}" for leg, time in told.items())


def compared_words(review: ExerciseReview) -> str:
    """Return the mornings after an exercise and without it; empty where none can be compared."""
    each = review.mornings
    if each is None or not (each.with_it and each.without):
        return ""
    after = count_words(each.mean_with, each.with_it)
    return f"{after} / {count_words(each.mean_without, each.without)}"


def explained(
    mornings: Mornings, checks: Mapping[date, Check], period: Period
) -> Iterator[tuple[str, str]]:
    """Yield title and text of each number of the view, told with the person's own answers.

    Args:
        mornings: What was compared.
        checks: Answers by day.
        period: The weeks.
    """
    weeks = [_week_told("Now", checks, period.today - ONE_WEEK)]
    if mornings.week is not None:
        weeks.append(_week_told("Before", checks, mornings.week))
    yield (
        "Mornings",
        f"The mean of the seven days before today, against seven days {ago_words(period.weeks)}; "
        f"where those have fewer than {WEEK_ANSWERS} answers, the first seven days that have "
        f"enough. {' '.join(weeks)} {_rule(mornings)}",
    )
    yield (
        "The picture",
        "Every answer to how your back is, and the mean of the seven days that end with each day, "
        f"from {WEEK_ANSWERS} answers on. Pain before is that of the day's first session, worst is "
        "the highest number of the day. Minutes are from start to end of your sessions, with the "
        "rests. Where a column stands for several days, it shows the mean of their answers and the "
        "highest of the worst.",
    )
    yield (
        "By exercise",
        f"Days and seconds are those of {period_words(period.weeks)}; holds of both legs at once "
        "count for each leg. Mornings are points above or below what was usual for you, of the "
        "mornings after it and of all others, in brackets how many, of the last 12 weeks; "
        "{history.mornings} on History shows each. Places count by session, sharp ones by hold.",
    )
    yield (
        "Left and right",
        "A sentence stands here when one leg was eased off at least twice more, and twice as "
        "often, or held for a minute and a tenth longer. Less than that is chance.",
    )
    yield ("What it cannot say", f"{NOBODY_KNOWS_WHY} A back has good and bad weeks by itself.")


def _week_told(title: str, checks: Mapping[date, Check], week: date) -> str:
    days = [week + timedelta(days=number) for number in range(ONE_WEEK.days)]
    answers = [str(checks[day].rating) for day in days if day in checks]
    told = listed(answers) if answers else "no answer"
    return f"{title}, {date_words(days[0])} to {date_words(days[-1])}: {told}."


def _rule(mornings: Mornings) -> str:
    share = f"{CLEAR_SHARE:.0%}".replace("%", " %")
    rule = f"A change is clear from {CLEAR_POINTS:g} points and {share} on (Ostelo, 2008)."
    if mornings.now is None or mornings.before is None:
        return rule
    points = abs(points_between(mornings.now, mornings.before))
    part = f" or {_short_of(points / mornings.before, 2, mornings):.0%}" if mornings.before else ""
    told = f"{_short_of(points, 1, mornings):.1f}{part.replace('%', ' %')}"
    return f"{rule} Here it is {told}: {mornings.trend}."


def _short_of(value: float, digits: int, mornings: Mornings) -> float:
    """Return a value to so many digits: what is not clear must not be rounded up to what would be.

    A value that is exact stays as it is.
    """
    unit = 10**-digits
    is_same = mornings.trend is Trend.SAME
    return floor(round(value / unit, 6)) * unit if is_same else value


class ExerciseRow(msgspec.Struct, frozen=True):
    """What is told of an exercise, in the cells of a table."""

    name: str
    days: str
    held: str
    level: str
    eased_off: str
    mornings: str
    """After it and without it; empty where none can be compared."""
    where: str = ""
    """Where it was sharp, and how often; empty where nobody said."""

    @property
    def said(self) -> str:
        """What does not fit beside the rest on a narrow screen, in words."""
        told = [f"level {self.level}"] if self.level else []
        told += [f"eased off {self.eased_off}"] if self.eased_off else []
        told += [f"sharp: {self.where}"] if self.where else []
        told += [f"mornings after it {self.mornings.replace(' / ', ', without ')}"] * bool(
            self.mornings
        )
        return " · ".join(told)


TITLES = ExerciseRow(
    "By exercise", "", "each leg", "level", "eased off", "mornings after / without"
)
"""What stands above the cells."""


def exercise_row(review: ExerciseReview, name: str, level: str) -> ExerciseRow:
    """Return the cells of an exercise.

    Args:
        review: What was done.
        name: Of the exercise.
        level: Its level now, as in `3 of 5`; empty without a ladder.
    """
    return ExerciseRow(
        name,
        counted(review.days, "day"),
        leg_times(review.legs),
        level,
        eased_off_words(review),
        compared_words(review),
        places_words(review.where),
    )
