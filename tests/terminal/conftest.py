"""What the tests of the real program have in common."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.program import Program

Start = Callable[..., Program]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder; it does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the program with the data folder; whatever it does, it never shows a traceback."""
    programs: list[Program] = []

    def run(*arguments: str, **options: object) -> Program:
        program = Program("--data-dir", folder, *arguments, **options)  # type: ignore[arg-type]
        programs.append(program)
        return program

    yield run
    for program in programs:
        program.close()
    assert not [program.screen for program in programs if b"Traceback" in program.raw]
