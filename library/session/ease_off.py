"""How a session can go on after a hold was eased off."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from library.bounds import SECONDS_STEP
from library.exercises.model import HoldEnd, Sides
from library.routines.model import Step, StepKind

SHORTEST_KEPT_SECONDS = 10.0
"""Holds are not planned shorter than this after easing off: beginners start at 10 to 20 s, and
what hurts after a few seconds was too deep rather than too long (our judgement)."""
END = "end"
"""The answer that ends the session."""
WARNING = "Pain that moves down the leg, or dizzy? Then end it for today."
"""The one thing to know before choosing how to go on."""
EMERGENCY_ADVICE = "In both legs, or numb around the bottom: emergency help, now."
"""When nerves may be pressed in the back (rule T1)."""
SHARP_ADVICE = (
    "Good that you stopped. What hurt rests for three days; a doctor can look at what stays. "
    + EMERGENCY_ADVICE
)
"""What to say after `EaseOffChoice.SHARP`."""


class EaseOffChoice(StrEnum):
    """How a session can go on after easing off."""

    GO_ON = "go on"
    SKIP_SIDE = "skip this side"
    SHORTER = "shorter"
    LEAVE_OUT = "leave this exercise out today"
    SHARP = "it was sharp"
    """Leaves it out, too, and is remembered: the exercise then rests for some days."""


class EaseOffOption(msgspec.Struct, frozen=True):
    """One way to go on; its number is always the same."""

    number: int
    """From 1."""
    answer: str
    """An `EaseOffChoice`, or `END`."""
    text: str
    why_not: str = ""
    """Why it cannot be chosen now, in a few words; empty when it can."""


def ease_off_options(step: Step, held: float) -> tuple[EaseOffOption, ...]:
    """Return all ways to go on, also what makes no sense now; the first goes on as planned.

    Args:
        step: What was stopped: a hold, or the pause that leads to it.
        held: Seconds it lasted.
    """
    options = enumerate(_words(step, held), start=1)
    return tuple(EaseOffOption(number, *words) for number, words in options)


def _words(step: Step, held: float) -> Iterator[tuple[str, str, str]]:
    yield EaseOffChoice.GO_ON, "Go on with what comes next", ""
    if step.exercise.sides is Sides.BOTH:
        yield EaseOffChoice.SKIP_SIDE, "Skip this side", "both legs work at once"
    else:
        leg = f"{step.side.value} leg alone"
        yield EaseOffChoice.SKIP_SIDE, f"Skip this side: leave the {leg}", ""
    why_not = _why_not_shorter(step)
    length = "" if why_not else f": {shorter(step.seconds, held):g} s"
    yield EaseOffChoice.SHORTER, f"Shorter holds from now on{length}", why_not
    yield EaseOffChoice.LEAVE_OUT, f"Leave {step.exercise.name} out today", ""
    yield END, "End the session", ""
    yield EaseOffChoice.SHARP, "It was sharp, shooting, tingling or numb", ""


def _why_not_shorter(step: Step) -> str:
    """Why holds cannot be made shorter now; empty when they can."""
    if step.kind is StepKind.MASSAGE:
        return "a massage step keeps its time; press less"
    if not step.kind.is_work:
        return "no hold was begun"
    if step.end is HoldEnd.EASED:
        return "you end such a hold yourself"
    if step.seconds <= SHORTEST_KEPT_SECONDS:
        return f"{step.seconds:g} s is short; go less deep"
    return ""


def shorter(planned: float, held: float) -> float:
    """Return the length to offer after a hold was eased off: what was held, in steps of 5 s.

    It is at least one step below what was planned, but not less than half of it, nor less
    than `SHORTEST_KEPT_SECONDS`: one bad moment does not undo weeks. A hold that is as short
    as that already stays as it is, so the answer is never longer than what was planned.
    """
    if planned <= SHORTEST_KEPT_SECONDS:
        return planned
    least = max(SHORTEST_KEPT_SECONDS, _in_steps(planned / 2))
    return max(least, min(planned - SECONDS_STEP, _in_steps(held)))


def _in_steps(seconds: float) -> float:
    return seconds // SECONDS_STEP * SECONDS_STEP
