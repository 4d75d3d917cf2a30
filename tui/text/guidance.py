"""The plan of the day and the states of exercises in words; keys are named by the screens."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import msgspec
from msgspec.structs import replace

from library.bounds import WORST_PAIN
from library.guidance.mornings import REST_FROM
from library.guidance.order import INTRODUCTION, MASSAGE
from library.guidance.plan import STILL, DayPlan, ItemState, Why
from library.guidance.progression import stays_the_same
from library.guidance.question import Question
from library.guidance.setbacks import HOLD_DAYS, SetbackReason, Stillness
from library.guidance.standing import Standing
from library.guidance.states import State, StateName
from library.guidance.ticks import TICKS, was_sharp_twice
from library.guidance.today import is_own_wish, rules_all_out, rules_stretches_out
from library.history.record import Check
from library.progress.days import ONE_DAY
from library.progress.weeks import week_start
from library.routines.model import Routine
from library.wording import capitalised, counted, day_words, listed
from tui.text.prescription import followed_words

Named = Callable[[str], str]
"""Returns the name of an exercise from its id."""

_TODAY_IS_DONE = "Today is done."
_FIRST_ONE = "One easy stretch to begin with: short holds, a mild pull at most."
_FIRST_MASSAGE = "The massage to begin with: light pressure, and only a little."
HARDER = "A bit more this morning."
NO_FAILURE = "That is information, not failure."
EASY_TWO = "The easy two."
SHORTER = "One step shorter to begin with."
MARKS_TODAY = "marks today as a pain day. Your run of weeks is safe."
SEVERE_FROM = 9
"""Pain from which on one is told where it stands when to get help (our judgement)."""
_REST_NOW = "Rest is best for now."
BY_CHANCE = "One morning in nine is like this by chance."


class PlanReason(msgspec.Struct, frozen=True):
    """Why the plan of a day is as it is."""

    title: str
    """One sentence."""
    rest: str = ""
    """What there is to say besides; often nothing."""
    is_done: bool = False
    """Whether it is that today has its session."""

    @property
    def words(self) -> str:
        """All of it."""
        return f"{self.title} {self.rest}".rstrip()


_RESTS: Mapping[SetbackReason | None, str] = {
    SetbackReason.HARDER_MORNING: "the latest change before a harder morning",
    SetbackReason.HURT: "the last session hurt",
    SetbackReason.EASED_OFF: "it was eased off three times running",
    SetbackReason.SHARP: "it was sharp, shooting, tingling or numb",
    SetbackReason.AGAIN: "it came back with this exercise after a week without it",
    SetbackReason.PERSON: "as you wished",
}


def the(name: str) -> str:
    """Return the name of an exercise within a sentence, as in `the leg crossover`."""
    return f"the {name[0].lower()}{name[1:]}"


def until_words(day: date, today: date) -> str:
    """Return the day something is back, as in `tomorrow`, `Thursday` or `Thu 12 Mar`."""
    away = (day - today).days
    if away == 1:
        return "tomorrow"
    return f"{day:%A}" if away < 7 else day_words(day, today)


def state_words(state: State, today: date) -> str:
    """Return what an exercise is today, and why; empty when nothing is to be said."""
    match state.name:
        case StateName.OFF:
            return f"Left out: {listed(TICKS[tick].short for tick in state.ticks)}."
        case StateName.RESTING:
            until = "" if state.until is None else f" until {until_words(state.until, today)}"
            return f"Resting{until}: {_RESTS.get(state.reason, 'for a while')}."
        case StateName.TRIAL:
            until = "" if state.until is None else f" until {until_words(state.until, today)}"
            return f"Left out{until}, to compare."
        case StateName.NOT_YET:
            return "Comes later, one at a time."
        case StateName.LEARNING:
            return "New: once more at the same dose."
        case StateName.KNOWN:
            return ""


EARLY = "Waits for a later hour: deep forward bends are kinder some time after getting up."
ELSEWHERE = "Needs something that is not at hand here."


def answer_words(answer: Check, today: date) -> str:
    """Return an answer, as in `Your back today: 3 of 10.`."""
    return f"Your back {on_words(answer.day, today)}: {answer.rating} of {WORST_PAIN}."


def on_words(day: date, today: date) -> str:
    """Return a day that is not to come, as in `today`, `on Monday` or `on Mon 2 Mar`."""
    if day == today:
        return "today"
    return f"on {day:%A}" if (today - day).days < 7 else f"on {day_words(day, today)}"


def question_words(asked: Question) -> str:
    """Return the one question of the day; about a day that is over it says why that one."""
    if asked.recalled:
        return f"How was your back on {asked.about:%A}, the morning after?"
    return "How is your back today?"


def reason_for(plan: DayPlan, standing: Standing, named: Named) -> PlanReason:
    """Return why the plan of the day is as it is.

    Args:
        plan: The plan.
        standing: Where the person stands.
        named: Returns the name of an exercise.
    """
    if plan.led_by is not None:
        return _led(plan, plan.led_by, standing, named)
    return _of_the_day(plan, standing, named)


def _of_the_day(plan: DayPlan, standing: Standing, named: Named) -> PlanReason:
    if plan.change is not None and plan.why in (Why.NEW, Why.LONGER, Why.HIGHER):
        return PlanReason(_change_words(plan, standing, named))
    if (reason := _STILL.get(plan.why)) and (told := still_reason(reason, standing, named)):
        return told
    if plan.why is Why.FIRST and len(plan.items) == 1:
        return PlanReason(_FIRST_MASSAGE if plan.exercises == (MASSAGE,) else _FIRST_ONE)
    if plan.why is Why.LEARNING:
        new = [item.exercise for item in plan.items if item.state is ItemState.LEARNING]
        verb = "is" if len(new) == 1 else "are"
        if back := [each for each in new if standing.log.returns(each)]:
            what = _all_named(back, named)
            return PlanReason(f"{capitalised(what)} {verb} back, short to begin with.")
        return PlanReason(f"Once more at the same dose: {_all_named(new, named)} {verb} still new.")
    if plan.why is Why.ALL_LEFT_OUT and (told := _nothing_due(standing, named)):
        return told
    if plan.why is Why.IN_TURN and stays_the_same(standing):
        return PlanReason("The same as before, as you wished.")
    if plan.why is Why.IN_TURN and not standing.practice.session_days:
        return PlanReason("You do these already, so nothing here is new; they come in turn.")
    if plan.why is Why.HIGH_USUAL and not _is_first_high_answer(standing):
        return PlanReason(EASY_TWO)
    if plan.why is Why.MARKED:
        return PlanReason(mark_words(plan))
    if plan.why is Why.REST_FIRST:
        return PlanReason(rest_words(todays_rating(standing), massage=bool(plan.items)))
    return _PLAIN[plan.why]


def _led(plan: DayPlan, routine: Routine, standing: Standing, named: Named) -> PlanReason:
    """Return what is said of a routine that goes before the plan."""
    if standing.setbacks.hurt_on(standing.today):
        return still_reason(SetbackReason.HURT, standing, named) or _PLAIN[Why.HURT]
    if standing.practice.is_done_on(standing.today):
        return _PLAIN[Why.AGAIN_TODAY]
    prescribed = followed_words(routine, standing.today)
    written = {each.exercise: each.hold_seconds for each in routine.items}
    if any((written[e.exercise] or 0) > e.dose.hold_seconds for e in plan.items):
        told = "With the shorter holds that you kept, else as it is written."
        return PlanReason(f"{prescribed} {told}".lstrip())
    return PlanReason(prescribed) if prescribed else _PLAIN[Why.LEADS]


def why_words(plan: DayPlan, standing: Standing, named: Named) -> Iterator[str]:
    """Yield what the day is marked as, if it is, and why its plan is as it is."""
    if plan.mark is not None and plan.why is not Why.MARKED:
        yield mark_words(plan)
    yield reason_for(plan, standing, named).words


def mark_words(plan: DayPlan) -> str:
    """Return what the day is marked as, and what is fine then; empty when it is not marked."""
    if plan.mark is None:
        return ""
    easy = ", and so are the easy two" if plan.why is Why.MARKED and plan.items else ""
    return f"Today is marked as {plan.mark}. Rest is fine{easy}."


def rest_words(rating: int, *, massage: bool) -> str:
    """Return what is said of an answer that puts rest first.

    Args:
        rating: The answer, `REST_FROM` to 10.
        massage: Whether the massage can be had instead.
    """
    kinder = "a rest day or the massage" if massage else "a rest day"
    return f"{rating} of {WORST_PAIN}: {kinder} may be kinder."


def is_severe(standing: Standing) -> bool:
    """Tell whether today's answer is one after which to read when to get help."""
    answer = standing.answer
    return standing.rests_first and answer is not None and answer.rating >= SEVERE_FROM


def todays_rating(standing: Standing) -> int:
    """Return the answer that puts rest first today, 0-10."""
    return REST_FROM if standing.answer is None else standing.answer.rating


def _is_first_high_answer(standing: Standing) -> bool:
    """Tell whether no answer of the week before today put rest first: its word comes once."""
    today = standing.today
    week = week_start(today, standing.first_weekday)
    return not any(
        week <= day < today and check.rating >= REST_FROM and not check.recalled
        for day, check in standing.log.checks.items()
    )


def still_reason(reason: SetbackReason, standing: Standing, named: Named) -> PlanReason | None:
    """Return why nothing changes today for one reason; None when that is no reason today."""
    for still in standing.setbacks.stillness(standing.today):
        if still.reason is reason:
            return _OF_STILLNESS[reason](still, standing, named)
    return None


_ASK = "A doctor or physiotherapist can tell what is right for you now."
_TWICE = "It was sharp or numb twice within two weeks, so all stretches are left out."


def stretches_out(standing: Standing) -> PlanReason | None:
    """Return why no stretch is left, and whom to ask; None when there is one."""
    if not rules_stretches_out(standing):
        return None
    if was_sharp_twice(standing.log):
        return PlanReason(_TWICE, _ASK)
    what = "all of it" if rules_all_out(standing) else "all stretches"
    return PlanReason(f"What you ticked leaves {what} out.", _ASK)


def _nothing_due(standing: Standing, named: Named) -> PlanReason | None:
    """Return what rests of what was done, and until when, or what else leaves nothing to do.

    None when it is all of it.
    """
    states, is_met = standing.states, standing.practice.is_met
    if (out := stretches_out(standing)) is not None:
        return out
    resting = [e for e in INTRODUCTION if states[e].name is StateName.RESTING and is_met(e)]
    if not resting and any(state.name is StateName.TRIAL for state in states.values()):
        still = still_reason(SetbackReason.TRIAL, standing, named)
        return still and replace(still, rest="You know nothing else yet. A walk is fine.")
    if not resting:
        practised = standing.today in standing.practice.session_days
        nothing = PlanReason(_TODAY_IS_DONE, "Nothing else is due.", is_done=True)
        return nothing if practised else None
    ends = {states[each].until for each in resting}
    first = min((end for end in ends if end is not None), default=None)
    until = "" if first is None else f" until {until_words(first, standing.today)}"
    at_least = " at least" if until and len(ends) > 1 else ""
    what, rest = _all_named(resting, named), "rests" if len(resting) == 1 else "rest"
    rests = f"{capitalised(what)} {rest}{until}{at_least}"
    return PlanReason(f"{rests}, and nothing else is due today.", "A walk is fine.")


def _change_words(plan: DayPlan, standing: Standing, named: Named) -> str:
    assert plan.change is not None
    exercise = plan.change.exercise
    name = the(named(exercise))
    if plan.why is Why.NEW:
        return f"New today: {name}, gently and only a little."
    if plan.why is Why.HIGHER:
        support = next((item.support for item in plan.items if item.higher), None)
        where = "" if support is None else f" {support.words}"
        return f"A little higher today: {name}{where}, as you wished."
    if is_own_wish(plan, standing):
        return f"A little longer today: {name}, as you wished."
    return f"A little longer today: {name} went well three times."


def _harder_morning(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    today = standing.today
    until = until_words(still.until, today)
    if today > still.first:
        is_easy = standing.setbacks.is_easy(today)
        check = standing.log.checks.get(still.first)
        if check is not None and check.answered_on >= today:  # only now it is known
            easy = "An easy day" if is_easy else "Nothing new yet"
            taken_back = _taken_back(still, standing, named)
            return PlanReason(
                f"{still.first:%A} was a bit harder.",
                f"{NO_FAILURE} {easy}{taken_back}. {BY_CHANCE}",
            )
        easy = "An easy day once more" if is_easy else "Nothing new yet"
        return PlanReason(f"{easy}, after a harder morning; from {until} things may grow again.")
    taken_back = _taken_back(still, standing, named)
    return PlanReason(HARDER, f"{NO_FAILURE} Two easy days{taken_back}. {BY_CHANCE}")


def _taken_back(still: Stillness, standing: Standing, named: Named) -> str:
    """Return what is taken back after a harder morning, as the end of a sentence; often nothing."""
    reason, setbacks = SetbackReason.HARDER_MORNING, standing.setbacks
    for rest in setbacks.rests:
        if rest.reason is reason and rest.first == still.first:
            end = standing.state(rest.exercise).until  # another reason may last longer
            until = "" if end is None else f" until {until_words(end, standing.today)}"
            return f", and the latest change, {the(named(rest.exercise))}, rests{until}"
    for step in setbacks.steps:
        if step.reason is not reason or step.day != still.first or step.exercise is None:
            continue
        if step.height or standing.levels[step.exercise].moved == step.day:
            back = "goes one height down" if step.height else "goes one step back"
            return f", and the latest change, {the(named(step.exercise))}, {back}"
    return ""


def _high_answer(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    today = standing.today
    was = "yesterday" if still.first == today - ONE_DAY else on_words(still.first, today)
    gentle = "An easy day" if standing.setbacks.is_easy(today) else "Nothing new yet"
    until = until_words(still.until, today)
    return PlanReason(
        f"{gentle}: your back was {REST_FROM} or more {was}.",
        f"From {until} things may grow again.",
    )


def _ill(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    return PlanReason("Nothing new on the first day after a rest: it begins as it was.")


def _hurt(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    until = until_words(still.until, standing.today)
    if still.first == standing.today:
        is_done = standing.practice.is_done_on(standing.today)
        hurt = "Today is done, and it hurt" if is_done else "It hurt today"
        return PlanReason(f"{hurt}: nothing new until {until}.", _REST_NOW)
    if standing.today >= still.first + HOLD_DAYS:
        return PlanReason("The last session hurt, so this one brings nothing new.")
    return PlanReason(f"The last session hurt, so nothing new until {until}.")


def _harder_weeks(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    shorter = "one step shorter, and " if _went_down(still.first, standing) else ""
    return PlanReason(
        f"The last two weeks were each a bit harder: {shorter}nothing new this week.",
        "A physiotherapist can look at the whole picture.",
    )


def _away(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    days = standing.practice.stretch_days
    before = [day for day in days if day < still.first]
    if still.first < standing.today or not before:
        return PlanReason("Nothing new on the second day back.")
    away = counted((still.first - before[-1]).days, "day")
    shorter = SHORTER if _went_down(still.first, standing) else ""
    easy = EASY_TWO if standing.setbacks.is_easy(standing.today) else ""
    return PlanReason(f"Welcome back after {away}.", f"{easy} {shorter}".strip())


def _went_down(day: date, standing: Standing) -> bool:
    """Tell whether any level moved on a day: at the lowest there is none to go back to."""
    return any(level.moved == day for level in standing.levels.values())


def _trial(still: Stillness, standing: Standing, named: Named) -> PlanReason:
    out = [each for each, state in standing.states.items() if state.name is StateName.TRIAL]
    until = until_words(still.until, standing.today)
    if not out:
        return PlanReason(f"Nothing new until {until}, to compare.")
    what = _all_named(out, named)
    return PlanReason(f"Without {what} until {until}, to compare.", "All else goes on.")


_OF_STILLNESS: Mapping[SetbackReason, Callable[[Stillness, Standing, Named], PlanReason]] = {
    SetbackReason.HARDER_MORNING: _harder_morning,
    SetbackReason.ILL: _ill,
    SetbackReason.HIGH_ANSWER: _high_answer,
    SetbackReason.HURT: _hurt,
    SetbackReason.HARDER_WEEKS: _harder_weeks,
    SetbackReason.AWAY: _away,
    SetbackReason.TRIAL: _trial,
}
_STILL = {why: reason for reason, why in STILL.items()}
_PLAIN: Mapping[Why, PlanReason] = {
    Why.FIRST: PlanReason("To begin with: short holds, a mild pull at most."),
    Why.NEW: PlanReason("Something new today, gently and only a little."),
    Why.LONGER: PlanReason("A little longer today."),
    Why.HIGHER: PlanReason("A little higher today."),
    Why.HARDER_MORNING: PlanReason("An easy day."),
    Why.ILL: PlanReason("Nothing new today."),
    Why.HIGH_ANSWER: PlanReason("An easy day."),
    Why.HURT: PlanReason("Nothing new today."),
    Why.HARDER_WEEKS: PlanReason("Nothing new this week."),
    Why.AWAY: PlanReason("Welcome back."),
    Why.TRIAL: PlanReason("Nothing new this week."),
    Why.IN_TURN: PlanReason("The same lengths as before; the ones you have not done for longest."),
    Why.AGAIN_TODAY: PlanReason(
        _TODAY_IS_DONE, "Rest is fine; once more is fine, too.", is_done=True
    ),
    Why.ENOUGH: PlanReason("That is enough stretching for today.", is_done=True),
    Why.ENOUGH_THIS_WEEK: PlanReason(
        "The goal of this week is met.", "More is fine, but adds little."
    ),
    Why.REST_FIRST: PlanReason("A rest day may be kinder."),
    Why.HIGH_USUAL: PlanReason(EASY_TWO, "With 6 as a usual day, let a physiotherapist choose."),
    Why.NOTHING_FITS: PlanReason("Nothing that fits is at hand.", "A walk is fine."),
    Why.LEADS: PlanReason("As it is written: you chose it to go before the plan."),
    Why.MARKED: PlanReason("Rest is fine."),
    Why.EARLY: PlanReason(
        "What comes next waits for a later hour.",
        "Deep forward bends are kinder some time after getting up.",
    ),
    Why.ALL_LEFT_OUT: PlanReason(
        "All of it is left out, resting or comes later.", "A walk is fine."
    ),
}
"""What is said of a plan where nothing more is to be told."""


def _all_named(exercises: Iterable[str], named: Named) -> str:
    return listed(the(named(each)) for each in exercises)
