"""Questions without a screen: one key or one line, and always a way to leave."""

import signal
from collections.abc import Callable

import pytest

from tests.tui.cli.plain_answers import Answers, asking
from tui.cli.plain.prompts import Questions
from tui.cli.plain.terminal import END_OF_INPUT, Leaving


@pytest.mark.parametrize(("typed", "key"), [("\r", "\n"), ("\n", "\n"), ("Y", "y"), ("y", "y")])
def test_enter_and_letters_answer_whatever_the_terminal_makes_of_them(typed: str, key: str) -> None:
    assert asking(typed).key(["?"], "\ny") == key


def test_other_keys_are_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert asking("xz", "", "n").key(["One?", "y or n"], "yn") == "n"
    assert capsys.readouterr().out == "One?\ny or n\n"


@pytest.mark.parametrize("typed", ["q", "\x1b", END_OF_INPUT])
def test_a_key_to_leave_is_remembered(typed: str) -> None:
    questions = asking(typed, "y")
    assert questions.key(["?"], "y") is None
    assert questions.left


def test_a_line_comes_whole_cleaned_and_may_come_in_parts() -> None:
    questions = asking("  a qu", "", "iet\t one \n")
    assert questions.line("?") == "a quiet  one"
    assert not questions.left


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
    questions = asking(typed)
    assert questions.line("?") == line
    assert not questions.left


def test_the_end_of_input_ends_a_line_that_was_begun() -> None:
    questions = asking("tight", END_OF_INPUT)
    assert questions.line("?") == "tight"
    assert questions.left


@pytest.mark.parametrize("typed", ["\x1b\n", "\x1b\x1b \n", END_OF_INPUT])
def test_a_line_can_be_refused(typed: str) -> None:
    questions = asking(typed)
    assert questions.line("?") is None
    assert questions.left


def ask_for_key(questions: Questions) -> str | None:
    return questions.key(["?"], "y")


def ask_for_line(questions: Questions) -> str | None:
    return questions.line("?")


@pytest.mark.parametrize("ask", [ask_for_key, ask_for_line])
def test_a_signal_ends_every_question_before_it_is_told(
    ask: Callable[[Questions], str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    leaving = Leaving()
    leaving.signal = signal.SIGTERM
    keys = Answers("y\n")
    questions = Questions(keys, leaving)
    assert ask(questions) is None
    assert questions.left
    assert keys.left == ["y\n"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("ask", [ask_for_key, ask_for_line])
def test_who_has_left_is_asked_nothing_more(
    ask: Callable[[Questions], str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    questions = asking(END_OF_INPUT, "y\n")
    ask_for_key(questions)
    capsys.readouterr()
    assert ask(questions) is None
    assert capsys.readouterr().out == ""


def test_what_was_typed_before_the_question_is_no_answer() -> None:
    keys = Answers("\n", "\n")
    questions = Questions(keys, Leaving())
    questions.key(["?"], "\n")
    questions.line("?")
    assert keys.forgotten == 2
    assert not keys.whole_lines
