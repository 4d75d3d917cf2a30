"""What a session means beside itself: for its week, and in one sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from textual.content import Content

from library.exercises.model import Exercise
from library.history.record import MarkKind, SessionRecord
from library.progress.goals import Goals, this_week_words
from library.progress.weeks import week_start
from tui.text.closing import Closing, closing, counts_for, week_days
from tui.text.week import Day, days_of_week, week_strip


class Reward(msgspec.Struct, frozen=True):
    """What is shown at the end of a session of what it is good for."""

    said: Closing
    days: Sequence[Day]
    """Of its week."""
    goal: str
    """How the week stands against its goal."""
    counts_for: str = ""
    """The day it counts for, where that is not the one it was done on."""
    sharp: str = ""
    """What to know after a sharp pain; empty without one."""

    def week(self, width: int) -> Content:
        """Return the week in so many cells: how it stands, and a large mark for each day."""
        title = Content.assemble(("This week", "bold $text-secondary"), "  ", (self.goal, "bold"))
        return Content("\n").join([title, *week_strip(self.days, width)])


def reward(
    record: SessionRecord,
    others: Sequence[SessionRecord],
    exercises: Iterable[Exercise],
    marks: Mapping[date, MarkKind],
    goals: Goals,
    first_weekday: int,
) -> Reward:
    """Return what a session means.

    Args:
        record: The session.
        others: All other sessions that count, in any order.
        exercises: Those of the session.
        marks: Days that are marked.
        goals: The goal of every week.
        first_weekday: Weekday a week begins on, 0 (Monday) to 6 (Sunday).
    """
    day = record.practice_day
    days = week_days(record, others, first_weekday) | ({day} if record.counts else set())
    is_elsewhere = record.counts and record.local_start.date() != day
    return Reward(
        closing(record, others, exercises, goals, first_weekday),
        days_of_week(days, marks, day, first_weekday),
        this_week_words(len(days), goals.goal_for(week_start(day, first_weekday))),
        counts_for(record) if is_elsewhere else "",
    )
