"""What is heard of a session without a screen, where a voice speaks."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.tui.cli.plain_run import SETTINGS, Run
from tests.tui.cues.heard import SILENCE, Heard, hear
from tui.cli.plain.terminal import END_OF_INPUT

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
    assert heard.since("End here?")[0].startswith("s saves what was done (0), d discards it")
    assert heard.words[-1] == SILENCE  # whoever ends it by a key


def test_a_pause_says_how_it_goes_on(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {15: " ", 85: " ", 95: END_OF_INPUT}, SPOKEN).run()
    paused = heard.since(SILENCE)  # at once
    assert paused[:2] == ["Paused. Space goes on."] * 2
    assert "It goes on. Get ready." in paused[2:4]


def test_who_asks_is_answered_at_once(tmp_path: Path, heard: Heard) -> None:
    Run(tmp_path, {15: "i", 16: "w", 17: "h", 30: END_OF_INPUT}, SPOKEN).run()
    asked = heard.words[heard.words.index(SILENCE) :]
    assert asked[1].startswith("Chair leg stretch, left leg, hold 1 of 2. Hold, 15 seconds left.")
    assert "That key does nothing." in asked
    steps = heard.since("1. Sit well forward on a firm chair, your right foot flat on the floor.")
    assert steps[5:7] == ["Space goes on.", "Paused. Space goes on."]
