"""A bad exercise file gives one error that names file, line, key and what is expected."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.loading import ExerciseFileError, load_exercise, parse_exercise
from library.exercises.model import Dose, Exercise, HoldEnd, Side
from library.text import clean
from library.toml.document import MAX_FILE_BYTES
from tests.library.exercises.files import MASSAGE, VALID

FILE = "toe-reach.toml"


def parsed(text: str) -> Exercise:
    return parse_exercise(FILE, text.encode())


def error_of(data: bytes) -> ExerciseFileError:
    with pytest.raises(ExerciseFileError) as caught:
        parse_exercise(FILE, data)
    return caught.value


def test_reads_a_valid_file() -> None:
    exercise = parsed(VALID)
    assert exercise.steps_for(Side.LEFT) == ("Lift the left leg.", "Lower the right leg.")
    assert exercise.doses == (Dose(2, 10, "test"), Dose(2, 20, "test"))
    assert exercise.hold.end is HoldEnd.EASED
    assert exercise.pose == {"anything": {"goes": [1, "here"]}}
    assert not exercise.own


def test_exercises_are_equal_whatever_the_pose_is_and_nothing_else() -> None:
    exercise = parsed(VALID)
    posed = replace(exercise, pose={})
    assert (posed, hash(posed)) == (exercise, hash(exercise))
    for name in set(Exercise.__struct_fields__) - {"pose"}:
        assert replace(exercise, **{name: "other"}) != exercise, name


def test_an_exercise_without_order_comes_after_the_built_in_ones() -> None:
    assert parsed(VALID.replace("order = 9\n", "")).order > 7


def test_reads_files_with_a_byte_order_mark_and_windows_line_ends() -> None:
    assert parse_exercise(FILE, b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode()).order == 9


def test_text_is_made_safe_for_the_terminal() -> None:
    exercise = parsed(VALID.replace("Toe reach", r"Toe\u001b]0;x\u0007 \u202Ereach"))
    assert exercise.name == "Toe\ufffd]0;x\ufffd reach"


DAMAGE = [
    # old text, new text, line, key, part of what is expected
    ('name = "Toe reach"\n', "", 1, "name", "text in quotes, but it is missing"),
    ('name = "Toe reach"', "name = 3", 2, "name", "text in quotes"),
    ('name = "Toe reach"', 'name = "  "', 2, "name", "text of 1 to"),
    ("Toe reach", "x" * 61, 2, "name", "text of 1 to 60 characters"),
    ("To be tested.", "x" * 161, 3, "purpose", "text of at most 160 characters"),
    ("Less.", "x" * 401, 16, "easier", "text of at most 400"),
    ('"toe-reach"', '"Toe Reach"', 1, "id", "small letters"),
    ('"toe-reach"', '"../toe-reach"', 1, "id", "small letters"),
    ('"toe-reach"', '"toe-rich"', 1, "id", "the file's name without .toml, toe-reach"),
    ('"standing"', '"hanging"', 5, "posture", "one of sitting, standing, floor, lying"),
    ('kind = "stretch"', "kind = 1", 4, "kind", "one of stretch, massage"),
    ('["mat"]', '["mat", 3]', 8, "need 2", "text in quotes"),
    ('["mat"]', '["mat", "mat"]', 8, "needs", "each entry once"),
    ('["mat"]', '"mat"', 8, "needs", "a list in square brackets"),
    ("order = 9", "order = 9.5", 7, "order", "a whole number"),
    ("order = 9", "order = true", 7, "order", "a whole number"),
    ("order = 9", "order = 1000", 7, "order", "from 1 to 999"),
    ("order = 9", f"order = {10**30}", 7, "order", "a whole number"),
    ("order = 9", "ordr = 9", 7, "ordr", "did you mean order?"),
    ("order = 9", "wibble = 9", 7, "wibble", "one of the keys name, sides"),
    ("order = 9", "own = true", 7, "own", "one of the keys"),
    ("order = 9", "deep_forward_bend = 1", 7, "deep_forward_bend", "true or false"),
    ("Lower the {other} leg", "Lower the {leg}", 11, "step 2", "{side} and {other}"),
    ("Lower the {other} leg", "Lower the {} leg", 11, "step 2", "{side} and {other}"),
    ("Lower the {other} leg", "Lower the {other leg", 11, "step 2", "{side} and {other}"),
    ("{other}", "{other:>99999999}", 11, "step 2", "{side} and {other}"),
    ("{other}", "{other!r}", 11, "step 2", "{side} and {other}"),
    ("{other}", "{other.__class__}", 11, "step 2", "{side} and {other}"),
    ('    "Lift the {side} leg.",\n    "Lower the {other} leg.",\n', "", 9, "steps", "1 to 12"),
    ('["hamstrings"]', str(["x"] * 101), 13, "muscles", "at most 100 entries"),
    ('end = "eased"', 'end = "sore"', 20, "hold.end", "one of timed, eased"),
    ('end = "eased"', 'ends = "eased"', 20, "hold.ends", "did you mean end?"),
    ("stop_seconds = 60", "stop_seconds = 15", 21, "hold.stop_seconds", "from 20 to 120"),
    ("[hold]\n", "[[hold]]\n", 19, "hold", "a table"),
    ("reps = 2\nhold_seconds = 20", "reps = 0\nhold_seconds = 20", 30, "dose 2, reps", "1 to 10"),
    ("hold_seconds = 20", "hold_seconds = 61", 31, "dose 2, hold_seconds", "from 5 to 60"),
    ("hold_seconds = 20", 'hold_seconds = "20"', 31, "dose 2, hold_seconds", "a whole number"),
    ("hold_seconds = 20\n", "", 29, "dose 2, hold_seconds", "but it is missing"),
    ("centimetres = 20", "centimetres = 400", 36, "height 1, centimetres", "from 5 to 150"),
    ("hip_degrees = 38", "hip_degrees = -1", 37, "height 1, hip_degrees", "from 0 to 150"),
    ("hip_degrees = 38\n", "", 34, "height 1, hip_degrees", "missing"),
    ('kind = "stretch"', 'kind = "massage"', 1, "massage", "at least one [[massage]] table"),
    ("[pose]\n", MASSAGE + "[pose]\n", 41, "massage", "no [[massage]] tables for a stretch"),
    ("[pose]\n", "[[pose]]\n", 40, "pose", "a table"),
    ("order = 9", "order = ", 7, "", "valid TOML (a value is missing"),
    ("order = 9", "order = 9\norder = 9", 8, "", "valid TOML (this name stands above"),
    ('here"] }\n', 'here"', 41, "", "valid TOML"),
    ("order = 9", "order = " + "9" * 5000, None, "", "valid TOML"),
    ("order = 9", "deep = " + "[" * 5000 + "]" * 5000, None, "", "fewer brackets"),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "expected"), DAMAGE)
def test_names_line_and_key_of_what_is_wrong(
    old: str, new: str, line: int | None, key: str, expected: str
) -> None:
    assert old in VALID
    error = error_of(VALID.replace(old, new, 1).encode())
    assert error.file == FILE
    (fault,) = error.faults
    assert (fault.line, fault.key) == (line, key)
    assert expected in fault.expected


def as_massage(reps: int = 1, seconds: str = "") -> str:
    """A massage of one step with a ladder, and perhaps a length of its own."""
    ladder = VALID.replace('"stretch"', '"massage"').replace("reps = 2", f"reps = {reps}")
    return ladder + MASSAGE.replace("seconds = 40\n", seconds)


def test_a_massage_may_have_a_ladder_for_its_steps() -> None:
    massage = parse_exercise(FILE, as_massage().encode())
    assert [(dose.reps, dose.hold_seconds) for dose in massage.doses] == [(1, 10), (1, 20)]


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        (as_massage(reps=2), "dose 1, reps", "the number of [[massage]] tables, 1"),
        (as_massage(seconds="seconds = 40\n"), "massage 1, seconds", "no length here"),
    ],
)
def test_the_ladder_of_a_massage_has_all_its_steps_and_their_lengths(
    text: str, key: str, expected: str
) -> None:
    fault, *_ = error_of(text.encode()).faults
    assert fault.key == key
    assert expected in fault.expected


def test_a_massage_without_a_ladder_has_a_length_for_each_step() -> None:
    head = VALID.replace('"stretch"', '"massage"').partition("[[doses]]")[0]
    assert parse_exercise(FILE, (head + MASSAGE).encode()).massage[0].seconds == 40
    error = error_of((head + MASSAGE.replace("seconds = 40\n", "")).encode())
    (fault,) = error.faults
    assert fault.key == "massage 1, seconds"
    assert "from 10 to 120" in fault.expected


def test_a_ladder_has_five_rungs_at_most() -> None:
    rung = '[[doses]]\nreps = 2\nhold_seconds = 30\nsource = "test"\n'
    error = error_of((VALID + rung * 4).encode())
    (fault,) = error.faults
    assert (fault.line, fault.key, fault.found) == (24, "doses", "has 6 entries")


def test_the_error_is_one_plain_line() -> None:
    error = error_of(VALID.replace("order = 9", r'"or\u001b\nder" = 1').encode())
    assert str(error).startswith("toe-reach.toml, line 7, or\ufffd der is 1: expected ")
    assert str(error).isprintable()


def test_bytes_that_are_not_text_are_told_with_their_line() -> None:
    error = error_of(VALID.encode().replace(b"Toe", b"T\xf6e"))
    assert [(fault.line, fault.expected) for fault in error.faults] == [(2, "text in UTF-8")]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"# only a comment\n"])
def test_an_empty_file_is_told_as_such(data: bytes) -> None:
    assert str(error_of(data)) == "toe-reach.toml: expected an exercise, but the file is empty"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(VALID.encode() + b"#" * MAX_FILE_BYTES)
    with pytest.raises(ExerciseFileError, match="at most 256 KiB"):
        load_exercise(path, {})


def test_an_own_file_gives_an_own_exercise(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(VALID)
    assert load_exercise(path, {}).own


def test_a_folder_with_the_name_of_a_file_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(ExerciseFileError, match="but this is a folder"):
        load_exercise(tmp_path / FILE, {})


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(ExerciseFileError, match="an ordinary file"):
        load_exercise(tmp_path / FILE, {})


def test_a_link_to_nowhere_is_told_as_unreadable(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to(tmp_path / "gone")
    with pytest.raises(ExerciseFileError, match="a file that can be read"):
        load_exercise(tmp_path / FILE, {})


def usable_or_reported(data: bytes) -> None:
    """The law: an exercise that can be shown, or the one error that says why not."""
    problem = None
    try:
        exercise = parse_exercise(FILE, data)
        assert exercise.steps_for(Side.RIGHT)
        assert exercise.dose(4) if exercise.doses else exercise.massage
    except ExerciseFileError as error:
        problem = error
    if problem is not None:
        assert problem.faults
        assert all(clean(told) == told for told in problem.sentences)
        last = data.count(b"\n") + 1
        assert all(fault.line is None or 1 <= fault.line <= last for fault in problem.faults)


@given(st.integers(0, len(VALID)), st.integers(0, 30), st.binary(max_size=12))
def test_random_bytes_never_give_another_error(start: int, length: int, junk: bytes) -> None:
    data = VALID.encode()
    usable_or_reported(data[:start] + junk + data[start + length :])


@given(st.data())
def test_random_toml_marks_never_give_another_error(data: st.DataObject) -> None:
    lines = VALID.splitlines(keepends=True)
    position = data.draw(st.integers(0, len(lines) - 1))
    lines[position] = data.draw(st.text("[]{}=.,\"'#\\ \nab1-", max_size=12)) + lines[position]
    usable_or_reported("".join(lines).encode())


values = st.recursive(
    st.text(max_size=6) | st.integers() | st.floats() | st.booleans() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of the document with each of its keys."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [(value, key) for key in keys] + [p for key in keys for p in places(value[key])]


@given(st.data())
def test_a_dropped_key_or_changed_type_never_gives_another_error(data: st.DataObject) -> None:
    table = tomllib.loads(VALID)
    for _ in range(data.draw(st.integers(1, 2))):
        container, key = data.draw(st.sampled_from(places(table)))
        if data.draw(st.booleans()):
            container[key] = data.draw(values)
        else:
            del container[key]
    usable_or_reported(tomlkit.dumps(table).encode("utf-8", "surrogatepass"))
