"""`supple set`: settings listed, explained and changed."""

from pathlib import Path

import pytest

from library.history.record import PastGoal
from library.history.store import HistoryStore
from library.paths import Paths
from library.settings import SCHEMA
from tests.tui.cues.programs import Bin
from tui.__main__ import run
from tui.keys.commands import USUAL_KEYS

COMMENTED = '# mine\nweekly_goal = 3  # three will do\nnonsense = 1\n\n[keys]\n"app.help" = "f2"\n'


@pytest.fixture
def file(paths: Paths) -> Path:
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text(COMMENTED)
    return paths.settings_file


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert run(["set", *words]) == code
    out, err = capsys.readouterr()
    return (out if code == 0 else err.removeprefix("supple: ")).removesuffix("\n")


def test_all_settings_are_listed_with_value_and_meaning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = said(capsys)
    for setting in SCHEMA.values():
        assert (f"\n  {setting.key} " in told) is bool(setting.group), setting.key
        assert setting.help in told or not setting.group
    assert told.startswith("Week\n  weekly_goal        3 days. On how many days")
    assert "\n  places.Desk: a firm chair that cannot roll," in told


@pytest.mark.parametrize("key", [each.key for each in SCHEMA.values() if each.group])
def test_each_setting_is_explained(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    title, *lines = said(capsys, key).splitlines()
    assert title.startswith(f"{SCHEMA[key].title}: ")
    assert lines[0].startswith(SCHEMA[key].help)
    assert any(line.startswith("Unless you change it: ") for line in lines)
    assert lines[-1].startswith(f"To change it: supple set {key}")


def test_a_voice_that_there_is_not_is_saved_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Bin(tmp_path, monkeypatch).add("espeak-ng", 'case "$*" in *Hal*) exit 1;; esac')
    assert run(["set", "speech_voice", "Hal"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Saved. Voice: Hal; before that the usual one.")
    assert err.startswith('supple: espeak-ng has no voice "Hal" and takes another one.')
    assert run(["set", "speech_voice", "Dave"]) == 0
    assert capsys.readouterr().err == ""
    assert run(["set", "speech_command", "espeak-ng"]) == 0
    assert 'speech_command speaks, and does not take the voice "Dave"' in capsys.readouterr().err


def test_a_word_that_is_evidently_misspelt_is_saved_with_a_hint(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("")
    assert run(["set", "places.Desk", "firm-chiar,foam roller"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Saved. ")
    assert err == "supple: Did you mean firm-chair, not firm-chiar?\n"
    assert '"firm-chiar", "foam roller"' in file.read_text()


def test_a_change_says_how_to_take_it_back_and_that_works(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "weekly_goal", "4")
    back = "supple set weekly_goal 3"
    assert told == f"Saved. Weekly goal: 4 days; before that 3 days. {back} takes it back."
    assert file.read_text() == COMMENTED.replace("goal = 3", "goal = 4")
    said(capsys, *back.split()[2:])
    assert file.read_text() == COMMENTED
    assert said(capsys, "weekly_goal", "3") == "Weekly goal: 3 days, as it was."


@pytest.mark.parametrize(("key", "value"), [("weekly_goal", "3"), ("theme", "--default")])
def test_the_value_that_is_used_can_be_set_where_the_file_has_one_that_is_not(
    file: Path, key: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f"# mine\n{key} = [4]\n")
    assert run(["set", key, value]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Saved. ")
    assert out.endswith("; what stood there could not be used.\n")
    assert "is used." in err
    assert file.read_text().startswith(f"# mine\n{key} = ")
    assert "as it was." in said(capsys, key, value)
    assert capsys.readouterr().err == ""


def test_nothing_is_said_to_be_as_it_was_in_a_file_that_cannot_be_read(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("weekly_goal = 3 days\n")
    assert run(["set", "weekly_goal", "3"]) == 1
    assert "Settings were not saved, because " in capsys.readouterr().err
    assert file.read_text() == "weekly_goal = 3 days\n"


def test_an_earlier_goal_stays_that_of_its_weeks(history: HistoryStore) -> None:
    assert run(["set", "weekly_goal", "5"]) == 0
    (kept,) = history.remembered()
    assert isinstance(kept, PastGoal)
    assert kept.days == 3


def test_own_keys_are_set_and_given_back(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "keys.session.pause", "p")
    assert told.startswith("Saved. session.pause: p; before that space. ")
    assert '"session.pause" = "p"' in file.read_text()
    assert "keys.session.pause: p." in said(capsys, "keys")
    command = told.partition(". supple set ")[2].removesuffix(" takes it back.")
    assert said(capsys, *command.split()).startswith("Saved. session.pause: space; before that p.")
    assert file.read_text() == COMMENTED


def test_places_are_made_chosen_and_taken_away(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "places.Gym", "mat", "firm-chair").startswith("Saved. Gym: a mat on the")
    told = said(capsys, "place", "gym")
    assert told.endswith("before that anywhere. supple set place anywhere takes it back.")
    told = said(capsys, "places.gym", "--default")
    assert "Where you are: anywhere." in told
    assert told.endswith("supple set places.Gym mat,firm-chair takes it back.")
    assert "Gym" not in paths.settings_file.read_text()


def test_a_command_that_was_typed_here_may_run_here(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "hook_start", "notify-send 'begin now'")
    assert paths.state.allowed_commands.exists()
    told = said(capsys, "hook_start", "")
    assert told.endswith(
        """supple set hook_start 'notify-send '"'"'begin now'"'"'' takes it back."""
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rest_secnds", "5"], "rest_secnds is no setting. Did you mean rest_seconds?"),
        (["hunger", "5"], "hunger is no setting. See supple set"),
        (["weekly_goal", "8"], 'weekly_goal is "8", expected a whole number from 1 to 7.'),
        (["theme", "drcula"], "there is no such theme. Did you mean dracula?"),
        (["keys.session.pase", "p"], '"session.pase" is no command. Did you mean session.pause?'),
        (["keys.session.pase"], '"session.pase" is no command. Did you mean session.pause?'),
        (["keys.session.pause", "spcae"], '"spcae", for session.pause, is no key;'),
        (["keys.session.pause", "x"], "x would call session.ease_off and session.pause;"),
        (["hook_start", "a", "b"], "hook_start has one value: put it into quotes."),
        (["--default"], "--default goes with a setting, and without a value."),
        (["weekly_goal", "4", "--default"], "--default goes with a setting"),
        (["keys", "--default"], "keys has parts: name one, as in keys.app.help."),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    answer = said(capsys, *words, code=2)
    assert told in answer
    assert file.read_text() == COMMENTED


def test_a_file_that_cannot_be_written_to_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("weekly_goal = = 3\n")
    answer = said(capsys, "rest_seconds", "15", code=1)
    assert "Settings were not saved, because" in answer
    assert file.read_text() == "weekly_goal = = 3\n"


@pytest.mark.parametrize("value", ["on", "Auto", "off"])
def test_a_voice_is_not_switched_on_by_its_name(
    value: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "voice", value, code=2)
    assert told.endswith(f'No voice is called "{value}". Did you mean speech {value}?')
    assert file.read_text() == COMMENTED


def test_keys_are_told_in_words_once_for_each_command(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, "keys").splitlines()
    told = lines[lines.index("The commands and their keys:") + 1 : -1]
    assert len(told) == len({line.partition(":")[0] for line in told}) == len(USUAL_KEYS)
    assert any(line.startswith("session.pause: space. ") for line in told)
    assert any(line.startswith("app.help: f2. ") for line in told)
    assert not any("_" in line.partition(": ")[2] for line in told)
