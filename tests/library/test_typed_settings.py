"""Settings as they are typed in a shell."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.settings import Settings
from library.settings.kinds import Choice, ListOf, PerName, Switch, Whole, Words
from library.settings.schema import NEEDS, SHOWN
from library.settings.typed import (
    Meant,
    TypedError,
    UnknownSettingError,
    as_typed,
    setting_meant,
    with_typed,
    without,
)

USUAL = Settings()


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    match kind:
        case Whole(low=low, high=high):
            return st.integers(low, high)
        case Switch():
            return st.booleans()
        case Choice(options=options):
            return st.sampled_from(options)
        case ListOf(each=Words(usual=usual)):
            return st.lists(st.sampled_from((*usual, "a wall", "é")), unique=True).map(tuple)
    return st.text("aé -_/", max_size=9).map(str.strip)


@given(st.data(), st.sampled_from([key for key in SHOWN if key != "place"]))
def test_every_value_can_be_typed(data: Any, key: str) -> None:
    kind, part = SHOWN[key].kind, ""
    if isinstance(kind, PerName):
        kind, part = kind.each, "Gym"
    value = data.draw(values_of(kind))
    changed = with_typed(Meant(key, part), as_typed(value), USUAL)
    assert (changed[part] if part else changed) == value


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("weekly_goal", ("weekly_goal", "")),
        ("Weekly-Goal", ("weekly_goal", "")),
        ("weekly goal", ("weekly_goal", "")),
        ("Rest", ("rest_seconds", "")),
        ("places.desk", ("places", "Desk")),
        ("places.My room", ("places", "My room")),
        ("keys.session.pause", ("keys", "session.pause")),
    ],
)
def test_a_setting_is_named_as_in_the_file_or_as_on_the_screen(
    typed: str, meant: tuple[str, str]
) -> None:
    assert setting_meant(typed, USUAL) == meant


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("weekly_gaol", "weekly_gaol is no setting. Did you mean weekly_goal?"),
        ("favourites", "favourites is no setting."),
        ("\x1b", "\N{REPLACEMENT CHARACTER} is no setting."),
        ("", " is no setting."),
    ],
)
def test_what_is_no_setting_is_told(typed: str, told: str) -> None:
    with pytest.raises(UnknownSettingError) as caught:
        setting_meant(typed, USUAL)
    assert str(caught.value) == told
    assert caught.value.near is ("Did you mean" in told)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("rest_seconds", "15 s", 15),
        ("rest_seconds", "15 seconds", 15),
        ("tones_volume", "60%", 60),
        ("day_start_hour", "4:00", 4),
        ("speech_rate", "120 words a minute", 120),
        ("breath_bar", "Yes", True),
        ("first_weekday", "Sunday ", "sunday"),
        ("place", "home", "Home"),
        ("place", "anywhere", ""),
        ("hook_start", " a  b ", "a  b"),
    ],
)
def test_values_are_typed_as_they_are_told(key: str, typed: str, value: object) -> None:
    assert with_typed(Meant(key), typed, USUAL) == value


def test_what_is_at_hand_may_be_in_words_of_ones_own() -> None:
    typed = "a  wall, Firm-chair mat, my own chair,"
    gym = with_typed(Meant("places", "Gym"), typed, USUAL)["Gym"]
    assert gym == ("a wall", "firm-chair", "mat", "my own chair")


@pytest.mark.parametrize(
    ("key", "part", "typed", "told"),
    [
        ("weekly_goal", "", "8", 'weekly_goal is "8", expected a whole number from 1 to 7.'),
        ("weekly_goal", "", "", 'weekly_goal is "", expected a whole number from 1 to 7.'),
        ("rest_seconds", "", "15 min", 'rest_seconds is "15 min", expected a whole number'),
        ("breath_bar", "", "maybe", 'breath_bar is "maybe", expected on or off.'),
        ("flash", "", "wrod", 'expected one of "off", "word", "screen". Did you mean word?'),
        ("flash", "", "\x1b[2J", 'flash is "\N{REPLACEMENT CHARACTER}[2J", expected'),
        ("place", "", "Hmoe", 'place is "Hmoe", but there is no such place. Did you mean Home?'),
        ("places", "anywhere", "mat", "anywhere is what no place is called"),
        ("places", "x" * 31, "mat", "at most 30 characters"),
        ("places", "", "mat", "places has parts: name one, as in places.Desk."),
        ("keys", "", "p", "keys has parts: name one, as in keys.NAME."),
    ],
)
def test_what_is_no_value_is_told_as_of_the_file(
    key: str, part: str, typed: str, told: str
) -> None:
    with pytest.raises(TypedError) as caught:
        with_typed(Meant(key, part), typed, USUAL)
    assert told in str(caught.value)


def test_a_setting_without_parts_has_none() -> None:
    with pytest.raises(TypedError, match="weekly_goal has no parts"):
        setting_meant("weekly_goal.x", USUAL)


def test_a_default_is_taken_of_a_part_alone() -> None:
    own = replace(USUAL, weekly_goal=5, places={"Desk": ("mat",), "Gym": ()}, keys={"a.b": "x"})
    assert without(Meant("weekly_goal"), own) == 3
    assert without(Meant("places", "Desk"), own) == {**own.places, "Desk": USUAL.places["Desk"]}
    assert without(Meant("places", "Gym"), own) == {"Desk": ("mat",)}
    assert without(Meant("keys", "a.b"), own) == {}
    with pytest.raises(TypedError, match="name one"):
        without(Meant("places"), own)
    assert as_typed(NEEDS[:2]) == "firm-chair,support-at-height"
