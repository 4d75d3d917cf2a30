"""What the panel of Today says: what is right for today, why, and what each key does."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec
from textual.content import Content

from library.exercises.model import Dose
from library.guidance.levels import TODAYS
from library.guidance.plan import DayPlan, Item, ItemState, Why
from library.guidance.progression import stays_the_same
from library.guidance.standing import Standing
from library.guidance.states import StateName
from library.guidance.today import can_stay_the_same, routine_of_the_day
from library.history.record import MarkKind
from tui.text.guidance import Named, answer_words, mark_words, question_words, reason_words

_LONG_NAME = re.compile(r"(?: hamstring| leg)* stretch$|^Hamstring (?=massage)")
"""What the names of exercises have in common; without it three of them fit on a line."""
NUMBER = "Now a number, 0-10."
READING = "Reading the log…"
BRING_BACK = "On Exercises, {exercises.include} brings back what rests."
STARTS = " starts it. No key is needed until the end."

Keys = Callable[[str], str]
"""Puts the keys in place of commands in a text."""


class Enter(StrEnum):
    """What Enter does on Today."""

    START = "start"
    MARK = "mark"
    PLACES = "places"
    NOTHING = "nothing"


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What Today offers, and what can be had instead."""

    plan: DayPlan
    standing: Standing
    length: str
    """How long the plan takes, in words."""
    massage: bool = False
    """Whether the massage can be added."""
    added: bool = False
    """Whether the person added it."""
    line: str = ""
    """What there is to say today besides; empty when the reason of the plan says it."""
    easy: bool = False
    """Whether there are easy two to begin instead."""

    @property
    def mark(self) -> MarkKind | None:
        """What today is marked as."""
        return self.plan.mark

    @property
    def enter(self) -> Enter:
        """What Enter does."""
        if self.plan.items:
            return Enter.START
        if self.plan.why is Why.NOTHING_FITS:
            return Enter.PLACES
        if self.mark is not None or self.plan.why is Why.ENOUGH:
            return Enter.NOTHING
        practised = self.standing.today in self.standing.practice.session_days
        return Enter.NOTHING if practised and not self.rests_first else Enter.MARK

    @property
    def rests_first(self) -> bool:
        """Whether today's answer puts rest first: then today can be marked."""
        return self.plan.why is Why.REST_FIRST and self.mark is None

    @property
    def easy_all_the_same(self) -> bool:
        """Whether the easy two can be had although rest comes first, on a marked day, too."""
        return self.easy and self.plan.why is Why.REST_FIRST

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


def awaited_words(keys: Keys) -> Content:
    """Return the panel before the log is read: Enter waits for it.

    Args:
        keys: Puts keys in place of commands.
    """
    heading = Content.styled(TODAYS, "bold $text-accent")
    return Content("\n").join([heading, Content(READING), _key(keys("{Today.start}")) + STARTS])


def _key(key: str) -> Content:
    return Content.styled(f"▸ {key}", "bold $text-success")


def offer_words(offer: Offer, named: Named, keys: Keys, check: Content, width: int) -> Content:
    """Return the panel.

    Args:
        offer: What is offered.
        named: Returns the name of an exercise.
        keys: Puts keys in place of commands.
        check: The line of the day's question; empty when there is none.
        width: Cells there are in a line.
    """
    lines = [*_heading(offer, named, keys, width)]
    if check:
        lines.append(check)
    also = [
        Content.assemble(before, (keys(f"{{today.{command}}}"), "bold"), f" {does}")
        for before, command, does in _also(offer)
    ]
    if begins := _enter(offer, keys):
        also.insert(0, _key(begins[0]) + begins[1])
    return Content("\n").join([*lines, *_in_lines(also, "  ", width)])


def _in_lines(parts: Iterable[Content], between: str, width: int) -> Iterator[Content]:
    """Put parts into lines, none of them broken in two where it has room in one."""
    line = Content("")
    for part in parts:
        longer = line + between + part if line else part
        if line and longer.cell_length > width:
            yield line
            longer = part
        line = longer
    if line:
        yield line


def _heading(offer: Offer, named: Named, keys: Keys, width: int) -> Iterator[Content]:
    plan = offer.plan
    reason = reason_words(plan, offer.standing, named)
    if offer.mark is not None:
        yield Content.styled(mark_words(plan), "bold $text-accent")
        kept = "days and weeks in a row" if offer.mark.freezes_week else "days in a row"
        unmarks = keys("{history.mark} unmarks it on the map.")
        yield Content(f"Your {kept} stay as they are. In History, {unmarks}")
    elif offer.rests_first or not plan.items:
        yield Content.styled(reason, "bold $text-accent")
    if plan.items and not offer.rests_first:
        name = Content.styled(routine_of_the_day(plan).name, "bold $text-accent")
        yield name + f"   {offer.length}"
        items = [_item(item, plan, offer.standing, named) for item in plan.items]
        yield from _in_lines(items, " · ", width)
    if plan.items and not offer.rests_first and offer.mark is None:
        yield Content.styled(reason, "$text-muted")
    if not plan.items and any(s.name is StateName.RESTING for s in offer.standing.states.values()):
        yield Content(keys(BRING_BACK))
    if offer.line:
        yield Content(keys(offer.line))


def _enter(offer: Offer, keys: Keys) -> tuple[str, str] | None:
    """Return the key and what it does."""
    if offer.enter is Enter.NOTHING:
        return None
    does = {
        Enter.MARK: " marks today as pain; no row of weeks ends.",
        Enter.PLACES: " opens your places.",
        Enter.START: STARTS,
    }[offer.enter]
    if offer.enter is Enter.START and offer.rests_first:
        does = f" starts only the massage, {offer.length}."
    elif offer.enter is Enter.START and offer.mark is not None:
        does = " starts it, if you feel like it."
    command = {Enter.MARK: "{Today.rest}", Enter.PLACES: "{Today.places}"}
    return keys(command.get(offer.enter, "{Today.start}")), does


def _also(offer: Offer) -> Iterator[tuple[str, str, str]]:
    """Yield what is said before another key, its command, and what it does in a few words."""
    if offer.rests_first and offer.enter is Enter.START:
        yield "", "mark", "marks today."
    if offer.easy_all_the_same:
        yield "", "easy", "the easy two all the same."
    if (why := offer.led_gently) and offer.easy:
        yield f"{why}: ", "same", "an easy day instead."
    if offer.can_stay_the_same:
        yield "", "same", "the same as before."
    elif offer.can_change_again:
        yield "", "same", "today's change after all."
    if offer.added:
        yield "", "massage", "without the massage."
    elif offer.massage:
        yield "", "massage", "with the massage."


def check_words(standing: Standing, hour: int, keys: Keys, *, waits: bool) -> Content:
    """Return the line of the day's question; empty when nothing is asked.

    Args:
        standing: Where the person stands.
        hour: Of the local wall clock, 0-23.
        keys: Puts keys in place of commands.
        waits: Whether the next key is taken for the answer.
    """
    answer, asked = standing.answer, standing.question
    changes = answer is not None and answer.day == standing.asked_about
    if waits:
        about = "How is your back today?"
        if answer is not None and changes:
            about = answer_words(answer, standing.today)
        elif asked is not None:
            about = question_words(asked, standing.today, hour)
        return Content.assemble(f"{about}  ", (NUMBER, "bold $text-accent"))
    if answer is not None:
        told = answer_words(answer, standing.today)
        does = " changes it." if changes else " and a number for today."
        return Content.assemble(f"{told}  ", (keys("{today.check}"), "bold"), does)
    if asked is None or not standing.is_asked:
        return Content("")
    words = question_words(asked, standing.today, hour)
    return Content.assemble(f"{words}  ", (keys("{today.check}"), "bold"), " and a number, 0-10")


def short_name(name: str) -> str:
    """Return the name of an exercise among others, as in `Chair` or `Leg lift`."""
    short = _LONG_NAME.sub("", name) or name
    return short[0].upper() + short[1:]


def _item(item: Item, plan: DayPlan, standing: Standing, named: Named) -> Content:
    """Return an exercise with its dose, and what is new or longer."""
    name, dose = short_name(named(item.exercise)), item.dose
    on = f" {item.support.name}" if item.support is not None else ""
    words = Content(f"{name}{on} {_dose(dose)}")
    if item.higher:
        return words + Content.styled(" higher", "$text-accent")
    if item.longer:
        was = _before(item, standing)
        same = was is not None and was.reps == dose.reps
        told = "longer" if was is None else str(was.hold_seconds) if same else _dose(was)
        return words + Content.styled(f" (was {told})" if was else f" ({told})", "$text-accent")
    if item.state is ItemState.NEW and plan.led_by is None:
        return words + Content.styled(" new", "$text-accent")
    return words


def _dose(dose: Dose) -> str:
    return f"{dose.reps} x {dose.hold_seconds} s"


def _before(item: Item, standing: Standing) -> Dose | None:
    """Return the dose that an exercise had before a longer one; None if that is not known."""
    if (now := standing.dose(item.exercise)) != item.dose:
        return now
    rung = standing.level(item.exercise) - 1
    return standing.ladders[item.exercise][rung] if rung >= 0 else None


def explained(offer: Offer, named: Named, not_today: list[tuple[str, str]]) -> Content:
    """Return the plan of the day at length: what it holds, why, and what is left out.

    Args:
        offer: What is offered.
        named: Returns the name of an exercise.
        not_today: What is left out, by name, each with a sentence.
    """
    reason = reason_words(offer.plan, offer.standing, named)
    parts = [Content.assemble(("Why", "bold $text-accent"), f"\n{reason}")]
    if not_today:
        lines = [Content.assemble("\n", (name, "bold"), f"\n  {why}") for name, why in not_today]
        parts.append(Content.assemble(("Not today", "bold $text-accent"), *lines))
    return Content("\n\n").join(parts)
