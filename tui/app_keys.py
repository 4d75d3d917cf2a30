"""The keys that work on every page."""

from textual.binding import Binding, BindingType

from tui.widgets.nav_bar import PAGES

APP_KEYS: list[BindingType] = [
    *(
        Binding(
            str(number),
            f"switch_mode('{mode}')",
            title,
            show=False,
            id=f"app.{mode}",
            tooltip=f"Go to {title}",
        )
        for number, (mode, title) in enumerate(PAGES.items(), start=1)
    ),
    Binding(
        "question_mark,f1",
        "help",
        "Help",
        key_display="?",
        id="app.help",
        tooltip="Explain the keys that work here",
    ),
    Binding(
        "colon,ctrl+p",
        "command_palette",
        "Commands",
        show=False,
        id="app.commands",
        tooltip="Call a command, a routine or an exercise by its name",
    ),
    Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave supple"),
    Binding(
        "ctrl+z",
        "suspend_process",
        "To the shell",
        show=False,
        priority=True,  # in a session and in a line of text as well
        id="app.suspend",
        tooltip="Leave to the shell; fg comes back",
    ),
]
"""Every command of the app itself; a page adds its own."""
