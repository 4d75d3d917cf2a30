"""The themes there are, for those who must not load the dashboard to know."""

from collections.abc import Iterable, Iterator

from library.wording import did_you_mean

THEMES = (
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
"""Those of Textual, whose own list is loaded with all the rest of it."""


def theme_problems(theme: str, file: str, themes: Iterable[str] = THEMES) -> Iterator[str]:
    """What is wrong with the theme of the settings, if anything.

    Args:
        theme: Its name.
        file: The name of the settings file, for the sentence.
        themes: The names there are.
    """
    if theme not in themes:
        hint = did_you_mean(theme, themes)
        yield f'{file}: theme is "{theme}", but there is no such theme.{hint}'
