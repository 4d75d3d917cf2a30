"""The cues of a session say in words what eyes that are shut cannot see."""

from math import inf

import pytest
from msgspec import structs
from msgspec.structs import replace

from library.exercises.model import HoldEnd, Kind, Need, Sides
from library.routines.model import Pace
from library.session.cues import Announcer, Cue, Sound, seconds_to_answer
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.session.view import WHEN_THERE
from tests.library.builders import PACE, exercise, holds, plan
from tests.library.session.transcripts import FIXTURES, fixtures

TRANSCRIPTS = fixtures()
NO_PAUSES = Pace(get_ready=0, switch=0, rest=0, change=0)


@pytest.mark.parametrize("routine", TRANSCRIPTS)
def test_the_transcript_of_a_built_in_routine(routine: str) -> None:
    assert TRANSCRIPTS[routine] == (FIXTURES / f"{routine}.txt").read_text()


def test_every_fixture_belongs_to_a_routine() -> None:
    assert {path.stem for path in FIXTURES.glob("*.txt")} == set(TRANSCRIPTS)


class Run:
    """A session whose cues are read as words."""

    def __init__(self, *, seconds: float = 30, pace: Pace = PACE, reps: int = 1, **what: object):
        bend = exercise(**what)  # type: ignore[arg-type]
        self.session = Session(plan(holds(bend, seconds, reps), pace))
        self._announcer = Announcer(self.session)

    def cues(self, events: object) -> tuple[Cue, ...]:
        return self._announcer.announce(events)  # type: ignore[arg-type]

    def words(self, events: object) -> list[str]:
        return [cue.words for cue in self.cues(events)]


def test_three_two_one_come_before_the_end_and_nothing_after_it() -> None:
    run = Run()
    run.session.start()
    cues = run.cues(run.session.advance(1000))
    counts = [cue.at for cue in cues if cue.sound is Sound.COUNT]
    assert counts == [7, 8, 9, 37, 38, 39, 47, 48, 49, 77, 78, 79]
    assert cues[-1].at == 80


def test_without_pauses_the_hold_itself_says_exercise_and_leg() -> None:
    run = Run(pace=NO_PAUSES, seconds=10)
    assert run.words(run.session.start()) == ["Left leg. Bend. Hold, 10 seconds."]
    assert run.words(run.session.advance(10))[-1] == "Right leg. Hold, 10 seconds."


def test_an_exercise_is_announced_with_what_it_needs() -> None:
    run = Run()
    step = run.session.plan.steps[0]
    needy = replace(step, exercise=structs.replace(step.exercise, needs=(Need.MAT,)))
    run.session = Session(replace(run.session.plan, steps=(needy,)))
    assert run.words(run.session.start()) == [
        "Left leg. Bend. Hold 30 seconds. You need: a mat on the floor. Get ready."
    ]


def test_a_pause_and_what_follows_are_told() -> None:
    run = Run()
    run.cues(run.session.start())
    run.cues(run.session.advance(15))
    assert run.words(run.session.pause()) == ["Paused. {Session.pause} goes on."]
    assert run.words(run.session.resume()) == ["It goes on. Get ready."]
    assert run.words(run.session.advance(20)) == ["Go on: left leg."]


def test_easing_off_is_answered_kindly_and_without_a_release() -> None:
    run = Run()
    run.cues(run.session.start())
    run.cues(run.session.advance(15))
    assert run.words(run.session.ease_off()) == ["Stopped. Good - you listened to your body."]
    assert run.words(run.session.choose(EaseOffChoice.GO_ON)) == ["Switch sides. Right leg."]


def test_a_changed_length_a_skip_and_a_step_back_are_told() -> None:
    run = Run(reps=2)
    run.cues(run.session.start())
    run.cues(run.session.advance(15))
    assert run.words(run.session.extend(5)) == ["35 seconds."]
    assert run.words(run.session.skip()) == ["Switch sides. Right leg."]
    assert run.words(run.session.back()) == [
        "Once more.",
        "Left leg. Bend. Hold 30 seconds, 2 times. Get ready.",
    ]


def test_a_sore_spot_is_told_and_massage_steps_follow_without_a_release() -> None:
    run = Run(kind=Kind.MASSAGE)
    run.cues(run.session.start())
    run.cues(run.session.advance(15))
    assert run.words(run.session.mark_sore_spot()) == [
        "Sore spot: stay there, soft and steady, 25 seconds. Then the step goes on."
    ]
    assert run.words(run.session.skip()) == ["Go on: left leg."]
    assert run.words(run.session.skip()) == [
        "Half of the session is done.",
        "Switch sides. Right leg.",
    ]


def test_the_last_repetition_and_a_hold_until_eased_are_told() -> None:
    run = Run(end=HoldEnd.EASED, sides=Sides.BOTH, reps=2)
    words = [*run.words(run.session.start()), *run.words(run.session.advance(1000))]
    assert words.count("Has it eased? Then press {Session.eased}; else it ends by itself.") == 2
    assert words[0] == "Both legs. Bend. Hold until it eases, 2 times. Get ready."
    assert "Hold until it eases; after 60 seconds it ends by itself. The last one." in words


def test_the_last_one_is_told_on_the_leg_that_really_is_the_last() -> None:
    run = Run(reps=2)
    words = [*run.words(run.session.start()), *run.words(run.session.advance(1000))]
    last = [place for place, said in enumerate(words) if "The last one." in said]
    assert last == [max(i for i, said in enumerate(words) if said.startswith("Hold, "))]


def test_the_end_is_one_sentence_about_what_was_done() -> None:
    run = Run()
    run.session.start()
    done = run.cues(run.session.advance(1000))[-1]
    assert done == Cue(80, Sound.FINISHED, "Finished. 1 minute, both legs, 2 holds done.", "DONE")


def test_big_words_fit_across_a_screen() -> None:
    lines = [line for text in TRANSCRIPTS.values() for line in text.splitlines()]
    big = {line[23:30].strip() for line in lines} - {""}  # a sign of life has none
    assert big >= {"LEFT", "RIGHT", "3", "DONE", "NEXT", "REST", "RELEASE"}
    assert all(
        (len(word) <= 7 and word.isalnum() and word.isupper()) or word.isdigit() for word in big
    )


def test_what_matters_most_weighs_most() -> None:
    assert max(Sound, key=lambda sound: sound.weight) is Sound.FINISHED
    assert Sound.SWITCH.weight > Sound.RELEASE.weight > Sound.COUNT.weight


def test_what_is_urgent_is_said_before_what_comes_next() -> None:
    other = exercise("other")
    session = Session(plan([*holds(exercise("bend"), 30), *holds(other, 20)], PACE))
    announcer = Announcer(session)
    session.start()
    session.advance(15)
    session.ease_off()
    urgent, following = announcer.announce(session.choose(EaseOffChoice.SHARP))
    assert urgent.words.endswith("emergency help, now.")
    assert other.name in following.words
    assert following.sound.weight > urgent.sound.weight


def test_what_is_urgent_is_heard_although_nothing_is_left_to_do() -> None:
    run = Run()
    run.session.start()
    run.session.advance(15)
    run.session.ease_off()
    urgent, ended = run.cues(run.session.choose(EaseOffChoice.SHARP))
    assert urgent.words.endswith("emergency help, now.")
    assert ended.words.startswith("Ended.")
    assert not ended.sound.hushes


def test_an_answer_leaves_room_for_the_three_two_one_of_a_hold() -> None:
    run = Run(seconds=30)
    run.session.start()
    assert seconds_to_answer(run.session) == inf
    run.session.advance(35)
    assert seconds_to_answer(run.session) == pytest.approx(1.8)
    run.session.pause()
    assert seconds_to_answer(run.session) == inf


def test_who_goes_back_hears_the_name_and_nothing_of_a_next_exercise() -> None:
    run = Run(pace=replace(PACE, get_ready=0))
    run.cues(run.session.start())
    run.cues(run.session.advance(10))
    words = " ".join(run.words(run.session.back()))
    assert words.startswith("Once more. Left leg. Bend. ")
    assert "Next exercise" not in words


def test_who_is_new_to_an_exercise_hears_how_switching_sides_gets_more_time() -> None:
    run = Run(reps=2, pace=replace(PACE, reading={exercise().id: 20}))
    told = run.words((*run.session.start(), *run.session.advance(1000)))
    switches = [words for words in told if "Switch sides." in words]
    assert switches[0] == f"Switch sides. Right leg. {WHEN_THERE}"
    assert "Switch sides. Right leg." in switches[1:]


def test_after_easing_off_the_leg_is_named_again() -> None:
    session = Session(plan(holds(exercise("bend"), 30)))
    announcer = Announcer(session)
    announcer.announce(session.start())
    session.advance(5)
    announcer.announce(session.ease_off())
    cue = announcer.announce(session.choose(EaseOffChoice.GO_ON))[-1]
    assert cue.words == "Left leg. Get ready."
