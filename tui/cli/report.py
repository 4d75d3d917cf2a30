"""`supple report`: what a physiotherapist wants to know of the last weeks, on a page."""

import json
from pathlib import Path

import click

from library.history.snapshot import Snapshot
from library.profile import Part
from library.progress.days import split
from library.review.period import MOST_WEEKS, Period
from tui.cli.context import Context, data_dir_option, pass_context, whole
from tui.cli.output import complain
from tui.cli.to_file import force_option, hand_over, output_option


@click.command("report")
@click.option(
    "--weeks", type=whole(1, MOST_WEEKS), default=4, help="How many weeks; 4 if left out."
)
@click.option("--text", "form", flag_value="text", help="As plain text.")
@click.option("--json", "form", flag_value="json", help="As JSON.")
@click.option("--fhir", "form", flag_value="fhir", help="Pain as a FHIR Bundle, for a clinic.")
@click.option("--notes", is_flag=True, help="With the notes of your sessions, too.")
@output_option
@force_option
@data_dir_option
@pass_context
def verb(
    context: Context,
    weeks: int,
    form: str | None,
    notes: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Make a report for your physiotherapist: a page to print from any browser.

    Planned against done, mornings and pain, what was introduced and made longer, ease-offs, reach,
    and how it was recorded. It holds no score, and does not say what a change comes from. Your
    notes stay out of it unless you add --notes.
    """
    profile = context.profile
    complain(profile.read(Part.SETTINGS, Part.EXERCISES))
    history = context.read_history()
    period = Period(weeks, profile.today())
    if form == "fhir":
        hand_over(_fhir(history, period), output, force=force)
    else:
        hand_over(_written(context, period, form, notes=notes), output, force=force)


def _fhir(history: Snapshot, period: Period) -> str:
    from library.review.fhir import bundle

    sessions, _ = split(history.sessions, period.today)
    return _as_json(bundle(history, period.sessions(sessions), period))


def _written(context: Context, period: Period, form: str | None, *, notes: bool) -> str:
    from tui.text.report import as_dict, in_lines, report_words

    guide = context.guide
    report = guide.report(period, notes=notes)
    if form == "json":
        return _as_json(as_dict(report))
    page = report_words(report, context.profile.catalogue.name_of, guide.levels_in_words)
    if form == "text":
        return "".join(f"{line}\n" for line in in_lines(page))
    from library.pages.report import report_page

    return report_page(page)


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
