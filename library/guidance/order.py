"""The exercises as pacing sees them: in which order they come, and how far each goes."""

from collections.abc import Mapping

CROSSED, CHAIR, MASSAGE = "crossed-leg-stretch", "chair-leg-stretch", "hamstring-massage"
LIFT, FLOOR = "leg-lift", "floor-leg-stretch"
STANDING, CROSSOVER = "standing-stretch", "leg-crossover"

INTRODUCTION = (CROSSED, CHAIR, MASSAGE, LIFT, FLOOR, STANDING, CROSSOVER)
"""From the easiest to the hardest: lying, then sitting, then standing (Spine-health); the places
of the lift, the floor stretch and the crossover are our judgement."""
FIRST = (CROSSED, CHAIR)
"""What the very first session holds, and what an easy day is chosen from."""
STRETCHES = tuple(each for each in INTRODUCTION if each != MASSAGE)

POSTURE_ORDER = (CROSSED, FLOOR, CHAIR, MASSAGE, LIFT, STANDING, CROSSOVER)
"""The order within a session: from lying to standing, so that one gets up once (our judgement)."""

FORWARD_BENDS = frozenset({FLOOR, STANDING, CROSSOVER})
"""One of them in a session at most (our judgement), and none early in the morning (Snook 1998)."""

TARGETS: Mapping[str, int] = {
    CROSSED: 2,
    CHAIR: 3,
    MASSAGE: 1,
    LIFT: 3,
    FLOOR: 3,
    STANDING: 2,
    CROSSOVER: 2,
}
"""The highest rung that is offered; beyond it a daily plan would climb past what is of use (Ingram
2024)."""

ALREADY_LEVELS: Mapping[str, int] = {
    each: 1 if each in (CROSSED, MASSAGE) else 2 for each in TARGETS
}
"""Where somebody begins who has done these stretches regularly (our judgement)."""


def introduction(exercise: str) -> int:
    """Return the place of an exercise in the order of introduction; own exercises come last."""
    return INTRODUCTION.index(exercise) if exercise in INTRODUCTION else len(INTRODUCTION)


def posture(exercise: str) -> int:
    """Return the place of an exercise within a session; own exercises come last."""
    return POSTURE_ORDER.index(exercise) if exercise in POSTURE_ORDER else len(POSTURE_ORDER)
