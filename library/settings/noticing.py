"""The settings of everything that makes a session noticed without looking."""

from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticingSettings:
    """Cues, comforts of the terminal, and commands run at events."""

    bell: str = field(
        default="auto",
        metadata=shown(
            Choice(BELLS),
            _CUES,
            "Terminal bell",
            "Rings in patterns that differ, or once for everything; it also crosses ssh and tmux. "
            "Auto rings patterns when no tones can be heard.",
        ),
    )
    tones: str = field(
        default="auto",
        metadata=shown(
            Choice(TONES),
            _CUES,
            "Tones",
            "Short sounds, different for hold, switch, rest and finished. Auto leaves them out "
            "over ssh, where they would sound at the other end.",
        ),
    )
    tones_volume: int = field(
        default=50,
        metadata=shown(_VOLUME, _CUES, "Volume of tones", "How loud the tones are."),
    )
    speech: bool = field(
        default=False,
        metadata=shown(
            Switch(),
            _CUES,
            "Speech",
            "A voice says exercise, leg, three-two-one and when to release and switch.",
        ),
    )
    speech_volume: int = field(
        default=80,
        metadata=shown(_VOLUME, _CUES, "Volume of speech", "How loud the voice is."),
    )
    speech_rate: int = field(
        default=170,
        metadata=shown(
            Whole(80, 400, "words a minute", step=10), _CUES, "Speed of speech", "How fast it is."
        ),
    )
    speech_voice: str = field(
        default="",
        metadata=shown(
            Words(), _CUES, "Voice", "As your speech program names it; empty: its usual one."
        ),
    )
    speech_command: str = field(
        default="",
        metadata=shown(
            Words(),
            _CUES,
            "Speech command",
            "Your own command for speaking; the words are its last argument. "
            "Empty: what is found on this computer.",
        ),
    )
    flash: str = field(
        default="off",
        metadata=shown(
            Choice(FLASHES),
            _CUES,
            "Flash",
            "A huge word for a moment, or a huge word on a screen of one colour.",
        ),
    )
    breath_bar: bool = field(
        default=False,
        metadata=shown(
            Switch(),
            _CUES,
            "Breath bar",
            "A calm bar in holds: it grows while you breathe in and shrinks while you breathe out.",
        ),
    )
    breath_count: bool = field(
        default=False,
        metadata=shown(
            Switch(),
            _CUES,
            "Count in breaths",
            "Holds are shown and told in slow breaths of 10 s, 4 in and 6 out, and counted as "
            "they pass, with the breath bar; the clock and the log stay in seconds.",
        ),
    )
    tab_title: bool = field(
        default=True,
        metadata=shown(
            Switch(), _TERMINAL, "Time in the title", "The tab shows the time left in a session."
        ),
    )
    notify: bool = field(
        default=True,
        metadata=shown(
            Switch(),
            _TERMINAL,
            "Notification",
            "When a rest ends while another window has the focus, where the terminal can do it.",
        ),
    )
    hook_start: str = field(
        default="",
        metadata=shown(Words(), _HOOKS, "At the start", "A command run when a session starts."),
    )
    hook_exercise: str = field(
        default="",
        metadata=shown(Words(), _HOOKS, "At each exercise", "A command run at each exercise."),
    )
    hook_switch: str = field(
        default="",
        metadata=shown(
            Words(), _HOOKS, "At each switch", "A command run when the sides are switched."
        ),
    )
    hook_finish: str = field(
        default="",
        metadata=shown(Words(), _HOOKS, "At the end", "A command run when a session is over."),
    )
