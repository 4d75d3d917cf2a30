"""What is written can be read again, and a file is only taken for what it was byte by byte."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import files
from library.history.format import META, Contents, Header, dump, encode, parse

keys = st.text(max_size=6) | st.sampled_from(['a": {', "\\", "}", "a\nb", "\ud800", "é", ""])
texts = st.dictionaries(keys, st.integers() | st.text(max_size=4), max_size=3).map(
    lambda fields: encode({**fields})
)
names = keys.filter(lambda name: name != META)


@given(
    st.dictionaries(names, st.dictionaries(keys, texts, max_size=4), max_size=3),
    st.dictionaries(names, st.integers().map(encode), max_size=2),
)
def test_what_is_dumped_is_parsed_again(
    tables: dict[str, dict[str, bytes]], others: dict[str, bytes]
) -> None:
    others = {name: raw for name, raw in others.items() if name not in tables}
    contents = Contents(tables, others)
    raw, header = dump(contents, Header("an id", 7, "parent"))
    assert parse(raw) == (contents, header)
    assert set(json.loads(raw)) == {META, *tables, *others}


@pytest.mark.parametrize("size", [0, 1, files._PIECE - 1, files._PIECE, 2 * files._PIECE + 1])
def test_a_file_holds_its_own_bytes_and_no_others(tmp_path: Path, size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    path = tmp_path / "file"
    path.write_bytes(data)
    assert files.holds(path, data)
    assert not files.holds(path, data + b"x")
    if data:
        assert not files.holds(path, data[:-1])
        assert not files.holds(path, data[:-1] + b"\xff")


def test_what_is_no_file_holds_nothing(tmp_path: Path) -> None:
    assert not files.holds(tmp_path, b"")
    assert not files.holds(tmp_path / "missing", b"")
