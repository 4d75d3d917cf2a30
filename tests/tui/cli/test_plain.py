"""A session without a screen: the same session, told line by line."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.exercises.model import Side
from library.history.record import Outcome, Reason
from library.session.machine import State
from tests.clock import FakeClock
from tests.library.session.drafts import found
from tests.library.session.transcripts import built_in
from tests.memory_history import MemoryHistory
from tests.tui.cli.plain_run import SETTINGS, WHOLE, Run
from tui.cli.plain.session import Words
from tui.cli.plain.terminal import END_OF_INPUT, Leaving


def test_left_alone_it_runs_by_itself_and_tells_the_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path).run()
    lines = capsys.readouterr().out.splitlines()
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1120, abs=0.1)
    assert lines[0].startswith(
        "  0:00  Left leg. Chair leg stretch. Hold 20 seconds, 2 times. You need: a firm chair"
    )
    assert "  0:30  Switch sides. Right leg." in lines
    assert lines[-1] == "  2:00  Finished. 2 minutes, both legs, 4 holds done."


def test_the_first_times_there_is_time_to_read_how_it_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {5: "\n"}, new=["chair-leg-stretch"]).run()
    told = capsys.readouterr().out.splitlines()
    assert run.session.steps()[0].seconds == 32
    assert told[0].endswith("Get ready. Enter when you are there; space gives more time.")
    assert told[1] == "1. Sit well forward on a firm chair, your right foot flat on the floor."
    assert told[7] == "Hold, 20 seconds."
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1000 + 5 + 110, abs=0.3)


def test_a_terminal_that_takes_nothing_for_a_while_pauses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(tmp_path, {})
    monkeypatch.setattr(
        "tui.cli.plain.session.print_or_exit", lambda lines: run.clock.pass_time(len(lines) * 3)
    )
    run.run()
    assert run.holds == WHOLE


def test_a_stop_while_something_is_told_is_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(tmp_path, {100: " ", 400: END_OF_INPUT})

    def stopped(lines: list[str]) -> None:
        if lines == ["Hold, 20 seconds."] and not run.keys.stops:
            run.keys.stops += 1
            run.clock.pass_time(60)

    monkeypatch.setattr("tui.cli.plain.session.print_or_exit", stopped)
    assert run.run().holds == WHOLE
    # Until the key that goes on, and 5 s to get ready again.
    assert run.clock.seconds == pytest.approx(1000 + 120 + 90 + 5, abs=0.5)


def test_somebody_who_listens_hears_only_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {}).run()
    assert "Switch sides. Right leg." in capsys.readouterr().out.splitlines()


def test_quiet_tells_sides_and_the_summary_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, words=Words.SIDES).run()
    assert capsys.readouterr().out.splitlines() == [
        "Left leg",
        "Right leg",
        "Left leg",
        "Right leg",
        "2 minutes, both legs, 4 holds done.",
    ]


def test_a_rehearsal_takes_a_fraction_of_the_time(tmp_path: Path) -> None:
    run = Run(tmp_path, speed=10).run()
    assert run.clock.seconds - 1000 == pytest.approx(12, abs=0.1)
    assert run.holds == WHOLE


def test_space_pauses_and_goes_on_and_a_pause_is_not_held(tmp_path: Path) -> None:
    run = Run(tmp_path, {15: " ", 40: " "}).run()
    assert run.holds == WHOLE
    # 25 s of pause and 5 s to get ready again.
    assert run.clock.seconds == pytest.approx(1150, abs=0.5)


def test_the_steps_are_told_in_a_pause_that_lasts_until_they_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {35: "h", 95: " "}).run()
    out = capsys.readouterr().out
    (step, *_) = run.session.plan.steps
    for number, words in enumerate(step.exercise.steps_for(Side.RIGHT), 1):
        assert f"{number}. {words}" in out
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1120 + 60, abs=0.5)


def test_easing_off_asks_how_to_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(tmp_path, {15: "x", 30: "9", 31: "2"}).run()
    assert [(side, outcome) for side, _, outcome in run.holds] == [
        ("left", Outcome.EASED_OFF),
        ("right", Outcome.DONE),
        ("right", Outcome.DONE),
    ]
    assert run.holds[0][1] == pytest.approx(5, abs=0.3)
    out = capsys.readouterr().out
    assert "2  Skip this side: leave the left leg alone" in out


@pytest.mark.parametrize(("ease_off", "skip", "end", "keep"), ["XNQS", "чтйы", "χνQσ", "סמQד"])
def test_keys_work_in_any_case_and_layout(
    tmp_path: Path, ease_off: str, skip: str, end: str, keep: str
) -> None:
    run = Run(tmp_path, {15: ease_off, 16: skip, 17: "1", 18: skip, 20: end, 21: keep}).run()
    assert run.holds[0] == ("left", 5.0, Outcome.EASED_OFF)
    assert run.session.state is State.DONE
    assert run.clock.seconds < 1025


def test_a_key_that_does_nothing_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {15: "w", 16: "ж", 17: "w"}).run()
    told = capsys.readouterr().out.splitlines()
    assert told.count("That key does nothing.") == 1
    assert told[told.index("That key does nothing.") + 1].startswith(
        "Space pauses and goes on, x stops when it hurts, i tells where you are"
    )


def test_a_key_that_does_nothing_just_now_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {10.5: "\n", 15: "\n", 15.5: "\n", 16: " ", 17: "+", 20: "q", 21: "s"}).run()
    told = capsys.readouterr().out.splitlines()
    first = told.index("Hold, 20 seconds.") + 1  # in its first moment nothing is told
    paused = ["Paused. Space goes on.", "That key does nothing just now.", "Space goes on."]
    assert told[first : first + 4] == ["That key does nothing just now.", *paused]


def test_a_key_that_did_nothing_says_so_again_in_another_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {15: "\n", 16: "\n", 45: "\n", 50: "q", 51: "s"}).run()
    assert capsys.readouterr().out.count("That key does nothing just now.") == 2


def test_turns_tell_what_begins_and_ends_and_count_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {}, words=Words.TURNS, new=["chair-leg-stretch"]).run()
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Left leg. Chair leg stretch. Hold 20 seconds, 2 times.")
    assert told[1] == "Hold, 20 seconds."
    assert not {"Half-way.", "Three. Two. One.", "10 seconds to go."} & set(told)


def test_a_way_to_go_on_that_is_not_there_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {2: "x", 5: "3", 8: "q"}).run()
    out = capsys.readouterr().out
    why = "Shorter holds from now on: not now, no hold was begun"
    assert f"-  {why}\n" in out
    assert f"That key does nothing.\n1, 2, 4, 5 and 6 answer. {why}.\n" in out


def test_what_was_sharp_ends_the_session_by_enter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "x", 16: "6", 20: "\n"}, routine="all-six").run()
    out = capsys.readouterr().out
    assert "Enter ends here" in out
    assert (
        out.index("emergency help") < out.index("Enter ends here, a goes on") < out.index("Ended.")
    )
    assert "Next exercise" not in out
    assert [hold.reason for hold in run.session.records()] == [Reason.SHARP]


def test_what_was_sharp_ends_the_exercise_and_says_what_is_urgent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys: dict[float, Sequence[str]] = {
        15: "x", 16: "6", 18: "3", 19: "2", 20: " ", 40: "q", 41: "s",
    }  # fmt: skip
    run = Run(tmp_path, keys, routine="all-six").run()
    out = capsys.readouterr().out
    assert (
        "Where was it? 1 lower back, 2 left leg, 3 right leg, 4 elsewhere; or leave it open." in out
    )
    assert out.index("Noted: right leg.") < out.index("Noted: left leg.")
    assert run.session.records()[0].where == "left leg"
    assert out.index("Enter ends here") < out.index("Next exercise")
    assert "6  It was sharp, shooting, tingling or numb\n" in out
    assert out.count("What hurt rests for three days;") == 1
    assert run.session.records()[0].reason is Reason.SHARP
    hurt = run.session.records()[0].exercise
    assert hurt not in {hold.exercise for hold in run.session.records()[1:]}


@pytest.mark.parametrize(
    ("typed", "where", "told"),
    [
        ("my q hip\n", "my q hip", "Noted: my q hip."),
        ("Left  Leg\n", "left leg", "Noted: left leg."),
        ("\n", "", "Where was it? 1 lower back"),
        ("\x1b", "", "Where was it? 1 lower back"),
    ],
)
def test_a_place_that_no_key_names_is_noted_in_ones_own_words(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    where: str,
    told: str,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    keys: dict[float, Sequence[str]] = {15: "x", 16: "6", 18: "4", 80: typed, 90: " ", 200: "q"}
    run = Run(tmp_path, {**keys, 201: "s"}, routine="all-six").run()
    out = capsys.readouterr().out
    assert run.session.records()[0].where == where
    before, after = out.split("Where, in a word or two? Enter leaves it out.\n")
    assert "Where was it?" in before
    assert told in after
    assert after.index("a goes on without what hurt.") < after.index("Next exercise")
    assert len(run.holds) > 1  # the time to type it in was no gap


def test_where_nobody_sees_what_is_typed_elsewhere_stands_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "x", 16: "6", 18: "4", 20: "\n"}, routine="all-six").run()
    assert "Noted: elsewhere." in capsys.readouterr().out
    assert run.session.records()[0].where == "elsewhere"


def test_a_key_that_is_no_answer_is_told_which_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "x", 20: "?", 22: "n", 25: "q"}).run()
    told = capsys.readouterr().out
    assert told.count("1  Go on with what comes next") == 1
    assert told.count("That key does nothing.\n1, 2, 3, 4, 5 and 6 answer.\n") == 2
    assert run.session.state is State.DONE
    assert [outcome for _, _, outcome in run.holds] == [Outcome.EASED_OFF]


def test_a_hold_is_skipped_done_again_and_made_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {12: "n", 15: "b", 30: "+", 31: "-", 32: "+"}).run()
    assert "25 seconds." in capsys.readouterr().out
    side, seconds, outcome = run.holds[0]
    assert (side, outcome) == ("left", Outcome.DONE)
    assert seconds == pytest.approx(27, abs=0.5)
    assert run.holds[1:] == WHOLE[1:]


def test_what_a_new_length_is_worth_saying_is_told_as_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {12: "+", 13: "-", 14: "+++++++++", 15: END_OF_INPUT}).run()
    lines = capsys.readouterr().out.splitlines()
    told = "25 s instead of 20 s, as long as it is a mild pull."
    assert lines[lines.index("25 seconds.") :][:3] == ["25 seconds.", told, "20 seconds."]
    assert lines.count("More than 60 s adds little: 60 s is enough.") == 1


def test_quiet_tells_no_length(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(tmp_path, {12: "+++++++++", 15: END_OF_INPUT}, words=Words.SIDES).run()
    assert capsys.readouterr().out.splitlines() == [
        "Left leg",
        "5 seconds held, left leg, 1 skipped.",
    ]


def test_pain_is_rated_before_the_first_hold_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {2: "1", 3: "0", 4: " ", 60: "5"}).run()
    assert run.runner.record().pain_before == 10
    assert capsys.readouterr().out.count("Pain before") == 2


@pytest.mark.parametrize(("answer", "goes_on"), [("\n", False), (" ", True)])
def test_six_or_more_pauses_and_says_what_is_kinder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answer: str, goes_on: bool
) -> None:
    run = Run(tmp_path, {2: "6", 300: answer}).run()
    assert capsys.readouterr().out.count("6 of 10: a rest day may be kinder.") == 1
    assert (not run.plain.discarded, run.session.completed) == (goes_on, goes_on)


@pytest.mark.parametrize(("answer", "kept"), [("s", True), ("d", False)])
def test_leaving_early_asks_what_to_keep(tmp_path: Path, answer: str, kept: bool) -> None:
    run = Run(tmp_path, {35: "q", 36: answer}).run()
    assert run.plain.discarded is not kept
    assert run.holds == WHOLE[:1]


def test_who_did_not_mean_to_leave_goes_on(tmp_path: Path) -> None:
    assert Run(tmp_path, {35: "q", 36: " "}).run().holds == WHOLE


def test_who_had_paused_before_stays_paused_after_the_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: " ", 20: "\x1b", 21: " ", 60: " ", 300: END_OF_INPUT}).run()
    assert capsys.readouterr().out.count("It goes on.") == 1
    assert run.holds == WHOLE
    # 45 s of pause and 5 s to get ready again.
    assert run.clock.seconds == pytest.approx(1170, abs=0.5)


def test_the_end_of_input_keeps_what_was_done(tmp_path: Path) -> None:
    run = Run(tmp_path, {35: END_OF_INPUT}).run()
    assert run.session.state is State.DONE
    assert run.plain.left_alone
    assert run.holds == WHOLE[:1]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGINT, 130)]
)
def test_a_signal_ends_it_with_what_was_held(tmp_path: Path, number: int, code: int) -> None:
    run = Run(tmp_path, {})
    run.leaving.signal = number
    run.run()
    assert run.session.state is State.DONE
    assert run.leaving.exit_code == code


class LeavingAtTheLastMoment(Leaving):
    """A signal that comes just before the end; the clock goes on until it is looked at."""

    def __init__(self, clock: FakeClock, at: float) -> None:
        self._clock, self._at = clock, at

    @property
    def signal(self) -> int | None:  # type: ignore[override]
        if self._clock.seconds < self._at:
            return None
        self._clock.pass_time(1.0)
        return signal.SIGTERM


def test_a_signal_that_comes_with_the_end_changes_nothing(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.plain._leaving = LeavingAtTheLastMoment(run.clock, 1119.7)
    assert run.run().holds == WHOLE


def test_sleep_of_the_machine_pauses_until_a_key(tmp_path: Path) -> None:
    run = Run(tmp_path, {100: " "})
    run.keys.asleep_at = 15.0
    assert run.run().holds == WHOLE
    assert run.clock.seconds == pytest.approx(1210, abs=1)


def test_alone_it_goes_on_after_sleep_with_time_to_get_ready(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.keys.asleep_at = 15.0
    assert run.run().holds == WHOLE
    assert run.clock.seconds == pytest.approx(1125, abs=1)


def test_a_closed_pipe_keeps_what_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)
        run = Run(tmp_path).run()
    assert run.session.state is State.DONE
    assert run.clock.seconds < 1001


def test_every_finished_hold_is_written_down(tmp_path: Path) -> None:
    run = Run(tmp_path, {70: END_OF_INPUT}).run()
    run.draft.keep()
    (unfinished,), _ = found(tmp_path, built_in()[0])
    assert len(unfinished.record.holds) == 2
    history = MemoryHistory()
    history.add(unfinished.record)
    assert history.load().sessions[0].id == unfinished.id


def test_holds_are_told_and_counted_in_breaths_when_wished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {11.0: "+", 12.0: "+"}, replace(SETTINGS, breath_count=True))
    run.plain.run()
    lines = [line for line in capsys.readouterr().out.splitlines() if "reath" in line]
    longer = ["2 and a half breaths.", "3 breaths.", "Breath 2.", "Breath 3."]
    assert lines[0].startswith("Left leg. Chair leg stretch. Hold 2 breaths, 2 times.")
    assert lines[1:] == [
        "Hold, 2 breaths.",
        *longer,
        *["Hold, 2 breaths."] * 2,
        "Hold, 2 breaths. The last one.",
    ]
