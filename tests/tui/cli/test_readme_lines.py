"""The lines of the README for prompts and bars are run as they stand there."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.marks import torture
from tui.text.line_format import FIELDS

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = dict(re.findall(r"^```(\w+)\n(.*?)^```$", README, re.M | re.S))
"""What stands in the README, by its language."""
SHOWN = "○○○ · due"
BIN = str(Path(sys.executable).parent)
PRINTED = {
    "bash": 'eval "$PROMPT_COMMAND"; printf "%s" "${PS1@P}"',
    "zsh": "for each in $precmd_functions; do $each; done; print -nP -- $PROMPT",
    "fish": "fish_right_prompt",
}
"""How each shell is made to show its prompt."""
START = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}


def environment(home: Path) -> dict[str, str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return {"HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8", "TERM": "xterm"}


def command(line: str, home: Path) -> str:
    """What a command prints, from a shell as bars and starship use one."""
    done = subprocess.run(
        ["sh", "-c", line], env=environment(home), capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_readme_lists_the_fields() -> None:
    rows = re.findall(r"^\| `\{(\w+)\}` \| (.*) \|$", README, re.M)
    assert dict(rows) == FIELDS


def test_bars_and_starship_run_a_line_of_supple(home: Path) -> None:
    bar = json.loads(f"{{{LINES['json']}}}")["custom/supple"]
    assert bar["return-type"] == "json"
    item = json.loads(command(bar["exec"], home))
    assert (item["text"], item["class"]) == (SHOWN, "due")
    polybar = RawConfigParser()
    polybar.read_string(LINES["ini"])
    starship = tomllib.loads(LINES["toml"])["custom"]["supple"]
    line = polybar["module/supple"]["exec"]
    assert starship["command"] == line
    assert command(line, home) == f"{SHOWN}\n"
    (home / ".local/share/supple/history.json").mkdir(parents=True)
    assert json.loads(command(bar["exec"], home))["class"] == "error"
    assert command(line, home) == "!\n", "what ends with 1 shows nothing in either"


@pytest.mark.parametrize("shell", ["bash", torture("zsh"), torture("fish")])
def test_a_prompt_is_worked_out_anew_after_a_verb_of_ours(shell: str, home: Path) -> None:
    """Else it says for a minute that what was just done is due."""
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"there is no {shell}")
    quiet = f"{PRINTED[shell]} >/dev/null"
    lines = ("PS1='> '\nPROMPT='> '" if shell != "fish" else "", LINES[shell], quiet)
    verb = (
        "supple mark today ill >/dev/null\necho $?"
        if shell != "fish"
        else ("supple mark today ill >/dev/null\necho $status")
    )
    done = subprocess.run(
        [found, *START[shell], "-c", "\n".join((*lines, verb, PRINTED[shell]))],
        env=environment(home),
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("0\n○○○ · marked")


@pytest.mark.parametrize("shell", ["bash", torture("zsh"), torture("fish")])
def test_a_prompt_shows_the_line(shell: str, home: Path) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"there is no {shell}")
    script = f"PS1='> '\nPROMPT='> '\n{LINES[shell]}" if shell != "fish" else LINES[shell]
    done = subprocess.run(
        [found, *START[shell], "-c", f"{script}\n{PRINTED[shell]}"],
        env=environment(home),
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith(SHOWN)
    assert done.stdout.endswith("> " if shell != "fish" else "due\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_prompt_of_bash_still_knows_how_a_command_ended(home: Path) -> None:
    """Other parts of a prompt show the exit code; ours comes first and would hide it."""
    script = f"PROMPT_COMMAND='echo $?'\nSUPPLE_NEXT=99\n{LINES['bash']}"
    line = f'{script}\n(exit 7)\neval "$PROMPT_COMMAND"'
    done = subprocess.run(
        ["bash", "--norc", "-c", line], env=environment(home), capture_output=True, text=True
    )
    assert done.stdout == "7\n"


@pytest.fixture
def tmux(home: Path) -> Iterator[list[str]]:
    """A tmux of its own with the lines of the README, and a screen that shows another inside."""
    found = shutil.which("tmux")
    if found is None:
        pytest.skip("there is no tmux")
    (home / "tmux.conf").write_text(LINES["tmux"])
    server = [found, "-S", str(home / "inner"), "-f", str(home / "tmux.conf")]
    yield server
    for socket in ("inner", "outer"):
        subprocess.run([found, "-S", str(home / socket), "kill-server"], capture_output=True)


@pytest.mark.torture
def test_tmux_shows_the_line_in_its_bar(home: Path, tmux: list[str]) -> None:
    outer = [tmux[0], "-S", str(home / "outer"), "-f", "/dev/null"]
    inner = " ".join([*tmux, "new-session", "sh"])
    new = [*outer, "new-session", "-d", "-x", "120", "-y", "10", f"TMUX= {inner}"]
    subprocess.run(new, env=environment(home), check=True)
    shown = ""
    for _ in range(100):
        show = [*outer, "capture-pane", "-p"]
        shown = subprocess.run(show, capture_output=True, text=True).stdout
        if SHOWN in shown:
            break
        time.sleep(0.1)
    assert SHOWN in shown
