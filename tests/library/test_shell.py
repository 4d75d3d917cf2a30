"""Commands that are printed do in a shell what they say, whatever is in a name."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.paths import Paths
from library.shell import shell_words
from library.text import clean

NAMES = [
    "history (conflict)'; touch PWNED; '.json",
    "$(touch PWNED) `touch PWNED`.json",
    "a  b\tc\nd.json",
    "\x1b]0;title\x07.json",
    "u\u0308bung.json",  # an accent written apart
    "\u1fef\u037e touch PWNED.json",  # what would be written ` and ; once it is tidied
    "name\u202enosj.json",
    "!!.json",
    "~",
    "-rf",
    "\udcff\udcfe.json",  # bytes that are no UTF-8
    "back\\slash\\n 'quoted' \\'.json",
]
BASH = shutil.which("bash")


def taken_apart(line: str) -> list[bytes]:
    """What a shell makes of a line."""
    assert BASH
    script = f"printf '%s\\0' {line}"
    return subprocess.run([BASH, "-c", script], capture_output=True, check=True).stdout.split(
        b"\0"
    )[:-1]


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize("name", NAMES)
def test_a_shell_reads_the_very_name_and_the_terminal_nothing_it_obeys(name: str) -> None:
    line = shell_words("supple", "import", name)
    assert taken_apart(line) == [b"supple", b"import", name.encode(errors="surrogateescape")]
    assert clean(line) == line


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_is_printed_is_what_was_quoted(name: str) -> None:
    line = shell_words(name)
    assert clean(line, limit=len(line)) == line


def test_a_command_names_the_folder_that_was_named_to_this_run() -> None:
    folder = Path("/stick/Ann's log")
    usual, named = Paths(folder, folder, folder), Paths(folder, folder, folder, is_named=True)
    assert usual.command("import", Path("x y")) == "supple import 'x y'"
    words = [b"supple", b"--data-dir", bytes(folder), b"import", b"x"]
    if BASH:
        assert taken_apart(named.command("import", "x")) == words
