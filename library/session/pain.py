"""Pain on the numeric rating scale, as it is typed."""

from library.text import clean

MOST = 10
_SHOWN = 20


def read_pain(text: str, title: str = "Pain") -> int | None:
    """The number in a text; None when it is empty, which means not answered.

    Args:
        text: What was typed.
        title: What the rating is called, such as `Pain after`.

    Raises:
        ValueError: It is no whole number from 0 to 10; the text says so.
    """
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:3]) > MOST or len(text) > 2:
        shown = clean(text, limit=_SHOWN)
        raise ValueError(f"{title} is a whole number from 0 to {MOST}, or nothing; not “{shown}”.")
    return int(text)


def typed_rating(before: int | None, digit: int) -> int | None:
    """The rating after a digit was typed by itself, without Enter.

    1 and then 0 make ten; the last digit once more takes the rating away.

    Args:
        before: The rating so far, 0-10, if any.
        digit: What was typed, 0-9.
    """
    if before == 1 and digit == 0:
        return MOST
    return None if before is not None and before % MOST == digit else digit
