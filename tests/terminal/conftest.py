"""What the tests of the real program have in common."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.program import Program

Start = Callable[..., Program]
CARD_READ = "acknowledged = {version = 1000000, on = 2026-01-01}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder; it does not exist yet."""
    return tmp_path / "data"


def read_cautions(program: Program, *, plain: bool = False) -> None:
    """Read what is shown before an exercise is done for the first time, and go on as written."""
    screen = program.wait_for("Escape leaves." if plain else "enter Begin")
    program.press("a" if "as written" in screen.lower() else "enter")


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the program with the data folder; whatever it does, it never shows a traceback."""
    programs: list[Program] = []

    def run(*arguments: str, reads: bool = True, **options: object) -> Program:
        settings = folder / "settings.toml"
        if not arguments and not settings.exists():  # what a person has done who opens it again
            folder.mkdir(parents=True, exist_ok=True)
            settings.write_text(CARD_READ, encoding="utf-8")
        program = Program("--data-dir", folder, *arguments, **options)  # type: ignore[arg-type]
        programs.append(program)
        if arguments[:2] == ("start", "short") and reads:  # its exercises are new in this log
            read_cautions(program, plain="--plain" in arguments)
        return program

    yield run
    for program in programs:
        program.close()
    assert not [program.screen for program in programs if b"Traceback" in program.raw]
