"""What a person can put right of a session in the log beside pain and note, as texts and back."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from library.bounds import LONGEST_HELD, MAX_NAME
from library.cells import UnreadableCell, named_day, time_of_day
from library.history.codec import FIRST_YEAR
from library.history.record import HoldRecord, Outcome, Reason, SessionRecord
from library.session.pain_places import whole_place_of
from library.text import clean

ROUTINE, DAY, TIME = "routine", "day", "time"
HOLD = "hold "
"""What the text of a hold is called, with its number from 1."""


class NotPutRight(ValueError):
    """A text that says nothing a session can hold.

    Args:
        field: Which one it is.
        told: What is wrong with it, as a sentence.
    """

    def __init__(self, field: str, told: str) -> None:
        super().__init__(told)
        self.field = field


def texts(session: SessionRecord) -> dict[str, str]:
    """Return the texts of a session, by what they are called: see `put_right`."""
    return {
        ROUTINE: clean(session.routine),
        DAY: session.practice_day.isoformat(),
        TIME: f"{session.local_start:%H:%M}",
        **{f"{HOLD}{number}": text for number, text in enumerate(_holds(session), start=1)},
    }


def _holds(session: SessionRecord) -> Iterator[str]:
    for hold in session.holds:
        yield hold_text(hold.outcome, f"{hold.held_seconds:.0f}", hold.where or None)


def hold_text(outcome: Outcome, seconds: str, where: str | None = None) -> str:
    """Return the text of a hold.

    Args:
        outcome: How it ended.
        seconds: How long it was held, as typed.
        where: Where it was sharp, as typed; None to leave that as it is.
    """
    return f"{outcome.value} {seconds}{'' if where is None else f' {where}'}"


def put_right(session: SessionRecord, typed: Mapping[str, str], today: date) -> SessionRecord:
    """Return a session with what was typed about it.

    Args:
        session: As it is.
        typed: Texts by what they are called; what is left out, or says the same, stays. One whose
            start lies ahead while its day does not gets the start of that day.
        today: The practice day it is now.

    Raises:
        NotPutRight: One of them says nothing that a session can hold.
    """
    now = texts(session)
    new = {name: text for name, text in typed.items() if text.strip() != now.get(name)}
    holds = tuple(
        _hold(hold, f"{HOLD}{number}", new) for number, hold in enumerate(session.holds, start=1)
    )
    if ROUTINE in new:
        session = replace(session, routine=_routine(new[ROUTINE]))
    is_ahead = session.practice_day <= today < session.local_start.date()
    if DAY in new or is_ahead:
        session = session.on_day(day_named(new.get(DAY, str(session.practice_day)), today))
    if TIME in new:
        session = at_time(session, time_named(new[TIME]))
    return replace(session, holds=holds)


def at_time(session: SessionRecord, begun: time) -> SessionRecord:
    """Return the session, begun at another time of the same day by the clocks there and then."""
    start = session.local_start
    later = datetime.combine(start.date(), begun) - start.replace(tzinfo=None)
    return replace(session, started_at=session.started_at + later)


def day_named(typed: str, today: date) -> date:
    """Return the day that a session is to count for.

    Raises:
        NotPutRight: It is none, lies ahead, or long before any log.
    """
    try:
        day = named_day(typed, today)
    except UnreadableCell as error:
        why = f": {error}" if str(error) else ""
        raise NotPutRight(DAY, f"Write the day as {today}{why}.") from None
    if day > today:
        raise NotPutRight(DAY, f"That day is still to come; today is {today}.")
    if day.year < FIRST_YEAR:
        raise NotPutRight(DAY, f"A year is from {FIRST_YEAR} on.")
    return day


def time_named(typed: str) -> time:
    """Return the time of the day at which a session began.

    Raises:
        NotPutRight: It is none.
    """
    try:
        return time_of_day(typed)
    except UnreadableCell:
        raise NotPutRight(TIME, "Write the time as 07:40.") from None


def _routine(typed: str) -> str:
    name = " ".join(clean(typed).split())
    if not name:
        raise NotPutRight(ROUTINE, "Write a name for what was done.")
    if (over := len(name) - MAX_NAME) > 0:
        raise NotPutRight(ROUTINE, f"A name has at most {MAX_NAME} letters: {over} too many.")
    return name


def _hold(hold: HoldRecord, name: str, new: Mapping[str, str]) -> HoldRecord:
    if name not in new:
        return hold
    word, _, rest = new[name].lstrip().partition(" ")
    seconds, gives_place, typed = rest.partition(" ")
    outcome = Outcome(word)
    held = hold.held_seconds
    if seconds != f"{held:.0f}":
        if not (seconds.isascii() and seconds.isdecimal()):
            raise NotPutRight(name, "Write the seconds of the hold.")
        held = float(seconds[:9])
        if held > LONGEST_HELD:
            raise NotPutRight(name, f"A hold lasts up to {LONGEST_HELD} s.")
    try:
        reason, where = hold.reason, whole_place_of(typed) if gives_place else hold.where
    except ValueError as error:
        raise NotPutRight(name, str(error)) from None
    if outcome is not Outcome.EASED_OFF:
        reason = None
    if reason is not Reason.SHARP:
        if where not in ("", hold.where):
            told = "Only a hold that was sharp has a place; the worst pain has one of its own."
            raise NotPutRight(name, told)
        where = ""
    return replace(hold, outcome=outcome, held_seconds=held, reason=reason, where=where)


def before_now(session: SessionRecord, now: datetime) -> SessionRecord:
    """Return a session that was just typed.

    Raises:
        NotPutRight: It begins later than now.
    """
    if session.started_at > now + timedelta(minutes=1):
        raise NotPutRight(TIME, "That time is still to come.")
    return session
