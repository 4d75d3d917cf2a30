"""`supple status`: where you stand, for a prompt, a bar or a glance."""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import click

from library import files
from library.clock import practice_day
from library.history.errors import HistoryError
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, plain_option, print_json, print_line, print_lines
from tui.text.line_format import (
    ERROR,
    FIELDS,
    UNREADABLE,
    FormatError,
    bar_item,
    check_format,
    filled,
)

_SETTLED_SECONDS = 2
"""A file that was changed so lately may change again without another time (our judgement: the
coarsest clocks of file systems)."""
_PACKAGES = ("library", "tui")
_BETWEEN, _ANY_PATH = "\0", "surrogateescape"
"""What no path has in it, and how bytes are kept that are no letters."""
_HOURS = tuple(map(str, range(24)))
Marks = tuple[files.Fingerprint | None, ...]
"""What tells whether files are no longer what they were."""


class _Status(click.Command):
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the fields of a format."""
        with formatter.section("Fields of --format"):
            formatter.write_dl([(f"{{{name}}}", told) for name, told in FIELDS.items()])


@click.command("status", cls=_Status)
@click.option("--line", is_flag=True, help="Print one short line, for a prompt or a bar.")
@click.option(
    "--format",
    "form",
    metavar="TEXT",
    help='Print TEXT with fields, as in "{week_days}/{week_goal} {due}"; {{ and }} are braces.',
)
@click.option("--waybar", is_flag=True, help="Print a line of JSON for Waybar.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@plain_option
@data_dir_option
@pass_context
def verb(
    context: Context, line: bool, form: str | None, waybar: bool, as_json: bool, plain: bool
) -> None:
    """Show this week, your runs of days and weeks, and how steady they are.

    For a prompt or a bar there are --line, --format and --waybar: they say nothing of what is
    wrong with a file of yours, and print ! where the log cannot be read. The fields of a format
    stand at the end of supple status --help.
    """
    if sum((line, form is not None, waybar, as_json)) > 1:
        raise click.UsageError("Choose one of --line, --format, --waybar and --json.")
    if line or form is not None or waybar:
        print_line(_bar(context) if waybar else _line(context, "{line}" if form is None else form))
        return
    from library.profile import Part  # a line is wanted again and again, and needs none of it
    from tui.cli.status_told import check_told, columns, sentences

    profile = context.profile
    complain(profile.read(Part.SETTINGS))
    history = context.read_history()
    progress = profile.progress(history)
    if as_json:
        print_json(progress.as_dict() | {"check": check_told(history, profile.today())})
        return
    lines = list(sentences(progress) if plain else columns(progress))
    if not plain and len(lines) > 1:
        lines.append(lines[0])  # a bar shows either the first line or the last
    print_lines(lines)


def _line(context: Context, form: str) -> str:
    """Return a format filled in.

    Raises:
        click.UsageError: It names what is no field.
        HistoryError: The log cannot be read; a sign of that is printed.
    """
    try:
        check_format(form)
    except FormatError as error:
        raise click.UsageError(str(error)) from None
    kept = KeptLine(context)
    values = kept.read()
    if values is not None:
        return filled(form, values)
    from tui.cli.status_told import line_stands

    seen = kept.seen()
    try:
        stands = line_stands(context)
    except (HistoryError, OSError):
        print_line(UNREADABLE)
        raise
    if stands.is_sure:
        kept.keep(stands.values, seen, context.profile.settings.day_start_hour)
    return filled(form, stands.values)


def _bar(context: Context) -> str:
    """Return the line of JSON for Waybar.

    Raises:
        HistoryError: The log cannot be read; a line that says so is printed.
    """
    import msgspec

    from tui.cli.status_told import line_stands, sentences

    try:
        stands = line_stands(context)
    except (HistoryError, OSError) as error:
        item = bar_item(UNREADABLE, f"{error}", ERROR)
        print_line(msgspec.json.encode(item).decode())
        raise
    values = stands.values
    tooltip = "\n".join((values["why"], *sentences(stands.progress)))
    item = bar_item(values["line"], tooltip, values["state"])
    return msgspec.json.encode(item).decode()


class KeptLine:
    """The fields as they were last worked out, kept until a file changes or the day is over.

    A prompt asks for them again and again; to read a log takes half of the time of a run.
    """

    def __init__(self, context: Context) -> None:
        self._paths, self._clock = context.paths, context.clock
        self._file = context.paths.state.line

    def seen(self) -> Marks:
        """Return what tells whether a file of the person changed, or an exercise came or went."""
        paths = self._paths
        own = (paths.settings_file, paths.routines_file, paths.exercises_dir)
        return _marks((paths.history_file, *own))

    def read(self) -> dict[str, str] | None:
        """Return the fields; None where they have to be worked out, or the log cannot be read."""
        if not os.access(self._paths.history_file, os.R_OK):
            return None
        try:
            hour, seen, program, *values = self._file.read_text("utf-8", _ANY_PATH).split("\n")
        except (OSError, ValueError):  # there is none, or something else
            return None
        if hour not in _HOURS or len(values) != len(FIELDS):
            return None
        if seen != self._stamp(int(hour), self.seen(), program):
            return None
        return dict(zip(FIELDS, values, strict=True))

    def keep(self, values: Mapping[str, str], seen: Marks, hour: int) -> None:
        """Keep the fields, where this machine keeps anything of the log.

        Args:
            values: Of each field.
            seen: As the files were before they were read.
            hour: At which the person's day begins, 0-23.
        """
        settled = self._clock.now().timestamp() - _SETTLED_SECONDS
        if any(each is not None and each[2] / 1e9 > settled for each in seen):
            return
        if not self._paths.state_dir.is_dir():
            return
        program = _BETWEEN.join(_program())
        stamp = self._stamp(hour, seen, program)
        lines = (str(hour), stamp, program, *(values[name] for name in FIELDS))
        with suppress(OSError):  # then it is worked out once more
            files.replace(self._file, "\n".join(lines).encode(errors=_ANY_PATH))

    def _stamp(self, hour: int, seen: Marks, program: str) -> str:
        worked_out_by = _marks(map(Path, program.split(_BETWEEN)))
        return f"{practice_day(self._clock.now(), hour)} {seen} {worked_out_by}"


def _marks(paths: Iterable[Path]) -> Marks:
    return tuple(map(files.fingerprint, paths))


def _program() -> list[str]:
    """Return which files of this program are in use, and their folders, which hold data, too.

    Another version may have changed any of them and left the others as they are.
    """
    own = (name for name in sys.modules if name.partition(".")[0] in _PACKAGES)
    modules = [path for name in own if (path := sys.modules[name].__file__)]
    return sorted({*modules, *map(os.path.dirname, modules)})
