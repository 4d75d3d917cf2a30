"""Finds text that Textual would read as markup although a person may have written it.

"[red]" in a name would colour it, "[/red]" would end the program, "[@click=app.quit]" would make
a button of it. Widgets that read markup must not be used at all (see `banned-api`), and what is
told in passing is never read as markup. Left are titles in a frame, names in the command palette,
and cells of a Rich table: there a text is a literal, or wrapped in what reads no markup.
"""

import ast
from collections.abc import Iterator

TITLES = {"border_title", "border_subtitle", "tooltip"}
WRAPPERS = ("Content", "Cell", "_unmarked")
"""What gives back text that is shown word for word."""


def violations(tree: ast.Module) -> Iterator[str]:
    """Every place where text could be taken for markup, as `line: code`."""
    for node in ast.walk(tree):
        if not all(map(_is_safe, _read_as_markup(node))):
            yield f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"


def _read_as_markup(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        is_title = any(getattr(target, "attr", "") in TITLES for target in node.targets)
        return [node.value] if is_title else []
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func).rpartition(".")[2]
        return {"SystemCommand": node.args[:2], "add_row": node.args}.get(called, [])
    return []


def _is_safe(node: ast.expr) -> bool:
    match node:
        case ast.Constant():
            return True
        case ast.Name():
            return node.id.isupper()
        case ast.Attribute():  # what a binding says is written in the source
            return ast.unparse(node).startswith("command.")
        case ast.Call():
            return ast.unparse(node.func).startswith(WRAPPERS)
        case ast.IfExp():
            return _is_safe(node.body) and _is_safe(node.orelse)
        case ast.JoinedStr(values=parts) | ast.List(elts=parts):
            return all(map(_is_safe, parts))
        case ast.FormattedValue(value=part) | ast.Starred(value=part):
            return _is_safe(part)
    return False
