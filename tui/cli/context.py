"""What every verb works with: the folders, the clock, and what lies in the folders."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from library.clock import Clock, SystemClock
from library.history.errors import HistoryError
from library.paths import DATA_DIR_VARIABLE, Paths, PathsError, find_paths
from library.wording import counted
from tui.cli.output import complain
from tui.crash_report import report_crashes_to
from tui.themes import theme_problems

# Imported when they are asked for: not every verb needs all of them.
if TYPE_CHECKING:
    from datetime import date

    from library.exercises.model import Exercise
    from library.guidance.plan import DayPlan
    from library.guidance.standing import Standing
    from library.guide import Guide
    from library.history.snapshot import Snapshot
    from library.history.store import HistoryStore
    from library.profile import Profile
    from library.routines.model import Routine
    from library.settings import Settings


SHELL_ASKS = "_SUPPLE_COMPLETE"
"""The variable in which a shell says what it wants to know at Tab."""


class Context:
    """The folders and the clock of this run, and what is read from the folders when asked for."""

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self.paths = paths
        self.clock = clock

    @cached_property
    def profile(self) -> "Profile":
        """The person's settings, exercises and routines."""
        from library.profile import Profile

        return Profile(self.paths, self.clock, _unknown_names)

    @cached_property
    def history(self) -> "HistoryStore":
        """The history, not yet read; doubts about what a verb saved are told when it is over."""
        from library.history.store import HistoryStore

        history = HistoryStore(self.paths.history_file, self.paths.state_dir, self.clock)
        click.get_current_context().call_on_close(lambda: complain(filter(None, [history.doubt])))
        return history

    @cached_property
    def guide(self) -> "Guide":
        """Where the person stands, and what is right for today."""
        from library.guide import Guide

        return Guide(self.profile, self._known_history, self.clock)

    def guide_by(self, history: "Snapshot") -> "Guide":
        """Return a guide by this history, for a verb that tells of it before and after a change."""
        from library.guide import Guide

        return Guide(self.profile, lambda: history, self.clock)

    def guide_after(self) -> "Guide | None":
        """Return a guide by the history as it was saved just now; None where it cannot be read."""
        try:
            return self.guide_by(self.history.load())
        except HistoryError:
            return None

    def _known_history(self) -> "Snapshot":
        """Return the history for what rests on it; while it cannot be read, nothing is known."""
        from library.history.snapshot import Snapshot

        with suppress(HistoryError):
            return self.history.load()
        return Snapshot()

    def read_history(self) -> "Snapshot":
        """Read the history; what was not as it should be is told on stderr.

        Raises:
            HistoryError: It cannot be read.
        """
        snapshot = self.history.load()
        self.profile.use_history(snapshot.remembered)
        told = (*snapshot.notices, snapshot.passing)
        complain(each for each in told if each and each != self.history.doubt)  # which is to come
        complain(self.elsewhere(snapshot))
        if snapshot.others:
            from library.history.other_histories import what_to_do

            complain(f"{other} {what_to_do(other, self.paths)}" for other in snapshot.others)
        from library.progress.days import split  # only these verbs count anything

        _, ahead = split(snapshot.sessions, self.profile.today())
        if ahead:
            from tui.text.history import to_come_words

            complain([to_come_words(ahead)])
        if snapshot.invalid:
            found, doctor = counted(len(snapshot.invalid), "record"), self.paths.command("doctor")
            complain([f"Kept but left out, being not valid: {found} of yours; see {doctor}"])
        complain(self._copies_beside())
        return snapshot

    def elsewhere(self, snapshot: "Snapshot") -> Iterator[str]:
        """Say where else there are logs, when there is none here."""
        if not snapshot.history:
            from library.history.whereabouts import kept_elsewhere  # once in the life of a log

            yield from kept_elsewhere(self.paths)

    def _copies_beside(self) -> Iterator[str]:
        """Say which copies beside the history bring something to it and were not asked about."""
        from library.beside import others_beside  # the history has imported it

        own = (self.paths.settings_file, self.paths.routines_file)
        if all(path in own for path in others_beside(self.paths.history_file)):
            return  # as nearly always, and this is quick
        copies = [
            copy
            for copy in self.history.sync_conflicts()
            if copy.comparison.brings_something and not copy.answered
        ]
        doctor = self.paths.command("doctor")
        for copy in copies[:1]:
            kind = "A copy of your log" if copy.related else "Another log"
            more = f" and {len(copies) - 1} more" if len(copies) > 1 else ""
            yield f"{kind} lies beside it: {copy.path.name} ({copy.comparison}){more}; see {doctor}"

    def recall(self) -> None:
        """Read what the history remembers, for a verb that shows no sessions.

        While it cannot be read, the usual holds; whatever saves something says why.
        """
        with suppress(HistoryError):
            self.profile.use_history(self.history.remembered())

    def save_remembered(self) -> None:
        """Save what is to be remembered; when something new cannot be saved, say so on stderr."""
        unsaved = self.profile.unsaved
        if not unsaved:
            return
        try:
            unsaved.save(self.history)
        except HistoryError as error:
            if unsaved.is_news:
                complain([unsaved.told(error)])
        else:
            self.profile.saved(unsaved)

    def routine_named(
        self, name: str, day: "date | None" = None, *, anyway: bool = False
    ) -> "Routine":
        """Find the routine, or the single exercise, that is meant by a name.

        What is wrong with the person's own exercises and routines is told on stderr.

        Args:
            name: As it was typed; `today` is the plan of the day.
            day: The day whose plan that is; None for today.
            anyway: As in `plan_of`.

        Raises:
            click.UsageError: There is none, or more than one.
            click.ClickException: It is today, and there is nothing to do.
        """
        from library.profile import Part
        from library.routines.lookup import UnknownNameError, resolve

        complain(self.profile.read(Part.EXERCISES, Part.ROUTINES))
        if name.strip().casefold() == TODAY:
            return self.plan_of(day or self.profile.today(), anyway=anyway)
        try:
            return resolve(name, self.profile.routines, self.profile.catalogue)
        except UnknownNameError as error:
            hint = "" if error.nearest else f" See {self.paths.command('list')}"
            raise click.UsageError(f"{error}{hint}") from error

    def exercise_named(self, name: str) -> "Exercise":
        """Find the exercise that is meant by a name; what is wrong with own ones is told.

        Raises:
            click.UsageError: There is none, or more than one.
        """
        from library.profile import Part
        from library.routines.collection import Routines
        from library.routines.lookup import UnknownNameError, resolve

        complain(self.profile.read(Part.EXERCISES))
        catalogue = self.profile.catalogue
        try:
            return catalogue.get(resolve(name, Routines(()), catalogue).id)
        except UnknownNameError as error:
            hint = "" if error.nearest else f" See {self.paths.command('exercises')}"
            raise click.UsageError(f"{error}{hint}") from error

    def plan_of(self, day: "date", *, anyway: bool = False) -> "Routine":
        """Return the plan of a day as a routine.

        Args:
            day: Today or an earlier one.
            anyway: Whether today it is something easy where rest would come first.

        Raises:
            click.ClickException: There is nothing to do on it; says why, and what to type instead.
        """
        from library.guidance.today import routine_of_the_day
        from tui.text.guidance import why_words

        self.recall()  # a routine of theirs may go before the plan
        standing, plan = self.guide.on(day)
        if anyway and (easy := self._easy_instead(plan, day)) is not None:
            plan = easy
        if not plan.items:
            told = [*why_words(plan, standing, self.profile.catalogue.name_of)]
            told.append(self.instead_of(plan, standing))
            raise click.ClickException(" ".join(filter(None, told)))
        return routine_of_the_day(plan)

    def instead_of(self, plan: "DayPlan", standing: "Standing") -> str:
        """Return what to type on a day without anything to do; empty for a day that is past."""
        from tui.text.day_plan import instead_words

        if standing.today != self.profile.today():
            return ""
        easy = ""
        if self._easy_instead(plan, standing.today) is not None:
            verb = click.get_current_context(silent=True)
            plain = ("--plain",) if verb is not None and verb.params.get("plain") else ()
            easy = self.paths.command("start", *plain, "--anyway")
        return instead_words(plan, standing, self.paths.command, easy)

    def _easy_instead(self, plan: "DayPlan", day: "date") -> "DayPlan | None":
        """Return what the dashboard offers besides where rest comes first today."""
        from library.guidance.plan import Why

        if day != self.profile.today() or plan.items or plan.why is not Why.REST_FIRST:
            return None
        easy = self.guide.easy_today
        return easy if easy.items else None


TODAY = "today"
"""What the plan of the day is called on the command line."""


pass_context = click.make_pass_decorator(Context)
"""Gives a verb the context of this run, which `data_dir_option` makes."""


def _unknown_names(settings: "Settings", line_in_file: Callable[..., str]) -> tuple[str, ...]:
    themes = theme_problems(settings.theme, lambda: line_in_file("theme"))
    if not settings.keys:
        return themes
    from tui.keys.validation import key_problems  # few people have keys of their own

    return (*themes, *key_problems(settings.keys, line_in_file))


def _choose_folders(context: click.Context, _parameter: click.Parameter, named: str | None) -> None:
    """Find the folders; the option of a verb wins over the one before it."""
    if named is None and isinstance(context.obj, Context):
        return
    if named == "":
        raise click.BadParameter("a folder has a name.")
    try:
        paths = find_paths(Path(named) if named else None, os.environ)
    except PathsError as error:
        raise click.UsageError(str(error)) from error
    if os.path.exists(paths.state.whereabouts) != os.path.exists(paths.history_file):
        from library.history.whereabouts import bring_state  # once for every path of a data folder

        bring_state(paths)
    report_crashes_to(paths.state.crash_report)
    context.obj = Context(paths, SystemClock())


def _any_folder(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> "list[click.shell_completion.CompletionItem[str]]":
    """Have the shell complete a folder."""
    from click.shell_completion import CompletionItem  # only a shell needs it

    return [CompletionItem(begun, type="dir")]


data_dir_option = click.option(
    "--data-dir",
    metavar="DIR",
    expose_value=False,
    callback=_choose_folders,
    shell_complete=_any_folder,
    help=f"Folder for log and settings, instead of {DATA_DIR_VARIABLE} or the usual ones.",
)
"""Accepted before and after the verb."""
