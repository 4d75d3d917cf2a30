"""`supple ticks`: the card of ticks, in the shell."""

import pytest

from library.guidance.ticks import Ticked, ticked
from library.history.store import HistoryStore
from library.paths import Paths
from tests.library.guidance.person import Person, held, session, ticks
from tui.__main__ import run

HELD_OFF = "Left out: Floor leg stretch, Standing stretch and Leg crossover."


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["ticks", *words]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    return output.out


def now(history: HistoryStore) -> Ticked:
    return ticked(Person(decisions=[*history.load().decisions]).standing(9999).log)


def test_exactly_what_is_typed_is_ticked(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "1", "9").startswith("Left out: Hamstring massage, Floor leg stretch")
    assert now(history).words == ("bones", "clot")
    assert told(capsys, "1") == f"{HELD_OFF} supple undo takes it back.\n"
    assert now(history) == Ticked(("bones",))
    assert told(capsys, "1,1") == f"{HELD_OFF} It is as it was.\n"
    assert told(capsys, "none") == "Nothing is left out. supple undo takes it back.\n"
    assert now(history) == Ticked()
    assert told(capsys, "none") == "Nothing is left out. It is as it was.\n"
    assert run(["undo"]) == 0
    assert now(history) == Ticked(("bones",))


def test_the_word_of_a_doctor_lifts_what_it_can(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "1", "5", "--yes", "5").startswith(HELD_OFF)
    assert now(history) == Ticked(("bones", "operation"), ("operation",))
    assert "Chair leg stretch" in told(capsys, "1", "5")
    assert now(history) == Ticked(("bones", "operation"))


def test_alone_it_lists_what_applies_with_its_state(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys).splitlines()[-2:] == [
        "Nothing is ticked.",
        "supple ticks 1 5 ticks exactly these; supple ticks none takes all ticks away.",
    ]
    assert history.load().decisions == ()
    told(capsys, "1", "5", "--yes", "5")
    lines = told(capsys).splitlines()
    assert lines[0].startswith("Does any of this apply to you?")
    assert lines[1] == "1  weak bones (osteoporosis), or a broken vertebra: ticked."
    assert lines[2] == "2  a slipped disc or a slipped vertebra"
    assert lines[5].endswith(": ticked, but my doctor or physiotherapist said yes.")
    assert lines[-2] == HELD_OFF


def test_what_a_later_version_ticked_stays(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.put([ticks("bones", "from-the-future")])
    told(capsys, "2")
    assert now(history).words == ("disc", "from-the-future")


def test_who_does_them_already_says_so_before_the_first_session(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = "Nothing is left out. You begin where you are."
    assert told(capsys, "--already") == f"{begin} supple undo takes it back.\n"
    assert told(capsys, "--already") == f"{begin} It is as it was.\n"
    assert len(history.load().decisions) == 1
    history.add(session(1, held("leg-lift")))
    assert run(["ticks", "--already"]) == 1
    assert "supple adjust EXERCISE already says it of one." in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["0"], ["12"], ["-1"], ["one"], ["none", "1"], ["1", "--yes", "1"], ["1", "--yes", "5"]],
)
def test_what_is_no_line_of_the_card_is_refused(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(["ticks", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert history.load().decisions == ()


def test_a_card_that_cannot_be_saved_is_told(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.history_file.parent.mkdir(parents=True)
    paths.history_file.mkdir()
    assert run(["ticks", "1"]) == 1
    assert "Left out" not in capsys.readouterr().out
