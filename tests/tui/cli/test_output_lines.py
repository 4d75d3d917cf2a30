"""Lines that verbs print: in whole words at a terminal, whole in files and pipes; sentences."""

from datetime import UTC, datetime

import pytest
from _pytest.capture import CaptureIO

from library.clock import SystemClock
from library.history.store import HistoryStore
from tests.tui.cli.sessions import make_session
from tui.__main__ import run
from tui.cli.output import complain, print_or_exit, tell_on_stderr


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both outputs are a terminal of 30 columns, to those who ask, whoever captures them."""
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(CaptureIO, "isatty", lambda _: True, raising=False)


@pytest.mark.usefixtures("terminal")
def test_what_is_indented_goes_on_further_in(capsys: pytest.CaptureFixture[str]) -> None:
    print_or_exit(["  reps   how often each leg is held"])
    assert capsys.readouterr().out == "  reps   how often each leg is\n    held\n"


@pytest.mark.usefixtures("terminal")
def test_complaints_break_between_words_too(capsys: pytest.CaptureFixture[str]) -> None:
    complain(["The history could not be read at all."])
    assert capsys.readouterr().err == "supple: The history could not\nbe read at all.\n"


@pytest.mark.usefixtures("terminal")
def test_points_of_a_card_on_stderr_begin_with_their_dash(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_on_stderr(["Ask a doctor first:", "- new trouble passing or holding urine"])
    told = capsys.readouterr().err
    assert told == "Ask a doctor first:\n- new trouble passing or\n  holding urine\n"


@pytest.mark.parametrize("verb", [["list"], ["today", "--plain"], ["set"], ["show", "leg-lift"]])
@pytest.mark.usefixtures("terminal")
def test_verbs_break_between_words(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(verb) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 30 or " " not in line.strip() for line in lines)


def test_in_pipes_lines_stay_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    complain(["The history could not be read at all."])
    assert capsys.readouterr().err == "supple: The history could not be read at all.\n"


def test_list_in_sentences_tells_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--plain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Desk break: 2 min." in lines
    assert lines[-1] == 'To begin one: supple start "NAME" --plain'
    assert all(line == line.strip() and line.endswith((".", ":")) for line in lines[:-1])


def test_status_in_sentences(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2026, 3, 4, 20, tzinfo=UTC))
    history.add(make_session(4, seconds=20.0))
    assert run(["status", "--plain"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "This week: 1 of 3 days.",
        "Days in a row: 1, at best 1.",
        "In all: 1 session, less than 1 min with rests.",
    ]
