"""The settings file: every oddity is told, nothing in it is lost."""

import errno
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library import files
from library.exercises.model import Need
from library.settings import (
    SCHEMA,
    Acknowledgement,
    EarlierGoal,
    Settings,
    SettingsError,
    SettingsFile,
)
from library.settings.file import read_settings
from library.settings.kinds import Choice, Whole
from library.settings.schema import NEEDS

DEFAULTS = Settings()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def file_at(path: Path) -> SettingsFile:
    return SettingsFile(path, path.with_name("lock"))


def read(path: Path, text: str) -> tuple[Settings, tuple[str, ...]]:
    path.write_text(text)
    return file_at(path).read()


def test_without_a_file_the_defaults_are_used(path: Path) -> None:
    assert file_at(path).read() == (DEFAULTS, ())
    assert not path.exists()


def test_the_defaults_are_as_documented() -> None:
    assert (DEFAULTS.weekly_goal, DEFAULTS.first_weekday, DEFAULTS.day_start_hour) == (
        3,
        "monday",
        0,
    )
    assert (DEFAULTS.get_ready_seconds, DEFAULTS.switch_seconds) == (10, 10)
    assert (DEFAULTS.rest_seconds, DEFAULTS.change_seconds) == (10, 20)
    assert DEFAULTS.places["Desk"] == ("firm-chair", "balance-support")


def test_every_default_is_of_its_own_kind() -> None:
    for key, setting in SCHEMA.items():
        if isinstance(setting.kind, Whole | Choice):
            assert setting.kind.parse(getattr(DEFAULTS, key)) == getattr(DEFAULTS, key)


def test_the_needs_of_places_are_the_needs_of_exercises() -> None:
    assert set(NEEDS) == {need.value for need in Need}


def test_all_kinds_of_values_are_read(path: Path) -> None:
    settings, warnings = read(
        path,
        """
        weekly_goal = 5
        first_weekday = "sunday"
        reduced_motion = true
        place = "Gym"
        favourites = ["leg-crossover"]
        past_goals = [{until = 2026-03-01, days = 2}]
        acknowledged = {version = 1, on = 2026-01-31}
        [places]
        Gym = ["mat"]
        [levels]
        leg-lift = 2
        [hold_seconds]
        leg-lift = 35
        [keys]
        "session.skip" = "s"
        """,
    )
    assert warnings == ()
    assert settings == Settings(
        weekly_goal=5,
        first_weekday="sunday",
        reduced_motion=True,
        place="Gym",
        favourites=("leg-crossover",),
        past_goals=(EarlierGoal(date(2026, 3, 1), 2),),
        acknowledged=Acknowledgement(1, date(2026, 1, 31)),
        places={"Gym": ("mat",)},
        levels={"leg-lift": 2},
        hold_seconds={"leg-lift": 35},
        keys={"session.skip": "s"},
    )
    assert settings.first_weekday_number == 6


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("weekly_goal = 9", "weekly_goal is 9, expected a whole number from 1 to 7; 3 is used."),
        ("weekly_goal = 0", "weekly_goal is 0, expected a whole number from 1 to 7; 3 is used."),
        ('weekly_goal = "5"', 'is "5", expected a whole number from 1 to 7; 3 is used.'),
        ("weekly_goal = true", "weekly_goal is true, expected a whole number"),
        ("weekly_goal = 3.5", "weekly_goal is 3.5, expected a whole number"),
        ("compact = 1", "compact is 1, expected true or false; false is used."),
        ('figure = "nice"', 'expected one of "auto", "quadrant", "half"'),
        ("theme = 5", "theme is 5, expected a text in quotes, of at most 2,000 characters"),
        (f'hook_start = "rm -r {"x" * 2000}/cache"', "characters; it is left out."),
        ('hook_start = """cd /tmp\nrm x"""', "a command in quotes, on one line and without tabs"),
        ("speech_command = 'say \tx'", "of at most 2,000 characters; it is left out."),
        ('hook_finish = "play \\u202e x"', "a command in quotes, on one line"),
        ("favourites = 'leg-lift'", "expected a list in square brackets"),
        ("levels = [1]", "levels is [1], expected a table"),
        ("keys.session.pause = 'p'", 'the whole name in quotes, as in "session.pause"; it is left'),
        ("[acknowledged]\non = 2026-01-01\ncompact = true", "is {on = 2026-01-01, compact = true}"),
        ("levels = ['a', 2.5]", 'levels is ["a", 2.5], expected a table'),
        ("acknowledged = true", "expected a table with version = a whole number"),
        ("acknowledged = true", "such as 2026-03-31; it is left out."),
        ("acknowledged = {version = 1, on = 2026-01-01T10:00:00}", "on = a date such as"),
        ("weekly_gaol = 4", "weekly_gaol is no setting. Did you mean weekly_goal?"),
        ("zzz = 4", "zzz is no setting."),
        ('place = "desk"', 'place is "desk", but there is no such place. Did you mean Desk?'),
    ],
)
def test_a_bad_line_is_told_and_replaced_by_the_default(path: Path, line: str, told: str) -> None:
    settings, warnings = read(path, line)
    assert settings == DEFAULTS
    assert len(warnings) == 1
    assert warnings[0].startswith("settings.toml, line 1: ")
    assert told in warnings[0]


def test_a_command_of_one_line_may_stand_between_three_quotes(path: Path) -> None:
    settings, warnings = read(path, 'hook_start = """\nnotify-send "it’s e\u0301"\n"""')
    assert (settings.hook_start, warnings) == ('notify-send "it’s é"', ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("levels = {a = 2, b = 7}", "levels.b is 7, expected a whole number from 0 to 4"),
        ('favourites = ["a", 7]', "favourite 2 is 7, expected a text in quotes"),
        ('places = {A = ["mat", 3]}', "places.A, entry 2 is 3, expected a text"),
        ('places = {A = ["mat"], B = 1}', "places.B is 1, expected a list"),
        ('places = {A = ["mat"], my.desk = ["mat"]}', 'name in quotes, as in "my.desk"; it is'),
        ("past_goals = [{until = 2026-01-01, days = 2}, {days = 3}]", "past_goal 2 is"),
    ],
)
def test_a_bad_entry_is_left_out_by_itself(path: Path, text: str, told: str) -> None:
    settings, warnings = read(path, text)
    key = text.partition(" ")[0]
    assert len(getattr(settings, key)) == 1
    assert len(warnings) == 1
    assert told in warnings[0]
    assert "left out" in warnings[0]


def test_what_is_evidently_misspelt_is_hinted_at_and_kept(path: Path) -> None:
    settings, (warning,) = read(path, 'places = {A = ["mat", "firm-chiar", "foam roller"]}')
    assert settings.places["A"] == ("mat", "firm-chiar", "foam roller")
    assert warning == (
        'settings.toml, line 1: places.A, entry 2 is "firm-chiar"; did you mean firm-chair?'
    )


def test_a_warning_never_carries_control_characters(path: Path) -> None:
    _, warnings = read(path, '"\\u001b[2Jkey" = 1\ntheme = "\\u001b[2J"\nweekly_goal = "\\u009b"')
    assert len(warnings) == 2
    assert all(warning.isprintable() for warning in warnings)


def test_texts_are_cleaned(path: Path) -> None:
    assert read(path, 'theme = "a\\u001b[2J"')[0].theme == "a\ufffd[2J"


BROKEN = [b"weekly_goal = ", b"\xff\xfe", b"\0", b"a = " + b"[" * 5000, b"a = " + b"1" * 5000]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_means_defaults_and_is_never_overwritten(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    file = file_at(path)
    settings, warnings = file.read()
    assert settings == DEFAULTS
    assert len(warnings) == 1
    assert "could not be read" in warnings[0]
    with pytest.raises(SettingsError, match="Correct it or move it away"):
        file.save(replace(settings, weekly_goal=5))
    assert path.read_bytes() == content


def test_the_place_of_a_mistake_is_named(path: Path) -> None:
    assert "line 2" in read(path, "compact = true\nweekly_goal = \n")[1][0]


def test_a_folder_in_the_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir()
    file = file_at(path)
    assert "it is not a file" in file.read()[1][0]
    with pytest.raises(SettingsError, match="it is not a file"):
        file.save(Settings(weekly_goal=5))


def test_a_huge_file_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 * 2**30)
    assert "it is too large" in file_at(path).read()[1][0]


def test_what_cannot_be_used_is_told_with_its_line(path: Path) -> None:
    text = 'place = "Home"\n\n[places]\nDesk = ["firm-chair"]\nHome = [3]\n[levels]\nx = 99\n'
    assert [warning.partition(": ")[0] for warning in read(path, text)[1]] == [
        "settings.toml, line 5",
        "settings.toml, line 7",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 1\nweekly_goal = ", "in line 2 (a value is missing, or a text without quotes)"),
        ("places = {}\n[places.Desk]\n", "in line 2 (this name stands above already)"),
        ('place = "Desk\nweekly_goal = 1', "in line 1 (a text has no closing quote)"),
        ("weekly_goal 3", "in line 1 (= is missing after the name)"),
        ('"theme = 3', "in line 1 (a text has no closing quote)"),
        ('x = "C:\\Users"', "(in double quotes a backslash is written \\\\)"),
        ("= 3", "in line 1 (a line begins like name = value)"),
        ("x = [1, 2", "in line 1 (] is missing after a list)"),
        ("compact = true\n<<<<<<< HEAD\nx = 1", "in line 2 (git has left two versions here: keep"),
        ("=======\r\nx = 1\n>>>>>>> theirs", "in line 1 (git has left two versions here: keep"),
    ],
)
def test_what_is_wrong_with_the_syntax_is_told_in_plain_words(
    path: Path, text: str, told: str
) -> None:
    (warning,) = read(path, text)[1]
    assert told in warning
    with pytest.raises(SettingsError, match="no valid TOML"):
        file_at(path).save(Settings(weekly_goal=6))


def test_a_byte_order_mark_and_windows_line_ends_are_understood(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbfweekly_goal = 5\r\ncompact = true\r\n")
    assert file_at(path).read() == (Settings(weekly_goal=5, compact=True), ())


def test_saving_writes_only_what_was_changed(path: Path) -> None:
    file = file_at(path)
    settings, _ = file.read()
    file.save(settings)
    assert not path.exists()
    file.save(replace(settings, weekly_goal=5, levels={"leg-lift": 1}))
    assert tomllib.loads(path.read_text()) == {"weekly_goal": 5, "levels": {"leg-lift": 1}}
    assert path.stat().st_mode & 0o777 == 0o600


def test_saving_keeps_comments_unknown_keys_and_what_could_not_be_used(path: Path) -> None:
    path.write_text(
        "# my settings\nweekly_goal = 3  # as the physio said\nrest_seconds = 999\n"
        "mine = 1\n\n[levels]\n# slowly\nleg-lift = 1\n"
    )
    file = file_at(path)
    settings, _ = file.read()
    file.save(replace(settings, weekly_goal=4, compact=True, levels={"leg-lift": 2, "new": 0}))
    assert path.read_text() == (
        "# my settings\nweekly_goal = 4  # as the physio said\nrest_seconds = 999\n"
        "mine = 1\ncompact = true\n\n[levels]\n# slowly\nleg-lift = 2\nnew = 0\n"
    )


def test_saving_keeps_what_was_changed_meanwhile(path: Path) -> None:
    one, other = file_at(path), file_at(path)
    one.read()
    other.read()
    one.save(Settings(weekly_goal=5, levels={"a": 1}))
    other.save(Settings(compact=True, levels={"b": 2}))
    assert file_at(path).read()[0] == Settings(weekly_goal=5, compact=True, levels={"a": 1, "b": 2})


def test_what_others_write_while_it_is_being_saved_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, theirs = file_at(path), iter(("rest_seconds = 7\n", "rest_seconds = 8\n"))
    file.save(Settings(weekly_goal=5))
    holds = files.holds

    def arriving(target: Path, data: bytes) -> bool:
        if text := next(theirs, ""):
            path.write_text(f"# theirs\n{text}", encoding="utf-8")
        return holds(target, data)

    monkeypatch.setattr(files, "holds", arriving)
    file.save(Settings(weekly_goal=5, compact=True))
    assert path.read_text(encoding="utf-8") == "# theirs\nrest_seconds = 8\ncompact = true\n"


def test_lists_that_two_windows_change_are_merged(path: Path) -> None:
    one, other = file_at(path), file_at(path)
    for file in (one, other):
        file.read()
    one.save(Settings(favourites=("a", "b")))
    other.save(Settings(favourites=("c",)))
    assert file_at(path).read()[0].favourites == ("a", "b", "c")
    known, _ = one.read()
    other.read()
    other.save(replace(known, favourites=("b", "c")))
    one.save(replace(known, favourites=("a", "b", "c", "d")))
    assert file_at(path).read()[0].favourites == ("b", "c", "d")


def test_entries_and_values_can_be_taken_away(path: Path) -> None:
    path.write_text("acknowledged = {version = 1, on = 2026-01-01}\n[levels]\na = 1\nb = 2\n")
    file = file_at(path)
    settings, _ = file.read()
    file.save(replace(settings, acknowledged=None, levels={"b": 2}))
    assert tomllib.loads(path.read_text()) == {"levels": {"b": 2}}


def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = file_at(tmp_path / "file" / "settings.toml")
    file.read()
    with pytest.raises(SettingsError, match=r"^Settings were not saved"):
        file.save(Settings(weekly_goal=5))


NAMES = st.text("abZé1 -_.,'\"#=[]{}\\", max_size=8)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "weekly_goal": st.integers(1, 7),
        "rest_seconds": st.integers(0, 120),
        "compact": st.booleans(),
        "theme": NAMES,
        "favourites": st.lists(NAMES).map(tuple),
        "levels": st.dictionaries(NAMES, st.integers(0, 4)),
        "places": st.dictionaries(NAMES, st.lists(st.sampled_from(NEEDS)).map(tuple)),
        "past_goals": st.lists(
            st.builds(EarlierGoal, until=st.dates(), days=st.integers(1, 7))
        ).map(tuple),
        "acknowledged": st.none()
        | st.builds(Acknowledgement, version=st.integers(1, 9), on=st.dates()),
    },
)


WRITTEN_BY_HAND = (
    "",
    'places.Desk = ["mat"]\nplaces.Home = []\nplaces.Gym = []\nplaces.Park = []\n',
    "levels.a = 1\ntheme = 'nord'\nlevels.b = 2\n",
    "levels = {a = 1, b = 2}\nplaces.Desk = []\n",
    "[levels]\na = 1\nb = 2\n[places]\nDesk = []\n",
)


@given(st.sampled_from(WRITTEN_BY_HAND), st.lists(CHANGES, min_size=1, max_size=4))
def test_what_is_saved_is_what_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, written: str, rounds: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_text(written)
    file = file_at(path)
    for changes in rounds:
        settings, _ = file.read()
        changed = replace(settings, **changes)
        file.save(changed)
        assert file_at(path).read() == (changed, ())


def test_what_could_not_be_saved_is_merged_with_what_another_window_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = file_at(path), file_at(path)
    one.read()
    other.read()
    shown = Settings(levels={"a": 1}, favourites=("a",), weekly_goal=5)
    with monkeypatch.context() as full:
        full.setattr("library.files.replace", disk_is_full)
        with pytest.raises(SettingsError):
            one.save(shown)
    other.save(Settings(levels={"b": 2}, favourites=("b",)))
    shown, _ = one.read(shown)
    assert shown == Settings(levels={"a": 1, "b": 2}, favourites=("b", "a"), weekly_goal=5)
    one.save(shown)
    assert file_at(path).read()[0] == shown


def disk_is_full(path: Path, data: bytes, look: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@given(CHANGES, CHANGES, CHANGES)
def test_a_change_waits_for_nothing_it_would_lose(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, object],
    ours: dict[str, object],
    theirs: dict[str, object],
) -> None:
    """Saved after the file was read again, a change has the same outcome as saved at once."""
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    here, there, at_once = file_at(path), file_at(path), file_at(path)
    at_first = replace(here.read()[0], **before)
    here.save(at_first)
    for file in (there, at_once):
        file.read()
    there.save(replace(at_first, **theirs))
    wanted = replace(at_first, **ours)
    with pytest.MonkeyPatch.context() as full, suppress(SettingsError):
        full.setattr("library.files.replace", disk_is_full)
        here.save(wanted)
    merged, _ = here.read(wanted)
    at_once.save(wanted)
    assert merged == file_at(path).read()[0]


JSON_LIKE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text("a\x1b\x9b\u202e\n", max_size=5)
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(SCHEMA)) | NAMES, JSON_LIKE, max_size=5))
def test_any_content_gives_usable_settings(table: dict[str, object]) -> None:
    settings, odd = read_settings(table)
    assert 1 <= settings.weekly_goal <= 7
    assert settings.place == "" or settings.place in settings.places
    assert all(sentence.isprintable() for _, sentence in odd)
