"""Every file-system call of saving a draft or the settings fails: what is told is true."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from library import files
from library.session.draft import Draft, DraftError, unfinished_drafts
from library.settings import SettingsError, SettingsFile
from tests.library.history.faults import WatchedOs, failing
from tests.library.history.support import FakeClock

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINVAL)
OLD, NEW = 2, 5


class DraftCase:
    """A draft that is written again."""

    problem = DraftError

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._draft = Draft(folder, FakeClock(), "a")
        self._draft.save({"number": OLD})

    def save(self) -> None:
        self._draft.save({"number": NEW})

    def found(self) -> int:
        self._draft.keep()
        (stored,), unreadable = unfinished_drafts(self._folder)
        assert unreadable == []
        return int(stored.content["number"])


class SettingsCase:
    """Settings one of which is changed."""

    problem = SettingsError

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._path, self._lock = folder / "settings.toml", folder / "a.lock"
        self._path.write_text(f"# mine\nweekly_goal = {OLD}\n")
        self._file = SettingsFile(self._path, self._lock)
        self._settings = self._file.read(None)[0]

    def save(self) -> None:
        self._file.save(replace(self._settings, weekly_goal=NEW))

    def found(self) -> int:
        settings, problems = SettingsFile(self._path, self._lock).read(None)
        assert problems == ()
        assert self._path.read_text().startswith("# mine\n")
        return settings.weekly_goal


@pytest.mark.parametrize("sticky", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("make", [DraftCase, SettingsCase])
def test_what_is_told_of_a_save_is_true(
    make: Callable[[Path], DraftCase | SettingsCase],
    sticky: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = calls = 0
    while calls >= number:  # until there is no such call any more
        number += 1
        case, told = make(tmp_path / str(number)), ""
        watched = WatchedOs(failing(number, CODES[number % len(CODES)], sticky=sticky))
        with monkeypatch.context() as patch:
            patch.setattr(files, "os", watched)
            try:
                case.save()
            except case.problem as error:
                told = str(error)
        is_saved = not told or told.startswith("The draft is saved, but it may not survive")
        assert case.found() == (NEW if is_saved else OLD), (number, told)
        calls = watched.count
    assert number > 10
