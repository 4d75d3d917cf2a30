"""The colours of the figure: dark and light, sixteen colours, none."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec.structs import replace

Colour = int
"""Red, green, blue as 0xRRGGBB, or `DEFAULT`."""
DEFAULT = -1
"""The terminal's own background, whose value nobody knows."""

SCENERY = (
    "prop",
    "prop2",
    "mat",
    "shirt",
    "near",
    "far",
    "cross",
    "shoe",
    "far_shoe",
    "skin",
    "hair",
    "muscle",
)
"""The colours a prop or inset may have."""

_DARK = {
    "ground": 0x4A4039,
    "prop": 0x9A7B5B,
    "prop2": 0x6E573F,
    "mat": 0x35605A,
    "shirt": 0x4FAEA4,
    "sleeve": 0x62C2B7,
    "far_sleeve": 0x2B635C,
    "skin": 0xEFC7A4,
    "hand": 0xF7D6B6,
    "far_skin": 0xB08C72,
    "hair": 0x6B4428,
    "near": 0xE6DED3,
    "far": 0x716862,
    "cross": 0xB7A0CF,
    "muscle": 0xFF5A45,
    "arrow": 0xEBC46C,
    "label": 0xF0E7DC,
    "left": 0xF5AC62,
    "right": 0x92B8F7,
}
_LIGHT = {
    "ground": 0xCFC2B2,
    "prop": 0xA5825C,
    "prop2": 0xC3A988,
    "mat": 0xA5CBC4,
    "shirt": 0x2A8F86,
    "sleeve": 0x1F776F,
    "far_sleeve": 0x93C4BD,
    "skin": 0xD79C73,
    "hand": 0xCB8C61,
    "far_skin": 0xE3C4AB,
    "hair": 0x53331D,
    "near": 0x4A4440,
    "far": 0xB0A69B,
    "cross": 0x8A76B5,
    "muscle": 0xE0301A,
    "arrow": 0xB98400,
    "label": 0x2A2421,
    "left": 0xA14A06,
    "right": 0x2A56A8,
}
SIXTEEN_VALUES = (
    *(0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA),
    *(0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF),
)
"""The classic sixteen colours in the order of their numbers."""
# The values are those of the classic sixteen colours, so that a terminal with only these
# shows exactly them and not a neighbour.
_SIXTEEN = {
    "ground": 0x555555,
    "prop": 0xAA5500,
    "prop2": 0xAA5500,
    "mat": 0x00AA00,
    "shirt": 0x00AAAA,
    "sleeve": 0x55FFFF,
    "far_sleeve": 0x00AAAA,
    "skin": 0xFFFF55,
    "hand": 0xFFFF55,
    "far_skin": 0xAA5500,
    "hair": 0xAA5500,
    "near": 0xAAAAAA,
    "far": 0x555555,
    "cross": 0xAA00AA,
    "muscle": 0xFF5555,
    "arrow": 0x55FF55,
    "label": 0xFFFFFF,
    "left": 0xFFFF55,
    "right": 0x5555FF,
}
_GREY_DARK = {
    "ground": 0x3A3A3A,
    "prop": 0x505050,
    "prop2": 0x404040,
    "mat": 0x303030,
    "shirt": 0x6C6C6C,
    "sleeve": 0x7C7C7C,
    "far_sleeve": 0x464646,
    "skin": 0xA8A8A8,
    "hand": 0xB4B4B4,
    "far_skin": 0x5C5C5C,
    "hair": 0x484848,
    "near": 0x949494,
    "far": 0x505050,
    "cross": 0x686868,
    "shoe": 0xC0C0C0,
    "far_shoe": 0x606060,
    "muscle": 0xFFFFFF,
    "arrow": 0xD0D0D0,
    "label": 0xE8E8E8,
}


class Palette(msgspec.Struct, frozen=True, eq=False):
    """What each material is painted with, on which background."""

    colours: Mapping[str, Colour]
    background: Colour
    smooth: bool = True
    """Whether edges may be mixed with what lies behind them."""

    def of(self, material: str) -> Colour:
        """Return the colour of a material."""
        return self.colours[material]

    def for_legs(self, *, left: bool) -> "Palette":
        """Return the palette in which the shoes have the colours of the legs.

        Args:
            left: Whether the left leg is the worked one, which wears `shoe`.
        """
        return _with_shoes(self, left)

    def glow(self, strain: float) -> Colour:
        """Return the muscle's colour: a quarter of its red at rest, all of it at strain 1."""
        relaxed, full = self.colours["near"], self.colours["muscle"]
        if not self.smooth:
            return full if strain >= 0.5 else relaxed
        return blend(relaxed, full, round((0.25 + 0.75 * strain) * STEPS))


STEPS = 32
"""Shades between two colours; few enough that mixed colours repeat and are found again."""


# Not remembered: that is hardly faster, and the garbage collector would walk through it all.
def blend(under: Colour, over: Colour, share: int) -> Colour:
    """Mix two colours; `share` in 1/`STEPS` says how much of `over` is seen."""
    rest = STEPS - share
    red = ((under >> 16) * rest + (over >> 16) * share) // STEPS
    green = ((under >> 8 & 255) * rest + (over >> 8 & 255) * share) // STEPS
    blue = ((under & 255) * rest + (over & 255) * share) // STEPS
    return red << 16 | green << 8 | blue


def brightness(colour: Colour) -> float:
    """Return how bright a colour looks, 0-255 (weights of ITU-R BT.601)."""
    return 0.299 * (colour >> 16) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255)


_OTHER_SHOE = 19
"""How much of its colour the shoe of the other leg keeps, in 1/`STEPS`; our judgement."""


@lru_cache(maxsize=64)
def _with_shoes(of: Palette, left: bool) -> Palette:
    if "left" not in of.colours:  # in grey
        return of
    worked, other = ("left", "right") if left else ("right", "left")
    shoes = {"shoe": of.colours[worked], "far_shoe": of.colours[f"far_{other}"]}
    return replace(of, colours={**of.colours, **shoes})


@lru_cache(maxsize=64)
def palette(background: Colour, colours: int = 1 << 24, grey: bool = False) -> Palette:
    """Return the palette that fits a background and a terminal.

    Args:
        background: Colour behind the figure, or `DEFAULT`.
        colours: How many the terminal can show: 16, 256 or millions. With fewer than
            millions edges stay hard, because mixed colours would speckle.
        grey: True where colour is switched off; the muscle is then the brightest thing.
    """
    dark = background == DEFAULT or brightness(background) < 128
    if grey:
        chosen = _GREY_DARK if dark else {k: 0xFFFFFF - v for k, v in _GREY_DARK.items()}
    elif colours <= 16 or background == DEFAULT:
        chosen = _SIXTEEN
    else:
        chosen = _DARK if dark else _LIGHT
    far = {
        f"far_{leg}": chosen[leg]
        if chosen is _SIXTEEN
        else blend(background, chosen[leg], _OTHER_SHOE)
        for leg in ("left", "right")
        if leg in chosen
    }
    smooth = background != DEFAULT and (colours > 256 or grey)
    ghost = blend(background, chosen["label"], STEPS // 4) if smooth else 0x555555
    panel = blend(background, chosen["label"], 2) if smooth else background
    return Palette(
        {**chosen, **far, "eye": chosen["hair"], "ghost": ghost, "panel": panel}, background, smooth
    )
