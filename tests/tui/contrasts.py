"""How well the colours of a theme are told apart."""

from collections.abc import Iterator

from textual.color import Color

from tui.looks import ThemedApp

TEXTS = (
    "foreground", "primary", "text-muted", "text-primary", "text-secondary", "text-accent",
    "text-success", "text-warning", "text-error", "leg-left", "leg-right", "leg-both",
    "muscle-text", "state-ready", "state-hold", "state-rest", "state-paused",
)  # fmt: skip
GROUNDS = ("background", "surface", "panel")
ON_CURSOR = ("block-cursor-foreground", "text-muted", "text-accent", "leg-left", "leg-right",
             "muscle-text")  # fmt: skip
"""What stands in a row that may have the cursor."""
FILLED = (
    ("on-leg", "leg-left"), ("on-leg", "leg-right"), ("on-leg", "heat-3"), ("on-state", "primary"),
    ("on-state", "state-ready"), ("on-state", "state-hold"), ("on-state", "state-rest"),
    ("on-state", "state-paused"), ("foreground", "leg-left-dim"), ("foreground", "leg-right-dim"),
    ("text-muted", "track"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
)  # fmt: skip
"""Words on a ground of their own, such as a button, a band or a segment."""
MARKS = ("faint", "muscle", "heat-1", "heat-2", "heat-3", "heat-4")
OURS = ("leg-left", "leg-right", "muscle-text", "state-ready", "state-hold", "state-rest",
        "state-paused", *MARKS)  # fmt: skip
"""What no other theme knows."""
READABLE, SEEN = 4.5, 3.0
"""Least contrast of text, and of marks and large words (WCAG 2.2, 1.4.3 and 1.4.11)."""
STEPS_APART, LEGS_APART = 12.0, 75.0
"""Least differences (CIE 1976) of neighbouring steps of the map and of the two legs as somebody
sees them who lacks green; our judgement."""
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""What linear red, green and blue become (Machado, Oliveira and Fernandes 2009)."""


def variables(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    return ThemedApp(theme=theme).theme_variables


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light, 0-1."""
    red, green, blue = Color.parse(colour).normalized
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1-21 (WCAG)."""
    lights = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def without_green(colour: str) -> tuple[float, float, float]:
    """Where in CIE L*a*b* somebody without green sees a colour."""
    light = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, light, strict=True))))
        for row in DEUTERANOPIA
    )
    x = _step((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    y = _step(0.2126 * r + 0.7152 * g + 0.0722 * b)
    z = _step((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _step(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


def pairs() -> Iterator[tuple[str, str, float]]:
    """Colours that meet, and their least contrast."""
    for ground in GROUNDS:
        yield from ((text, ground, READABLE) for text in TEXTS)
    yield from ((text, "block-cursor-background", READABLE) for text in ON_CURSOR)
    yield from ((text, ground, READABLE) for text, ground in FILLED)
    for ground in GROUNDS[:2]:
        yield from ((mark, ground, SEEN) for mark in MARKS)
    yield "primary", "block-cursor-background", SEEN
