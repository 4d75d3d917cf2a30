"""The JSON Schemas say of files what the program says of them."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from library.exercises.model import Need
from library.schemas import SCHEMAS
from library.settings import Settings
from tests.library.exercises.files import MASSAGE, SIX_LINES, VALID
from tests.library.exercises.test_loading import DAMAGE
from tests.library.exercises.test_own import NINE
from tests.library.routines.programmes import PROGRAMME
from tests.library.routines.test_file import BROKEN as BROKEN_ROUTINES
from tests.library.routines.test_file import VALID as ROUTINES

# Only to judge ours by; whoever has set up the tools before it was one of them has none.
jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/library/fixtures/before-rebuild/config"
README = (ROOT / "README.md").read_text(encoding="utf-8")
OF_THE_README = re.search(r"((?:    [a-z_]+ = .+\n){6})", README)
JUDGES = {
    name: jsonschema.Draft202012Validator(make(), format_checker=jsonschema.FormatChecker())
    for name, make in SCHEMAS.items()
}
UNSEEN = (
    "{side} and {other}",
    "each entry once",
    "the file's name",
    "from 20 to 120",
    "[[massage]]",
)
"""What no schema can tell: it takes two places of a file, or its name."""


def table(text: str) -> Any:
    """The content of a file, its dates as JSON has them."""
    return json.loads(msgspec.json.encode(tomllib.loads(text)))


def fits(name: str, text: str) -> bool:
    return bool(JUDGES[name].is_valid(table(text)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name]())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("exercise", path.read_text()) for path in (ROOT / "library/exercises").glob("*.toml")),
        *(("exercise", path.read_text()) for path in (FIXTURES / "exercises").glob("*.toml")),
        ("exercise", VALID),
        ("exercise", SIX_LINES),
        ("exercise", VALID.replace('"stretch"', '"massage"') + MASSAGE),
        ("routine", (ROOT / "library/routines/builtin.toml").read_text()),
        ("routine", (FIXTURES / "routines.toml").read_text()),
        ("routine", ROUTINES),
        ("settings", (FIXTURES / "settings.toml").read_text()),
        ("programme", PROGRAMME),
        ("settings", ""),
    ],
)
def test_what_can_be_used_fits(name: str, text: str) -> None:
    JUDGES[name].validate(table(text))


def test_the_example_of_the_readme_fits() -> None:
    assert OF_THE_README is not None
    assert fits("exercise", OF_THE_README[0].replace("    ", ""))


def test_usual_settings_fit() -> None:
    usual = json.loads(msgspec.json.encode(Settings()))
    JUDGES["settings"].validate({key: each for key, each in usual.items() if each is not None})


@pytest.mark.parametrize(("old", "new", "line", "key", "expected"), DAMAGE)
def test_what_an_exercise_must_not_hold_does_not_fit(
    old: str, new: str, line: int, key: str, expected: str
) -> None:
    text = VALID.replace(old, new, 1)
    if "valid TOML" in expected or "brackets" in expected:
        return  # there is nothing to be judged
    unseen = any(each in expected for each in UNSEEN) or '"  "' in text
    assert fits("exercise", text) == unseen


def test_a_file_of_nine_faults_does_not_fit() -> None:
    # The legs in braces it cannot see.
    assert len({error.json_path for error in JUDGES["exercise"].iter_errors(table(NINE))}) == 8


@pytest.mark.parametrize(("old", "new"), [row[:2] for row in BROKEN_ROUTINES])
def test_what_a_routine_must_not_hold_does_not_fit(old: str, new: str) -> None:
    unseen = new in ("leg-lft", '"morning"', '"leg-lift"') or (old, new) == (
        "reps = 1",
        "level = 1",
    )
    assert fits("routine", ROUTINES.replace(old, new, 1)) == unseen


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("programme = 1", "programme = 2"),
        ("leads", "lead"),
        ("2026-03-20", '"soon"'),
        ("= 5", "= 8"),
        ("[[exercise]]", "[exercise]"),
        ("reps = 3\n", ""),
    ],
)
def test_what_a_programme_must_not_hold_does_not_fit(old: str, new: str) -> None:
    assert not fits("programme", PROGRAMME.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "weekly_goal = 8",
        "weekly_gaol = 3",
        'first_weekday = "moonday"',
        "mouse = 1",
        "places = {Desk = [3]}",
        'acknowledged = {version = 1, on = "yesterday"}',
    ],
)
def test_what_settings_must_not_hold_does_not_fit(text: str) -> None:
    assert not fits("settings", text)


def test_editors_offer_the_words_that_are_known() -> None:
    needs = SCHEMAS["exercise"]()["$defs"]["ExerciseFile"]["properties"]["needs"]
    assert needs["items"]["anyOf"][0]["enum"] == [need.value for need in Need]
