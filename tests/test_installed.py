"""What is installed beside the program is what the program says, and archives are the same."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.installed import MANUAL, ROOT, all_files

MADE_WITH = ("click", "click-man")
"""Packages whose own words stand in what is made: another version may have others."""
DATA = "supple-0.1.0.data/data/share"
WANTED = (
    "man/man1/supple.1",
    "man/man1/supple-routine-new.1",
    "bash-completion/completions/supple",
    "zsh/site-functions/_supple",
    "fish/vendor_completions.d/supple.fish",
    "applications/supple.desktop",
    "supple/exercise.schema.json",
)


def test_what_is_installed_is_what_the_program_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make man` makes it so."""
    locked = dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.M))
    others = [name for name in MADE_WITH if version(name) != locked[name]]
    if others:
        pytest.skip(f"made with another version of {' and '.join(others)}")
    monkeypatch.setenv("COLUMNS", "20")  # nothing of the terminal goes in
    made = all_files()
    there = {path: (ROOT / path).read_text(encoding="utf-8") for path in made}
    assert [path for path in made if there[path] != made[path]] == []
    assert {ROOT / path for path in made if path.parent == MANUAL} == {*(ROOT / MANUAL).iterdir()}


def test_no_line_of_the_manual_is_taken_for_a_request() -> None:
    """Those that begin so are ours, and a hyphen that is typed stays one when it is copied."""
    requests = re.compile(r"\.(TH|SH|SS|B|TP|PP|nf|fi|nh|ad l)\b")
    for path in (ROOT / MANUAL).iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line[:1] not in (".", "'") or requests.match(line), f"{path.name}: {line}"
            assert "--" not in line, f"{path.name}: {line}"


def build(folder: Path) -> dict[str, bytes]:
    """Wheel and sdist, as somebody makes them who sets the time of the commit."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", folder],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1764288000"},
        capture_output=True,
        check=True,
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.torture
def test_two_builds_are_the_same_bytes_and_hold_what_a_platform_looks_for(tmp_path: Path) -> None:
    first = build(tmp_path / "first")
    for path in (ROOT / "tui").glob("*.py"):  # what a checkout differs in
        os.utime(path)
    assert build(tmp_path / "second") == first
    (wheel,) = (tmp_path / "first").glob("*.whl")
    (sdist,) = (tmp_path / "first").glob("*.tar.gz")
    assert {f"{DATA}/{name}" for name in WANTED} <= set(ZipFile(wheel).namelist())
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"man/supple.1", "share/applications/supple.desktop", "tests/installed.py"} <= held


@pytest.mark.torture
@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / MANUAL).iterdir()))
def test_a_page_of_the_manual_renders(page: str) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed here")
    command = ["groff", "-man", "-Tutf8", "-ww", "-rLL=60n", f"{ROOT / MANUAL / page}"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stderr == ""
    assert "DESCRIPTION" in re.sub("\x1b\\[[0-9;]*m|.\b", "", shown.stdout)


@pytest.mark.torture
def test_the_desktop_entry_is_valid() -> None:
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-utils are not installed here")
    entry = ROOT / "share/applications/supple.desktop"
    assert subprocess.check_output(["desktop-file-validate", entry], text=True) == ""


def test_the_workflow_runs_what_the_readme_says_and_names_no_host() -> None:
    workflow = (ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (tests,) = re.findall(r"^    (python3 -m venv .*pytest)$", readme, re.MULTILINE)
    assert f"run: {tests}\n" in workflow
    assert "://" not in workflow
    assert 'python: ["3.11", "3.12", "3.13", "3.14"]' in workflow
