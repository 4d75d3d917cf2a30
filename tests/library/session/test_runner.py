"""Clock, session, draft and cues together: what a screen and plain mode have in common."""

from datetime import timedelta
from pathlib import Path

import pytest

from library import locks
from library.history.record import Outcome
from library.routines.model import Step
from library.session import events as ev
from library.session.cues import Sound
from library.session.draft import Draft, DraftError
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.session.machine import SessionCommand, State
from library.session.record import SessionStart
from library.session.runner import SessionRunner, Update
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.builders import holds, plan
from tests.library.session.drafts import found
from tests.library.session.running import BEND, MASSAGE, UNTIL_EASED
from tests.library.session.transcripts import built_in


class Running:
    """A runner with its clock: 10 s to get ready, then holds of 30 s."""

    def __init__(
        self,
        folder: Path,
        works: list[Step] | None = None,
        settings: Settings | None = None,
        *,
        recorded: bool = True,
        speed: int = 1,
    ) -> None:
        self.clock = FakeClock()
        start = SessionStart.now(self.clock, 0)
        self.session = Session(plan(works or holds(BEND, 30.0)))
        self.runner = SessionRunner(
            self.session,
            settings or Settings(),
            self.clock,
            start,
            Draft(folder, self.clock, start.id) if recorded else None,
            speed=speed,
        )

    def tick(self, seconds: float) -> Update:
        """Let time pass in steps of a second, and return the last update."""
        update = self.runner.tick()
        while seconds > 0:
            self.clock.pass_time(min(1.0, seconds))
            update = self.runner.tick()
            seconds -= 1.0
        return update

    def in_hold(self) -> "Running":
        self.runner.start()
        self.tick(12)
        assert self.session.elapsed == 2
        return self


@pytest.fixture
def hold(tmp_path: Path) -> Running:
    return Running(tmp_path).in_hold()


def kinds(update: Update) -> list[type[ev.Event]]:
    return [type(event) for event in update.events]


def test_what_writing_needs_is_loaded_before_a_hold_ends_and_not_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, loaded = Running(tmp_path), list[float]()
    monkeypatch.setattr(locks, "prepare", lambda: loaded.append(running.runner.now))
    running.runner.start()
    running.tick(1)
    assert loaded == []
    running.tick(5)
    assert 1 < loaded[0] < 3


def test_its_clock_begins_with_the_start(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.clock.pass_time(60)
    update = running.runner.start()
    assert (update.at, kinds(update)) == (0, [ev.StepStarted])
    assert [cue.words for cue in update.cues] == ["Left leg. Bend. Hold 30 seconds. Get ready."]
    assert running.tick(1).events == ()
    assert running.session.elapsed == 1


@pytest.mark.parametrize("slept", [True, False])
def test_a_gap_pauses_at_the_reading_before_it(hold: Running, slept: bool) -> None:
    hold.clock.sleep_machine(3600) if slept else hold.clock.pass_time(3600)
    update = hold.runner.tick()
    assert update.events == (ev.TimeLost(12.0), ev.Paused(12.0))
    assert hold.session.elapsed == 2
    assert hold.session.state is State.PAUSED


def test_waiting_for_a_slow_terminal_is_no_gap(hold: Running) -> None:
    hold.clock.pass_time(9)
    hold.runner.held_up()
    assert hold.runner.tick().events == ()
    assert hold.session.elapsed == 11


def test_sleep_while_a_terminal_is_waited_for_is_one(hold: Running) -> None:
    hold.clock.pass_time(9)
    hold.clock.sleep_machine(3600)
    hold.runner.held_up()
    assert kinds(hold.runner.tick()) == [ev.TimeLost, ev.Paused]


def test_a_gap_in_a_pause_is_none(hold: Running) -> None:
    hold.runner.do(SessionCommand.PAUSE)
    hold.clock.pass_time(3600)
    assert hold.runner.tick().events == ()


@pytest.mark.parametrize("seconds", [-3600, -3, 1])
def test_a_clock_that_is_put_right_is_no_gap(hold: Running, seconds: float) -> None:
    hold.clock.wall += timedelta(seconds=seconds)
    assert hold.tick(1.5).events == ()
    assert hold.session.state is State.RUNNING


def test_a_command_comes_after_what_fell_due_before_it(hold: Running) -> None:
    hold.tick(27)
    hold.clock.pass_time(1.5)
    update = hold.runner.do(SessionCommand.SKIP)
    expected = [ev.WorkRecorded, ev.SessionHalfDone, ev.StepStarted, ev.StepStarted]
    assert kinds(update) == expected
    assert update.events[-1].at == 40.5
    assert [cue.sound for cue in update.cues][-2:] == [Sound.SWITCH, Sound.HOLD]


@pytest.mark.parametrize(
    "command",
    [SessionCommand.RESUME, SessionCommand.EASED, SessionCommand.SORE_SPOT],
)
def test_what_is_not_legal_does_nothing(hold: Running, command: SessionCommand) -> None:
    assert hold.runner.do(command).events == ()
    assert hold.session.state is State.RUNNING


def test_easing_off_and_the_answer_are_commands_like_others(hold: Running) -> None:
    assert kinds(hold.runner.do(SessionCommand.EASE_OFF)) == [ev.EasedOff, ev.WorkRecorded]
    update = hold.runner.do(SessionCommand.CHOOSE, EaseOffChoice.LEAVE_OUT)
    assert update.events == (ev.Finished(12.0, completed=False),)


def test_one_key_pauses_and_goes_on(hold: Running) -> None:
    assert kinds(hold.runner.pause_or_resume()) == [ev.Paused]
    assert kinds(hold.runner.pause_or_resume()) == [ev.Resuming]


def test_a_single_key_pauses_goes_on_and_says_that_it_eased(hold: Running, tmp_path: Path) -> None:
    paused, resumed = hold.runner.one_key(), hold.runner.one_key()
    assert isinstance(paused.events[-1], ev.Paused)
    assert isinstance(resumed.events[-1], ev.Resuming)
    eased = Running(tmp_path / "eased", holds(UNTIL_EASED, 30.0))
    eased.runner.start()
    for _ in range(12):
        eased.clock.pass_time(1)
        eased.runner.tick()
    (recorded, *_) = eased.runner.one_key().events
    assert isinstance(recorded, ev.WorkRecorded)
    assert eased.session.records()[0].outcome is Outcome.DONE


def test_the_key_that_finds_a_gap_does_not_end_its_pause(hold: Running) -> None:
    hold.clock.pass_time(3600)
    assert kinds(hold.runner.pause_or_resume()) == [ev.TimeLost, ev.Paused]


def test_after_an_interruption_it_goes_on(hold: Running) -> None:
    assert kinds(hold.runner.interrupt()) == [ev.Paused]
    hold.tick(60)
    assert kinds(hold.runner.go_on()) == [ev.Resuming]
    assert hold.session.elapsed == 2


@pytest.mark.parametrize("gap", [False, True])
def test_what_was_paused_before_an_interruption_stays_paused(hold: Running, gap: bool) -> None:
    if gap:
        hold.clock.pass_time(3600)
    else:
        hold.runner.do(SessionCommand.PAUSE)
    hold.runner.interrupt()
    hold.runner.go_on()
    assert hold.session.state is State.PAUSED


def test_only_the_end_of_the_last_interruption_goes_on(hold: Running) -> None:
    hold.runner.interrupt()
    hold.runner.interrupt()
    assert hold.runner.go_on().events == ()
    assert kinds(hold.runner.go_on()) == [ev.Resuming]
    assert hold.runner.go_on().events == ()


def test_an_end_during_an_interruption_stays_the_end(hold: Running) -> None:
    hold.runner.interrupt()
    hold.runner.do(SessionCommand.END)
    assert hold.runner.go_on().events == ()
    assert hold.session.state is State.DONE


def test_a_new_length_is_worth_a_word_when_it_is_long(hold: Running) -> None:
    said = [hold.runner.do(SessionCommand.EXTEND, by).advice for by in (5, -5, 30, 5)]
    assert said == [
        "35 s instead of 30 s, as long as it is a mild pull.",
        "",
        "60 s instead of 30 s, as long as it is a mild pull.",
        "More than 60 s adds little: 60 s is enough.",
    ]
    assert hold.tick(10).advice is None
    assert hold.runner.do(SessionCommand.EXTEND, -200).advice is None  # it is over now


def test_a_massage_step_may_be_as_long_as_one_likes(tmp_path: Path) -> None:
    kneading = Running(tmp_path, holds(MASSAGE, 60.0)).in_hold()
    assert kneading.runner.do(SessionCommand.EXTEND, 30).events
    assert kneading.runner.do(SessionCommand.EXTEND, 30).advice is None


def test_pain_is_rated_before_the_first_hold_only(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.runner.start()
    assert running.runner.may_rate_pain
    assert [running.runner.rate_pain(digit) for digit in (1, 0)] == [1, 10]
    running.tick(12)
    assert not running.runner.may_rate_pain
    assert running.runner.rate_pain(5) == 10
    assert running.runner.record().pain_before == 10


def test_a_rehearsal_is_not_written_down(tmp_path: Path) -> None:
    running = Running(tmp_path, recorded=False)
    running.runner.start()
    assert not running.runner.may_rate_pain
    assert running.runner.rate_pain(5) is None
    running.tick(100)
    running.runner.keep_for_next_start()
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_runs_faster_and_its_cues_are_never_late(tmp_path: Path) -> None:
    running = Running(tmp_path, recorded=False, speed=10)
    running.runner.start()
    running.clock.pass_time(0.5)
    running.runner.tick()
    assert running.runner.seconds_to_next == pytest.approx(0.2)
    update = running.tick(1)
    assert update.at == update.events[0].at == 7
    assert running.runner.now == 15


def test_it_knows_how_long_nothing_falls_due(hold: Running) -> None:
    assert hold.runner.seconds_to_next == 13  # half-way
    hold.clock.pass_time(13)
    assert hold.runner.seconds_to_next == 0.001
    hold.runner.do(SessionCommand.PAUSE)
    assert hold.runner.seconds_to_next is None


def test_that_the_draft_cannot_be_written_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = iter(["Full.", "Full.", "Broken."])

    def refuse(draft: Draft, content: object) -> None:
        raise DraftError(next(reasons))

    monkeypatch.setattr(Draft, "save", refuse)
    hold = Running(tmp_path, holds(BEND, 30.0, 2)).in_hold()
    told = [hold.runner.do(SessionCommand.SKIP).problem for _ in range(5)]
    assert [problem for problem in told if problem] == ["Full.", "Broken."]


@pytest.mark.parametrize(("gap", "held"), [(0.0, 3.0), (3600.0, 2.0)])
def test_left_alone_it_keeps_what_was_held_but_not_beyond_a_gap(
    tmp_path: Path, hold: Running, gap: float, held: float
) -> None:
    hold.clock.pass_time(1 + gap)
    hold.runner.keep_for_next_start()
    (unfinished,), problems = found(tmp_path, built_in()[0])
    assert problems == []
    assert [record.held_seconds for record in unfinished.record.holds] == [held]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(), []),
        (Settings(breath_bar=True), ["", "", "", ""]),
        (Settings(breath_count=True), ["", "Breath 2.", "", "Breath 3."]),
    ],
)
def test_the_breath_is_among_the_cues_when_wished(
    tmp_path: Path, settings: Settings, said: list[str]
) -> None:
    breaths = (Sound.BREATHE_IN, Sound.BREATHE_OUT)
    hold = Running(tmp_path, holds(BEND, 50.0), settings).in_hold()
    cues = [cue for _ in range(20) for cue in hold.tick(1).cues]
    assert [cue.words for cue in cues if cue.sound in breaths] == said
