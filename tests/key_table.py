"""Writes the README's table of keys from the commands: `python -m tests.key_table`."""

from collections.abc import Iterator
from pathlib import Path

from tui.keys.command import Command
from tui.keys.commands import COMMANDS, PAGES
from tui.keys.names import key_of

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys: make keys -->\n", "<!-- end of keys -->\n"
ROWS = {
    "everywhere": "app page",
    "lists": "list",
    "Today": "today",
    "Exercises": "exercises",
    "Routines": "routines",
    "Routine editor": "editor",
    "Session": "session",
    "End of a session": "form/summary form/field",
    "History": "history",
    "Details of a session": "details",
    "Does it help?": "helps course",
    "Settings": "settings",
}
"""The scopes of each row."""
SIGNS = {key_of(chr(code)): chr(code) for code in range(ord("!"), ord("~") + 1)}
NAMES = {"escape": "esc", "pageup": "page up", "pagedown": "page down"}
ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}


def key_shown(key: str) -> str:
    """A key as people write it, marked as such."""
    *held, base = key.split("+") if len(key) > 1 else [key]
    base = SIGNS.get(base) or ARROWS.get(base) or NAMES.get(base, base)
    return f"`{'+'.join((*held, base))}`"


def words(command: Command) -> str:
    """What a command is called, as in the footer, in the middle of a line."""
    label = command.label
    return label if label in PAGES.values() else label[0].lower() + label[1:]


def cell(scopes: str) -> str:
    """The commands of some scopes with all their keys; digits and what shares its keys are one."""
    merged: dict[str, list[str]] = {}
    for scope in scopes.split():
        for command in COMMANDS[scope].commands:
            merged.setdefault(command.keys, []).append(words(command))
    entries = [(keys.split(","), list(dict.fromkeys(said))) for keys, said in merged.items()]
    return ", ".join(f"{keys} {' or '.join(said)}" for keys, said in _digits_as_one(entries))


def _digits_as_one(
    entries: list[tuple[list[str], list[str]]],
) -> Iterator[tuple[str, list[str]]]:
    """Yield keys as they are shown, digits that do the same as from the first to the last."""
    digits: list[str] = []
    for (keys, said), (_, after) in zip(entries, [*entries[1:], ([], [])], strict=True):
        if keys[0].isdecimal():
            digits += keys
            if after == said:
                continue
            ends = digits if len(digits) < 3 else [digits[0], digits[-1]]
            yield "-".join(map(key_shown, ends)), said
            digits = []
        else:
            yield " ".join(map(key_shown, keys)), said


def table() -> str:
    """The whole table."""
    rows = (f"| {where} | {cell(scopes)} |\n" for where, scopes in ROWS.items())
    return "| where | keys |\n|---|---|\n" + "".join(rows)


def with_table(readme: str) -> str:
    """The README with the table as it is now."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main() -> None:
    """Write it."""
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
