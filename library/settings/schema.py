"""Every setting: its name, meaning, bounds and default."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, get_type_hints

import msgspec

from library.bounds import HOLD_SECONDS
from library.settings.describing import kept, shown
from library.settings.kinds import (
    Choice,
    Day,
    Kind,
    ListOf,
    PerName,
    Record,
    Switch,
    Whole,
    Words,
)
from library.settings.noticing import NoticingSettings

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIGURES = ("auto", "quadrant", "half", "cells", "braille", "ascii", "off")
NEEDS = ("firm-chair", "support-at-height", "mat", "raised-surface", "balance-support")
"""What a place can offer; the same words as the exercises use."""

GROUPS = ("Week", "Session", "Cues", "Place", "Display", "Terminal", "Keys", "Hooks", "")
"""The headings of the settings screen in their order; the last is that of what is not shown."""

GOAL = Whole(1, 7, "days")


class EarlierGoal(msgspec.Struct, frozen=True):
    """A weekly goal that was in force until it was changed."""

    until: date
    """It was in force for weeks that end on or before this day."""
    days: int
    """Days a week, 1-7."""


class Acknowledgement(msgspec.Struct, frozen=True):
    """That the before-you-start card was read."""

    version: int
    """Version of the card, from 1; a changed card is shown again."""
    on: date


class Setting(msgspec.Struct, frozen=True):
    """What is to be known about a setting besides its value."""

    key: str
    """Its name in the file and in `Settings`."""
    kind: Kind
    group: str
    """Heading it stands under in the settings screen; empty when it is not shown there,
    because another screen changes it."""
    title: str
    help: str


class Settings(NoticingSettings, frozen=True, kw_only=True):
    """All settings. Make a changed one with `msgspec.structs.replace`."""

    weekly_goal: Annotated[
        int, shown(GOAL, "Week", "Weekly goal", "On how many days a week you want to stretch.")
    ] = 3
    first_weekday: Annotated[
        str, shown(Choice(WEEKDAYS), "Week", "First day of the week", "Where a week begins.")
    ] = "monday"
    day_start_hour: Annotated[
        int,
        shown(
            Whole(0, 23, "o'clock"),
            "Week",
            "Day starts at",
            "A session before this hour counts for the day before. Past sessions keep their day.",
        ),
    ] = 0
    get_ready_seconds: Annotated[
        int,
        shown(
            Whole(0, 60, "seconds"),
            "Session",
            "Get ready",
            "Time to take position before the first hold.",
        ),
    ] = 10
    switch_seconds: Annotated[
        int,
        shown(
            Whole(0, 60, "seconds"), "Session", "Switch sides", "Time to change to the other leg."
        ),
    ] = 10
    rest_seconds: Annotated[
        int,
        shown(
            Whole(0, 120, "seconds"), "Session", "Rest", "Pause between two holds of the same leg."
        ),
    ] = 10
    change_seconds: Annotated[
        int,
        shown(
            Whole(0, 120, "seconds"),
            "Session",
            "Change of exercise",
            "Time to read what comes next and to fetch what it needs.",
        ),
    ] = 20
    place: Annotated[
        str,
        shown(
            Words(),
            "Place",
            "Where you are",
            "Today suggests, and Exercises lists at first, only what this place allows. "
            "Empty in the file: anywhere.",
        ),
    ] = ""
    places: Annotated[
        Mapping[str, tuple[str, ...]],
        shown(
            PerName(ListOf(Choice(NEEDS))),
            "Place",
            "Your places",
            "What is at hand in each of them.",
        ),
    ] = msgspec.field(
        default_factory=lambda: {"Desk": ("firm-chair", "balance-support"), "Home": NEEDS}
    )
    theme: Annotated[str, shown(Words(), "Display", "Theme", "Colours of the dashboard.")] = (
        "textual-dark"
    )
    figure: Annotated[
        str,
        shown(
            Choice(FIGURES),
            "Display",
            "Figure",
            "How the figure is drawn; auto takes the best your terminal can show.",
        ),
    ] = "auto"
    reduced_motion: Annotated[
        bool, shown(Switch(), "Display", "Reduced motion", "Still pictures instead of movement.")
    ] = False
    compact: Annotated[
        bool,
        shown(Switch(), "Display", "Compact", "Less empty space between the parts of a screen."),
    ] = False
    keys: Annotated[
        Mapping[str, str],
        shown(
            PerName(Words()),
            "Keys",
            "Your keys",
            "Other keys for commands, by the name of the command.",
        ),
    ] = {}
    past_goals: Annotated[
        tuple[EarlierGoal, ...],
        kept(
            ListOf(Record(EarlierGoal, {"until": Day(), "days": GOAL})),
            "Earlier weekly goals, so that past weeks are measured by the goal they had.",
        ),
    ] = ()
    favourites: Annotated[tuple[str, ...], kept(ListOf(Words()), "Favourite exercises.")] = ()
    levels: Annotated[
        Mapping[str, int],
        kept(PerName(Whole(0, 4)), "Rung of the dose ladder reached, by exercise."),
    ] = {}
    hold_seconds: Annotated[
        Mapping[str, int],
        kept(PerName(Whole(*HOLD_SECONDS, "seconds")), "Length of a hold as tuned, by exercise."),
    ] = {}
    acknowledged: Annotated[
        Acknowledgement | None,
        kept(
            Record(Acknowledgement, {"version": Whole(1, 1_000_000), "on": Day()}),
            "When the before-you-start card was read.",
        ),
    ] = None

    @property
    def first_weekday_number(self) -> int:
        """The first day of the week as a number, 0 for Monday to 6 for Sunday."""
        return WEEKDAYS.index(self.first_weekday)


_HINTS = get_type_hints(Settings, include_extras=True)
SCHEMA = {
    setting.key: setting
    for setting in sorted(
        (Setting(key=key, **hint.__metadata__[0]) for key, hint in _HINTS.items()),
        key=lambda setting: GROUPS.index(setting.group),
    )
}
"""Every setting by its key, in the order of the screen."""
