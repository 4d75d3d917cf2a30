"""Finds text that Textual would read as markup although a person may have written it.

A `str` given to a widget, a title or a notice is markup: "[red]" in a note would colour it,
"[/red]" would end the program, "[@click=app.quit]" would make a button of it. Safe are
literals, `Content`, and places that were told `markup=False`.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

READERS = {"Static": 0, "Label": 0, "Button": 0, "Checkbox": 0, "RadioButton": 0, "Placeholder": 0}
READERS |= {"Collapsible": 0, "TabPane": 0}
"""Widgets that read their first argument as markup, and where that argument stands."""
LISTS = {"OptionList", "SelectionList", "Select", "DataTable", "Tree", "RichLog"}
"""Widgets that read what is put into them later; each use must say `markup=False`."""
TITLES = {"border_title", "border_subtitle", "tooltip"}
HARMLESS = {"day_words", "counted", "clock", "_unmarked", "about"}
"""Functions whose text holds nothing that a person wrote, or no brackets."""


@dataclass
class Knowledge:
    """What the whole source says about functions and widgets."""

    makers: set[str] = field(default_factory=set)
    """Functions that give back `Content`, or a table of it."""
    plain: set[str] = field(default_factory=set)
    """Ids of widgets made with `markup=False`."""

    @classmethod
    def of(cls, trees: Iterable[ast.Module]) -> "Knowledge":
        known = cls()
        for tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef) and _name(node.returns) in (
                    "Content",
                    "Table",
                ):
                    known.makers.add(node.name)
                elif isinstance(node, ast.Call) and _is_plain(node):
                    known.plain |= {
                        str(_literal(kw.value)) for kw in node.keywords if kw.arg == "id"
                    }
        return known


def violations(tree: ast.Module, known: Knowledge) -> Iterator[str]:
    """Every place where text could be taken for markup, as `line: code`."""
    receivers = _receivers(tree)
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            safe = _Safety(known, scope)
            for node in ast.walk(scope):
                if not safe.place(node, receivers):
                    yield f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


class _Safety:
    """Tells what is safe inside one function."""

    def __init__(self, known: Knowledge, scope: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._known = known
        self._names: set[str] = set()
        assigned = [node for node in ast.walk(scope) if isinstance(node, ast.Assign)]
        doubtful = {
            _name(one) for node in assigned if not self.text(node.value) for one in node.targets
        }
        self._names = {_name(one) for node in assigned for one in node.targets} - doubtful

    def place(self, node: ast.AST, receivers: dict[str, str]) -> bool:
        if isinstance(node, ast.Assign):
            titles = [one for one in node.targets if getattr(one, "attr", "") in TITLES]
            return not titles or self.text(node.value)
        if not isinstance(node, ast.Call) or _is_plain(node):
            return True
        name, args = _called(node), node.args[:1]
        if name in LISTS:
            return False
        if name in READERS:
            return all(map(self.text, args))
        if name == "SystemCommand":
            return all(map(self.text, node.args[:2]))
        if name == "add_row":
            return all(map(self.text, node.args))
        if name == "update" and args:
            return self.text(args[0]) or self._told_plain(node, receivers)
        return True

    def _told_plain(self, node: ast.Call, receivers: dict[str, str]) -> bool:
        """Whether the widget that is updated was made with `markup=False`, or is none."""
        receiver = _receiver(node)
        found = receivers.get(receiver.removeprefix("self."), receiver)
        for mark in ("'#", '"#'):
            if mark in found:
                return found.partition(mark)[2].partition(mark[0])[0] in self._known.plain
        return not receiver.startswith("self") or receiver.endswith("_deleted")

    def text(self, node: ast.expr) -> bool:
        """Whether a text cannot be taken for markup that a person wrote."""
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.Name):
            return node.id.isupper() or node.id in self._names
        if isinstance(node, ast.Starred):
            return self.text(node.value)
        if isinstance(node, ast.List):
            return all(map(self.text, node.elts))
        if isinstance(node, ast.IfExp):
            return self.text(node.body) and self.text(node.orelse)
        if isinstance(node, ast.JoinedStr):
            return all(map(self._part, node.values))
        if isinstance(node, ast.Attribute):  # what a binding says is written in the source
            return ast.unparse(node).startswith("command.")
        return isinstance(node, ast.Call) and self._content(node)

    def _content(self, node: ast.Call) -> bool:
        code = ast.unparse(node.func)
        made = code.startswith(("Content", "Text")) or _called(node) in self._known.makers
        return made or _called(node) in HARMLESS

    def _part(self, node: ast.expr) -> bool:
        if isinstance(node, ast.FormattedValue):
            return node.format_spec is not None or self.text(node.value)
        return self.text(node)


def _receivers(tree: ast.Module) -> dict[str, str]:
    """Names of a class that stand for `query_one("#id", ...)`."""
    return {
        _name(node.targets[0]): ast.unparse(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _called(node.value) == "query_one"
    }


def _is_plain(node: ast.Call) -> bool:
    return any(kw.arg == "markup" and _literal(kw.value) is False for kw in node.keywords)


def _called(node: ast.expr) -> str:
    return _name(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def _receiver(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[0]


def _name(node: ast.AST | None) -> str:
    return "" if node is None else ast.unparse(node)


def _literal(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None
