"""What is read and asked before a session without a screen."""

from collections.abc import Callable, Iterable, Iterator

import click
import msgspec

from library.cells import UnreadableCell
from library.exercises.safety import BEFORE_YOU_START
from library.guidance.precautions import Precautions, cautions, shortened, without
from library.guidance.ticks import Ticked, is_answered
from library.guidance.today import TODAYS_ID, routine_of_the_day
from library.history.errors import HistoryError
from library.profile import Profile
from library.routines.model import Plan, Routine
from tui.cli.context import Context
from tui.cli.output import complain
from tui.cli.plain.prompts import Prompts
from tui.cli.ticks import NOT_UNDERSTOOD, keep_ticks, tick_lines, ticks_named
from tui.cli.today import TodaysAnswer
from tui.text.precautions import (
    LEFT_OUT,
    TICKS_INTRODUCTION,
    excluded_words,
    new_words,
    shorter_words,
)

Tell = Callable[[Iterable[str]], None]
_CARD_READ = "{Card.acknowledge}: I have read this. {card.leave} leaves."
_READ = "{Cautions.begin}: I have read this. {cautions.leave} leaves."
_LEAVE_OUT = (
    "{Left_out.without} begins with the rest, {left_out.as_written} takes all of it as written; "
    "{left_out.leave} leaves."
)
_ALL_THE_SAME = "{Left_out.as_written} starts it all the same; {left_out.leave} leaves."
_NUMBERS = "Their numbers, such as 1 5, then Enter; only Enter when there are none."


class Ready(msgspec.Struct, frozen=True):
    """Makes a routine ready: says and asks what must be first.

    Args:
        context: The person's profile and history.
        tell: Prints lines.
        prompts: Asks; None when nobody can be asked.
        anyway: Whether all of it is to be taken as written, without a question.
        quiet: Whether nothing is asked but whether this was read.
    """

    context: Context
    tell: Tell
    prompts: Prompts | None
    anyway: bool
    quiet: bool

    def plan(self, routine: Routine) -> Plan | None:
        """Return the steps of what is left of a routine; None to leave without a session.

        Raises:
            click.ClickException: It holds what is left out, and nobody can be asked; or it was the
                plan of the day, of which the ticks left nothing.
        """
        if not self._read_card():
            return None
        if routine.id == TODAYS_ID:  # what was ticked just now may leave something out
            today = self.context.profile.today()
            routine = self.context.plan_of(today, anyway=self.anyway)
        if not self.quiet:
            self._tell_todays_plan(routine)
        chosen = routine if self.anyway else self._without_excluded(routine)
        return None if chosen is None else self._after_first_times(chosen)

    def _tell_todays_plan(self, routine: Routine) -> None:
        """Say what is right for today, and why, if that is what begins."""
        guide, plan = self.context.guide, self.context.guide.today
        if plan.items and routine == routine_of_the_day(plan):
            answer = TodaysAnswer(self.context, guide.standing, plan, guide.here.hour)
            self.tell(answer.offer(plain=True))

    def _read_card(self) -> bool:
        """Show the card about safety if it was not read, then ask for the ticks."""
        context, prompts = self.context, self.prompts
        if context.profile.card_is_read:
            return True
        if prompts is None:
            self.tell(_card(context.profile))
            return True
        card = list(_card(context.profile))
        if prompts.key("card", ["acknowledge"], card, [_CARD_READ]) is None:
            return False
        context.profile.acknowledge_card()
        context.save_remembered()
        if self.quiet or is_answered(context.guide.standing.log):
            return True
        return _ask_ticks(context, prompts)

    def _without_excluded(self, routine: Routine) -> Routine | None:
        """Say what is off, resting or on trial, and ask what to do about it."""
        context, precautions = self.context, self.context.guide.precautions(routine)
        if not precautions.excluded:
            return routine
        today = context.profile.today()
        words = list(excluded_words(precautions, context.profile.catalogue, today))
        if self.prompts is None:
            command = context.paths.command("start", routine.id, "--plain", "--anyway")
            raise click.ClickException(
                f"Not started. {' '.join(words)} {command} starts it all the same."
            )
        rest = without(routine, precautions.out)
        answers = {**({"without": rest} if rest.items else {}), "as_written": routine}
        lines = [LEFT_OUT, *(f"- {line}" for line in words)]
        how = _LEAVE_OUT if rest.items else _ALL_THE_SAME
        return answers.get(self.prompts.key("left_out", answers, lines, [how]) or "")

    def _after_first_times(self, routine: Routine) -> Plan | None:
        """Say what is to be read before first times; whoever is new to it begins with less."""
        guide, catalogue = self.context.guide, self.context.profile.catalogue
        precautions = guide.precautions(routine)
        less = precautions.shorter and not self.anyway
        plan = guide.plan(shortened(routine, precautions.shorter) if less else routine)
        lines = [*new_words(precautions), *_cautions(plan, precautions)]
        if self.prompts is None:
            ways = {"take": "This start", "as_written": "--anyway"}
            self.tell([*lines, *(shorter_words(precautions, catalogue, **ways) if less else ())])
            return plan
        answers, how = {"begin": plan}, _READ
        if less:
            ways = {"take": "{Cautions.begin}", "as_written": "{cautions.as_written}"}
            *told, takes = shorter_words(precautions, catalogue, **ways)
            lines += told
            answers["as_written"], how = guide.plan(routine), f"{takes} {{cautions.leave}} leaves."
        elif not lines:
            return plan
        return answers.get(self.prompts.key("cautions", answers, lines, [how]) or "")


def _card(profile: Profile) -> Iterator[str]:
    read = profile.settings.acknowledged
    for part in BEFORE_YOU_START:
        title = part.title_for(None if read is None else read.version)
        yield f"{title}: {part.text}".rstrip()
        yield from (f"- {point}" for point in part.points)


def _cautions(plan: Plan, precautions: Precautions) -> Iterator[str]:
    found = cautions(plan, precautions)
    for exercise in plan.exercises:
        if lines := found.get(exercise.id):
            yield f"{exercise.name}:"
            yield from (f"- {line}" for line in lines)


def _ask_ticks(context: Context, prompts: Prompts) -> bool:
    """Ask what holds for the person, by numbers, and save it; False to leave without a session."""
    asked = [TICKS_INTRODUCTION, *tick_lines()]
    while (typed := prompts.line(_NUMBERS, before=asked)) is not None:
        asked = []
        try:
            words = ticks_named(typed)
        except UnreadableCell:
            prompts.tell([NOT_UNDERSTOOD])
            continue
        guide = context.guide
        try:
            told = keep_ticks(context, guide.ticks(Ticked(words)), guide.standing.log)
        except HistoryError as error:
            complain([str(error)])
        else:
            prompts.tell([told])
        return True
    return False
