"""The line of each key is found, however the document is laid out."""

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from library.toml import KeyPath
from library.toml.lines import line_of, lines_of

DOCUMENT = '''\
# a comment with [brackets] = "and quotes
name = "one # not a comment"
"quoted key" = 'C:\\path'
long = """
first \\""" still inside
last""""
dotted.deep = 1.5
date = 1979-05-27 07:32:00Z

list = [ # comment ]
    "a", [1, 2],
    { x = 1, y = { z = 2 } },
]

[table]
inner = true
[table.sub]
inner = false

[[row]]
a = 1
[[row]]
a = 2
[row.more]
b = 3
[[row.cell]]
c = 4
[[row.cell]]
c = 5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("quoted key",), 3),
        (("long",), 4),
        (("dotted", "deep"), 7),
        (("date",), 8),
        (("list",), 10),
        (("list", 0), 11),
        (("list", 1, 1), 11),
        (("list", 2, "y", "z"), 12),
        (("table",), 15),
        (("table", "inner"), 16),
        (("table", "sub", "inner"), 18),
        (("row",), 20),
        (("row", 1), 22),
        (("row", 1, "a"), 23),
        (("row", 1, "more", "b"), 25),
        (("row", 1, "cell", 1, "c"), 29),
    ],
)
def test_tells_the_line_of_a_key(path: KeyPath, line: int) -> None:
    assert line_of(lines_of(DOCUMENT), path) == line


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_counts_lines_as_editors_do(newline: str) -> None:
    assert line_of(lines_of(DOCUMENT.replace("\n", newline)), ("row", 1, "cell", 1, "c")) == 29


def test_a_missing_key_gets_the_line_of_its_table() -> None:
    assert line_of(lines_of(DOCUMENT), ("row", 1, "cell", 0, "colour")) == 26
    assert line_of(lines_of(DOCUMENT), ("nothing",)) == 1


def paths(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    """All keys and list entries of a parsed document."""
    found = {path} if path else set()
    if isinstance(value, dict):
        entries: Any = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    else:
        return found
    return found.union(*(paths(entry, (*path, key)) for key, entry in entries))


def test_finds_every_key_of_the_document_and_no_other() -> None:
    assert set(lines_of(DOCUMENT)) == paths(tomllib.loads(DOCUMENT))


keys = st.text("ab.[]=#\"'\\ {},\n é", min_size=1, max_size=4)
leaves = st.one_of(
    st.text("ab[]{}=#,.\"'\\\n é", max_size=8),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False),
    st.booleans(),
    st.datetimes(),
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, max_size=4))
def test_finds_every_key_of_any_document(content: dict[str, Any]) -> None:
    text = tomlkit.dumps(content)
    assert set(lines_of(text)) == paths(tomllib.loads(text))
