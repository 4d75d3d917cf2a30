"""One setting as a line: a value looks like what it is."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from library.settings import SCHEMA, Settings
from library.settings.kinds import Choice, Switch, Whole
from tui.text.settings import value_words
from tui.widgets.meter import BAR, meter
from tui.widgets.text import shortened

LONG_FROM = 59
"""Cells of a line from which there is room for whole words and bars."""
_TITLE = {True: 22, False: 22}
_VALUE = {True: 22, False: 16}
"""Cells of the title and of the value, where lines are long and where they are short."""
_OPENING = {True: 34, False: 21}
"""Cells of the value of what opens: no arrow ends it, so it may be longer."""
_BAR = 10
_NOW = ("$primary", "$leg-left", "$leg-right", "$muscle")
"""What tells a theme: what was practised, both legs, and the stretched muscle."""
_OF_THE_CLOCK = "o'clock"
_SHORT_UNITS = {"seconds": "s", "percent": "%", "words a minute": "a minute"}
_ON, _OFF = ("━━●", "$primary"), ("○──", "$text-muted")
_LESS, _MORE, _OPENS = "◂", "▸", "…"


def setting_row(key: str, settings: Settings, *, long: bool, plain: bool = False) -> Content:
    """Return a setting with its value: a stepper, a switch, or what opens; bold if it was changed.

    Args:
        key: Its name in the file.
        settings: What the person has chosen.
        long: Whether there is room for whole words and bars, see `LONG_FROM`.
        plain: Whether there is no colour to tell the track of a bar by.
    """
    value, kind = getattr(settings, key), SCHEMA[key].kind
    bold = "bold" if value != getattr(Settings(), key) else ""
    title = _titled(SCHEMA[key].title, long)
    match kind:
        case Switch():
            switch = _ON if value else _OFF
            return Content.assemble(
                title, switch, ("  on" if value else "  off", bold or switch[1])
            )
        case Whole():
            words = value_words(key, settings) if long else _short_words(key, settings)
            stepper = _stepper(words, bold, long)
            if not long or kind.unit == _OF_THE_CLOCK:  # a time of day is no amount
                return title + stepper
            share = (value - kind.low) / (kind.high - kind.low)
            return Content.assemble(title, stepper, "  ", meter(share, _BAR, plain=plain))
        case Choice():
            return title + _stepper(value_words(key, settings), bold, long)
    if key == "place":
        return title + _stepper(value_words(key, settings), bold, long)
    return opening_row(
        title.plain,
        value_words(key, settings),
        long=long,
        bold=bool(bold),
        more=swatch(_NOW) if key == "theme" and not plain else None,
    )


def swatch(colours: Iterable[str]) -> Content:
    """Return a cell of each colour, as in CSS."""
    return Content.assemble(*((BAR, colour) for colour in colours))


def opening_row(
    title: str, value: str, *, long: bool, bold: bool = False, more: Content | None = None
) -> Content:
    """Return a line for what Enter opens.

    Args:
        title: What it is called.
        value: What stands in it now.
        long: As in `setting_row`.
        bold: Whether it was changed.
        more: What stands after the value.
    """
    more = Content.assemble("  ", more) if more is not None else Content()
    shown = shortened(value, _OPENING[long] - 3 - more.cell_length)
    return Content.assemble(
        _titled(title.strip(), long),
        (shown, "bold" if bold else ""),
        more,
        (f"  {_OPENS}", "$text-muted"),
    )


def _titled(title: str, long: bool) -> Content:
    return Content(f" {title:<{_TITLE[long]}}")


def _stepper(words: str, bold: str, long: bool) -> Content:
    """Return a value between arrows."""
    room = _VALUE[long] - 2
    shown = shortened(words, room)
    left = (room - cell_len(shown)) // 2
    right = room - cell_len(shown) - left
    return Content.assemble(
        (_LESS, "$text-muted"), " " * left, (shown, bold), " " * right, (_MORE, "$text-muted")
    )


def _short_words(key: str, settings: Settings) -> str:
    """Return a number with a short unit."""
    kind, words = SCHEMA[key].kind, value_words(key, settings)
    unit = _SHORT_UNITS.get(kind.unit) if isinstance(kind, Whole) else None
    return f"{getattr(settings, key)} {unit}" if unit else words
