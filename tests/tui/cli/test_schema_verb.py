"""`supple schema`: JSON that an editor reads."""

import json
from pathlib import Path

import pytest

from library.schemas import SCHEMAS
from tui.__main__ import run


def test_a_schema_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "routine"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMAS["routine"]()
    file = tmp_path / "exercise.schema.json"
    assert run(["schema", "exercise", "-o", str(file)]) == 0
    assert json.loads(file.read_text()) == SCHEMAS["exercise"]()
    assert run(["schema", "routin"]) == 2
    told = "A schema is one of exercise, routine, programme, settings. Did you mean routine?"
    assert told in capsys.readouterr().err
