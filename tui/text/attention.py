"""What needs attention in the history and a person's own files, in short and at length."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from library.history.record import SessionRecord
from library.history.snapshot import Snapshot
from library.wording import counted


def in_short(unsaved: int, matters: Iterable[tuple[str, str]]) -> str:
    """Return one line for every page; empty when all is well.

    Args:
        unsaved: How many sessions are not saved.
        matters: Everything else, as of `at_length`.
    """
    if unsaved:
        return f"Not saved yet: {counted(unsaved, 'session')}."
    found = [f"{title}: {_first_line(text)}" for title, text in matters]
    if len(found) > 1:
        return f"{len(found)} notices. {found[0]}"
    return "".join(found)


def _first_line(text: str) -> str:
    first, *others = text.splitlines()
    return f"{first}, and {len(others)} more" if others else first


def at_length(
    notices: Iterable[str],
    problems: Iterable[str],
    snapshot: Snapshot,
    to_come: Sequence[SessionRecord],
) -> Iterator[tuple[str, str]]:
    """Return a title and a text for everything that is not as it should be.

    What is wrong with one file is one text of several lines.

    Args:
        notices: What happened to the history and was not read yet.
        problems: What is wrong with the person's own files.
        snapshot: The history: other ones that lay in its place, and entries that are no valid
            records.
        to_come: Its sessions whose day is still to come.
    """
    for other in snapshot.others:
        yield ("About the log", str(other))
    for notice in notices:
        yield ("About the log", notice)
    if to_come:
        from tui.text.history import to_come_words  # hardly any start needs it

        yield ("Still to come", to_come_words(to_come))
    for _, of_one_file in groupby(problems, _file_of):
        yield ("About your files", "\n".join(of_one_file))
    for entry in snapshot.invalid:
        yield (f"Entry {entry.key}", f"It is kept but left out of every number: {entry.reason}.")


def _file_of(problem: str) -> str:
    """Return the file that a problem begins with."""
    return problem.partition(":")[0].partition(", line ")[0]
