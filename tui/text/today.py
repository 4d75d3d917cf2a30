"""What the panel of Today says: what is right for today, why, and what each key does."""

from collections.abc import Iterator
from datetime import date

import msgspec
from textual.content import Content

from library.exercises.model import Dose
from library.guidance.log import TODAYS
from library.guidance.order import MASSAGE
from library.guidance.plan import DayPlan, Item, ItemState, Why
from library.guidance.progression import stays_the_same
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.guidance.today import Due, can_stay_the_same, due_on, rules_stretches_out
from library.history.record import MarkKind
from library.wording import listed, whole_day_words
from tui.keys.in_words import WithKeys
from tui.text.guidance import (
    MARKS_TODAY,
    PlanReason,
    answer_words,
    is_severe,
    mark_words,
    question_words,
)
from tui.text.left_out import by_reason
from tui.text.planned import Mark, times

NUMBER = "Now a number, 0-10."
READING = "Reading the log…"
SHOWS_TICKS = "{today.ticks} shows your ticks."
BRING_BACK = "On Exercises, {exercises.include} brings back what rests."
FIRST_TWO, FIRST_ONE = "Your first two stretches", "Your first stretch"
GET_HELP = "New or severe? {today.card} tells when to get help."
FIRST_MASSAGE = "Your first massage"
WELCOME = "Welcome. A few gentle minutes, step by step."
NO_KEY = Content.styled("No key until the end.", "$text-muted")
"""Said of a session where there is room for it."""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What Today offers, and what can be had instead."""

    plan: DayPlan
    standing: Standing
    length: str
    """How long the plan takes, in words."""
    reason: PlanReason
    """Why the plan is as it is."""
    massage: bool = False
    """Whether the massage can be added."""
    added: bool = False
    """Whether the person added it."""
    line: str = ""
    """What there is to say today besides; empty when the reason of the plan says it."""
    easy: tuple[str, ...] = ()
    """Short names of the easy two that can be begun instead; none where there are none."""

    @property
    def mark(self) -> MarkKind | None:
        """What today is marked as."""
        return self.plan.mark

    @property
    def enter(self) -> Due:
        """What Enter does."""
        return due_on(self.plan, self.standing)

    @property
    def rests_first(self) -> bool:
        """Whether today's answer puts rest first: then today can be marked."""
        return self.plan.why is Why.REST_FIRST and self.mark is None

    @property
    def is_more(self) -> bool:
        """Whether today had its session, and a little more can be had."""
        hurt = self.standing.setbacks.hurt_on(self.standing.today)
        led = self.plan.led_by is not None and (hurt or self.reason.is_done)
        return self.mark is None and (led or self.plan.why is Why.AGAIN_TODAY)

    @property
    def easy_all_the_same(self) -> bool:
        """Whether the easy two can be had although rest comes first, on a marked day, too."""
        return bool(self.easy) and self.plan.why is Why.REST_FIRST

    @property
    def can_stay_the_same(self) -> bool:
        """Whether today's change can be left out."""
        return can_stay_the_same(self.plan, self.standing)

    @property
    def can_change_again(self) -> bool:
        """Whether the change that was left out today can be had again: not after a session."""
        days = self.standing.practice.session_days
        done = bool(days) and days[-1] == self.standing.today
        return self.plan.led_by is None and not done and stays_the_same(self.standing)

    @property
    def led_gently(self) -> str:
        """Why an easy day may suit better than the routine that leads; empty when it does not."""
        if self.plan.led_by is None:
            return ""
        if self.standing.rests_first or self.standing.setbacks.is_easy(self.standing.today):
            return "Gentler today"
        states = self.standing.states
        if any(not states[each].is_allowed for each in self.plan.exercises if each in states):
            return "Something of it is left out or resting"
        return "" if self.mark is None else "Rest is fine"


def awaited_words(keys: WithKeys) -> tuple[Content, list[Content]]:
    """Return the title and what Enter does before the log is read: Enter waits for it.

    Args:
        keys: Puts keys in place of commands.
    """
    return _title(TODAYS), [_muted(READING), *_starts(keys("{Today.start}"))]


def greeting(hour: int, today: date) -> str:
    """Return a greeting with the day, as in `Good morning · Thursday 26 November`.

    Args:
        hour: Of the local wall clock, 0-23.
        today: The practice day it is.
    """
    parts = ((4, "evening"), (12, "morning"), (18, "afternoon"))
    part = next((name for until, name in parts if hour < until), "evening")
    return f"Good {part} · {whole_day_words(today)}"


def heading(offer: Offer) -> list[Content]:
    """Return what the day is about: what is to be done, or why nothing is."""
    plan, lines = offer.plan, list[Content]()
    if offer.mark is not None:
        lines.append(_title(mark_words(plan)))
    elif offer.rests_first or not plan.items or offer.is_more:
        done = Content.styled("✓ " if offer.reason.is_done else "", "bold $text-success")
        lines.append(done + _title(offer.reason.title))
    if plan.items and not offer.rests_first and not offer.is_more:
        name = TODAYS if plan.led_by is None else plan.led_by.name
        if plan.why is Why.FIRST:
            alone = FIRST_MASSAGE if plan.exercises == (MASSAGE,) else FIRST_ONE
            name = FIRST_TWO if len(plan.items) > 1 else alone
        title = _title(name) if offer.mark is None else Content(f"If you like: {name}")
        lines.append(Content.assemble(title, _muted(f"   {offer.length}")))
    return lines


def marks_of(offer: Offer) -> dict[str, Mark]:
    """Return what is to be known of the exercises of a plan, by exercise."""
    plan = offer.plan
    marks = {item.exercise: _mark(item, offer.standing) for item in plan.items}
    return {
        exercise: mark
        for exercise, mark in marks.items()
        if mark is not None and (mark.better or plan.led_by is None)
    }


def reasons(offer: Offer, keys: WithKeys) -> list[Content]:
    """Return why the plan is as it is, and what else there is to say today, each a paragraph.

    Args:
        offer: What is offered.
        keys: Puts keys in place of commands.
    """
    plan, told = offer.plan, []
    if offer.mark is not None:
        kept = "days and weeks in a row" if offer.mark.freezes_week else "days in a row"
        changes = keys("{Today.mark} changes the mark.")
        told.append(Content(f"Your {kept} stay as they are. {changes}"))
    elif offer.rests_first or not plan.items or offer.is_more:
        told.append(Content(offer.reason.rest))
    elif plan.why is not Why.IN_TURN or not offer.line:  # what is told else matters more
        better = plan.why in (Why.LONGER, Why.HIGHER)
        told.append(
            Content.styled(offer.reason.words, "$text-success" if better else "$foreground")
        )
    states = offer.standing.states.values()
    if not plan.items and any(state.name is StateName.RESTING for state in states):
        told.append(Content(keys(BRING_BACK)))
    if not plan.items and rules_stretches_out(offer.standing):
        told.append(Content(keys(SHOWS_TICKS)))
    if offer.line:
        told.append(Content(keys(offer.line)))
    if is_severe(offer.standing):
        told.append(Content(keys(GET_HELP)))
    return [each for each in told if each]


def key_words(offer: Offer, keys: WithKeys) -> list[Content]:
    """Return what Enter does, and then what other keys do.

    Args:
        offer: What is offered.
        keys: Puts keys in place of commands.
    """
    also = [
        Content.assemble(before, (keys(f"{{today.{command}}}"), "bold $text-accent"), f" {does}")
        for before, command, does in _also(offer)
    ]
    return [*_enter(offer, keys), *also]


def _title(words: str) -> Content:
    return Content.styled(words, "bold $text-accent")


def _muted(words: str) -> Content:
    return Content.styled(words, "$text-muted")


def button(key: str) -> Content:
    """Return the one key of a page that is a block."""
    return Content.styled(f" {key} ", "$button")


def _starts(key: str) -> list[Content]:
    return [button(key) + Content.styled("  starts it.", "bold"), NO_KEY]


def _enter(offer: Offer, keys: WithKeys) -> list[Content]:
    """Return the key and what it does, if it does anything."""
    if offer.enter is Due.NOTHING:
        return []
    does = {
        Due.MARK: MARKS_TODAY,
        Due.PLACES: "opens your places.",
        Due.START: "",
    }[offer.enter]
    if offer.enter is Due.START and offer.rests_first:
        does = f"starts only the massage, {offer.length}."
    elif offer.enter is Due.START and offer.is_more:
        does = f"starts it, {offer.length}."
    elif offer.enter is Due.START and offer.mark is not None:
        does = "starts it, if you feel like it."
    command = {Due.MARK: "{Today.rest}", Due.PLACES: "{Today.places}"}
    key = keys(command.get(offer.enter, "{Today.start}"))
    return [Content.assemble(button(key), (f"  {does}", "bold"))] if does else _starts(key)


def _also(offer: Offer) -> Iterator[tuple[str, str, str]]:
    """Yield what is said before another key, its command, and what it does in a few words."""
    if offer.rests_first and offer.enter is Due.START:
        yield "", "mark", "mark the day"
    if offer.easy_all_the_same:
        yield "", "easy", f"do {listed(each.lower() for each in offer.easy)} anyway"
    if (why := offer.led_gently) and offer.easy:
        yield f"{why}: ", "same", "an easy day instead"
    if offer.can_stay_the_same:
        yield "", "same", "no change today"
    elif offer.can_change_again:
        yield "", "same", "today's change after all"
    if offer.added:
        yield "", "massage", "leave out the massage"
    elif offer.massage:
        yield "", "massage", "add the massage"
    if offer.plan.why is Why.FIRST:
        yield "", "card", "what to know before you start"


def check_words(
    standing: Standing, keys: WithKeys, *, waits: bool, scale: Content
) -> list[Content]:
    """Return the line of the day's question in parts; none when nothing is asked.

    Args:
        standing: Where the person stands.
        keys: Puts keys in place of commands.
        waits: Whether the next key is taken for the answer.
        scale: An answer that was given, as a bar: the part that can be done without.
    """
    answer, asked = standing.answer, standing.question
    key = Content.styled(f" {keys('{today.check}')} ", "bold $text-accent on $panel")
    changes = answer is not None and answer.day == standing.asked_about
    if waits:
        about = "How is your back today?"
        if answer is not None and changes:
            about = answer_words(answer, standing.today)
        elif asked is not None:
            about = question_words(asked)
        return [Content(about), Content.styled(NUMBER, "bold $text-accent")]
    if answer is not None:
        does = " changes it." if changes else " and a number for today."
        return [Content(answer_words(answer, standing.today)), scale, key + does]
    if asked is None or not standing.is_asked:
        return []
    return [Content(question_words(asked)), key + " and 0-10"]


def _mark(item: Item, standing: Standing) -> Mark | None:
    """Return whether an exercise is new, longer or higher, and what it was."""
    if item.higher:
        return Mark("higher", better=True)
    if item.longer:
        was = _before(item, standing)
        if was is None:
            return Mark("longer", better=True)
        same = was.reps == item.dose.reps
        return Mark(f"was {was.hold_seconds if same else _dose(was)}", better=True)
    return Mark("new") if item.state is ItemState.NEW else None


def _dose(dose: Dose) -> str:
    return times(dose.reps, dose.hold_seconds)


def _before(item: Item, standing: Standing) -> Dose | None:
    """Return the dose that an exercise had before a longer one; None if that is not known."""
    if (now := standing.dose(item.exercise)) != item.dose:
        return now
    rung = standing.level(item.exercise) - 1
    return standing.ladders[item.exercise][rung] if rung >= 0 else None


def explained(offer: Offer, not_today: list[tuple[str, str]]) -> Content:
    """Return the plan of the day at length: what it holds, why, and what is left out.

    Args:
        offer: What is offered.
        not_today: What is left out, by name, each with a sentence; those with the same share it.
    """
    parts = [Content.assemble(("Why", "bold $text-accent"), f"\n{offer.reason.words}")]
    if not_today:
        lines = [
            Content.assemble("\n", (" · ".join(names), "bold"), f"\n  {why}")
            for why, names in by_reason(not_today).items()
        ]
        parts.append(Content.assemble(("Not today", "bold $text-accent"), *lines))
    return Content("\n\n").join(parts)
