"""How colours look to somebody who lacks the cones for green, and in grey."""

import re
from collections.abc import Callable, Mapping

Light = tuple[float, float, float]
"""Red, green and blue as amounts of light, 0-1."""

DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""What linear red, green and blue become (Machado, Oliveira and Fernandes 2009)."""
LUMINANCE = (0.2126, 0.7152, 0.0722)
"""How bright linear red, green and blue are (ITU-R BT.709)."""
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})\b")


def light_of(red: float, green: float, blue: float) -> Light:
    """The light of a colour, whose parts are 0-1."""
    return _light(red), _light(green), _light(blue)


def luminance(light: Light) -> float:
    """How bright light is, 0-1."""
    return sum(share * part for share, part in zip(LUMINANCE, light, strict=True))


def without_green(light: Light) -> Light:
    """The light that looks the same to somebody without the cones for green."""
    r, g, b = (
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, light, strict=True))))
        for row in DEUTERANOPIA
    )
    return r, g, b


def in_grey(light: Light) -> Light:
    """Grey light as bright as this."""
    return (luminance(light),) * 3


VIEWS: Mapping[str, Callable[[Light], Light]] = {
    "deuteranope": without_green,
    "grey": in_grey,
}
"""Ways to see a picture."""


def lab(light: Light) -> tuple[float, float, float]:
    """Where light lies in CIE L*a*b*, in which distances are differences as people see them."""
    r, g, b = light
    x = _step((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    y = _step(luminance(light))
    z = _step((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(svg: str, view: Callable[[Light], Light]) -> str:
    """A picture with each of its colours as it is seen."""

    def other(found: re.Match[str]) -> str:
        red, green, blue = (part / 255 for part in bytes.fromhex(found[1]))
        parts = view(light_of(red, green, blue))
        return "#" + bytes(round(255 * _part(part)) for part in parts).hex()

    return _COLOUR.sub(other, svg)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _part(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _step(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
