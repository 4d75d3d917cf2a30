"""What the Exercises page shows of an exercise, with its colours."""

from collections.abc import Iterable

from textual.content import Content

from library.exercises.model import Exercise
from library.guidance.exercise_progress import ExerciseProgress
from tui.keys.in_words import WithKeys
from tui.text.exercise_marks import FAVOURITE, ExerciseMark
from tui.text.exercises import posture_and_dose, sections, sources
from tui.text.section import Section


def heading(
    exercise: Exercise, progress: ExerciseProgress, mark: ExerciseMark, state: str = ""
) -> Content:
    """Return name, posture, present dose and purpose.

    Args:
        exercise: What to tell about.
        progress: How far the person has come with it.
        mark: What it is today.
        state: The same in a sentence; empty when nothing is to be said.
    """
    star = f"  {FAVOURITE} favourite" if progress.favourite else ""
    own = "  (your own)" if exercise.own else ""
    name = (exercise.name, "bold $text-accent"), (f"{star}{own}", "$text-accent")
    lines = (
        Content.assemble(*name),
        Content.styled(posture_and_dose(exercise, progress), "$text-muted"),
        Content.assemble((f"{mark.glyph} ", mark.colour), state) if state else Content(""),
        Content(exercise.purpose),
    )
    return Content("\n").join(line for line in lines if line.plain)


def body(
    exercise: Exercise, progress: ExerciseProgress, with_keys: WithKeys, *, with_sources: bool
) -> Content:
    """Return everything but the steps and the ladder, section by section.

    Args:
        exercise: What to tell about.
        progress: How far the person has come with it.
        with_keys: Puts keys in place of commands.
        with_sources: Whether to tell where each number comes from.
    """
    shown = [
        *sections(exercise, progress, with_keys),
        _sources(exercise, with_keys, shown=with_sources),
    ]
    return paint(section for section in shown if section.lines or section.points)


def paint(sections: Iterable[Section]) -> Content:
    """Return sections below each other."""
    return Content("\n\n").join(map(_painted, sections))


def _painted(section: Section) -> Content:
    lines = (*section.lines, *(f"• {point}" for point in section.points))
    return Content.assemble(
        Content.styled(section.title, "bold $text-secondary"), "\n", "\n".join(lines)
    )


def _sources(exercise: Exercise, with_keys: WithKeys, *, shown: bool) -> Section:
    """Return where the numbers come from, or how to see that."""
    told = sources(exercise)
    if not told.points:
        return told
    if not shown:
        folded = with_keys("▸ {exercises.sources} shows where the numbers come from.")
        return Section(told.title, (folded,))
    return Section(told.title, (with_keys("{exercises.sources} folds them away."),), told.points)
