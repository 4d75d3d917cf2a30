"""The answer of the day on Today: typed digit by digit, then kept or taken back."""

from collections.abc import Awaitable, Callable
from datetime import date
from string import digits

import msgspec
from msgspec.structs import replace

from library.bounds import WORST_PAIN
from library.guide import Guide
from library.history.protocol import History
from library.history.record import Check
from tui.text.guidance import on_words

Change = Callable[[Callable[[History], object]], Awaitable[bool]]
"""Changes the log, and tells whether that could be done."""


class Answering(msgspec.Struct, frozen=True):
    """An answer that is waited for."""

    about: date
    before: Check | None
    """The answer that was there."""
    makes_ten: bool = False
    """Whether a 1 was typed, which a 0 makes ten."""

    def typed(self, key: str) -> "tuple[int | None, Answering | None]":
        """Return the rating that a key gives, and what is waited for after it.

        Args:
            key: A digit; any other key gives no rating and ends the waiting.
        """
        number = int(key) if key in digits else None
        if self.makes_ten:
            return (WORST_PAIN if number == 0 else None), None
        return number, replace(self, makes_ten=True) if number == 1 else None


async def keep_answer(answering: Answering, rating: int, guide: Guide, change: Change) -> str:
    """Save an answer; the one that was there before is taken away by the same.

    Args:
        answering: What was waited for.
        rating: The answer, 0 to `WORST_PAIN`.
        guide: Knows which day it is.
        change: Changes the log.

    Returns:
        What there is to tell of it, with keys in braces; empty if the page shows it, or if it
        could not be saved.
    """
    check, before = guide.check(answering.about, rating), answering.before
    if before is not None and before.rating == rating:
        removed = await change(lambda history: history.remove([check]))
        return "Your answer is taken back. {Today.undo} undoes it." if removed else ""
    if not await change(lambda history: history.put([check])) or not check.recalled:
        return ""
    kept = f"{rating} of {WORST_PAIN} {on_words(check.day, guide.standing.today)}"
    return f"Kept: {kept}. {{Today.undo}} undoes it."
