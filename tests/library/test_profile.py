"""A person's settings, exercises and routines: read when asked for, told, changed, followed."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from library.history.record import PastGoal
from library.paths import Paths
from library.profile import Part, Problems, Profile
from library.routines.file import RoutinesError
from library.routines.model import Routine, RoutineItem
from library.routines.planning import build_plan
from library.settings import EarlierGoal, Settings, SettingsError
from tests.clock import FakeClock

MINE = Routine("", "Mine", "For me.", (RoutineItem("leg-lift"),), own=True)
LIFT = Path("library/exercises/leg-lift.toml").read_text(encoding="utf-8")
OWN_LIFT = LIFT.replace('id = "leg-lift"', 'id = "my-lift"')


def check_names(settings: Settings, line_in_file: Callable[..., str]) -> tuple[str, ...]:
    return tuple(f"{line_in_file('keys', command)}: {command} is odd." for command in settings.keys)


def profile_in(folder: Path) -> Profile:
    return Profile(Paths(folder, folder, folder), FakeClock(), check_names)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_settings_are_had_without_loading_an_exercise(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from library.paths import Paths;"
        "from library.profile import Profile; from library.clock import SystemClock;"
        f"folder = Path({str(tmp_path)!r});"
        "profile = Profile(Paths(folder, folder, folder), SystemClock(), lambda settings, at: ());"
        "profile.settings, profile.goals, profile.today(), profile.poll(); print(*sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = answer.stdout.split()
    assert "library.settings.file" in loaded
    assert not {"library.exercises.model", "library.routines.model", "tomlkit"} & set(loaded)


def test_what_is_wrong_is_told_part_by_part_once_it_is_read(tmp_path: Path) -> None:
    write(tmp_path / "settings.toml", 'weekly_gaol = 2\n[keys]\n"app.hlep" = "f2"\n')
    write(tmp_path / "routines.toml", "routine = 5\n")
    write(tmp_path / "exercises" / "bad.toml", "")
    write(
        tmp_path / "exercises" / "my-lift.toml",
        OWN_LIFT.replace("[[pose.frame]]", '[[pose.frame]]\nwibble = "x"', 1),
    )
    profile = profile_in(tmp_path)
    assert profile.problems == Problems()
    (told,) = profile.read(Part.SETTINGS)
    assert "Did you mean weekly_goal?" in told
    assert profile.problems == Problems(
        settings=(told,), names=("settings.toml, line 3: app.hlep is odd.",)
    )
    assert len(profile.read(*Part)) == 2, "the settings were told"
    problems = profile.problems
    assert "bad.toml" in problems.exercises[0]
    assert "wibble" in problems.figures[0]
    assert "routines.toml" in problems.routines[0]
    assert list(problems) == [
        *problems.settings,
        *problems.exercises,
        *problems.figures,
        *problems.routines,
        *problems.names,
    ]


def test_a_new_goal_holds_from_this_week_on(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    profile.change_settings(weekly_goal=5)
    assert profile.today() == date(2026, 11, 23)
    assert profile.settings.past_goals == (EarlierGoal(until=date(2026, 11, 22), days=3),)
    assert profile.unsaved.noted == (PastGoal(date(2026, 11, 22), 3),)


def test_a_goal_changed_under_a_wrong_clock_hides_the_new_one_no_longer(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    profile.use_history([PastGoal(date(2098, 12, 28), 3), PastGoal(date(2026, 11, 15), 2)])
    profile.change_settings(first_weekday="monday", weekly_goal=5)
    assert profile.goals.goal_for(date(2026, 11, 23)) == 5
    assert profile.goals.goal_for(date(2026, 11, 16)) == 3
    assert profile.goals.goal_for(date(2026, 11, 9)) == 2


def test_settings_hold_in_memory_when_they_cannot_be_saved(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    profile = profile_in(tmp_path)
    assert "Default settings are used" in profile.read(Part.SETTINGS)[0]
    with pytest.raises(SettingsError, match="it is not a file"):
        profile.change_settings(compact=True)
    assert profile.settings.compact


def test_what_was_not_asked_for_is_not_followed(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    assert not profile.settings.compact
    write(tmp_path / "settings.toml", "compact = true\n")
    write(tmp_path / "routines.toml", "routine = 5\n")
    assert (profile.poll(), profile.poll(), profile.poll()) == ((), (Part.SETTINGS,), ())
    assert profile.settings.compact
    assert profile.problems == Problems()


def test_new_exercises_make_routines_that_name_them_usable(tmp_path: Path) -> None:
    write(
        tmp_path / "routines.toml",
        '[[routine]]\nid = "r"\nname = "Later"\nitems = [{ exercise = "my-lift" }]\n',
    )
    profile = profile_in(tmp_path)
    profile.read(*Part)
    assert "r" not in profile.routines
    write(tmp_path / "exercises" / "my-lift.toml", OWN_LIFT)
    assert (profile.poll(), profile.poll()) == ((), (Part.EXERCISES, Part.ROUTINES))
    assert profile.problems == Problems()
    routine = profile.routines.get("r")
    assert build_plan(routine, profile.catalogue, profile.settings).work


def test_its_own_saving_is_no_news(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    profile.read(*Part)
    profile.change_settings(compact=True)
    kept = profile.keep_routine(MINE)
    assert profile.poll() == profile.poll() == ()
    assert profile.routines.own == profile_in(tmp_path).routines.own == (kept,)
    profile.remove_routine(kept.id)
    assert profile.poll() == profile.poll() == ()
    assert profile_in(tmp_path).routines.own == ()


def test_routines_that_cannot_be_saved_are_as_they_were(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    kept = profile.keep_routine(MINE)
    write(tmp_path / "routines.toml", "[[routine]\n")
    with pytest.raises(RoutinesError, match=r"^Not saved, and nothing in the file was changed"):
        profile.remove_routine(kept.id)
    assert profile.routines.own == (kept,)


def test_a_favourite_is_marked_and_unmarked(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    assert profile.toggle_favourite("leg-lift")
    assert profile.toggle_favourite("leg-crossover")
    assert not profile.toggle_favourite("leg-lift")
    assert profile.settings.favourites == ("leg-crossover",)


def test_a_length_that_was_kept_can_be_forgotten(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    profile.keep_lengths({"leg-lift": 25, "leg-crossover": 15})
    profile.forget_length("leg-lift")
    assert profile.settings.hold_seconds == {"leg-crossover": 15}
