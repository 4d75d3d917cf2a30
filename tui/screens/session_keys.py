"""The keys of a session, and the engine's commands behind them."""

from collections.abc import Mapping
from dataclasses import replace

from textual.binding import ActiveBinding, Binding

from library.bounds import SECONDS_STEP
from library.session.engine import Session
from library.session.machine import Command

SESSION_KEYS = (
    Binding("space", "pause_or_resume", "Pause", id="session.pause", tooltip="Pause, go on"),
    Binding("x", "ease_off", "Ease off", id="session.ease_off", tooltip="Stop, it hurts"),
    Binding("enter", "eased", "It eased", id="session.eased", tooltip="The tension eased"),
    Binding("s", "sore_spot", "Sore spot", id="session.sore_spot", tooltip="Give it time"),
    Binding("n", "skip", "Skip", id="session.skip", tooltip="Go to the next step"),
    Binding("b", "back", "Back", id="session.back", tooltip="Do the hold before once more"),
    Binding(
        "plus,equals_sign",
        f"change_length({SECONDS_STEP:g})",
        "Longer",
        key_display="+",
        id="session.longer",
        tooltip="Make this hold 5 s longer",
    ),
    Binding(
        "minus",
        f"change_length(-{SECONDS_STEP:g})",
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


def named_for(session: Session, bindings: Mapping[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """The same keys; the one that pauses is named for going on while the session is paused."""
    if not session.can(Command.RESUME):
        return dict(bindings)
    return {
        key: active._replace(binding=replace(active.binding, description="Go on"))
        if active.binding.action == "pause_or_resume"
        else active
        for key, active in bindings.items()
    }
