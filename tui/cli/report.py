"""`supple report`: what a physiotherapist wants to know of the last weeks, on a page."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from library.history.record import ReachForm
from library.history.snapshot import Snapshot
from library.profile import Part
from library.progress.days import split
from library.review.exercises import ExerciseReview
from library.review.period import MOST_WEEKS, Period
from library.review.report import EaseOff, Report
from tui.cli.arguments import whole
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain
from tui.cli.to_file import force_option, hand_over, output_option


@click.command("report")
@click.option(
    "--weeks", type=whole(1, MOST_WEEKS), default=4, help="How many weeks; 4 if left out."
)
@click.option("--text", is_flag=True, help="As plain text.")
@click.option("--json", is_flag=True, help="As JSON.")
@click.option("--fhir", is_flag=True, help="Pain as a FHIR Bundle, for a clinic.")
@click.option("--notes", is_flag=True, help="With the notes of your sessions, too.")
@output_option
@force_option
@data_dir_option
@pass_context
def verb(
    context: Context,
    /,
    weeks: int,
    notes: bool,
    output: Path | None,
    force: bool,
    **forms: bool,
) -> None:
    """Make a report for your physiotherapist: a page to print from any browser.

    Planned against done, mornings and pain, what was introduced and made longer, ease-offs, reach,
    and how it was recorded. It holds no score, and does not say what a change comes from. Your
    notes stay out of it unless you add --notes.
    """
    wanted = [name for name, is_wanted in forms.items() if is_wanted]
    if len(wanted) > 1:
        raise click.UsageError("Choose one of --text, --json and --fhir.")
    profile = context.profile
    complain(profile.read(Part.SETTINGS, Part.EXERCISES))
    history = context.read_history()
    period, form = Period(weeks, profile.today()), wanted[0] if wanted else None
    if form == "fhir":
        hand_over(_fhir(history, period), output, force=force)
    else:
        hand_over(_written(context, period, form, notes=notes), output, force=force)


def _fhir(history: Snapshot, period: Period) -> str:
    from library.review.fhir import bundle

    sessions, _ = split(history.sessions, period.today)
    return _as_json(bundle(history, period.sessions(sessions), period))


def _written(context: Context, period: Period, form: str | None, *, notes: bool) -> str:
    from tui.text.report import in_lines, report_words

    guide = context.guide
    report = guide.report(period, notes=notes)
    if form == "json":
        return _as_json(_as_dict(report))
    page = report_words(report, context.profile.catalogue.name_of, guide.levels_in_words)
    if form == "text":
        return "".join(f"{line}\n" for line in in_lines(page))
    from library.pages.report import report_page

    return report_page(page)


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _as_dict(report: Report) -> dict[str, object]:
    """Return a report as JSON has it; seconds are rounded to whole ones."""
    return {
        "first": report.period.first.isoformat(),
        "last": report.period.today.isoformat(),
        "days_practised": report.practised,
        "days_goal": report.goal,
        "sessions": report.sessions,
        "seconds": round(report.seconds),
        "mornings": _mornings(report),
        "exercises": [_exercise(each, report) for each in report.exercises],
        "changes": [
            {
                "day": change.day.isoformat(),
                "exercise": change.exercise,
                "kind": change.kind.value,
                "reps": done.reps,
                "hold_seconds": round(done.hold_seconds),
            }
            for change, done in report.changes
        ],
        "ease_offs": [_ease_off(each) for each in report.ease_offs],
        "places": dict(report.places),
        "follows": report.followed and report.followed.id,
        "ticks": list(report.ticks),
        "reach": [
            {
                "form": each.form.value,
                "leg": "both" if each.form is ReachForm.FLOOR else each.leg,
                "cm": each.cm,
                "difference": each.difference,
                "says": each.change.value,
            }
            for each in report.reach
        ],
        "days": list(_days(report)),
        "notes": [{"day": day.isoformat(), "note": note} for day, note in report.notes],
        "answers": {"days": report.answers, "recalled": report.recalled},
    }


def _mornings(report: Report) -> dict[str, object]:
    found = report.mornings
    return {
        "now": None if found.now is None else round(found.now, 2),
        "before": None if found.before is None else round(found.before, 2),
        "week_before": found.week and found.week.isoformat(),
        "trend": found.trend,
    }


def _exercise(each: ExerciseReview, report: Report) -> dict[str, object]:
    planned, held = report.planned[each.exercise], each.legs.seconds
    return {
        "exercise": each.exercise,
        "days": each.days,
        "held": {"left": round(held.left), "right": round(held.right)},
        "planned": {"left": round(planned.left), "right": round(planned.right)},
        "eased_off": each.eased_off,
        "last_eased_off": each.last_eased_off and each.last_eased_off.isoformat(),
        "sharp": each.sharp,
        "places": dict(each.where),
    }


def _ease_off(each: EaseOff) -> dict[str, object]:
    return {
        "day": each.day.isoformat(),
        "exercise": each.exercise,
        "side": each.side,
        "seconds": round(each.seconds),
        "planned_seconds": round(each.planned_seconds),
        "sharp": each.sharp,
        "where": each.where or None,
    }


def _days(report: Report) -> Iterable[dict[str, object]]:
    for each in report.days:
        if not each.is_empty:
            yield {
                "day": each.day.isoformat(),
                "answer": each.answer,
                "before": each.before,
                "worst": each.worst,
                "sessions": each.sessions,
                "seconds": round(each.seconds),
                "mark": each.mark,
            }
