"""Keys of a session without a screen: those of the screen, one's own, and those of full hands."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history.record import Outcome
from tests.tui.cli.plain_run import SETTINGS, WHOLE, Run
from tui.cli.plain.keys import SessionKeys
from tui.cli.plain.session import _DOES
from tui.cli.plain.terminal import END_OF_INPUT
from tui.keys.commands import COMMANDS


def test_who_asks_is_told_where_the_session_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path, {15: "i", 35: "i", 37: " ", 38: "i", 60: " "}).run()
    told = [line for line in capsys.readouterr().out.splitlines() if "of the session" in line]
    assert told[0] == (
        "Chair leg stretch, left leg, hold 1 of 2. Hold, 15 seconds left. "
        "About 2 minutes of the session left."
    )
    assert "right leg, hold 1 of 2. Switch sides, 5 seconds left. Then hold, 20" in told[1]
    assert "Paused, with 3 seconds left. Space goes on." in told[2]
    assert run.holds == WHOLE


def test_the_keys_are_those_of_the_screen_and_are_all_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {15: "?", 16: END_OF_INPUT}).run()
    told = capsys.readouterr().out.splitlines()
    assert "space: pause, go on." in told
    assert "0 to 9: note your pain before the first hold: 1 then 0 is ten" in " ".join(told)
    assert "page down, page up, f5, full stop: say that it eased" in " ".join(told)
    assert set(_DOES) == {each.name for each in COMMANDS["session"].commands} - {"commands"}


def test_keys_of_ones_own_work_and_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {"session.pause": "f7, p", "session.skip": "ctrl+x", "session.ease_off": "Z"}
    typed = {15.0: ("f7",), 20.0: ("P",), 32.0: "\x18", 34.0: "x", 36.0: "?", 40.0: END_OF_INPUT}
    run = Run(tmp_path, typed, replace(SETTINGS, keys=own)).run()
    told = capsys.readouterr().out
    assert "It goes on. Get ready." in told
    assert [outcome for _, _, outcome in run.holds][:2] == [Outcome.SKIPPED]
    assert "f7, p: pause, go on." in told
    assert "F7 pauses and goes on, capital Z stops when it hurts" in told


@pytest.mark.parametrize("key", ["pagedown", "pageup", "f5", "."])
def test_a_pedal_or_a_presenter_pauses_and_goes_on(tmp_path: Path, key: str) -> None:
    run = Run(tmp_path, {15: (key,), 40: (key,)}).run()
    assert run.holds == WHOLE
    assert run.clock.seconds == pytest.approx(1150, abs=0.5)


def test_any_key_pauses_where_that_is_wished_but_not_those_that_stop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = {15.0: "n", 40.0: ("unknown",), 47.0: "x", 48.0: "1", 51.0: "q", 52.0: "s"}
    run = Run(tmp_path, typed, replace(SETTINGS, any_key_pauses=True)).run()
    assert [outcome for _, _, outcome in run.holds] == [Outcome.EASED_OFF]
    assert run.holds[0][1] == pytest.approx(7, abs=0.5)
    assert "Paused. Any key goes on." in capsys.readouterr().out


def test_keys_of_ones_own_answer_the_questions_of_a_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {"end.save": "w", "end.go_on": "f4,space"}
    typed: dict[float, Sequence[str]] = {35: "q", 36: ("f4",), 50: "q", 51: "s", 52: "w"}
    run = Run(tmp_path, typed, replace(SETTINGS, keys=own)).run()
    told = capsys.readouterr().out
    assert "W saves" not in told
    assert told.count("w saves what was done (1), d discards it, f4 goes on.") == 3
    assert run.holds[0] == WHOLE[0]


def test_the_keys_for_pain_are_named_unless_any_key_pauses() -> None:
    told = SessionKeys(replace(SETTINGS, keys={"session.pain_9": "f9"})).pain_words
    assert told == "0 to f9, before the first hold: how much it hurts now."
    assert SessionKeys(replace(SETTINGS, any_key_pauses=True)).pain_words == ""
