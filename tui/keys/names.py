"""The one name of every key, in whichever way a person writes it."""

import unicodedata
from functools import cache

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_OTHERWISE = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""What Textual calls some signs otherwise than Unicode does."""


def key_named(key: str) -> str | None:
    """Return the key by its one name; None when there is no such key."""
    *modifiers, base = [part.strip() for part in key.split("+")]
    if key.strip() == "+":
        modifiers, base = [], "plus"
    if len(base) == 1:
        if modifiers == ["shift"]:
            return None  # terminals send the capital letter
        base = key_of(base)
    elif base not in key_names():
        return None
    return "+".join((*modifiers, base)) if _MODIFIERS.issuperset(modifiers) else None


def key_of(character: str) -> str:
    """Return what Textual calls the key that types a single character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _OTHERWISE.get(name, name)


@cache
def key_names() -> frozenset[str]:
    """Return every key with a name of its own."""
    signs = {key_of(chr(code)) for code in range(ord("!"), ord("~") + 1)}
    named = "enter escape tab space backspace delete insert home end pageup pagedown up down"
    return frozenset(
        {name for name in signs if len(name) > 1}
        | {*named.split(), "left", "right"}
        | {f"f{number}" for number in range(1, 25)}
    )
