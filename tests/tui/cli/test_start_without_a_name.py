"""`supple start` without a name begins what is right for today, or says what else to do."""

from datetime import UTC, date, datetime
from unittest.mock import ANY

import pytest

from library.clock import SystemClock
from library.guidance.order import INTRODUCTION
from library.history.record import DecisionKind, Leads, MarkKind
from library.history.store import HistoryStore
from library.paths import Paths
from library.routines.model import Routine
from tests.library.guidance.person import check, decision, held, session, ticks
from tests.tui.cues.heard import hear
from tui.__main__ import run
from tui.cli.context import Context
from tui.cli.plain import flow
from tui.cli.plain.before import Ready
from tui.cli.plain.flow import PlainOptions

EVERYTHING_RESTS = [
    decision(on, DecisionKind.REST, each) for on, each in enumerate(INTRODUCTION, 1)
]
CROSSED, CHAIR = "crossed-leg-stretch", "chair-leg-stretch"


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, at ten o'clock: day 10."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """The routine of each session that would have begun, and what is told before it."""
    found: list[tuple[str, list[str]]] = []

    def prepare(context: Context, routine: Routine, options: PlainOptions) -> int:
        context.profile.acknowledge_card()
        told: list[str] = []
        Ready(context, told.extend, None, anyway=options.anyway, quiet=options.quiet).plan(routine)
        found.append((routine.id, told))
        return 0

    monkeypatch.setattr(flow, "run_plain", prepare)
    return found


def test_what_is_right_for_today_is_told_and_begins(
    history: HistoryStore, begun: list[tuple[str, list[str]]]
) -> None:
    for on in (3, 5):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR)))
    assert run(["start", "--plain"]) == 0
    assert run(["start", "today", "--plain"]) == 0
    ((routine, told), again) = begun
    assert (routine, told) == again
    assert routine == "today"
    assert told[:5] == [
        "Today's stretches, Wed 11 Mar, about 6 to 9 min.",
        "Crossed-leg hamstring stretch: 2 holds on each leg until it eases, about 20 s.",
        "Chair leg stretch: 2 holds of 10 s on each leg.",
        "Hamstring massage: 3 steps of 20 s on each leg, new.",
        "New today: the hamstring massage, gently and only a little.",
    ]


def test_with_few_words_and_for_another_routine_the_plan_is_not_told(
    history: HistoryStore, begun: list[tuple[str, list[str]]]
) -> None:
    assert run(["start", "--plain", "--quiet"]) == 0
    assert run(["start", "first-steps", "--plain"]) == 0
    assert [routine for routine, _ in begun] == ["today", "first-steps"]
    assert not any(line.startswith("Two easy") for _, told in begun for line in told)


def test_the_routine_that_leads_is_begun(
    history: HistoryStore, begun: list[tuple[str, list[str]]]
) -> None:
    history.put([Leads("desk-break")])
    assert run(["start", "--plain"]) == 0
    ((routine, told),) = begun
    assert routine == "desk-break"
    assert "As it is written: you chose it to go before the plan." in told


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (
            "rest first",
            "7 of 10: a rest day may be kinder. supple start --plain --anyway begins something "
            "easy all the same. supple mark today pain marks today as a pain day. Your run of "
            "weeks is safe.",
        ),
        (
            "marked",
            "Today is marked as rest. Rest is fine. All of it is left out, resting or comes later. "
            "A walk is fine. supple list names what can be started all the same.",
        ),
        (
            "all rests",
            "All of it is left out, resting or comes later. A walk is fine. supple mark today pain "
            "marks today as a pain day. Your run of weeks is safe. supple list names what can be "
            "started all the same.",
        ),
        (
            "nothing at hand",
            "Nothing that fits is at hand. A walk is fine. supple set place PLACE says where you "
            "are. supple list names what can be started all the same.",
        ),
        (
            "ticked",
            "What you ticked leaves all of it out. A doctor or physiotherapist can tell what is "
            "right for you now.",
        ),
        (
            "ticked later",
            "What you ticked leaves all of it out. A doctor or physiotherapist can tell what is "
            "right for you now. supple mark today pain marks today as a pain day. Your run of "
            "weeks is safe.",
        ),
    ],
)
def test_on_a_day_without_anything_it_says_what_to_type(
    history: HistoryStore,
    paths: Paths,
    capsys: pytest.CaptureFixture[str],
    begun: list[tuple[str, list[str]]],
    why: str,
    told: str,
) -> None:
    if why == "rest first":
        history.put([check(10, 7)])
    elif why == "marked":
        history.put(EVERYTHING_RESTS)
        history.mark(date(2026, 3, 11), MarkKind.REST)
    elif why.startswith("ticked"):
        history.put([ticks("operation")])
        if why == "ticked later":
            history.add(session(1, held(CHAIR)))
    elif why == "all rests":
        history.put(EVERYTHING_RESTS)
    else:
        paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
        paths.settings_file.write_text('place = "Train"\n[places]\nTrain = []\n')
    assert run(["start", "--plain"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"supple: {told}\n"
    assert begun == []


def test_where_rest_comes_first_something_easy_can_be_had_anyway(
    history: HistoryStore, begun: list[tuple[str, list[str]]]
) -> None:
    history.put([check(10, 7)])
    assert run(["start", "--plain", "--anyway"]) == 0
    assert begun == [("today", ANY)]


def test_a_voice_says_why_nothing_begins(
    history: HistoryStore, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = hear(monkeypatch)
    paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text('speech = "on"\n')
    history.put([check(10, 7)])
    assert run(["start", "--plain"]) == 1
    assert heard.all.startswith("7 of 10: a rest day may be kinder. supple start --plain --anyway")


def test_where_rest_comes_first_nothing_is_said_to_come_later(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([check(10, 7)])
    history.put([ticks("disc")])
    assert run(["today", "--plain"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "7 of 10: a rest day may be kinder."
    assert told[1] == "Not today:"
    assert told[2].endswith(". Left out: a slipped disc or vertebra.")
    assert len(told) == 4  # who hears it hears a reason once
    assert told[-1].startswith("supple start --plain --anyway begins something easy all the same.")


def test_todays_plan_in_sentences_ends_with_how_to_begin(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["today", "--plain"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "To begin: supple start --plain"
    history.put([check(10, 7)])
    assert run(["today", "--plain"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("supple start --plain --anyway ")
    assert run(["today", "--plain", "--on", "yesterday"]) == 0
    assert "supple start" not in capsys.readouterr().out
