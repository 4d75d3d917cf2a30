"""What is said and asked before a routine starts, in words."""

from collections.abc import Iterator
from datetime import date

from library.exercises.catalogue import Catalogue
from library.exercises.model import Dose
from library.guidance.log import Log
from library.guidance.precautions import Precautions
from library.guidance.standing import Standing
from library.guidance.ticks import JOINTS, ticked
from library.wording import listed
from tui.text.guidance import state_words
from tui.text.planned import times

_LOOSE_JOINTS = "Very loose joints: ask a professional first."
BEFORE = "Take care"
LEFT_OUT = "Left out for you, or resting:"
TICKS_INTRODUCTION = (
    "Does any of this apply to you? What does not suit it is left out, and you are told why. "
    "Ticking nothing is fine."
)
SAID_YES = "my doctor or physiotherapist said yes"
BEFORE_THIS = "Have you stretched like this before?"
ALREADY = "I do these stretches regularly already"


def ticked_words(standing: Standing, catalogue: Catalogue, before: Log) -> str:
    """Return what comes of the ticks that were answered.

    Args:
        standing: Where the person stands now.
        catalogue: The exercises there are.
        before: What was known before the answer; some ticks need a word once.
    """
    states = standing.states
    out = [catalogue.get(each).name for each, state in states.items() if state.ticks]
    told = f"Left out: {listed(out)}." if out else "Nothing is left out."
    is_new = JOINTS in standing.ticks and JOINTS not in ticked(before).words
    return f"{told} {_LOOSE_JOINTS}" if is_new else told


def excluded_words(precautions: Precautions, catalogue: Catalogue, today: date) -> Iterator[str]:
    """Yield what is off, resting or on trial, and why, a sentence or two each."""
    for exercise, state in precautions.excluded:
        yield f"{catalogue.get(exercise).name}. {state_words(state, today)}"


def new_words(precautions: Precautions) -> Iterator[str]:
    """Yield that much is new at once, if it is."""
    if precautions.new:
        yield f"{precautions.new} new exercises at once. One at a time shows which one suits you."


def shorter_words(
    precautions: Precautions, catalogue: Catalogue, *, take: str, as_written: str
) -> Iterator[str]:
    """Yield that first times are better begun with less, if there are any; at last how.

    Args:
        precautions: What there is to say.
        catalogue: The exercises it names.
        take: The key that takes the lowest rung.
        as_written: The key that takes what the routine says.
    """
    seconds = {(each.first.hold_seconds, each.written.hold_seconds) for each in precautions.shorter}
    if len(seconds) == 1 and len(set(*seconds)) == 2:
        ((first, written),) = seconds
        yield f"New to you: holds of {first} s first."
        yield f"{take} takes {first} s, {as_written} takes {written} s as written."
    elif precautions.shorter:
        yield "New to you, so less at first:"
        for each in precautions.shorter:
            name = catalogue.get(each.exercise).name
            yield f"- {name}: {_dose(each.first)}; as written {_dose(each.written)}"
        yield f"{take} takes less, {as_written} takes it as written."


def _dose(dose: Dose) -> str:
    return times(dose.reps, dose.hold_seconds)
