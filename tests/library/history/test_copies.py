"""Copies beside the history are found by what is in them, and settled without loss."""

import json
import shlex
from pathlib import Path

import pytest

from library import checks
from library.history.comparison import ConflictCopy
from library.history.errors import HistoryError
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.history.support import FakeClock, open_history, path_of, session

MERGED = [session(0), session(1, note="desktop"), session(10), session(11), session(20)]
BY_PROGRAM = [
    "history.sync-conflict-20261122-101010-ABCDEF.json",
    "history (desktop's conflicted copy 2026-11-22).json",
    "history (SFConflict sam@example.org 2026-11-28-00-30-00).json",
    "history (In Konflikt stehende Kopie von vm 2026-11-28).json",
    "history (Copie en conflit de vm 2026-11-28).json",
    "history_NAS_Nov-28-003000-2026_Conflict.json",
    "history.json..path2",
    f"history (conflict {'ä' * 110}).json",
    f"history-conflict-{'x' * 233}.json",  # no name may be longer
]
A_PERSON_S_OWN = [
    "history-desktop.json",  # by OneDrive, or by a person who brought it here
    "history 2.json",
    "history-before-the-move.json",
    "Kopie von history.json",
    "old.txt",
    "history.json.orig",
]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """One history on two machines, changed on both."""
    laptop, desktop = tmp_path / "laptop", tmp_path / "desktop"
    log = open_history(laptop)
    log.add(session(0))
    log.add(session(1))
    path_of(desktop).parent.mkdir(parents=True)
    path_of(desktop).write_bytes(path_of(laptop).read_bytes())
    clock = FakeClock()
    clock.pass_(hours=1)
    other = open_history(desktop, "desktop", clock)
    other.replace(session(1, note="desktop"))
    other.add(session(10))
    other.add(session(11))
    log.add(session(20))
    return laptop, desktop


def put(two: tuple[Path, Path], name: str) -> Path:
    """Put the desktop's history beside the laptop's."""
    copy = path_of(two[0]).with_name(name)
    copy.write_bytes(path_of(two[1]).read_bytes())
    return copy


def waiting(log: HistoryStore) -> list[ConflictCopy]:
    """What a person would be asked about."""
    found = log.sync_conflicts()
    return [copy for copy in found if copy.comparison.brings_something and not copy.answered]


@pytest.mark.parametrize("name", BY_PROGRAM)
def test_what_a_program_named_is_merged_and_put_aside(two: tuple[Path, Path], name: str) -> None:
    copy = put(two, name)
    raw = copy.read_bytes()
    log = open_history(two[0])
    (found,) = waiting(log)
    assert found.related
    assert len(found.comparison.new) == 2
    assert found.comparison.taken
    assert str(log.merge_copies(copy)) == str(found.comparison)
    assert list(log.load().sessions) == MERGED
    assert log.load().notices == ()
    assert not copy.exists()
    assert (two[0] / "state" / "merged" / name).read_bytes() == raw
    assert log.sync_conflicts() == []
    assert not log.merge_copies(copy).brings_something, "another window has merged it"


@pytest.mark.parametrize("name", A_PERSON_S_OWN)
def test_a_person_s_own_copy_is_merged_and_stays(two: tuple[Path, Path], name: str) -> None:
    copy = put(two, name)
    log = open_history(two[0])
    assert [found.path for found in waiting(log)] == [copy]
    log.merge_copies(copy)
    assert list(log.load().sessions) == MERGED
    assert copy.read_bytes() == path_of(two[1]).read_bytes()
    assert waiting(log) == []
    assert waiting(open_history(two[0])) == []


def test_a_copy_is_known_however_its_json_is_written(two: tuple[Path, Path]) -> None:
    copy = put(two, "from the other one.json")
    copy.write_text(json.dumps(json.loads(copy.read_text()), indent=4))
    log = open_history(two[0])
    log.merge_copies(*(found.path for found in waiting(log)))
    assert [each.id for each in log.load().sessions] == [each.id for each in MERGED]


def test_each_content_is_asked_about_once(two: tuple[Path, Path]) -> None:
    copy = put(two, BY_PROGRAM[0])
    log = open_history(two[0])
    log.leave_copies(*waiting(log))
    assert waiting(log) == []
    assert waiting(open_history(two[0])) == []
    copy.rename(copy.with_name("history 3.json"))
    assert waiting(log) == []
    clock = FakeClock()
    clock.pass_(hours=2)
    open_history(two[1], "desktop", clock).add(session(12))
    put(two, BY_PROGRAM[0])
    assert [found.path for found in waiting(log)] == [copy], "it holds something else now"


def test_a_version_that_comes_in_while_it_is_asked_is_asked_about_too(
    two: tuple[Path, Path],
) -> None:
    copy = put(two, BY_PROGRAM[0])
    log = open_history(two[0])
    shown = waiting(log)
    open_history(two[1], "desktop").add(session(12))
    put(two, BY_PROGRAM[0])
    log.leave_copies(*shown)
    assert [found.path for found in waiting(log)] == [copy]


def test_a_link_in_a_circle_is_told_and_not_followed(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    circle = path_of(tmp_path).with_name("history 2.json")
    circle.symlink_to(circle)
    assert log.sync_conflicts() == []
    with pytest.raises(HistoryError, match="leads in a circle"):
        log.import_file(circle)
    for name in ("history.json", "settings.toml"):
        path_of(tmp_path).with_name(name).unlink(missing_ok=True)
        path_of(tmp_path).with_name(name).symlink_to(name)
    assert log.sync_conflicts() == []
    with pytest.raises(HistoryError, match="leads in a circle"):
        log.load()


def test_what_is_no_copy_is_passed_over(two: tuple[Path, Path]) -> None:
    folder = path_of(two[0]).parent
    (folder / "history 2.json").write_text("[1, 2]")
    (folder / "history-notes.json").mkdir()
    for unfinished in (".syncthing.history.json.tmp", ".history.json.swp"):
        put(two, unfinished)
    (folder / "link.json").symlink_to(path_of(two[1]))
    (folder / "settings.toml").write_text("weekly_goal = 4")
    (folder / "same.json").write_bytes(path_of(two[0]).read_bytes())
    open_history(two[0] / "third").add(session(30))
    (folder / "friend.json").write_bytes(path_of(two[0] / "third").read_bytes())
    log = open_history(two[0])
    assert waiting(log) == []
    assert [found.path.name for found in log.sync_conflicts()] == ["same.json"]


def test_among_thousands_of_files_those_called_like_the_history_are_found(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.beside._MOST_FILES", 2)
    for name in ("a.txt", "b.txt", "c.json"):
        put(two, name)
    copy = put(two, "Kopie von HISTORY.json")
    assert [found.path for found in waiting(open_history(two[0]))] == [copy]


def test_a_different_history_that_was_to_lie_here_is_named_as_such(two: tuple[Path, Path]) -> None:
    open_history(two[0] / "third").add(session(30))
    copy = path_of(two[0]).with_name(BY_PROGRAM[0])
    copy.write_bytes(path_of(two[0] / "third").read_bytes())
    assert [one.related for one in waiting(open_history(two[0]))] == [False]


def test_a_copy_that_lost_its_beginning_still_gives_what_is_left(two: tuple[Path, Path]) -> None:
    copy = put(two, BY_PROGRAM[0])
    copy.write_bytes(copy.read_bytes()[600:])
    log = open_history(two[0])
    (found,) = waiting(log)
    assert found.damaged
    log.merge_copies(copy)
    assert session(11) in log.load().sessions


def test_what_two_copies_hold_counts_once(two: tuple[Path, Path]) -> None:
    copies = [put(two, name) for name in BY_PROGRAM[:2]]
    log = open_history(two[0])
    brought = log.merge_copies(*copies)
    assert len(brought.new) == 2
    assert list(log.load().sessions) == MERGED
    assert len(list((two[0] / "state" / "merged").iterdir())) == 2


def test_merged_copies_of_one_name_are_all_kept(two: tuple[Path, Path]) -> None:
    log = open_history(two[0])
    log.merge_copies(put(two, BY_PROGRAM[0]))
    open_history(two[1], "desktop").add(session(12))
    log.merge_copies(put(two, BY_PROGRAM[0]))
    assert len(list((two[0] / "state" / "merged").iterdir())) == 2


def test_an_import_that_cannot_put_the_copy_aside_is_no_failure(two: tuple[Path, Path]) -> None:
    copy = put(two, BY_PROGRAM[0])
    (two[0] / "state" / "merged").write_text("in the way")
    log = open_history(two[0])
    found = log.import_file(copy)
    assert found.comparison.counts.startswith("2 new, 1 the same, 1 taken from the file")
    assert log.load().sessions == tuple(sorted(MERGED, key=lambda each: each.started_at))
    assert copy.exists()
    assert [each.comparison.brings_something for each in log.sync_conflicts()] == [False]


def doctor(folder: Path) -> checks.Checkup:
    data = path_of(folder).parent
    return checks.check(open_history(folder), Paths(data, data, folder / "state"))


@pytest.mark.parametrize("name", [*BY_PROGRAM[:2], *A_PERSON_S_OWN[:2], "history'; touch x;'.json"])
def test_the_doctor_s_advice_ends_what_it_found(two: tuple[Path, Path], name: str) -> None:
    copy = put(two, name)
    checkup = doctor(two[0])
    (finding,) = (one for one in checkup.findings if copy.name in one.text)
    assert checkup.exit_code == 1
    told, command = finding.advice.split(": ", 1)
    assert (told, shlex.split(command)) == ("Merge it", ["supple", "import", str(copy)])
    open_history(two[0]).import_file(copy)
    assert list(open_history(two[0]).load().sessions) == MERGED
    assert doctor(two[0]).exit_code == 0


def test_the_doctor_s_advice_takes_over_what_the_other_machine_deleted(
    two: tuple[Path, Path],
) -> None:
    clock = FakeClock()
    clock.pass_(hours=2)
    open_history(two[1], "desktop", clock).delete([session(0).id])
    copy = put(two, BY_PROGRAM[0])
    (finding,) = (one for one in doctor(two[0]).findings if copy.name in one.text)
    words = shlex.split(finding.advice.split(": ", 1)[1])
    assert words == ["supple", "import", "--replace", str(copy)]
    open_history(two[0]).import_file(copy, replace=True)
    assert session(0) not in open_history(two[0]).load().sessions
    assert not copy.exists()
    assert doctor(two[0]).exit_code == 0


def test_a_copy_that_was_left_on_purpose_is_named_but_no_fault(two: tuple[Path, Path]) -> None:
    copy = put(two, BY_PROGRAM[0])
    log = open_history(two[0])
    log.leave_copies(*waiting(log))
    checkup = doctor(two[0])
    assert checkup.exit_code == 0
    (finding,) = (one for one in checkup.findings if copy.name in one.text)
    assert "You chose to leave it" in finding.advice
