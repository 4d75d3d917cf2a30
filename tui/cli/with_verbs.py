"""Verbs in place of the keys that sentences of the dashboard name."""

import re
from collections.abc import Callable, Mapping

from library.guidance.wishes import Wish

_COMMAND = re.compile(r"\{(\w+\.\w+)\}")
_EXERCISE = "EXERCISE"
FAVOURITE = "favourite"
HIDE = "hide"
"""What to adjust that is no wish to the plan of the day."""
_VERBS: Mapping[str, tuple[str, ...]] = {
    "exercises.start": ("start", _EXERCISE),
    "exercises.ticks": ("ticks",),
    **{f"exercises.{each}": ("adjust", _EXERCISE, each) for each in (*Wish, FAVOURITE, HIDE)},
    "mornings.trial": ("mornings", "leave-out"),
    "mornings.keep": ("mornings", "keep"),
    "mornings.never": ("mornings", "never"),
    "mornings.end_trial": ("mornings", "end"),
}
"""The verb of each command of the dashboard that a sentence may name, without its program."""


def with_verbs(text: str, command: Callable[..., str], exercise: str = _EXERCISE) -> str:
    """Put the verbs in place of the commands that a text names, such as `{exercises.more}`.

    Args:
        text: A sentence of the dashboard.
        command: Spells a verb and its arguments for the shell.
        exercise: The id of the exercise that the text is about.
    """

    def verb(found: re.Match[str]) -> str:
        words = _VERBS[found[1].lower()]  # a capital begins a sentence, of keys only
        return command(*(exercise if word == _EXERCISE else word for word in words))

    return _COMMAND.sub(verb, text)
