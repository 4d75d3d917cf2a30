"""What a screen reader gets from the verbs, in a terminal that can do nothing."""

from pathlib import Path

from tests.terminal.conftest import Start

AS_EMACS = {"TERM": "dumb", "COLORTERM": ""}


def test_today_and_an_exercise_are_sentences_without_a_control_sequence(
    folder: Path, start: Start
) -> None:
    for arguments, sentence in (
        (("today",), "Chair leg stretch: 2 holds of 10 s on each leg, new."),
        (("show", "chair"), "The stretch is in the back of the left thigh."),
        (("start",), "start today --plain"),
    ):
        program = start(*arguments, columns=200, rows=70, environ=AS_EMACS)
        program.wait_for(sentence)
        program.wait_for_end()
        assert b"\x1b" not in program.raw
