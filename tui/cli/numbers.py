"""Whole numbers on the command line, explained in plain words when they are none."""

from collections.abc import Callable

import click


def whole(low: int, high: int | None = None) -> Callable[[str], int]:
    """A type for an option or an argument: a whole number within bounds.

    Args:
        low: The least.
        high: The greatest; None for no bound.
    """
    expected = f"from {low} on" if high is None else f"from {low} to {high}"

    def number(typed: str) -> int:
        try:
            value = int(typed)
        except ValueError:
            value = low - 1
        if value < low or (high is not None and value > high):
            raise click.BadParameter(f"expected a whole number {expected}.")
        return value

    return number  # its name stands in the help
