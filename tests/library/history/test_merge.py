"""Merging is lawful, and every way two histories meet goes through it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.clock import timestamp
from library.history import sync_conflicts
from library.history.codec import to_document
from library.history.errors import HistoryError
from library.history.format import Contents, encode
from library.history.merge import later_than, merge, order, spared, stamped
from library.history.record import Favourite, MarkKind
from library.history.repair import read_any
from library.history.tables import SESSIONS
from tests.library.history.support import DAY, FakeClock, open_history, path_of, session

NOW = FakeClock().now()
KEYS = ["a", "b", "c"]
documents = st.fixed_dictionaries(
    {
        "updated_at": st.sampled_from(
            ["2026-11-22T10:00:00.000Z", "2026-11-23T10:00:00.000Z", "x"]
        ),
        "rev": st.integers(1, 2) | st.just("broken"),
        "device": st.sampled_from(["laptop", "desktop"]),
        "note": st.sampled_from(["", "n"]),
    },
    optional={
        "deleted_at": st.just("2026-11-22T10:00:00.000Z"),
        "day": st.just("2026-11-22"),
        "kind": st.sampled_from(["ill", "rest"]),
    },
).map(lambda fields: encode(dict(fields)))
anything = documents | st.sampled_from([b"5", b"null", b"[]", b"{}"])
histories = st.builds(
    Contents,
    st.dictionaries(
        st.sampled_from(["sessions", "marks", "decisions", "x"]),
        st.dictionaries(st.sampled_from(KEYS), anything),
    ),
    st.dictionaries(st.sampled_from(["p", "q"]), st.sampled_from([b"1", b"2"])),
)


def joined(*all_of: Contents) -> Contents:
    result = all_of[0]
    for one in all_of[1:]:
        result, _ = merge(result, one)
    return result


@given(histories, histories)
def test_it_does_not_matter_who_merges_whom(one: Contents, other: Contents) -> None:
    assert joined(one, other) == joined(other, one)


@given(histories, histories, histories)
def test_it_does_not_matter_which_two_meet_first(a: Contents, b: Contents, c: Contents) -> None:
    assert joined(joined(a, b), c) == joined(a, joined(b, c))


@given(histories, histories)
def test_merging_again_changes_nothing(one: Contents, other: Contents) -> None:
    both = joined(one, other)
    again, comparison = merge(both, other)
    assert again == both
    assert not comparison.brings_something


@given(histories, histories)
def test_nothing_of_either_is_missing(one: Contents, other: Contents) -> None:
    both = joined(one, other)
    for source in (one, other):
        for name, table in source.tables.items():
            assert table.keys() <= both.tables[name].keys()


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_an_edit_is_later_than_what_it_was_made_on(before: datetime, now: datetime) -> None:
    old = timestamp(before)
    new = later_than(old, now)
    assert len(new) == len(old)
    assert new > old or before.year == 9999


def test_a_deletion_and_an_edit_meet_by_their_time() -> None:
    fields = to_document(session(0))
    edit = encode({**fields, "updated_at": "2026-11-22T10:00:00.000Z", "rev": 2})
    deletion = encode(
        {
            **fields,
            "updated_at": "2026-11-22T11:00:00.000Z",
            "rev": 2,
            "deleted_at": "2026-11-22T11:00:00.000Z",
        }
    )
    later = encode({**fields, "updated_at": "2026-11-22T12:00:00.000Z", "rev": 3})
    first, second, third = (order(each, SESSIONS) for each in (edit, deletion, later))
    assert first < second < third


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A laptop and a desktop with 1 the same, 1 that differs, and 1 and 2 of their own."""
    laptop, desktop = tmp_path / "laptop", tmp_path / "desktop"
    clock = FakeClock()
    log = open_history(laptop, clock=clock)
    log.add(session(0))
    log.add(session(1))
    (desktop / "data").mkdir(parents=True)
    path_of(desktop).write_bytes(path_of(laptop).read_bytes())
    clock.pass_(hours=1)
    other = open_history(desktop, "desktop", clock)
    other.replace(session(1, note="desktop"))
    other.add(session(10))
    other.add(session(11))
    log.add(session(20))
    return laptop, desktop


BRINGS = "2 new, 1 the same, 1 newer there"
MERGED = [session(0), session(1, note="desktop"), session(10), session(11), session(20)]


def test_an_import_tells_first_then_merges_then_has_nothing_to_do(two: tuple[Path, Path]) -> None:
    laptop, desktop = two
    log = open_history(laptop)
    before = path_of(laptop).read_bytes()
    dry = log.import_file(path_of(desktop), dry_run=True)
    assert str(dry.comparison) == BRINGS
    assert path_of(laptop).read_bytes() == before
    log.import_file(path_of(desktop))
    assert list(log.load().sessions) == MERGED
    after = path_of(laptop).read_bytes()
    again = log.import_file(path_of(desktop))
    assert not again.comparison.brings_something
    assert path_of(laptop).read_bytes() == after


def test_a_merge_keeps_what_lost_in_the_backups(two: tuple[Path, Path]) -> None:
    laptop, desktop = two
    open_history(laptop).import_file(path_of(desktop))
    backups = sorted((laptop / "state" / "backups").iterdir())
    assert b'"note":"desktop"' in backups[-1].read_bytes()
    assert b'"note":"desktop"' not in backups[-2].read_bytes()


def test_git_s_merge_of_two_files_has_everything_whichever_is_ours(two: tuple[Path, Path]) -> None:
    laptop, desktop = two
    ours, theirs = path_of(laptop).read_bytes(), path_of(desktop).read_bytes()
    comparison = sync_conflicts.merge_files(path_of(laptop), path_of(desktop), NOW)
    assert str(comparison) == BRINGS
    path_of(laptop).with_name("theirs").write_bytes(theirs)
    path_of(laptop).with_name("ours").write_bytes(ours)
    sync_conflicts.merge_files(
        path_of(laptop).with_name("theirs"), path_of(laptop).with_name("ours"), NOW
    )
    log = open_history(laptop)
    assert list(log.load().sessions) == MERGED
    assert log.load().notices == ()
    path_of(laptop).with_name("theirs").rename(path_of(laptop))
    assert list(open_history(laptop).load().sessions) == MERGED


def test_deletions_and_marks_merge_too(two: tuple[Path, Path]) -> None:
    laptop, desktop = two
    clock = FakeClock()
    clock.pass_(hours=2)
    other = open_history(desktop, "desktop", clock)
    other.delete([session(0).id])
    other.mark(DAY, MarkKind.TRAVEL)
    log = open_history(laptop)
    log.mark(DAY, MarkKind.ILL)
    log.import_file(path_of(desktop), replace=True)
    snapshot = log.load()
    assert session(0) not in snapshot.sessions
    assert [mark.kind for mark in snapshot.marks] == [MarkKind.TRAVEL]
    log.restore([session(0).id])
    assert session(0) in log.load().sessions


@pytest.mark.parametrize("content", [b"", b"hello", b"[1", b"PK\x03\x04", b"5", b'{"a": 1}'])
def test_what_is_no_history_is_not_imported(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    log = open_history(tmp_path)
    for path in (tmp_path / "file", tmp_path / "missing", tmp_path):
        with pytest.raises(HistoryError, match=r"\.$"):
            log.import_file(path)
    with pytest.raises(HistoryError):
        sync_conflicts.merge_files(tmp_path / "file", tmp_path / "missing", NOW)


IMPOSSIBLE_TIMES = [
    "9999-12-31T23:59:59.999Z",
    "2099-01-01T00:00:00.000Z",
    "2026-11-25T00:00:00.000Z",
    "2027-13-45T99:99:99.999Z",
    "zzzz-zz-zzTzz:zz:zz.zzzZ",
    "\u0662\u0660\u0662\u0669-01-01T00:00:00.000Z",
]
"""From where the clock of the tests stands, 22 Nov 2026."""


def offered(folder: Path, time: str, rev: int = 1) -> Path:
    """A file with a version of session 0 that claims to be of that time."""
    version = {**to_document(session(0, note="theirs")), "updated_at": time, "rev": rev}
    path = folder / f"offered-{rev}.json"
    path.write_text(json.dumps({"sessions": {session(0).id: version}, "marks": {}}))
    return path


@pytest.mark.parametrize("time", IMPOSSIBLE_TIMES)
@pytest.mark.parametrize("rev", [1, 10**30])
def test_a_version_of_a_time_that_cannot_be_wins_over_no_later_edit(
    tmp_path: Path, time: str, rev: int
) -> None:
    log = open_history(tmp_path)
    file = offered(tmp_path, time, rev)
    log.import_file(file)  # it is new here: there is nothing that it could hide
    assert [one.note for one in log.load().sessions] == ["theirs"]
    log.load()
    log.replace(session(0, note="mine"))
    log.import_file(file)
    copy = path_of(tmp_path).with_name("history (1).json")
    copy.write_bytes(file.read_bytes())
    log.merge_copies(copy)
    sync_conflicts.merge_files(path_of(tmp_path), file, NOW)
    assert [one.note for one in open_history(tmp_path).load().sessions] == ["mine"]


@pytest.mark.parametrize("time", IMPOSSIBLE_TIMES)
def test_a_version_of_a_time_that_cannot_be_replaces_nothing(tmp_path: Path, time: str) -> None:
    log = open_history(tmp_path)
    log.add(session(0, note="mine"))
    file = offered(tmp_path, time)
    log.import_file(file)
    sync_conflicts.merge_files(path_of(tmp_path), file, NOW)
    assert [one.note for one in open_history(tmp_path).load().sessions] == ["mine"]


def test_versions_of_one_wrong_clock_stay_in_their_order(tmp_path: Path) -> None:
    wrong = FakeClock()
    wrong.pass_(days=900)
    ahead = open_history(tmp_path / "ahead", "ahead", wrong)
    ahead.add(session(0, note="first"))
    log = open_history(tmp_path)
    log.import_file(path_of(tmp_path / "ahead"))
    ahead.load()
    ahead.replace(session(0, note="second"))
    log.import_file(path_of(tmp_path / "ahead"))
    assert [one.note for one in log.load().sessions] == ["second"]


@given(st.text(max_size=30) | st.sampled_from(IMPOSSIBLE_TIMES), st.integers(-5, 10**20))
def test_an_edit_is_later_whatever_the_version_claims_that_it_was_made_on(
    time: str, rev: int
) -> None:
    fields = to_document(session(0))
    old = encode({**fields, "updated_at": time, "rev": rev})
    edit = encode(stamped(fields, old, NOW, "laptop"))
    assert order(edit, SESSIONS) > order(old, SESSIONS)


def test_what_a_version_lacks_is_told_by_its_name() -> None:
    own = {**to_document(session(1)), "pain_before": 3, "pain_after": 2}
    later = {name: None if name.startswith("pain") else value for name, value in own.items()}
    assert spared(own, later)[1] == {"pain rating": 2}
    assert spared({"mood": 1}, {})[1] == {"other detail": 1}


def test_what_the_program_remembers_is_told_apart(tmp_path: Path) -> None:
    other = open_history(tmp_path / "other", "desktop")
    other.add(session(1))
    other.put([Favourite("leg-lift", True), Favourite("leg-crossover", True)])
    _, found = merge(Contents(), read_any(path_of(tmp_path / "other").read_bytes()).contents)
    assert str(found) == "1 new, 0 the same; also 2 remembered choices"
    assert found.counts == (
        "1 new, 0 the same, 0 taken from the file, 0 kept from here; also 2 remembered choices"
    )
