"""The verb that draws."""

import errno
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tui.__main__ import run

Output = pytest.CaptureFixture[str]


def test_figure_prints_a_picture_of_the_asked_size(capsys: Output) -> None:
    assert run(["figure", "leg-lift", "--size", "40x16", "--side", "left"]) == 0
    text = capsys.readouterr().out
    assert "LEFT leg" in text
    assert len(text.rstrip("\n").splitlines()) <= 16


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["leg-lfit"], 1),
        (["leg-lift", "--size", "0x3"], 2),
        (["leg-lift", "--size", "nonsense"], 2),
        (["leg-lift", "--size", "9999999999x1"], 2),
        (["leg-lift", "--frame", "nan"], 2),
        (["leg-lift", "--side", "up"], 2),
        (["leg-lift", "--watch"], 2),
        (["leg-lift", "--animate"], 2),
        (["leg-lift", "--svg", "--words"], 2),
        (["leg-lift", "--svg", "--animate", "--frame", "1"], 2),
        (["leg-lift", "--svg", "--output", "."], 1),
        (["/dev/null"], 1),
    ],
)
def test_figure_refuses_what_it_cannot_draw(
    capsys: Output, arguments: list[str], code: int
) -> None:
    assert run(["figure", *arguments]) == code
    assert capsys.readouterr().err.count("\n") == 1


def test_figure_writes_a_picture_for_pages(capsys: Output, tmp_path: Path) -> None:
    assert run(["figure", "leg lift", "--svg", "--side", "right"]) == 0
    still = capsys.readouterr().out
    page = ElementTree.fromstring(still)
    assert "right leg is straight" in page.get("aria-label", "")
    assert ">RIGHT leg</text>" in still
    path = tmp_path / "leg.svg"
    assert run(["figure", "leg-lift", "--svg", "--animate", "--dark", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"Written to {path}.\n"
    moving = path.read_text(encoding="utf-8")
    assert "@keyframes" in moving
    assert run(["figure", "leg-lift", "--svg", "-o", str(path)]) == 1
    assert capsys.readouterr().err == f"supple: {path} is there already; --force replaces it.\n"
    assert path.read_text(encoding="utf-8") == moving
    assert run(["figure", "leg-lift", "--svg", "-o", str(path), "--force"]) == 0
    assert "@keyframes" not in path.read_text(encoding="utf-8")
    assert list(tmp_path.glob("*leg*")) == [path]


def test_a_picture_that_finds_no_room_leaves_what_is_there(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "leg.svg"
    path.write_text("mine", encoding="utf-8")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("library.files.os.write", full)
    assert run(["figure", "leg-lift", "--svg", "-o", str(path), "--force"]) == 1
    monkeypatch.undo()
    told = "supple: Not written: there is no space left on the disk.\n"
    assert capsys.readouterr().err == told
    assert path.read_text(encoding="utf-8") == "mine"
