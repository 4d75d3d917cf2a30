"""Every single file-system call of every verb fails, or its output: what is told is true."""

import errno
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import click
import pytest

from library import files
from library.clock import SystemClock
from library.history.errors import HistoryError
from library.history.store import HistoryStore
from library.paths import Paths, find_paths
from library.session.draft import Draft, DraftError
from tests.clock import FakeClock
from tests.library.history.faults import WatchedOs, failing
from tests.library.history.support import session
from tests.library.session.transcripts import built_in
from tests.marks import torture
from tests.tui.cli.plain_run import TypedKeys
from tui.__main__ import run
from tui.cli.context import Context
from tui.cli.plain.flow import PlainOptions, run_plain
from tui.cli.plain.session import Words

Output = pytest.CaptureFixture[str]
CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINVAL)
SPARED_CALLS = 3
"""In the usual run one call of so many fails."""
DONE = re.compile(
    r"^(supple: )?(Saved|Imported|Undone|Your history is as it was|Erased|Written to|Deleted"
    r"|Import undone|.*: marked|.*json: 1 new|.* undo takes it back)",
    re.M,
)
NOTHING_DONE = re.compile(
    r"(Not|were not) saved|Nothing (was|can be)|Not exported|Not merged|Not undone"
    r"|(could not|cannot) be|no "
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
    with living_at(home):
        return find_paths(None, {})


@contextmanager
def living_at(home: Path) -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "SUPPLE_DATA_DIR"):
            patch.delenv(name, raising=False)
        yield patch


def name_of_oldest(home: Path) -> str:
    return open_store(at_home(home)).backups()[-1].name


Arguments = Callable[[Path], list[str]]
VERBS: dict[str, Arguments] = {
    "check": lambda _: ["check", "3"],
    "reach": lambda _: ["reach", "-4"],
    "log": lambda _: ["log", "massage", "--day", "2026-11-20"],
    "mark": lambda _: ["mark", "2026-11-20", "ill"],
    "adjust": lambda _: ["adjust", "leg-lift", "rest"],
    "ticks": lambda _: ["ticks", "1"],
    "edit": lambda _: ["edit", "last", "--note", "short"],
    "delete": lambda _: ["delete", "last"],
    "undo": lambda _: ["undo"],
    "routine": lambda _: ["routine", "new", "X", "leg-lift"],
    "set": lambda _: ["set", "rest_seconds", "15"],
    "import": lambda home: ["import", str(home / "other.json")],
    "import --undo": lambda _: ["import", "--undo"],
    "restore": lambda home: ["restore", name_of_oldest(home), "--all-machines"],
    "restore --undo": lambda _: ["restore", "--undo"],
    "erase": lambda home: ["erase", "--yes", str(len(state_of(home)["history"]))],
    "export": lambda home: ["export", str(home / "export.json")],
    "merge": lambda home: ["merge", str(home / "third.json"), str(home / "other.json")],
    "history": lambda _: ["history"],
    "status": lambda _: ["status"],
    "doctor": lambda _: ["doctor"],
    "backups": lambda _: ["backups"],
}


def state_of(home: Path) -> dict[str, Any]:
    """What a person has, whichever file it is in; ids of what was just made are not compared."""
    paths = at_home(home)
    export, own = home / "export.json", (paths.settings_file, paths.routines_file)
    log = open_store(paths).load()
    return {
        "history": sorted((one.practice_day, one.routine, one.note) for one in log.sessions),
        "marks": log.marks,
        "decided": [(one.kind, one.exercise, one.words) for one in log.decisions],
        "measured": [one.rating for one in log.checks] + [one.cm for one in log.reach],
        "own": [path.read_text() for path in own if path.exists()],
        "exported": export.read_bytes() if export.exists() else None,
        "merged": [one.id for one in sessions_in(home / "third.json", home)],
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
    with living_at(home) as patch:
        patch.setattr(files, "os", watched)
        exit_code = run(arguments)
    told = capsys.readouterr()
    found = state_of(home)
    shutil.rmtree(home)
    return Trial(found, watched.count, exit_code, told.out + told.err)


@pytest.mark.parametrize("sticky", [False, torture(True)], ids=["once", "from-then-on"])
@pytest.mark.parametrize("verb", [name if name == "log" else torture(name) for name in VERBS])
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


@contextmanager
def full() -> Iterator[TextIO | None]:
    """A disk without room."""
    with open("/dev/full", "w", encoding="utf-8") as stream:
        yield stream


@contextmanager
def closed() -> Iterator[TextIO | None]:
    """Closed by whoever started the program."""
    yield None


@contextmanager
def left() -> Iterator[TextIO | None]:
    """A pipe whose reader has seen enough."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stream:
        yield stream


Opened = Callable[[], AbstractContextManager[TextIO | None]]
NEEDS_IT = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has one")
CHANGING = (
    *(
        "check",
        "reach",
        "log",
        "mark",
        "adjust",
        "ticks",
        "edit",
        "delete",
        "undo",
        "routine",
        "set",
        "import",
    ),
    *("import --undo", "restore", "restore --undo", "erase", "export", "merge"),
)


def run_at(home: Path, arguments: list[str], **streams: Opened) -> int:
    """Run a verb with other streams than there are."""
    with living_at(home) as patch, ExitStack() as opened:
        for name, stream in streams.items():
            patch.setattr(sys, name, opened.enter_context(stream()))
        return run(arguments)


@pytest.mark.parametrize("stdout", [pytest.param(full, marks=NEEDS_IT), closed, left])
@pytest.mark.parametrize("verb", CHANGING)
def test_what_was_done_decides_and_is_told_on_stderr_when_stdout_cannot_be_written(
    verb: str, stdout: Opened, template: Path, tmp_path: Path, capsys: Output
) -> None:
    home = tmp_path / "home"
    shutil.copytree(template, home)
    arguments, before = VERBS[verb](home), state_of(home)
    assert run_at(home, arguments, stdout=stdout) == 0
    told = capsys.readouterr().err
    assert state_of(home) != before
    assert bool(DONE.search(told)) is (stdout is not left), told


SHOWING = (
    *("today", "list", "list --json", "status", "history", "mornings --json", "backups", "doctor"),
    *("paths", "figure leg-lift", "sheet massage", "export", "restore --dry-run NAME"),
)


@pytest.mark.parametrize(
    ("stdout", "code"), [pytest.param(full, 1, marks=NEEDS_IT), (closed, 1), (left, 0)]
)
def test_what_is_to_be_shown_and_cannot_be_is_a_failure_unless_its_reader_has_left(
    stdout: Opened, code: int, template: Path, capsys: Output
) -> None:
    for line in SHOWING:
        arguments = line.replace("NAME", name_of_oldest(template)).split()
        found = run_at(template, arguments, stdout=stdout)
        told = capsys.readouterr().err
        assert found == code, (line, told)
        assert bool(re.search(r"^supple: (The|There is no) output ", told, re.M)) is bool(code), (
            line
        )


def test_a_reader_who_leaves_does_not_change_the_exit_code(template: Path, tmp_path: Path) -> None:
    home, table = tmp_path / "home", tmp_path / "table.csv"
    shutil.copytree(template, home)
    table.write_text("kind,id,started_at,routine,seconds\nsession,1,2026-01-01T08:00:00Z,Mine,x\n")
    assert run_at(home, ["import", "-v", str(table)], stdout=left) == 2
    at_home(home).settings_file.parent.mkdir(parents=True)
    at_home(home).settings_file.write_text("bell = 3\n")
    assert run_at(home, ["doctor"], stdout=left) == 1


@pytest.mark.parametrize("stderr", [pytest.param(full, marks=NEEDS_IT), closed, left])
def test_a_warning_that_cannot_be_told_does_not_undo_what_was_done(
    stderr: Opened, template: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(template, home)
    assert run_at(home, ["log", "massage", "--note", "x" * 3000], stderr=stderr) == 0
    assert run_at(home, ["log", "massage", "--pain-after", "11"], stderr=stderr) == 2
    assert len(state_of(home)["history"]) == len(state_of(template)["history"]) + 1


@pytest.mark.parametrize(
    ("fills_at", "became", "kept"),
    [("seconds", "Nothing was recorded.", 0), ("Switch", "saved", 1)],
)
def test_a_disk_that_fills_up_ends_it_and_what_became_of_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fills_at: str, became: str, kept: int
) -> None:
    class Filling(io.StringIO):
        def write(self, text: str) -> int:
            if fills_at in text:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(text)

        def fileno(self) -> int:
            return spare

    spare = os.open(os.devnull, os.O_WRONLY)
    clock = FakeClock()
    monkeypatch.setattr("tui.cli.plain.flow.NoKeys", lambda: TypedKeys(clock, {}))
    context = Context(Paths(tmp_path, tmp_path, tmp_path), clock)
    routine = built_in()[1].get("desk-break")
    with (
        click.Context(click.Command("start")).scope(),
        redirect_stdout(Filling()),
        pytest.raises(click.ClickException, match="The output was not written: .*" + became),
    ):
        run_plain(context, routine, PlainOptions(Words.ALL, speed=1))
    os.close(spare)
    assert len(context.history.load().sessions) == kept


@pytest.mark.parametrize(
    ("fails", "told"), [("load", ""), ("put", "supple: Your back today: 3 of 10. Not now.\n")]
)
def test_a_saved_session_is_told_to_be_saved_whatever_fails_after_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output, fails: str, told: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise HistoryError("Not now.")

    clock = FakeClock()
    monkeypatch.setattr("tui.cli.plain.flow.NoKeys", lambda: TypedKeys(clock, {2: "3"}))
    monkeypatch.setattr(HistoryStore, fails, failing)
    context = Context(Paths(tmp_path, tmp_path, tmp_path), clock)
    context.paths.settings_file.write_text('tones = "off"\nbell = "off"\n')
    routine = built_in()[1].get("desk-break")
    with click.Context(click.Command("start")).scope():
        assert run_plain(context, routine, PlainOptions(Words.ALL, speed=1)) == 0
    output = capsys.readouterr()
    assert output.out.endswith("\nSaved.\n")
    assert output.err == told


@pytest.mark.parametrize(
    ("fails", "became"),
    [
        ((HistoryStore, "add"), "It is kept aside; the next start offers to save it."),
        ((HistoryStore, "add", Draft, "save"), "None of it is kept; supple log records it later."),
    ],
)
def test_what_was_not_saved_is_only_said_to_be_kept_if_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: tuple[Any, ...], became: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise DraftError("Not now.")

    for owner, name in zip(fails[::2], fails[1::2], strict=True):
        monkeypatch.setattr(owner, name, failing)
    clock = FakeClock()
    monkeypatch.setattr("tui.cli.plain.flow.NoKeys", lambda: TypedKeys(clock, {}))
    context = Context(Paths(tmp_path, tmp_path, tmp_path), clock)
    context.paths.settings_file.write_text('tones = "off"\nbell = "off"\n')
    routine = built_in()[1].get("desk-break")
    with (
        click.Context(click.Command("start")).scope(),
        pytest.raises(HistoryError, match=f"^Not now. {re.escape(became)}$"),
    ):
        run_plain(context, routine, PlainOptions(Words.ALL, speed=1))


def test_what_may_not_last_is_told_once(
    paths: Paths, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["log", "massage"])
    monkeypatch.setattr(files, "sync_folder", lambda folder: OSError(errno.EIO, "", folder))
    run(["log", "massage"])
    told = capsys.readouterr()
    assert told.out.count("Saved: ") == 2
    assert told.err.count("may not survive a power cut") == 1
