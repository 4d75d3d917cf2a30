"""The keys of a session, and the engine's commands behind them."""

from textual.binding import Binding

from library.session.machine import Command
from library.session.track import STEP_CHANGE_SECONDS

SESSION_KEYS = (
    Binding("space", "pause_or_resume", "Pause", id="session.pause", tooltip="Pause, go on"),
    Binding("x", "ease_off", "Ease off", id="session.ease_off", tooltip="Stop, it hurts"),
    Binding("enter", "eased", "It eased", id="session.eased", tooltip="The tension eased"),
    Binding("s", "sore_spot", "Sore spot", id="session.sore_spot", tooltip="Give it time"),
    Binding("n", "skip", "Skip", id="session.skip", tooltip="Go to the next step"),
    Binding("b", "back", "Back", id="session.back", tooltip="Do the hold before once more"),
    Binding(
        "plus,equals_sign",
        f"change_length({STEP_CHANGE_SECONDS:g})",
        "Longer",
        key_display="+",
        id="session.longer",
        tooltip="Make this hold 5 s longer",
    ),
    Binding(
        "minus",
        f"change_length(-{STEP_CHANGE_SECONDS:g})",
        "Shorter",
        key_display="-",
        id="session.shorter",
        tooltip="Make this hold 5 s shorter",
    ),
    Binding(
        "escape,q", "end", "End", key_display="esc", id="session.end", tooltip="End it; asks first"
    ),
    Binding(
        "question_mark,f1",
        "app.help",
        "Help",
        key_display="?",
        id="session.help",
        tooltip="Explain the keys that work here",
    ),
    Binding("colon", "app.command_palette", "Commands", show=False, id="session.commands"),
    *(
        Binding(
            str(n),
            f"rate_pain({n})",
            "Pain now",
            show=False,
            id=f"session.pain_{n}",
            tooltip="Note the pain before: 1 and 0 is ten, the same again none",
        )
        for n in range(10)
    ),
)

COMMANDS_OF = {
    "pause_or_resume": (Command.PAUSE, Command.RESUME),
    "skip": (Command.SKIP,),
    "back": (Command.BACK,),
    "ease_off": (Command.EASE_OFF,),
    "eased": (Command.EASED,),
    "change_length": (Command.EXTEND,),
    "sore_spot": (Command.SORE_SPOT,),
}
"""The engine's commands behind the keys; a key works when one of them is legal."""
