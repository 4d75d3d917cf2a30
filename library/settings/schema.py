"""Every setting: its name, meaning, bounds and default."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

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


@dataclass(frozen=True, slots=True)
class EarlierGoal:
    """A weekly goal that was in force until it was changed."""

    until: date
    """It was in force for weeks that start on or before this day."""
    days: int
    """Days a week, 1-7."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That the before-you-start card was read."""

    version: int
    """Version of the card, from 1; a changed card is shown again."""
    on: date


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be known about a setting besides its value."""

    key: str
    """Its name in the file and in `Settings`."""
    kind: Kind
    group: str
    """Heading it stands under in the settings screen; empty when it is not shown there,
    because another screen changes it."""
    title: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(NoticingSettings):
    """All settings. Make a changed one with `dataclasses.replace`."""

    weekly_goal: int = field(
        default=3,
        metadata=shown(GOAL, "Week", "Weekly goal", "On how many days a week you want to stretch."),
    )
    first_weekday: str = field(
        default="monday",
        metadata=shown(Choice(WEEKDAYS), "Week", "First day of the week", "Where a week begins."),
    )
    day_start_hour: int = field(
        default=0,
        metadata=shown(
            Whole(0, 23, "o'clock"),
            "Week",
            "Day starts at",
            "A session before this hour counts for the day before. Past sessions keep their day.",
        ),
    )
    get_ready_seconds: int = field(
        default=10,
        metadata=shown(
            Whole(0, 60, "seconds"),
            "Session",
            "Get ready",
            "Time to take position before the first hold, and after a pause.",
        ),
    )
    switch_seconds: int = field(
        default=10,
        metadata=shown(
            Whole(0, 60, "seconds"), "Session", "Switch sides", "Time to change to the other leg."
        ),
    )
    rest_seconds: int = field(
        default=10,
        metadata=shown(
            Whole(0, 120, "seconds"), "Session", "Rest", "Pause between two holds of the same leg."
        ),
    )
    change_seconds: int = field(
        default=20,
        metadata=shown(
            Whole(0, 120, "seconds"),
            "Session",
            "Change of exercise",
            "Time to read what comes next and to fetch what it needs.",
        ),
    )
    place: str = field(
        default="",
        metadata=shown(
            Words(),
            "Place",
            "Where you are",
            "Today suggests, and Exercises lists at first, only what this place allows. "
            "Empty in the file: anywhere.",
        ),
    )
    places: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"Desk": ("firm-chair", "balance-support"), "Home": NEEDS},
        metadata=shown(
            PerName(ListOf(Choice(NEEDS))),
            "Place",
            "Your places",
            "What is at hand in each of them.",
        ),
    )
    theme: str = field(
        default="textual-dark",
        metadata=shown(Words(), "Display", "Theme", "Colours of the dashboard."),
    )
    figure: str = field(
        default="auto",
        metadata=shown(
            Choice(FIGURES),
            "Display",
            "Figure",
            "How the figure is drawn; auto takes the best your terminal can show.",
        ),
    )
    reduced_motion: bool = field(
        default=False,
        metadata=shown(
            Switch(), "Display", "Reduced motion", "Still pictures instead of movement."
        ),
    )
    compact: bool = field(
        default=False,
        metadata=shown(
            Switch(), "Display", "Compact", "Less empty space between the parts of a screen."
        ),
    )
    keys: Mapping[str, str] = field(
        default_factory=dict,
        metadata=shown(
            PerName(Words()),
            "Keys",
            "Your keys",
            "Other keys for commands, by the name of the command.",
        ),
    )
    past_goals: tuple[EarlierGoal, ...] = field(
        default=(),
        metadata=kept(
            ListOf(Record(EarlierGoal, {"until": Day(), "days": GOAL})),
            "Earlier weekly goals, so that past weeks are measured by the goal they had.",
        ),
    )
    favourites: tuple[str, ...] = field(
        default=(), metadata=kept(ListOf(Words()), "Favourite exercises.")
    )
    levels: Mapping[str, int] = field(
        default_factory=dict,
        metadata=kept(PerName(Whole(0, 4)), "Rung of the dose ladder reached, by exercise."),
    )
    hold_seconds: Mapping[str, int] = field(
        default_factory=dict,
        metadata=kept(
            PerName(Whole(*HOLD_SECONDS, "seconds")), "Length of a hold as tuned, by exercise."
        ),
    )
    acknowledged: Acknowledgement | None = field(
        default=None,
        metadata=kept(
            Record(Acknowledgement, {"version": Whole(1, 1_000_000), "on": Day()}),
            "When the before-you-start card was read.",
        ),
    )

    @property
    def first_weekday_number(self) -> int:
        """The first day of the week as a number, 0 for Monday to 6 for Sunday."""
        return WEEKDAYS.index(self.first_weekday)


SCHEMA = {
    setting.key: setting
    for setting in sorted(
        (Setting(key=f.name, **f.metadata) for f in fields(Settings)),
        key=lambda setting: GROUPS.index(setting.group),
    )
}
"""Every setting by its key, in the order of the screen."""
