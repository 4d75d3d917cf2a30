"""Somebody at a terminal who gives answers that were settled beforehand."""

from collections.abc import Callable, Iterable, Mapping

from library.settings import Settings
from tui.cli.output import print_or_exit
from tui.cli.plain.keys import CommandKeys
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import END_OF_INPUT, Leaving

USUAL = CommandKeys(Settings())
"""The keys of somebody who has none of their own."""


class Answers:
    """Keys that give an answer at a time; after the last one the input ends."""

    stops = 0

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.forgotten = 0

    def wait(self, seconds: float) -> str:
        return self._answers.pop(0) if self._answers else END_OF_INPUT

    def forget(self) -> None:
        self.forgotten += 1

    def typed(self, seconds: float) -> str:
        return self.wait(seconds)

    @property
    def left(self) -> list[str]:
        return self._answers


def asking(
    *answers: str,
    tell: Callable[[Iterable[str]], None] = print_or_exit,
    own: Mapping[str, str] | None = None,
) -> Prompts:
    """Prompts that get these answers, and print in this way; for somebody with their own keys."""
    named = CommandKeys(Settings(keys=dict(own or {})))
    return Prompts(Answers(*answers), Leaving(), named, tell)
