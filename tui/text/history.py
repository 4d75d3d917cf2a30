"""Sessions, marks and changes of the history in words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from library.bounds import LONGEST_PAIN_PLACE, WORST_PAIN
from library.history.record import (
    Decision,
    DecisionKind,
    Favourite,
    Hidden,
    HoldRecord,
    Leads,
    MarkKind,
    Outcome,
    OwnLength,
    OwnLevel,
    Reason,
    Remembered,
    SessionRecord,
)
from library.history.searching import SessionFilter
from library.history.snapshot import IMPORTED, WENT_BACK, Change, Snapshot
from library.history.tables import CHECKS, DECISIONS, REACH, REMEMBERED, SESSIONS, TABLES
from library.session.pain import PAIN_TITLES
from library.text import MAX_TEXT_LENGTH, clean
from library.wording import counted, dated_words, day_words, listed

OUTCOMES = {
    Outcome.DONE: "done",
    Outcome.EASED_OFF: "eased off",
    Outcome.SKIPPED: "skipped",
}
"""How a hold ended, in words."""
_LONGEST_NAME = 30
"""Characters of a routine's name; more would make a notice longer than a line."""


def sharp_words(hold: HoldRecord) -> str:
    """Return what follows how a hold ended: `, it was sharp: left leg`, or nothing."""
    told = ", it was sharp" if hold.reason is Reason.SHARP else ""
    return f"{told}: {clean(hold.where, limit=LONGEST_PAIN_PLACE)}" if hold.where else told


def session_words(session: SessionRecord, today: date) -> str:
    """Return a session in a few words, as in `Morning, Mon 23 Nov 07:40`.

    Args:
        session: The session.
        today: The day it is.
    """
    name = clean(session.routine, limit=_LONGEST_NAME)
    return f"{name}, {day_words(session.practice_day, today)} {session.local_start:%H:%M}"


def to_come_words(sessions: Sequence[SessionRecord]) -> str:
    """Return what becomes of sessions that are dated in the future, and what to do about them.

    Args:
        sessions: At least one.
    """
    first = min(max(each.practice_day, each.local_start.date()) for each in sessions)
    day = dated_words(first)
    if len(sessions) == 1:
        told = f"A session is dated {day}, which is still to come; until then it counts for nothing"
    else:
        many = counted(len(sessions), "session")
        told = f"{many} are dated {day} or later; until then they count for nothing"
    return f"{told}. If a clock was wrong, the details in History can put the day right."


def pain_words(session: SessionRecord) -> str:
    """Return the ratings of a session: `Pain before: 3 of 10, worst: not noted`, as a sentence.

    *After* is told where it was noted, as in sessions of earlier versions.
    """
    told = [f"before: {_pain(session.pain_before)}"]
    if session.pain_after is None or session.pain_worst is not None:
        where = clean(session.worst_where, limit=LONGEST_PAIN_PLACE)
        told.append(f"worst: {_pain(session.pain_worst)}{where and f' ({where})'}")
    if session.pain_after is not None:
        told.append(f"after: {_pain(session.pain_after)}")
    return f"Pain {', '.join(told)}."


def _pain(rating: int | None) -> str:
    return "not noted" if rating is None else f"{rating} of {WORST_PAIN}"


def edited_words(before: SessionRecord, after: SessionRecord) -> str:
    """Return what of a session was changed, as in `worst pain 2 instead of 3 and another note`.

    Args:
        before: The session as it was; something of it is to be changed.
        after: The session now.
    """
    told = []
    for field, title in PAIN_TITLES.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            instead = "" if old is None else f" instead of {old}"
            told.append(f"{title.lower()} {'not noted' if new is None else new}{instead}")
    if before.worst_where != after.worst_where:
        told.append(f"place of the worst pain: {after.worst_where or 'not noted'}")
    if before.note != after.note:
        told.append("no note" if not after.note else "another note" if before.note else "a note")
    if before.routine != after.routine:
        told.append(f"“{clean(after.routine, limit=_LONGEST_NAME)}” was done")
    if before.practice_day != after.practice_day:
        told.append(f"it counts for {dated_words(after.practice_day)}")
    if before.local_start.time() != after.local_start.time():
        told.append(f"it began at {after.local_start:%H:%M}")
    if holds := sum(a != b for a, b in zip(before.holds, after.holds, strict=False)):
        told.append(f"{counted(holds, 'hold')} put right")
    return listed(told)


def filter_words(wanted: SessionFilter, name_of: Callable[[str], str]) -> str:
    """Return what the sessions that are shown have in common, as in `“tight”, eased off`.

    Args:
        wanted: What they are filtered by.
        name_of: Returns the name of an exercise by its id.
    """
    told = [f"“{clean(wanted.words, limit=_LONGEST_NAME)}”"] if wanted.words else []
    if wanted.exercise is not None:
        told.append(clean(name_of(wanted.exercise), limit=_LONGEST_NAME))
    return ", ".join([*told, "eased off"] if wanted.eased_off else told)


def note_too_long(over: int) -> str:
    """Say that a note is longer than one may be.

    Args:
        over: By how many characters.
    """
    told = f"The note is {counted(over, 'character')} too long"
    return f"{told}: there is room for {MAX_TEXT_LENGTH:,}."


def marked_words(days: Sequence[date], kind: MarkKind | None, today: date) -> str:
    """Return what days are marked as, as in `Mon 23 Nov: marked as ill`.

    Args:
        days: One, or several in a row.
        kind: Their mark; None for none.
        today: The day it is.
    """
    until = f" to {day_words(days[-1], today)}" if len(days) > 1 else ""
    marked = "not marked" if kind is None else f"marked as {kind.value}"
    return f"{day_words(days[0], today)}{until}: {marked}"


def undone_words(
    change: Change | None,
    before: Snapshot,
    after: Snapshot,
    names: Mapping[str, str],
    today: date,
) -> str:
    """Return what undo has done.

    Args:
        change: What was taken back; None when there was nothing to take back.
        before: The history as it was shown before that.
        after: The history now.
        names: The names of the exercises, by id.
        today: The day it is.
    """
    if change is None:
        return "Nothing to undo."
    if change.left:
        were = "was" if change.left == 1 else "were"
        left = f" {counted(change.left, 'entry', 'entries')} {were} changed since and stayed."
    else:
        left = ""
    return f"{_undone(change, before, after, names, today)}{left}"


def _undone(
    change: Change, before: Snapshot, after: Snapshot, names: Mapping[str, str], today: date
) -> str:
    if change.what == "marked":
        return _mark_undone(before, after, today)
    if change.what == IMPORTED:
        return f"Import undone: {counted(len(change.ids), 'entry', 'entries')}."
    if change.what == WENT_BACK and change.table != SESSIONS:
        entries = counted(len(change.ids), "entry", "entries")
        return f"As it was before going back to a backup: {entries}."
    if change.table == REMEMBERED:
        return _choice_undone(change, before, after, names)
    if change.table == CHECKS:
        return _check_undone(change, before, after, today)
    if change.table == DECISIONS:
        return _decision_undone(change, (*before.decisions, *after.decisions), names)
    if change.table == REACH:
        return f"{TABLES[change.table].thing.capitalize()} undone."
    done, history = {
        "deleted": ("Brought back", after),
        "restored": ("Deleted again", before),
        WENT_BACK: ("As it was before going back to a backup", after),
    }.get(change.what, ("Edit undone", after))
    sessions = [session for session in history.sessions if session.id in change.ids]
    if not sessions:  # what was put into the log is out of it again
        done = "Taken out again"
        sessions = [session for session in before.sessions if session.id in change.ids]
    if len(sessions) == 1:
        return f"{done}: {session_words(sessions[0], today)}."
    return f"{done}: {counted(len(change.ids), 'session')}."


def _mark_undone(before: Snapshot, after: Snapshot, today: date) -> str:
    old, new = before.marks_by_day, after.marks_by_day
    changed = {day for day, _ in old.items() ^ new.items()}
    if not changed:
        return "Mark undone."
    if len(changed) > 1:
        return f"{counted(len(changed), 'day')} marked as before."
    (day,) = changed
    if day not in new:
        return f"{day_words(day, today)} is no longer marked."
    return f"{marked_words([day], new[day], today)} again."


def _check_undone(change: Change, before: Snapshot, after: Snapshot, today: date) -> str:
    now = [check for check in after.checks if check.key in change.ids]
    then = [check for check in before.checks if check.key in change.ids]
    if now:
        return f"{day_words(now[0].day, today)}: {now[0].rating} of {WORST_PAIN} again."
    return (
        f"Answer for {day_words(then[0].day, today)} taken back." if then else "Answer taken back."
    )


def _decision_undone(
    change: Change, decisions: Sequence[Decision], names: Mapping[str, str]
) -> str:
    for decision in decisions:
        if decision.key in change.ids:
            if decision.kind in (DecisionKind.TICKS, DecisionKind.LIFT_TICK):
                return "What you ticked is as before."
            if decision.exercise is not None:
                name = names.get(decision.exercise, decision.exercise)
                return f"{name}: what you decided is undone."
    return "Decision undone."


def _choice_undone(
    change: Change, before: Snapshot, after: Snapshot, names: Mapping[str, str]
) -> str:
    now = {thing.key: thing for thing in after.remembered}
    changed = [thing for thing in before.remembered if thing.key in change.ids]
    told = [_choice_words(now.get(thing.key, _usual(thing)), names) for thing in changed]
    return f"{listed(told)}." if told else "Undone."


def _choice_words(thing: Remembered, names: Mapping[str, str]) -> str:
    match thing:
        case Favourite(exercise, marked):
            return f"{names.get(exercise, exercise)} is {'a' if marked else 'no'} favourite again"
        case Hidden(exercise, hidden):
            return f"{names.get(exercise, exercise)} is {'hidden' if hidden else 'shown'} again"
        case OwnLevel(exercise, level):
            return f"{names.get(exercise, exercise)} is at level {level + 1} again"
        case Leads(routine):
            # The routine itself may be gone by now: then the plan of the day leads all the same.
            led = "what it did before" if routine else "the plan of the day again"
            return f"Enter on Today starts {led}"
        case OwnLength(exercise, None):
            return f"{names.get(exercise, exercise)} is held as long as its level says"
        case OwnLength(exercise, seconds):
            return f"{names.get(exercise, exercise)} is held for {seconds} s again"
        case _:
            return "What was noted is as it was"


def _usual(thing: Remembered) -> Remembered:
    """Return what holds while nothing is remembered about the same."""
    match thing:
        case Favourite(exercise):
            return Favourite(exercise, marked=False)
        case Hidden(exercise):
            return Hidden(exercise, hidden=False)
        case OwnLevel(exercise):
            return OwnLevel(exercise, 0)
        case OwnLength(exercise):
            return OwnLength(exercise, None)
        case Leads():
            return Leads(None)
    return thing


def describe_changes(before: Snapshot, after: Snapshot) -> str:
    """Say what another window or machine did between two readings; empty when nothing.

    Args:
        before: What was shown.
        after: What was read now.
    """
    if before.history and after.history and before.history != after.history:
        return "Another log has taken the place of the one that was shown here."
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    counts = (
        (len(new.keys() - old.keys()), "added"),
        (changed, "changed"),
        (len(old.keys() - new.keys()), "deleted"),
    )
    told = [(count, what) for count, what in counts if count]
    if told:
        (count, what), *others = told
        first = f"{counted(count, 'session')} {what}"
        return f"{listed([first, *(f'{n} {what}' for n, what in others)])} elsewhere."
    if before.marks != after.marks:
        return "Marked days changed elsewhere."
    answers = [(each.checks, each.decisions, each.reach) for each in (before, after)]
    return "Answers changed elsewhere." if answers[0] != answers[1] else ""


def undone_in_words(done: Change | None, *, before: str, never: str) -> str:
    """Return what is told of an import, or of going back to a backup, that was taken back.

    Args:
        done: What was taken back; None when there is nothing.
        before: What the entries are as before now.
        never: Why there is nothing to take back.
    """
    if done is None:
        return f"There is nothing to take back: {never}."
    told = f"Undone: {counted(len(done.ids), 'entry', 'entries')} as before {before}."
    left = counted(done.left, "entry", "entries")
    return f"{told} {left} changed since: left alone." if done.left else told
