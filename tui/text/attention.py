"""What about the log and a person's own files needs attention, in short and at length."""

from collections.abc import Iterator

from library.wording import counted
from tui.services import Services


def in_short(services: Services) -> str:
    """One line for every page; empty when all is well."""
    if services.unsaved:
        return f"Not saved yet: {counted(len(services.unsaved), 'session')}."
    found = [f"{title}: {text}" for title, text in at_length(services)]
    if len(found) > 1:
        return f"{len(found)} notices. {found[0]}"
    return "".join(found)


def at_length(services: Services) -> Iterator[tuple[str, str]]:
    """A title and a text for everything that is not as it should be."""
    for unsaved in services.unsaved.values():
        yield (f"Not saved: {unsaved.session.routine}", unsaved.reason)
    for notice in services.told:
        if notice not in services.heard:
            yield ("About the log", notice)
    for problem in services.profile.problems:
        yield ("About your files", problem)
    for entry in services.log.attention:
        yield (f"Entry {entry.key}", f"It is kept but left out of every number: {entry.reason}.")
