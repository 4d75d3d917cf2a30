"""`supple start --plain`: a session for screen readers, pipes, logs and plain terminals."""

import os
import sys
from dataclasses import dataclass

from library.history.record import SessionRecord
from library.routines.model import Plan
from library.session.draft import DraftWriter
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.runner import SessionRunner
from library.session.unfinished import UnfinishedSessions
from tui.cli.context import Context
from tui.cli.output import complain
from tui.cli.plain.after import (
    ask_how_it_went,
    offer_lengths,
    save,
    tell_where_it_counts,
)
from tui.cli.plain.card import read_first
from tui.cli.plain.output import print_sentences
from tui.cli.plain.prompts import Questions
from tui.cli.plain.resume import settle_unfinished
from tui.cli.plain.session import KEYS_IN_WORDS, PlainSession
from tui.cli.plain.terminal import Keys, Leaving, NoKeys, keys_of_stdin, leaving_on_signals
from tui.cues.channel import Outputs
from tui.cues.notifier import Notifier


@dataclass(frozen=True, slots=True)
class PlainOptions:
    """How a session is run."""

    quiet: bool
    """Print sides and the summary only, and ask nothing but whether the safety texts were read:
    the card before the first session, and the cautions before every massage."""
    speed: int
    """How many times faster the clock runs; more than once is not recorded."""


def run_plain(context: Context, plan: Plan, options: PlainOptions) -> int:
    """Run a session without a screen and save it.

    Args:
        context: The person's profile and history, and the clock.
        plan: What to run, unless a session that was not finished is gone on with.
        options: How to run it.

    Returns:
        The exit code: 0, or 130 when it was interrupted; what was done is saved then too.

    Raises:
        HistoryError: It could not be saved.
        click.ClickException: What was told could not be written; what was done is saved.
    """
    with leaving_on_signals() as leaving, keys_of_stdin() as keys:
        run = _Run(context, options, keys, leaving)
        if (prepared := run.prepare(plan)) is not None:
            run.lead_through(*prepared)
        return leaving.exit_code


@dataclass(frozen=True, slots=True)
class _Run:
    """One call of the verb, with whoever sits at the terminal."""

    context: Context
    options: PlainOptions
    keys: Keys | None
    leaving: Leaving

    def prepare(self, plan: Plan) -> tuple[Session, DraftWriter | None] | None:
        """The session to run; None to leave without one."""
        context, profile, keys = self.context, self.context.profile, self.keys
        hour, drafts = profile.settings.day_start_hour, context.paths.drafts_dir
        questions = self._questions()
        sessions = UnfinishedSessions(drafts, profile.catalogue, context.history, context.clock)
        going = settle_unfinished(sessions, hour, questions)
        if going is not None or (questions is not None and questions.left):
            return going
        unseen = self.options.quiet or (keys is not None and not sys.stdout.isatty())
        tell = complain if unseen else print_sentences
        asks = None if keys is None else Questions(keys, self.leaving, tell)
        if not read_first(profile, plan, tell, asks):
            return None
        if self.options.speed > 1:
            return Session(plan), None
        start = SessionStart.now(context.clock, hour)
        return Session(plan), DraftWriter(drafts, context.clock, start)

    def _questions(self) -> Questions | None:
        """Asks the person; None where nobody answers, or where nothing is to be asked."""
        if self.keys is None or self.options.quiet or self.options.speed > 1:
            return None
        return Questions(self.keys, self.leaving) if sys.stdout.isatty() else None

    def lead_through(self, session: Session, draft: DraftWriter | None) -> None:
        """Run a session, save it, and ask what belongs to it."""
        if self.keys is not None and not self.options.quiet:
            print_sentences([KEYS_IN_WORDS])
        if draft is None:
            print_sentences(
                [f"A rehearsal, {self.options.speed} times as fast: nothing is recorded."]
            )
        clock, paths = self.context.clock, self.context.paths
        settings = self.context.profile.settings
        outputs = Outputs(os.environ, paths.tones_dir, _ring, _with_keys)
        notifier = Notifier(session, settings, outputs, clock)
        speed, attended = self.options.speed, self.keys is not None
        runner = SessionRunner(session, settings, clock, draft, speed=speed)
        plain = PlainSession(
            runner,
            notifier,
            self.keys or NoKeys(),
            self.leaving,
            attended=attended,
            quiet=self.options.quiet,
        )
        record = None
        try:
            plain.run()
            if draft is not None:
                kept = None if plain.discarded else draft.start.record(session)
                record = save(self.context.history, kept, draft)
        finally:
            notifier.hear_out()
        if notifier.problem:
            complain([notifier.problem])
        if plain.failure is not None:
            raise plain.failure
        if record is not None and not self.options.quiet:
            self._add_to(record, session, asking=not plain.left_alone)

    def _add_to(self, record: SessionRecord, session: Session, *, asking: bool) -> None:
        """Say that it is saved, and ask what may be added."""
        tell_where_it_counts(session, record)
        questions = self._questions()
        if questions is not None and asking:
            ask_how_it_went(self.context.history, record, questions)
            offer_lengths(self.context.profile, session, questions)


def _with_keys(words: str) -> str:
    """Name the keys of plain mode, which do not change."""
    return words.replace("{Session.eased}", "Enter")


def _ring() -> None:
    """Ring the bell of the terminal, if there is one to hear it."""
    if sys.stdout.isatty():
        sys.stdout.write("\a")
        sys.stdout.flush()
