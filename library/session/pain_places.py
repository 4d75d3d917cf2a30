"""Where it hurt: the places that are offered, how one is typed, and what it is called."""

from library.bounds import LONGEST_PAIN_PLACE
from library.text import clean

PLACES = ("lower back", "left leg", "right leg")
"""The places that a key of their own names, 1 to 3."""
ELSEWHERE = len(PLACES) + 1
"""The key for another place, which is then asked for."""
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


def offered_words() -> str:
    """Return the places with their keys, as in `1 lower back, 2 left leg`."""
    named = [f"{key} {place}" for key, place in enumerate(PLACES, start=1)]
    return ", ".join([*named, f"{ELSEWHERE} {SOMEWHERE}"])
