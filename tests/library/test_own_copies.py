"""Copies of settings, routines and exercises are found by what they are, and both are kept."""

from pathlib import Path

import pytest

from library import files
from library.own_copies import OwnCopies, OwnCopy
from library.paths import Paths
from library.profile import Part, Profile
from library.settings import Settings, SettingsError
from tests.clock import FakeClock
from tests.library.exercises.files import VALID

NAMES = [
    "{stem}.sync-conflict-20261128-003000-ABCDEF{suffix}",
    "{stem} (SFConflict sam@example.org 2026-11-28-00-30-00){suffix}",
    "{stem} (In Konflikt stehende Kopie von vm 2026-11-28){suffix}",
    "{stem}{suffix}..path2",
]
OWN_NAMES = ["Copy of {stem}{suffix}", "{stem}-before{suffix}", "{stem}{suffix}.orig"]
ROUTINE = '[[routine]]\nid = "{}"\nname = "{}"\nitems = [{{exercise = "leg-crossover"}}]\n'
EVENING, DAWN = ROUTINE.format("evening-of-mine", "Evening"), ROUTINE.format("dawn", "Dawn")


class Folder:
    """A person's own files, and what is done with copies of them."""

    def __init__(self, path: Path) -> None:
        self.paths = Paths(path, path, path / "state")
        (path / "exercises").mkdir(parents=True)

    def write(self, name: str, text: str) -> Path:
        path = self.paths.config_dir / name
        path.write_text(text, encoding="utf-8")
        return path

    def profile(self) -> Profile:
        return Profile(self.paths, FakeClock(), lambda settings, at: ())

    def copies(self) -> OwnCopies:
        return OwnCopies(self.profile(), self.paths)

    def waiting(self) -> list[OwnCopy]:
        return [copy for copy in self.copies().find() if copy.says_something and not copy.answered]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "own")


def named(pattern: str, original: str) -> str:
    place = Path(original)
    return str(place.with_name(pattern.format(stem=place.stem, suffix=place.suffix)))


@pytest.mark.parametrize("pattern", NAMES + OWN_NAMES)
def test_settings_of_both_are_kept(folder: Folder, pattern: str) -> None:
    folder.write("settings.toml", 'weekly_goal = 4\ntheme = "nord"\n[keys]\n"app.help" = "f2"\n')
    copy = folder.write(
        named(pattern, "settings.toml"),
        'weekly_goal = 5\nspeech = true\n[keys]\n"app.quit" = "f9"\n"app.help" = "f3"\n',
    )
    (found,) = folder.waiting()
    assert (found.path, found.part) == (copy, Part.SETTINGS)
    assert (
        str(found) == "only there: speech and your keys; different there: weekly goal and your keys"
    )
    folder.copies().keep_both([found])
    settings = folder.profile().settings
    assert (settings.weekly_goal, settings.theme, settings.speech) == (4, "nord", "auto")
    assert settings.keys == {"app.help": "f2", "app.quit": "f9"}
    assert folder.waiting() == []
    assert copy.exists() is (pattern in OWN_NAMES)
    aside = folder.paths.state_dir / "merged"
    assert (aside / copy.name).exists() is (pattern in NAMES)


@pytest.mark.parametrize("pattern", NAMES[:2] + OWN_NAMES[:2])
def test_routines_of_both_are_kept(folder: Folder, pattern: str) -> None:
    folder.write("routines.toml", DAWN)
    theirs = DAWN.replace("leg-crossover", "crossed-leg-stretch") + EVENING
    copy = folder.write(named(pattern, "routines.toml"), theirs)
    (found,) = folder.waiting()
    assert found.adds == ("the routine “Dawn”", "the routine “Evening”")
    folder.copies().keep_both([found])
    own = {routine.name: routine.items[0].exercise for routine in folder.profile().routines.own}
    assert own == {
        "Dawn": "leg-crossover",
        "Dawn (copy)": "crossed-leg-stretch",
        "Evening": "leg-crossover",
    }
    assert folder.waiting() == []
    folder.write(named("again (conflict) {stem}{suffix}", "routines.toml"), theirs)
    assert folder.waiting() == [], "what was kept under another name is known"
    assert copy.exists() is (pattern in OWN_NAMES)


@pytest.mark.parametrize(
    ("pattern", "with_id"),
    [
        *((pattern, True) for pattern in NAMES + OWN_NAMES),
        # Without an id only the name tells, and a person may have called another exercise so.
        *((pattern, False) for pattern in (*NAMES, *OWN_NAMES) if "-before" not in pattern),
    ],
)
def test_an_exercise_s_copy_is_no_slip_of_the_pen_and_both_are_kept(
    folder: Folder, pattern: str, with_id: bool
) -> None:
    text = VALID if with_id else VALID.replace('id = "toe-reach"\n', "")
    folder.write("exercises/toe-reach.toml", text)
    copy = folder.write(
        named(pattern, "exercises/toe-reach.toml"),
        text.replace("hold_seconds = 20", "hold_seconds = 25"),
    )
    profile = folder.profile()
    assert profile.read(Part.EXERCISES) == ()
    (found,) = folder.waiting()
    assert found.adds == ("the exercise “Toe reach”",)
    OwnCopies(profile, folder.paths).keep_both([found])
    for seen in (profile, folder.profile()):
        own = {
            each.id: (each.name, each.doses[-1].hold_seconds) for each in seen.catalogue if each.own
        }
        assert own == {"toe-reach": ("Toe reach", 20), "toe-reach-2": ("Toe reach (2)", 25)}
    assert folder.waiting() == []
    assert copy.exists() is (pattern in OWN_NAMES)


def test_what_an_earlier_version_kept_in_the_settings_is_remembered(folder: Folder) -> None:
    folder.write("settings.toml", "weekly_goal = 4\n")
    text = 'favourites = ["leg-crossover"]\nlevels = {leg-crossover = 1}\n'
    folder.write(named(NAMES[0], "settings.toml"), text)
    profile = folder.profile()
    copies = OwnCopies(profile, folder.paths)
    copies.keep_both(copies.find())
    assert profile.settings.favourites == ("leg-crossover",)
    assert profile.settings.levels == {"leg-crossover": 1}
    assert profile.unsaved.chosen
    assert not [copy for copy in copies.find() if copy.says_something]


def test_an_exercise_whose_file_was_renamed_by_a_tool_comes_back(folder: Folder) -> None:
    folder.write("exercises/toe-reach.toml..path1", VALID)
    folder.copies().keep_both(folder.waiting())
    assert "toe-reach" in folder.profile().catalogue


def test_an_exercise_s_copy_gets_no_id_of_what_cannot_be_used(folder: Folder) -> None:
    folder.write("exercises/toe-reach.toml", VALID)
    folder.write("exercises/Toe reach 3.toml", "steps = 3\n")
    folder.write("routines.toml", ROUTINE.format("toe-reach-2", "Mine").replace("leg-cross", "x"))
    changed = VALID.replace("hold_seconds = 20", "hold_seconds = 25")
    folder.write("exercises/toe-reach (conflict).toml", changed)
    folder.copies().keep_both(folder.waiting())
    own = {each.id: each.name for each in folder.profile().catalogue if each.own}
    assert own == {"toe-reach": "Toe reach", "toe-reach-4": "Toe reach (2)"}


def test_what_is_no_copy_is_passed_over(folder: Folder) -> None:
    folder.write("settings.toml", "weekly_goal = 4\n")
    folder.write("settings notes.toml", 'title = "mine"\n')
    folder.write("other.toml", "weekly_goal = 5\n")
    folder.write(".settings.toml.swp", "weekly_goal = 5\n")
    folder.write("my settings.txt", "I like 5 days.\n")
    folder.write("exercises/toe-reach.toml", VALID)
    folder.write("exercises/other.toml", VALID)
    folder.write("exercises/notes.txt", "toe-reach")
    assert folder.copies().find() == []
    assert len(folder.profile().read(Part.EXERCISES)) == 1, "other.toml is told as a slip"


def test_each_content_is_asked_about_once(folder: Folder) -> None:
    folder.write("settings.toml", "weekly_goal = 4\n")
    copy = folder.write(named(NAMES[0], "settings.toml"), "weekly_goal = 5\n")
    folder.copies().leave(folder.waiting())
    assert folder.waiting() == []
    assert copy.exists()
    copy.write_text("weekly_goal = 6\n")
    assert len(folder.waiting()) == 1


def test_a_copy_that_says_the_same_can_be_put_aside(folder: Folder) -> None:
    folder.write("settings.toml", "weekly_goal = 4\n")
    copy = folder.write(named(NAMES[0], "settings.toml"), "# older\nweekly_goal = 4\n")
    copies = folder.copies()
    assert folder.waiting() == []
    copies.put_aside(copies.find())
    assert not copy.exists()


def test_what_was_taken_back_since_is_not_brought_back_by_an_old_file(folder: Folder) -> None:
    text = (
        'favourites = ["leg-crossover"]\nlevels = {leg-crossover = 1}\n'
        "hold_seconds = {leg-lift = 40}\n"
    )
    folder.write("settings.toml", text)
    folder.write(named(NAMES[0], "settings.toml"), text)
    folder.write(named(OWN_NAMES[0], "settings.toml"), "weekly_goal = 6\n" + text)
    profile = folder.profile()
    profile.toggle_favourite("leg-crossover")
    profile.keep_levels({"leg-crossover": 2})
    profile.forget_length("leg-lift")
    copies = OwnCopies(profile, folder.paths)
    assert sorted(str(copy) for copy in copies.find()) == [
        "nothing that is not in yours",
        "only there: weekly goal",
    ]
    copies.keep_both(copies.find())
    mine = profile.settings
    assert (mine.favourites, mine.levels["leg-crossover"]) == ((), 2)
    assert (mine.weekly_goal, mine.hold_seconds) == (6, {})


def refuse(path: Path, data: bytes, look: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_copy_of_the_very_file_says_nothing_whatever_is_not_saved_yet(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("settings.toml", "weekly_goal = 5\n")
    folder.write(named(NAMES[1], "settings.toml"), "weekly_goal = 5\n")
    profile = folder.profile()
    _ = profile.settings
    monkeypatch.setattr(files, "replace", refuse)
    with pytest.raises(SettingsError):
        profile.change_settings(weekly_goal=Settings().weekly_goal)
    (found,) = OwnCopies(profile, folder.paths).find()
    assert not found.says_something


@pytest.mark.parametrize(
    "name",
    ["Abend (b)", "a" * 51, "a" * 56, f"{'a' * 49} b", f"{'a' * 48}  (copy)", "💪" * 60],
)
def test_what_was_kept_once_is_known_whatever_its_name(folder: Folder, name: str) -> None:
    folder.write("routines.toml", ROUTINE.format("dawn", name))
    theirs = ROUTINE.format("dawn", name).replace("leg-crossover", "crossed-leg-stretch")
    exercise = VALID.replace("Toe reach", name)
    folder.write("exercises/toe-reach.toml", exercise)
    for number in range(2):
        folder.write(f"routines (conflict {number}).toml", theirs)
        changed = exercise.replace("hold_seconds = 20", "hold_seconds = 25")
        folder.write(f"exercises/toe-reach (conflict {number}).toml", changed)
        assert len(folder.waiting()) == 2 * (number == 0)
        folder.copies().keep_both(folder.copies().find())
    assert folder.waiting() == []
    profile = folder.profile()
    assert len(profile.routines.own) == 2
    assert sum(each.own for each in profile.catalogue) == 2


def test_an_exercise_of_the_longest_id_is_kept_under_one_that_can_be_read(folder: Folder) -> None:
    id = "-".join(["abcd"] * 12)
    for name, seconds in ((id, 20), (f"{id} (conflict)", 25)):
        text = VALID.replace('"toe-reach"', f'"{id}"')
        folder.write(
            f"exercises/{name}.toml", text.replace("hold_seconds = 20", f"hold_seconds = {seconds}")
        )
    folder.copies().keep_both(folder.waiting())
    profile = folder.profile()
    assert profile.read(Part.EXERCISES) == ()
    assert sum(each.own for each in profile.catalogue) == 2
    assert folder.waiting() == []


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize(
    ("original", "first", "second"),
    [
        ("settings.toml", "speech = true\n", "speech = true\nweekly_goal = 6\n"),
        ("routines.toml", EVENING, EVENING + DAWN),
        ("exercises/toe-reach.toml", VALID, VALID.replace("hold_seconds = 20", "hold_seconds = 9")),
    ],
)
def test_a_version_that_arrives_after_the_question_is_asked_about(
    folder: Folder, original: str, first: str, second: str, keep: bool
) -> None:
    copy = folder.write(named(NAMES[0], original), first)
    copies = folder.copies()
    found = copies.find()
    copy.write_text(second, encoding="utf-8")
    copies.keep_both(found) if keep else copies.leave(found)
    assert copy.read_text(encoding="utf-8") == second
    (asked,) = folder.waiting()
    assert asked.path == copy


def test_a_link_in_a_circle_is_no_copy(folder: Folder, tmp_path: Path) -> None:
    folder.write("settings.toml", "weekly_goal = 4\n")
    for place in (tmp_path / "elsewhere.toml", folder.paths.config_dir / "settings (copy).toml"):
        place.symlink_to(place)
        assert folder.copies().at(place) is None
    assert folder.copies().find() == []


def test_a_command_of_the_settings_is_called_a_hook(folder: Folder) -> None:
    folder.write("settings.toml", "weekly_goal = 4\n")
    folder.write(named(NAMES[0], "settings.toml"), 'hook_start = "true"\n')
    (found,) = folder.waiting()
    assert str(found) == "only there: the hook at the start"


def test_what_is_written_holds_though_it_is_usual(folder: Folder) -> None:
    usual = Settings()
    folder.write("settings.toml", f'weekly_goal = {usual.weekly_goal}\ntheme = "nord"\n')
    theirs = f'weekly_goal = 5\ntheme = "{usual.theme}"\n'
    folder.write(named(NAMES[0], "settings.toml"), theirs)
    (found,) = folder.waiting()
    assert str(found) == "different there: weekly goal and theme"
    folder.copies().keep_both([found])
    assert folder.profile().settings.weekly_goal == usual.weekly_goal
    assert folder.profile().settings.theme == "nord"
