"""Every single file-system call of every verb fails: what is told is true."""

import errno
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from library import files
from library.clock import SystemClock
from library.history.store import HistoryStore
from library.paths import Paths, find_paths
from tests.library.history.faults import WatchedOs, failing
from tests.library.history.support import session
from tests.marks import torture
from tui.__main__ import run

Output = pytest.CaptureFixture[str]
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINVAL)
SPARED_CALLS = 3
"""In the usual run one call of so many fails."""
DONE = re.compile(r"^(Saved|Imported|Undone|Your history is as it was|Erased|Written to)", re.M)
NOTHING_DONE = re.compile(
    r"Not saved|Nothing (was|can be)|Not exported|Not merged|Not undone|(could not|cannot) be|no "
)


def open_store(paths: Paths) -> HistoryStore:
    return HistoryStore(paths.history_file, paths.state_dir, SystemClock(), "laptop")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a history of several saves, one time of going back and one import."""
    home = tmp_path_factory.mktemp("template") / "home"
    paths = at_home(home)
    log = open_store(paths)
    for number in range(3):
        log.add(session(number))
    log.restore_backup(log.backups()[1].name)
    other = HistoryStore(home / "other.json", home / "elsewhere", SystemClock(), "desktop")
    for number in (1, 7):
        other.add(session(number, note="theirs"))
    shutil.copy(home / "other.json", home / "third.json")
    log.import_file(home / "third.json")
    other.add(session(8))
    return home


def at_home(home: Path) -> Paths:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "SUPPLE_DATA_DIR"):
            patch.delenv(name, raising=False)
        return find_paths(None, {})


def name_of_oldest(home: Path) -> str:
    return open_store(at_home(home)).backups()[-1].name


Arguments = Callable[[Path], list[str]]
VERBS: dict[str, Arguments] = {
    "log": lambda _: ["log", "massage", "--day", "2026-11-20"],
    "import": lambda home: ["import", str(home / "other.json")],
    "import --undo": lambda _: ["import", "--undo"],
    "restore": lambda home: ["restore", name_of_oldest(home), "--all-machines"],
    "restore --undo": lambda _: ["restore", "--undo"],
    "erase": lambda home: ["erase", "--yes", str(len(state_of(home)["history"]))],
    "export": lambda home: ["export", str(home / "export.json")],
    "merge": lambda home: ["merge", str(home / "other.json"), str(home / "third.json")],
    "history": lambda _: ["history"],
    "status": lambda _: ["status"],
    "doctor": lambda _: ["doctor"],
    "backups": lambda _: ["backups"],
}


def state_of(home: Path) -> dict[str, Any]:
    """What a person has, whichever file it is in; ids of what was just made are not compared."""
    paths = at_home(home)
    export = home / "export.json"
    log = open_store(paths).load()
    return {
        "history": sorted((one.practice_day, one.routine, one.note) for one in log.sessions),
        "exported": export.read_bytes() if export.exists() else None,
        "merged": [one.id for one in sessions_in(home / "other.json", home)],
    }


def sessions_in(path: Path, home: Path) -> Any:
    return HistoryStore(path, home / "nowhere", SystemClock()).load().sessions


class Trial(NamedTuple):
    """What came of a verb while a call failed."""

    found: dict[str, Any]
    calls: int
    exit_code: int
    told: str


def trial(template: Path, home: Path, verb: str, watched: WatchedOs, capsys: Output) -> Trial:
    shutil.copytree(template, home)
    arguments = VERBS[verb](home)
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "SUPPLE_DATA_DIR"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(home))
        patch.setattr(files, "os", watched)
        exit_code = run(arguments)
    told = capsys.readouterr()
    found = state_of(home)
    shutil.rmtree(home)
    return Trial(found, watched.count, exit_code, told.out + told.err)


@pytest.mark.parametrize("sticky", [False, torture(True)], ids=["once", "from-then-on"])
@pytest.mark.parametrize(
    "verb", [name if name in ("log", "restore") else torture(name) for name in VERBS]
)
def test_what_a_verb_tells_is_true_whatever_fails(
    verb: str, sticky: bool, template: Path, tmp_path: Path, capsys: Output
) -> None:
    before = state_of(template)
    whole = trial(template, tmp_path / "0", verb, WatchedOs(lambda count, name: None), capsys)
    assert whole.exit_code == 0 or verb == "doctor"
    usual = verb in ("log", "restore") and not sticky
    for number in range(1, whole.calls + 1, SPARED_CALLS if usual else 1):
        watched = WatchedOs(failing(number, CODES[number % len(CODES)], sticky=sticky))
        one = trial(template, tmp_path / str(number), verb, watched, capsys)
        where = f"{verb}, call {number}: {one.told}"
        if one.exit_code == 0 and DONE.search(one.told):
            assert one.found == whole.found, where
        elif "Not everything was erased" not in one.told:
            assert one.found == before, where
            assert one.exit_code == 0 or NOTHING_DONE.search(one.told) or verb == "doctor", where
