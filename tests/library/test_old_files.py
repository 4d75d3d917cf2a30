"""Files that an earlier version wrote are read as they were meant; see `fixtures/README.md`."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from library.history.record import DayMark, MarkKind, Outcome, SessionRecord
from library.history.store import HistoryStore
from library.paths import Paths
from library.profile import Profile
from library.routines.planning import build_plan
from library.session.engine import Session
from library.session.machine import State
from library.session.unfinished import Unfinished, UnfinishedSessions
from library.settings import Acknowledgement, Settings
from library.settings.schema import EarlierGoal
from tests.clock import FakeClock

FILES = Path(__file__).with_name("fixtures") / "before-rebuild"


class Left(NamedTuple):
    """What a draft holds."""

    outcomes: list[str]
    """How each of its holds ended."""
    number: int
    """Which hold comes next, from 0."""
    coming: str
    """That hold in words."""


DRAFTS = {
    # In the second of two holds.
    "Short 1": Left(["done"], 1, "Chair leg stretch, right leg"),
    # A hold was eased off, and those after it were made shorter.
    "Long 1": Left(["eased_off"], 1, "Chair leg stretch, right leg"),
    # In a massage, after a sore spot.
    "Hands 1": Left(["skipped"], 0, "Quick massage, left leg"),
    # In the first hold, on the screen.
    "Long 2": Left(["skipped"], 0, "Chair leg stretch, left leg"),
    # Three holds were skipped, and the second was to be done once more.
    "Long 3": Left(["skipped", "skipped", "skipped"], 1, "Chair leg stretch, right leg"),
}
"""The drafts in the order they were begun."""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    shutil.copytree(FILES, tmp_path / "home")
    home = tmp_path / "home"
    return Paths(home / "data", home / "config", home / "state")


@pytest.fixture
def profile(paths: Paths) -> Profile:
    return Profile(paths, FakeClock(), lambda settings, line_in_file: ())


@pytest.fixture
def history(paths: Paths) -> HistoryStore:
    return HistoryStore(paths.history_file, paths.state_dir, FakeClock(), "laptop")


def as_told(sessions: tuple[SessionRecord, ...]) -> object:
    return json.loads(msgspec.json.encode(sessions))


def told_then() -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads((FILES / "sessions.json").read_text("utf-8"))
    return [{**session, "pain_worst": None, "worst_where": ""} for session in told]


def test_settings_have_their_values(profile: Profile) -> None:
    settings = profile.settings
    assert list(profile.problems) == []
    assert settings.weekly_goal == 4
    assert settings.past_goals == (EarlierGoal(until=date(2026, 11, 21), days=3),)
    assert settings.first_weekday == "sunday"
    assert (settings.get_ready_seconds, settings.rest_seconds) == (2, 0)
    assert (settings.bell, settings.tones, settings.theme) == ("off", "off", "nord")
    assert settings.place == "Office"
    assert settings.places == {"Office": ("firm-chair", "balance-support"), "Mum's flat": ()}
    assert settings.keys == {
        "session.pause": "p",
        "list.down": "down,j,ctrl+n",
        "history.mark": "M",
    }
    assert settings.favourites == ("standing-stretch",)
    assert settings.levels == {"standing-stretch": 1}
    assert settings.hold_seconds == {"chair-leg-stretch": 15}
    assert settings.acknowledged == Acknowledgement(version=1, on=date(2026, 11, 28))


def test_a_change_leaves_the_rest_of_the_settings_as_it_is(profile: Profile, paths: Paths) -> None:
    before = paths.settings_file.read_text("utf-8")
    profile.change_settings(theme="dracula")
    assert paths.settings_file.read_text("utf-8") == before.replace('"nord"', '"dracula"')


def test_what_was_remembered_in_the_settings_is_taken_over_into_the_history(
    profile: Profile, history: HistoryStore, paths: Paths
) -> None:
    before = paths.settings_file.read_bytes()
    profile.use_history(history.load().remembered)
    then = profile.settings
    profile.unsaved.save(history)
    assert paths.settings_file.read_bytes() == before
    paths.settings_file.write_text("weekly_goal = 4\n")
    later = Profile(paths, FakeClock(), lambda settings, line_in_file: ())
    later.use_history(history.load().remembered)
    for kept in ("past_goals", "favourites", "levels", "hold_seconds", "acknowledged"):
        assert getattr(later.settings, kept) == getattr(then, kept) != getattr(Settings(), kept)
    assert as_told(history.load().sessions) == told_then()
    assert not later.unsaved


def test_own_exercises_and_routines_are_as_long_as_before(profile: Profile) -> None:
    own = {
        each.id: build_plan(each, profile.catalogue, profile.settings).seconds
        for each in profile.routines
        if each.own
    }
    assert list(profile.problems) == []
    assert own == {"short": 14, "long": 160, "hands": 58}
    assert [each.id for each in profile.catalogue if each.own] == [
        "towel-stretch",
        "quick-massage",
    ]


def test_the_history_tells_the_same_sessions_and_marks(history: HistoryStore) -> None:
    snapshot = history.load()
    assert as_told(snapshot.sessions) == told_then()
    assert snapshot.marks == (
        DayMark(date(2026, 11, 21), MarkKind.ILL),
        DayMark(date(2026, 11, 28), MarkKind.REST),
    )
    assert (snapshot.notices, snapshot.invalid) == ((), ())


def test_the_changes_of_then_can_be_undone(history: HistoryStore) -> None:
    undone = [history.undo() for _ in range(6)]
    assert [change.what for change in undone if change] == ["marked"] * 4 + ["deleted"]
    snapshot = history.load()
    assert snapshot.marks == ()
    deleted = {session.id for session in snapshot.sessions} - {one["id"] for one in told_then()}
    assert [one.routine for one in snapshot.sessions if one.id in deleted] == ["Chair leg stretch"]


def test_a_history_whose_file_is_gone_comes_back_from_its_backups(
    history: HistoryStore, paths: Paths
) -> None:
    paths.history_file.unlink()
    assert as_told(history.load().sessions) == told_then()


def unfinished_sessions(
    profile: Profile, history: HistoryStore, paths: Paths
) -> dict[str, Unfinished]:
    sessions = UnfinishedSessions(paths.state.drafts, profile.catalogue, history, FakeClock())
    found, problems = sessions.find()
    assert problems == []
    names = [one.record.routine for one in found]
    numbered = [f"{name} {names[: at + 1].count(name)}" for at, name in enumerate(names)]
    return dict(zip(numbered, found, strict=True))


def test_every_draft_is_offered(profile: Profile, history: HistoryStore, paths: Paths) -> None:
    found = unfinished_sessions(profile, history, paths)
    assert list(found) == list(DRAFTS)
    for name, one in found.items():
        assert [hold.outcome.value for hold in one.record.holds] == DRAFTS[name].outcomes
        assert one.next_step is not None
        coming = f"{one.next_step.exercise.name}, {one.next_step.side.words.lower()}"
        assert (one.next_step.number, coming) == DRAFTS[name][1:]
    assert [one.record.pain_before for one in found.values()] == [None, None, None, 4, 6]
    assert [spot.seconds for spot in found["Hands 1"].record.sore_spots] == [2.5]
    assert [one.record.seconds for one in found.values()] == [7, 3, 7.6, 4.6, 9.1]


@pytest.mark.parametrize("name", DRAFTS)
def test_every_draft_can_be_gone_on_with_to_its_end(
    profile: Profile, history: HistoryStore, paths: Paths, name: str
) -> None:
    sessions = UnfinishedSessions(paths.state.drafts, profile.catalogue, history, FakeClock())
    unfinished, draft = sessions.take(unfinished_sessions(profile, history, paths)[name].id)
    session, start, draft = sessions.go_on(unfinished, draft)
    run_to_end(session)
    record = start.record(session)
    draft.finish()
    history.add(record)

    number = DRAFTS[name].number
    assert record.completed
    assert record.holds[:number] == unfinished.record.holds[:number]
    assert {hold.outcome for hold in record.holds[number:]} == {Outcome.DONE}
    assert record.sore_spots == unfinished.record.sore_spots
    assert record.pain_before == unfinished.record.pain_before
    if name == "Long 1":
        chair = [hold for hold in record.holds if hold.exercise == "chair-leg-stretch"]
        assert [hold.planned_seconds for hold in chair] == [15, 10, 10, 10]
    assert record in history.load().sessions
    assert not (paths.state.drafts / f"{record.id}.json").exists()


def run_to_end(session: Session) -> None:
    """Let all the time pass that is left."""
    session.start()
    while session.state is not State.DONE:
        assert session.next_due is not None
        session.advance(session.next_due)
