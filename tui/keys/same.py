"""Which keys count as the same key, whatever Caps Lock and the keyboard's layout make of them.

A hand knows a key by its place, and terminals send what it types: with Caps Lock a capital, in
a layout for another script the letter that this script has in the same place.
"""

import unicodedata
from collections.abc import Container, Iterator

from tui.keys.names import SENT_AS, key_of

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
# In the order of the letters above; where two layouts disagree on a letter, the first one holds.
# Source: the usual layouts of xkeyboard-config, and KS X 5002 for Korean.
_LAYOUTS = (
    "йцукенгшщзфывапролдячсмить",  # Russian
    "йцукенгшщзфівапролдячсмить",  # Ukrainian
    "йцукенгшўзфывапролдячсміть",  # Belarusian
    "љњертзуиопасдфгхјклжџцвбнм",  # Serbian
    "љњертѕуиопасдфгхјклзџцвбнм",  # Macedonian
    ",уеишщксдзьяаожгтнвюйъэфхп",  # Bulgarian
    "фцужэнгшүзйыбөахролячёсмит",  # Mongolian
    ";ςερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىة",  # Arabic
    "ضصثقفغعهخحشسیبلاتنمظطزرذدپ",  # Persian
    "ճփբսմուկըթջվգեանիտհժդչյզլք",  # Armenian
    "ქწერტყუიოპასდფგჰჯკლზხცვბნმ",  # Georgian
    "ौैाीूबहगदजोे्िुपरकतॆंमनवलस",  # Devanagari
    "ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท",  # Thai
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",  # Korean
)
_PLACES: dict[str, str] = {}
"""The Latin letter in the place of another script's."""
for _layout in _LAYOUTS:
    for _letter, _latin in zip(_layout, _LATIN, strict=True):
        if not _letter.isascii():
            _PLACES.setdefault(_letter, _latin)


def meant(character: str, known: Container[str]) -> str:
    """Return the character that a key press stands for.

    Args:
        character: What was typed.
        known: The characters that call something.

    Returns:
        The first known one that counts as the same; what was typed when there is none.
    """
    return next((each for each in _same(character) if each in known), character)


def key_meant(key: str, character: str | None, known: Container[str]) -> str:
    """Return the key that a key press stands for.

    Args:
        key: Textual's name of the key.
        character: What it types; None when it types nothing.
        known: The names of the keys that call something.

    Returns:
        The first known one that counts as the same; the key itself when there is none.
    """
    if key in known:
        return key
    if (sent := SENT_AS.get(key, key)) in known:
        return sent
    modifiers, _, base = key.rpartition("+")
    typed = character or base
    if len(typed) != 1:
        return key
    held = f"{modifiers}+" if modifiers else ""
    return next((name for each in _same(typed) if (name := held + key_of(each)) in known), key)


def _same(character: str) -> Iterator[str]:
    """Yield the characters that count as the same key, itself first, then by likeness."""
    yield from _in_both_cases(character)
    letter = character.lower()
    place = _PLACES.get(letter)
    if place is None:  # the wide letters and the digits of other scripts
        digit = unicodedata.decimal(letter[0], None)
        place = unicodedata.normalize("NFKC", letter) if digit is None else str(digit)
    if len(place) == 1:
        yield from _in_both_cases(place)


def _in_both_cases(character: str) -> Iterator[str]:
    yield character
    yield from (
        each
        for each in (character.lower(), character.upper())
        if each != character and len(each) == 1
    )
