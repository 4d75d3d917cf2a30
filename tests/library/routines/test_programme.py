"""A programme is read as it was written, and all that is wrong with it is told at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.exercises.model import (
    OWN_ORDER,
    Dose,
    Exercise,
    HeightLevel,
    Hold,
    HoldEnd,
    Posture,
    Sides,
)
from library.routines.collection import Routines
from library.routines.handing_over import programme_of, programme_text
from library.routines.model import OWN_PURPOSE, Prescription, Routine, RoutineItem
from library.routines.programme import (
    Programme,
    ProgrammeError,
    is_programme,
    read_programme,
)
from library.settings import Settings
from library.text import clean
from tests.library.routines.programmes import NO_FIGURE, OUT_OF_REACH, PROGRAMME

CATALOGUE, _ = ExercisesFolder(Path("/nowhere")).read()
LIFT = CATALOGUE.get("leg-lift")
TODAY = date(2026, 3, 1)


def read(text: str) -> Programme:
    return read_programme("knee.toml", text.encode(), CATALOGUE)


def test_all_of_it_is_read() -> None:
    programme = read(PROGRAMME)
    routine = programme.routine
    assert (routine.id, routine.name, routine.own, programme.leads) == ("knee", "Knee", True, True)
    assert (routine.by, routine.note, routine.days_a_week) == ("Jana", "Slowly.", 5)
    assert (routine.since, routine.until) == (date(2026, 3, 2), date(2026, 3, 20))
    assert routine.items[0] == RoutineItem("wall-calf", reps=2, hold_seconds=20)
    (calf,) = programme.exercises
    assert (calf.id, calf.own, calf.doses) == ("wall-calf", True, (Dose(3, 30),))


words = st.text(max_size=12).map(lambda text: clean(f"a{text}z").replace("{", "").replace("}", ""))
texts = st.lists(words.map(str.strip).filter(bool), max_size=2).map(tuple)
ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z]{1,4})?", fullmatch=True).filter(
    lambda id: id not in CATALOGUE
)
sources = st.sampled_from(["", "a study"])
doses = st.builds(Dose, st.integers(1, 10), st.integers(5, 60), sources)
poses = st.sampled_from([LIFT.pose, CATALOGUE.get("hamstring-massage").pose, {}])
days = st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 9))


@st.composite
def exercises(draw: st.DrawFn) -> Exercise:
    """An exercise of somebody's own, as its file would be read."""
    return Exercise(
        id=draw(ids),
        own=True,
        name=draw(st.sampled_from(["Wall [b]calf[/b]", "\u05de\u05ea\u05d9\u05d7\u05d4", '"#"'])),
        sides=draw(st.sampled_from(Sides)),
        steps=("Stand.", *draw(texts)),
        posture=draw(st.none() | st.sampled_from(Posture)),
        order=draw(st.sampled_from([7, OWN_ORDER])),
        needs=draw(st.sampled_from([(), ("mat", "a wall")])),
        cautions=draw(texts),
        easier=draw(st.sampled_from(["", "Less."])),
        hold=draw(st.sampled_from([Hold(), Hold(HoldEnd.EASED, 90, "mine")])),
        doses=draw(st.lists(doses, min_size=1, max_size=3).map(tuple)),
        heights=draw(st.sampled_from([(), (HeightLevel("on a step", 20, 40),)])),
        one_side_first=draw(st.booleans()),
        pose=draw(poses),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme as `programme_of` makes it."""
    own = draw(st.lists(exercises(), max_size=2, unique_by=lambda each: each.id))
    begins, ends = draw(days), draw(days)
    said = Prescription(
        by=draw(st.sampled_from(["", "Jana \u202eX", "[/] Yael"])).replace("\u202e", ""),
        since=begins,
        until=ends if begins is None or ends is None or ends >= begins else begins,
        days_a_week=draw(st.none() | st.integers(1, 7)),
        note=draw(st.sampled_from(["", 'Slowly, "please" \\ #1'])),
    )
    items = [RoutineItem(each.id, level=draw(st.sampled_from([None, 0]))) for each in own]
    items.append(RoutineItem("leg-lift", reps=draw(st.none() | st.integers(1, 10))))
    routine = Routine("mine", "Mine", OWN_PURPOSE, tuple(items), own=True)
    catalogue = Catalogue((*CATALOGUE, *own))
    return programme_of(routine, Routines((routine,)), catalogue, Settings(), said)


@given(programmes())
def test_what_is_handed_over_is_what_comes_in(programme: Programme) -> None:
    text = programme_text(programme, Catalogue((*CATALOGUE, *programme.exercises)), TODAY)
    assert is_programme(text.encode())
    back = read(text)
    assert back == programme
    assert [each.pose for each in back.exercises] == [each.pose for each in programme.exercises]


def test_open_doses_are_those_of_the_person() -> None:
    routine = Routine("x", "X", "", (RoutineItem("leg-lift"),), own=True)
    settings = Settings(levels={"leg-lift": 3})
    made = programme_of(routine, Routines((routine,)), CATALOGUE, settings, Prescription())
    dose = LIFT.dose(3)
    assert made.routine.items == (
        RoutineItem("leg-lift", reps=dose.reps, hold_seconds=dose.hold_seconds),
    )
    assert (made.routine.id, made.leads, made.exercises) == ("x", False, ())


@pytest.mark.parametrize(
    ("by", "name", "id"),
    [("", "Morning (shared)", "morning-shared"), ("Jana", "Morning, Jana", "morning-jana")],
)
def test_what_is_no_own_routine_gets_a_name_of_its_own(by: str, name: str, id: str) -> None:
    routine = Routine("morning", "Morning", "", (RoutineItem("leg-lift"),))
    made = programme_of(
        routine, Routines((routine,)), CATALOGUE, Settings(), Prescription(by=by)
    ).routine
    assert (made.name, made.id, made.own) == (name, id, True)


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (PROGRAMME, True),
        ("\ufeffprogramme=1", True),
        ("\r\n# [x]\r\n\tprogramme = 2\r\n", True),
        ("[routine]\nprogramme = 1", False),
        ('{"programme": 1}', False),
        ("name = 'programme'\n", False),
        ("# programme = 1\n", False),
        ("day,programme\n", False),
        ("", False),
    ],
)
def test_a_programme_is_known_by_how_it_begins(start: str, is_one: bool) -> None:
    assert is_programme(start.encode()) == is_one


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("programme = 1", "programme = 2", "knee.toml was made by a later supple; update"),
        ("programme = 1", "programme = 0", "line 2, programme is 0: expected 1"),
        ("leads = true", "lead = true", "line 3, lead is true: expected a known key; did you"),
        ("2026-03-20", '"20 March"', "line 10, routine.until is \"20 March\": expected a day with"),
        ("2026-03-20", "2026-03-01", "line 10, routine.until is 2026-03-01: expected a day from 2"),
        ("days_a_week = 5", "days_a_week = 9", "line 11, routine.days_a_week is 9: expected a wh"),
        ('"leg-lift"', '"leg-lft"', 'exercise is "leg-lft": expected the id of an exercise; did'),
        ("reps = 3\n", "reps = 99\n", "line 23, exercise 1, reps is 99: expected a whole number"),
        ("{side}", "{leg}", 'step 1 is "Put the {leg} foot back.": expected no braces but'),
        ('id = "wall-calf"', 'id = "Wall"', 'line 19, exercise 1, id is "Wall": expected small'),
        ("[[exercise]]", "[exercise]", "line 18, exercise: expected a list"),
        ("[routine]", "[[routine]]", "line 5, routine has 1 entry: expected a table"),
        ("[routine]", "[routine", "line 5: expected valid TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, told: str) -> None:
    with pytest.raises(ProgrammeError) as caught:
        read(PROGRAMME.replace(old, new, 1))
    assert any(told in sentence for sentence in caught.value.sentences), caught.value


def test_what_is_evidently_misspelt_is_hinted_at_and_kept() -> None:
    programme = read(PROGRAMME.replace("steps = [", 'needs = ["matt"]\nsteps = ['))
    assert programme.exercises[0].needs == ("matt",)
    assert programme.notices == ('Wall calf: need 1 is "matt"; did you mean mat?',)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = PROGRAMME.replace('"leg-lift"', '"x"').replace("reps = 3\n", "").replace("each", "arm")
    second = PROGRAMME[PROGRAMME.index("[[exercise]]") :]
    with pytest.raises(ProgrammeError) as caught:
        read(text + second)
    keys = [each.split(", ", 2)[2].split(":")[0] for each in caught.value.sentences]
    assert keys == [
        'routine.item 2, exercise is "x"',
        "exercise 1, reps",
        'exercise 1, sides is "arm"',
        'exercise 2, id is "wall-calf"',
    ]


def test_markup_and_controls_stay_text() -> None:
    text = PROGRAMME.replace('"Jana"', r'"[red]J\u001b[2J\u202e"').replace("Slowly", r"a\nb")
    routine = read(text).routine
    assert (routine.by, routine.note) == ("[red]J\ufffd[2J", "a b.")


@pytest.mark.parametrize(
    ("text", "why"), [(NO_FIGURE, "wall-calf.toml"), (OUT_OF_REACH, "an arm reaches 36")]
)
def test_a_pose_that_cannot_be_drawn_or_is_wrong_is_left_out(text: str, why: str) -> None:
    programme = read(text)
    assert programme.exercises[0].pose == {}
    (told,) = programme.notices
    assert told.startswith("Wall calf comes without its picture, which is not right: ")
    assert why in told
    assert replace(programme, notices=()) == read(PROGRAMME)
