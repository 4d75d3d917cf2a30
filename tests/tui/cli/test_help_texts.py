"""The help of every verb can be read in a narrow terminal, and no sentence is cut."""

import pytest

from tui.__main__ import VERBS, run
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
    _, _, listed = printed(capsys).partition("Verbs:\n")
    entries = " ".join(listed.split()).split(".")[:-1]
    assert [entry.split()[0] for entry in entries] == list(VERBS)
