"""The files of a person's own exercises, made and changed by the program."""

from pathlib import Path

import msgspec

from library import failures, files, locks
from library.exercises.ids import free_id, id_in
from library.exercises.loading import ExerciseFileError, parse_exercise
from library.exercises.model import Exercise
from library.exercises.writing import Answers, written
from library.paths import Paths
from library.profile import Profile
from library.text import clean
from library.toml.document import MAX_FILE_BYTES


class ExerciseNotSavedError(Exception):
    """An own exercise could not be saved and is as it was; the text says why, in a sentence."""


class OwnChange(msgspec.Struct, frozen=True):
    """What was done to the file of an own exercise."""

    path: Path
    id: str
    before: bytes | None
    """What was in it; None where there was none."""
    after: bytes


class OwnExercises:
    """What a person makes and changes of their own exercises; each change can be taken back."""

    def __init__(self, profile: Profile, paths: Paths) -> None:
        self._profile, self._paths = profile, paths

    def text_of(self, exercise: Exercise) -> tuple[Path, str]:
        """Return the file of an exercise, and what is in it.

        Raises:
            ExerciseNotSavedError: It is not there, or cannot be read.
        """
        folder = self._paths.exercises_dir
        names = (name for name in files.names(folder) if name.endswith(".toml"))
        path = folder / f"{exercise.id}.toml"
        if not path.exists():
            same = (folder / name for name in names if id_in(Path(name).stem) == exercise.id)
            path = next(same, path)
        try:
            data = files.read(path, MAX_FILE_BYTES)
        except OSError as error:
            raise ExerciseNotSavedError(failures.why(error)) from error
        if data is None:
            raise ExerciseNotSavedError(f"{clean(path.name)} is not there any more.")
        return path, data.decode("utf-8-sig", "replace")

    def make(self, answers: Answers) -> OwnChange:
        """Write an exercise into a new file.

        Raises:
            ExerciseNotSavedError: It could not be written, or something is wrong with it.
        """
        profile, folder = self._profile, self._paths.exercises_dir
        used = {each.id for each in (*profile.catalogue, *profile.catalogue.gone)}
        used |= {each.id for each in profile.routines}
        used |= {id_in(Path(name).stem) for name in files.names(folder)}
        id = free_id(answers.name, used, "exercise")
        return self._save(OwnChange(folder / f"{id}.toml", id, None, written(answers).encode()))

    def change(self, exercise: Exercise, opened: str, answers: Answers) -> OwnChange | None:
        """Write other answers into the file of an exercise; what is not asked about stays.

        Args:
            exercise: What is changed.
            opened: What was in its file when it was opened.
            answers: What it is to be.

        Returns:
            What was done; None where nothing differs.

        Raises:
            ExerciseNotSavedError: It could not be written, somebody else has changed it since, or
                something is wrong with it.
        """
        path, text = self.text_of(exercise)
        if text != opened:
            raise ExerciseNotSavedError(f"{clean(path.name)} was changed elsewhere meanwhile.")
        after = written(answers, text)
        if after == text:
            return None
        before = files.read(path, MAX_FILE_BYTES)
        return self._save(OwnChange(path, exercise.id, before, after.encode()))

    def take_back(self, change: OwnChange) -> None:
        """Put the file of an exercise back as it was before a change.

        Raises:
            ExerciseNotSavedError: It could not be written, or is not as the change left it.
        """
        if not files.holds(change.path, change.after):
            raise ExerciseNotSavedError(f"{clean(change.path.name)} was changed since; it stays.")
        self._replace(change.path, change.before)

    def _save(self, change: OwnChange) -> OwnChange:
        try:
            parse_exercise(change.path.name, change.after)
        except ExerciseFileError as error:
            raise ExerciseNotSavedError(f"Not saved. {error.sentences[0]}.") from error
        self._replace(change.path, change.after)
        return change

    def _replace(self, path: Path, data: bytes | None) -> None:
        try:
            with locks.locked_if_possible(self._paths.state.own_files_lock):
                if data is None:
                    files.discard(path)
                else:
                    files.replace(path, data)
        except OSError as error:
            raise ExerciseNotSavedError(f"Not saved: {failures.why(error)}") from error
        for _ in range(2):  # a change counts once two looks agree on it
            self._profile.poll()
