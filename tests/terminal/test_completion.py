"""Tab in the shells themselves, with what the README says to put into their files."""

import re
import shutil
from pathlib import Path

import pytest

from tests.terminal.program import SUPPLE, Program

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SAID = {
    shell: line
    for line, shell in re.findall(
        r"^    (.*supple completion (\w+).*)$", README.partition("## Tab")[2], re.MULTILINE
    )
}
"""What the README says to put into the files, or to run once."""
ZSH = "autoload -Uz compinit && compinit -u\n"
BEGUN = {
    "bash": (".bashrc", "PS1='ready$ '\n", ("--noprofile", "-i")),
    "zsh": (".zshrc", f"PS1='ready$ '\n{ZSH}", ("-d", "-i")),
    "fish": (
        ".config/fish/config.fish",
        "function fish_prompt; echo -n 'ready$ '; end\nset fish_greeting\n",
        ("-i",),
    ),
}
"""The file that a shell reads when it starts, what stands in it, and how the shell is started."""


def put_in_place(shell: str, home: Path) -> None:
    """Do what the README says; fish has run its line before the first prompt."""
    file, text, _ = BEGUN[shell]
    (home / ".config/fish/completions").mkdir(parents=True)
    (home / file).write_text(f"{text}{SAID[shell]}\n", encoding="utf-8")


@pytest.mark.torture
@pytest.mark.parametrize("shell", BEGUN)
def test_tab_completes_verbs_and_names(shell: str, tmp_path: Path) -> None:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed here")
    put_in_place(shell, tmp_path)
    environ = {
        "HOME": f"{tmp_path}",
        "XDG_CONFIG_HOME": f"{tmp_path / '.config'}",
        "SUPPLE_DATA_DIR": f"{tmp_path / 'data'}",
        "PATH": f"{SUPPLE.parent}:/usr/bin:/bin",
    }
    program = Program(*BEGUN[shell][2], command=Path(path), environ=environ)
    try:
        program.wait_for("ready$")
        program.press("supple adj", "tab")
        program.wait_for("supple adjust")
        program.press("leg-l", "tab")
        program.wait_for("supple adjust leg-lift")
        program.press("high", "tab")
        program.wait_for("supple adjust leg-lift higher")
        program.press("\x15")  # takes the line away
        program.wait_until_gone("adjust")
        program.press("supple start nonsense", "tab")
        program.wait_for("supple start nonsense")
        assert b"Traceback" not in program.raw
        assert b"supple:" not in program.raw
    finally:
        program.close()
