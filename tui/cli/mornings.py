"""`supple mornings`: mornings with and without each exercise, side by side."""

from collections.abc import Iterator

import click

from library.guidance.comparing import Comparison, comparisons, named
from library.guidance.standing import Standing
from library.profile import Part
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import NAME_CELLS, complain, padded, print_json, print_lines
from tui.text.mornings import ABOUT_TABLE, NO_ROWS, comparison_words, named_words, said_of

ANSWERED = "The dashboard takes the answer: Which one, on History."


@click.command("mornings")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, as_json: bool) -> None:
    """Compare your mornings with and without each exercise.

    Each answer counts as points above or below what was usual for you; the mornings of the last
    12 weeks are compared.
    """
    complain(context.profile.read(Part.SETTINGS, Part.EXERCISES))
    context.read_history()
    standing = context.guide.standing
    table = comparisons(standing.practice)
    speaking = named(standing.practice, standing.comparable)
    if as_json:
        told = None if speaking is None else speaking.exercise
        print_json({"exercises": [_as_dict(each) for each in table], "named": told})
    else:
        print_lines(_lines(context, standing, table, speaking))


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


def _lines(
    context: Context, standing: Standing, table: list[Comparison], speaking: Comparison | None
) -> Iterator[str]:
    name = context.profile.catalogue.name_of
    if not any(each.with_it or each.without for each in table):
        yield NO_ROWS
        return
    yield ABOUT_TABLE
    for each in table:
        words = comparison_words(each, said_of(each, standing, name))
        yield f"{padded(name(each.exercise), NAME_CELLS)} {words}"
    if speaking is not None:
        yield f"{named_words(speaking, name(speaking.exercise))} {ANSWERED}"
