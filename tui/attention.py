"""What about the log needs a person's attention, in short and at length."""

from collections.abc import Iterator

from library.wording import counted
from tui.services import Services


def in_short(services: Services) -> str:
    """One line for every page; empty when all is well."""
    if services.unsaved:
        return f"Not saved yet: {counted(len(services.unsaved), 'session')}."
    found = len(services.told) + len(services.log.attention)
    if not found:
        return ""
    return f"Your log needs attention: {counted(found, 'notice')}."


def at_length(services: Services) -> Iterator[tuple[str, str]]:
    """A title and a text for everything that is not as it should be."""
    for unsaved in services.unsaved.values():
        yield (f"Not saved: {unsaved.session.routine}", unsaved.reason)
    for notice in services.told:
        yield ("About the file", notice)
    for entry in services.log.attention:
        yield (f"Entry {entry.key}", f"It is kept but left out of every number: {entry.reason}.")
