"""Which commands of the settings may run on this machine.

A settings file may come from a sync tool or from somebody else, and what it names would run with
a person's own rights. So a command runs only after somebody here was asked about exactly this one.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from library import failures, files
from library.settings.file import SettingsError
from library.settings.schema import Settings

SHELL_COMMANDS = ("speech_command", "hook_start", "hook_exercise", "hook_switch", "hook_finish")
"""The settings that are commands."""
MAY_COMMANDS_RUN = "Your settings name commands that this machine was not asked about. Run them?"
WHAT_COMMANDS_CAN_DO = (
    "They run in sessions, with all your rights. If you do not know where they come from, leave "
    "them out."
)
_LONGEST_BYTES = 1_000_000
"""Some ten thousand answers."""
_INTO_FILE = re.compile(r"\d?>>?\s*[^\s<>|&;]+")
"""Where a command writes to: what is in that file changes with every run, and runs nothing."""
_DATA = re.compile(rb'\s*\{\s*"')
"""How a log of ours begins, which a command may copy: it changes with every save."""
_WORD = re.compile(r"[^\s'\"`;|&<>()=]+")


class ShellCommands:
    """The answers that were given on this machine, by what each command says.

    Of a script that a sync tool carries along with the settings, it matters what is in it, too.

    Args:
        path: Where they are kept, on this machine only.
        shared: The folders in which others may change a script.
    """

    def __init__(self, path: Path, *shared: Path) -> None:
        self._path = path
        self._shared = shared
        self._unsaved: dict[str, bool] = {}

    def unasked(self, settings: Settings) -> dict[str, str]:
        """Return the commands that would run now and that nobody here was asked about.

        Returns:
            What they say, by the key of their setting.
        """
        answers = self._answers()
        return {
            key: told
            for key, told in named_commands(settings).items()
            if self._mark(key, told) not in answers
            and (settings.speech != "off" or key != "speech_command")
        }

    def runnable(self, settings: Settings) -> Settings:
        """Return the settings with no other commands than those that may run here."""
        answers = self._answers()
        named = named_commands(settings)
        refused = [key for key, told in named.items() if not answers.get(self._mark(key, told))]
        return replace(settings, **dict.fromkeys(refused, ""))

    def answer(self, commands: Mapping[str, str], *, run: bool) -> None:
        """Keep an answer; until the end of the program it holds even when it cannot be kept.

        Args:
            commands: What was asked about, by the key of the setting.
            run: Whether they may run.

        Raises:
            SettingsError: It could not be kept, and will be asked again.
        """
        self._unsaved |= {self._mark(key, told.strip()): run for key, told in commands.items()}
        try:
            files.replace(self._path, msgspec.json.encode(self._answers()))
        except OSError as error:
            told = f"Your answer was not kept: {failures.why(error)}"
            raise SettingsError(f"{told} The next start asks again.") from error

    def _answers(self) -> dict[str, bool]:
        """The answers; none when they cannot be read: then it is asked once more."""
        try:
            raw = files.read(self._path, _LONGEST_BYTES)
            kept = {} if raw is None else msgspec.json.decode(raw, type=dict[str, bool])
        except (OSError, ValueError):
            kept = {}
        return {**kept, **self._unsaved}

    def _mark(self, key: str, command: str) -> str:
        said = hashlib.sha256(f"{key}\0{command}".encode(errors="surrogateescape"))
        for script in self._scripts(command):
            said.update(script)
        return said.hexdigest()

    def _scripts(self, command: str) -> Iterator[bytes]:
        """Yield what is in each file of the shared folders that a command names and reads."""
        folders = [folder.resolve() for folder in self._shared]
        for word in _WORD.findall(_INTO_FILE.sub("", command)):
            with suppress(OSError, RuntimeError, ValueError):  # no name of a file
                path = Path(word).expanduser().resolve()
                shared = any(folder in path.parents for folder in folders)
                if shared and not _DATA.match(content := files.read(path) or b""):
                    yield b"\0" + content


def named_commands(settings: Settings) -> dict[str, str]:
    """Return the commands that the settings name, by the key of their setting."""
    return {key: command for key in SHELL_COMMANDS if (command := getattr(settings, key).strip())}
