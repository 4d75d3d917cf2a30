"""Every setting: its name, meaning, bounds and default."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, get_type_hints

import msgspec

from library.bounds import HOLD_SECONDS, MAX_RUNGS, WEEKLY_GOAL
from library.settings.kinds import (
    Choice,
    Day,
    Kind,
    ListOf,
    PerName,
    Record,
    ShellCommand,
    Switch,
    Whole,
    Words,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BELLS = ("auto", "patterns", "single", "off")
"""Auto rings patterns where no tones can be heard."""
TONES = ("auto", "on", "off")
"""Auto plays tones unless the session is watched from another computer."""
SPEECH = ("off", "auto", "on")
"""Auto is silent at the far end of ssh, as nobody is there to hear it."""
SPOKEN_STEPS = ("never", "first", "always")
"""First: the first two times of an exercise."""
FLASHES = ("off", "word", "screen")
"""A huge word, or a huge word on a screen of one colour."""
FIGURES = ("auto", "quadrant", "half", "cells", "braille", "ascii", "off")
NEEDS = ("firm-chair", "support-at-height", "mat", "raised-surface", "balance-support")
"""What a place can offer, in the words that the exercises use; others will do."""

AUTO_THEME = "auto"
"""The theme that is light or dark as the terminal is."""

ANYWHERE = "anywhere"
"""The place when none is chosen."""
LONGEST_PLACE = 30
"""Characters of a place's name; enough for a place, short enough for every list."""

GROUPS = ("Week", "Session", "Cues", "Place", "Display", "Terminal", "Keys", "Hooks", "")
"""The headings of the settings screen in their order; the last is that of what is not shown."""

GOAL = Whole(*WEEKLY_GOAL, "days")
_VOLUME = Whole(10, 100, "percent", step=10)


class EarlierGoal(msgspec.Struct, frozen=True):
    """A weekly goal that was in force until it was changed."""

    until: date
    """It was in force for weeks that end on or before this day."""
    days: int
    """Days a week, 1-7."""


class Acknowledgement(msgspec.Struct, frozen=True):
    """A note that the before-you-start card was read."""

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
    because it is what the program remembers."""
    title: str
    help: str


def _shown(kind: Kind, group: str, title: str, explanation: str) -> dict[str, Any]:
    """Return metadata of a setting that stands in the settings screen."""
    return {"kind": kind, "group": group, "title": title, "help": explanation}


def _kept(kind: Kind, explanation: str) -> dict[str, Any]:
    """Return metadata of what is remembered, which no person sets."""
    return _shown(kind, "", "", explanation)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings. Make a changed one with `msgspec.structs.replace`.

    Those that no screen shows are what the program remembers. It lies in the history; earlier
    versions wrote it into the settings file, from which it is still read.
    """

    weekly_goal: Annotated[
        int, _shown(GOAL, "Week", "Weekly goal", "On how many days a week you want to stretch.")
    ] = 3  # three a week kept what was gained (Reid & Kim 2014)
    first_weekday: Annotated[
        str, _shown(Choice(WEEKDAYS), "Week", "First day of the week", "Where a week begins.")
    ] = "monday"
    day_start_hour: Annotated[
        int,
        _shown(
            Whole(0, 23, "o'clock"),
            "Week",
            "Day starts at",
            "A session before this hour counts for the day before. Past sessions keep their day.",
        ),
    ] = 0
    get_ready_seconds: Annotated[
        int,
        _shown(
            Whole(0, 60, "seconds"),
            "Session",
            "Get ready",
            "Time to get into position before the first hold.",
        ),
    ] = 10
    reading_time: Annotated[
        bool,
        _shown(
            Switch(),
            "Session",
            "Reading time",
            "The first two times of an exercise you have as long to get into place as its steps "
            "take to read.",
        ),
    ] = True
    switch_seconds: Annotated[
        int,
        _shown(
            Whole(0, 60, "seconds"), "Session", "Switch sides", "Time to change to the other leg."
        ),
    ] = 10
    rest_seconds: Annotated[
        int,
        _shown(
            Whole(0, 120, "seconds"), "Session", "Rest", "Pause between two holds of the same leg."
        ),
    ] = 10
    change_seconds: Annotated[
        int,
        _shown(
            Whole(0, 120, "seconds"),
            "Session",
            "Change of exercise",
            "Time to read what comes next and to fetch what it needs.",
        ),
    ] = 20
    any_key_pauses: Annotated[
        bool,
        _shown(
            Switch(),
            "Session",
            "Any key pauses",
            "For hands that are full: every key pauses and goes on, or says that it eased where "
            "that is asked. Those to ease off and to end stay.",
        ),
    ] = False
    bell: Annotated[
        str,
        _shown(
            Choice(BELLS),
            "Cues",
            "Terminal bell",
            "Rings in patterns that differ, or once for everything; it also crosses ssh and tmux. "
            "Auto rings patterns when no tones can be heard.",
        ),
    ] = "auto"
    tones: Annotated[
        str,
        _shown(
            Choice(TONES),
            "Cues",
            "Tones",
            "Short sounds, different for hold, switch, rest and finished. Auto leaves them out "
            "over ssh, where they would sound at the other end.",
        ),
    ] = "auto"
    tones_volume: Annotated[
        int, _shown(_VOLUME, "Cues", "Volume of tones", "How loud the tones are.")
    ] = 50
    speech: Annotated[
        str,
        _shown(
            # Until now it was a switch, and spoke at the far end of ssh as well.
            Choice(SPEECH, formerly={True: "auto", False: "off"}),
            "Cues",
            "Speech",
            "A voice says the leg, the exercise, three-two-one, when to let go and switch, and "
            "whatever waits for a key. Auto is silent over ssh, where it would speak at the other "
            "end.",
        ),
    ] = "off"
    spoken_steps: Annotated[
        str,
        _shown(
            Choice(SPOKEN_STEPS),
            "Cues",
            "Steps by ear",
            "When the steps of a stretch are spoken, and told in plain mode: never, the first two "
            "times, or always. A key tells them at any time.",
        ),
    ] = "first"
    speech_volume: Annotated[
        int, _shown(_VOLUME, "Cues", "Volume of speech", "How loud the voice is.")
    ] = 80
    speech_rate: Annotated[
        int,
        _shown(
            Whole(80, 400, "words a minute", step=10),
            "Cues",
            "Speed of speech",
            "How fast the voice speaks.",
        ),
    ] = 170
    speech_voice: Annotated[
        str,
        _shown(
            Words(), "Cues", "Voice", "Its name in your speech program; empty for the usual one."
        ),
    ] = ""
    speech_command: Annotated[
        str,
        _shown(
            ShellCommand(),
            "Cues",
            "Speech command",
            "Your own command for speaking; the words are its last argument. "
            "Empty: whatever this computer has.",
        ),
    ] = ""
    flash: Annotated[
        str,
        _shown(
            Choice(FLASHES),
            "Cues",
            "Flash",
            "A huge word for a moment, or a huge word on a screen of one colour.",
        ),
    ] = "off"
    breath_bar: Annotated[
        bool,
        _shown(
            Switch(),
            "Cues",
            "Breath bar",
            "A calm bar in holds: it grows while you breathe in and shrinks while you breathe out.",
        ),
    ] = False
    breath_count: Annotated[
        bool,
        _shown(
            Switch(),
            "Cues",
            "Count in breaths",
            "Holds are shown and announced in slow breaths of 10 s, 4 in and 6 out, and counted as "
            "they pass, with the breath bar; the clock and the log stay in seconds.",
        ),
    ] = False
    place: Annotated[
        str,
        _shown(
            Words(),
            "Place",
            "Where you are",
            "Today suggests, and Exercises shows at first, only what you can do here. "
            "Empty in the file: anywhere.",
        ),
    ] = ""
    places: Annotated[
        Mapping[str, tuple[str, ...]],
        _shown(
            PerName(ListOf(Words(NEEDS))),
            "Place",
            "Your places",
            "What you have at hand in each.",
        ),
    ] = msgspec.field(
        default_factory=lambda: {"Desk": ("firm-chair", "balance-support"), "Home": NEEDS}
    )
    theme: Annotated[
        str,
        _shown(
            Words(),
            "Display",
            "Theme",
            "Colours of the dashboard; auto is light or dark as your terminal is.",
        ),
    ] = AUTO_THEME
    figure: Annotated[
        str,
        _shown(
            Choice(FIGURES),
            "Display",
            "Figure",
            "How the figure is drawn; auto takes the best your terminal can show.",
        ),
    ] = "auto"
    reduced_motion: Annotated[
        bool, _shown(Switch(), "Display", "Reduced motion", "Still pictures instead of movement.")
    ] = False
    compact: Annotated[
        bool,
        _shown(Switch(), "Display", "Compact", "Less empty space between the parts of a screen."),
    ] = False
    tab_title: Annotated[
        bool,
        _shown(
            Switch(),
            "Terminal",
            "Time in the title",
            "The tab shows the time left in a session; some terminals draw its progress, too.",
        ),
    ] = True
    notify: Annotated[
        bool,
        _shown(
            Switch(),
            "Terminal",
            "Notification",
            "When a rest ends while another window has the focus, if your terminal can.",
        ),
    ] = True
    mouse: Annotated[
        bool,
        _shown(
            Switch(),
            "Terminal",
            "Mouse",
            "Clicks and the wheel work; off, the mouse selects text as elsewhere. Always off in "
            "GNU screen, which would lose Escape.",
        ),
    ] = True
    keys: Annotated[
        Mapping[str, str],
        _shown(
            PerName(Words()),
            "Keys",
            "Your keys",
            "Other keys for commands, by the name of the command.",
        ),
    ] = {}
    hook_start: Annotated[
        str, _shown(ShellCommand(), "Hooks", "At the start", "A command run when a session starts.")
    ] = ""
    hook_exercise: Annotated[
        str, _shown(ShellCommand(), "Hooks", "At each exercise", "A command run at each exercise.")
    ] = ""
    hook_switch: Annotated[
        str,
        _shown(
            ShellCommand(), "Hooks", "At each switch", "A command run when the sides are switched."
        ),
    ] = ""
    hook_finish: Annotated[
        str, _shown(ShellCommand(), "Hooks", "At the end", "A command run when a session is over.")
    ] = ""
    past_goals: Annotated[
        tuple[EarlierGoal, ...],
        _kept(
            ListOf(Record(EarlierGoal, {"until": Day(), "days": GOAL})),
            "Earlier weekly goals, so that past weeks are measured by the goal they had.",
        ),
    ] = ()
    favourites: Annotated[tuple[str, ...], _kept(ListOf(Words()), "Favourite exercises.")] = ()
    hidden: Annotated[tuple[str, ...], _kept(ListOf(Words()), "Hidden exercises.")] = ()
    levels: Annotated[
        Mapping[str, int],
        _kept(PerName(Whole(0, MAX_RUNGS - 1)), "Rung of the dose ladder reached, by exercise."),
    ] = {}
    hold_seconds: Annotated[
        Mapping[str, int],
        _kept(PerName(Whole(*HOLD_SECONDS, "seconds")), "Length of a hold as tuned, by exercise."),
    ] = {}
    acknowledged: Annotated[
        Acknowledgement | None,
        _kept(
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
SHOWN = {key: setting for key, setting in SCHEMA.items() if setting.group}
"""Those that a person sets; the others are what is remembered."""
