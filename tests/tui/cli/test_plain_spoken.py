"""What is heard of a session without a screen, where a voice speaks."""

from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace

from library.session.draft import Draft, DraftError
from library.session.record import SessionStart
from tests.clock import FakeClock
from tests.tui.cli.plain_run import SETTINGS, Run
from tests.tui.cues.heard import SILENCE, Heard, hear
from tui.cli.plain.flow import PlainOptions, _Run
from tui.cli.plain.keys import SessionKeys
from tui.cli.plain.session import Words
from tui.cli.plain.terminal import END_OF_INPUT, Leaving
from tui.cues.reader import Reader

SPOKEN = replace(SETTINGS, speech="auto")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return hear(monkeypatch)


def test_one_voice_says_cues_and_whatever_waits(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {15: "x", 80: "2", 100: "q", 110: "s"}, SPOKEN).run()
    assert len(heard.voices) == 1
    eased = heard.since("Stopped. Good - you listened to your body.")
    ways = [
        "Pain that moves down the leg, or dizzy? Then end it for today.",
        "1: Go on with what comes next.",
        "2: Skip this side: leave the left leg alone.",
    ]
    assert eased[:3] == ways
    assert eased[3:].index(ways[0]) == 4  # once more, a minute later
    assert heard.since("End here?")[0].startswith("s saves what was done, d discards it")
    assert heard.words[-2:] == [
        SILENCE,
        "Ended. 15 seconds held, both legs, 1 eased off, 1 skipped.",
    ]


def test_a_pause_says_how_it_goes_on(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {15: " ", 85: " ", 95: END_OF_INPUT}, SPOKEN).run()
    paused = heard.since(SILENCE)  # at once
    assert paused[:4] == ["Paused. Space goes on."] * 2 + [SILENCE, "It goes on. Get ready."]


def test_who_asks_is_answered_at_once(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {15: "i", 16: "w", 17: "h", 30: END_OF_INPUT}, SPOKEN).run()
    asked = heard.words[heard.words.index(SILENCE) :]
    assert asked[1].startswith("Chair leg stretch, left leg, hold 1 of 2. Hold, 15 seconds left.")
    assert asked[3].startswith("That key does nothing. Space pauses and goes on, x stops")
    steps = heard.since("1. Sit well forward on a firm chair, your right foot flat on the floor.")
    assert steps[5] == "Space goes on."


def test_a_key_cuts_off_the_reading_and_its_question_comes_at_once(
    tmp_path: Path, heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(tmp_path, {15: "h", 17: "q", 20: "s"}, SPOKEN).run()
    asked = heard.words.index("End here?")
    assert heard.words[asked - 2 : asked] == ["Space goes on.", SILENCE]
    assert capsys.readouterr().out.count("Paused.") == 1


def test_the_pain_number_is_said_at_once(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {3: "4", 30: END_OF_INPUT}, SPOKEN).run()
    assert heard.since(SILENCE)[0].startswith("Pain before: 4 of 10")


def test_what_goes_wrong_meanwhile_is_said(
    tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(draft: Draft, content: object) -> None:
        raise DraftError("It could not be kept aside.")

    monkeypatch.setattr(Draft, "save", refuse)
    Run(tmp_path, {80: END_OF_INPUT}, SPOKEN).run()
    assert heard.words.count("It could not be kept aside.") == 1


def test_who_leaves_at_once_waits_for_no_words(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {30: END_OF_INPUT}, SPOKEN).run()
    assert heard.words[-1] == SILENCE


def test_the_voice_says_no_more_than_is_wanted(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {}, SPOKEN, words=Words.SIDES, new=["chair-leg-stretch"]).run()
    sides = [words for words in heard.words if words]
    assert sides[:2] == ["Left leg.", "Right leg."]
    assert all("Hold" not in words for words in sides)
    heard.words.clear()
    Run(tmp_path, {}, SPOKEN, words=Words.TURNS, new=["chair-leg-stretch"]).run()
    assert "Hold, 20 seconds." in heard.words
    assert not {"Half-way.", "Three. Two. One.", "10 seconds to go."} & set(heard.words)
    assert "Sit well forward" not in heard.all


def test_pain_before_the_first_hold_is_asked_for_only_where_none_was_held(
    tmp_path: Path, heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = Run(tmp_path)
    reader = Reader(lambda: SPOKEN, FakeClock(), {})
    keys = cast(Any, begun.keys)
    run = _Run(cast(Any, None), PlainOptions(Words.ALL, 1), keys, Leaving(), reader)
    start = SessionStart.now(begun.clock, 0)
    run._ask_how_it_is(SessionKeys(SPOKEN), begun.session, start)
    assert heard.words == ["0 to 9, before the first hold: how much it hurts now."]
    begun.session.start()
    begun.session.advance(35)
    capsys.readouterr()
    run._ask_how_it_is(SessionKeys(SPOKEN), begun.session, start)
    assert capsys.readouterr().out == ""


def test_a_rehearsal_says_that_its_voice_is_silent(
    heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = Reader(lambda: SPOKEN, FakeClock(), {})
    run = _Run(cast(Any, None), PlainOptions(Words.ALL, 100), None, Leaving(), reader)
    run._introduce(SessionKeys(SPOKEN), is_rehearsal=True)
    told = "A rehearsal, 100 times as fast: nothing is recorded. The voice is silent in it."
    assert told in capsys.readouterr().out
