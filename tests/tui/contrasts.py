"""How well the colours of a theme are told apart."""

import math
from collections.abc import Callable, Iterator

from textual.color import Color

from tests.colour_vision import Light, lab, light_of, luminance
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
STEPS_APART, LEGS_APART, MUSCLE_APART = 12.0, 75.0, 9.5
"""Least differences (CIE 1976) of neighbouring steps of the map, of the two legs, and of the
muscle and the left leg, as somebody sees them who lacks green; our judgement."""
STEPS_APART_IN_GREY = 8.0
"""The same of the steps of the map in grey."""


def variables(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    return ThemedApp(theme=theme).theme_variables


def light(colour: str) -> Light:
    """Red, green and blue of a colour as amounts of light, 0-1."""
    return light_of(*Color.parse(colour).normalized)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1-21 (WCAG)."""
    lights = [luminance(light(colour)) for colour in (one, other)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def apart(one: str, other: str, view: Callable[[Light], Light]) -> float:
    """How much two colours differ as they are seen (CIE 1976)."""
    return math.dist(*(lab(view(light(colour))) for colour in (one, other)))


def pairs() -> Iterator[tuple[str, str, float]]:
    """Colours that meet, and their least contrast."""
    for ground in GROUNDS:
        yield from ((text, ground, READABLE) for text in TEXTS)
    yield from ((text, "block-cursor-background", READABLE) for text in ON_CURSOR)
    yield from ((text, ground, READABLE) for text, ground in FILLED)
    for ground in GROUNDS[:2]:
        yield from ((mark, ground, SEEN) for mark in MARKS)
    yield "primary", "block-cursor-background", SEEN
