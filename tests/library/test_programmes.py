"""A programme is taken in as a whole, beside what is here, and taken out again."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from library import files
from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise
from library.programmes import Programmes, TakenIn, TakenOut
from library.routines.arriving import Arrival, Brought
from library.routines.collection import Routines
from library.routines.model import Routine
from library.routines.programme import Programme, ProgrammeError
from tests.library.routines.programmes import NO_FIGURE, PROGRAMME
from tests.library.routines.test_programme import CATALOGUE, programmes
from tests.library.test_remembered import Machine

SECOND = PROGRAMME.replace("reps = 3\n", "reps = 4\n").replace("2026-03-20", "2026-04-20")
"""The same programme, as the therapist changed it."""


class Person(Machine):
    """Somebody who takes programmes in, on 1 March 2026."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.file = folder.parent / "knee.toml"
        self.clock.wall = self.clock.wall.replace(year=2026, month=3, day=1)
        self.programmes = Programmes(self.profile, self.paths, self.clock)

    def see(self, text: str) -> Arrival:
        self.file.write_text(text, encoding="utf-8")
        return self.programmes.read(self.file)

    def take(self, text: str, *, replacing: bool = False) -> TakenIn:
        self.clock.pass_time(1)
        return self.programmes.take_in(self.see(text), replacing=replacing)

    def take_out(self) -> TakenOut:
        done = self.programmes.take_out()
        assert done is not None
        return done

    @property
    def own(self) -> dict[str, Exercise]:
        return {each.id: each for each in self.profile.catalogue if each.own}

    @property
    def routines(self) -> dict[str, Routine]:
        return {each.id: each for each in self.profile.routines.own}

    @property
    def written(self) -> dict[str, str]:
        """What is in the person's own files."""
        found = {path.name: path.read_text() for path in self.paths.exercises_dir.glob("*")}
        if self.paths.routines_file.exists():
            found["routines.toml"] = self.paths.routines_file.read_text()
        return found


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "data")


def test_all_of_it_is_here_afterwards_and_the_second_time_changes_nothing(person: Person) -> None:
    arrival = person.see(PROGRAMME)
    assert [brought for _, brought in arrival.exercises] == [Brought.NEW]
    assert (arrival.routine, arrival.replaces) == (Brought.NEW, ())
    taken = person.take(PROGRAMME)
    assert (taken.leads, person.profile.leads) == ("knee", "knee")
    assert person.own["wall-calf"] == arrival.programme.exercises[0]
    assert person.routines["knee"] == arrival.programme.routine
    again = person.see(PROGRAMME)
    assert not again.brings_something
    assert not person.programmes.will_lead(again)
    assert again.taken(replacing=False) == ((), person.routines["knee"], False)


def test_it_is_taken_out_as_a_whole(person: Person) -> None:
    person.profile.lead_with("desk-break")
    person.take(PROGRAMME)
    done = person.take_out()
    assert done == TakenOut("Knee", 1, routine=True, plan=True, stays=())
    assert (person.own, person.routines, person.profile.leads) == ({}, {}, "desk-break")
    assert person.programmes.last is None
    assert person.programmes.take_out() is None


def test_it_is_undone_next_after_a_restart_until_an_own_routine_is_changed(person: Person) -> None:
    assert not person.programmes.is_undone_next
    person.take(PROGRAMME)
    person.take(SECOND)
    profile = person.profile
    again = Programmes(profile, person.paths, person.clock)
    assert again.is_undone_next
    profile.remove_routine("knee")
    assert not again.is_undone_next
    profile.undo_routine()
    for _ in range(2):
        assert again.is_undone_next
        again.take_out()
    assert (person.own, person.routines, profile.last_routine_change) == ({}, {}, None)
    assert not again.is_undone_next


@given(programmes())
def test_where_nothing_is_all_comes_as_it_was_handed_over(programme: Programme) -> None:
    nowhere = Arrival(programme, CATALOGUE, Routines(()))
    exercises, routine, is_new = nowhere.taken(replacing=False)
    assert (exercises, routine, is_new) == (programme.exercises, programme.routine, True)
    there = Arrival(programme, Catalogue((*CATALOGUE, *exercises)), Routines(()).with_own(routine))
    assert not there.brings_something


def test_what_is_here_and_differs_stays_beside_it(person: Person) -> None:
    person.take(PROGRAMME)
    arrival = person.see(SECOND)
    assert arrival.replaces == ("Wall calf", "Knee")
    person.take(SECOND)
    assert [each.name for each in person.own.values()] == ["Wall calf", "Wall calf (2)"]
    assert [each.name for each in person.routines.values()] == ["Knee", "Knee (2)"]
    second = person.routines["knee-2"]
    assert [item.exercise for item in second.items] == ["wall-calf-2", "leg-lift"]
    assert person.profile.leads == "knee-2"
    for text in (PROGRAMME, SECOND):
        assert not person.see(text).brings_something
    assert person.take_out().stays == ()
    assert (list(person.own), list(person.routines)) == (["wall-calf"], ["knee"])
    assert person.profile.leads == "knee"


def test_or_is_replaced_and_comes_back(person: Person) -> None:
    person.take(PROGRAMME)
    file = person.paths.exercises_dir / "wall-calf.toml"
    file.write_text("# of mine\n" + file.read_text())
    person.profile.poll(), person.profile.poll()
    before = person.written
    person.take(SECOND, replacing=True)
    assert (list(person.own), list(person.routines)) == (["wall-calf"], ["knee"])
    assert person.own["wall-calf"].doses[0].reps == 4
    assert person.routines["knee"].until == date(2026, 4, 20)
    assert not person.see(SECOND).brings_something
    assert person.take_out() == TakenOut("Knee", 1, routine=True, plan=False, stays=())
    assert person.written == before


@pytest.mark.parametrize("taken", ["leg-lift", "morning", "today-off"])
def test_ids_that_are_taken_are_not_taken_from_anybody(person: Person, taken: str) -> None:
    person.paths.exercises_dir.mkdir(parents=True)
    (person.paths.exercises_dir / "today-off.toml").write_text("= broken")
    person.take(PROGRAMME.replace("wall-calf", taken).replace('"knee"', '"chair-leg-stretch"'))
    assert f"{taken}-2" in person.own
    assert (person.paths.exercises_dir / "today-off.toml").read_text() == "= broken"
    (routine,) = person.routines.values()
    assert (routine.id, routine.name) == ("chair-leg-stretch-2", "Knee")
    assert routine.items[0].exercise == f"{taken}-2"


def test_exercises_of_ones_own_can_be_named_without_coming_along(person: Person) -> None:
    person.take(PROGRAMME)
    alone = PROGRAMME[: PROGRAMME.index("[[exercise]]")].replace('"knee"', '"hip"')
    person.take(alone.replace('"Knee"', '"Hip"'))
    assert person.routines["hip"].items[0].exercise == "wall-calf"
    person.profile.remove_routine("hip")
    with pytest.raises(ProgrammeError, match="expected the id of an exercise"):
        Person(person.paths.data_dir.parent / "else").see(alone)


def test_what_was_changed_since_stays(person: Person) -> None:
    person.take(PROGRAMME)
    routine = person.routines["knee"]
    person.profile.keep_routine(replace(routine, name="Mine"))
    assert person.take_out() == TakenOut(
        "Knee",
        0,
        routine=False,
        plan=True,
        stays=("Knee was changed or deleted since.", "Wall calf stays: Mine needs it."),
    )
    assert "wall-calf" in person.own
    person.take(SECOND, replacing=True)
    file = person.paths.exercises_dir / "wall-calf.toml"
    file.write_text(file.read_text() + "# mine\n")
    assert person.take_out().stays == ("wall-calf.toml was changed since; it stays.",)


def test_it_does_not_lead_when_it_is_over_or_only_handed_on(person: Person) -> None:
    assert person.take(PROGRAMME.replace("leads = true", "")).leads is None
    person.clock.wall = person.clock.wall.replace(month=6)
    assert person.take(SECOND).leads is None
    assert person.profile.leads is None


def test_one_that_leads_no_more_leads_again(person: Person) -> None:
    person.take(PROGRAMME)
    person.profile.lead_with(None)
    assert person.programmes.will_lead(person.see(PROGRAMME))
    assert person.take(PROGRAMME).leads == "knee"
    assert person.take_out() == TakenOut("Knee", 0, routine=False, plan=True, stays=())
    assert (person.profile.leads, list(person.routines)) == (None, ["knee"])


def test_forty_exercises_come_along(person: Person) -> None:
    one = PROGRAMME[PROGRAMME.index("[[exercise]]") :]
    many = [one.replace("wall-calf", f"calf-{n}").replace("Wall", f"{n}") for n in range(39)]
    taken = person.take("\n".join([PROGRAMME, *many]))
    assert len(taken.files) == len(person.own) == 40
    person.take_out()
    assert not person.own


def test_a_picture_that_cannot_be_drawn_is_not_missed_the_second_time(person: Person) -> None:
    person.take(NO_FIGURE)
    assert person.own["wall-calf"].pose == {}
    assert not person.see(NO_FIGURE).brings_something


def test_what_is_too_large_is_not_read(person: Person) -> None:
    person.file.write_text("programme = 1\n")
    os.truncate(person.file, 50 << 20)
    with pytest.raises(ProgrammeError, match="expected at most 256 KiB"):
        person.programmes.read(person.file)


def test_what_came_while_it_was_shown_is_not_overwritten(person: Person) -> None:
    arrival = person.see(PROGRAMME)
    person.paths.exercises_dir.mkdir(parents=True)
    (person.paths.exercises_dir / "wall-calf.toml").write_text("# mine\n")
    with pytest.raises(ProgrammeError, match=r"wall-calf\.toml came meanwhile"):
        person.programmes.take_in(arrival, replacing=True)
    assert person.written == {"wall-calf.toml": "# mine\n"}


@pytest.mark.parametrize("fails", ["wall-calf.toml", "routines.toml"])
def test_where_one_part_cannot_be_written_nothing_is_taken_in(
    person: Person, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.replace

    def full(path: Path, *rest: object) -> object:
        if path.name == fails:
            raise OSError(28, "No space left on device", str(path))
        return write(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "replace", full)
    with pytest.raises(ProgrammeError, match=r"Nothing was taken in\. Not saved"):
        person.take(PROGRAMME)
    assert (person.own, person.routines, person.profile.leads) == ({}, {}, None)
    assert not list(person.paths.exercises_dir.glob("*.toml"))
    assert person.programmes.last is None


def test_a_broken_file_of_routines_is_left_alone(person: Person) -> None:
    person.paths.routines_file.write_text("= broken")
    with pytest.raises(ProgrammeError, match="nothing in the file was changed"):
        person.take(PROGRAMME)
    assert person.written == {"routines.toml": "= broken"}


def test_a_list_that_makes_no_sense_takes_nothing_out(person: Person) -> None:
    person.take(PROGRAMME)
    person.paths.state.programmes_undo.write_text("{")
    assert person.programmes.take_out() is None
    assert person.routines
