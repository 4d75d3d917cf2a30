"""The draft of a running session outlives its process."""

import os
from datetime import UTC
from pathlib import Path

import pytest

from library.session.draft import Draft, DraftError, empty_trash, unfinished_drafts
from tests.library.history.support import FakeClock


def test_a_draft_is_found_by_the_next_start_once_its_owner_is_gone(tmp_path: Path) -> None:
    clock = FakeClock()
    draft = Draft(tmp_path, clock, "a")
    assert unfinished_drafts(tmp_path)[0] == []
    draft.save({"holds": 1})
    draft.save({"holds": 2, "note": "é"})
    assert unfinished_drafts(tmp_path)[0] == []
    with pytest.raises(DraftError, match="another window"):
        Draft(tmp_path, clock, draft.id).take()
    draft.keep()
    (left,) = unfinished_drafts(tmp_path)[0]
    assert left.id == draft.id
    assert left.content == {"holds": 2, "note": "é"}
    assert left.saved_at == clock.at.astimezone(UTC).isoformat(timespec="milliseconds").replace(
        "+00:00", "Z"
    )
    resumed = Draft(tmp_path, clock, left.id)
    resumed.take()
    assert unfinished_drafts(tmp_path)[0] == []
    resumed.finish()
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_a_process_that_was_killed_is_unfinished(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        Draft(tmp_path, FakeClock(), "a").save({"holds": 3})
        os._exit(9)
    os.waitpid(child, 0)
    assert [one.content for one in unfinished_drafts(tmp_path)[0]] == [{"holds": 3}]


def test_a_draft_that_cannot_be_discarded_is_let_go(tmp_path: Path) -> None:
    draft = Draft(tmp_path, FakeClock(), "a")
    draft.save({"holds": 1})
    (tmp_path / "trash").write_text("no folder")
    with pytest.raises(DraftError, match="Not discarded"):
        draft.discard()
    assert [left.id for left in unfinished_drafts(tmp_path)[0]] == [draft.id]


def test_who_holds_a_draft_can_read_it(tmp_path: Path) -> None:
    draft = Draft(tmp_path, FakeClock(), "a")
    assert draft.read() is None
    draft.save({"holds": 1})
    read = draft.read()
    assert read is not None
    assert (read.id, read.content) == (draft.id, {"holds": 1})
    (tmp_path / f"{draft.id}.json").write_text("{")
    with pytest.raises(DraftError, match="cannot be read"):
        draft.read()
    draft.finish()


def test_a_discarded_draft_lies_in_the_trash_for_a_while(tmp_path: Path) -> None:
    clock = FakeClock()
    draft = Draft(tmp_path, clock, "a")
    draft.save({"holds": 3})
    draft.discard()
    assert unfinished_drafts(tmp_path)[0] == []
    trash = tmp_path / "trash" / "a.json"
    moment = clock.at.timestamp()
    os.utime(trash, (moment, moment))
    clock.pass_(days=29)
    empty_trash(tmp_path, clock)
    assert trash.exists()
    clock.pass_(days=2)
    empty_trash(tmp_path, clock)
    assert not trash.exists()


def test_an_unreadable_draft_stays_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text('{"id": "b", "saved_at": "lately", "content": {}}')
    (tmp_path / "c.json").write_bytes(b"")
    for name, depth in (("d", 300), ("e", 2_000), ("f", 100_000)):
        nested = '{"a":' * depth + "1" + "}" * depth
        text = f'{{"id": "{name}", "saved_at": "2026-11-22T10:00:00.000Z", "content": {nested}}}'
        (tmp_path / f"{name}.json").write_text(text)
    names = [f"{name}.json" for name in "abcdef"]
    before = [(tmp_path / name).read_bytes() for name in names]
    assert unfinished_drafts(tmp_path)[0] == []
    assert unfinished_drafts(tmp_path)[1] == [tmp_path / name for name in names]
    assert [(tmp_path / name).read_bytes() for name in names] == before


def test_a_damaged_draft_that_somebody_holds_is_no_concern_of_ours(tmp_path: Path) -> None:
    draft = Draft(tmp_path, FakeClock(), "a")
    draft.take()
    (tmp_path / "a.json").write_text("{")
    assert unfinished_drafts(tmp_path)[1] == []
    draft.keep()
    assert unfinished_drafts(tmp_path)[1] == [tmp_path / "a.json"]


def test_a_draft_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    with pytest.raises(DraftError, match=r"\w+: .+\."):
        Draft(tmp_path / "drafts", FakeClock(), "a").take()
