"""An exercise in words: what the Exercises page shows, and what verbs print."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby

from library.exercises.catalogue import Filters
from library.exercises.model import (
    Dose,
    Exercise,
    HeightLevel,
    HoldEnd,
    Side,
    Sides,
    need_words,
    tag_words,
)
from library.guidance.exercise_progress import ExerciseProgress
from library.guidance.order import INTRODUCTION
from library.guidance.progression import CALM_DAYS, DAYS_AT_LEVEL
from library.guidance.states import State, StateName
from library.wording import capitalised, day_words, listed, times_words
from tui.keys.in_words import WithKeys
from tui.text.doses import amount, level_words
from tui.text.duration import about
from tui.text.guidance import state_words
from tui.text.section import Section

_FILTERS = "{exercises.posture} posture  {exercises.place} place  {exercises.tag} occasion"
"""What narrows the list, in the cells that the list has in 80 columns."""


def filter_words(filters: Filters, count: str, with_keys: WithKeys) -> str:
    """Return what the list is narrowed down to; without a filter, the keys that do it.

    Args:
        filters: What is asked for.
        count: How many pass, as in `3 of 7`.
        with_keys: Puts keys in place of commands.
    """
    return with_keys(_FILTERS) if filters == Filters() else f"{count}: {filters.in_words}"


def way_out(filters: Filters, place: str | None, with_keys: WithKeys) -> str:
    """Return what helps when nothing passes the filters.

    Args:
        filters: What is asked for.
        place: The place that the settings name.
        with_keys: Puts keys in place of commands.
    """
    if place is None:
        return with_keys("{exercises.all} shows all.")
    if filters == Filters(place=place):
        return with_keys("{exercises.place} chooses another place.")
    return with_keys(f"{{exercises.all}} goes back to all for {place}, your place in the settings.")


_AT_A_TIME = {
    Sides.EACH: "one leg at a time",
    Sides.BOTH: "both legs at once",
    Sides.LEFT: "the left leg only",
    Sides.RIGHT: "the right leg only",
}


def posture_and_dose(exercise: Exercise, progress: ExerciseProgress) -> str:
    """Return posture, present dose and support, as in `sitting, level 2 of 5: 2 holds of ...`."""
    if progress.dose is None:
        much = _AT_A_TIME[exercise.sides]
    else:
        much = _level(exercise, progress.level, progress.dose)
    on = "" if progress.support is None else f", {progress.support.name}"
    posture = "" if exercise.posture is None else f"{exercise.posture.value}, "
    return f"{posture}{much}{on}"


_WHAT_KEYS_DO: Mapping[StateName, str] = {
    StateName.OFF: "{exercises.include} includes it all the same.",
    StateName.RESTING: "{exercises.include} brings it back.",
    StateName.TRIAL: "{exercises.include} ends the trial.",
    StateName.NOT_YET: "{exercises.start} starts it now.",
}


def todays_state(
    exercise: Exercise, state: State, today: date, planned: Collection[str], with_keys: WithKeys
) -> str:
    """Return what an exercise is today, and the key that overrides it; often nothing.

    What is still to come is told of those that come by the plan, on another day.

    Args:
        exercise: What to tell about.
        state: What it is.
        today: The practice day it is.
        planned: The exercises of the plan of the day.
        with_keys: Puts keys in place of commands.
    """
    if state.name is StateName.NOT_YET and (
        exercise.id not in INTRODUCTION or exercise.id in planned
    ):
        return ""
    return f"{state_words(state, today)} {with_keys(_WHAT_KEYS_DO.get(state.name, ''))}".strip()


def _level(exercise: Exercise, level: int, dose: Dose) -> str:
    """Return a level with its dose, as in `level 2 of 5: 2 holds of 15 s on each leg`."""
    kept = dose.hold_seconds != exercise.dose(level).hold_seconds
    own = ", at the length you kept" if kept else ""
    return f"{level_words(exercise, level)}{own}: {amount(exercise, dose)}"


def how(exercise: Exercise, side: Side) -> Section:
    """Return the steps of an exercise for a leg."""
    title = f"How, for {'' if side is Side.BOTH else 'the '}{side.words}"
    steps = enumerate(exercise.steps_for(side), start=1)
    return Section(title, tuple(f"{number}. {step}" for number, step in steps))


def sections(
    exercise: Exercise, progress: ExerciseProgress, with_keys: WithKeys
) -> Iterator[Section]:
    """Yield everything but the steps, the ladder and the sources; a section may be empty.

    Args:
        exercise: What to tell about.
        progress: How far the person has come with it.
        with_keys: Puts keys in place of commands.
    """
    yield Section("You need", points=tuple(map(need_words, exercise.needs)))
    yield Section("Take care", points=exercise.cautions)
    yield Section("Dose", tuple(map(with_keys, _dose(exercise, progress))))
    yield Section("Massage steps", tuple(_massage(exercise, progress)))
    yield Section(
        "Heights of the support",
        tuple(map(with_keys, _heights(exercise, progress))),
        tuple(_height(height, progress) for height in exercise.heights),
    )
    yield Section("So far", (so_far(progress),))
    yield Section("Common mistakes", points=exercise.mistakes)
    yield Section("Easier", _one(exercise.easier))
    yield Section("Harder", _one(exercise.harder))
    yield Section("Muscles", _one(", ".join(exercise.muscles)))
    yield Section("Good for", _one(", ".join(map(tag_words, exercise.tags))))
    yield Section("Good to know", points=exercise.notes)


def sources(exercise: Exercise) -> Section:
    """Return where the numbers come from; empty where nobody says."""
    return Section("Sources", points=tuple(_sourced(exercise)))


def _one(words: str) -> tuple[str, ...]:
    return (words,) if words else ()


def _dose(exercise: Exercise, progress: ExerciseProgress) -> Iterator[str]:
    """Yield what it takes for more, and what ends a hold."""
    if progress.dose is None:
        return
    if progress.tuned:
        own, usual = progress.dose.hold_seconds, exercise.dose(progress.level).hold_seconds
        where = "what is prescribed" if exercise.prescribed else "the ladder"
        back = f"{{exercises.more}} and {{exercises.less}} go back to {where}"
        yield f"You chose {own} s instead of {usual} s; {back}."
    if not exercise.prescribed:
        yield _towards_more(exercise, progress)
    if exercise.hold.end is HoldEnd.EASED:
        stop = exercise.hold.stop_seconds
        yield f"A hold lasts until the tension eases; it stops by itself after {stop} s."


def _towards_more(exercise: Exercise, progress: ExerciseProgress) -> str:
    """Return why it is not more, or when it will be."""
    if progress.limited:
        return "That is as much as goes with what you ticked; {exercises.ticks} shows it."
    if progress.next_level is None:
        back = " {exercises.less} goes back." if progress.level else ""
        return f"That is the highest level: more would add little.{back}"
    following = level_words(exercise, progress.next_level)
    if progress.readiness is None:
        why = "" if progress.tuned else "The plan of the day goes no higher: more adds little. "
        return f"{why}{{exercises.more}} goes to {following}."
    if progress.more_offered:
        return (
            f"It went well {CALM_DAYS} times: {following} comes with the plan of the day, one "
            "change at a time. {exercises.more} goes there now."
        )
    calm, days = progress.readiness
    so_far = f" ({calm} so far)" if calm else ""
    apart = (
        "" if days >= DAYS_AT_LEVEL else f" Two changes lie {DAYS_AT_LEVEL} days apart at least."
    )
    return (
        f"{following.capitalize()} comes once {CALM_DAYS} days in a row with this dose went "
        f"well{so_far}: each hold to its end, and no pain that stayed.{apart} "
        "{exercises.more} goes there earlier."
    )


def level_news(exercise: Exercise, before: ExerciseProgress, now: ExerciseProgress) -> str:
    """Return what came of asking for more or less of an exercise, in a sentence or two."""
    if now.dose is None or now.dose == before.dose:
        if exercise.prescribed:
            return f"{exercise.name} is as prescribed: there is one dose of it."
        level = level_words(exercise, now.level)
        if now.limited:
            return f"{exercise.name}: {level} is as much as goes with what you ticked."
        end = "highest" if now.next_level is None else "lowest"
        return f"{exercise.name}: {level} is the {end} level."
    forgotten = " The length you kept is forgotten." if before.tuned and not now.tuned else ""
    told = f"{exercise.name}, {_level(exercise, now.level, now.dose)}.{forgotten}"
    if before.dose is None or now.dose.seconds < before.dose.seconds or before.more_offered:
        return told
    return f"{told} That is earlier than the plan: go back if it pulls more than mildly."


def height_news(exercise: Exercise, before: ExerciseProgress, now: ExerciseProgress) -> str:
    """Return what came of asking for a higher or a lower support, in a sentence or two."""
    if now.dose is None or before.support is None or now.support is None:
        return f"{exercise.name} has no support that could be higher or lower."
    if now.support == before.support:
        if _is_limited(exercise, now):
            return f"{exercise.name}: {now.support.name} is as high as goes with what you ticked."
        end = "highest" if now.higher is None else "lowest"
        return f"{exercise.name}: {now.support.name} is the {end} there is."
    told = f"{exercise.name} {now.support.words}: {amount(exercise, now.dose)}."
    if now.support.centimetres < before.support.centimetres:
        return told
    return f"{told} Go back if it pulls more than mildly."


def _is_limited(exercise: Exercise, progress: ExerciseProgress) -> bool:
    """Tell whether it is what the person ticked that leaves no higher support."""
    highest = max(height.centimetres for height in exercise.heights)
    support = progress.support
    return progress.higher is None and support is not None and support.centimetres < highest


def already_news(exercise: Exercise, now: ExerciseProgress) -> str:
    """Return what came of saying that an exercise is done already."""
    much = "" if now.dose is None else f" {capitalised(_level(exercise, now.level, now.dose))}."
    return f"{exercise.name}: you do this one already.{much}"


def _massage(exercise: Exercise, progress: ExerciseProgress) -> Iterator[str]:
    for number, part in enumerate(exercise.massage, start=1):
        seconds = part.seconds if progress.dose is None else progress.dose.hold_seconds
        yield f"{number}. {part.name}, {seconds} s a leg. {part.hands} {part.pressure}"


def _heights(exercise: Exercise, progress: ExerciseProgress) -> Iterator[str]:
    """Yield how to change the height."""
    if progress.support is not None:
        yield "{exercises.higher} goes one higher, {exercises.lower} one lower."
        if _is_limited(exercise, progress):
            yield "It is as high as goes with what you ticked; {exercises.ticks} shows it."
        elif progress.higher is not None:
            yield (
                "Higher pulls more: only {exercises.higher} goes there, with shorter holds at "
                "first."
            )


def _height(height: HeightLevel, progress: ExerciseProgress) -> str:
    yours = ", yours now" if height == progress.support else ""
    return f"{height.words}: bends the hip {height.hip_degrees}°{yours}"


def _sourced(exercise: Exercise) -> Iterator[str]:
    """Yield each number with its source; one that several in a row share is told once."""
    for level, dose in enumerate(exercise.doses):
        if dose.source:
            yield _source(_level(exercise, level, dose), dose.source)
    if exercise.hold.source:
        yield _source("end of a hold", exercise.hold.source)
    for part in exercise.massage:
        if part.source:
            yield _source(part.name, part.source)
    for source, heights in groupby(exercise.heights, key=lambda height: height.source):
        if source:
            yield _source(listed(height.name for height in heights), source)


def _source(number: str, source: str) -> str:
    """Return where a number comes from; sources have colons of their own."""
    return f"{capitalised(number)}. {capitalised(source)}"


def so_far(progress: ExerciseProgress) -> str:
    """Return how often an exercise was done, how long in all, and when last."""
    if progress.last_done is None:
        return "Not done yet."
    eased = f" Eased off {times_words(progress.eased_off)}." if progress.eased_off else ""
    return (
        f"Done {times_words(progress.times)}, {about(progress.seconds_held)} held, "
        f"last on {day_words(progress.last_done, progress.today)}.{eased}"
    )
