"""The line of the day in the shell: verbs where the dashboard has keys."""

import pytest

from library.guidance.comparing import Answer, Outcome
from library.guidance.day_line import DayLine, LineKind
from library.guidance.order import LIFT
from library.guidance.trials import Trial
from library.history.record import ReachForm
from library.history.store import HistoryStore
from tests.library.guidance.person import HEIGHTS, day
from tui.__main__ import run
from tui.text import day_line as text_of_the_line

TRIAL = Trial(LIFT, day(1), day(8), ended=False)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (DayLine(LineKind.TICKS), "Still right? supple ticks shows your ticks."),
        (
            DayLine(LineKind.HEIGHT, higher=(LIFT, HEIGHTS[LIFT][1])),
            "Leg lift went well on a chair three times. supple adjust leg-lift higher goes one "
            "higher, if you like.",
        ),
        (
            DayLine(LineKind.REACH, reach=ReachForm.FLOOR),
            "Time to measure your reach, if you like: supple reach -- CM notes it.",
        ),
        (
            DayLine(LineKind.RESULT, TRIAL, Outcome(Answer.AGAIN)),
            "It came back with the leg lift. Leave it out, and show this table to a "
            "physiotherapist. supple mornings shows it.",
        ),
    ],
)
def test_the_line_of_the_day_names_verbs_and_no_keys(
    history: HistoryStore,
    line: DayLine,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run(["today"]) == 0
    without = capsys.readouterr().out.splitlines()
    monkeypatch.setattr(text_of_the_line, "day_line", lambda *_: line)
    assert run(["today"]) == 0
    assert [each for each in capsys.readouterr().out.splitlines() if each not in without] == [told]
