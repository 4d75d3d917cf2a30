"""All exercises at hand: the built-in ones, then the user's own."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from library import failures, files
from library.change_detector import ChangeDetector
from library.exercises.model import Exercise, Posture, need_words, tag_words
from library.text import clean, folded
from library.toml.document import Fault

Item = TypeVar("Item")

MAX_OWN_FILES = 500
"""Most files read from the user's folder, so that a folder mistaken for it does no harm."""
_MEANT_FOR_ONE = (".toml", ".toml.txt")
"""How a file is called that is meant for an exercise: an editor may have added the end."""


class Catalogue(msgspec.Struct, frozen=True):
    """Exercises in the order in which they are listed; each filter gives a new catalogue."""

    exercises: tuple[Exercise, ...]
    gone: tuple[Exercise, ...] = ()
    """Not listed any more, but found by their ids, as something may still be using them."""

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises)

    def __len__(self) -> int:
        return len(self.exercises)

    def __contains__(self, exercise_id: object) -> bool:
        return any(exercise.id == exercise_id for exercise in self.exercises)

    def get(self, exercise_id: str) -> Exercise:
        """Return the exercise with this id.

        Raises:
            KeyError: There is none; a history may name one that is gone, so ask with `in` first.
        """
        for exercise in (*self.exercises, *self.gone):
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)

    def name_of(self, exercise_id: str) -> str:
        """Return the name of an exercise; its id where a history names one that nobody knows."""
        known = (each.name for each in (*self.exercises, *self.gone) if each.id == exercise_id)
        return next(known, clean(exercise_id))

    def following(self, before: "Catalogue") -> "Catalogue":
        """Return these, with what was there before and is not among them as gone."""
        known = (*before.exercises, *before.gone)
        return Catalogue(self.exercises, tuple(each for each in known if each.id not in self))

    def without(self, ids: Collection[str]) -> "Catalogue":
        """Return all but those of the user with these ids."""
        return self.where(lambda exercise: not (exercise.own and exercise.id in ids))

    def except_for(self, ids: Collection[str]) -> "Catalogue":
        """Return all but those with these ids."""
        return self.where(lambda exercise: exercise.id not in ids)

    def looks_like(self, other: "Catalogue") -> bool:
        """Tell whether all exercises are the same, with the same figures."""
        mine, theirs = ([(each, each.pose) for each in one] for one in (self, other))
        return mine == theirs

    def matching(self, text: str) -> "Catalogue":
        """Return those whose texts hold every word, first those whose name holds them all.

        The texts are name, purpose, posture, needs, steps, muscles and tags. Case and accents
        do not count; parts of words do. An empty text matches all.
        """
        words = folded(text).split()
        found = self.where(lambda exercise: all(w in _searchable(exercise) for w in words))
        return Catalogue(tuple(sorted(found, key=lambda e: not _is_named(e, words))))

    def where(self, test: Callable[[Exercise], bool]) -> "Catalogue":
        """Return those that pass a test."""
        return Catalogue(tuple(filter(test, self.exercises)))


class Filters(msgspec.Struct, frozen=True):
    """What to narrow the catalogue down to; None is everything."""

    posture: Posture | None = None
    place: str | None = None
    """Name of one of the person's places."""
    tag: str | None = None
    text: str = ""
    """Words that the exercise's texts hold; see `Catalogue.matching`."""

    def apply(self, catalogue: Catalogue, places: Mapping[str, Sequence[str]]) -> Catalogue:
        """Return the exercises that pass.

        Args:
            catalogue: What to choose from.
            places: What is at hand in each place; nothing in one that is not listed.
        """

        def passes(exercise: Exercise) -> bool:
            return (
                self.posture in (None, exercise.posture)
                and (self.tag is None or self.tag in exercise.tags)
                and (self.place is None or exercise.possible_with(places.get(self.place, ())))
            )

        return catalogue.where(passes).matching(self.text)

    @property
    def in_words(self) -> str:
        """The filters as a person would list them, `all` when there are none."""
        place = f"at {self.place}" if self.place else None
        tag = tag_words(self.tag) if self.tag else None
        text = f"“{self.text}”" if self.text else None
        chosen = [word for word in (self.posture, place, tag, text) if word]
        return ", ".join(chosen) or "all"


def next_of(items: Sequence[Item], current: Item | None) -> Item | None:
    """Return the next value of a filter: the first one after None, and None after the last."""
    following = items.index(current) + 1 if current is not None and current in items else 0
    return items[following] if following < len(items) else None


class ExercisesFolder:
    """The folder of a person's own exercises."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet.

        Args:
            path: The folder; it need not exist.
        """
        self._path = path
        self._changes = ChangeDetector(self._fingerprints)

    def read(
        self, in_use: Catalogue | None = None, taken: Collection[str] = ()
    ) -> tuple[Catalogue, tuple[str, ...]]:
        """Read the built-in exercises and those in the folder; never fails.

        An exercise that is gone can still be found by its id, because a session or an editor
        may be using it.

        Args:
            in_use: The exercises until now; None at the first reading.
            taken: Ids of routines that may be in use: they keep them from exercises that came
                later.

        Returns:
            The exercises, the same object as before when nothing differs; and a sentence for
            each thing that is not as it should be.
        """
        self._changes.mark_read()
        built_in = _built_in()
        own, problems = _own(self._path, {exercise.id: "is built in" for exercise in built_in})
        catalogue = Catalogue((*built_in, *own))
        clashing = [each for each in taken if each in catalogue]
        problems += [f"{id}.toml: a routine of yours has the id {id}" for id in clashing]
        catalogue = catalogue.without(clashing)
        if in_use is not None:
            same = catalogue.looks_like(in_use)
            catalogue = in_use if same else catalogue.following(in_use)
        return catalogue, tuple(problems)

    def changed(self) -> bool:
        """Tell whether the files are no longer as they were read, once two looks agree."""
        return self._changes.changed()

    def _fingerprints(self) -> object:
        return [(path.name, files.fingerprint(path)) for path in _own_files(self._path)[0]]


def own_pose_problems(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Return what is wrong with the poses of people's own exercises, a line for each file."""
    drawn = [exercise for exercise in exercises if exercise.own and exercise.pose]
    problems = (_pose_problem(exercise.id, exercise.pose) for exercise in drawn)
    return tuple(problem for problem in problems if problem)


def _pose_problem(exercise_id: str, pose: Mapping[str, Any]) -> str:
    """Return the first thing that is wrong with a pose, and how to see the others; or nothing."""
    # Whoever has drawn nothing should not wait for the figure to be loaded.
    from library.figure.figure import Figure
    from library.figure.pose import PoseError

    try:
        found = Figure.from_mapping(pose, f"{exercise_id}.toml").problems()
    except PoseError as error:
        return str(error)
    if len(found) < 2:
        return "".join(found)
    return f"{found[0]}, and {len(found) - 1} more: see supple figure {exercise_id}"


@cache
def _built_in() -> tuple[Exercise, ...]:
    made = Path(__file__).with_name("builtin.json")  # of the TOML, see `tests.builtin`
    return msgspec.json.decode(made.read_bytes(), type=tuple[Exercise, ...])


def _own(folder: Path, taken: dict[str, str]) -> tuple[tuple[Exercise, ...], list[str]]:
    paths, problem = _own_files(folder)
    if not (paths or problem):
        return (), []
    # Most people have none of their own.
    from library.exercises.loading import ExerciseFileError, copied_id, load_exercise, word_hints

    exercises: list[Exercise] = []
    problems = [str(ExerciseFileError(folder.name, Fault(problem)))] if problem else []
    for path in paths:
        try:
            exercise = load_exercise(path, taken)
            is_copy = exercise.id != path.stem and bool(copied_id(path))
        except ExerciseFileError as error:
            if not copied_id(path):
                problems += error.sentences
            continue
        if not is_copy:  # `library.own_copies` tells of these
            taken[exercise.id] = f"is that of {clean(path.name)}"
            exercises.append(exercise)
            problems += [f"{clean(path.name)}: {hint}" for hint in word_hints(exercise)]
    return listed(exercises), problems


def _own_files(folder: Path) -> tuple[list[Path], str]:
    """Return the files that are read from the user's folder, and what was expected of it."""
    try:
        # Names first: a folder mistaken for it may hold tens of thousands.
        names = sorted(
            name
            for name in os.listdir(folder)
            if name.casefold().endswith(_MEANT_FOR_ONE) and not name.startswith(".")
        )
    except FileNotFoundError:
        return [], ""
    except OSError as error:
        return [], f"a folder that can be read ({failures.reason(error)})"
    too_many = len(names) > MAX_OWN_FILES
    problem = f"at most {MAX_OWN_FILES} exercise files; the rest is left out" if too_many else ""
    return [folder / name for name in names[:MAX_OWN_FILES]], problem


def listed(exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """Return exercises in the order in which they are listed."""
    return tuple(sorted(exercises, key=lambda e: (e.order, e.name.casefold(), e.id)))


@cache
def _searchable(exercise: Exercise) -> str:
    # A line end between the parts keeps a word from matching across two of them.
    needs = [f"{need}\n{need_words(need)}" for need in exercise.needs]
    occasions = [f"{tag}\n{tag_words(tag)}" for tag in exercise.tags]
    steps = [step for side in exercise.sides.order for step in exercise.steps_for(side)]
    massage = [f"{step.name}\n{step.hands}\n{step.pressure}" for step in exercise.massage]
    posture = exercise.posture or ""
    texts = (exercise.name, exercise.purpose, posture, *exercise.muscles)
    return folded("\n".join((*texts, *needs, *occasions, *steps, *massage)))


def _is_named(exercise: Exercise, words: Collection[str]) -> bool:
    name = folded(exercise.name)
    return all(word in name for word in words)
