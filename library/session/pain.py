"""Pain on the numeric rating scale, as it is typed and told."""

from library.bounds import WORST_PAIN
from library.text import clean

PAIN_TITLES = {
    "pain_before": "Pain before",
    "pain_worst": "Worst pain",
    "pain_after": "Pain after",
}
"""What the ratings of a session are called, by the record's field; *after* is no longer asked."""
_SHOWN = 20


def read_pain(text: str, title: str = "Pain") -> int | None:
    """Return the number in a text; None when it is empty, which means not answered.

    Args:
        text: What was typed.
        title: What the rating is called, such as `Worst pain`.

    Raises:
        ValueError: It is no whole number from 0 to 10; the text says so.
    """
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:3]) > WORST_PAIN or len(text) > 2:
        shown = clean(text, limit=_SHOWN)
        raise ValueError(
            f"{title} is a whole number from 0 to {WORST_PAIN}, or nothing; not “{shown}”."
        )
    return int(text)


def typed_rating(before: int | None, digit: int) -> int | None:
    """Return the rating after a digit was typed by itself, without Enter.

    1 and then 0 make ten; the last digit once more takes the rating away.

    Args:
        before: The rating so far, 0-10, if any.
        digit: What was typed, 0-9.
    """
    if before == 1 and digit == 0:
        return WORST_PAIN
    return None if before is not None and before % WORST_PAIN == digit else digit


def pain_in_words(rating: int | None) -> str:
    """Return what to say to a rating of the pain before, 0-10, and how to take it away."""
    if rating is None:
        return "Pain before: not noted."
    how = f"{'0 makes it 10, ' if rating == 1 else ''}{rating % WORST_PAIN} again clears it"
    return f"Pain before: {rating} of {WORST_PAIN} ({how})."
