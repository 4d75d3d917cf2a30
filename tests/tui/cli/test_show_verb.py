"""`supple show` and `supple exercises`: an exercise as it would be heard."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.clock import SystemClock
from library.history.record import DecisionKind, Favourite, Leads, Outcome
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.guidance.person import day, decision, held, session, ticks
from tui.__main__ import run

CROSSED, CHAIR, LIFT = "crossed-leg-stretch", "chair-leg-stretch", "leg-lift"


@pytest.fixture(autouse=True)
def on_day_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday, 11 March 2026, at ten o'clock: day 10."""
    now = datetime(2026, 3, 11, 10, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda self: now)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert run([*words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out.splitlines()


def parts(lines: list[str]) -> dict[str, list[str]]:
    """What stands under each title; what comes first has none."""
    found: dict[str, list[str]] = {"": []}
    title = ""
    for before, line in zip(["x", *lines], lines, strict=False):
        if not before and line.endswith(":"):
            title = line.removesuffix(":")
        elif line:
            found.setdefault(title, []).append(line)
    return found


def test_an_exercise_is_told_from_its_purpose_to_its_sources(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    eased = held(CHAIR, 1, 4, outcome=Outcome.EASED_OFF)
    for on in (3, 5, 8):
        history.add(session(on, held(CHAIR, 2, 10), *([eased] if on == 5 else [])))
    history.put([Favourite(CHAIR)])
    found = parts(told(capsys, "show", "chair"))
    assert found[""][:4] == [
        "Chair leg stretch, a favourite.",
        "Sitting, level 1 of 5: 2 holds of 10 s on each leg.",
        "You know this one.",
        "A gentle pull along the back of one thigh, without leaving your chair.",
    ]
    assert found["You need"] == ["- a firm chair that cannot roll"]
    assert (
        found["How, for the LEFT leg"][2]
        == "3. Draw the toes of the left foot up toward your body."
    )
    assert len(found["Take care"]) == 3
    assert found["The figure in words"][0].startswith("At the start: sitting on a seat")
    assert found["Dose"][0].startswith("Level 2 of 5 comes once 3 days in a row")
    assert not any("{" in line or "exercises." in line for line in found["Dose"])
    assert found["So far"] == [
        "Done 3 times, about 2 min held, last on Mon 9 Mar. Eased off twice."
    ]
    assert len(found["Sources"]) == 5 + 2  # the last two lines tell how to go on
    assert found["Sources"][-2:] == [
        "supple show chair-leg-stretch --side right tells it for the other leg.",
        "supple start chair-leg-stretch --plain starts it line by line.",
    ]


def test_the_other_leg_is_told_where_there_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    found = parts(told(capsys, "show", CROSSED, "--side", "right"))
    assert found["How, for the RIGHT leg"][2] == "3. Lay the right leg across the left thigh."
    assert found["The figure in words"][-1] == "The stretch is in the back of the left thigh."
    lines = told(capsys, "show", "floor-leg-stretch", "--side", "right")
    assert "How, for both legs:" in lines
    assert not any("--side" in line for line in lines)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            ticks("disc"),
            "Left out: a slipped disc or vertebra.",
        ),
        (decision(9, DecisionKind.REST, LIFT), "Resting: as you wished."),
        (None, "New: once more at the same dose."),
    ],
)
def test_what_an_exercise_is_today_and_why(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], record: object, words: str
) -> None:
    exercise = "floor-leg-stretch" if "disc" in words else LIFT
    history.add(session(9, held(LIFT, 2, 10, height=45)))
    if record is not None:
        history.put([record])  # type: ignore[list-item]
    assert told(capsys, "show", exercise)[2].startswith(words)


def test_the_height_of_the_support_is_told(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    found = parts(told(capsys, "show", LIFT))
    assert found[""][1] == "Standing, level 1 of 5: 2 holds of 10 s on each leg, on a chair."
    assert found[""][2] == ("Comes later, one at a time. supple start leg-lift starts it now.")
    heights = found["Heights of the support"]
    assert "- on a chair, 45 cm: bends the hip 60°, yours now" in heights


def test_only_what_comes_by_the_plan_on_another_day_is_said_to_come_later(
    history: HistoryStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.exercises_dir.mkdir(parents=True)
    (paths.exercises_dir / "mine.toml").write_text(
        'name = "Mine"\nsides = "both"\nsteps = ["Lie down."]\nreps = 2\nhold_seconds = 10\n'
    )
    assert run(["exercises", "--json"]) == 0
    listed = {each["id"]: each["standing"] for each in json.loads(capsys.readouterr().out)}
    reasons = {name: listed[name]["reason"] for name in ("mine", CHAIR, LIFT)}
    assert reasons == {"mine": "", CHAIR: "New today.", LIFT: "Comes later, one at a time."}
    assert {listed[name]["state"] for name in reasons} == {"not yet"}


def test_an_exercise_as_json_has_all_that_is_told(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(session(8, held(CHAIR)))
    assert run(["show", CHAIR, "--json", "--side", "right"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["standing"] == {
        "state": "learning",
        "until": None,
        "reason": "New: once more at the same dose.",
        "here": True,
        "level": 1,
        "reps": 2,
        "hold_seconds": 10,
        "support_cm": None,
        "times": 1,
        "eased_off": 0,
        "seconds_held": 40,
        "last_done": "2026-03-09",
        "favourite": False,
        "hidden": False,
    }
    assert document["side"] == "right"
    assert document["doses"][0]["reps"] == 2
    assert document["doses"][0]["source"]
    assert document["figure"][-1] == "The stretch is in the back of the right thigh."
    assert run(["exercises", "--json"]) == 0
    listed = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert listed[CHAIR] == {key: document[key] for key in listed[CHAIR]}
    assert len(listed) == 7


def test_an_exercise_of_ones_own_without_a_figure_is_told_without_one(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.exercises_dir.mkdir(parents=True)
    old = Path("tests/library/fixtures/before-rebuild/config/exercises/quick-massage.toml")
    shutil.copy(old, paths.exercises_dir)
    found = parts(told(capsys, "show", "quick-massage"))
    assert found[""][0].endswith(", your own.")
    assert "The figure in words" not in found
    assert found["Massage steps"]


def test_a_routine_is_told_in_its_order_with_doses_and_times(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([ticks("bones")])
    lines = told(capsys, "show", "all-six")
    assert lines[:3] == [
        "All six.",
        "Every stretch once, from lying down to standing up.",
        "About 9 to 12 min in all, rests included.",
    ]
    assert "Leg crossover. Left out: weak bones." in lines
    found = parts(lines)
    assert found["In this order"][3] == (
        "4. Leg lift on a chair, 45 cm: 2 holds of 10 s on each leg, 40 s in all."
    )
    assert "- a mat on the floor" in found["You need"]
    assert lines[-1] == "supple start all-six --plain starts it line by line."
    history.put([Leads("all-six")])
    assert told(capsys, "show", "all-six")[3] == "supple start starts this one."
    assert run(["show", "all-six", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["exercises"][0] == CROSSED


def test_every_exercise_is_listed_with_what_it_is_today(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for on in (3, 5):
        history.add(session(on, held(CROSSED, 2, 20), held(CHAIR)))
    history.put([ticks("bones")])
    lines = told(capsys, "exercises")
    assert len(lines) == 7
    assert lines[0] == (
        "Chair leg stretch              known       level 1 of 5   2 holds of 10 s on each leg"
    )
    assert any(line.startswith("Leg crossover                  left out ") for line in lines)


def test_the_year_is_told_in_which_it_was_done_last_where_that_is_long_ago(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(replace(session(5, held(CHAIR)), practice_day=day(-200)))
    assert any(line.endswith("last on Wed 13 Aug 2025.") for line in told(capsys, "show", CHAIR))


def test_the_exercises_in_sentences_have_no_columns(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(session(5, held(CROSSED, 2, 20), held(CHAIR)))
    lines = told(capsys, "exercises", "--plain")
    assert lines[:7] == [
        "Chair leg stretch.",
        "Sitting, level 1 of 5: 2 holds of 10 s on each leg.",
        "New: once more at the same dose.",
        "A gentle pull along the back of one thigh, without leaving your chair.",
        "You need: a firm chair that cannot roll.",
        "Done once, 40 s held, last on Fri 6 Mar.",
        "",
    ]
    assert all(not line or line.endswith(".") for line in lines)
    assert not any("  " in line or "×" in line for line in lines)
