"""`supple today`, `check` and `mornings`: the same as the dashboard says, for the shell."""

import json
from datetime import UTC, date, datetime, time

import pytest
from msgspec.structs import replace

from library.clock import SystemClock
from library.history.record import DecisionKind, Leads, MarkKind, Reach, ReachForm, Record
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.guidance.person import (
    at,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
)
from tests.library.history.support import session as other_session
from tui.__main__ import run
from tui.cli.output import cells_of, padded

CROSSED, CHAIR, LIFT = "crossed-leg-stretch", "chair-leg-stretch", "leg-lift"


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, at ten o'clock: day 10."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert run([*words, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def test_the_plan_of_the_day_as_json(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (3, 5):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR)))
    answer = printed(capsys, "today")
    left_out = answer.pop("left_out")
    reason = "New today: the hamstring massage, gently and only a little."
    assert answer == {
        "day": "2026-03-11",
        "routine": "Today's stretches",
        "seconds": 360,
        "seconds_per_leg": 60,
        "items": [
            {
                "exercise": exercise,
                "reps": reps,
                "hold_seconds": seconds,
                "state": state,
                "longer": False,
            }
            for exercise, reps, seconds, state in (
                (CROSSED, 2, 20, "known"),
                (CHAIR, 2, 10, "known"),
                ("hamstring-massage", 3, 20, "new"),
            )
        ],
        "change": {"kind": "new", "exercise": "hamstring-massage", "reason": reason},
        "reason": reason,
        "easy_day": False,
        "question": {"about": "2026-03-11"},
    }
    assert isinstance(left_out, list)
    assert [each["exercise"] for each in left_out] == sorted(
        ["floor-leg-stretch", "leg-crossover", "leg-lift", "standing-stretch"]
    )
    assert {(each["state"], each["until"]) for each in left_out} == {("later", None)}


def test_the_plan_of_another_day_looks_at_nothing_later(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (3, 5, 8):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR)))
    for then, state in (("2026-03-03", "new"), ("2026-03-05", "learning")):
        answer = printed(capsys, "today", "--on", then)
        items = answer["items"]
        assert isinstance(items, list)
        assert answer["day"] == then
        assert [(each["exercise"], each["state"]) for each in items] == [
            (CROSSED, state),
            (CHAIR, state),
        ]
    assert run(["today", "--on", "2026-03-12"]) == 2
    assert "still to come" in capsys.readouterr().err


def test_what_was_answered_and_decided_after_noon_was_not_known_then(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (1, 3, 5, 6):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR), held("hamstring-massage", 3)))
    before = printed(capsys, "today", "--on", "2026-03-09")
    evening = at(8, time(20)), time(20)
    late = replace(check(8, 7), answered_at=evening[0])
    history.put([late])
    history.put([decision(8, DecisionKind.REST, CROSSED, clock=evening[1])])
    assert printed(capsys, "today", "--on", "2026-03-09") == before
    history.put([check(8, 7)])
    assert printed(capsys, "today", "--on", "2026-03-09") != before


def test_a_day_that_begins_at_four_ends_after_its_midnight(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], paths: Paths
) -> None:
    paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file.write_text("day_start_hour = 4\n")
    night = session(6, held(CROSSED, 2, 20), held(CHAIR), clock=time(2))
    history.add(replace(night, practice_day=day(5)))
    reason = printed(capsys, "today", "--on", "2026-03-06")["reason"]
    assert reason == "To begin with: short holds, a mild pull at most."


def test_what_is_printed_can_be_read(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["today"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Today's stretches, Wed 11 Mar, about 4 to 6 min"
    assert lines[1] == "  Crossed-leg hamstring stretch  2 × 20 s  new"
    assert "  Floor leg stretch. Comes later, one at a time." in lines
    assert lines[-1] == "How is your back today? supple check N tells, 0 to 10."


def test_the_plan_in_sentences_can_be_heard(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["today", "--plain"]) == 0
    assert capsys.readouterr().out.splitlines()[:4] == [
        "Today's stretches, Wed 11 Mar, about 4 to 6 min.",
        "Crossed-leg hamstring stretch: 2 holds on each leg until it eases, about 20 s, new.",
        "Chair leg stretch: 2 holds of 10 s on each leg, new.",
        "To begin with: short holds, a mild pull at most.",
    ]


def test_what_is_logged_as_todays_is_the_plan_of_that_day(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in ("2026-03-05", "2026-03-07", "2026-03-09"):
        assert run(["log", "today", "--day", typed, "--pain-worst", "1"]) == 0
    sessions = history.load().sessions
    done = [sorted({hold.exercise for hold in each.holds}) for each in sessions]
    assert done[0] == done[1] == sorted([CROSSED, CHAIR])
    assert done[2] == sorted([CROSSED, CHAIR, "hamstring-massage"])
    assert {(each.routine, each.pain_worst) for each in sessions} == {("Today's stretches", 1)}


def test_check_alone_tells_the_answer_or_how_to_give_one(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> str:
        assert run(["check", *words]) == 0
        return capsys.readouterr().out

    assert told() == "How is your back today? supple check N tells, 0 to 10.\n"
    told("3")
    assert told() == "Your back today: 3 of 10. supple check N changes it.\n"
    assert told("--day", "yesterday") == (
        "No answer for Tue 10 Mar 2026 yet. supple check N --day 2026-03-10 tells, 0 to 10.\n"
    )
    assert len(history.load().checks) == 1


def test_an_answer_is_about_the_day_that_is_asked_about(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(session(8, held(CHAIR)))
    assert run(["check", "3"]) == 0
    assert capsys.readouterr().out == (
        "Saved: 3 of 10 for Tue 10 Mar 2026.\n"
        "That was the morning after your last session; supple check N is for today now.\n"
    )
    assert run(["check", "2"]) == 0
    assert run(["check", "7"]) == 0
    assert capsys.readouterr().out == (
        "Saved: 2 of 10 for Wed 11 Mar 2026.\n"
        "Saved: 7 of 10 for Wed 11 Mar 2026, instead of 2.\n7 of 10: a rest day may be kinder.\n"
        "supple start --anyway begins something easy all the same. supple mark today pain "
        "marks today as a pain day. Your run of weeks is safe.\n"
    )
    answers = [(each.day, each.rating, each.recalled) for each in history.load().checks]
    assert answers == [(date(2026, 3, 10), 3, True), (date(2026, 3, 11), 7, False)]


@pytest.mark.parametrize(
    ("usual", "marks", "told"),
    [
        ((2, 2, 2), (), "6 of 10: a rest day or the massage may be kinder."),
        ((6, 6, 7), (), "The easy two. With 6 as a usual day, let a physiotherapist choose."),
        ((2, 2, 2), (ticks("clot", on=9),), "6 of 10: a rest day may be kinder."),
        ((2, 2, 2), (Leads("desk-break"),), "6 of 10: a rest day or the massage may be kinder."),
    ],
)
def test_what_is_kinder_is_what_today_says(
    history: HistoryStore,
    capsys: pytest.CaptureFixture[str],
    usual: tuple[int, ...],
    marks: tuple[Record, ...],
    told: str,
) -> None:
    for on in (6, 8):
        history.add(session(on, held(CROSSED), held(CHAIR), held("hamstring-massage", 3, 20)))
    history.put(checks(*usual, first=5))
    for each in marks:
        history.put([each])
    assert run(["check", "6", "--day", "today"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Saved: 6 of 10 for Wed 11 Mar 2026.", told]
    assert (lines[2:] != []) is (told == "6 of 10: a rest day may be kinder.")


@pytest.mark.parametrize(
    "words",
    [["11"], ["-1"], ["three"], ["3", "--day", "tomorrow"], ["3", "--day", "2026-03-12"]],
)
def test_what_is_no_answer_is_refused(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(["check", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert history.load().checks == ()


def test_a_prompt_can_tell_that_the_question_is_due(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "status")["check"] == {"due": True, "about": "2026-03-11"}
    history.add(session(8, held(CHAIR)))
    assert printed(capsys, "status")["check"] == {"due": True, "about": "2026-03-10"}
    run(["check", "2", "--day", "2026-03-10"])
    run(["check", "2"])
    capsys.readouterr()
    assert printed(capsys, "status")["check"] == {"due": False, "about": None}


def test_mornings_are_put_side_by_side(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["mornings"]) == 0
    assert capsys.readouterr().out.startswith("Too early to tell")
    history.add(session(1, held(CROSSED), held(CHAIR)))
    for on in (4, 5, 7):
        history.add(session(on, held(CHAIR) if on == 7 else held(CROSSED)))
    history.put(checks(2, 2, 2, 2, 2, 3, 2, 5))
    table = printed(capsys, "mornings")
    assert table["named"] is None
    assert table["exercises"] == [
        {
            "exercise": CROSSED,
            "with": {"mornings": 2, "above_usual": 0.5},
            "without": {"mornings": 3, "above_usual": 1.0},
            "difference": -0.5,
            "enough": False,
            "can_be_told_apart": False,
            "speaks": False,
        },
        {
            "exercise": CHAIR,
            "with": {"mornings": 1, "above_usual": 3.0},
            "without": {"mornings": 4, "above_usual": 0.25},
            "difference": 2.75,
            "enough": False,
            "can_be_told_apart": False,
            "speaks": False,
        },
    ]
    assert run(["mornings"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Mornings of the last 12 weeks")
    assert lines[2].startswith("Chair leg stretch              after it +3.0 (1)")
    assert lines[2].endswith("Too few mornings to compare: 1 of 3.")


def test_without_mornings_there_is_nothing_to_compare(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(session(1, held(CROSSED), held(CHAIR)))
    assert run(["mornings"]) == 0
    assert capsys.readouterr().out.startswith("Too early to tell")
    history.put(checks(2, 2, 2, 2))
    assert run(["mornings"]) == 0
    assert "(0)" not in (told := capsys.readouterr().out)
    assert "after it none " in told


def test_who_practised_elsewhere_is_known_here(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(other_session(0))
    answer = printed(capsys, "today")
    assert answer["change"] != {"kind": "new", "exercise": CROSSED}
    assert day(10) == date(2026, 3, 11)


def test_reach_is_kept_and_told_against_the_first(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong_clock = Reach(day=date(2099, 5, 1), form=ReachForm.CHAIR, leg="left", cm=(30.0,))
    history.put([Reach(day=day(1), form=ReachForm.FLOOR, cm=(-6.0,)), wrong_clock])
    assert run(["reach", "--", "-2,5"]) == 0
    assert [run(["reach", typed]) for typed in ("-2", "1in")] == [0, 0]
    assert capsys.readouterr().out == (
        "Saved: 2.5 cm short of the toes: no clear change yet.\n"
        "Saved: 2 cm short of the toes: 4 cm further, a real change.\n"
        "Saved: 2.5 cm beyond the toes: 8.5 cm further, a real change.\n"
    )
    assert [each.cm for each in history.load().reach] == [(-6.0,), (-2.5, -2.0, 2.5), (30.0,)]
    assert run(["reach", "-3"]) == 0
    assert capsys.readouterr().out.startswith(
        "Saved: 3 cm short of the toes. The best of this week: 2.5 cm beyond the toes: 8.5 cm"
    )
    assert run(["reach", "3", "--leg", "left"]) == 0
    assert capsys.readouterr().out == "Saved: 3 cm beyond the toes, left leg, on a chair.\n"


@pytest.mark.parametrize("typed", ["far", "-51", "41", "", "nan"])
def test_what_is_no_reach_is_refused(history: HistoryStore, typed: str) -> None:
    assert run(["reach", "--", typed]) == 2
    assert history.load().reach == ()


def test_reach_tells_who_should_leave_it_out(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([ticks("bones")])
    assert run(["reach", "2"]) == 0
    assert "better left out with weak bones" in capsys.readouterr().err


def test_a_day_that_is_marked_as_pain_is_an_easy_one(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (3, 5):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR)))
    history.mark(date(2026, 3, 11), MarkKind.PAIN)
    answer = printed(capsys, "today")
    items = answer["items"]
    assert isinstance(items, list)
    assert [each["exercise"] for each in items] == [CROSSED, CHAIR]
    assert (answer["easy_day"], answer["change"]) == (True, None)
    assert answer["reason"] == "Today is marked as pain. Rest is fine, and so are the easy two."


def test_what_is_left_out_is_not_started_where_nobody_can_say_yes(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([ticks("bones", on=9)])
    assert run(["start", "leg-crossover", "--plain"]) == 1
    answer = capsys.readouterr()
    assert answer.err == (
        "supple: Not started. Leg crossover. Left out: weak bones. "
        "supple start leg-crossover --plain --anyway starts it all the same.\n"
    )
    assert run(["start", "leg-crossover", "--plain", "--speed", "100", "--anyway"]) == 0
    assert "Finished." in capsys.readouterr().out
    assert run(["log", "leg-crossover"]) == 0
    assert len(history.load().sessions) == 1


def test_an_exercise_that_is_gone_is_named_by_its_id(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (7, 8):
        history.add(session(on, held("hamstring-massage", 3, 20)))
    history.add(session(9, held("gone-one")))
    history.put([*checks(2, 2, 2, first=7), *checks(5, first=10)])
    assert run(["log", "today"]) == 1
    assert "the latest change, the gone-one, rests until Saturday" in capsys.readouterr().err


def test_today_begins_the_routine_that_leads(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([Leads("desk-break")])
    assert run(["start", "today", "--plain", "--speed", "100"]) == 0
    told = capsys.readouterr().out
    assert "Chair leg stretch" in told
    assert "Crossed-leg" not in told


def test_the_line_of_the_day_stands_below_the_reason(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([Leads("desk-break")])
    history.put([check(10, 7)])
    assert run(["today"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:4] == [
        "As it is written: you chose it to go before the plan.",
        "7 of 10: a rest day may be kinder.",
    ]


def test_who_does_these_already_has_nothing_from_before(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([decision(10, DecisionKind.ALREADY)])
    reason = printed(capsys, "today")["reason"]
    assert reason == "You do these already, so nothing here is new; they come in turn."


def test_a_day_of_much_pain_brings_no_more_once_it_is_marked(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([check(10, 7)])
    before = printed(capsys, "today")
    history.mark(date(2026, 3, 11), MarkKind.PAIN)
    assert printed(capsys, "today") == before
    assert before["items"] == []


def test_the_support_of_the_leg_lift_is_named(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (3, 5, 8):
        history.add(session(on, held(LIFT, 2, 30, height=45)))
    level = decision(2, DecisionKind.LEVEL, LIFT, level=3)
    rests = [decision(on, DecisionKind.REST, e) for on, e in ((3, CROSSED), (4, CHAIR))]
    history.put([level, ticks("disc", "clot"), *rests])
    assert run(["today"]) == 0
    told = capsys.readouterr().out
    assert "  Leg lift on a chair, 45 cm" in told
    assert "supple adjust leg-lift higher goes one higher, if you like." in told
    history.put([decision(9, DecisionKind.HEIGHT, LIFT, height_cm=60)])
    assert run(["today"]) == 0
    told = capsys.readouterr().out
    assert "  Leg lift on a high stool, 60 cm" in told
    assert "2 × 15 s  a little higher" in told
    change = printed(capsys, "today")["change"]
    reason = "A little higher today: the leg lift on a high stool, 60 cm, as you wished."
    assert change == {"kind": "height", "exercise": LIFT, "reason": reason}
    assert run(["log", "today"]) == 0
    assert {hold.height_cm for hold in history.load().sessions[-1].holds} == {60}


def test_wide_letters_of_a_name_leave_the_doses_below_each_other() -> None:
    assert {cells_of(padded(name, 30)) for name in ("Chair", "坐姿拉伸", "e\u0301tirer")} == {30}
    assert padded("坐" * 20, 30) == "坐" * 20
