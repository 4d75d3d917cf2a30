"""Text from people is never markup: no place in the source hands it over as such."""

import ast
from pathlib import Path

import pytest

import tui
from tests.tui.markup import violations


def test_no_text_of_a_person_is_given_to_a_place_that_reads_markup() -> None:
    files = sorted(Path(tui.__file__).parent.rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    found = {path.name: list(violations(tree)) for path, tree in trees.items()}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "code",
    [
        "card.border_title = name",
        "card.border_subtitle = f'{name}'",
        "self.tooltip = note",
        "card.border_title = note if note else 'No note'",
        "table.add_row('Note', note)",
        "table.add_row('Note', *(Cell(note), note))",
        "SystemCommand(routine.name, 'Start', start)",
    ],
)
def test_the_lint_finds(code: str) -> None:
    assert len(list(violations(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "card.border_title = Content(name)",
        "card.border_title = f'Last {WEEKS} weeks'",
        "card.border_title = 'A' if done else 'B'",
        "table.add_row(Cell(keys, 'bold'), *([Cell(name)] if named else []))",
        "SystemCommand(_unmarked(routine.name), 'Start', start)",
        "settings.update(changes)",
    ],
)
def test_the_lint_lets_pass(code: str) -> None:
    assert list(violations(ast.parse(code))) == []
