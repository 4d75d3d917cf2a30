"""How well our words and marks can be read in the themes of others: `make bench` ends with it."""

from textual.color import ColorParseError

from tests.tui.contrasts import contrast, pairs, variables
from tui.themes import OWN, THEMES

WORST = 4
"""So many pairs of each theme are named."""


def poor(theme: str) -> list[tuple[float, str]]:
    """The pairs of colours below what is aimed at, the worst first."""
    colours, found = variables(theme), []
    for front, back, least in pairs():
        try:
            value = contrast(colours[front], colours[back])
        except ColorParseError:  # such as auto 60%, which only a stylesheet makes a colour of
            continue
        if value < least:
            found.append((value, f"{front} on {back} {value:.1f}"))
    return sorted(found)


def report() -> None:
    """Print a line for each theme that names its colours."""
    for theme in THEMES:
        if theme in OWN or theme.startswith(("auto", "ansi")):
            continue
        pairs_below = poor(theme)
        worst = ", ".join(words for _, words in pairs_below[:WORST])
        print(f"{theme:22} {len(pairs_below):2} pairs below: {worst}")


if __name__ == "__main__":
    report()
