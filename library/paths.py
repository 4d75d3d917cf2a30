"""The folders and the names of files of the program."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

DATA_DIR_VARIABLE = "SUPPLE_DATA_DIR"
"""Environment variable that names the data folder when no option does."""


class PathsError(Exception):
    """No usable folder is known; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Paths:
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
        return self.data_dir / "history.json"

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
    def history_lock(self) -> Path:
        """Held while the history is read and written anew."""
        return self.state_dir / "history.lock"

    @property
    def backups_dir(self) -> Path:
        """The earlier states of the history."""
        return self.state_dir / "backups"

    @property
    def kept_dir(self) -> Path:
        """Files as they were found when something was wrong with them."""
        return self.state_dir / "kept"

    @property
    def merged_dir(self) -> Path:
        """Copies that were merged into the history."""
        return self.state_dir / "merged"

    @property
    def whereabouts_file(self) -> Path:
        """Which history the state folder belongs to, and where it lies."""
        return self.state_dir / "place.json"

    @property
    def drafts_dir(self) -> Path:
        """What is known of sessions that are not over."""
        return self.state_dir / "drafts"

    @property
    def typed_dir(self) -> Path:
        """What was typed and is not saved yet."""
        return self.drafts_dir / "typed"

    @property
    def tones_dir(self) -> Path:
        """Sounds that were generated; they can be removed at any time."""
        return self.state_dir / "tones"

    @property
    def own_files_lock(self) -> Path:
        """Held while settings or routines are read and written anew."""
        return self.state_dir / "own-files.lock"

    @property
    def commands_file(self) -> Path:
        """Which commands of the settings may run here."""
        return self.state_dir / "commands.json"

    @property
    def crash_file(self) -> Path:
        """Where an unexpected error is described."""
        return self.state_dir / "supple.log"


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


def states_root() -> Path:
    """Return the usual state folder, in whose `folders` those of named data folders lie.

    Raises:
        PathsError: As in `find_paths`.
    """
    return _usual_paths().state_dir


def _usual_paths() -> Paths:
    """The platform's own folders for a program named supple."""
    dirs = PlatformDirs("supple", appauthor=False)
    try:
        usual = Paths(dirs.user_data_path, dirs.user_config_path, dirs.user_state_path)
    except RuntimeError as error:
        raise PathsError("No home folder is known: set HOME.") from error
    if not usual.state_dir.is_absolute():  # older platformdirs give `~/...` instead of an error
        raise PathsError("No home folder is known: set HOME.")
    return usual


def _resolve(folder: Path) -> Path:
    """The folder's one true name, so that every way to write it meets the same lock."""
    try:
        return folder.expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise PathsError(f"{str(folder)!r} cannot be a data folder: {error}.") from error


def _state_dir(folder: Path, usual: Paths) -> Path:
    if folder == usual.data_dir.resolve():
        return usual.state_dir  # the same history must have the same lock, however it is named
    name = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:12]
    return usual.state_dir / "folders" / name
