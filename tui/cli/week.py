"""`supple week`: a week looked back at."""

from datetime import timedelta

import click

from library.profile import Part
from library.progress.weeks import ONE_WEEK
from library.review.week import WeekReview
from tui.cli.arguments import day_named
from tui.cli.completing import days
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_json, print_lines
from tui.text.day_plan import next_words
from tui.text.week_review import week_heading, week_lines


@click.command("week")
@click.option(
    "--on",
    "on",
    metavar="DAY",
    shell_complete=days,
    help="The week that a day lies in; else the last one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, on: str | None, as_json: bool) -> None:
    """Look back at last week: what was done, what was new, mornings, and what comes next."""
    profile, guide = context.profile, context.guide
    complain(profile.read(Part.SETTINGS, Part.EXERCISES))
    context.read_history()
    day = profile.today() - ONE_WEEK if on is None else day_named(context, on)
    review = guide.week_review(day)
    if as_json:
        print_json(_as_dict(review))
        return
    name_of = profile.catalogue.name_of
    lines = [f"{week_heading(review)}.", *week_lines(review, name_of)]
    is_recent = profile.today() < review.week.start + 2 * ONE_WEEK
    if coming := next_words(guide.standing, guide.today, guide.here, name_of) if is_recent else "":
        lines.append(f"Next: {coming}.")
    print_lines(lines)


def _as_dict(review: WeekReview) -> dict[str, object]:
    week, mornings = review.week, review.mornings
    return {
        "first": week.start.isoformat(),
        "last": (week.start + timedelta(days=6)).isoformat(),
        "days": [day.isoformat() for day in week.days],
        "goal": week.goal,
        "stands_aside": week.frozen,
        "sessions": review.sessions,
        "seconds": round(review.seconds),
        "new": list(review.new),
        "longer": list(review.longer),
        "eased_off": review.eased_off,
        "sharp": review.sharp,
        "mornings": {
            "now": None if mornings.now is None else round(mornings.now, 2),
            "before": None if mornings.before is None else round(mornings.before, 2),
            "trend": mornings.trend,
        },
    }
