"""What is remembered lies in the history; old settings files are taken over once."""

from datetime import date
from pathlib import Path

import pytest

from library.exercises.safety import VERSION
from library.history.errors import HistoryError
from library.history.store import HistoryStore
from library.paths import Paths
from library.profile import Profile
from library.settings import Acknowledgement, EarlierGoal
from tests.clock import FakeClock
from tests.library.history.support import session

OLD = """# mine
weekly_goal = 4
favourites = ["leg-lift", "leg-crossover"]
past_goals = [{until = 2026-11-15, days = 2}]
[levels]
leg-lift = 1
[hold_seconds]
leg-lift = 25
[acknowledged]
version = 1
on = 2026-11-01
"""


class Machine:
    """A computer of a person: its settings, and a history that others may have, too."""

    def __init__(self, folder: Path, old: str = "") -> None:
        self.paths = Paths(folder, folder, folder / "state")
        self.clock = FakeClock()
        folder.mkdir(exist_ok=True)
        if old:
            self.paths.settings_file.write_text(old, encoding="utf-8")
        self.start()

    def start(self) -> None:
        """Start the program anew."""
        self.history = HistoryStore(
            self.paths.history_file, self.paths.state_dir, self.clock, self.paths.config_dir.name
        )
        self.profile = Profile(self.paths, self.clock, lambda settings, line: ())
        self.read()

    def read(self) -> None:
        """Read what the history remembers."""
        self.profile.use_history(self.history.load().remembered)

    def save(self) -> None:
        """Save what it is to remember."""
        unsaved = self.profile.unsaved
        unsaved.save(self.history)
        self.profile.saved(unsaved)
        self.clock.pass_time(1)
        self.read()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "here")


@pytest.fixture
def old(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "old", OLD)


def test_what_is_remembered_comes_back_and_no_settings_are_written(machine: Machine) -> None:
    machine.profile.acknowledge_card()
    machine.profile.toggle_favourite("leg-lift")
    machine.profile.keep_levels({"leg-lift": 2})
    machine.profile.keep_lengths({"leg-lift": 25})
    before = machine.profile.settings
    assert before.acknowledged == Acknowledgement(VERSION, date(2026, 11, 23))
    machine.save()
    assert not machine.profile.unsaved
    machine.start()
    assert machine.profile.settings == before
    assert machine.profile.card_is_read
    assert not machine.paths.settings_file.exists()


def test_the_routine_that_leads_is_remembered_until_it_leads_no_more(machine: Machine) -> None:
    told: list[bool] = []
    machine.profile.when_changed(lambda: told.append(True))
    assert machine.profile.leads is None
    machine.profile.lead_with("desk-break")
    assert told == [True]
    machine.save()
    machine.start()
    assert machine.profile.leads == "desk-break"
    machine.profile.lead_with(None)
    machine.save()
    assert machine.profile.leads is None
    machine.history.undo()
    machine.read()
    assert machine.profile.leads == "desk-break"


def test_a_new_goal_is_a_setting_and_the_one_before_it_is_remembered(machine: Machine) -> None:
    machine.profile.change_settings(weekly_goal=5)
    machine.save()
    machine.start()
    assert machine.paths.settings_file.read_text() == "weekly_goal = 5\n"
    assert machine.profile.goals.past == (EarlierGoal(date(2026, 11, 22), 3),)
    assert machine.profile.goals.current == 5


def test_a_goal_that_ended_after_all_on_no_day_is_forgotten(machine: Machine) -> None:
    machine.profile.change_settings(first_weekday="sunday", weekly_goal=5)
    machine.profile.change_settings(first_weekday="monday")
    machine.profile.change_settings(first_weekday="friday", weekly_goal=6)
    machine.save()
    past = machine.profile.goals.past
    machine.start()
    assert machine.profile.goals.past == past


def test_an_old_settings_file_tells_what_the_history_has_nothing_of(old: Machine) -> None:
    settings = old.profile.settings
    assert settings.favourites == ("leg-lift", "leg-crossover")
    assert settings.past_goals == (EarlierGoal(date(2026, 11, 15), 2),)
    assert (settings.levels, settings.hold_seconds) == ({"leg-lift": 1}, {"leg-lift": 25})
    assert settings.acknowledged == Acknowledgement(1, date(2026, 11, 1))
    assert not old.paths.history_file.exists()


def test_an_old_settings_file_is_taken_over_once_and_left_as_it_is(old: Machine) -> None:
    before = old.profile.settings
    old.save()
    assert not old.profile.unsaved
    assert old.history.undo() is None
    generation = len(old.history.backups())
    old.start()
    old.save()
    assert len(old.history.backups()) == generation
    assert old.profile.settings == before
    assert old.paths.settings_file.read_text() == OLD
    old.paths.settings_file.write_text("weekly_goal = 4\n")
    old.start()
    assert old.profile.settings == before


def test_what_is_taken_back_does_not_come_back_from_the_old_file(old: Machine) -> None:
    old.profile.toggle_favourite("leg-lift")
    old.profile.keep_levels({"leg-lift": 3})
    old.profile.forget_length("leg-lift")
    old.save()
    old.start()
    settings = old.profile.settings
    assert settings.favourites == ("leg-crossover",)
    assert (settings.levels, settings.hold_seconds) == ({"leg-lift": 3}, {})


def test_undo_goes_back_to_what_the_old_file_told(old: Machine) -> None:
    old.profile.keep_levels({"leg-lift": 3})
    old.profile.forget_length("leg-lift")
    old.save()
    change = old.history.undo()
    assert change is not None
    assert (change.table, len(change.ids)) == ("remembered", 2)
    old.read()
    assert old.profile.settings.levels == {"leg-lift": 1}
    assert old.profile.settings.hold_seconds == {"leg-lift": 25}


def test_going_back_to_a_backup_from_before_leaves_what_the_old_file_tells(old: Machine) -> None:
    before = old.profile.settings
    old.history.add(session(0))
    old.save()
    old.history.restore_backup(old.history.backups()[-1].name)
    old.start()
    assert old.profile.settings == before


def test_what_two_machines_choose_about_different_things_both_stands(tmp_path: Path) -> None:
    here = Machine(tmp_path / "here", 'favourites = ["leg-lift"]\n[levels]\nleg-lift = 1\n')
    there = Machine(tmp_path / "there", 'favourites = ["leg-crossover"]\n[levels]\nleg-lift = 2\n')
    here.save()
    there.clock.pass_time(60)
    there.profile.keep_levels({"leg-crossover": 1})
    there.save()
    for mine, theirs in ((here, there), (there, here)):
        mine.history.import_file(theirs.paths.history_file)
    here.start()
    there.start()
    for machine in (here, there):
        settings = machine.profile.settings
        assert set(settings.favourites) == {"leg-lift", "leg-crossover"}
        assert settings.levels == {"leg-lift": 2, "leg-crossover": 1}
        assert not machine.profile.unsaved


def test_what_another_machine_chose_is_not_overwritten_by_an_old_file(
    machine: Machine, old: Machine
) -> None:
    machine.profile.keep_levels({"leg-lift": 4})
    machine.save()
    unsaved = old.profile.unsaved  # as it was before the other's history came
    old.paths.history_file.write_bytes(machine.paths.history_file.read_bytes())
    unsaved.save(old.history)
    old.read()
    assert old.profile.settings.levels == {"leg-lift": 4}
    assert old.profile.settings.favourites == ("leg-lift", "leg-crossover")


def test_what_cannot_be_saved_holds_until_the_end_and_is_tried_again(machine: Machine) -> None:
    machine.paths.history_file.mkdir()
    machine.profile.toggle_favourite("leg-lift")
    with pytest.raises(HistoryError):
        machine.save()
    assert machine.profile.settings.favourites == ("leg-lift",)
    machine.paths.history_file.rmdir()
    machine.save()
    machine.start()
    assert machine.profile.settings.favourites == ("leg-lift",)
