"""What somebody who wrote a routine for others says about it, and that Today follows it."""

from datetime import date

from library.routines.model import OWN_PURPOSE, Prescription, Routine
from library.wording import counted, sentence, whole_day_words


def when_words(said: Prescription, today: date) -> str:
    """Return how often and when it is to be done, as in `5 days a week until Friday 20 March`.

    Args:
        said: What is said about it.
        today: The day it is: what has begun is not told.
    """
    often = "" if said.days_a_week is None else f"{counted(said.days_a_week, 'day')} a week"
    begins = said.since is not None and said.since > today
    since = f"from {whole_day_words(said.since, today)}" if said.since and begins else ""
    until = "" if said.until is None else f"until {whole_day_words(said.until, today)}"
    return " ".join(filter(None, (often, since, until)))


def purpose_words(routine: Routine) -> str:
    """Return what a routine is for; that it is one's own is not said of what somebody gave."""
    given = routine.by and routine.purpose == OWN_PURPOSE
    return "" if given else routine.purpose


def prescribed_words(said: Prescription, today: date) -> str:
    """Return whom it is from, when it is to be done, and the note; empty where nobody said."""
    return " ".join(filter(None, (sentence(_from_words(said, today)), said.note)))


def given_words(routine: Routine, today: date) -> str:
    """Return what a routine is called, whom it is from and when it is to be done."""
    return ", ".join(filter(None, (routine.name, _from_words(routine, today))))


def _from_words(said: Prescription, today: date) -> str:
    by = f"from {said.by}" if said.by else ""
    return ", ".join(filter(None, (by, when_words(said, today))))


def followed_words(routine: Routine, today: date) -> str:
    """Return why Today is as a routine is written; empty where nobody prescribed it."""
    if not (routine.by or routine.until):
        return ""
    by = f"As prescribed by {routine.by}" if routine.by else "As it is written"
    when = when_words(routine, today)
    return f"{by}{f', {when}' if when else ''}. Nothing is added or made longer."


def ended_words(routine: Routine, today: date) -> str:
    """Return that the last day of a routine that Today followed is over."""
    what = f"What {routine.by} prescribed" if routine.by else routine.name
    last = "" if routine.until is None else f" on {whole_day_words(routine.until, today)}"
    return f"{what} ended{last}; this is the plan of the day again."


def leads_words(routine: Routine, today: date) -> str:
    """Return that Enter on Today starts a routine, or from when it does, or why no more.

    Args:
        routine: The one that was chosen for it.
        today: The day it is.
    """
    if routine.is_over_on(today) and routine.until is not None:
        last = whole_day_words(routine.until, today)
        return f"Its last day was {last}: Today follows its own plan again."
    if routine.since is not None and not routine.holds_on(today):
        return f"From {whole_day_words(routine.since, today)} on, Enter on Today starts this one."
    return "Enter on Today starts this one."
