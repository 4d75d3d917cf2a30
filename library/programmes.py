"""Programmes of others, taken in and taken out again: exercises, routine and plan alike."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from library import files
from library.clock import Clock, timestamp
from library.exercises.model import Exercise
from library.exercises.writing import exercise_table
from library.last_changes import LastChanges
from library.own_exercises import ExerciseNotSavedError, OwnChange, OwnExercises
from library.paths import Paths
from library.profile import Profile
from library.routines.arriving import Arrival
from library.routines.file import RoutinesError
from library.routines.model import Routine
from library.routines.programme import ProgrammeError, load_programme
from library.routines.undo import RoutineChange
from library.toml.writing import table_lines

MOST_TAKEN_BACK = 5
"""How many programmes can be taken out again, one after the other (our judgement)."""


class TakenFile(msgspec.Struct, frozen=True):
    """The file of an exercise that came with a programme."""

    name: str
    id: str
    before: bytes | None
    after: bytes


class TakenIn(msgspec.Struct, frozen=True):
    """A programme that was taken in, with what is needed to take it out again."""

    name: str
    """What its routine is called here."""
    at: str
    """When, as `timestamp` says it."""
    files: tuple[TakenFile, ...]
    before: Routine | None
    """The routine that it took the place of."""
    after: Routine | None
    """Its routine; None where that was here already."""
    led: str | None
    """What Today followed before."""
    leads: str | None
    """The routine that Today follows since; None where it did not change that."""
    since: RoutineChange | None = None
    """The last change of an own routine then, which is this one where `after` is new."""


class TakenOut(msgspec.Struct, frozen=True):
    """What came of taking a programme out again."""

    name: str
    exercises: int
    """How many exercises are as they were before."""
    routine: bool
    """Whether the routine is."""
    plan: bool
    """Whether Today follows again what it followed before."""
    stays: tuple[str, ...]
    """What stays as it is, and why, a sentence each."""


class Programmes:
    """Takes programmes in, and out again."""

    def __init__(self, profile: Profile, paths: Paths, clock: Clock) -> None:
        self._profile, self._paths, self._clock = profile, paths, clock
        self._own = OwnExercises(profile, paths)
        self._taken = LastChanges(paths.state.programmes_undo, TakenIn, MOST_TAKEN_BACK)

    def read(self, path: Path, raw: bytes | None = None) -> Arrival:
        """Read the file of a programme, and set it beside what is here.

        Args:
            path: The file.
            raw: What is in it, where it was read already.

        Raises:
            ProgrammeError: It cannot be used.
        """
        profile = self._profile
        programme = load_programme(path, profile.catalogue, raw)
        return Arrival(programme, profile.catalogue, profile.routines, self._own.used_ids)

    def will_lead(self, arrival: Arrival) -> bool:
        """Tell whether Today would follow the programme, which it does not follow as it is."""
        programme, profile = arrival.programme, self._profile
        if not programme.leads or programme.routine.is_over_on(profile.today()):
            return False
        _, routine, is_new = arrival.taken(replacing=False)
        return is_new or profile.leads != routine.id

    def take_in(self, arrival: Arrival, *, replacing: bool) -> TakenIn:
        """Take a programme in: all of it, or nothing.

        Args:
            arrival: As it was shown.
            replacing: Whether it takes the place of what is here and differs; else both stay.

        Raises:
            ProgrammeError: It could not be saved.
        """
        profile = self._profile
        exercises, routine, is_new = arrival.taken(replacing=replacing)
        before = {each.id: each for each in profile.routines.own}.get(routine.id)
        changes: Sequence[OwnChange] = ()
        try:
            changes = [self._change(each, arrival) for each in exercises]
            self._own.save(changes)
            if is_new:
                routine = profile.keep_routine(routine)
        except ExerciseNotSavedError as error:
            raise ProgrammeError(f"Nothing was taken in. {error}") from error
        except RoutinesError as error:
            self._own.take_all_back(changes)
            raise ProgrammeError(f"Nothing was taken in. {error}") from error
        led, leads = profile.leads, self.will_lead(arrival) and profile.leads != routine.id
        if leads:
            profile.lead_with(routine.id)
        taken = TakenIn(
            name=routine.name,
            at=timestamp(self._clock.now()),
            files=tuple(TakenFile(c.path.name, c.id, c.before, c.after) for c in changes),
            before=before if is_new else None,
            after=routine if is_new else None,
            led=led,
            leads=routine.id if leads else None,
            since=profile.last_routine_change,
        )
        self._taken.add([taken])
        return taken

    @property
    def last(self) -> TakenIn | None:
        """The last programme that was taken in and can be taken out again."""
        return self._taken.last

    @property
    def is_undone_next(self) -> bool:
        """Whether no own routine was changed on this machine since the last one was taken in."""
        taken = self.last
        return taken is not None and taken.since == self._profile.last_routine_change

    def take_out(self) -> TakenOut | None:
        """Take the last programme out again; None when there is none.

        What was changed since stays, and so do exercises that another routine needs.
        """
        taken = self.last
        if taken is None:
            return None
        profile, stays = self._profile, list[str]()
        routine = self._routine_put_back(taken, stays)
        mine, needed = list(self._putting_back(taken)), self._needed()
        gone = [each for each in mine if each.before is not None or each.id not in needed]
        stays += [
            f"{profile.catalogue.name_of(each.id)} stays: {needed[each.id]} needs it."
            for each in mine
            if each not in gone
        ]
        told = self._own.take_all_back(gone)
        plan = taken.leads is not None and profile.leads == taken.leads
        if plan:
            profile.lead_with(taken.led)
        self._taken.drop_last()
        return TakenOut(taken.name, len(gone) - len(told), routine, plan, (*stays, *told))

    def _routine_put_back(self, taken: TakenIn, stays: list[str]) -> bool:
        """Put the routine back as it was; where that cannot be, say why."""
        profile, after = self._profile, taken.after
        if after is None:
            return False
        if after not in profile.routines.own:
            stays.append(f"{taken.name} was changed or deleted since.")
            return False
        try:
            if self.is_undone_next:
                profile.undo_routine()
            elif taken.before is None:
                profile.remove_routine(after.id)
            else:
                profile.keep_routine(taken.before)
        except RoutinesError as error:
            stays.append(f"{taken.name} stays. {error}")
            return False
        return True

    def _putting_back(self, taken: TakenIn) -> Iterator[OwnChange]:
        folder = self._paths.exercises_dir
        return (OwnChange(folder / f.name, f.id, f.before, f.after) for f in taken.files)

    def _needed(self) -> dict[str, str]:
        """Return the exercises of routines, each with the name of one that needs it."""
        routines = self._profile.routines.own
        return {item.exercise: routine.name for routine in routines for item in routine.items}

    def _change(self, exercise: Exercise, arrival: Arrival) -> OwnChange:
        """Return the change that writes an exercise, into the file of the one it replaces.

        Raises:
            ExerciseNotSavedError: That file cannot be read, or one came where none was shown.
        """
        said = arrival.programme.routine
        head = f"# From {said.name}{f', by {said.by}' if said.by else ''}.\n"
        after = (head + "\n".join([*table_lines(exercise_table(exercise)), ""])).encode()
        if any(each.id == exercise.id for each in arrival.catalogue):
            path, _ = self._own.text_of(exercise)
            return OwnChange(path, exercise.id, files.read(path), after)
        path = self._paths.exercises_dir / f"{exercise.id}.toml"
        if files.is_there(path):
            raise ExerciseNotSavedError(f"{path.name} came meanwhile; have it shown again.")
        return OwnChange(path, exercise.id, None, after)
