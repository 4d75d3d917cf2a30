"""In the dashboard a voice reads out whatever waits for a key, until it was answered."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from library.session.ease_off import SHARP_ADVICE
from library.session.machine import State
from tests.tui.cues.heard import SILENCE, Heard, hear
from tests.tui.event_loop import SOON_SECONDS
from tests.tui.session_steps import into_first_hold, state, words
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui import aloud
from tui.dialogs.session import EaseOff
from tui.dialogs.session_form import FIRST_MOMENT_SECONDS, NOT_CLOSED, SessionSummary
from tui.text.keys import NOTHING_HERE


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return hear(monkeypatch)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages speak so soon that a test which waits until all is done waits for that, too."""
    monkeypatch.setattr(aloud, "QUIET_SECONDS", SOON_SECONDS / 2)


def spoken(folder: Path, **options: object) -> Dashboard:
    board = dashboard(folder, **options)  # type: ignore[arg-type]
    board.services.profile.change_settings(speech="auto", tones="off", bell="off")
    return board


async def test_the_card_is_read_until_it_was_acknowledged_then_the_ticks(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path, read_card=False)
    async with board.app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        read = list(heard.words)
        assert read[0] == "Before you start."
        assert "Stop, and call your emergency number, if you notice." in read
        assert "back pain after a bad fall or an accident." in read
        assert "enter: I have read this." in read
        await pilot.press("enter")
        await settled(pilot)
        ticks = heard.since(SILENCE)
        assert ticks[0] == "What to leave out."
        assert any(each.startswith("not ticked: ") for each in ticks)
        await pilot.press("down", "space")
        await settled(pilot)
        assert heard.words[-1].startswith("ticked: ")
    assert all(voice.closed for voice in heard.voices)


async def test_a_session_and_what_it_asks_are_said_by_one_voice(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path, routine="desk-break")
    board.services.profile.change_settings(keys={"end.save": "w"})
    async with board.app.run_test(size=(80, 24)) as pilot:
        screen = await into_first_hold(pilot, board.clock)
        await pilot.press("x")
        await settled(pilot)
        eased = heard.since("Stopped. Good - you listened to your body.")
        assert eased[:3] == [
            "What next?",
            "Pain that moves down the leg, or dizzy? Then end it for today.",
            "1: Go on with what comes next.",
        ]
        await pilot.press("1")
        await settled(pilot)
        assert heard.since("1: Go on with what comes next.").count(SILENCE) == 1
        await pilot.press("i")
        await settled(pilot)
        assert "right leg, hold 1 of 2. Switch sides" in heard.words[-1]
        await pilot.press("escape")
        await settled(pilot)
        ending = heard.since("End the session here?")
        assert "w: Save." in ending
        assert "escape: Go on." in ending
        await pilot.press("w")
        await settled(pilot)
        assert state(screen) is State.DONE
        assert "Saved." in heard.words
        assert "Worst pain: not rated." in heard.words
        assert "Where: not noted." in heard.words
    assert len(heard.voices) == 1


async def test_what_asks_in_the_midst_is_heard_at_once_and_nothing_is_told_twice(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path, routine="all-six")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, board.clock)
        await pilot.press("x", "6")
        await settled(pilot)
        assert heard.all.count(SHARP_ADVICE) == 1
        asked = (
            "Where was it? 1 lower back, 2 left leg, 3 right leg, 4 elsewhere; or leave it open."
        )
        assert heard.words[-1] == asked
        heard.voices[0].busy = True
        await pilot.press("4")
        await settled(pilot)
        assert heard.since(asked)[:2] == [SILENCE, "Where, in a word or two?"]
        await pilot.press(*"hip", "enter")
        await settled(pilot)
        after = heard.since("Where, in a word or two?")
        assert "Where was it: hip." in after
        assert "That is enough for today." in after
        assert asked not in after
        assert after[-1] == "a: Go on."
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SessionSummary)
        assert heard.all.count(SHARP_ADVICE) == 1
        await pass_time(pilot, board.clock, FIRST_MOMENT_SECONDS)
        await pilot.press("tab", "4")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert heard.words[-4:] == [
            "Where: not noted.",
            "Tab goes on.",
            "enter: Done.",
            "escape: Skip these.",
        ]


async def test_a_question_that_is_asked_of_another_day_says_which(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        asked = heard.since("Mark Monday 23 November.")
        assert asked[0] == "Left and right take another day."
        await pilot.press("left")
        await settled(pilot)
        assert heard.since("Mark Monday 23 November.")[-3:] == [
            SILENCE,
            "Mark Sunday 22 November.",
            "n: None, take the mark away.",
        ]


@pytest.mark.usefixtures("newcomer")
async def test_who_is_new_to_it_hears_first_which_key_stops_a_session(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path, routine="desk-break")
    board.services.profile.change_settings(keys={"session.ease_off": "z"})
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")  # the cautions are read
        await settled(pilot)
        keys, begins = heard.words[-2:]
        assert keys.startswith("Space pauses and goes on, z stops when it hurts, i tells where")
        assert begins.startswith("Left leg. Chair leg stretch.")


async def test_the_steps_are_said_and_a_pause_says_how_it_goes_on(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, board.clock)
        await pilot.press("h")
        await settled(pilot)
        told = heard.since("Chair leg stretch, left leg.")
        assert told[0].startswith("1. Sit well forward on a firm chair")
        assert told[-1] == "space: Go on."
        await pilot.press("space", "space")
        await settled(pilot)
        assert session_screen(pilot).session.state is State.PAUSED
        await pass_time(pilot, board.clock, 1)
        await pass_time(pilot, board.clock, 6)
        assert heard.words[-1] == "Paused. Space goes on."


async def test_nothing_is_said_where_no_voice_is_wanted(tmp_path: Path, heard: Heard) -> None:
    board = dashboard(tmp_path, read_card=False)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert board.app.reader is None
    assert heard.voices == []


async def says(pilot: Pilot[None], heard: Heard, told: str) -> None:
    """Let a page say what it has to say; this is among it."""
    await settled(pilot)
    assert told in heard.all


@pytest.mark.usefixtures("soon")
async def test_today_says_what_stands_there_and_what_changes(tmp_path: Path, heard: Heard) -> None:
    board = spoken(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await says(pilot, heard, "Enter: starts it.")
        assert "Welcome. A few gentle minutes, step by step." in heard.words
        assert "Your first two stretches: about 4 to 6 minutes." in heard.words
        assert "b: what to know before you start." in heard.words
        assert "How is your back today? p and 0 to 10." in heard.words
        await pilot.press("p")
        await says(pilot, heard, "How is your back today? Now a number, 0 to 10.")
        await pilot.press("7")
        await says(pilot, heard, "p changes it.")
        changed = heard.since("How is your back today? Now a number, 0 to 10.")
        assert any(each.startswith("Enter: marks") for each in changed)
        assert "Welcome. A few gentle minutes, step by step." not in changed
        await pilot.press("enter")
        await says(pilot, heard, "undoes it.")
        for _ in range(2):  # each time; what a key leads to is not silenced by the same key
            await pilot.press("w")
            await settled(pilot)
            assert heard.words[-1] == "That key does nothing here; question mark lists the keys."


async def test_what_cannot_be_chosen_is_said_as_such_and_why(tmp_path: Path, heard: Heard) -> None:
    board = spoken(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, board.clock)
        step = session_screen(pilot).session.step
        assert step is not None
        screen = EaseOff(step, 5.0)
        screen._options = tuple(
            replace(each, why_not="press less" if each.number == 3 else "")
            for each in screen._options
        )
        pilot.app.push_screen(screen)
        await settled(pilot)
        told = "3: Shorter holds from now on: 10 seconds: not now, press less."
        assert told in heard.words
        await pilot.press("3")
        assert heard.words[-2:] == [SILENCE, "3: not now, press less."]


@pytest.mark.usefixtures("soon")
async def test_a_page_says_its_name_and_where_the_cursor_is(tmp_path: Path, heard: Heard) -> None:
    board = spoken(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        heard.voices[0].busy = True  # a key has something to silence
        await pilot.press("2")
        await says(pilot, heard, "Space tells how it is done, enter starts it.")
        opened = heard.since("Exercises.")
        assert opened[0] == "Crossed-leg hamstring stretch, new."
        assert opened[1].startswith("Lying, level 1 of 3: 2 holds on each leg until it eases")
        await pilot.press("down")
        await says(pilot, heard, "Floor leg stretch")
        moved = heard.since("Space tells how it is done, enter starts it.")
        assert moved[:2] == [SILENCE, "Floor leg stretch."]
        assert heard.words.count("Exercises.") == 1
        await pilot.press("space")
        await says(pilot, heard, "How, for both legs:")
        await pilot.press("slash", *"crossover")
        await says(pilot, heard, "1 of 7: “crossover”.")
        await says(pilot, heard, "Leg crossover.")
        told = heard.words.count("Leg crossover.")
        await pilot.press("enter")  # it is heard which line Enter has led to
        await settled(pilot)
        assert heard.words.count("Leg crossover.") == told + 1
        await pilot.press("escape", "3")
        await says(pilot, heard, "Enter starts it.")
        assert heard.since("Routines.")[0].startswith("First steps: about 4")
        await pilot.press("4")
        await says(pilot, heard, "No sessions yet.")
        await pilot.press("5")
        await says(pilot, heard, "opens a list.")
        assert heard.since("Settings.")[0].startswith("Weekly goal: 3 days")
        await pilot.press("right")
        await says(pilot, heard, "Weekly goal: 4 days")
        await pilot.press("colon")
        await says(pilot, heard, "Commands. Type words to look for; up and down, then Enter.")


async def test_help_says_keys_by_their_names(tmp_path: Path, heard: Heard) -> None:
    board = spoken(tmp_path)
    async with board.app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await settled(pilot)
        assert "question mark" in heard.all
        assert not any(each.startswith(("?", "!", "+", "↑", "pg")) for each in heard.words)


async def test_each_key_that_does_nothing_is_told_of(tmp_path: Path, heard: Heard) -> None:
    unknown = "That key does nothing just now; question mark lists the keys."
    board = spoken(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, board.clock)
        for times in (1, 2):
            await pilot.press("s")  # a sore spot is one of a massage
            await settled(pilot)
            assert heard.words.count(unknown) == times
        await pass_time(pilot, board.clock, session_screen(pilot).session.remaining - 3)
        await pilot.press("s")  # the three-two-one is due
        assert heard.words.count(unknown) == 2
        await pilot.press("escape")
        await settled(pilot)
        asked = heard.words.count("End the session here?")
        await pilot.press("z")
        assert "escape: Go on." in heard.since(NOTHING_HERE)
        assert heard.words.count("End the session here?") == asked


@pytest.mark.usefixtures("soon")
async def test_after_a_session_today_tells_that_it_is_saved(tmp_path: Path, heard: Heard) -> None:
    board = spoken(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, board.clock)
        await pass_time(pilot, board.clock, 12)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        heard.words.clear()
        await pass_time(pilot, board.clock, 5)
        await pilot.press("escape")
        await says(pilot, heard, "Enter: starts it")
        assert heard.words[:2] == ["Saved.", "Today is done."]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_summary_that_was_not_heard_is_not_closed_by_a_key_meant_for_the_last_hold(
    tmp_path: Path, heard: Heard, key: str
) -> None:
    board = spoken(tmp_path, routine="desk-break")
    async with board.app.run_test(size=(80, 24)) as pilot:
        await into_first_hold(pilot, board.clock)
        heard.is_endless = True
        await pass_time(pilot, board.clock, 121)
        summary = pilot.app.screen
        assert isinstance(summary, SessionSummary)
        await pass_time(pilot, board.clock, FIRST_MOMENT_SECONDS)
        await pilot.press(key, key)  # it may be held down
        await settled(pilot)
        assert summary.is_current
        assert words(pilot, "#problem") == NOT_CLOSED
        assert heard.words.count(NOT_CLOSED) == 1
        told = heard.since(NOT_CLOSED)
        assert told[0] == "2 minutes, both legs, 4 holds done."
        assert "Done." in told
        assert "Worst pain: not rated." in told
        await pass_time(pilot, board.clock, FIRST_MOMENT_SECONDS)
        await pilot.press(key)
        await settled(pilot)
        assert not summary.is_current
        assert heard.words[-1] != NOT_CLOSED


async def test_what_is_told_in_passing_is_said_once_when_it_is_shown(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        board.app.tell("Told on the page.")
        await settled(pilot)
        assert heard.words.count("Told on the page.") == 1
        await pilot.press("question_mark")  # it is shown on once the help is closed
        await settled(pilot)
        board.app.tell("Told meanwhile.", "warning")
        await settled(pilot)
        assert "Told meanwhile." not in heard.words
        await pilot.press("escape")
        await settled(pilot)
        shown = [each.message for each in board.app._notifications]
        assert sorted(shown) == ["Told meanwhile.", "Told on the page."]
        assert heard.words.count("Told meanwhile.") == 1
        assert heard.words.count("Told on the page.") == 1


async def test_a_voice_says_that_it_was_turned_off_and_what_turns_it_on(
    tmp_path: Path, heard: Heard
) -> None:
    board = spoken(tmp_path)
    async with board.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        board.app.say_aloud(["Good morning."])
        heard.voices[0].busy = True
        board.services.profile.change_settings(speech="off")
        await settled(pilot)
        assert heard.words[-2:] == [SILENCE, "Speech is off. u on Settings takes that back."]
        assert board.app.reader is not None  # until it is said
        heard.voices[0].busy = False
        board.services.profile.change_settings(tones="on")
        await settled(pilot)
        assert board.app.reader is None
        board.services.profile.change_settings(speech="auto")
        board.app.say_aloud(["Here again."])
        assert heard.words[-1] == "Here again."
        assert heard.all.count("Speech is off") == 1
