"""Hooks, the terminal's title and the breath follow a session."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from library.session.breath import breath_at
from library.session.cues import BreathPacer, Sound
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.runner import SessionRunner
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.builders import exercise, holds, plan
from tests.tui.cues.programs import Bin, is_running, outputs, until
from tui.cues.hooks import Hooks
from tui.cues.notifier import Notifier
from tui.cues.terminal_title import TerminalTitle, notification

KITTY = {"TERM": "xterm-kitty"}
GHOSTTY = {"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.3"}


class Follower:
    """A notifier of a short session, with a terminal that is a list."""

    def __init__(
        self,
        folder: Path,
        *,
        watched: bool = True,
        terminal: Mapping[str, str] = KITTY,
        titled: bool = True,
        **settings: Any,
    ) -> None:
        self.clock = FakeClock(seconds=0.0)
        self.written: list[str] = []
        self.rung: list[float] = []
        self.session = Session(plan([*holds(exercise(), 30), *holds(exercise("fold"), 30)]))
        quiet = {"bell": "off", "tones": "off", **settings}
        through = outputs(
            folder,
            environ={**os.environ, **terminal},
            write=self.written.append,
            ring=lambda: self.rung.append(self.clock.seconds),
            is_watched=lambda: watched,
            titled=titled,
        )
        wanted = Settings(**quiet)
        self.runner = SessionRunner(
            self.session, wanted, self.clock, SessionStart.now(self.clock, 0), None
        )
        self.notifier = Notifier(self.session, wanted, through, self.clock, str)

    def run(self, until_second: float) -> None:
        if self.session.step is None:
            self.notifier.tell(self.runner.start())
        while self.clock.seconds < until_second:
            self.clock.pass_time(0.5)
            self.notifier.tell(self.runner.tick())


# Hooks


def test_hooks_are_run_with_what_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("note")
    call = 'note "$SUPPLE_EVENT" "$SUPPLE_ROUTINE" "$SUPPLE_EXERCISE" "$SUPPLE_SIDE"'
    names = ("hook_start", "hook_exercise", "hook_switch", "hook_finish")
    hooks: dict[str, Any] = dict.fromkeys(names, call + " $SUPPLE_COMPLETED")
    follower = Follower(tmp_path, **hooks)
    expected = {
        0: [["start", "Test", "Bend", "left"], ["exercise", "Test", "Bend", "left"]],
        41: [["switch", "Test", "Bend", "right"]],
        81: [["exercise", "Test", "Fold", "left"]],
        131: [["switch", "Test", "Fold", "right"]],
        171: [["finish", "Test", "Fold", "right", "yes"]],
    }
    known = 0
    for second, calls in expected.items():
        follower.run(second)
        known += len(calls)
        until(lambda: len(programs.calls) == known)  # noqa: B023 - called at once
        assert sorted(call[1:] for call in programs.calls[-len(calls) :]) == sorted(calls)
    follower.notifier.close()


def test_a_hook_that_never_ends_is_ended_with_all_it_started(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    hooks = Hooks(Settings(hook_finish=f"sleep 600 & echo $! > {pid}; wait"), "Test", os.environ)
    session = Session(plan(holds(exercise(), 30)))
    session.start()
    hooks.tell(session.end(), 0.0)
    until(lambda: pid.exists() and bool(pid.read_text()))
    hooks.tick(9.0)
    assert is_running(int(pid.read_text()))
    hooks.tick(11.0)
    until(lambda: not is_running(int(pid.read_text())))

    def told() -> bool:
        hooks.tick(11.0)
        return bool(hooks.problem)

    until(told)
    assert hooks.problem.startswith("The hook “")
    assert hooks.problem.endswith("” did not work: it did not end by itself.")


def test_a_hook_that_fails_and_makes_noise_is_only_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    follower = Follower(tmp_path, hook_start="echo noise; echo noise >&2; exit 7")
    follower.run(1)

    def told() -> bool:
        follower.notifier.tick()
        return bool(follower.notifier.problem)

    until(told)
    assert follower.notifier.problem == (
        "The hook “echo noise; echo noise >&2; exit 7” did not work: it ended with code 7."
    )
    assert capfd.readouterr() == ("", "")


def test_the_last_hook_may_do_its_work_while_we_leave(tmp_path: Path) -> None:
    done = tmp_path / "done"
    hooks = Hooks(Settings(hook_finish=f"sleep 0.1; touch {done}"), "Test", os.environ)
    session = Session(plan(holds(exercise(), 30)))
    session.start()
    hooks.tell(session.end(), 0.0)
    hooks.close(0.0)
    assert done.exists()


def test_however_a_session_is_left_the_finish_hook_follows_the_start_hook(tmp_path: Path) -> None:
    told = tmp_path / "told"
    call = f'echo "$SUPPLE_EVENT $SUPPLE_COMPLETED" >> {told}'
    begun = Follower(tmp_path, hook_start=call, hook_finish=call)
    begun.run(1)
    until(lambda: told.exists() and told.read_text() == "start \n")
    begun.notifier.close()
    assert told.read_text() == "start \nfinish no\n"


def test_the_finish_hook_is_run_once(tmp_path: Path) -> None:
    told = tmp_path / "told"
    ended = Follower(tmp_path, hook_finish=f"echo $SUPPLE_COMPLETED >> {told}")
    ended.run(175)
    ended.notifier.close()
    assert told.read_text() == "yes\n"


def test_a_session_that_never_began_runs_no_hook(tmp_path: Path) -> None:
    told = tmp_path / "told"
    Follower(tmp_path, hook_finish=f"touch {told}").notifier.close()
    assert not told.exists()


# The title of the terminal


def test_the_title_shows_the_time_left_and_is_given_back(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    follower.run(0.5)
    follower.notifier.close()
    assert follower.written == [
        "\x1b[22;2t\x1b]2;2:50 to go - supple\x07",
        "\x1b]2;\x07\x1b[23;2t",
    ]


def test_progress_is_written_once_a_percent_and_taken_away_at_the_end(tmp_path: Path) -> None:
    follower = Follower(tmp_path, terminal=GHOSTTY, titled=False)
    follower.run(200)
    follower.notifier.close()
    follower.notifier.close()
    shown = [f"\x1b]9;4;1;{percent}\x07" for percent in range(100)]
    assert follower.written == [*shown, "\x1b]9;4;0\x07"]


def test_progress_is_taken_away_before_the_last_words_are_said(tmp_path: Path) -> None:
    follower = Follower(tmp_path, terminal=GHOSTTY, titled=False)
    follower.run(20)
    follower.notifier.finish()
    assert follower.written[-1] == "\x1b]9;4;0\x07"
    unwanted = Follower(tmp_path, terminal=GHOSTTY, tab_title=False)
    unwanted.run(20)
    unwanted.notifier.close()
    assert unwanted.written == []


def test_the_bell_of_the_end_rings_before_it_is_over(tmp_path: Path) -> None:
    follower = Follower(tmp_path, bell="on")
    follower.run(follower.session.plan.seconds)
    rung = len(follower.rung)
    follower.notifier.finish()
    assert len(follower.rung) > rung


def test_without_wishes_the_terminal_sees_nothing(tmp_path: Path) -> None:
    follower = Follower(tmp_path, watched=False, tab_title=False, notify=False)
    follower.run(200)
    follower.notifier.close()
    assert follower.written == []


def test_a_pause_that_ends_calls_back_somebody_who_looks_elsewhere(tmp_path: Path) -> None:
    away = Follower(tmp_path, watched=False, tab_title=False)
    away.run(48)
    assert away.written == [
        "\x1b]99;;supple: Bend, left leg: get ready\x1b\\",
        "\x1b]99;;supple: Bend, right leg: get ready\x1b\\",
    ]
    here = Follower(tmp_path, tab_title=False)
    here.run(48)
    assert here.written == []


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"TERM": "foot"}, "\x1b]99;;supple: a, b\x1b\\"),
        ({"TERM_PROGRAM": "WezTerm"}, "\x1b]777;notify;supple;a, b\x1b\\"),
        ({"TERM_PROGRAM": "iTerm.app"}, "\x1b]9;supple: a, b\x1b\\"),
        ({"VTE_VERSION": "7600"}, "\x1b]777;notify;supple;a, b\x1b\\"),
        (
            {"TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"},
            "\x1bPtmux;\x1b\x1b]99;;supple: a, b\x1b\x1b\\\x1b\\",
        ),
        ({"TERM": "xterm-256color"}, ""),
    ],
)
def test_each_terminal_gets_the_sequence_it_knows(environ: dict[str, str], sequence: str) -> None:
    assert notification("a; b", environ) == sequence


def test_names_cannot_control_the_terminal() -> None:
    written: list[str] = []
    title = TerminalTitle(written.append, KITTY, titled=True, notifying=True)
    title.show("\x1b]52;c;x\x07")
    title.notify("\x07\x1b[2J")
    assert "\x1b]52" not in written[0]
    assert "\x1b[2J" not in written[1]


# The breath


def test_a_breath_is_four_seconds_in_and_six_out() -> None:
    assert breath_at(0) == (1, True, 0)
    assert breath_at(2) == (1, True, 0.5)
    assert breath_at(4) == (1, False, 1)
    assert breath_at(7) == (1, False, 0.5)
    assert breath_at(10) == (2, True, 0)


def test_breathing_turns_softly_and_never_into_the_countdown() -> None:
    session, pacer = Session(plan(holds(exercise(), 25))), BreathPacer()
    session.start()
    turns = []
    for quarter in range(0, 4 * 36):
        session.advance(quarter / 4)
        if cue := pacer.cue(session, quarter / 4):
            turns.append((cue.at - 10, cue.sound))
    assert turns == [
        (4, Sound.BREATHE_OUT),
        (10, Sound.BREATHE_IN),
        (14, Sound.BREATHE_OUT),
        (20, Sound.BREATHE_IN),
    ]
