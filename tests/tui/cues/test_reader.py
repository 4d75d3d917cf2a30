"""What waits for a key is said, and again each minute until one answers."""

from math import inf
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.session.cues import Sound
from library.settings import Settings
from tests.clock import FakeClock
from tests.tui.cues.daemon import Daemon, Talk
from tests.tui.cues.heard import SILENCE, Heard, hear
from tests.tui.cues.programs import Bin, cue, outputs
from tui.cues.reader import AGAIN_SECONDS, Reader, as_said
from tui.cues.speech import Speech

SPOKEN = Settings(speech="auto")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return hear(monkeypatch)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- chest pain", "chest pain."),
        ("2  Skip this side", "2: Skip this side."),
        ("z  Rest    the week counts", "z: Rest, the week counts."),
        ("LEFT leg: \u2584\u2584\u2584 10 of 10 s  done", "LEFT leg: 10 of 10 seconds, done."),
        ("Enter  Go on with it", "Enter: Go on with it."),
        ("-  Shorter holds: not now", "Shorter holds: not now."),
        ("[x] weak bones", "ticked: weak bones."),
        ("[ ] glaucoma", "not ticked: glaucoma."),
        ("! Stop, if you notice", "Stop, if you notice."),
        ("End here?", "End here?"),
        (
            "Today's stretches, Sun 29 Nov, about 4 min.",
            "Today's stretches, Sunday 29 November, about 4 minutes.",
        ),
        ("Mon 1 May 07:40: 1 min", "Monday 1 May 07:40: 1 minute."),
        ("2 holds of 10 s", "2 holds of 10 seconds."),
        ("3 × 1 s or 20-30 s", "3 times 1 second or 20 to 30 seconds."),
        ("p and 0-10.", "p and 0 to 10."),
        ("Day: 2026-11-29", "Day: 2026-11-29."),
        ("Sun and sand, 3 sets", "Sun and sand, 3 sets."),
        ("", ""),
        ("- ", ""),
        ("What? ? lists the keys", "What? question mark lists the keys."),
    ],
)
def test_a_line_is_said_as_a_sentence(line: str, said: str) -> None:
    assert as_said(line) == said


def test_what_is_asked_is_said_again_each_minute_until_a_key_answers(heard: Heard) -> None:
    clock = FakeClock()
    reader = Reader(lambda: SPOKEN, clock, {})
    reader.ask(["End here?", "s  saves"])
    for _ in range(2):
        assert heard.words == ["End here?", "s: saves."]
        heard.words.clear()
        clock.pass_time(AGAIN_SECONDS - 1)
        reader.tick()
        assert heard.words == []
        clock.pass_time(1)
        reader.tick()
    reader.silence()
    clock.pass_time(1000)
    reader.tick()
    assert heard.words[2:] == [SILENCE]


def test_the_minute_begins_when_all_was_said(heard: Heard) -> None:
    clock = FakeClock()
    reader = Reader(lambda: SPOKEN, clock, {})
    reader.ask(["A long card."])
    heard.voices[0].busy = True
    clock.pass_time(100)
    reader.tick()
    heard.voices[0].busy = False
    clock.pass_time(AGAIN_SECONDS - 1)
    reader.tick()
    assert heard.words == ["A long card."]


def test_an_answer_silences_the_voice_of_other_settings_too(heard: Heard) -> None:
    wanted = [SPOKEN]
    reader = Reader(lambda: wanted[-1], FakeClock(), {})
    heard.is_endless = True
    reader.say(["A long sentence."])
    wanted.append(replace(SPOKEN, speech_rate=SPOKEN.speech_rate + 50))
    reader.reply(["That key does nothing."])
    assert [(voice.given, voice.over) for voice in heard.voices] == [(1, 1), (1, 0)]


@pytest.mark.parametrize("environ", [{}, {"SSH_CONNECTION": "1"}])
def test_who_wants_no_voice_or_is_far_away_gets_none(heard: Heard, environ: dict[str, str]) -> None:
    wanted = SPOKEN if environ else Settings()
    reader = Reader(lambda: wanted, FakeClock(), environ)
    reader.ask(["End here?"])
    reader.silence()
    reader.finish()
    assert (reader.voice, heard.voices) == (None, [])


def test_a_voice_that_cannot_be_heard_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Bin(tmp_path, monkeypatch)
    given = replace(SPOKEN, speech_command="no-such-voice")
    reader = Reader(lambda: given, FakeClock(), {})
    assert reader.problem == "The speech command no-such-voice was not found"
    assert Reader(Settings, FakeClock(), {}).problem == ""
    reader.ask(["End here?"])
    reader.finish()


def test_there_is_one_voice_until_it_is_to_speak_otherwise(heard: Heard) -> None:
    wanted = SPOKEN
    reader = Reader(lambda: wanted, FakeClock(), {})
    assert reader.voice is reader.voice
    wanted = replace(SPOKEN, theme="nord")
    reader.say(["One."])
    wanted = replace(SPOKEN, speech_rate=220)
    reader.say(["Two."])
    assert [voice.settings.speech_rate for voice in heard.voices] == [170, 220]
    reader.close()
    assert all(voice.closed for voice in heard.voices)


def test_an_answer_is_short_or_left_out_where_there_is_no_time(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(lambda: SPOKEN, FakeClock(), {})
    reader.say(["Hold."])
    monkeypatch.setattr(heard.voices[0], "seconds_for", lambda words: len(words) / 10)
    for seconds in (0.0, 2.0, 5.0):
        reader.answer("Chair leg stretch, left leg.", "5 seconds left.", seconds)
    answers = [SILENCE, "5 seconds left.", SILENCE, "Chair leg stretch, left leg."]
    assert heard.words == ["Hold.", *answers]


def said(daemon: Daemon) -> list[str]:
    return [each.removeprefix("<speak>").removesuffix("</speak>") for each in daemon.said]


@pytest.mark.parametrize(
    ("heard_before", "follows"),
    [(1, ["Chest pain.", "Enter: I have read this."]), (3, [])],
    ids=["card", "all heard"],
)
def test_a_stray_key_cuts_nothing_off_for_good(
    daemon: Daemon, programs: Bin, heard_before: int, follows: list[str]
) -> None:
    reader = Reader(lambda: SPOKEN, FakeClock(seconds=0.0), {})
    assert reader.voice is not None
    talk, usual = Talk(reader.voice, daemon), daemon.plays
    daemon.plays = lambda text: ("BEGIN", "END") if len(daemon.said) <= heard_before else ("BEGIN",)
    card = ["Stop.", "- Chest pain", "Enter: I have read this"]
    reader.ask(card)
    for _ in card:
        talk.look()
    daemon.plays, before = usual, len(daemon.said)
    reader.reply(["No use.", card[-1]])
    talk.until_silent()
    keys = follows or ["Enter: I have read this."]
    assert said(daemon)[before:] == ["No use.", *keys]
    reader.silence()
    assert not reader.busy
    reader.close()


def test_what_is_urgent_or_leads_to_a_hold_is_said_once_more_where_an_answer_broke_it_off(
    daemon: Daemon, programs: Bin
) -> None:
    reader = Reader(lambda: SPOKEN, FakeClock(seconds=0.0), {})
    assert reader.voice is not None
    talk, speech = Talk(reader.voice, daemon), Speech(SPOKEN, outputs(Path(), voice=reader.voice))
    usual, daemon.plays = daemon.plays, lambda text: ("BEGIN",)
    reader.say(["How is your back today?"])
    talk.look()
    speech.play((replace(cue(Sound.RELEASE, "Get help."), urgent=True),), 0.0)
    for sound, words in ((Sound.READY, "Left leg. Lift it."), (Sound.HOLD, "Hold.")):
        speech.play((cue(sound, words),), 0.0)
    daemon.plays = usual
    reader.answer("Pain: 3.", "3.", inf)
    talk.until_silent()
    assert said(daemon) == [
        "How is your back today?",
        "Pain: 3.",
        "Get help.",
        "Left leg. Lift it.",
    ]
    reader.close()
