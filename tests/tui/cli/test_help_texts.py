"""The help of every verb can be read in a narrow terminal, and no sentence is cut."""

import re

import pytest

from tui.__main__ import SECTIONS, VERBS, run
from tui.cli.routine import verb as ROUTINE


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run([*arguments, "--help"]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("verb", ["", *VERBS, *(f"routine {each}" for each in ROUTINE.commands)])
def test_help_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = printed(capsys, *verb.split())
    widest = max(text.splitlines(), key=len)
    # Click gives no less than 50 columns to a text.
    assert len(widest) <= max(columns, 50), widest
    assert "..." not in text.replace("...]", "")
    assert "RANGE" not in text


@pytest.mark.parametrize("columns", ["40", "80"])
def test_every_verb_is_listed_with_a_whole_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, first, listed = printed(capsys).partition(f"\n{next(iter(SECTIONS))}:\n")
    assert first
    titles = "|".join(map(re.escape, SECTIONS))
    entries = " ".join(re.sub(rf"^({titles}):$", "", listed, flags=re.M).split()).split(".")[:-1]
    assert [entry.split()[0] for entry in entries] == list(VERBS)


@pytest.mark.parametrize("words", [(), ("start",), ("routine",), ("routine", "new"), ("help",)])
def test_help_is_a_verb_too(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert run(["help", *words]) == 0
    assert capsys.readouterr() == (printed(capsys, *words), "")


def test_a_verb_that_needs_another_one_shows_them_below_each_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["new"]) == 2
    output = capsys.readouterr()
    assert output == ("", printed(capsys, "new"))
