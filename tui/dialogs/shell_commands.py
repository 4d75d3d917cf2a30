"""Asks whether commands of the settings may run on this machine."""

from collections.abc import Iterable, Mapping

from textual.content import Content

from library.profile import Profile
from library.settings import SCHEMA, SettingsError
from library.settings.shell_commands import MAY_COMMANDS_RUN, WHAT_COMMANDS_CAN_DO
from library.text import clean
from tui.app_base import App
from tui.dialogs.question import Answer, Question


class RunCommands(Question[bool | None]):
    """Whether commands may run from now on; None to be asked again."""

    SCOPE = "run_commands"
    HEADING = "Commands in your settings"
    SCROLLS = True

    def __init__(self, commands: Mapping[str, str]) -> None:
        """Ask.

        Args:
            commands: What they say, by the key of their setting.
        """
        super().__init__()
        self._commands = commands

    def text(self) -> Iterable[str | Content]:
        """Return the commands as they would be run."""
        yield Content.styled(f"{MAY_COMMANDS_RUN}\n", "bold")
        yield from (f"{SCHEMA[key].title}: {clean(told)}\n" for key, told in self._commands.items())
        yield WHAT_COMMANDS_CAN_DO

    def answers(self) -> Iterable[Answer[bool | None]]:
        """Return run, do not run, or leave it open."""
        yield Answer("run", True)
        yield Answer("leave_out", False)
        yield Answer("later", None)


async def ask_about_commands(app: App, profile: Profile) -> None:
    """Ask about the commands nobody here was asked about yet; call it from a worker."""
    commands = profile.commands.unasked(profile.settings)
    if not commands:
        return
    answer = await app.push_screen_wait(RunCommands(commands))
    if answer is None:
        return
    try:
        profile.commands.answer(commands, run=answer)
    except SettingsError as error:
        app.warn(error)
