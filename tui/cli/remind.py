"""`supple remind`: a calendar file or a timer, so that nothing of ours has to keep running."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from library.paths import find_paths
from library.reminders.calendar import calendar
from library.reminders.model import Reminder, ReminderError, reminder
from library.reminders.timers import TIMERS, Machine
from library.text import clean
from tui.cli.completing import weekdays
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, write_document
from tui.cli.to_file import force_option, hand_over


def _timer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, timer in reversed(list(TIMERS.items())):
        option = click.option(f"--{name}", is_flag=True, help=f"Print {timer.what}.")
        command = option(command)
    return command


_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
"""Variables that move the folders of a person, and that a timer does not know."""

_UNWRITABLE = re.compile("[\\x00-\\x1f\\x7f\\ud800-\\udfff]")
"""What no line of a text can hold: line ends, and bytes of a name that are no letters."""


@click.command("remind")
@click.option("--days", shell_complete=weekdays, help="As in mon,wed,fri or mon-fri; or daily.")
@click.option("--at", "at", metavar="HH:MM", help="The time, as in 17:30.")
@click.option(
    "--ics",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a file for a calendar, also on a telephone; - prints it.",
)
@_timer_options
@force_option
@data_dir_option
@pass_context
def verb(
    context: Context,
    /,
    days: str | None,
    at: str | None,
    ics: Path | None,
    force: bool,
    **timers: bool,
) -> None:
    """Make a reminder for your calendar, or for a timer of your system.

    --days and --at say when. With no more than these it tells which forms there are. A timer
    reminds only when stretches are due; a calendar knows nothing of that. Nothing of supple keeps
    running.
    """
    if days is None or at is None:
        line = context.paths.command("remind", "--days", "mon,wed,fri", "--at", "17:30")
        raise click.UsageError(f"Say on which days, and when: {line}")
    try:
        when = reminder(days, at)
    except ReminderError as error:
        raise click.UsageError(str(error)) from None
    chosen = [name for name, asked in timers.items() if asked]
    if len(chosen) + (ics is not None) > 1:
        names = ", ".join(f"--{name}" for name in TIMERS)
        raise click.UsageError(f"Choose one of --ics, {names}.")
    if ics is not None:
        hand_over(calendar(when, context.clock.now()), ics, force=force)
    elif chosen:
        write_document(TIMERS[chosen[0]].text(when, _machine(context)))
        if chosen[0] in ("cron", "systemd") and _is_missing("notify-send"):
            complain(["There is no notify-send here, which shows it: it comes with libnotify."])
    else:
        print_lines(_forms(context, when))


def _forms(context: Context, when: Reminder) -> Iterator[str]:
    yield f"{when}. Take one of these:"
    forms = {"ics": ("stretches.ics", "a file for a calendar, also on a telephone")}
    forms |= {name: ("", timer.what) for name, timer in TIMERS.items()}
    typed = ("remind", "--days", when.days_typed, "--at", when.time)
    for name, (file, what) in forms.items():
        command = context.paths.command(*typed, f"--{name}", *filter(None, [file]))
        yield f"  {command}  {what}"


def _is_missing(program: str) -> bool:
    return sys.platform.startswith("linux") and shutil.which(program) is None


def _machine(context: Context) -> Machine:
    """Return what a timer runs here: it knows neither the search path nor the environment.

    Raises:
        click.ClickException: What it is to run has a name that no timer can hold.
    """
    folder = context.paths.data_dir
    usual = find_paths(None, {}).data_dir
    named = () if folder == usual else ("--data-dir", str(folder.absolute()))
    due = (*(() if named else _environment()), *_program(), *named, "due", "--quiet")
    if odd := next(filter(_UNWRITABLE.search, due), ""):
        told = (
            f'A timer cannot hold the name "{clean(odd)}": it has a line end, or what is no letter.'
        )
        raise click.ClickException(f"{told} --ics makes a calendar file, which names no folder.")
    return Machine(
        due,
        is_mac=sys.platform == "darwin",
        user=os.getuid() if hasattr(os, "getuid") else 0,
        notify_send=shutil.which("notify-send") or "/usr/bin/notify-send",
    )


def _environment() -> tuple[str, ...]:
    """Return what gives a timer the folders that a shell was told of, where it was."""
    told = [f"{name}={folder}" for name in _FOLDERS if (folder := os.environ.get(name))]
    return ("/usr/bin/env", *told) if told and os.name == "posix" else ()


def _program() -> tuple[str, ...]:
    """Return how this program is started from anywhere."""
    called = shutil.which(sys.argv[0])
    if called is None or called.endswith(".py"):
        return sys.executable, "-m", "tui"
    return (os.path.abspath(called),)
