"""`supple today`: what is right for today, and why."""

from collections.abc import Iterator

import click
from msgspec.structs import replace

from library.guidance.day_line import LineKind
from library.guidance.order import LIFT
from library.guidance.plan import DayPlan, Item
from library.guidance.question import NOON_HOUR
from library.guidance.reach import reach_form
from library.guidance.standing import Standing
from library.guidance.today import routine_of_the_day
from library.history.record import ReachForm
from library.profile import Part
from library.wording import day_words, listed
from tui.cli.arguments import day_named
from tui.cli.completing import days
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import (
    NAME_CELLS,
    cells_of,
    complain,
    padded,
    plain_option,
    print_json,
    print_lines,
)
from tui.text.day_line import Ways, todays_line
from tui.text.day_plan import item_words, news_words
from tui.text.duration import about
from tui.text.guidance import question_words, reason_for, why_words
from tui.text.left_out import by_reason, left_out
from tui.text.planned import times


@click.command("today")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plain_option
@click.option(
    "--on",
    "on",
    metavar="DAY",
    shell_complete=days,
    help="Another day, by what was known then at noon; settings and marks as they are now.",
)
@data_dir_option
@pass_context
def verb(context: Context, as_json: bool, plain: bool, on: str | None) -> None:
    """Show what is right for today, what is left out, and why.

    It changes nothing; supple start begins it.
    """
    profile = context.profile
    complain(profile.read(*Part))
    context.read_history()
    day = profile.today() if on is None else day_named(context, on)
    standing, plan = context.guide.on(day)
    hour = context.clock.now().hour if day == profile.today() else NOON_HOUR
    answer = TodaysAnswer(context, standing, plan, hour)
    if as_json:
        print_json(answer.as_dict())
    else:
        print_lines(answer.lines(plain=plain))


class TodaysAnswer:
    """The plan of a day, as it is printed.

    Args:
        context: The person's profile and history.
        standing: Where they stand on that day.
        plan: Of that day.
        hour: Of the local wall clock, 0-23.
    """

    def __init__(self, context: Context, standing: Standing, plan: DayPlan, hour: int) -> None:
        self._context = context
        self._catalogue, self._command = context.profile.catalogue, context.paths.command
        self._name = self._catalogue.name_of
        self._routine = routine_of_the_day(plan)
        self._standing = standing
        self._plan = plan
        self._steps = context.guide.plan(self._routine)
        self._reason = reason_for(plan, standing, self._name).words
        here = replace(context.guide.here, hour=hour)
        self._line = todays_line(
            standing, plan, here, self._name, self._ways(reach_form(standing, here.possible))
        )
        self._left_out = list(left_out(plan, standing, context.profile.settings.hidden))

    def _ways(self, form: ReachForm) -> Ways:
        """Return the verbs for what a key of the dashboard does."""
        mornings = self._command("mornings")
        leg = () if form is ReachForm.FLOOR else ("--leg", "left")
        reach = self._command("reach", *leg, "--", "CM")
        raised = (item.exercise for item in self._plan.items if item.support is not None)
        higher = self._command("adjust", next(raised, LIFT), "higher")
        return {
            LineKind.STRETCHES_OUT: f"{self._command('ticks')} shows your ticks.",
            LineKind.RESULT: f"{mornings} shows it.",
            LineKind.WHICH_ONE: f"{mornings} shows them.",
            LineKind.TICKS: f"Still right? {self._command('ticks')} shows your ticks.",
            LineKind.HEIGHT: f"{higher} goes one higher, if you like.",
            LineKind.REACH: f"Time to measure your reach, if you like: {reach} notes it.",
        }

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON."""
        plan, change = self._plan, self._plan.change
        question = self._standing.question if self._standing.is_asked else None
        return {
            "day": self._standing.today.isoformat(),
            "routine": self._routine.name,
            "seconds": round(self._steps.seconds),
            "seconds_per_leg": plan.seconds_per_leg,
            "items": [
                {
                    "exercise": item.exercise,
                    "reps": item.dose.reps,
                    "hold_seconds": item.dose.hold_seconds,
                    "state": item.state.value,
                    "longer": item.longer,
                }
                for item in plan.items
            ],
            "change": change
            and {
                "kind": change.kind.value,
                "exercise": change.exercise,
                "reason": self._reason,
            },
            "reason": self._reason,
            "easy_day": plan.easy,
            "left_out": [
                {
                    "exercise": each.exercise,
                    "state": each.state,
                    "until": each.until and each.until.isoformat(),
                    "reason": each.why,
                }
                for each in self._left_out
            ],
            "question": question and {"about": question.about.isoformat()},
        }

    def lines(self, *, plain: bool) -> Iterator[str]:
        """Return it for people: what to do, why, what is left out, and the question of the day."""
        yield from self.offer(plain=plain)
        if self._left_out:
            yield "Not today:"
            named = [(self._name(each.exercise), each.why) for each in self._left_out]
            if plain:
                named = [(listed(names), why) for why, names in by_reason(named).items()]
            yield from (f"  {name}. {why}" for name, why in named)
        if self._standing.is_asked and (asked := self._standing.question) is not None:
            words = question_words(asked)
            yield f"{words} {self._command('check', 'N')} tells, 0 to 10."
        if plain and self._standing.today == self._context.profile.today():
            yield from self._how_to_begin()

    def _how_to_begin(self) -> Iterator[str]:
        """Yield what to type now."""
        if self._plan.items:
            yield f"To begin: {self._command('start', '--plain')}"
        elif instead := self._context.instead_of(self._plan, self._standing):
            yield instead

    def offer(self, *, plain: bool) -> Iterator[str]:
        """Return what to do, and why; plain in sentences, an exercise each."""
        plan = self._plan
        if plan.items:
            day = day_words(self._standing.today, self._context.profile.today())
            length = about(self._steps.seconds, self._steps.longest_seconds)
            yield f"{self._routine.name}, {day}, {length}{'.' if plain else ''}"
            yield from self._sentences() if plain else self._table()
        yield from why_words(plan, self._standing, self._name)
        if self._line:
            yield self._line

    def _sentences(self) -> Iterator[str]:
        for item in self._plan.items:
            yield item_words(item, self._catalogue.get(item.exercise))

    def _table(self) -> Iterator[str]:
        items = self._plan.items
        width = max(NAME_CELLS, *(cells_of(self._named(item)) for item in items))
        for item in items:
            dose = times(item.dose.reps, item.dose.hold_seconds)
            yield f"  {padded(self._named(item), width)} {dose:<9} {news_words(item)}"

    def _named(self, item: Item) -> str:
        on = "" if item.support is None else f" {item.support.words}"
        return self._name(item.exercise) + on
