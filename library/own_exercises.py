"""The files of a person's own exercises, made and changed by the program."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
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
        gone = {each.id for each in self._profile.catalogue.gone}
        id = free_id(answers.name, self.used_ids | gone, "exercise")
        return self.save_new(id, written(answers).encode())

    @property
    def used_ids(self) -> frozenset[str]:
        """The ids that nothing new may have: also those of files that cannot be used."""
        profile = self._profile
        names = (Path(name) for name in files.names(self._paths.exercises_dir))
        used = {id_in(path.stem) for path in names if path.suffix == ".toml"}
        used |= {each.id for each in (*profile.catalogue, *profile.routines)}
        return profile.routines.unusable | used

    def save_new(self, id: str, text: bytes) -> OwnChange:
        """Write an exercise into a new file.

        Args:
            id: One that is not in use.
            text: What is to be in the file.

        Raises:
            ExerciseNotSavedError: It could not be written, or something is wrong with it.
        """
        change = OwnChange(self._paths.exercises_dir / f"{id}.toml", id, None, text)
        self.save([change])
        return change

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
        change = OwnChange(path, exercise.id, before, after.encode())
        self.save([change])
        return change

    def save(self, changes: Sequence[OwnChange]) -> None:
        """Write the files of exercises: all of them, or none.

        Raises:
            ExerciseNotSavedError: One could not be written, or something is wrong with it.
        """
        done: list[OwnChange] = []
        for change in changes:
            try:
                parse_exercise(change.path.name, change.after)
            except ExerciseFileError as error:
                raise ExerciseNotSavedError(f"Not saved. {error.sentences[0]}.") from error
        try:
            for change in changes:
                self._replace(change.path, change.after)
                done.append(change)
        except ExerciseNotSavedError:
            for change in done:
                with suppress(ExerciseNotSavedError):
                    self._replace(change.path, change.before)
            raise
        finally:
            self._look()

    def take_back(self, change: OwnChange) -> None:
        """Put the file of an exercise back as it was before a change.

        Raises:
            ExerciseNotSavedError: It could not be written, or is not as the change left it.
        """
        for told in self.take_all_back([change]):
            raise ExerciseNotSavedError(told)

    def take_all_back(self, changes: Iterable[OwnChange]) -> tuple[str, ...]:
        """Put the files of exercises back as they were, as far as that can be done.

        Returns:
            Why others stay as they are, a sentence each.
        """
        told = tuple(filter(None, map(self._put_back, changes)))
        self._look()
        return told

    def _put_back(self, change: OwnChange) -> str:
        name = clean(change.path.name)
        try:
            if not files.holds(change.path, change.after):
                return f"{name} was changed since; it stays."
            self._replace(change.path, change.before)
        except ExerciseNotSavedError as error:
            return str(error)
        except OSError as error:
            return f"{name} stays: {failures.why(error)}"
        return ""

    def _replace(self, path: Path, data: bytes | None) -> None:
        try:
            with locks.locked_if_possible(self._paths.state.own_files_lock):
                if data is not None:
                    files.replace(path, data)
                elif not files.discard(path):
                    raise ExerciseNotSavedError(f"{clean(path.name)} could not be taken away.")
        except OSError as error:
            raise ExerciseNotSavedError(f"Not saved: {failures.why(error)}") from error

    def _look(self) -> None:
        """Have the profile take note."""
        for _ in range(2):  # a change counts once two looks agree on it
            self._profile.poll()
