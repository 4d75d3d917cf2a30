"""The `supple` command: opens the dashboard, or hands over to a verb."""

import codecs
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from library.clock import leave_impossible_zone
from library.failures import reason
from library.history.errors import HistoryError
from tui.cli.context import SHELL_ASKS, Context, data_dir_option
from tui.cli.group import Group
from tui.cli.output import complain, not_written

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Every day": {
        "today": "tui.cli.today",
        "start": "tui.cli.start",
        "check": "tui.cli.check",
        "status": "tui.cli.status",
        "due": "tui.cli.due",
        "week": "tui.cli.week",
        "mornings": "tui.cli.mornings",
        "remind": "tui.cli.remind",
    },
    "Exercises and routines": {
        "list": "tui.cli.list",
        "exercises": "tui.cli.exercises",
        "show": "tui.cli.show",
        "figure": "tui.cli.figure",
        "adjust": "tui.cli.adjust",
        "ticks": "tui.cli.ticks",
    },
    "The log": {
        "history": "tui.cli.history",
        "log": "tui.cli.log",
        "mark": "tui.cli.mark",
        "edit": "tui.cli.edit",
        "delete": "tui.cli.delete",
        "undo": "tui.cli.undo",
        "reach": "tui.cli.reach",
    },
    "Of your own, and for others": {
        "routine": "tui.cli.routine",
        "new": "tui.cli.new",
        "share": "tui.cli.share",
        "schema": "tui.cli.schema",
    },
    "On paper": {
        "sheet": "tui.cli.sheet",
        "report": "tui.cli.report",
    },
    "Your data": {
        "import": "tui.cli.import_",
        "export": "tui.cli.export",
        "merge": "tui.cli.merge",
        "backups": "tui.cli.backups",
        "restore": "tui.cli.restore",
        "erase": "tui.cli.erase",
    },
    "The program itself": {
        "set": "tui.cli.set",
        "doctor": "tui.cli.doctor",
        "completion": "tui.cli.completion",
        "paths": "tui.cli.paths",
        "help": "tui.cli.help",
    },
}
"""The module of each verb, in which it is called `verb`; imported when it is called or listed. They
stand by what they are for, in the order of the help."""
VERBS = {name: module for verbs in SECTIONS.values() for name, module in verbs.items()}
_FEW = 8
"""So many verbs a shell is told at Tab with what each does: more fill a screen (our judgement)."""
_PLAINLY, _LIKE = "plainly", {"×": "x", "●": "*", "○": "-", "·": "|"}
"""The name of our way to write what a terminal lacks, and what is like it."""

_TOO_MUCH = "Got unexpected extra argument"
"""How click begins to say so; it has no exception for it."""


class LazyGroup(Group):
    """Verbs that cost nothing until they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all verbs, in the order of the help."""
        return list(VERBS)

    def sections(self, ctx: click.Context) -> Mapping[str, Sequence[str]]:
        """Return the verbs by what they are for."""
        return {title: tuple(verbs) for title, verbs in SECTIONS.items()}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name."""
        if cmd_name not in VERBS:
            return None
        verb: click.Command = import_module(VERBS[cmd_name]).verb
        return verb

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> "list[click.shell_completion.CompletionItem[str]]":
        """Complete a verb; where many begin so, only their names, as loading each takes long."""
        names = [name for name in VERBS if name.startswith(incomplete)]
        if len(names) <= _FEW:
            return super().shell_complete(ctx, incomplete)
        from click.shell_completion import CompletionItem  # only a shell needs it

        return [CompletionItem(name) for name in names]


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    subcommand_metavar="[VERB] [ARGUMENTS]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@data_dir_option
@click.version_option(package_name="supple", message="supple %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Guided hamstring stretches for a tight lower back.

    Without a verb the dashboard opens: there ? lists the keys, and : finds anything. supple start
    begins at once what is right for today, and supple help VERB explains a verb. For a screen
    reader: supple today --plain, then supple start --plain; supple set speech auto has a voice
    say it, too.

    Exit codes: 0 done, 1 could not do it, 2 wrong usage. Those of due and doctor tell more.
    """
    if context.invoked_subcommand is None:
        from tui.cli.dashboard import open_dashboard  # no verb needs it

        context.exit(open_dashboard(context.ensure_object(Context)))


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Write for what a terminal lacks what is like it; "?" where there is nothing."""
    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    return "".join(_LIKE.get(each, "?") for each in missing), error.end


def _answer_shell() -> int:
    from tui.cli.completing import answer_shell  # only a shell needs it

    return answer_shell(cli)


def main() -> None:
    """Run the command line and leave with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        codecs.register_error(_PLAINLY, _plainly)
        sys.stdout.reconfigure(errors=_PLAINLY)  # a terminal without UTF-8 gets "?"
    zone = leave_impossible_zone()
    gc.disable()  # a verb is over before there is garbage worth looking for
    if os.environ.get(SHELL_ASKS):
        code = _answer_shell()
    else:
        complain([zone] if zone else [])
        code = run(sys.argv[1:])
    gc.freeze()  # spares Python a walk through every object as it ends
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line; what cannot be done ends as one plain line on stderr.

    Returns:
        0 done, 1 could not do it, 2 wrong usage, 130 interrupted.
    """
    try:
        code = cli.main(arguments, prog_name="supple", standalone_mode=False)
    except click.ClickException as error:
        complain([f"{_words(error)}{_where_to_look(error)}"])
        return error.exit_code
    except HistoryError as error:
        complain([str(error)])
        return 1
    except OSError as error:
        if error.filename is not None:
            complain([f"{error.filename} could not be used: {reason(error)}."])
        elif isinstance(error, FileNotFoundError):
            complain([f"Change to another folder: {reason(error)}."])
        else:  # click writes a help itself
            complain([not_written(error, sys.stdout)])
        return 1
    except click.Abort:
        return 130
    except SystemExit:  # click's own way to end when the reader of a help has seen enough
        return 0
    return code if isinstance(code, int) else 0


def _words(error: click.ClickException) -> str:
    """What cannot be done; of an argument without its name in the help, which nobody types."""
    if type(error) is click.BadParameter and isinstance(error.param, click.Argument):
        return error.message
    return error.format_message()


def _where_to_look(error: click.ClickException) -> str:
    """The help that names the arguments and options there are, if that is what is missing."""
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return ""
    see = f" See {error.ctx.command_path} --help"
    if error.message.startswith(_TOO_MUCH):
        return f".{see}"
    return see if isinstance(error, (click.MissingParameter, click.NoSuchOption)) else ""


if __name__ == "__main__":
    main()
