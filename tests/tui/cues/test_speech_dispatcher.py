"""speech-dispatcher is spoken to over its socket, beside a screen reader, and never waited for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.session.speaking import Utterance
from library.settings import Settings
from tests.tui.cues.conftest import MakeVoice
from tests.tui.cues.daemon import LONGEST, Daemon, Talk
from tests.tui.cues.programs import Bin, cue, outputs
from tui.cues.programs import LOOK_AGAIN_SECONDS, TRY_SECONDS
from tui.cues.speech import Speech
from tui.cues.speech_dispatcher import NAME, OTHERS_SECONDS

LONG = "Hold until it eases; after sixty seconds it ends by itself."


# What it is told


def test_it_is_told_once_who_speaks_and_how(daemon: Daemon, voice: MakeVoice) -> None:
    scottish = voice(speech_rate=125, speech_volume=100, speech_voice="English (Scotland)")
    talk = Talk(scottish, daemon)
    talk.say("Left leg.")
    talk.say("Hold.")
    assert [each.removeprefix("SET SELF ") for each in daemon.commands] == [
        "CLIENT_NAME user:supple:session",
        "LANGUAGE en",
        "RATE -50",
        "VOLUME 100",
        "NOTIFICATION ALL ON",
        "SSML_MODE ON",
        "SYNTHESIS_VOICE English (Scotland)",
        *("PRIORITY PROGRESS", "SPEAK"),
        *("PRIORITY PROGRESS", "SPEAK"),
    ]
    assert daemon.said == ["<speak>Left leg.</speak>", "<speak>Hold.</speak>"]
    assert (talk.voice.name, talk.voice.problem, talk.voice.busy) == (NAME, "", False)
    talk.voice.close(talk.now)
    daemon.serve()
    assert daemon.commands[-2:] == ["CANCEL SELF", "QUIT"]


def test_more_than_the_socket_takes_at_once_arrives_whole(talk: Talk) -> None:
    pages = ("Lean forward with a long back.",) * 20_000
    talk.say(pages[0], details=pages)
    while not talk.daemon.said:
        talk.look()
    assert talk.daemon.said == [f"<speak>{' '.join((pages[0], *pages))}</speak>"]


def test_the_three_two_one_has_the_rhythm_of_the_tones(talk: Talk) -> None:
    talk.say("Three. Two. One.", beat=True)
    assert talk.daemon.said == [
        '<speak>Three.<break time="647ms"/>Two.<break time="765ms"/>One.</speak>'
    ]


def test_only_what_is_urgent_may_break_off_a_screen_reader(talk: Talk) -> None:
    speech = Speech(Settings(), outputs(Path(), voice=talk.voice))
    for urgent in (False, True, False):
        speech.play((replace(cue(), urgent=urgent),), 0.0)
        talk.look()
    told = [each.split()[-1] for each in talk.daemon.commands if "PRIORITY" in each]
    assert told == ["PROGRESS", "IMPORTANT", "PROGRESS"]


# A screen reader speaks, too


def test_silence_takes_back_our_own_words_only_and_what_comes_next_is_said(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN",)
    talk.say("Left leg.")
    talk.voice.silence(talk.now)
    talk.say("Paused.")
    talk.daemon.tell("CANCELED", number=1)
    talk.look()
    assert talk.voice.busy
    talk.daemon.tell("END")
    talk.look()
    assert [each for each in talk.daemon.commands if "CANCEL" in each] == ["CANCEL SELF"]
    assert (len(talk.daemon.said), talk.voice.busy) == (2, False)


def test_what_was_taken_back_before_it_had_a_number_is_not_taken_for_the_next(
    talk: Talk,
) -> None:
    talk.say("Ready.")
    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED") if "Left leg." in text else ("BEGIN",)
    talk.voice.say(Utterance("Left leg."), talk.now)
    talk.voice.silence(talk.now)
    talk.say("Paused.")
    assert [each for each in talk.daemon.said if "Paused." in each] == talk.daemon.said[2:]
    assert (len(talk.daemon.said), talk.voice.busy) == (3, True)


def test_it_is_known_how_much_of_what_was_given_is_over(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN",)
    for words in ("Finished.", "Done.", "", "Worst pain: not rated."):
        talk.say(words)
    assert (talk.voice.given, talk.voice.over) == (3, 0)
    talk.daemon.tell("END")
    talk.look(1.0)
    assert talk.voice.over == 1
    talk.voice.silence(talk.now)
    assert talk.voice.over == 3


def test_nothing_is_taken_back_while_nothing_is_said(talk: Talk) -> None:
    talk.say("Left leg.")
    talk.voice.silence(talk.now)
    talk.look()
    assert "CANCEL SELF" not in talk.daemon.commands


def test_what_others_break_off_is_said_again_and_not_learnt_from(talk: Talk) -> None:
    talk.say("Ready.")
    before = talk.voice.seconds_for(LONG)
    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED")
    talk.voice.say(Utterance(LONG), talk.now)
    talk.voice.tick(talk.now)
    talk.daemon.serve()
    talk.daemon.plays = lambda text: ()
    talk.look(0.25)
    talk.daemon.tell("BEGIN")
    talk.look()
    assert (len(talk.daemon.said), talk.voice.busy) == (3, True)
    talk.daemon.tell("END")
    talk.look(9.0)
    assert (talk.voice.busy, talk.voice.seconds_for(LONG)) == (False, before)


@pytest.mark.parametrize(
    ("first", "waited", "learns"),
    [("Left leg.", 0.25, True), ("Left leg.", 5.0, False), ("", 0.25, False)],
    ids=["usual", "others speak", "just started"],
)
def test_its_tempo_is_learnt_where_it_was_not_held_up(
    talk: Talk, first: str, waited: float, learns: bool
) -> None:
    talk.say(first)
    before = talk.voice.seconds_for(LONG)
    talk.daemon.plays = lambda text: ()
    talk.say(LONG)
    talk.look(waited)
    talk.daemon.tell("BEGIN")
    talk.look()
    talk.look(9.0)
    talk.daemon.tell("END")
    talk.look()
    assert (talk.voice.seconds_for(LONG) > before + 1) is learns


def test_what_waits_for_others_is_left_out_when_its_moment_is_over(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ()
    talk.say("Half-way.", until=1.0)
    talk.look(0.9)
    assert talk.voice.busy
    talk.look(0.2)
    assert (talk.voice.busy, talk.voice.problem) == (False, "")
    assert talk.daemon.commands[-1] == "CANCEL SELF"


def test_what_others_break_off_is_not_said_again_when_its_moment_is_over(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN",)
    talk.say("Half-way.", until=1.0)
    talk.look(1.5)
    talk.daemon.tell("CANCELED")
    talk.look()
    assert (len(talk.daemon.said), talk.voice.busy, talk.voice.problem) == (1, False, "")


def test_where_others_never_let_it_finish_it_is_left_out_in_the_end(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED")
    talk.say(LONG)
    *_, waited = talk.seconds(LONGEST)
    assert waited == pytest.approx(OTHERS_SECONDS, abs=0.5)
    assert (talk.voice.name, talk.voice.problem) == (NAME, "")


def test_in_vain_it_waits_for_others_half_as_long_each_time_until_something_was_said(
    talk: Talk,
) -> None:
    said = talk.daemon.plays

    def waited() -> float:
        talk.say(LONG)
        return list(talk.seconds(LONGEST))[-1]

    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED")
    assert sum(waited() for _ in range(10)) < 3 * OTHERS_SECONDS
    assert talk.voice.name == NAME
    talk.daemon.plays = said
    talk.say("Hold.")
    talk.daemon.plays = lambda text: ("BEGIN", "CANCELED")
    assert waited() == pytest.approx(OTHERS_SECONDS, abs=0.5)


def test_news_that_come_before_the_number_count(talk: Talk) -> None:
    def early(command: str) -> str | None:
        end = "702-1\r\n702-1\r\n702 END\r\n"
        return f"{end}225-1\r\n225 OK MESSAGE QUEUED" if command == "MESSAGE" else None

    talk.daemon.answer, talk.daemon.plays = early, lambda text: ()
    talk.say("Hold.")
    assert (talk.voice.busy, talk.voice.problem) == (False, "")


# Faults

Fault = Callable[[Daemon], None]


def answers(told: str, to: str = "") -> Fault:
    """Make a daemon that answers something else to a command, or to all."""

    def set_up(daemon: Daemon) -> None:
        daemon.answer = lambda command: told if command.startswith(to) else None

    return set_up


def plays(*news: str) -> Fault:
    def set_up(daemon: Daemon) -> None:
        daemon.plays = lambda text: news

    return set_up


def closes(daemon: Daemon) -> None:
    def leave(command: str) -> str:
        daemon.leave()
        return ""

    daemon.answer = leave


FAULTS = {
    "deaf": (answers(""), "it does not answer"),
    "deaf to words": (answers("", "SPEAK"), "it does not answer"),
    "server": (answers("301 ERR INTERNAL", "SPEAK"), "it answered with error 301"),
    "client": (answers("409 ERR RATE TOO HIGH", "SET SELF RATE"), "it answered with error 409"),
    "authentication": (answers("530 AUTHENTICATE FIRST", "SET"), "it answered with error 530"),
    "password": (answers("Password:"), "its answer is not understood"),
    "bytes": (answers("\0\N{SNOWMAN}" * 40_000), "its answer is not understood"),
    "one line": (answers("2" * 400_000), "its answer is not understood"),
    "no last line": (answers("249-x\r\n" * 70_000), "its answer is not understood"),
    "closes": (closes, "it has ended"),
    "mute": (plays(), "it does not begin to speak"),
    "endless": (plays("BEGIN"), "it did not end by itself"),
    "nothing said": (plays("BEGIN", "END"), "it says nothing"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_that_does_not_work_is_given_up_and_why_is_told(talk: Talk, fault: str) -> None:
    set_up, why = FAULTS[fault]
    set_up(talk.daemon)
    talk.say(LONG)
    list(talk.seconds(LONGEST))
    assert talk.voice.problem == f"{NAME} cannot be used: {why}"
    assert (talk.voice.name, talk.voice.failed, talk.voice.seconds_for(LONG)) == ("", True, 0.0)


def test_where_no_program_speaks_either_it_is_told_why_not(
    daemon: Daemon, programs: Bin, voice: MakeVoice
) -> None:
    programs.add("espeak-ng", "exit 1")
    talk = Talk(voice(), daemon)
    answers("301 ERR INTERNAL", "SPEAK")(daemon)
    talk.say(LONG)
    talk.until_silent()
    assert talk.voice.problem == "No sound device was found"


@pytest.mark.parametrize("fault", ["deaf", "server", "endless"])
def test_a_program_says_from_its_beginning_what_was_broken_off(
    daemon: Daemon, programs: Bin, voice: MakeVoice, fault: str
) -> None:
    programs.add("espeak-ng")
    talk = Talk(voice(), daemon)
    FAULTS[fault][0](daemon)
    talk.say(LONG)
    while talk.voice.name == NAME:
        talk.look(0.25)
    talk.until_silent()
    talk.say("Hold.")
    talk.until_silent()
    assert [call[-1] for call in programs.calls] == [LONG, "Hold."]
    assert daemon.commands[-2:] == ["CANCEL SELF", "QUIT"]
    assert (talk.voice.name, talk.voice.problem) == ("espeak-ng", "")


def test_it_is_looked_for_again_after_a_minute(talk: Talk) -> None:
    answers("301 ERR INTERNAL", "SPEAK")(talk.daemon)
    talk.say("Left leg.")
    answers("nothing else", "no command")(talk.daemon)
    talk.look(LOOK_AGAIN_SECONDS - 1)
    talk.say("Hold.")
    assert (talk.voice.failed, talk.daemon.said) == (True, [])
    talk.look(1.0)
    talk.say("Release.")
    assert (talk.voice.problem, talk.daemon.said) == ("", ["<speak>Release.</speak>"])


def test_one_that_is_started_anew_says_again_what_was_broken_off(talk: Talk) -> None:
    talk.daemon.plays = lambda text: ("BEGIN",)
    talk.say("Left leg.")
    talk.daemon.end()
    talk.look(1.0)
    talk.daemon.listen()
    talk.look(1.0)
    talk.daemon.tell("END")
    talk.look()
    assert talk.daemon.said == ["<speak>Left leg.</speak>"] * 2
    assert (talk.daemon.clients, talk.voice.busy, talk.voice.problem) == (2, False, "")


def test_one_that_is_ending_may_close_more_than_once(talk: Talk) -> None:
    endings = iter(range(3))

    def ending(command: str) -> str | None:
        if "CLIENT_NAME" in command and next(endings, None) is not None:
            talk.daemon.leave()
        return None

    talk.daemon.answer = ending
    talk.say("Left leg.")
    list(talk.seconds(TRY_SECONDS))
    assert talk.daemon.said == ["<speak>Left leg.</speak>"]
    assert (talk.daemon.clients, talk.voice.name) == (4, NAME)


def test_one_that_ends_for_good_is_not_waited_for(talk: Talk) -> None:
    talk.say("Left leg.")
    talk.daemon.end()
    talk.say("Hold.")
    *_, waited = talk.seconds(LONGEST)
    assert waited == pytest.approx(TRY_SECONDS, abs=0.5)
    assert talk.voice.problem == f"{NAME} cannot be used: it is not there"
