"""Text from people is never markup: no place in the source hands it over as such."""

import ast
from pathlib import Path

import pytest

import tui
from tests.tui.markup import Knowledge, violations

SOURCES = sorted(Path(tui.__file__).parent.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
KNOWN = Knowledge.of(TREES.values())


def test_no_text_of_a_person_is_given_to_a_place_that_reads_markup() -> None:
    found = {path.name: list(violations(tree, KNOWN)) for path, tree in TREES.items()}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "code",
    [
        "Static(note)",
        "Static(f'{note}', id='x')",
        "Label(session.note)",
        "Static(NAME + note)",
        "self.query_one('#unknown', Static).update(note)",
        "self.last.update(note)",
        "self.update(f'Note: {note}')",
        "card.border_title = name",
        "card.border_subtitle = f'{name}'",
        "self.tooltip = note",
        "OptionList()",
        "table.add_row('Note', note)",
        "SystemCommand(routine.name, 'Start', start)",
        "text = note\n    Static(text)",
        "text = 'a'\n    text = note\n    Static(text)",
        "Static(note if note else 'No note')",
    ],
)
def test_the_lint_finds(code: str) -> None:
    tree = ast.parse(f"class W:\n  last = query_one('#last', Static)\n  def f(self):\n    {code}")
    assert len(list(violations(tree, Knowledge()))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "Static('[b]Title[/b]')",
        "Static(note, markup=False)",
        "Static(Content(note))",
        "Static(words(note))",
        "text = Content(note)\n    Static(text)",
        "self.last.update(note)",
        "self.query_one('#last', Static).update(note)",
        "card.border_title = f'Last {WEEKS} weeks'",
        "card.border_title = 'A' if done else 'B'",
        "settings.update(changes)",
    ],
)
def test_the_lint_lets_pass(code: str) -> None:
    tree = ast.parse(f"class W:\n  last = query_one('#last', Static)\n  def f(self):\n    {code}")
    assert list(violations(tree, Knowledge({"words"}, {"last"}))) == []
