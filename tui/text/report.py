"""A report for a physiotherapist, in words: what was planned and done, and how it went."""

from collections.abc import Iterator, Mapping, Sequence

from library.guidance.practice import ChangeKind, Done
from library.guidance.ticks import TICKS
from library.pages.report import ReportPage, ReportSection
from library.review.exercises import ExerciseReview
from library.review.report import EaseOff, Report
from library.text import clean
from library.wording import (
    capitalised,
    counted,
    date_words,
    dated_words,
    sentence,
    times_words,
    whole_day_words,
)
from tui.text.duration import clock_words, minutes_words
from tui.text.guidance import Named
from tui.text.prescription import given_words
from tui.text.reach import result_words
from tui.text.review import eased_off_words, mornings_words, period_words, places_words

MOST_LINES = 6
"""Lines of a list at most, so that all of it stays on a page (our judgement)."""
MOST_NOTE = 200
"""Characters of a note at most."""
_LEGEND = (
    "● answer to how the back was, 0 to 10; dashed: mean of seven days; ○ pain before a session; "
    "× at worst while stretching; z i p t: a day marked as rest, ill, pain or travel; bars: "
    "minutes a week, with rests."
)
_SHARP = "sharp, shooting, tingling or numb"
_CHANGES = {
    ChangeKind.NEW: "for the first time",
    ChangeKind.LONGER: "longer",
    ChangeKind.HEIGHT: "with a higher support",
    ChangeKind.BACK: "back after a week without it",
}
_HOW = (
    "The person practised alone, led by a program that counts the seconds of each hold; how far "
    "the stretch went was not measured.",
    "Pain was typed in when asked, as a whole number from 0, none, to 10, the worst there is; "
    "every question could be left out.",
)
_NOT_ASKED = (
    "Not asked: medicines, other exercise, work, sleep, examinations.",
    "It holds no score, and does not say what a change comes from.",
)


def report_words(report: Report, named: Named, levels: Mapping[str, str]) -> ReportPage:
    """Return all that stands on a report.

    Args:
        report: What there is to say.
        named: Returns the name of an exercise.
        levels: The level that each exercise with a ladder is at today, as in `2 of 5`.
    """
    period = report.period
    weeks = f"{dated_words(period.first)} to {dated_words(period.today)}"
    made = f"Made on {whole_day_words(period.today)} {period.today.year}."
    told = any(not day.is_empty for day in report.days)
    return ReportPage(
        title="Report on stretching",
        lead=f"{capitalised(period_words(period.weeks))}, {weeks}. {made}",
        short=ReportSection("In short", tuple(_short(report))),
        sections=tuple(_sections(report, named, levels)),
        how=ReportSection("How it was recorded", (*_HOW, _answered(report), *_NOT_ASKED)),
        days=report.days if told else (),
        legend=_LEGEND,
    )


def _short(report: Report) -> Iterator[str]:
    if not report.sessions:
        yield "No session in these weeks."
    else:
        goal = f"the goal was {counted(report.goal, 'day')}"
        sessions = (
            f"{counted(report.sessions, 'session')}, {minutes_words(report.seconds)} with rests"
        )
        yield f"Practised on {counted(report.practised, 'day')}; {goal}. {sessions}."
    if report.followed is not None:
        yield sentence(f"Follows {given_words(report.followed, report.period.today)}")
    yield mornings_words(report.mornings, report.period)
    if report.ease_offs:
        yield _eased_off_in_all(report.ease_offs)
    if report.places:
        yield f"Where it hurt: {places_words(report.places)}."
    yield from (f"Reach: {result_words(each)}" for each in report.reach)
    if report.ticks:
        yield f"Left out what does not go with: {'; '.join(TICKS[t].words for t in report.ticks)}."


def _sections(report: Report, named: Named, levels: Mapping[str, str]) -> Iterator[ReportSection]:
    if report.exercises:
        heads = ("Held of planned", "", "left leg", "right leg", "level", "eased off")
        rows = (_row(each, report, named, levels) for each in report.exercises)
        yield ReportSection("Planned and done", (), heads, tuple(rows))
    if report.changes:
        lines = [
            f"{date_words(each.day)}: {named(each.exercise)} {_CHANGES[each.kind]}, {_dose(done)}."
            for each, done in report.changes[::-1]
        ]
        yield ReportSection("Introduced and made longer", _at_most(lines))
    if report.ease_offs:
        lines = [_eased_off(each, named) for each in report.ease_offs]
        yield ReportSection("Eased off, sharp ones first", _at_most(lines))
    if report.notes:
        notes = (
            f"{date_words(day)}: {clean(note, limit=MOST_NOTE)}" for day, note in report.notes[::-1]
        )
        yield ReportSection("Notes of the person", _at_most(list(notes)))


def _row(
    each: ExerciseReview, report: Report, named: Named, levels: Mapping[str, str]
) -> tuple[str, ...]:
    planned, held = report.planned[each.exercise], each.legs.seconds
    return (
        named(each.exercise),
        counted(each.days, "day"),
        _of(held.left, planned.left),
        _of(held.right, planned.right),
        levels.get(each.exercise, ""),
        eased_off_words(each),
    )


def _of(held: float, planned: float) -> str:
    return f"{clock_words(round(held))} of {clock_words(round(planned))}" if planned else ""


def _dose(done: Done) -> str:
    dose = f"{done.reps} × {round(done.hold_seconds)} s"
    return dose if done.height_cm is None else f"{dose}, support {done.height_cm} cm"


def _eased_off_in_all(ease_offs: Sequence[EaseOff]) -> str:
    sharp = sum(each.sharp for each in ease_offs)
    told = f"Eased off {times_words(len(ease_offs))}"
    if not sharp:
        return f"{told}."
    often = f"; {times_words(sharp)} it was" if len(ease_offs) > 1 else ": it was"
    return f"{told}{often} {_SHARP}."


def _eased_off(each: EaseOff, named: Named) -> str:
    leg = "both legs" if each.side == "both" else f"{each.side} leg"
    told = f"after {round(each.seconds)} of {round(each.planned_seconds)} s"
    sharp = f": {_SHARP}" if each.sharp else ""
    where = f" ({clean(each.where)})" if each.where else ""
    return f"{date_words(each.day)}: {named(each.exercise)}, {leg}, {told}{sharp}{where}."


def _at_most(lines: Sequence[str]) -> tuple[str, ...]:
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    return (*lines[: MOST_LINES - 1], f"And {len(lines) - MOST_LINES + 1:,} more.")


def _answered(report: Report) -> str:
    if not report.answers:
        return "How the back was on these days is not known."
    days = counted(report.answers, "day")
    told = f"How the back was is known of {days} of {len(report.days):,}"
    later = f", {report.recalled} of them told on a later day" if report.recalled else ""
    return f"{told}{later}."


def in_lines(page: ReportPage) -> Iterator[str]:
    """Yield a report as plain text, a line each; an empty one parts the sections."""
    yield page.title
    yield page.lead
    for section in (page.short, *page.sections, page.how):
        yield ""
        yield section.title
        yield from (f"- {line}" for line in section.lines)
        yield from _table(section)


def _table(section: ReportSection) -> Iterator[str]:
    for first, *cells in section.rows:
        pairs = zip(section.heads[1:], cells, strict=True)
        told = (f"{head} {cell}".lstrip() for head, cell in pairs if cell)
        yield f"- {first}: {', '.join(told)}"
