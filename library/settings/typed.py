"""Settings as a person types them in a shell: without quotes, brackets and the rules of TOML."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from library.settings.file import complaint, no_such_place, place_name_problem, unknown_setting
from library.settings.kinds import Choice, Kind, ListOf, PerName, Rejected, Switch, Whole, Words
from library.settings.schema import ANYWHERE, SCHEMA, SHOWN, Settings
from library.text import clean
from library.wording import did_you_mean

_WITH_UNIT = re.compile(r"(.*?\d)(:00|%| ?[a-z ']+)", re.DOTALL)


class TypedError(ValueError):
    """What was typed names no setting or is no value of it; the text says what is expected."""


class UnknownSettingError(TypedError):
    """There is no setting of this name.

    Attributes:
        near: Whether it names one that may be meant.
    """

    def __init__(self, name: str) -> None:
        super().__init__(unknown_setting(name, SHOWN))
        self.near = bool(did_you_mean(name, SHOWN))


class Meant(NamedTuple):
    """A setting, or a part of one that has a value for each name."""

    key: str
    """In `SCHEMA`."""
    part: str = ""
    """Empty for all of it."""

    def __str__(self) -> str:
        """As a person types it, as in `places.Desk`."""
        return f"{self.key}.{self.part}" if self.part else self.key

    def value_in(self, settings: Settings) -> Any:
        """Return its value; None for a part that is not there."""
        value = getattr(settings, self.key)
        return value.get(self.part) if self.part else value


def setting_meant(typed: str, settings: Settings) -> Meant:
    """Return which setting, or which part of one, is meant.

    Args:
        typed: A name such as `weekly_goal`, a title such as `Weekly goal`, or a name with a part,
            as in `places.Desk`.
        settings: Those in use: a part that is there is found whatever its case.

    Raises:
        UnknownSettingError: There is no such setting.
        TypedError: It has no parts.
    """
    name, _, part = clean(typed).strip().partition(".")
    key, part = name.casefold().replace("-", "_"), part.strip()
    key = next((each.key for each in SHOWN.values() if each.title.casefold() == key), key)
    if key not in SHOWN:
        raise UnknownSettingError(name)
    if not part:
        return Meant(key)
    if not isinstance(SCHEMA[key].kind, PerName):
        raise TypedError(f"{key} has no parts: write {key}.")
    known = getattr(settings, key)
    return Meant(key, next((each for each in known if each.casefold() == part.casefold()), part))


def with_typed(meant: Meant, text: str, settings: Settings) -> Any:
    """Return the value of a setting once what was typed has been put there.

    Args:
        meant: A setting, or a part of one.
        text: What was typed.
        settings: Those in use.

    Raises:
        TypedError: It is no value of it.
    """
    key, part = meant
    kind = SCHEMA[key].kind
    if not isinstance(kind, PerName):
        return _place(text, settings) if key == "place" else _value(meant, kind, text)
    before: Mapping[str, Any] = getattr(settings, key)
    if not part:
        raise TypedError(_needs_part(key, before))
    if key == "places" and part not in before and (wrong := place_name_problem(part, before)):
        raise TypedError(wrong)
    return {**before, part: _value(meant, kind.each, text)}


def without(meant: Meant, settings: Settings) -> Any:
    """Return the value of a setting by default, or with just a part of it so.

    Raises:
        TypedError: It has parts, and none is named.
    """
    key, part = meant
    default = getattr(Settings(), key)
    if not part:
        if isinstance(SCHEMA[key].kind, PerName):
            raise TypedError(_needs_part(key, getattr(settings, key)))
        return default
    kept = {name: value for name, value in getattr(settings, key).items() if name != part}
    return {**kept, part: default[part]} if part in default else kept


def _needs_part(key: str, parts: Mapping[str, Any]) -> str:
    return f"{key} has parts: name one, as in {key}.{next(iter(parts), 'NAME')}."


def as_typed(value: object) -> str:
    """Return what a person types for a value."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _value(meant: Meant, kind: Kind, text: str) -> Any:
    try:
        match kind:
            case Whole():
                return kind.parse(_number(text, kind))
            case Switch():
                return _truth(text)
            case Choice():
                return kind.parse(text.strip().casefold())
            case ListOf(each=Words() as each):
                return tuple(dict.fromkeys(map(each.parse, _things(text, each.usual))))
            case Words():
                return kind.parse(text.strip())
    except Rejected:
        expected = "on or off" if isinstance(kind, Switch) else kind.expected
        options = kind.options if isinstance(kind, Choice) else ()
        hint = did_you_mean(text.strip().casefold(), options)
        raise TypedError(f"{complaint((str(meant),), text, expected)}.{hint}") from None
    raise TypeError(f"{kind} is typed by nobody")


def _things(text: str, usual: Collection[str]) -> Iterator[str]:
    """Yield what commas separate; known words need none between them."""
    for part in filter(None, map(str.strip, text.split(","))):
        words = part.casefold().split()
        yield from words if set(words) <= set(usual) else (" ".join(part.split()),)


def _number(text: str, kind: Whole) -> int:
    """Return a number with or without its unit, as in `15`, `15 s` or `4:00`."""
    from library.cells import UnreadableCell, whole_number  # it compiles what tables need

    text = text.strip().casefold()
    if found := _WITH_UNIT.fullmatch(text):
        unit = found[2].strip()
        named = {"o'clock": ":00", "percent": "%"}.get(kind.unit)
        text = found[1] if unit == named or kind.unit.startswith(unit) else ""
    try:
        return whole_number(text)
    except UnreadableCell:
        raise Rejected from None


def _truth(text: str) -> bool:
    from library.cells import UnreadableCell, truth  # as above

    try:
        return truth(text)
    except UnreadableCell:
        raise Rejected from None


def _place(text: str, settings: Settings) -> str:
    place = clean(text).strip()
    if place.casefold() in ("", ANYWHERE):
        return ""
    for known in settings.places:
        if known.casefold() == place.casefold():
            return known
    raise TypedError(no_such_place(place, (*settings.places, ANYWHERE)))
