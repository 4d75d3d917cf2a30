"""The seven exercises that come with supple say what the source article says."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from library.exercises.catalogue import ExercisesFolder
from library.exercises.model import Exercise, HoldEnd, Kind, Need, Posture, Side, Sides, Tag
from library.guidance.order import FORWARD_BENDS
from tests.builtin import EXERCISES, made, written_exercises

CATALOGUE, PROBLEMS = ExercisesFolder(Path("/nowhere")).read()
STRETCHES = [exercise for exercise in CATALOGUE if exercise.kind is Kind.STRETCH]
IDS = [
    "chair-leg-stretch",
    "standing-stretch",
    "leg-lift",
    "floor-leg-stretch",
    "leg-crossover",
    "crossed-leg-stretch",
    "hamstring-massage",
]


def by_id(exercise: Exercise) -> str:
    return exercise.id


def said(exercise_id: str, side: Side) -> str:
    return "\n".join(CATALOGUE.get(exercise_id).steps_for(side))


def mirrored(words: str) -> str:
    other = {"left": "right", "right": "left"}
    return re.sub(r"\b(left|right)\b", lambda match: other[match[0]], words)


def test_the_program_reads_what_the_files_say() -> None:
    assert EXERCISES.read_bytes() == made(written_exercises()), "run `make builtin`"


def test_all_seven_are_there_in_the_order_of_the_article() -> None:
    assert [exercise.id for exercise in CATALOGUE] == IDS
    assert PROBLEMS == ()
    assert not any(exercise.own for exercise in CATALOGUE)


@pytest.mark.parametrize("exercise", CATALOGUE, ids=by_id)
def test_every_text_is_there(exercise: Exercise) -> None:
    assert 4 <= len(exercise.steps) <= 7
    assert min(len(exercise.cautions), len(exercise.mistakes), len(exercise.tags)) > 0
    assert exercise.muscles[:3] == ("biceps femoris", "semitendinosus", "semimembranosus")


@pytest.mark.parametrize("exercise", CATALOGUE, ids=by_id)
def test_every_number_names_its_source(exercise: Exercise) -> None:
    sources = [dose.source for dose in exercise.doses]
    sources += [step.source for step in exercise.massage]
    sources += [height.source for height in exercise.heights]
    if exercise.hold.end is HoldEnd.EASED:
        sources.append(exercise.hold.source)
    assert sources
    for source in sources:
        assert re.search(r"ACSM|\d{4}|Spine-health|our judgement|source article", source), source


@pytest.mark.parametrize("exercise", STRETCHES, ids=by_id)
def test_a_ladder_begins_low_and_never_goes_down(exercise: Exercise) -> None:
    totals = [dose.reps * dose.hold_seconds for dose in exercise.doses]
    assert all(low < high for low, high in pairwise(totals))
    assert exercise.dose(0).reps == 2
    assert exercise.dose(4) == exercise.doses[-1]


@pytest.mark.parametrize(
    ("exercise_id", "ladder"),
    [
        ("chair-leg-stretch", [(2, 10), (2, 15), (2, 20), (2, 30), (3, 30)]),
        ("standing-stretch", [(2, 10), (2, 15), (2, 20), (2, 30)]),
        ("leg-lift", [(2, 10), (2, 15), (2, 20), (2, 30), (3, 30)]),
        ("floor-leg-stretch", [(2, 10), (2, 15), (2, 20), (3, 20), (3, 30)]),
        ("leg-crossover", [(2, 10), (2, 15), (2, 20), (2, 30)]),
        ("crossed-leg-stretch", [(2, 20), (2, 30), (3, 30)]),
    ],
)
def test_ladders_end_at_the_ceiling_of_the_exercise(
    exercise_id: str, ladder: list[tuple[int, int]]
) -> None:
    doses = CATALOGUE.get(exercise_id).doses
    assert [(dose.reps, dose.hold_seconds) for dose in doses] == ladder


@pytest.mark.parametrize("exercise", CATALOGUE, ids=by_id)
def test_the_words_for_one_leg_are_those_for_the_other_leg_mirrored(exercise: Exercise) -> None:
    left = "\n".join(exercise.steps_for(Side.LEFT))
    right = "\n".join(exercise.steps_for(Side.RIGHT))
    assert mirrored(left) == right
    assert (left == right) == (exercise.sides is Sides.BOTH)
    assert "{" not in left


ARTICLE = [
    ("chair-leg-stretch", "right foot flat on the floor"),
    ("chair-leg-stretch", "left leg out in front of you and rest its heel on the floor"),
    ("chair-leg-stretch", "toes of the left foot up toward your body"),
    ("standing-stretch", "Bend the right knee slightly"),
    ("standing-stretch", "left leg forward and keep it straight, your left foot flat on the floor"),
    ("standing-stretch", "hands on your thighs and bend forward, letting the hands carry"),
    ("standing-stretch", "mild pull at the back of the left thigh"),
    ("leg-lift", "left foot up on it, the left leg straight"),
    ("leg-lift", "both hands glide along the left leg, toward the shin"),
    ("leg-crossover", "the left foot goes in front of the right one"),
    ("leg-crossover", "Knees straight but not locked"),
    ("leg-crossover", "forehead toward the left knee"),
    ("crossed-leg-stretch", "Bend the right knee and set that foot flat"),
    ("crossed-leg-stretch", "close to the inside of the left thigh"),
    ("crossed-leg-stretch", "Lay the left leg across the right thigh"),
    ("crossed-leg-stretch", "hold behind the right thigh with both hands and draw it toward your"),
    ("crossed-leg-stretch", "until the tension begins to let go"),
    ("hamstring-massage", "left foot on a low step or stool"),
]


@pytest.mark.parametrize(("exercise_id", "words"), ARTICLE)
def test_left_and_right_are_those_of_the_article(exercise_id: str, words: str) -> None:
    assert words in said(exercise_id, Side.LEFT)
    assert mirrored(words) in said(exercise_id, Side.RIGHT)


def test_the_floor_stretch_works_both_legs_at_once() -> None:
    floor = CATALOGUE.get("floor-leg-stretch")
    assert floor.sides is Sides.BOTH
    assert "both legs" in " ".join(floor.steps)


@pytest.mark.parametrize("exercise", STRETCHES, ids=by_id)
def test_the_steps_of_a_stretch_say_how_to_come_out_of_it(exercise: Exercise) -> None:
    assert re.search(r"(Come up|Let go) slowly", exercise.steps[-1])


def test_only_the_crossed_leg_stretch_is_held_until_it_eases() -> None:
    eased = [e for e in CATALOGUE if e.hold.end is HoldEnd.EASED]
    assert [e.id for e in eased] == ["crossed-leg-stretch"]
    assert eased[0].hold.stop_seconds == 60
    assert [dose.hold_seconds for dose in eased[0].doses] == [20, 30, 30]


def test_the_deep_forward_bends_are_marked_and_warn_early_risers() -> None:
    deep = [exercise for exercise in CATALOGUE if exercise.deep_forward_bend]
    assert [e.id for e in deep] == ["standing-stretch", "floor-leg-stretch", "leg-crossover"]
    assert {e.id for e in deep} == FORWARD_BENDS
    for exercise in deep:
        assert any("Just out of bed?" in caution for caution in exercise.cautions)


def test_the_bends_that_round_the_back_warn_of_a_slipped_disc() -> None:
    for exercise_id in ("standing-stretch", "floor-leg-stretch", "leg-crossover"):
        cautions = CATALOGUE.get(exercise_id).cautions
        assert any("slipped disc" in caution for caution in cautions), exercise_id


def test_standing_stretches_need_support_within_reach() -> None:
    standing = [each for each in CATALOGUE if each.posture is Posture.STANDING]
    assert len(standing) == 3
    for exercise in standing:
        assert Need.BALANCE_SUPPORT in exercise.needs
        assert any("within reach on both sides" in caution for caution in exercise.cautions)


def test_the_leg_lift_begins_at_chair_height_and_ends_at_the_waist() -> None:
    leg_lift = CATALOGUE.get("leg-lift")
    heights = [(height.centimetres, height.hip_degrees) for height in leg_lift.heights]
    assert heights == [(20, 38), (45, 60), (60, 71), (75, 81), (95, 95)]
    assert "45 cm" in leg_lift.steps[0]


def test_the_massage_has_three_gentle_steps() -> None:
    massage = CATALOGUE.get("hamstring-massage")
    assert [(dose.reps, dose.hold_seconds) for dose in massage.doses] == [(3, 20), (3, 40), (3, 50)]
    assert [step.seconds for step in massage.massage] == [None] * 3
    assert all("of 10" in step.pressure for step in massage.massage)
    cautions = " ".join(massage.cautions)
    for danger in ("hot, red or swollen", "varicose veins", "behind the knee", "blood thinners"):
        assert danger in cautions


def test_the_author_s_favourite_is_the_crossover() -> None:
    favourites = [each for each in CATALOGUE if Tag.FAVOURITE_OF_THE_AUTHOR in each.tags]
    assert [exercise.id for exercise in favourites] == ["leg-crossover"]


@pytest.mark.parametrize("exercise", CATALOGUE, ids=by_id)
def test_no_text_promises_a_cure_or_repeats_the_article_s_error(exercise: Exercise) -> None:
    texts = (exercise.purpose, *exercise.steps, *exercise.notes, exercise.easier, exercise.harder)
    assert not re.search(r"\b(cure|heal|treat|relie[fv]|prevent|diagnos)", " ".join(texts).lower())
    assert "lift the leg" not in " ".join(exercise.muscles)
