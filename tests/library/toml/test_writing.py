"""What is written as TOML reads as what it was."""

import tomllib
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from library.toml.writing import table_lines

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain = (
    texts
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.dates(date(1000, 1, 1))
    | st.times()
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_a_table_reads_as_what_was_written(table: dict[str, Any]) -> None:
    text = "\n".join(table_lines(table))
    assert tomllib.loads(text) == table
    assert not any((char < " " and char != "\n") or "\x7f" <= char <= "\x9f" for char in text)


def test_it_looks_as_people_write_it() -> None:
    table = {
        "steps": [
            "Sit on a firm chair, well to the front of it.",
            "Put the {side} leg out, heel down.",
        ],
        "on": [date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, tzinfo=UTC), time(5, 6)],
        "pose": {
            "box": [-6, 1.5],
            "frame": [{"near leg": {"ankle": [1, 2], "knee": "straight"}}, {"torso": 28}],
        },
        "last": True,
    }
    assert "\n".join(table_lines(table)) == (
        "steps = [\n"
        '    "Sit on a firm chair, well to the front of it.",\n'
        '    "Put the {side} leg out, heel down.",\n'
        "]\n"
        "on = [2026-01-02, 2026-01-02T03:04:00+00:00, 05:06:00]\n"
        "last = true\n"
        "\n[pose]\nbox = [-6, 1.5]\n"
        '\n[[pose.frame]]\n\n[pose.frame."near leg"]\nankle = [1, 2]\nknee = "straight"\n'
        "\n[[pose.frame]]\ntorso = 28"
    )
