"""`supple mornings`: mornings with and without each exercise, side by side, and what to do."""

from collections.abc import Iterator, Mapping

import click
import msgspec

from library.guidance.comparing import Comparison, comparisons, named
from library.guidance.standing import Standing
from library.guidance.trials import Trial, running
from library.history.record import DecisionKind
from library.profile import Part
from tui.cli.arguments import word_named
from tui.cli.completing import exercises, words
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import NAME_CELLS, complain, padded, print_json, print_lines, report
from tui.cli.with_verbs import with_verbs
from tui.text.guidance import Named, the
from tui.text.mornings import (
    ABOUT_TABLE,
    ASKED,
    NO_ROWS,
    ON_TRIAL,
    asked_words,
    comparison_words,
    decided_words,
    said_of,
)

_ANSWERS: Mapping[str, DecisionKind] = {
    "leave-out": DecisionKind.TRIAL,
    "keep": DecisionKind.KEEP,
    "never": DecisionKind.NEVER_ASK,
    "end": DecisionKind.END_TRIAL,
}


@click.command("mornings")
@click.argument(
    "answer", metavar="[leave-out|keep|never|end]", required=False, shell_complete=words(*_ANSWERS)
)
@click.argument("exercise", metavar="[EXERCISE]", required=False, shell_complete=exercises)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, answer: str | None, exercise: str | None, as_json: bool) -> None:
    """Compare your mornings with and without each exercise.

    Each answer counts as points above or below what was usual for you; the mornings of the last
    12 weeks are compared. When one exercise stands out, you are asked whether to leave it out for
    a week and see: leave-out does so, keep keeps it and asks again after 8 weeks, never asks no
    more. end ends the week without it.
    """
    complain(context.profile.read(Part.SETTINGS, Part.EXERCISES))
    kind = None if answer is None else _ANSWERS[word_named(answer, _ANSWERS, "An answer is")]
    if as_json and kind is not None:
        raise click.UsageError("--json goes without an answer.")
    context.read_history()
    mornings = _mornings(context.guide.standing, context.profile.catalogue.name_of)
    if kind is not None:
        _answer(context, mornings, kind, exercise)
    elif as_json:
        speaking = mornings.speaking
        told = None if speaking is None else speaking.exercise
        print_json({"exercises": [_as_dict(each) for each in mornings.table], "named": told})
    else:
        print_lines(_lines(context, mornings))


class _Mornings(msgspec.Struct, frozen=True):
    """The table, and what is asked or tried."""

    standing: Standing
    name: Named
    table: list[Comparison]
    speaking: Comparison | None
    trial: Trial | None

    @property
    def sentence(self) -> str:
        """What is asked, or said of the week without an exercise; empty when there is neither."""
        return asked_words(self.speaking, self.trial, self.standing, self.name)


def _mornings(standing: Standing, name: Named) -> _Mornings:
    return _Mornings(
        standing,
        name,
        comparisons(standing.practice),
        named(standing.practice, standing.comparable),
        running(standing.log.trials, standing.today),
    )


def _answer(
    context: Context, mornings: _Mornings, kind: DecisionKind, exercise: str | None
) -> None:
    """Keep an answer, and say what comes of it.

    Raises:
        click.ClickException: Nothing of the kind is asked or tried, or it is another exercise.
    """
    ends = kind is DecisionKind.END_TRIAL
    found = mornings.trial if ends else mornings.speaking
    if found is None:
        none = "No exercise is left out to compare." if ends else "No exercise is asked about now."
        raise click.ClickException(f"{none} {context.paths.command('mornings')} shows why.")
    name = mornings.name(found.exercise)
    if exercise is not None and context.exercise_named(exercise).id != found.exercise:
        raise click.ClickException(f"Only {the(name)} is {'left out' if ends else 'asked about'}.")
    record = context.guide.decision(kind, found.exercise, reason=mornings.sentence)
    context.history.put([record])
    undo = context.paths.command("undo")
    report([f"{decided_words(kind, name)} {undo} takes it back."])


def _as_dict(each: Comparison) -> dict[str, object]:
    return {
        "exercise": each.exercise,
        "with": {"mornings": each.with_it, "above_usual": _rounded(each.mean_with)},
        "without": {"mornings": each.without, "above_usual": _rounded(each.mean_without)},
        "difference": _rounded(each.difference),
        "enough": each.is_enough,
        "can_be_told_apart": each.can_be_told_apart,
        "speaks": each.speaks,
    }


def _rounded(points: float | None) -> float | None:
    return None if points is None else round(points, 2)


def _lines(context: Context, mornings: _Mornings) -> Iterator[str]:
    table, name = mornings.table, mornings.name
    if not any(each.with_it or each.without for each in table):
        yield NO_ROWS
    else:
        yield ABOUT_TABLE
        for each in table:
            words = comparison_words(each, said_of(each, mornings.standing, name))
            yield f"{padded(name(each.exercise), NAME_CELLS)} {words}"
    if mornings.sentence:
        ways = ON_TRIAL if mornings.speaking is None else ASKED
        yield f"{mornings.sentence} {with_verbs(ways, context.paths.command)}"
