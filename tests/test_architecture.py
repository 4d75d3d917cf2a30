"""Rules that no other tool checks: sizes, imports at the start, what is shipped."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("library", "tui")
SOURCES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCREEN_PACKAGES = {"textual", "rich"}

BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""Where statements hold statements."""

FILE_LINES = 450
FUNCTION_LINES = 40
"""Of code and tests alike; ruff looks at how many branches and statements a function has."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def function_sizes(path: Path) -> dict[str, int]:
    """Lines of each function, decorators left out."""
    sizes: dict[str, int] = {}
    statements: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    for node in statements:  # it grows by what is inside; expressions hold no functions
        statements += [each for part in BLOCKS for each in getattr(node, part, ())]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            sizes[node.name] = max(lines, sizes.get(node.name, 0))
    return sizes


def configuration() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def loaded_by(code: str, home: Path) -> set[str]:
    """Top-level packages in memory after this code ran in a Python of its own."""
    report = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    answer = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT,
        env={"HOME": str(home), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.splitlines()[-1].split())


def test_files_are_short_enough_to_be_read_at_once() -> None:
    sizes = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCES + TESTS
    }
    assert {name: lines for name, lines in sizes.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name_of(path)}: {name}": lines
        for path in SOURCES + TESTS
        for name, lines in function_sizes(path).items()
        if lines > FUNCTION_LINES
    }
    assert long == {}


IMPORTED_WHEN_ASKED_FOR = {
    "library/guidance/today_is.py": "a prompt makes no plan of a day that is done",
    "library/history/file.py": "reading the log merges and mends nothing",
    "library/history/protocol.py": "the first paint compares no logs",
    "library/history/store.py": "reading the log loads neither edits nor undo",
    "library/guide.py": "the first paint begins no session",
    "library/profile.py": "`supple status` loads no exercise and no routine",
    "library/remembered.py": "`supple status` saves nothing",
    "tui/app.py": "most starts change no setting",
    "tui/cues/channel.py": "a session that is not spoken loads no voice",
    "tui/cues/reader.py": "the same",
    "tui/cli/context.py": "`supple --version` and `supple paths` read no log and no settings",
    "tui/widgets/pose_picture.py": "the figure is drawn after the first paint",
}
"""Modules that name in annotations what they import only when somebody asks for it, and what
that spares. Import-linter follows these imports like all others."""


def test_no_import_is_hidden_from_running() -> None:
    """A hidden import is how a cycle stays unseen."""
    hidden = {
        name_of(path) for path in SOURCES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")
    }
    assert hidden == IMPORTED_WHEN_ASKED_FOR.keys()


def test_the_modules_lead_one_way() -> None:
    answer = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_with_code_is_a_package(package: str) -> None:
    folders = {path.parent for path in SOURCES if name_of(path).startswith(package)}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_library_loads_without_a_screen(home_of_its_own: Path) -> None:
    names = [
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in SOURCES
        if name_of(path).startswith("library")
    ]
    loaded = loaded_by("\n".join(f"import {name}" for name in names), home_of_its_own)
    assert "library" in loaded
    assert not loaded & (SCREEN_PACKAGES | {"click", "tui"})


def test_verbs_work_without_a_screen(home_of_its_own: Path) -> None:
    lines = ("--version", "--help", "status", "status --json", "history --json", "list")
    verbs = "".join(f"assert run({line.split()}) == 0\n" for line in lines)
    code = f"from tui.__main__ import run\n{verbs}"
    assert not loaded_by(code, home_of_its_own) & SCREEN_PACKAGES


def test_version_needs_neither_the_log_nor_the_exercises(home_of_its_own: Path) -> None:
    code = "from tui.__main__ import run; assert run(['--version']) == 0"
    assert not loaded_by(code, home_of_its_own) & {"tinydb", "msgspec", "tomlkit"}


def test_the_wheel_holds_the_code_and_every_file_it_reads(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(PACKAGES)}
    wanted = {
        name_of(path)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert any(name.endswith(".tcss") for name in wanted)
    assert any(name.endswith(".toml") for name in wanted)
    assert packed == wanted


def test_every_dependency_has_a_tested_range() -> None:
    project = configuration()["project"]
    for requirement in project["dependencies"] + project["optional-dependencies"]["dev"]:
        assert ">=" in requirement, requirement
        assert "<" in requirement, requirement


LOCKED = ROOT / "requirements.txt"


def test_the_locked_set_names_hashes_and_no_host() -> None:
    locked = LOCKED.read_text(encoding="utf-8")
    assert "://" not in locked
    names = [line for line in locked.splitlines() if line and not line[0].isspace()]
    assert all("==" in line for line in names)
    assert locked.count("--hash=sha256:") >= len(names)
