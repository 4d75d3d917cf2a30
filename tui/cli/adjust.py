"""`supple adjust`: dose, height, favourite and rest of an exercise."""

from collections.abc import Iterator

import click

from library.exercises.model import Exercise
from library.guidance.exercise_progress import exercise_progress
from library.guidance.wishes import Wish, sensible
from library.guide import Guide
from library.history.errors import HistoryError
from library.history.record import Decision, DecisionKind, Favourite, Hidden, OwnLength
from library.profile import Part
from tui.cli.arguments import word_named
from tui.cli.completing import exercises, words
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.exercise_told import ExerciseTold, done_of_each
from tui.cli.output import complain, padded, print_lines, report
from tui.cli.with_verbs import FAVOURITE, HIDE, with_verbs
from tui.text.wishes import favourite_words, hidden_words, offer_words, wish_words

_ACTIONS = (*(wish.value for wish in Wish), FAVOURITE, HIDE)
_WIDTH = max(map(len, _ACTIONS)) + 1
_BACK = {
    Wish.MORE: Wish.LESS,
    Wish.LESS: Wish.MORE,
    Wish.HIGHER: Wish.LOWER,
    Wish.LOWER: Wish.HIGHER,
}
"""What takes a wish back; the others take supple undo."""


@click.command("adjust")
@click.argument("name", metavar="EXERCISE", shell_complete=exercises)
@click.argument("action", metavar="[ACTION]", required=False, shell_complete=words(*_ACTIONS))
@data_dir_option
@pass_context
def verb(context: Context, name: str, action: str | None) -> None:
    """Change how much of an exercise you do, or whether you do it.

    Alone, it tells where you stand, and which actions make sense now. more and less go along the
    levels of the dose; higher and lower change the height of the leg lift; rest leaves it out for
    a week, and include brings it back, whatever leaves it out; already says that it is not new to
    you; favourite marks it, or takes the mark away; hide keeps it out of lists and of the plan
    of the day, or shows it again.
    """
    complain(context.profile.read(Part.SETTINGS))
    exercise = context.exercise_named(name)
    wanted = None if action is None else word_named(action, _ACTIONS, "An action is")
    history = context.read_history()
    if wanted is None:
        told = ExerciseTold(context, exercise, done_of_each(context, history).get(exercise.id))
        print_lines(_standing(context, exercise, told))
    elif wanted in (FAVOURITE, HIDE):
        _mark(context, exercise, wanted)
    else:
        _wish(context, exercise, Wish(wanted), context.guide_by(history))


def _mark(context: Context, exercise: Exercise, what: str) -> None:
    """Mark an exercise as a favourite or as hidden, or take the mark away."""
    settings = context.profile.settings
    if what == FAVOURITE:
        marked = exercise.id not in settings.favourites
        context.history.put([Favourite(exercise.id, marked)])
        told = favourite_words(exercise, marked=marked)
    else:
        hidden = exercise.id not in settings.hidden
        context.history.put([Hidden(exercise.id, hidden)])
        told = hidden_words(exercise, hidden=hidden)
    report([f"{told} {context.paths.command('adjust', exercise.id, what)} takes it back."])


def _wish(context: Context, exercise: Exercise, wish: Wish, guide: Guide) -> None:
    """Decide what is wished for, and say what is now and how it is taken back."""
    before = exercise_progress(exercise, guide.standing)
    decision = guide.wished(wish, exercise)
    if decision is not None:
        context.history.put([decision])
        if decision.kind is DecisionKind.LEVEL:
            _forget_length(context, exercise)
    after = guide if decision is None else context.guide_after()
    told = "Saved."
    if after is not None:
        now = exercise_progress(exercise, after.standing)
        told = wish_words(wish, decision, exercise, before, now)
    back = "" if decision is None else _way_back(context, decision, wish, tuned=before.tuned)
    report([f"{with_verbs(told, context.paths.command, exercise.id)} {back}".rstrip()])


def _forget_length(context: Context, exercise: Exercise) -> None:
    """Have a hold last as long as its level says; where that is not saved, stderr says why."""
    if exercise.id in context.profile.settings.hold_seconds:
        try:
            context.history.put([OwnLength(exercise.id, None)])
        except HistoryError as error:
            complain([str(error)])
        context.recall()


def _way_back(context: Context, decision: Decision, wish: Wish, *, tuned: bool) -> str:
    undo = context.paths.command("undo")
    if tuned and decision.kind is DecisionKind.LEVEL:
        return f"{undo} brings the length back, and once more the level."
    if wish in _BACK and decision.exercise is not None:
        return f"{context.paths.command('adjust', decision.exercise, _BACK[wish])} goes back."
    return f"{undo} takes it back."


def _standing(context: Context, exercise: Exercise, told: ExerciseTold) -> Iterator[str]:
    """Yield where the person stands with an exercise, and what can be wished for."""
    standing, progress = context.guide.standing, told.progress
    yield from told.where()
    yield ""
    yield f"{context.paths.command('adjust', exercise.id, 'ACTION')} changes it. The actions now:"
    state, today = standing.state(exercise.id), standing.today
    for wish in sensible(exercise, progress, state, today):
        yield _row(wish, offer_words(wish, exercise, progress, today))
    yield _row(FAVOURITE, "takes the mark away" if progress.favourite else "marks it as one")
    hidden = exercise.id in context.profile.settings.hidden
    yield _row(HIDE, "shows it again" if hidden else "keeps it out of lists and of the plan")


def _row(action: str, words: str) -> str:
    return f"  {padded(action, _WIDTH)} {words}"
