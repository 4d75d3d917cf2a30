"""Sentences in whole words, and questions for one key or one line with a way to leave."""

import signal
import sys
from collections.abc import Callable

import pytest

from tests.tui.cli.plain_answers import USUAL, Answers, asking
from tui.cli.output import print_or_exit
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import END_OF_INPUT, SHOW_AGAIN, Leaving

SENTENCE = "A pulled or torn hamstring: these stretches are not for it."


def test_on_a_terminal_a_long_sentence_breaks_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    print_or_exit([SENTENCE, "", "- new trouble passing or holding urine or stool"])
    assert capsys.readouterr().out.splitlines() == [
        "A pulled or torn hamstring:",
        "these stretches are not for",
        "it.",
        "",
        "- new trouble passing or",
        "  holding urine or stool",
    ]


def test_letters_of_two_cells_count_as_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    print_or_exit(["椅子に座って 片脚を伸ばす 仰向けで脚を組む"])
    assert capsys.readouterr().out.splitlines() == ["椅子に座って 片脚を伸ばす", "仰向けで脚を組む"]


def test_in_a_pipe_a_sentence_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    print_or_exit([SENTENCE])
    assert capsys.readouterr().out == f"{SENTENCE}\n"


def test_what_could_control_a_terminal_is_shown_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_or_exit(["\x1b[2J " + "\x9b" * 200])
    assert capsys.readouterr().out.replace("\n", "").isprintable()


@pytest.mark.parametrize("typed", ["\r", "\n", "y", "Y", "н"])
def test_enter_and_letters_answer_whatever_the_terminal_makes_of_them(typed: str) -> None:
    assert asking(typed).key("lengths", ["keep"], [], ["?"]) == "keep"


def test_of_other_keys_it_is_told_that_they_do_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    answers, how = ["run", "leave_out"], "{Run_commands.run} or {run_commands.leave_out}"
    keys = ("x", "x", "", "x", "z", "n")
    prompts = asking(*keys)
    given = prompts.key("run_commands", answers, ["One?"], [how], leave="later")
    assert given == "leave_out"
    nothing = ["That key does nothing.", "y or n"]
    assert capsys.readouterr().out.splitlines() == ["One?", "y or n", *nothing, *nothing]


@pytest.mark.parametrize("typed", ["q", "\x1b", END_OF_INPUT])
def test_a_key_to_leave_is_remembered(typed: str) -> None:
    prompts = asking(typed, "y")
    assert ask_for_key(prompts) is None
    assert prompts.left


def test_a_line_comes_whole_cleaned_and_may_come_in_parts() -> None:
    prompts = asking("  a qu", "", "iet\t one \n")
    assert prompts.line("?") == "a quiet  one"
    assert not prompts.left


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("better todey\x1b[D\n", "better todey"),
        ("\x1b[1;5Cleft\x1bOH leg\x1b[3~\n", "left leg"),
        ("\x1bOuch\n", "Ouch"),
        ("so \x1bso\n", "so so"),
        ("\x1b[A\n", ""),
    ],
)
def test_arrows_and_the_like_are_left_out_of_a_line(typed: str, line: str) -> None:
    prompts = asking(typed)
    assert prompts.line("?") == line
    assert not prompts.left


def test_a_line_that_is_cut_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert asking("x" * 2_030 + "\n").line("Note?") == "x" * 2_000
    told = "Cut: 30 characters were too many; there is room for 2,000."
    assert capsys.readouterr().out.splitlines() == ["Note?", "x" * 2_030, told]


def test_a_line_is_shown_and_corrected_while_it_is_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed: list[str] = []
    prompts = asking("stiff", "\x7f\x7fll", " hre", "\x17here 痛", "\b", "\x01", "\n")
    assert prompts.line("Note?", typed.append) == "still here"
    assert typed[:4] == ["stiff", "still", "still hre", "still here 痛"]
    shown = "stiff\b \b\b \bll hre\b \b\b \b\b \bhere 痛\b \b\b \b"
    assert capsys.readouterr().out == f"Note?\n{shown}\n"
    assert asking("nothing\x15\n").line("Note?") == ""


def test_a_line_that_was_begun_goes_on_and_is_shown_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asking(" leg", SHOW_AGAIN, "\n").line("Note?", begun="two\nleft") == "two\nleft leg"
    assert capsys.readouterr().out == "Note?\ntwo\nleft leg\ntwo\nleft leg\n"


def test_what_a_paste_has_beyond_the_line_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert asking("one\ntwo\n").line("Note?") == "one"
    assert capsys.readouterr().out.splitlines()[2] == "Only one line was taken; left out: two"


def test_the_end_of_input_ends_a_line_that_was_begun() -> None:
    prompts = asking("tight", END_OF_INPUT)
    assert prompts.line("?") == "tight"
    assert prompts.left


@pytest.mark.parametrize("typed", ["\x1b\n", "\x1b\x1b \n", END_OF_INPUT])
def test_a_line_can_be_refused(typed: str) -> None:
    prompts = asking(typed)
    assert prompts.line("?") is None
    assert prompts.left


def ask_for_key(prompts: Prompts) -> str | None:
    return prompts.key("run_commands", ["run"], ["?"], [], leave="later")


def ask_for_line(prompts: Prompts) -> str | None:
    return prompts.line("?")


@pytest.mark.parametrize("ask", [ask_for_key, ask_for_line])
def test_a_signal_ends_every_question_before_it_is_told(
    ask: Callable[[Prompts], str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    leaving = Leaving()
    leaving.signal = signal.SIGTERM
    keys = Answers("y\n")
    prompts = Prompts(keys, leaving, USUAL)
    assert ask(prompts) is None
    assert prompts.left
    assert keys.left == ["y\n"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("ask", [ask_for_key, ask_for_line])
def test_who_has_left_is_asked_nothing_more(
    ask: Callable[[Prompts], str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    prompts = asking(END_OF_INPUT, "y\n")
    ask_for_key(prompts)
    capsys.readouterr()
    assert ask(prompts) is None
    assert capsys.readouterr().out == ""


def test_what_was_typed_before_the_question_is_no_answer() -> None:
    keys = Answers("\n", "\n")
    prompts = Prompts(keys, Leaving(), USUAL)
    prompts.key("card", ["acknowledge"], ["?"], [])
    prompts.line("?")
    assert keys.forgotten == 2
