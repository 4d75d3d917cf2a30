"""What Today says aloud, where a voice speaks: the plan of the day, its question, its keys."""

from collections.abc import Iterator
from functools import partial

from textual.content import Content

from library.wording import capitalised, listed
from tui.app_base import App
from tui.keys.live import with_spoken_keys
from tui.text.today import NO_KEY, Offer, check_words, heading, key_words, reasons


def lines_aloud(offer: Offer, names: list[str], app: App, *, waits: bool) -> Iterator[str]:
    """Yield what is offered, the question of the day, and what each key does, line by line.

    Args:
        offer: What is offered.
        names: Short names of the exercises of the plan.
        app: The running app, whose keys are told as they are said.
        waits: Whether the next key is taken for the answer.
    """
    keys = partial(with_spoken_keys, app)
    yield from (str(line).removeprefix("✓ ").replace("   ", ": ") for line in heading(offer))
    if names and not offer.rests_first:
        yield capitalised(listed(each.lower() for each in names))
    yield from map(str, reasons(offer, keys))
    asked = check_words(offer.standing, keys, waits=waits, scale=Content())
    if said := " ".join(" ".join(map(str, asked)).split()):
        yield said
    does = key_words(offer, lambda key: f"{keys(key)}:")
    yield from (" ".join(str(line).split()) for line in does if line != NO_KEY)
