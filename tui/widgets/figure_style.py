"""Finds out how a figure can be drawn on this terminal and in this theme."""

import sys
from os import environ

from textual.widget import Widget

from library.figure.figure import Style
from library.figure.palette import DEFAULT, palette
from library.figure.terminal import choose_mode

COLOURS = {"standard": 16, "windows": 16, "256": 256}
"""How many colours Rich's colour systems have; all others have millions."""


def style_of(widget: Widget, setting: str) -> Style | None:
    """The style for a widget, from its background and the app's terminal.

    Args:
        widget: Where the figure will be shown.
        setting: The setting `figure`.

    Returns:
        None when the figure is switched off.
    """
    app = widget.app
    ansi = app.native_ansi_color
    # Without a terminal, as for a picture of the screen, the best one is assumed.
    term, encoding, system = "", "utf-8", ""
    if not app.is_headless:
        # Textual writes to stderr, whatever its console says.
        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
        term = environ.get("TERM", "")
        system = app.console.color_system or ""
    # Textual takes all colours out when both hold; else it leaves greys.
    colour = not (app.no_color and ansi)
    mode = choose_mode(setting, term, encoding, colour)
    if mode is None:
        return None
    behind = widget.background_colors[1]
    default = ansi or behind.ansi is not None
    background = DEFAULT if default else int(behind.hex6[1:], 16)
    return Style(mode, palette(background, COLOURS.get(system, 1 << 24), app.no_color))
