"""`supple history`: every session in the log."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import click

from library.history.codec import to_document
from library.history.record import Outcome, SessionRecord
from library.history.snapshot import Snapshot
from library.profile import Part, Profile
from library.progress.days import practice_days, split
from library.progress.goals import against_goal
from library.progress.weeks import ONE_WEEK, week_start
from library.session.summary import in_plain_words
from library.wording import counted, whole_day_words
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, plain_option, print_json_list, print_lines
from tui.text.history import pain_words


@click.command("history")
@plain_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, plain: bool, as_json: bool) -> None:
    """List your sessions, oldest first.

    The days you marked stand among them. The minutes are from start to end, rests included; pain
    is before and the worst while stretching, as in 3 / 5, or before and after where that was
    noted, as in 5 > 3. With --plain the newest come first, a week at a time.
    """
    if plain:
        complain(context.profile.read(Part.SETTINGS, Part.EXERCISES))
    history = context.read_history()
    if as_json:
        print_json_list(map(to_document, history.sessions))
    elif plain and (history.sessions or history.marks):
        print_lines(_weeks(history, context.profile))
    elif history.sessions or history.marks:
        print_lines(_days(history))
    else:
        print_lines(["No sessions yet."])


def _days(history: Snapshot) -> Iterator[str]:
    """Yield a line for each session and each marked day, the oldest first."""
    told = [(day, f"{day}  marked as {kind}") for day, kind in history.marks_by_day.items()]
    told += [(session.practice_day, _line(session)) for session in history.sessions]
    yield from (line for _, line in sorted(told, key=lambda each: each[0]))


def _line(session: SessionRecord) -> str:
    """Return one session; free text stands last, so that its width does not matter."""
    sign, second = " > ", session.pain_after
    if second is None:
        sign, second = " / ", session.pain_worst
    pain = sign.join(
        "-" if value is None else str(value) for value in (session.pain_before, second)
    )
    return (
        f"{session.practice_day}  {session.seconds / 60:5.1f} min  pain {pain:<7}  "
        f"{_holds(session):<32}  {session.routine}  {session.note}"
    )


def _holds(session: SessionRecord) -> str:
    counts = Counter(hold.outcome for hold in session.holds)
    parts = [counted(counts[Outcome.DONE], "hold")]
    if counts[Outcome.EASED_OFF]:
        parts.append(f"{counts[Outcome.EASED_OFF]} eased off")
    if counts[Outcome.SKIPPED]:
        parts.append(f"{counts[Outcome.SKIPPED]} skipped")
    return ", ".join(parts)


def _weeks(history: Snapshot, profile: Profile) -> Iterator[str]:
    """Yield sessions and marked days in sentences, under their weeks, the newest first."""
    first_weekday, today = profile.settings.first_weekday_number, profile.today()
    practised = practice_days(split(history.sessions, today)[0], today)
    days = Counter(week_start(day, first_weekday) for day in practised)
    lines = defaultdict[date, dict[date, list[str]]](dict)
    for session in reversed(history.sessions):
        day = session.practice_day
        lines[week_start(day, first_weekday)].setdefault(day, []).append(_told(session, profile))
    for day, kind in history.marks_by_day.items():
        marked = f"{whole_day_words(day)}: marked as {kind}."
        lines[week_start(day, first_weekday)].setdefault(day, []).insert(0, marked)
    for number, week in enumerate(sorted(lines, reverse=True)):
        if number:
            yield ""
        yield _heading(week, days[week], profile)
        for day in sorted(lines[week], reverse=True):
            yield from lines[week][day]


def _heading(week: date, days: int, profile: Profile) -> str:
    """Return which week it is, and how it stands against its goal, if it has a day."""
    running = week_start(profile.today(), profile.settings.first_weekday_number)
    named = {running: "This week", running - ONE_WEEK: "Last week"}
    year = "" if week in named else f" {week.year}"
    stands = f": {against_goal(days, profile.goals.goal_for(week))}" if days else ""
    return f"{named.get(week, 'Week')} from {whole_day_words(week)}{year}{stands}."


def _told(session: SessionRecord, profile: Profile) -> str:
    """Return a session in sentences: when, which, what was done, pain and note where noted."""
    when = f"{whole_day_words(session.practice_day)} {session.local_start:%H:%M}"
    done = in_plain_words(session, profile.catalogue)
    pains = (session.pain_before, session.pain_worst, session.pain_after)
    pain = "" if set(pains) == {None} else f" {pain_words(session)}"
    note = f" Note: {session.note}" if session.note else ""
    return f"{when}: {session.routine}. {done}{pain}{note}"
