"""Undo, backups and the doctor."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from library import checks, owners
from library.history import backups
from library.history.errors import HistoryError
from library.history.record import DayMark, MarkKind
from library.history.snapshot import ConflictError
from library.paths import Paths
from library.session.draft import Draft, empty_trash
from library.session.typed import TypedAboutSession, TypedDraft
from tests.library.history.faults import WatchedOs
from tests.library.history.support import DAY, FakeClock, open_history, path_of, session
from tests.library.history.tables import table_of


def test_a_delete_and_an_edit_are_taken_back_after_a_restart_the_last_first(
    tmp_path: Path,
) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="first"))
    log.add(session(1))
    log.load()
    log.replace(session(0, note="second"))
    log.delete([session(0).id, session(1).id])
    again = open_history(tmp_path)
    change = again.undo()
    assert change is not None
    assert change.what == "deleted"
    assert again.load().sessions == (session(0, note="second"), session(1))
    again.undo()
    assert again.load().sessions == (session(0, note="first"), session(1))
    assert again.undo() is None


def test_what_was_changed_again_elsewhere_is_not_undone(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.replace(session(0, note="mine"))
    other = open_history(tmp_path, "desktop")
    other._undo._path.rename(tmp_path / "elsewhere")
    other.replace(session(0, note="theirs"))
    (tmp_path / "elsewhere").replace(other._undo._path)
    with pytest.raises(HistoryError, match="changed again"):
        log.undo()
    assert log.load().sessions[0].note == "theirs"


def test_marks_are_taken_back_after_a_restart_one_by_one(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    for kind in (MarkKind.REST, MarkKind.ILL, None):
        log.mark(DAY, kind)
    for before in ((DayMark(DAY, MarkKind.ILL),), (DayMark(DAY, MarkKind.REST),), ()):
        again = open_history(tmp_path)
        change = again.undo()
        assert change is not None
        assert change.what == "marked"
        assert again.load().marks == before
    assert open_history(tmp_path).undo() is None


def test_taking_away_a_mark_that_is_not_there_cannot_be_undone(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.mark(DAY, None)
    assert log.undo() is None


def test_an_edit_made_on_an_old_version_clashes_even_if_the_log_was_read_since(
    tmp_path: Path,
) -> None:
    log, other = open_history(tmp_path), open_history(tmp_path, "desktop")
    log.add(session(0, note="shown"))
    other.load()
    other.replace(session(0, note="theirs"))
    log.load()
    with pytest.raises(ConflictError) as clash:
        log.replace(session(0, note="mine"), session(0, note="shown"))
    assert (clash.value.mine.note, clash.value.theirs) == ("mine", session(0, note="theirs"))
    log.replace(session(0, note="mine"), session(0, note="theirs"))
    assert log.load().sessions == (session(0, note="mine"),)


def test_a_broken_undo_list_stops_nothing(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    (tmp_path / "state" / "undo.json").write_text("{")
    assert log.undo() is None
    log.delete([session(0).id])
    assert log.undo() is not None
    assert log.load().sessions == (session(0),)


def test_backups_are_the_last_saves_then_days_then_months(tmp_path: Path) -> None:
    clock = FakeClock()
    clock.at = clock.at.replace(year=2025, month=1, day=1)
    log = open_history(tmp_path, clock=clock)
    for number in range(120):
        log.add(session(number, holds=1))
        clock.pass_(hours=24 if number < 90 else 8)
    found = log.backups()
    newest = found[0].saved_at
    assert [one.generation for one in found[:5]] == [120, 119, 118, 117, 116]
    days = {one.saved_at.date() for one in found}
    assert {newest.date() - timedelta(days=back) for back in range(30)} <= days
    assert {(one.saved_at.year, one.saved_at.month) for one in found} == {
        (2025, month) for month in range(1, 5)
    }
    assert len(found) <= 5 + 30 + 4


def test_the_newest_backup_is_a_copy_of_the_file(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    for number in range(3):
        log.add(session(number))
    assert log.backups()[0].path.read_bytes() == path_of(tmp_path).read_bytes()


def test_names_that_are_no_backups_are_passed_over(tmp_path: Path) -> None:
    for name in ("x.json", "00000001-99999999T999999Z-aaaaaaaa-bbbbbbbbbbbb.json"):
        (tmp_path / name).touch()
    assert backups.listed(tmp_path) == []


def paths(folder: Path) -> Paths:
    """Where the doctor looks: drafts lie in the folder, as does the data unless it is elsewhere."""
    return Paths(folder / "data", folder / "data", folder)


def test_the_doctor_finds_nothing_in_a_healthy_log(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    checkup = checks.check(log, paths(tmp_path))
    assert checkup.exit_code == 0
    assert checkup.findings[0].text.startswith("There is no history yet")
    assert "There are no backups yet; every save makes one." in texts(checkup)
    log.add(session(0))
    checkup = checks.check(log, paths(tmp_path))
    assert checkup.exit_code == 0
    assert checkup.findings[0].text.endswith("can be read; it holds 1 session.")
    assert "1 backup can be read." in texts(checkup)
    assert checks.Severity.REMARK not in {finding.severity for finding in checkup.findings}


def texts(checkup: checks.Checkup) -> list[str]:
    return [finding.text for finding in checkup.findings]


def test_what_needs_nothing_done_is_told_and_no_failure(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    log.add(replace(session(0), id=session(7).id))
    (tmp_path / "data" / ".history.json.0000.tmp").touch()
    twice, saving, left = (
        "Two sessions begin within two minutes",
        "Another window or machine is saving just now.",
        ".history.json.0000.tmp was left by an interrupted save.",
    )
    with log._file.changing():
        meanwhile = checks.check(log, paths(tmp_path))
    afterwards = checks.check(log, paths(tmp_path))
    for checkup, told in ((meanwhile, [twice, saving]), (afterwards, [twice, left])):
        remarks = [one for one in checkup.findings if one.severity is checks.Severity.REMARK]
        assert [one.text.split(",")[0] for one in remarks] == told
        assert all(one.advice for one in remarks)
        assert checkup.exit_code == 0


def test_the_doctor_names_every_folder_and_file_that_others_can_read(open_folder: Path) -> None:
    log = open_history(open_folder)
    log.add(session(0))
    log.delete([session(0).id])
    drafts = open_folder / "state" / "drafts"
    for id_ in ("a", "b"):
        draft = Draft(drafts, FakeClock(), id_)
        draft.save({})
        draft.discard() if id_ == "a" else draft.keep()
    path_of(open_folder).write_bytes(b"garbage")
    log.load()
    private = {path for path in open_folder.rglob("*") if path.is_dir() or path.suffix == ".json"}
    assert {path.name for path in private} >= {"data", "state", "undo.json", "b.json", "trash"}
    for path in private:
        path.chmod(0o755 if path.is_dir() else 0o644)
    checkup = checks.check(log, paths(open_folder / "state"))
    told = {
        one.text: one.severity for one in checkup.findings if one.text.startswith("Other people")
    }
    folders = {path for path in private if path.is_dir()}
    assert told == {
        **{f"Other people can look into {path}.": checks.Severity.REMARK for path in folders},
        **{f"Other people can read {path}.": checks.Severity.NOTICE for path in private - folders},
    }
    (open_folder / "data").chmod(0o777)
    changeable = checks.Finding(
        checks.Severity.NOTICE,
        f"Other people can change {open_folder / 'data'}.",
        f"Close it: chmod go= {open_folder / 'data'}",
    )
    assert changeable in checks.check(log, paths(open_folder / "state")).findings


@pytest.mark.parametrize("mode", [0o600, 0o777])
def test_the_doctor_says_where_no_rights_are_kept_instead_of_advising_chmod(
    mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_history(tmp_path)
    log.add(session(0))
    path_of(tmp_path).chmod(mode)

    def refused(_: int, name: str) -> None:
        if name == "fchmod":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(owners, "os", WatchedOs(refused))
    checkup = checks.check(log, paths(tmp_path))
    told = f"The file system of {path_of(tmp_path)} keeps no rights: others may read it there."
    assert told in texts(checkup)
    assert not any(str(path_of(tmp_path)) in one.advice for one in checkup.findings)
    assert checkup.exit_code == 0


def test_the_doctor_names_everything_that_is_not_well(tmp_path: Path) -> None:
    clock = FakeClock()
    clock.pass_(days=9)
    ahead = open_history(tmp_path, clock=clock)
    ahead.add(session(0))
    table_of(ahead).insert({"id": "nonsense"})
    ahead.add(replace(session(0), id=session(7).id))
    oldest = ahead.backups()[-1].path
    oldest.write_bytes(oldest.read_bytes()[:-9])
    (tmp_path / "data" / "history 2.json").write_bytes(path_of(tmp_path).read_bytes())
    (tmp_path / "data" / ".history.json.0000.tmp").touch()
    draft = Draft(tmp_path / "drafts", clock, "a")
    draft.save({})
    draft.keep()
    path_of(tmp_path).write_bytes(path_of(tmp_path).read_bytes()[:-40])
    log = open_history(tmp_path)
    with ahead._file.changing():  # then nothing is said of a file that may be half written
        busy = checks.check(log, paths(tmp_path))
    checkup = checks.check(log, paths(tmp_path))
    text = "\n".join(
        one.text
        for one in (*busy.findings, *checkup.findings)
        if one.severity is not checks.Severity.GOOD
    )
    for word in (
        "could not be read in full",
        "no valid record",
        "dated ahead",
        "within two minutes",
        "is damaged",
        "window or machine is saving",
        "copy of the history",
        "interrupted save",
        "not finished",
    ):
        assert word in text
    assert all(one.advice for one in checkup.findings if one.severity is not checks.Severity.GOOD)
    assert checkup.exit_code == 2


def test_the_doctor_tells_of_what_was_typed_and_not_of_what_is_saved(tmp_path: Path) -> None:
    log, places = open_history(tmp_path), paths(tmp_path)
    log.add(session(0))
    saved = Draft(places.state.drafts, FakeClock(), session(0).id)
    saved.save({})
    saved.keep()
    assert checks.check(log, places).exit_code == 0
    typed = TypedDraft(places.state.typed, FakeClock())
    typed.note(TypedAboutSession("1", {"note": "tight"}))
    typed.keep()
    checkup = checks.check(log, places)
    (finding,) = (one for one in checkup.findings if one.severity is checks.Severity.NOTICE)
    assert finding.text.startswith("Something that was typed on ")


def test_the_doctor_names_a_draft_that_cannot_be_read(tmp_path: Path) -> None:
    log = open_history(tmp_path)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "a.json").write_text("{")
    checkup = checks.check(log, paths(tmp_path))
    text = f"A session that was not finished cannot be read: {drafts / 'a.json'}."
    (finding,) = (one for one in checkup.findings if one.text == text)
    assert finding.severity is checks.Severity.NOTICE
    assert checkup.exit_code == 1
    assert (drafts / "a.json").read_text() == "{"


def test_a_change_of_a_wrong_clock_is_told_until_it_is_gone(tmp_path: Path) -> None:
    clock = FakeClock()
    clock.pass_(days=900)
    ahead = open_history(tmp_path, clock=clock)
    ahead.mark(DAY, MarkKind.ILL)
    log = open_history(tmp_path)
    assert log.count_ahead(timedelta(days=2)) == 1
    log.undo()
    assert log.load().marks == ()
    assert log.count_ahead(timedelta(days=2)) == 0


def test_what_a_wrong_clock_changed_is_nothing_to_do_once_the_clock_is_right(
    tmp_path: Path,
) -> None:
    log, places = open_history(tmp_path), paths(tmp_path)
    log.add(session(0))
    wrong = FakeClock()
    wrong.pass_(days=900)
    open_history(tmp_path, clock=wrong).replace(replace(session(0), note="changed"))
    assert log.undo() is not None
    assert log.load().sessions == (session(0),)
    checkup = checks.check(log, places)
    (finding,) = (one for one in checkup.findings if one.severity is not checks.Severity.GOOD)
    assert finding.text.startswith("1 change is dated ahead")
    assert checkup.exit_code == 0


@pytest.mark.parametrize("folder", ["backups", "kept", "drafts"])
def test_what_killed_saves_left_under_names_that_never_come_again_goes(
    tmp_path: Path, folder: str
) -> None:
    place = tmp_path / "state" / folder
    place.mkdir(parents=True)
    for name, age in {"c": 0, ".a.json.0123abcd.tmp": 90_000, ".b.json.0123abcd.tmp": 60}.items():
        (place / name).touch()
        then = (place / name).stat().st_mtime - age
        os.utime(place / name, (then, then))
    if folder == "drafts":
        empty_trash(place, FakeClock())
    else:
        open_history(tmp_path).add(session(0))
    assert {path.name for path in place.iterdir()} >= {".b.json.0123abcd.tmp", "c"}
    assert not (place / ".a.json.0123abcd.tmp").exists()
