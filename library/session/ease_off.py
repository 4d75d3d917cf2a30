"""How a session can go on after a hold was eased off."""

from collections.abc import Iterator
from dataclasses import dataclass

from library.exercises.model import HoldEnd, Sides
from library.routines.model import Step, StepKind
from library.session.plan_cursor import SHORTEST_KEPT_SECONDS, Choice, shorter

END = "end"
"""The answer that ends the session."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to go on; its number is always the same."""

    number: int
    """The key that chooses it, from 1."""
    answer: str
    """A `Choice`, or `END`."""
    text: str
    why_not: str = ""
    """Why it can not be chosen now, in a few words; empty when it can."""


def all_ways(step: Step, held: float) -> tuple[Way, ...]:
    """Every way to go on, also those that make no sense now; the first goes on as planned.

    Args:
        step: What was stopped: a hold, or the pause that leads to it.
        held: Seconds it lasted.
    """
    return tuple(Way(number, *words) for number, words in enumerate(_words(step, held), start=1))


def _words(step: Step, held: float) -> Iterator[tuple[str, str, str]]:
    yield Choice.GO_ON, "Go on with what comes next", ""
    both = "both legs work at once" if step.exercise.sides is Sides.BOTH else ""
    yield Choice.SKIP_SIDE, "Skip this side" + ("" if both else f": leave the {_leg(step)}"), both
    why_not = _why_not_shorter(step)
    text = "Shorter holds from now on"
    yield Choice.SHORTER, text if why_not else f"{text}: {shorter(step.seconds, held):g} s", why_not
    yield Choice.LEAVE_OUT, f"Leave {step.exercise.name} out today", ""
    yield END, "End the session", ""


def _leg(step: Step) -> str:
    return f"{step.side.value} leg alone"


def _why_not_shorter(step: Step) -> str:
    """Why holds can not be made shorter now; empty when they can."""
    if step.kind is StepKind.MASSAGE:
        return "a massage step keeps its time; press less"
    if not step.kind.is_work:
        return "no hold was begun"
    if step.end is HoldEnd.EASED:
        return "you end such a hold yourself"
    if step.seconds <= SHORTEST_KEPT_SECONDS:
        return f"{step.seconds:g} s is short; go less deep"
    return ""
