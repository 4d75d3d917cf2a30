"""Makes what lies outside of Python when supple is installed: `python -m tests.installed`.

These are a page of the manual for each verb, what has shells complete their names, and the
schemas of the files that people write.
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from inspect import cleandoc
from pathlib import Path

import click
from click_man.man import ManPage

from library.schemas import SCHEMAS
from tui.__main__ import cli
from tui.cli.completing import script
from tui.cli.group import Group

ROOT = Path(__file__).parents[1]
MANUAL = Path("man")
COMPLETIONS = {
    "bash": Path("share/bash-completion/completions/supple"),
    "zsh": Path("share/zsh/site-functions/_supple"),
    "fish": Path("share/fish/vendor_completions.d/supple.fish"),
}
"""Where each shell looks below the folder that something is installed to."""
SHARED = Path("share/supple")
BREAKING = ".nh\n.ad l\n"
"""No word is broken, as somebody types what they read, and lines end where they do."""
TWO_NAMES = re.compile(r"\\fB(\S+),\\fP (\S+)")
"""Of an option: click-man has only the first in bold."""
SENTENCE = 200
"""Longer than the first sentence of any verb, in characters."""


def contexts(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[click.Context]:
    """A command and all below it, as they are called."""
    context = click.Context(command, parent, name, **command.context_settings)
    yield context
    for each, verb in verbs(context):
        yield from contexts(verb, each, context)


def verbs(context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """The verbs of a group in the order of its help; those of ours are loaded when asked for."""
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            verb = group.get_command(context, name)
            assert verb is not None
            yield name, verb


def written(text: str) -> str:
    """A text as roff takes it: a hyphen can be copied, and no line is taken for a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def page(context: click.Context) -> str:
    """A page of the manual."""
    command = context.command
    made = ManPage(context.command_path)
    made.version, made.date = f"supple {version('supple')}", " "  # the same whenever it is made
    made.short_help = written(command.get_short_help_str(SENTENCE))
    made.description = written(cleandoc(command.help or ""))
    made.synopsis = " ".join(command.collect_usage_pieces(context))
    options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
    records = (each.get_help_record(context) for each in options)
    made.options = [(option, written(told)) for option, told in filter(None, records)]
    title, rest = str(made).split("\n", maxsplit=1)
    name = made.command.upper()
    title = title.replace(name, name.replace(" ", "-"), 1)
    rest = TWO_NAMES.sub(r"\\fB\1\\fP, \\fB\2\\fP", rest).rstrip()
    ends = "".join((*listed(context), told_at_the_end(context), *see_also(context)))
    return f"{title}\n{BREAKING}{rest}\n{ends}"


def see_also(context: click.Context) -> Iterator[str]:
    """The pages above this one."""
    above = [
        context.command_path.rsplit(" ", depth)[0]
        for depth in range(1, 1 + context.command_path.count(" "))
    ]
    if above:
        pages = (f"\\fB{written(each.replace(' ', '-'))}\\fP(1)" for each in reversed(above))
        yield f".SH SEE ALSO\n{', '.join(pages)}\n"


def told_at_the_end(context: click.Context) -> str:
    """What the help of a verb has below its options, as the fields of `status --format`."""
    formatter = click.HelpFormatter(width=SENTENCE)
    context.command.format_epilog(context, formatter)
    title, _, lines = formatter.getvalue().strip().partition(":\n")
    return f".SH {written(title.upper())}\n.nf\n{written(cleandoc(lines))}\n.fi\n" if lines else ""


def listed(context: click.Context) -> Iterator[str]:
    """The verbs of a group, each with its whole first sentence and the name of its page."""
    group = context.command
    if not isinstance(group, Group):
        return
    yield ".SH VERBS\n"
    told, sections = dict(verbs(context)), group.sections(context)
    own = context.command_path.replace(" ", "\\-")
    for title, names in sections.items():
        if len(sections) > 1:
            yield f".SS {written(title)}\n"
        for name in names:
            sentence = written(told[name].get_short_help_str(SENTENCE))
            page = f"\\fB{own}\\-{written(name)}\\fP(1)"
            yield f".TP\n\\fB{written(name)}\\fP\n{sentence}\nSee {page}.\n"


def all_files() -> dict[Path, str]:
    """All of them, by their paths in the repository."""
    pages = {
        MANUAL / f"{context.command_path.replace(' ', '-')}.1": page(context)
        for context in contexts(cli, "supple", None)
    }
    scripts = {path: script(cli, shell) for shell, path in COMPLETIONS.items()}
    schemas = {
        SHARED / f"{name}.schema.json": f"{json.dumps(schema(), indent=2)}\n"
        for name, schema in SCHEMAS.items()
    }
    return pages | scripts | schemas


def main() -> None:
    """Write them, and remove the pages of verbs that there are no more."""
    files = all_files()
    for path in (ROOT / MANUAL).glob("*.1"):
        if path.relative_to(ROOT) not in files:
            path.unlink()
    for path, text in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
