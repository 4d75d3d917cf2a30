"""Where it hurt: the places that are offered, how one is typed, and what it is called."""

from library.bounds import LONGEST_PAIN_PLACE
from library.history.record import SessionRecord
from library.text import clean

PLACES = ("lower back", "left leg", "right leg")
"""The places that a key of their own names, 1 to 3."""
ELSEWHERE = len(PLACES) + 1
"""The number of another place, which is then asked for."""
SOMEWHERE = "elsewhere"
"""What is kept of another place where no word for it can be typed."""
WHERE_ELSE = "Where, in a word or two?"


def place_of(typed: str) -> str:
    """Return a place as it is kept: one of `PLACES` however it is written, or the own word.

    Args:
        typed: What was typed; what is too long is cut. Nothing is no place.
    """
    place = " ".join(clean(typed, limit=LONGEST_PAIN_PLACE).split())
    return next((known for known in PLACES if known == place.casefold()), place)


def whole_place_of(typed: str) -> str:
    """Return a place as `place_of` does.

    Raises:
        ValueError: It is too long to be kept; as text, by how much.
    """
    long = len(" ".join(clean(typed, limit=len(typed)).split())) - LONGEST_PAIN_PLACE
    if long > 0:
        raise ValueError(f"A place has at most {LONGEST_PAIN_PLACE} letters: {long:,} too many.")
    return place_of(typed)


def sharp_place(session: SessionRecord) -> str:
    """Return the place that was named last for a hold of a session; empty where none was."""
    return next((hold.where for hold in reversed(session.holds) if hold.where), "")


def offered_words(scope: str) -> str:
    """Return the places with the commands that name them: `{form.place_1} lower back, ...`.

    Args:
        scope: Where these commands are declared.
    """
    places = enumerate((*PLACES, SOMEWHERE), start=1)
    return ", ".join(f"{{{scope}.place_{number}}} {place}" for number, place in places)


WHERE_SHARP = f"Where was it? {offered_words('sharp')}; or leave it open."
"""What is asked aloud where something was sharp."""
