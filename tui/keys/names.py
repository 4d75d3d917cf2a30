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


SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+@",
    "ctrl+at": "ctrl+@",
    "ctrl+slash": "ctrl+underscore",
}
"""What most terminals send for a key, so that nobody can tell the two apart; by Textual's names."""


_MEDIA = (
    "media_play media_pause media_play_pause media_reverse media_stop media_fast_forward "
    "media_rewind media_track_next media_track_previous media_record lower_volume raise_volume "
    "mute_volume"
)
"""The keys of headsets and remote controls, as far as a terminal hands them on."""
_IN_WORDS = {
    "pageup": "page up",
    "pagedown": "page down",
    "ctrl": "control",
    "equals_sign": "equals",
}


def key_in_words(key: str) -> str:
    """Return how a key is said: `page down`, `question mark`, `control x`, `capital H`.

    Args:
        key: By its one name.
    """
    parts = key.split("+")
    if len(parts[-1]) == 1 and parts[-1].isupper():
        parts[-1] = f"capital {parts[-1]}"
    return " ".join(_IN_WORDS.get(part, part.replace("_", " ")) for part in parts)


def key_named(key: str) -> str | None:
    """Return the key by its one name; None when there is no such key.

    Args:
        key: As in `x`, `F5`, `ctrl+x` or `Ctrl-X`: names and what is held in either case.
    """
    *held, base = _parts(key.strip())
    modifiers = [each.lower() for each in held]
    if len(base) == 1:
        if modifiers == ["shift"]:
            return None  # terminals send the capital letter
        base = key_of(base.lower() if "ctrl" in modifiers else base)
    elif (base := base.lower()) not in key_names():
        return None
    if not _MODIFIERS.issuperset(modifiers):
        return None
    named = "+".join((*modifiers, base))
    return SENT_AS.get(named, named)


def _parts(key: str) -> list[str]:
    """Return what is held, and the key itself last."""
    if key.partition("-")[0].lower() in _MODIFIERS:
        key = key.replace("-", "+", 1)
    whole = f"{key[:-1]}plus" if key == "+" or key.endswith("++") else key
    return [part.strip() for part in whole.split("+")]


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
        | {*named.split(), *_MEDIA.split(), "left", "right"}
        | {f"f{number}" for number in range(1, 25)}
    )
