"""Where the files go."""

import os
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from library.paths import DATA_DIR_VARIABLE, PathsError, find_paths


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own; only HOME is left to go by."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_everything_lies_in_the_platforms_own_folders_by_default(home: Path) -> None:
    paths = find_paths(None, {})
    for folder in (paths.data_dir, paths.config_dir, paths.state_dir):
        assert folder.is_relative_to(home)
        assert folder.name == "supple"
    assert paths.history_file == paths.data_dir / "history.json"
    assert paths.settings_file == paths.config_dir / "settings.toml"
    assert paths.routines_file == paths.config_dir / "routines.toml"
    assert paths.exercises_dir == paths.config_dir / "exercises"
    assert paths.state.crash_report == paths.state_dir / "supple.log"


@pytest.mark.parametrize("data", [None, "", "relative", "/named", "/named/", "~/named"])
@pytest.mark.parametrize("home_folder", [None, "", "relative", "/", "/home/../home/me/"])
def test_they_lie_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, data: str | None, home_folder: str | None
) -> None:
    for name, value in (("XDG_DATA_HOME", data), ("HOME", home_folder)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    dirs, paths = PlatformDirs("supple", appauthor=False), find_paths(None, {})
    assert paths.data_dir == dirs.user_data_path
    assert (paths.config_dir, paths.state_dir) == (dirs.user_config_path, dirs.user_state_path)


def test_a_data_folder_holds_log_and_settings_but_not_the_machines_state(tmp_path: Path) -> None:
    paths = find_paths(tmp_path / "synced", {})
    assert paths.data_dir == paths.config_dir == tmp_path / "synced"
    assert paths.state_dir.is_relative_to(find_paths(None, {}).state_dir)
    assert not paths.state_dir.is_relative_to(paths.data_dir)


def test_the_option_wins_over_the_variable(tmp_path: Path) -> None:
    environ = {DATA_DIR_VARIABLE: str(tmp_path / "variable")}
    assert find_paths(None, environ).data_dir == tmp_path / "variable"
    assert find_paths(tmp_path / "option", environ).data_dir == tmp_path / "option"


def test_an_empty_variable_counts_as_unset() -> None:
    assert find_paths(None, {DATA_DIR_VARIABLE: ""}) == find_paths(None, {})


def test_a_tilde_in_the_variable_means_the_home_folder(home: Path) -> None:
    assert find_paths(None, {DATA_DIR_VARIABLE: "~/logs"}).data_dir == home / "logs"


def test_every_name_of_a_folder_leads_to_the_same_state(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    names = [tmp_path / "real", tmp_path / "link", tmp_path / "real" / ".." / "real"]
    assert len({find_paths(name, {}).state_dir for name in names}) == 1
    assert find_paths(tmp_path / "other", {}).state_dir != find_paths(names[0], {}).state_dir


def test_naming_the_usual_folder_shares_its_lock_and_backups() -> None:
    usual = find_paths(None, {})
    assert find_paths(usual.data_dir, {}).state_dir == usual.state_dir


def test_without_a_home_folder_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(PathsError, match="set HOME"):
        find_paths(None, {})


@pytest.mark.parametrize("name", ["a\0b", "~nobody-of-that-name/x"])
def test_an_impossible_folder_is_refused(name: str) -> None:
    with pytest.raises(PathsError, match="cannot be a data folder"):
        find_paths(Path(name), {})


def test_finding_paths_creates_nothing(tmp_path: Path) -> None:
    find_paths(tmp_path / "new", {})
    assert list(tmp_path.iterdir()) == []
