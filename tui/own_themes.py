"""The themes of supple: a warm room, in which a hue means one thing.

`leg-left` and `leg-right` are the two legs, `primary` what was practised and where the cursor is,
`muscle` the stretched muscle and pain, `accent` a title, `state-*` what a session does now.
`faint` is for dots, axes and the empty end of a bar, never for text.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme


class Looks(NamedTuple):
    """What a theme makes of the colours a widget may ask for."""

    colours: Mapping[str, Any]
    """Textual's own names, which lead to many others."""
    variables: Mapping[str, str]
    """Names of ours, and those of Textual that are not to be led from elsewhere."""


# fmt: off
DARK = Looks(
    {
        "primary": "#74C2B5", "secondary": "#CDAE90", "accent": "#E8CB9A",
        "success": "#93CBA4", "warning": "#EBC46C", "error": "#F49182",
        "foreground": "#F0E7DC", "background": "#1A1715", "surface": "#231F1C",
        "panel": "#2F2925", "boost": "#37302B",
    },
    {
        "text-muted": "#B9AC9F", "text-primary": "#8AD3C6", "text-secondary": "#D9BFA5",
        "text-accent": "#E8CB9A", "text-success": "#A3D6B2", "text-warning": "#EBC46C",
        "text-error": "#F7A598", "faint": "#857A70",
        "border": "#5A4F47", "border-blurred": "#3D3630", "track": "#3A332E",
        "block-cursor-background": "#2D423F", "block-cursor-foreground": "#F6F0E7",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2F2925", "block-cursor-blurred-foreground": "#F0E7DC",
        "footer-background": "#231F1C", "footer-foreground": "#F0E7DC",
        "footer-key-foreground": "#E8CB9A", "footer-description-foreground": "#B9AC9F",
        "scrollbar": "#4A423B", "scrollbar-hover": "#6A5F56", "scrollbar-active": "#74C2B5",
        "scrollbar-background": "#1A1715", "scrollbar-background-hover": "#1A1715",
        "scrollbar-background-active": "#1A1715", "scrollbar-corner-color": "#1A1715",
        "input-cursor-background": "#E8CB9A", "input-selection-background": "#74C2B5 35%",
        "leg-left": "#F5AC62", "leg-right": "#92B8F7", "leg-both": "#F0E7DC",
        "leg-left-dim": "#6E4F30", "leg-right-dim": "#42536F", "on-leg": "#1A1715",
        "muscle": "#FF5A45", "muscle-text": "#FF8573",
        "state-ready": "#E8CB9A", "state-hold": "#93CBA4", "state-rest": "#C6AFD6",
        "state-paused": "#B9AC9F", "on-state": "#1A1715",
        "heat-1": "#3D746F", "heat-2": "#4E9E96", "heat-3": "#70CBC2",
        "heat-4": "#B7F7F0",
    },
)
LIGHT = Looks(
    {
        "primary": "#1B6A62", "secondary": "#7A5638", "accent": "#7B5210",
        "success": "#2C6640", "warning": "#785500", "error": "#A33024",
        "foreground": "#2A2421", "background": "#FBF7F1", "surface": "#F3ECE2",
        "panel": "#E8DED1", "boost": "#E6DBCD",
    },
    {
        "text-muted": "#5F544C", "text-primary": "#17605A", "text-secondary": "#6B4A2E",
        "text-accent": "#734B0B", "text-success": "#265B38", "text-warning": "#6F4E00",
        "text-error": "#98291D", "faint": "#756A60",
        "border": "#BCAE9D", "border-blurred": "#DACDBD", "track": "#E2D7C8",
        "block-cursor-background": "#D0E6E1", "block-cursor-foreground": "#201B18",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#E8DED1", "block-cursor-blurred-foreground": "#2A2421",
        "footer-background": "#F3ECE2", "footer-foreground": "#2A2421",
        "footer-key-foreground": "#7B5210", "footer-description-foreground": "#5F544C",
        "scrollbar": "#CFC2B2", "scrollbar-hover": "#AD9F8E", "scrollbar-active": "#1B6A62",
        "scrollbar-background": "#FBF7F1", "scrollbar-background-hover": "#FBF7F1",
        "scrollbar-background-active": "#FBF7F1", "scrollbar-corner-color": "#FBF7F1",
        "input-cursor-background": "#7B5210", "input-selection-background": "#1B6A62 25%",
        "leg-left": "#A14A06", "leg-right": "#2A56A8", "leg-both": "#2A2421",
        "leg-left-dim": "#E7C5A4", "leg-right-dim": "#BFCEE9", "on-leg": "#FFFDF9",
        "muscle": "#D9301A", "muscle-text": "#AE2312",
        "state-ready": "#7B5210", "state-hold": "#2C6640", "state-rest": "#6B4A86",
        "state-paused": "#5F544C", "on-state": "#FFFDF9",
        "heat-1": "#24968B", "heat-2": "#00736A", "heat-3": "#004F49",
        "heat-4": "#052925",
    },
)
DARK_CONTRAST = Looks(
    {
        **DARK.colours, "background": "#000000", "surface": "#0D0B0A", "panel": "#1C1917",
        "foreground": "#FFFFFF", "primary": "#8FE6D7", "accent": "#FFE0A8",
    },
    {
        **DARK.variables, "text-muted": "#D9D0C6", "faint": "#B3A89D", "border": "#A89B8E",
        "border-blurred": "#7A6F65", "footer-background": "#0D0B0A",
        "footer-description-foreground": "#E6DED5", "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000", "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
        "leg-left": "#FFBD7A", "leg-right": "#A9C8FF", "on-leg": "#000000", "on-state": "#000000",
    },
)
LIGHT_CONTRAST = Looks(
    {
        **LIGHT.colours, "background": "#FFFFFF", "surface": "#F7F3EC", "panel": "#EBE3D7",
        "foreground": "#000000", "primary": "#0B4F48", "accent": "#5A3A00",
    },
    {
        **LIGHT.variables, "text-muted": "#3F362F", "faint": "#574C43", "border": "#6F6256",
        "border-blurred": "#9A8C7C", "footer-description-foreground": "#3F362F",
        "scrollbar-background": "#FFFFFF", "scrollbar-background-hover": "#FFFFFF",
        "scrollbar-background-active": "#FFFFFF", "scrollbar-corner-color": "#FFFFFF",
        "leg-left": "#7F3600", "leg-right": "#123F8C",
    },
)
_SIXTEEN = {
    "foreground": "ansi_default", "background": "ansi_default", "surface": "ansi_default",
    "panel": "ansi_default", "boost": "ansi_default",
    "primary": "ansi_cyan", "text-primary": "ansi_cyan",
    "secondary": "ansi_default", "text-secondary": "ansi_default",
    "text-muted": "ansi_default", "footer-background": "ansi_default",
    "footer-foreground": "ansi_default", "footer-description-foreground": "ansi_default",
    # Textual's own have the colour of the words that stand on them.
    "warning-muted": "ansi_default", "error-muted": "ansi_default",
    "success-muted": "ansi_default", "primary-muted": "ansi_default",
    "scrollbar": "ansi_bright_black", "scrollbar-hover": "ansi_bright_black",
    "scrollbar-active": "ansi_cyan",
    # Reversed, every colour of a row keeps the contrast it has elsewhere.
    "block-cursor-background": "ansi_default", "block-cursor-foreground": "ansi_default",
    "block-cursor-text-style": "bold reverse", "block-cursor-blurred-text-style": "bold",
    "here": "bold reverse",
    "leg-left": "ansi_yellow", "leg-both": "ansi_default",
    "leg-left-dim": "ansi_default", "leg-right-dim": "ansi_default",
    "muscle": "ansi_red",
    "heat-1": "ansi_default", "heat-2": "ansi_default",
    "heat-3": "ansi_cyan",
    "state-hold": "ansi_green", "state-rest": "ansi_magenta",
}
_SIXTEEN_DARK = {
    **_SIXTEEN,
    "accent": "ansi_bright_yellow", "text-accent": "ansi_bright_yellow",
    "footer-key-foreground": "ansi_bright_yellow", "text-muted": "ansi_white",
    "leg-right": "ansi_bright_blue", "muscle-text": "ansi_bright_red",
    "faint": "ansi_bright_black", "track": "ansi_bright_black", "border": "ansi_bright_black",
    "border-blurred": "ansi_bright_black",
    "state-ready": "ansi_bright_yellow", "state-paused": "ansi_white",
    "on-leg": "ansi_black", "on-state": "ansi_black", "heat-4": "ansi_bright_cyan",
}
_SIXTEEN_LIGHT = {
    **_SIXTEEN,
    "accent": "ansi_default", "text-accent": "ansi_default",
    "footer-key-foreground": "ansi_default",
    "leg-right": "ansi_blue", "muscle-text": "ansi_red",
    "faint": "ansi_bright_black", "track": "ansi_white", "border": "ansi_bright_black",
    "border-blurred": "ansi_white",
    "state-ready": "ansi_blue", "state-paused": "ansi_bright_black",
    "on-leg": "ansi_bright_white", "on-state": "ansi_bright_white", "heat-4": "ansi_blue",
}
_NO_COLOUR = {
    "block-cursor-text-style": "bold reverse", "block-cursor-blurred-text-style": "bold underline",
    "button": "bold reverse", "here": "bold reverse",
}
# fmt: on
OWN_THEMES = tuple(
    Theme(name=name, dark=dark, variables=dict(looks.variables), **looks.colours)
    for name, dark, looks in (
        ("supple-dark", True, DARK),
        ("supple-light", False, LIGHT),
        ("supple-dark-contrast", True, DARK_CONTRAST),
        ("supple-light-contrast", False, LIGHT_CONTRAST),
    )
)


_TEXTS = (
    *("leg-left", "leg-right", "muscle-text"),
    *("state-ready", "state-hold", "state-rest", "state-paused"),
)
_MARKS = ("faint", "muscle", "heat-1", "heat-2", "heat-3", "heat-4")
_READABLE, _SEEN = 4.5, 3.0
"""Least contrast of text, and of marks (WCAG 2.2, 1.4.3 and 1.4.11)."""
_STEP = 0.08
"""How much lighter or darker a colour becomes at a time until it can be seen."""
_CURSOR_SHARE, _DIM_SHARE, _TRACK_SHARE = 0.15, 0.2, 0.12
"""How much of its hue the ground of the cursor's row, of a hold to come and of a bar has."""


def own_variables(dark: bool) -> Mapping[str, str]:
    """Return what a theme that is not ours gets for the names it does not know."""
    return (DARK if dark else LIGHT).variables


def in_another_theme(variables: Mapping[str, str], dark: bool) -> dict[str, str]:
    """Return the variables of a theme that is not ours, with our colours fit to be seen in it.

    Rows under a cursor hold words in several colours: their ground is only tinted there.
    """
    look = {name: Color.parse(variables[name]) for name in ("background", "surface", "panel")}
    grounds, towards = [*look.values()], Color.parse("white" if dark else "black")
    cursor = look["surface"].blend(Color.parse(variables["primary"]), _CURSOR_SHARE)
    changed = {
        name: _seen(variables[name], [*grounds, cursor], _READABLE, towards) for name in _TEXTS
    }
    changed |= {name: _seen(variables[name], grounds[:2], _SEEN, towards) for name in _MARKS}
    for leg in ("leg-left", "leg-right"):
        changed[f"{leg}-dim"] = look["background"].blend(changed[leg], _DIM_SHARE)
    changed["block-cursor-background"] = cursor
    changed["block-cursor-foreground"] = Color.parse(variables["foreground"])
    # The warm ground of a bar looks like rust on blue.
    changed["track"] = look["surface"].blend(Color.parse(variables["foreground"]), _TRACK_SHARE)
    told = {name: colour.hex for name, colour in changed.items()}
    return {**variables, **told, "block-cursor-text-style": "bold"}


def _seen(colour: str, grounds: Sequence[Color], least: float, towards: Color) -> Color:
    """Return a colour, lighter or darker if it must be to stand out from all grounds."""
    found = Color.parse(colour)
    for _ in range(round(1 / _STEP)):
        if min(_contrast(found, ground) for ground in grounds) >= least:
            break
        found = found.blend(towards, _STEP)
    return found


def _contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1-21 (WCAG 2.2)."""
    lights = sorted(map(_light, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def sixteen_colours(dark: bool) -> dict[str, str]:
    """Return all variables for a terminal that has sixteen colours, or shall use only these.

    Left to themselves both legs became white there.
    """
    theme = BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"]
    base = {**theme.to_color_system().generate(), **theme.variables}
    return {**base, **(_SIXTEEN_DARK if dark else _SIXTEEN_LIGHT)}


def with_styles(variables: Mapping[str, str]) -> dict[str, str]:
    """Return variables with whole styles: of the one key of a page, and of the page one is on."""
    styles = {
        "button": "bold {on-state} on {primary}",
        "here": "bold {text-primary} on {panel}",
    }
    return {name: style.format(**variables) for name, style in styles.items()} | dict(variables)


def without_colour(variables: Mapping[str, str]) -> dict[str, str]:
    """Return variables that mark cursor, key and page in another way than by a colour."""
    return {**variables, **_NO_COLOUR}
