"""The machines on which the trials of other people are played again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.field.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A computer on which nothing was done yet; whatever happens, no traceback is shown."""
    made = Machine(tmp_path / "one")
    yield made
    made.close()
    assert not [program.screen for program in made.programs if b"Traceback" in program.raw]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Machine]:
    """A second computer."""
    made = Machine(tmp_path / "two", "two")
    yield made
    made.close()
