"""What is said when: nothing is cut off, nothing is said too late, and pauses wait for it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.model import HoldEnd
from library.routines.model import Pace
from library.session import events as ev
from library.session.cues import Announcer, Sound
from library.session.engine import Session
from library.session.machine import SessionCommand
from library.session.record import SessionStart
from library.session.runner import SessionRunner, Speaker
from library.session.speaking import (
    LONGEST_SAID,
    SpeechQueue,
    Tempo,
    Utterance,
    seconds_to_say,
    short_enough,
)
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.builders import PACE, exercise, holds, plan

AT_ONCE = replace(PACE, get_ready=0)

WORDS = st.lists(st.sampled_from(["left", "leg", "hold", "until", "eases"]), min_size=1)
READINGS = st.floats(0, 60)
UTTERANCES = st.builds(
    Utterance,
    words=WORDS.map(" ".join),
    details=st.lists(WORDS.map(" ".join), max_size=3).map(tuple),
    not_before=READINGS,
    until=st.none() | READINGS,
    ends_by=st.none() | READINGS,
)


def say_all(waiting: list[Utterance], rate: int) -> list[tuple[float, float, Utterance]]:
    """Say everything, a look each tenth of a second: when each began and ended, and what it was."""
    queue, said, now, free = SpeechQueue(), [], 0.0, 0.0

    def seconds_for(words: str) -> float:
        return seconds_to_say(words, rate)

    for each in waiting:
        queue.add(each)
    while queue.due is not None:
        if now >= free and (utterance := queue.take(now, seconds_for)) is not None:
            free = now + seconds_for(utterance.said)
            said.append((now, free, utterance))
        now = round(now + 0.1, 1)
    return said


@given(st.lists(UTTERANCES, max_size=8), st.integers(80, 400))
def test_one_thing_is_said_after_the_other_and_never_too_early_or_too_late(
    waiting: list[Utterance], rate: int
) -> None:
    said = say_all(waiting, rate)
    for (_, ends, _), (begins, _, _) in itertools.pairwise(said):
        assert ends <= begins
    for begins, ends, utterance in said:
        assert begins >= utterance.not_before
        assert utterance.until is None or begins <= utterance.until
        fits = utterance.ends_by is None or ends <= utterance.ends_by + 1e-9
        assert fits or (utterance.until is None and not utterance.details)


@given(st.lists(UTTERANCES, max_size=8), st.integers(80, 400))
def test_what_does_not_pass_is_said_in_its_turn_whatever_else_there_is(
    waiting: list[Utterance], rate: int
) -> None:
    said = [each.words for _, _, each in say_all(waiting, rate) if each.until is None]
    assert said == [each.words for each in waiting if each.until is None]


def test_details_are_left_out_from_the_last_one_on_where_there_is_no_time() -> None:
    kneading = Utterance("Knead.", ("With both hands, upward.", "Gently."), ends_by=4.0)
    (_, _, said), *_ = say_all([kneading], rate=120)
    assert said.said == "Knead. With both hands, upward."


def test_what_was_broken_off_is_said_before_what_waits() -> None:
    queue = SpeechQueue()
    queue.add(Utterance("Hold."))
    queue.put_back(Utterance("Left leg."))
    said = [queue.take(0.0, len) for _ in range(2)]
    assert [each and each.words for each in said] == ["Left leg.", "Hold."]


@given(st.floats(0, 3), st.floats(0.5, 3), st.lists(WORDS.map(" ".join), min_size=4, max_size=12))
def test_a_voice_is_known_after_it_was_heard(
    start: float, stretch: float, heard: list[str]
) -> None:
    tempo = Tempo(170)
    for words in heard:
        tempo.learn(words, start + stretch * seconds_to_say(words, 170))
    for words in heard:
        real = start + stretch * seconds_to_say(words, 170)
        assert tempo.seconds_for(words) == pytest.approx(real, rel=0.35, abs=0.6)


@given(st.text(alphabet="ab. ", max_size=2_000))
def test_what_is_too_long_to_be_said_is_cut_and_nothing_else(words: str) -> None:
    said = short_enough(words)
    assert words.startswith(said)
    assert len(said) == min(len(words), len(said), LONGEST_SAID)
    assert said == words or len(words) > LONGEST_SAID


def test_it_is_cut_behind_a_sentence_or_else_a_word() -> None:
    assert short_enough("Lift it. " * 2_000).endswith("Lift it.")
    assert short_enough("ab " * 5_000).endswith("b")
    assert len(short_enough("x" * 10_000)) == LONGEST_SAID


# Pauses wait


class SlowVoice:
    """A voice that takes what it is told for its words.

    Args:
        seconds: How long it is expected to take.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.busy = seconds, False

    def seconds_for(self, words: str) -> float:
        return self.seconds


class Running:
    """A session of holds of 30 s that waits for a voice."""

    def __init__(
        self, voice: Speaker | None = None, pace: Pace = PACE, steps: str = "never"
    ) -> None:
        self._clock = FakeClock()
        self.session = Session(plan(holds(exercise(), 30), pace))
        start = SessionStart.now(self._clock, 0)
        settings = Settings(spoken_steps=steps)
        self.runner = SessionRunner(self.session, settings, self._clock, start, None, voice=voice)
        self.counted: list[str] = []

    def pass_time(self, seconds: float) -> None:
        """Let time pass, a look each quarter of a second."""
        while seconds > 0:
            self._clock.pass_time(min(0.25, seconds))
            cues = self.runner.tick().cues
            self.counted += [cue.word for cue in cues if cue.sound is Sound.COUNT]
            seconds -= 0.25

    @property
    def in_hold(self) -> bool:
        """Whether the hold has begun."""
        return self.session.step is not None and self.session.step.kind.is_work


@pytest.mark.parametrize(("seconds", "begins"), [(2.0, 10.0), (12.0, 15.5), (40.0, 43.5)])
def test_getting_ready_lasts_until_what_is_said_was_said(seconds: float, begins: float) -> None:
    running = Running(SlowVoice(seconds))
    running.runner.start()
    assert running.session.total_remaining == running.session.plan.seconds - 10 + begins
    running.pass_time(begins - 0.1)
    assert not running.in_hold
    running.pass_time(0.2)
    assert running.in_hold


def test_nobody_waits_until_pages_of_steps_were_read() -> None:
    running = Running(SlowVoice(1500.0), steps="always")
    running.runner.start()
    assert running.session.remaining == 120 + 3.5


def test_the_three_two_one_waits_for_a_voice_that_takes_longer_than_expected() -> None:
    voice = SlowVoice(1.0)
    running = Running(voice)
    running.runner.start()
    voice.busy = True
    running.pass_time(25)
    assert running.counted == []
    voice.busy = False
    running.pass_time(2)
    assert running.counted == ["3", "2"]
    voice.busy = True  # it says three, two, one
    running.pass_time(2)
    assert running.in_hold


@pytest.mark.parametrize("command", [SessionCommand.ARRIVE, SessionCommand.SKIP])
@pytest.mark.parametrize(
    ("busy", "words"), [(True, "Left leg. Hold, 30 seconds."), (False, "Hold, 30 seconds.")]
)
def test_the_leg_is_said_with_a_hold_that_was_begun_before_it_was_heard(
    command: SessionCommand, busy: bool, words: str
) -> None:
    voice = SlowVoice(3.0)
    running = Running(voice)
    running.runner.start()
    running.pass_time(2)
    voice.busy = busy
    assert [cue.words for cue in running.runner.do(command).cues] == [words]


def test_no_hold_waits_for_a_voice() -> None:
    voice = SlowVoice(60)
    running = Running(voice, AT_ONCE)
    running.runner.start()
    voice.busy = True
    running.pass_time(30)
    assert running.session.records()[0].held_seconds == 30


@given(st.floats(0, 200), st.floats(0, 9))
def test_a_pause_is_never_made_shorter(seconds: float, at: float) -> None:
    session = Session(plan(holds(exercise(), 30)))
    session.start()
    session.advance(at)
    before = session.remaining
    session.lengthen_pause(seconds)
    assert session.remaining == pytest.approx(max(before, seconds - at))


# Signs of life


@given(st.sampled_from(HoldEnd), st.integers(5, 120), st.integers(0, 60))
def test_nobody_waits_longer_than_fifteen_seconds_for_a_sign_of_life(
    end: HoldEnd, seconds: int, extra: int
) -> None:
    (step, *_) = holds(exercise(end=end), seconds)
    stop = None if end is HoldEnd.TIMED else float(seconds + extra)
    session = Session(plan([replace(step, end=end, stop_seconds=stop)], AT_ONCE))
    events = [*session.start(), *session.advance(1000)]
    told = sorted({event.at for event in events})
    gaps = [after - before for before, after in itertools.pairwise(told)]
    assert max(gaps) <= 15.5


def test_a_sign_of_life_tells_what_is_left_and_comes_at_whole_seconds() -> None:
    session = Session(plan(holds(exercise(), 60)[:1]))
    announcer = Announcer(session)
    cues = announcer.announce((*session.start(), *session.advance(1000)))
    signs = [(cue.at, cue.words) for cue in cues if cue.sound is Sound.STILL]
    assert signs == [(25, "45 seconds to go."), (55, "15 seconds to go.")]


# Steps by ear


@pytest.mark.parametrize(
    ("steps", "new", "told"),
    [
        ("never", True, False),
        ("first", True, True),
        ("first", False, False),
        ("always", False, True),
    ],
)
def test_steps_are_told_as_they_are_wanted(steps: str, new: bool, told: bool) -> None:
    bend = exercise()
    planned = plan(holds(bend, 30))
    planned = replace(planned, pace=replace(planned.pace, reading={bend.id: 5} if new else {}))
    session = Session(planned)
    announcer = Announcer(session, steps=steps)
    cues = announcer.announce((*session.start(), *session.advance(1000)))
    assert [bool(cue.details) for cue in cues if cue.sound is Sound.READY] == [told]
    assert not any(cue.details for cue in cues if cue.sound is Sound.SWITCH)


def test_a_key_makes_what_is_being_said_out_of_date_and_time_does_not() -> None:
    running = Running()
    assert not running.runner.start().by_person
    assert not running.runner.tick().by_person
    assert running.runner.do(SessionCommand.PAUSE).by_person
    assert not running.runner.do(SessionCommand.EASED).by_person  # it is not legal here
    assert isinstance(running.runner.do(SessionCommand.RESUME).events[-1], ev.Resumed)
