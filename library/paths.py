"""The folders and the names of files of the program."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

DATA_DIR_VARIABLE = "SUPPLE_DATA_DIR"
"""Environment variable that names the data folder when no option does."""
HISTORY_NAME = "history.json"


class PathsError(Exception):
    """No usable folder is known; the text says what to do."""


# No structs: the help and the version do without msgspec.


class _Kept:
    """What is kept in the folder of this machine, under a name there."""

    def __init__(self, name: str, *, stays: bool = False) -> None:
        """Name it.

        Args:
            name: In the folder.
            stays: Whether it belongs to the machine or to a running program, not to the history.
        """
        self.name = name
        self.stays = stays

    def __get__(self, folder: "StateFolder", _: type) -> Path:
        return folder.path / self.name


class StateFolder:
    """The folder of this machine for one history, and the names of all that lies in it."""

    def __init__(self, path: Path) -> None:
        """Name what lies in it; nothing is looked at.

        Args:
            path: The folder itself.
        """
        self.path = path

    history_lock = _Kept("history.lock", stays=True)
    """Held while the history is read and written anew."""
    history_holder = _Kept("history.pid", stays=True)
    """Which process holds that lock."""
    backups = _Kept("backups")
    """The earlier states of the history."""
    kept = _Kept("kept")
    """Files as they were found when something was wrong with them."""
    merged = _Kept("merged")
    """Copies that were merged into the history, or into a person's own files."""
    undo = _Kept("undo.json")
    """The last changes; imports and the like lie in files beside it whose names begin so, too."""
    routines_undo = _Kept("routines-undo.json")
    """The last changes to a person's own routines."""
    programmes_undo = _Kept("programmes-undo.json")
    """The last programmes that were taken in."""
    answered_copies = _Kept("copies.json")
    """Which copies were asked about."""
    answered_histories = _Kept("apart.json")
    """Which other histories were asked about."""
    whereabouts = _Kept("place.json", stays=True)
    """Which history the folder belongs to, and where that lies."""
    drafts = _Kept("drafts")
    """What is known of sessions that are not over."""
    line = _Kept("line")
    """The line for prompts, as it was last worked out."""
    typed = _Kept("drafts/typed")
    """What was typed and is not saved yet."""
    own_files_lock = _Kept("own-files.lock", stays=True)
    """Held while settings or routines are read and written anew."""
    allowed_commands = _Kept("commands.json", stays=True)
    """Which commands of the settings may run here: asked again for a folder at a new path."""
    tones = _Kept("tones", stays=True)
    """Sounds that were generated; they can be removed at any time."""
    no_sound = _Kept("no-sound", stays=True)
    """There once it was told that this machine has no sound device, until there is one."""
    crash_report = _Kept("supple.log", stays=True)
    """Where an unexpected error is described."""
    folders = _Kept("folders", stays=True)
    """In the usual state folder those of data folders that are named."""


STAYS = frozenset(
    kept.name for kept in vars(StateFolder).values() if isinstance(kept, _Kept) and kept.stays
)
"""The names of what does not go with a history to another place."""


class Paths(NamedTuple):
    """The three folders, and the files in them. Nothing here is created yet."""

    data_dir: Path
    """What must never be lost, and may be carried by a sync tool."""
    config_dir: Path
    """What the person writes: settings, routines, exercises."""
    state_dir: Path
    """What belongs to this machine only: backups, lock, drafts, error log."""
    is_named: bool = False
    """Whether the data folder was named on the command line; a command that is to work with the
    same folder has to name it, too."""

    def command(self, *words: str | Path) -> str:
        """Return a command of this program for the same folders, to be pasted into a shell.

        Args:
            words: What follows `supple`, unquoted.
        """
        from library.shell import shell_words  # few runs print a command

        folder = ("--data-dir", self.data_dir) if self.is_named else ()
        return shell_words("supple", *folder, *words)

    @property
    def history_file(self) -> Path:
        """The history of sessions."""
        return self.data_dir / HISTORY_NAME

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.config_dir / "settings.toml"

    @property
    def routines_file(self) -> Path:
        """The person's own routines."""
        return self.config_dir / "routines.toml"

    @property
    def exercises_dir(self) -> Path:
        """The person's own exercises, one file each."""
        return self.config_dir / "exercises"

    @property
    def sheets_dir(self) -> Path:
        """Where the dashboard writes what is to be printed, and reminders for a calendar."""
        return self.data_dir / "sheets"

    @property
    def state(self) -> "StateFolder":
        """What lies in the folder of this machine."""
        return StateFolder(self.state_dir)


def find_paths(data_dir: Path | None, environ: Mapping[str, str]) -> Paths:
    """Decide which folders to use.

    A data folder named by the option or by `SUPPLE_DATA_DIR` holds settings, routines and
    exercises too, so that it can be carried to another machine as a whole. Backups, lock
    and drafts stay outside it: a sync tool would spread locks and half-finished sessions.

    Args:
        data_dir: The folder given on the command line, if any.
        environ: The environment, for `SUPPLE_DATA_DIR`; an empty value counts as unset.

    Raises:
        PathsError: When there is no home folder to put anything in.
    """
    usual = _usual_paths()
    is_named = data_dir is not None
    if data_dir is None and (named := environ.get(DATA_DIR_VARIABLE)):
        data_dir = Path(named)
    if data_dir is None:
        return usual
    folder = _resolve(data_dir)
    return Paths(folder, folder, _state_dir(folder, usual), is_named)


def usual_state() -> StateFolder:
    """Return the state folder of the usual data folder.

    Raises:
        PathsError: As in `find_paths`.
    """
    return _usual_paths().state


def _usual_paths() -> Paths:
    """The platform's own folders for a program named supple."""
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and os.path.isabs(home):
        # What platformdirs says as well; to import it is a tenth of the time of a verb.
        data, config, state = (_xdg_folder(name, Path(home, rest)) for name, rest in _XDG.items())
        return Paths(data, config, state)
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("supple", appauthor=False)
    try:
        usual = Paths(dirs.user_data_path, dirs.user_config_path, dirs.user_state_path)
    except RuntimeError as error:
        raise PathsError("No home folder is known: set HOME.") from error
    if not usual.state_dir.is_absolute():  # older platformdirs give `~/...` instead of an error
        raise PathsError("No home folder is known: set HOME.")
    return usual


_XDG = {
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
}
"""The variables that name the folders, and where in the home folder they lie without them."""


def _xdg_folder(variable: str, usual: Path) -> Path:
    named = os.environ.get(variable, "")
    return (Path(named) if os.path.isabs(named) else usual) / "supple"


def _resolve(folder: Path) -> Path:
    """The folder's one true name, so that every way to write it meets the same lock.

    Raises:
        PathsError: It cannot be a folder.
        OSError: It was named from a folder that is gone.
    """
    try:
        return folder.expanduser().resolve()
    except (RuntimeError, ValueError) as error:
        raise PathsError(
            f"{str(folder)!r} cannot be a data folder: {str(error).rstrip('.')}."
        ) from error


def _state_dir(folder: Path, usual: Paths) -> Path:
    if folder == usual.data_dir.resolve():
        return usual.state_dir  # the same history must have the same lock, however it is named
    name = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:12]
    return usual.state.folders / name
