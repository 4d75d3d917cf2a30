"""`supple adjust`: what the keys of the Exercises page decide, in the shell."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from library.clock import SystemClock
from library.history.record import DecisionKind, OwnLength
from library.history.store import HistoryStore
from tests.library.guidance.person import held, session, ticks
from tui.__main__ import run

CHAIR, LIFT = "chair-leg-stretch", "leg-lift"


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, from ten o'clock on: day 10."""
    ten, seconds = datetime(2026, 3, 11, 10, tzinfo=UTC), count()
    monkeypatch.setattr(SystemClock, "now", lambda self: ten + timedelta(seconds=next(seconds)))


def adjusted(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["adjust", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def test_each_action_says_what_is_now_and_how_to_take_it_back(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for action, told in {
        "more": "Leg lift, level 2 of 5: 2 holds of 15 s on each leg. That is earlier than the "
        "plan: go back if it pulls more than mildly. supple adjust leg-lift less goes back.",
        "less": "Leg lift, level 1 of 5: 2 holds of 10 s on each leg. "
        "supple adjust leg-lift more goes back.",
        "lower": "Leg lift on a low step, 20 cm: 2 holds of 10 s on each leg. "
        "supple adjust leg-lift higher goes back.",
        "rest": "Leg lift rests until Wed 18 Mar. supple undo takes it back.",
        "include": "Leg lift is back. supple undo takes it back.",
        "favourite": "Leg lift is a favourite; the next list begins with those. "
        "supple adjust leg-lift favourite takes it back.",
        "already": "Leg lift: you do this one already. Level 3 of 5: 2 holds of 20 s on each leg. "
        "supple undo takes it back.",
    }.items():
        assert adjusted(capsys, "leg-l", action.upper()) == f"{told}\n"
    kinds = [each.kind for each in history.load().decisions]
    assert sorted(kinds) == sorted(
        [
            DecisionKind.LEVEL,
            DecisionKind.LEVEL,
            DecisionKind.HEIGHT,
            DecisionKind.REST,
            DecisionKind.INCLUDE,
            DecisionKind.ALREADY,
        ]
    )
    assert "no favourite any more" in adjusted(capsys, LIFT, "favourite")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((CHAIR, "less"), "Chair leg stretch: level 1 of 5 is the lowest level."),
        ((CHAIR, "higher"), "Chair leg stretch has no support that could be higher or lower."),
        ((CHAIR, "include"), "Chair leg stretch is neither left out nor resting."),
    ],
)
def test_what_changes_nothing_says_so_and_saves_nothing(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert adjusted(capsys, *words) == f"{told}\n"
    assert history.load().decisions == ()


def test_a_length_that_was_kept_comes_back_by_undo(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([OwnLength(CHAIR, 25)])
    told = adjusted(capsys, CHAIR, "less")
    assert "level 3 of 5: 2 holds of 20 s" in told
    assert "The length you kept is forgotten. supple undo brings the length back" in told
    assert run(["undo"]) == 0
    assert run(["undo"]) == 0
    assert history.load().decisions == ()
    capsys.readouterr()
    assert "2 holds of 25 s" in adjusted(capsys, CHAIR)


def test_without_an_action_it_says_where_one_stands_and_what_makes_sense(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (3, 5, 8):
        history.add(session(on, held(CHAIR)))
    assert adjusted(capsys, CHAIR).splitlines() == [
        "Chair leg stretch.",
        "Sitting, level 1 of 5: 2 holds of 10 s on each leg.",
        "You know this one.",
        "",
        "supple adjust chair-leg-stretch ACTION changes it. The actions now:",
        "  more       level 2 of 5, 2 holds of 15 s on each leg",
        "  rest       leaves it out until Wed 18 Mar",
        "  favourite  marks it as one",
        "  hide       keeps it out of lists and of the plan",
    ]
    history.put([ticks("disc")])
    told = adjusted(capsys, "floor")
    assert "Left out: a slipped disc or vertebra. supple adjust floor-leg-stretch include" in told
    assert "  include    brings it back\n" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nonsense", "more"], "See supple exercises"),
        (["desk-break", "more"], 'No exercise is called "desk-break"'),
        ([CHAIR, "mroe"], "Did you mean more?"),
        ([], "Missing argument"),
    ],
)
def test_what_is_not_understood_is_refused(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert run(["adjust", *words]) == 2
    assert told in capsys.readouterr().err
    assert history.load().decisions == ()


def test_show_names_the_verbs_in_place_of_the_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", LIFT]) == 0
    told = capsys.readouterr().out
    assert "only supple adjust leg-lift higher goes there" in told
    assert "supple adjust leg-lift more goes there earlier." in told
    assert "on each leg. Our judgement: half way" in told
    assert "{" not in told


def test_what_is_hidden_is_in_no_list_and_not_in_the_plan(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["today"]) == 0
    assert "Chair leg stretch" in capsys.readouterr().out
    assert adjusted(capsys, "chair", "hide") == (
        "Chair leg stretch is hidden: no list has it, nor the plan of the day. "
        "supple adjust chair-leg-stretch hide takes it back.\n"
    )
    assert run(["today"]) == 0
    assert "Chair leg stretch" not in capsys.readouterr().out
    for verb in ("exercises", "list"):
        assert run([verb]) == 0
        *listed, last = capsys.readouterr().out.splitlines()
        assert not any("Chair leg stretch" in line for line in listed)
        back = "supple adjust chair-leg-stretch hide shows it again."
        assert last == f"Hidden: Chair leg stretch. {back}"
    assert adjusted(capsys, "chair", "hide").startswith("Chair leg stretch is shown again.")
