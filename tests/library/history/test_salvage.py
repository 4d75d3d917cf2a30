"""What is taken out of a text that is no JSON: every document, in the table where it stands."""

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.history.codec import to_document
from library.history.format import Contents, Header, dump, encode
from library.history.repair import Condition, FileState, read_any
from library.history.tables import TABLES, table_of
from tests.library.history.support import open_history, path_of, session
from tests.library.history.test_answers import CHECK, DECISION, MEASURED
from tests.marks import torture

KEYS = ["1", "2", "my own id", 'a "quoted" \\ one', "ÄÖ 漢", "{", "sessions 2", "a" * 90]
CONTENTS = Contents(
    {
        "sessions": {
            key: encode({**to_document(session(number)), "id": key})
            for number, key in enumerate(KEYS)
        },
        "marks": {"3": encode({"day": "2026-01-05", "kind": "ill"})},
        **{
            table_of(each): {each.key: encode(to_document(each))}
            for each in (CHECK, DECISION, MEASURED)
        },
        "mine": {"4": encode({"text": "of another program"})},
    }
)
TEXT = dump(CONTENTS, Header("0" * 36, 3, ""))[0].decode()


def salvaged(text: str) -> FileState:
    found = read_any(text.encode())
    assert found.condition is Condition.DAMAGED
    return found


def indented(text: str) -> str:
    return json.dumps(json.loads(text), indent=4, ensure_ascii=False)


SPOILT: dict[str, Callable[[str], str]] = {
    "git's markers": lambda raw: raw.replace('"2":', '<<<<<<< HEAD\n"2":', 1),
    "markers between the tables": lambda raw: raw.replace('},\n"marks"', '=======\n},\n"marks"'),
    "a lost comma": lambda raw: raw.replace("},\n", "}\n", 1),
    "cut off": lambda raw: raw[: raw.index('"marks"')],
    "no header": lambda raw: raw.partition("\n")[2],
    "begins in the middle": lambda raw: raw[raw.index('"sessions"') + len('"sessions": {') :],
    "a word before it": lambda raw: "x" + raw,
    "one line": lambda raw: "x" + raw.replace("\n", ""),
    "indented": lambda raw: "x" + indented(raw),
    "indented, a comma lost": lambda raw: indented(raw).replace("},", "}", 1),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_lies_in_sessions_is_a_session_whatever_its_key(name: str) -> None:
    found = salvaged(SPOILT[name](TEXT))
    assert found.contents.tables["sessions"] == CONTENTS.tables["sessions"]
    assert set(found.contents.tables) <= {*CONTENTS.tables, *TABLES}


@pytest.mark.parametrize("spoil", [lambda raw: raw, indented], ids=["as saved", "indented"])
@pytest.mark.parametrize("broken", KEYS)
def test_a_broken_document_takes_no_other_one_with_it(
    broken: str, spoil: Callable[[str], str]
) -> None:
    raw = spoil(TEXT)
    start = raw.index('"completed"', raw.index(json.dumps(broken, ensure_ascii=False)[1:6]))
    found = salvaged(raw[:start] + "completed" + raw[start + len('"completed"') :]).contents.tables
    assert len(found["sessions"]) == len(KEYS) - 1
    assert {name: found[name] for name in ("marks", "mine")} == {
        name: CONTENTS.tables[name] for name in ("marks", "mine")
    }


def test_documents_behind_a_lost_brace_come_out_again() -> None:
    second = TEXT.index('},\n"2"')
    found = salvaged(TEXT[:second] + TEXT[second + 1 :]).contents.tables
    assert found["sessions"] == CONTENTS.tables["sessions"]


def test_of_two_versions_the_one_that_can_be_read_is_taken() -> None:
    good = encode({**to_document(session(0)), "id": "1", "updated_at": "2026-01-01T00:00:00.000Z"})
    bad = good.replace(b'"left"', b'"lefu"').replace(
        b"2026-01-01T00:00:00.0", b"2026-02-01T00:00:00.0"
    )
    for first, second in ((good, bad), (bad, good)):
        text = f'x{{"sessions": {{\n"1": {first.decode()},\n"1": {second.decode()}\n}}}}'
        assert salvaged(text).contents.tables["sessions"] == {"1": good}


def test_a_list_in_the_place_of_the_sessions_gives_them() -> None:
    text = json.dumps({"sessions": [to_document(session(0)), 5, {"id": 5}]})
    assert list(read_any(text.encode()).contents.tables["sessions"]) == [session(0).id]


@pytest.mark.parametrize("depth", [300, 5_000])
def test_what_is_nested_too_deep_is_left_out_and_nothing_else(depth: int) -> None:
    deep = '"deep": {"x": ' + "[" * depth + "]" * depth + "},\n"
    found = salvaged(TEXT.replace('"1": {', deep + '"1": {', 2).replace(deep, "", 1))
    assert found.contents.tables["sessions"].items() >= CONTENTS.tables["sessions"].items()


NONSENSE = [
    '{"a":', '"a":{b', '"a":{"b":1,', '"a":{"b":[', '{"sessions":{', '"', '{"a":\n', '""":{',
    '\\":{', '\\"', '{"a":{},', '"a":{"updated_at":1},', '"a":{"x":{"y":1}}', "[",
    '{"_meta": {"1":', "\n{", "[{", "\n" + " " * 50 + "{", '[{"a":1},', '{"practice_day":',
    '"a": {"x":"' + "y" * 3_000 + '", ', "\0", "{" * 40 + "}" * 39,
]  # fmt: skip


@pytest.mark.parametrize(
    "unit", [*NONSENSE[:4], *map(torture, NONSENSE[4:])], ids=lambda unit: unit[:12]
)
def test_nonsense_is_read_in_time_that_grows_no_faster_than_it(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        read_any((unit * (size // len(unit))).encode())
        return time.process_time() - start

    small, large = seconds(30_000), seconds(120_000)
    assert large < 20 * small + 0.1


@given(st.text(st.sampled_from('{}[]":,\\n1a \n'), max_size=60))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    read_any(text.encode())


def test_keys_are_found_where_they_begin() -> None:
    assert re.fullmatch(r"\{.*\}\n", TEXT, re.DOTALL)
    found = salvaged(r'x{"sessions": {"a\"b": {"x": 1}, "c\\": {"x": 2}}}').contents.tables
    assert list(found["sessions"]) == ['a"b', "c\\"]


NAMES = ("sessions", "marks", "checks", "decisions", "reach")


def lines_of(value: object) -> str:
    """One document a line, as `jq -c '.[]'` writes them."""
    assert isinstance(value, list)
    return "\n".join(map(json.dumps, value))


def documents() -> list[object]:
    tables = json.loads(TEXT)
    return [entry for name in NAMES for entry in tables[name].values()]


WRAPPED: dict[str, Callable[[], str]] = {
    "in a list": lambda: f"[{TEXT}]",
    "in a list, indented": lambda: f"[\n{indented(TEXT)}\n]\n",
    "in an object": lambda: f'{{"history": {TEXT}}}',
    "in two of them": lambda: f'[{{"data": [{TEXT}], "by": "a program"}}]',
    "twice": lambda: f"[{TEXT}, {TEXT}]",
    "its documents in a list": lambda: json.dumps(documents()),
    "its documents in a list that is cut off": lambda: json.dumps(documents())[:-1],
    "its documents in lists": lambda: json.dumps(
        {name: list(json.loads(TEXT)[name].values()) for name in NAMES}
    ),
    "its documents by key, without the table": lambda: json.dumps(
        {**json.loads(TEXT)["sessions"], **json.loads(TEXT)["marks"]}
    ),
    "a document a line": lambda: lines_of(documents()),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_a_history_is_found_whatever_it_was_wrapped_in(name: str) -> None:
    found = read_any(WRAPPED[name]().encode()).contents.tables
    assert found["sessions"] == CONTENTS.tables["sessions"]
    assert list(found["marks"].values()) == list(CONTENTS.tables["marks"].values())


@pytest.mark.parametrize("wrap", ["[{}]", '{{"history": {}}}', "[[{}]]", "[{}"])
def test_a_wrapped_history_opens_and_can_be_imported(wrap: str, tmp_path: Path) -> None:
    log = open_history(tmp_path)
    for number in range(2):
        log.add(session(number))
    saved = path_of(tmp_path).read_text()
    for text in (saved, indented(saved)):
        (tmp_path / "wrapped.json").write_text(wrap.format(text))
        other = open_history(tmp_path / f"other {len(text)}")
        assert len(other.import_file(tmp_path / "wrapped.json").comparison.new) == 2
        path_of(tmp_path).write_text(wrap.format(text))
        shutil.rmtree(tmp_path / "state")
        found = open_history(tmp_path).load()
        assert [one.id for one in found.sessions] == [session(0).id, session(1).id]
        assert found.notices


@pytest.mark.parametrize("text", ["[]", "[1, 2]", '["a"]', '[{"a": {"b": 1}}]', "[[[]]]"])
def test_what_holds_no_documents_gives_none(text: str) -> None:
    assert not any(read_any(text.encode()).contents.tables.get(name) for name in TABLES)
