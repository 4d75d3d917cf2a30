"""The settings of everything that makes a session noticed without looking."""

from typing import Annotated

import msgspec

from library.settings.describing import shown
from library.settings.kinds import Choice, Switch, Whole, Words

BELLS = ("auto", "patterns", "single", "off")
"""Auto rings patterns where no tones can be heard."""
TONES = ("auto", "on", "off")
"""Auto plays tones unless the session is watched from another computer."""
FLASHES = ("off", "word", "screen")
"""A huge word, or a huge word on a screen of one colour."""

_CUES, _TERMINAL, _HOOKS = "Cues", "Terminal", "Hooks"
_VOLUME = Whole(10, 100, "percent", step=10)


class NoticingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Cues, comforts of the terminal, and commands run at events."""

    bell: Annotated[
        str,
        shown(
            Choice(BELLS),
            _CUES,
            "Terminal bell",
            "Rings in patterns that differ, or once for everything; it also crosses ssh and tmux. "
            "Auto rings patterns when no tones can be heard.",
        ),
    ] = "auto"
    tones: Annotated[
        str,
        shown(
            Choice(TONES),
            _CUES,
            "Tones",
            "Short sounds, different for hold, switch, rest and finished. Auto leaves them out "
            "over ssh, where they would sound at the other end.",
        ),
    ] = "auto"
    tones_volume: Annotated[
        int, shown(_VOLUME, _CUES, "Volume of tones", "How loud the tones are.")
    ] = 50
    speech: Annotated[
        bool,
        shown(
            Switch(),
            _CUES,
            "Speech",
            "A voice says exercise, leg, three-two-one and when to release and switch.",
        ),
    ] = False
    speech_volume: Annotated[
        int, shown(_VOLUME, _CUES, "Volume of speech", "How loud the voice is.")
    ] = 80
    speech_rate: Annotated[
        int,
        shown(
            Whole(80, 400, "words a minute", step=10), _CUES, "Speed of speech", "How fast it is."
        ),
    ] = 170
    speech_voice: Annotated[
        str,
        shown(Words(), _CUES, "Voice", "As your speech program names it; empty: its usual one."),
    ] = ""
    speech_command: Annotated[
        str,
        shown(
            Words(),
            _CUES,
            "Speech command",
            "Your own command for speaking; the words are its last argument. "
            "Empty: what is found on this computer.",
        ),
    ] = ""
    flash: Annotated[
        str,
        shown(
            Choice(FLASHES),
            _CUES,
            "Flash",
            "A huge word for a moment, or a huge word on a screen of one colour.",
        ),
    ] = "off"
    breath_bar: Annotated[
        bool,
        shown(
            Switch(),
            _CUES,
            "Breath bar",
            "A calm bar in holds: it grows while you breathe in and shrinks while you breathe out.",
        ),
    ] = False
    breath_count: Annotated[
        bool,
        shown(
            Switch(),
            _CUES,
            "Count in breaths",
            "Holds are shown and told in slow breaths of 10 s, 4 in and 6 out, and counted as "
            "they pass, with the breath bar; the clock and the log stay in seconds.",
        ),
    ] = False
    tab_title: Annotated[
        bool,
        shown(
            Switch(), _TERMINAL, "Time in the title", "The tab shows the time left in a session."
        ),
    ] = True
    notify: Annotated[
        bool,
        shown(
            Switch(),
            _TERMINAL,
            "Notification",
            "When a rest ends while another window has the focus, where the terminal can do it.",
        ),
    ] = True
    hook_start: Annotated[
        str, shown(Words(), _HOOKS, "At the start", "A command run when a session starts.")
    ] = ""
    hook_exercise: Annotated[
        str, shown(Words(), _HOOKS, "At each exercise", "A command run at each exercise.")
    ] = ""
    hook_switch: Annotated[
        str, shown(Words(), _HOOKS, "At each switch", "A command run when the sides are switched.")
    ] = ""
    hook_finish: Annotated[
        str, shown(Words(), _HOOKS, "At the end", "A command run when a session is over.")
    ] = ""
