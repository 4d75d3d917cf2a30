"""`supple start --plain`: a session for screen readers, pipes, logs and plain terminals."""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace

import click

from library.clock import practice_day
from library.exercises.safety import BEFORE_YOU_START, VERSION
from library.history.log import HistoryError
from library.routines.model import Plan
from library.session.easing import remembered_shorter
from library.session.engine import Session
from library.session.journal import Beginning, Journal
from library.settings import Acknowledgement, Settings, SettingsError, SettingsFile
from library.wording import day_words
from tui.commands.log import open_log
from tui.commands.output import complain, print_lines
from tui.commands.plain_keys import (
    END_OF_INPUT,
    Keys,
    Leaving,
    NoKeys,
    keys_of_stdin,
    leaving_on_signals,
)
from tui.commands.plain_session import KEYS_IN_WORDS, PlainSession
from tui.commands.workplace import Workplace
from tui.cues.herald import Herald, Stage

_READING_SECONDS = 0.25


def run_plain(
    workplace: Workplace, settings: Settings, plan: Plan, *, quiet: bool, speed: int
) -> int:
    """Run a session without a screen and save it.

    Args:
        workplace: The folders and the clock.
        settings: The settings.
        plan: What to run.
        quiet: Print sides and the summary only.
        speed: How many times faster the clock runs; more than once is not recorded.

    Returns:
        The exit code: 0, or 130 when it was interrupted; what was done is saved then too.

    Raises:
        HistoryError: It could not be saved.
    """
    with leaving_on_signals() as leaving, keys_of_stdin() as keys:
        if not _read_first(workplace, settings, plan, keys, leaving, quiet=quiet):
            return leaving.exit_code
        if keys is not None and not quiet:
            print_lines([KEYS_IN_WORDS])
        if speed > 1:
            print_lines([f"A rehearsal, {speed} times as fast: nothing is recorded."])
        return _run(workplace, settings, plan, keys, leaving, quiet=quiet, speed=speed)


def _run(
    workplace: Workplace,
    settings: Settings,
    plan: Plan,
    keys: Keys | None,
    leaving: Leaving,
    *,
    quiet: bool,
    speed: int,
) -> int:
    clock, paths = workplace.clock, workplace.paths
    session = Session(plan, 0.0)
    beginning = Beginning.of_new_session(clock, settings.day_start_hour)
    journal = Journal(paths.drafts_dir, clock, beginning) if speed == 1 else None
    herald = Herald(session, settings, paths.tones_dir, clock, Stage(_ring), os.environ)
    runner = PlainSession(
        session,
        journal,
        herald,
        clock,
        keys or NoKeys(),
        leaving,
        attended=keys is not None,
        quiet=quiet,
        speed=speed,
    )
    try:
        runner.run()
        if journal is not None:
            _remember(workplace, runner)
            _save(workplace, session, journal, discarded=runner.discarded, quiet=quiet)
    finally:
        herald.hear_out()
    return leaving.exit_code


def _remember(workplace: Workplace, runner: PlainSession) -> None:
    """Keep the lengths that are to be shorter next time too."""
    file = SettingsFile(workplace.paths.settings_file)
    settings, _ = file.load()
    for step, held in runner.shortened:
        settings = replace(settings, hold_seconds=remembered_shorter(step, held, settings))
    try:
        file.save(settings)
    except SettingsError as error:
        complain([str(error)])


def _save(
    workplace: Workplace, session: Session, journal: Journal, *, discarded: bool, quiet: bool
) -> None:
    record = journal.beginning.record(session)
    if discarded or not record.holds:
        journal.discard()
        _tell(["Nothing was recorded."])
        return
    try:
        open_log(workplace).add(record)
    except HistoryError as error:
        raise HistoryError(f"{error} It is kept aside; the dashboard offers to save it.") from error
    journal.finish()
    if quiet:
        return
    afterwards = session.plan.routine.afterwards
    if afterwards and record.completed:
        _tell([f"Now: {afterwards}"])
    _tell([f"Saved; it counts for {day_words(record.practice_day)}."])


def _tell(lines: Iterable[str]) -> None:
    """Print what may be missed: the session is saved, whoever has left meanwhile."""
    try:
        print_lines(lines)
    except (click.ClickException, click.exceptions.Exit):
        return


def _ring() -> None:
    """Ring the bell of the terminal, if there is one to hear it."""
    if sys.stdout.isatty():
        sys.stdout.write("\a")
        sys.stdout.flush()


def _read_first(
    workplace: Workplace,
    settings: Settings,
    plan: Plan,
    keys: Keys | None,
    leaving: Leaving,
    *,
    quiet: bool,
) -> bool:
    """Show the card and the cautions that must be read; whether to begin."""
    read = settings.acknowledged
    new = read is None or read.version < VERSION
    lines = [*(_card() if new else ()), *plan.cautions]
    if not lines:
        return True
    (complain if quiet else print_lines)(lines)
    if keys is None:
        return True
    (complain if quiet else print_lines)(["Enter: I have read this. q leaves."])
    if not _wait_for_enter(keys, leaving):
        return False
    if new:
        _acknowledge(workplace)
    return True


def _card() -> Iterable[str]:
    for part in BEFORE_YOU_START:
        yield f"{part.title}: {part.text}" if part.text else f"{part.title}:"
        yield from (f"- {point}" for point in part.points)


def _wait_for_enter(keys: Keys, leaving: Leaving) -> bool:
    while leaving.signal is None:
        for key in keys.wait(_READING_SECONDS):
            if key in "\r\n":
                return True
            if key in ("q", "\x1b", END_OF_INPUT):
                return False
    return False


def _acknowledge(workplace: Workplace) -> None:
    file = SettingsFile(workplace.paths.settings_file)
    settings, _ = file.load()
    today = practice_day(workplace.clock.now(), settings.day_start_hour)
    try:
        file.save(replace(settings, acknowledged=Acknowledgement(VERSION, today)))
    except SettingsError as error:
        complain([str(error)])
