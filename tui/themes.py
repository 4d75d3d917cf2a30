"""The themes there are, for those who must not load the dashboard to know."""

from collections.abc import Callable

from library.wording import did_you_mean

OWN = ("supple-dark", "supple-light", "supple-dark-contrast", "supple-light-contrast")
"""Ours, in the order in which they are offered."""
THEMES = (
    "auto",
    *OWN,
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""All that may be chosen, ours first; Textual's own list is loaded with all the rest of it."""


def theme_problems(theme: str, where: Callable[[], str]) -> tuple[str, ...]:
    """Say that there is no such theme as the settings name; nothing when there is.

    Args:
        theme: Its name.
        where: Names the line of the setting, to be told before the sentence.
    """
    problem = theme_problem(theme)
    return (f"{where()}: {problem}",) if problem else ()


def theme_problem(theme: str) -> str:
    """Say that there is no such theme, as a sentence; empty when there is."""
    if theme in THEMES:
        return ""
    return f'theme is "{theme}", but there is no such theme.{did_you_mean(theme, THEMES)}'
