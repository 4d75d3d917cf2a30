"""A session on the screen can be followed without reading it."""

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from library.session.engine import Session
from library.settings.shell_commands import named_commands
from tests.library.session.transcripts import fixtures
from tests.tui.cues.programs import Bin, until
from tests.tui.session_steps import band, told
from tests.tui.support import Dashboard, dashboard, pass_time, session_screen, settled
from tui.app_base import App
from tui.cues.app_outputs import outputs_of
from tui.cues.notifier import Notifier
from tui.cues.speech import Speech
from tui.dialogs.session_form import SessionSummary
from tui.dialogs.try_cues import TryCues
from tui.flows.session import finished
from tui.widgets.big_word import GLYPHS
from tui.widgets.breath_bar import BreathBar
from tui.widgets.flash_cover import FlashCover


def with_settings(folder: Path, **settings: Any) -> Dashboard:
    board = dashboard(folder, routine="desk-break")
    board.services.profile.change_settings(**{"tones": "off", "bell": "off", **settings})
    profile = board.services.profile
    profile.commands.answer(named_commands(profile.settings), run=True)
    return board


def spoken(programs: Bin) -> list[str]:
    return [call[-1] for call in programs.calls]


def heard(programs: Bin, words: str, notifier: Notifier | None = None) -> None:
    """Wait until something was said; the notifier goes on meanwhile with what waits before it."""

    def said() -> bool:
        if notifier is not None:
            notifier.tick()
        return any(words in each for each in spoken(programs))

    until(said)


async def pass_spoken_time(pilot: Pilot[None], board: Dashboard, seconds: int) -> None:
    """Let seconds pass, each no sooner than everything was said that there was to say."""
    notifier = session_screen(pilot).notifier
    (speech,) = notifier._player._channels
    assert isinstance(speech, Speech)

    def silent() -> bool:
        notifier.tick()
        return not speech.busy

    for _ in range(seconds):
        await pass_time(pilot, board.clock, 1)
        until(silent)


async def test_a_session_is_spoken_from_its_first_word_to_its_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("voice")
    board = with_settings(tmp_path, speech="auto", speech_command="voice")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        notifier = session_screen(pilot).notifier
        heard(programs, "Left leg. Chair leg stretch. Hold 20 seconds, 2 times. You need: a firm")
        await pass_spoken_time(pilot, board, 33)  # to get ready takes as long as the words
        heard(programs, "Release. Switch sides. Right leg.", notifier)
        await pass_spoken_time(pilot, board, 92)
        assert isinstance(pilot.app.screen, SessionSummary)
        heard(programs, "Finished. 2 minutes, both legs, 4 holds done.", notifier)


async def test_a_pause_and_the_question_whether_to_end_are_spoken_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("voice")
    board = with_settings(tmp_path, speech="auto", speech_command="voice")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        heard(programs, "Get ready.")
        await pilot.press("space")
        heard(programs, "Paused. Space goes on.")
        await pilot.press("q")
        heard(programs, "End the session here?")


async def flashed(pilot: Pilot[None]) -> str:
    await pilot.pause()
    cover = session_screen(pilot).query_one(FlashCover)
    return cover.text if cover.display else ""


async def test_a_word_flashes_across_the_screen_and_is_gone_again(tmp_path: Path) -> None:
    board = with_settings(tmp_path, flash="screen")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert await flashed(pilot) == "READY"
        await pass_time(pilot, board.clock, 2)
        assert await flashed(pilot) == ""
        await pass_time(pilot, board.clock, 8)
        assert await flashed(pilot) == "LEFT"
        cover = session_screen(pilot).query_one(FlashCover)
        assert cover.has_class("-coloured", "-hold")
        assert cover.region == pilot.app.screen.region
        await pilot.press("space")
        assert await flashed(pilot) == "PAUSE"


async def test_without_the_flash_nothing_ever_covers_the_screen(tmp_path: Path) -> None:
    board = with_settings(tmp_path)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        for _ in range(12):  # past the first hold's beginning
            await pass_time(pilot, board.clock, 1)
            assert await flashed(pilot) == ""


def test_every_word_that_can_flash_can_be_drawn() -> None:
    words = {line[23:30].strip() for text in fixtures().values() for line in text.splitlines()}
    words |= {"EASED", "PAUSE", "READY", "STOP", "BACK", "SOFT", "DONE", "HOLD", "HALF"}
    assert {letter for word in words for letter in word} <= GLYPHS.keys()
    assert {len(rows) for rows in GLYPHS.values()} == {5}
    assert all(len({len(row) for row in rows}) == 1 for rows in GLYPHS.values())


async def test_the_bell_rings_in_the_terminal(tmp_path: Path) -> None:
    board = with_settings(tmp_path, bell="single")
    rung: list[None] = []
    board.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
    async with board.app.run_test() as pilot:
        await settled(pilot)
        before = len(rung)
        for _ in range(10):  # what falls between two readings rings once
            await pass_time(pilot, board.clock, 1)
        assert len(rung) - before >= 4


async def test_the_breath_bar_breathes_in_holds_only_and_only_when_wished(tmp_path: Path) -> None:
    board = with_settings(tmp_path, breath_bar=True)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        bar = session_screen(pilot).query_one(BreathBar)
        assert bar.render_line(0).text.strip() == ""
        await pass_time(pilot, board.clock, 13)
        full = bar.render_line(0).text
        assert full.strip().startswith("breath 1: in")
        await pass_time(pilot, board.clock, 5)
        assert bar.render_line(0).text.count("━") < full.count("━")
    plain = with_settings(tmp_path / "without")
    async with plain.app.run_test() as pilot:
        await settled(pilot)
        assert not session_screen(pilot).query(BreathBar)


async def test_holds_are_counted_in_breaths_when_wished(tmp_path: Path) -> None:
    board = with_settings(tmp_path, breath_count=True)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        assert band(pilot).hold == "rep 1 of 2, 2 breaths"
        await pass_time(pilot, board.clock, 23)
        assert told(pilot).caption == "Breath 2 of 2"
        assert told(pilot).digits == "7"
        bar = session_screen(pilot).query_one(BreathBar)
        assert bar.render_line(0).text.strip().startswith("breath 2: in")


async def test_a_hook_that_does_not_end_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, ended = threading.Event(), threading.Event()

    def close(_: Notifier) -> None:
        if may_end.wait(5):
            ended.set()

    monkeypatch.setattr(Notifier, "close", close)
    board = with_settings(tmp_path)
    profile = board.services.profile
    session = Session(board.services.guide.plan(profile.routines.get("desk-break")))
    app = App()
    async with app.run_test():
        outputs = outputs_of(app, board.services.paths, lambda cue: None)
        notifier = Notifier(session, profile.settings, outputs, board.clock, str)
        with finished(app, notifier):
            pass
        assert not ended.is_set()
        may_end.set()
    assert ended.wait(5)


async def test_a_session_tells_once_that_there_is_no_sound_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("aplay", "exit 1")
    programs.add("espeak-ng", "echo 'ALSA lib pcm.c: cannot open' >&2")
    board = with_settings(tmp_path, tones="auto", bell="auto", speech="auto")
    told: list[str] = []
    monkeypatch.setattr(board.app, "warn", told.append)
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 1)  # words begin when the tone is over
        screen = session_screen(pilot)

        def both() -> bool:
            screen.tick()
            channels = screen.notifier._player._channels
            return [each.title for each in channels if each.failed] == ["Tones", "Speech"]

        until(both)
        assert told[-1] == "No sound device was found; the bell rings instead."
        before = len(told)
        await pass_time(pilot, board.clock, 1)
        assert len(told) == before


async def test_cues_are_tried_out_from_settings_with_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Bin(tmp_path, monkeypatch)
    programs.add("voice", "exit 3")
    board = with_settings(tmp_path, speech="auto", speech_command="voice", flash="word")
    board.app._start = None
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        await pilot.press("t")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, TryCues)
        heard(programs, "Switch sides. Right leg.")
        assert (screen.flash.display, screen.flash.text) == (True, "RIGHT")

        def told() -> bool:
            screen._look()
            return "code 3" in str(screen.reports.content)

        until(told)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, TryCues)


async def test_the_finish_hook_is_run_for_a_session_that_is_discarded(tmp_path: Path) -> None:
    told = tmp_path / "told"
    board = with_settings(tmp_path, hook_finish=f"echo $SUPPLE_COMPLETED >> {told}")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("escape", "d")
        await settled(pilot)
    assert told.read_text() == "no\n"


async def test_the_finish_hook_is_run_when_the_program_is_ended(tmp_path: Path) -> None:
    told = tmp_path / "told"
    board = with_settings(tmp_path, hook_finish=f"echo $SUPPLE_COMPLETED >> {told}")
    async with board.app.run_test() as pilot:
        await settled(pilot)
        session_screen(pilot)
        board.app.exit()
    assert told.read_text() == "no\n"
