"""The fields of the line for prompts and bars, and how a format is filled with them.

A prompt asks for the line again and again, so little is imported here.
"""

import re
from collections.abc import Mapping

from library.wording import did_you_mean

FIELDS: Mapping[str, str] = {
    "line": "All of it, as --line prints it.",
    "dots": "A dot for each day of the goal, filled once practised.",
    "week_days": "Days with practice this week.",
    "week_goal": "The goal of this week, in days.",
    "weeks": "Weeks in a row.",
    "due": "The word due when today's stretches are; else empty.",
    "state": "due, done, marked, rest, or met: the goal of the week.",
    "why": "The same in a sentence.",
}
"""What may stand between braces in a format, and what it becomes."""
UNREADABLE, ERROR = "!", "error"
"""What stands for a log that cannot be read, and the name of that state."""
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class FormatError(ValueError):
    """A format that cannot be filled in; the message says why, in a sentence."""


def check_format(form: str) -> None:
    """Look whether a format can be filled in.

    Raises:
        FormatError: It cannot; says why.
    """
    for found in _BRACES.finditer(form):
        name = found[1]
        if name is None and found[0] in "{}":
            raise FormatError(f"A {found[0]} that is to be printed is written twice.")
        if name is not None and name not in FIELDS:
            fields = ", ".join(FIELDS)
            hint = did_you_mean(name, FIELDS)
            raise FormatError(f'There is no field "{name}". The fields are {fields}.{hint}')


def filled(form: str, values: Mapping[str, str]) -> str:
    """Return a format that was checked with its fields filled in.

    Args:
        form: As in `{week_days}/{week_goal} {due}`; `{{` and `}}` are braces.
        values: Those of `field_values`.
    """
    return _BRACES.sub(lambda found: found[0][0] if found[1] is None else values[found[1]], form)


def bar_item(text: str, tooltip: str, state: str) -> dict[str, str]:
    """Return what Waybar takes, in which texts are Pango's markup.

    Args:
        text: What the bar shows.
        tooltip: What is shown under the pointer, in lines.
        state: The class, for its style sheet.
    """
    return {"text": _escaped(text), "tooltip": _escaped(tooltip), "class": state}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
