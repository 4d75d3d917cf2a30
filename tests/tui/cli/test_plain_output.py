"""A session without a screen is told in whole words."""

import sys

import pytest

from tui.cli.plain.output import print_sentences

SENTENCE = "A pulled or torn hamstring: these stretches are not for it."


def test_on_a_terminal_a_long_sentence_breaks_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    print_sentences([SENTENCE, "", "- new trouble passing or holding urine or stool"])
    assert capsys.readouterr().out.splitlines() == [
        "A pulled or torn hamstring:",
        "these stretches are not for",
        "it.",
        "",
        "- new trouble passing or",
        "  holding urine or stool",
    ]


def test_in_a_pipe_a_sentence_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    print_sentences([SENTENCE])
    assert capsys.readouterr().out == f"{SENTENCE}\n"


def test_what_could_control_a_terminal_is_shown_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_sentences(["\x1b[2J " + "\x9b" * 200])
    assert capsys.readouterr().out.replace("\n", "").isprintable()
