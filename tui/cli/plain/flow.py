"""`supple start --plain`: a session for screen readers, pipes, logs and plain terminals."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import click
import msgspec

from library.bounds import WORST_PAIN
from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import SessionRecord
from library.profile import Profile
from library.routines.model import Routine, StepKind
from library.session.draft import Draft, DraftError
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.runner import SessionRunner
from library.session.typed import TypedDraft
from library.session.unfinished import UnfinishedSessions
from library.settings import SCHEMA, Settings, SettingsError
from library.settings.shell_commands import MAY_COMMANDS_RUN, WHAT_COMMANDS_CAN_DO
from library.wording import day_words, listed
from tui.cli.context import Context
from tui.cli.output import complain, print_or_exit, report, tell_on_stderr, write
from tui.cli.plain.after import ask_how_it_went, offer_lengths, reward_words, settle_typed
from tui.cli.plain.before import Ready
from tui.cli.plain.keys import CommandKeys, SessionKeys
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.resume import settle_unfinished
from tui.cli.plain.session import PlainSession, Words
from tui.cli.plain.terminal import Keys, Leaving, NoKeys, keys_of_stdin, leaving_on_signals
from tui.cues.channel import Outputs
from tui.cues.notifier import Notifier
from tui.cues.reader import Reader
from tui.text.guidance import question_words

_COMMANDS = (
    "{Run_commands.run} runs them here from now on, {run_commands.leave_out} never; "
    "{run_commands.later} leaves."
)
_REHEARSAL = "A rehearsal, {} times as fast: nothing is recorded."
_SILENT = "The voice is silent in it."
_KEPT_ASIDE = "It is kept aside; the next start offers to save it."
_NOT_KEPT = "None of it is kept; supple log records it later."
_ASKED = "An ordinary start at a terminal asks."


class PlainOptions(msgspec.Struct, frozen=True):
    """How a session is run."""

    words: Words
    """How much is told. Where only the sides are, nothing is asked but whether the safety texts
    were read, and what to do about what is left out."""
    speed: int
    """How many times faster the clock runs; more than once is not recorded."""
    anyway: bool = False
    """Whether all of it is taken as written, also what is left out for the person."""

    @property
    def quiet(self) -> bool:
        """Whether only the sides are told."""
        return self.words is Words.SIDES


def run_plain(context: Context, routine: Routine, options: PlainOptions) -> int:
    """Run a session without a screen and save it.

    Args:
        context: The person's profile and history, and the clock.
        routine: What to run, unless a session that was not finished is gone on with.
        options: How to run it.

    Returns:
        The exit code: 0, or 130 when it was interrupted; what was done is saved then too.

    Raises:
        HistoryError: It could not be saved.
        click.ClickException: What was told could not be written; what was done is saved. Or it
            holds what is left out for the person, and nobody can be asked.
    """
    with leaving_on_signals() as leaving, keys_of_stdin() as keys:
        reader = _reader(context)
        if told := reader.problem:
            complain([f"Nothing is spoken: {told[0].lower()}{told[1:]}."])
        run = _Run(context, options, keys, leaving, reader)
        try:
            if (prepared := run.prepare(routine)) is not None:
                run.lead_through(*prepared)
            if leaving.signal is None:
                reader.finish()
        except click.exceptions.Exit:
            if leaving.signal is None:  # else nobody read what was told before the session
                raise
        finally:
            reader.close()
        return leaving.exit_code


class _Run(msgspec.Struct, frozen=True):
    """One call of the verb, with whoever sits at the terminal."""

    context: Context
    options: PlainOptions
    keys: Keys | None
    leaving: Leaving
    reader: Reader

    def prepare(self, routine: Routine) -> tuple[Session, SessionStart, Draft | None] | None:
        """Return the session to run, its start and its draft; None to leave without one.

        There is no draft in a rehearsal.
        """
        context, profile, keys = self.context, self.context.profile, self.keys
        drafts = context.paths.state.drafts
        prompts = self._prompts()
        if not ask_about_commands(profile, prompts):
            return None
        if prompts is not None:
            settle_typed(context.history, context.paths, context.clock, prompts)
        sessions = UnfinishedSessions(drafts, profile.catalogue, context.history, context.clock)
        going = settle_unfinished(sessions, prompts)
        if going is not None or (prompts is not None and prompts.left):
            return going
        unseen = self.options.quiet or (keys is not None and not sys.stdout.isatty())
        tell = tell_on_stderr if unseen else print_or_exit
        asks = None if keys is None else self._asking(keys, tell)
        options = self.options
        told = tell if asks is None else asks.tell
        ready = Ready(context, told, asks, anyway=options.anyway, quiet=options.quiet)
        if (plan := ready.plan(routine)) is None:
            return None
        start = context.guide.session_start()
        recorded = self.options.speed == 1
        draft = Draft(drafts, context.clock, start.id) if recorded else None
        return Session(plan), start, draft

    def _prompts(self) -> Prompts | None:
        """Return what asks the person; None where nobody answers, or nothing is to be asked."""
        if self.keys is None or self.options.quiet or self.options.speed > 1:
            return None
        return self._asking(self.keys, print_or_exit) if sys.stdout.isatty() else None

    def _asking(self, keys: Keys, tell: Callable[[Iterable[str]], None]) -> Prompts:
        named = CommandKeys(self.context.profile.settings)
        return Prompts(keys, self.leaving, named, tell, self.reader)

    def lead_through(self, session: Session, start: SessionStart, draft: Draft | None) -> None:
        """Run a session, save it, and ask what belongs to it."""
        named = SessionKeys(self.context.profile.settings)
        self._introduce(named, is_rehearsal=draft is None)
        if draft is not None:
            self._ask_how_it_is(named, session, start)
        notifier = self._notifier(session, named)
        runner = SessionRunner(
            session,
            self._settings,
            self.context.clock,
            start,
            draft,
            speed=self.options.speed,
            voice=None if self.options.quiet else notifier.speaker,
        )
        plain = PlainSession(
            runner,
            notifier,
            self.keys or NoKeys(),
            self.leaving,
            attended=self.keys is not None,
            words=self.options.words,
            named=named,
            guide=self.context.guide,
            reader=self.reader,
        )
        try:
            plain.run()
            record = None if draft is None else self._save(plain, runner, draft)
        finally:
            self.leaving.saving = False
            notifier.finish()
        if notifier.problem:
            complain([notifier.problem])
        if plain.failure is not None:
            became = "Nothing was recorded." if record is None else "What was done is saved."
            raise click.ClickException(f"{plain.failure.message} {became}")
        if record is not None and not self.options.quiet:
            self._add_to(record, session, asking=not plain.left_alone)

    @property
    def _settings(self) -> Settings:
        """How the session is told: where not all of it is, no pause waits for the steps."""
        settings = self.context.profile.settings
        if self.options.words is Words.ALL:
            return settings
        return msgspec.structs.replace(settings, spoken_steps="never")

    def _introduce(self, named: SessionKeys, *, is_rehearsal: bool) -> None:
        """Say which keys there are, and whether it counts."""
        if self.keys is not None and not self.options.quiet:
            self._tell([named.first_words])
        if is_rehearsal:
            told = _REHEARSAL.format(self.options.speed)
            self._tell([told if self.reader.voice is None else f"{told} {_SILENT}"])

    def _ask_how_it_is(self, named: SessionKeys, session: Session, start: SessionStart) -> None:
        """Say how pain is told while one gets ready; with the question of the day, if it is due."""
        asks = self.keys is not None and not self.options.quiet and named.pain_words
        begins = session.plan.steps[0].kind is StepKind.GET_READY and not session.records()
        if not asks or not begins or start.pain_before is not None:
            return
        asked = self.context.guide.standing.question if start.answers_check else None
        self._tell([*([question_words(asked)] if asked is not None else []), named.pain_words])

    def _tell(self, lines: Iterable[str]) -> None:
        """Print lines, and say them where somebody listens."""
        told = list(lines)
        print_or_exit(told)
        if self.keys is not None:
            self.reader.say(told)

    def _report(self, lines: Iterable[str]) -> None:
        """Tell what was done and is settled."""
        report(lines, self._tell)

    def _save(
        self, plain: PlainSession, runner: SessionRunner, draft: Draft
    ) -> SessionRecord | None:
        """Save what was done and answered; None when there is nothing to keep."""
        self.leaving.saving = True
        record = save(self.context.history, None if plain.discarded else runner.record(), draft)
        if record is None:
            self._report(["Nothing was recorded."])
        self._keep_answer(runner)
        if record is not None:
            self.context.save_remembered()
        return record

    def _notifier(self, session: Session, named: SessionKeys) -> Notifier:
        """Return what makes a session noticed; nobody can speak as fast as a rehearsal runs."""
        context = self.context
        settings = context.profile.cue_settings
        if self.options.speed > 1:
            settings = msgspec.structs.replace(settings, speech="off")
        voice = None if settings.speech == "off" else self.reader.voice
        state = context.paths.state
        outputs = Outputs(
            os.environ,
            state.tones,
            ring=partial(_send, "\a"),
            write=_send,
            titled=False,
            voice=voice,
            no_sound=state.no_sound,
        )
        notifier = Notifier(session, settings, outputs, context.clock, named.named)
        self.leaving.at_last = notifier.restore_title
        return notifier

    def _keep_answer(self, runner: SessionRunner) -> None:
        """Save what the day's question was answered with while getting ready, if it was."""
        if runner.answer is not None:
            check = self.context.guide.check(runner.record().practice_day, runner.answer)
            told = f"Your back today: {check.rating} of {WORST_PAIN}"
            try:
                self.context.history.put([check], undoable=False)
            except HistoryError as error:  # the session is saved all the same
                complain([f"{told}. {error}"])
            else:
                self._report([f"{told}, saved."])

    def _add_to(self, record: SessionRecord, session: Session, *, asking: bool) -> None:
        """Say that it is saved, and ask what may be added."""
        told = [*reward_words(self.context, session, record), *where_it_counts(session, record)]
        self._report(told)
        prompts = self._prompts()
        if prompts is not None and asking:
            context = self.context
            draft = TypedDraft(context.paths.state.typed, context.clock)
            ask_how_it_went(context.history, record, prompts, draft)
            offer_lengths(self.context, session, prompts)


@contextmanager
def refusal_aloud(context: Context) -> Iterator[None]:
    """Tell a refusal on stderr, then say it to its end, where a voice speaks.

    Raises:
        click.exceptions.Exit: There was one; it is told.
    """
    try:
        yield
    except click.ClickException as error:
        complain([error.format_message()])  # first: a screen reader is not to wait for a voice
        reader = _reader(context)
        try:
            reader.say([error.format_message()])
            reader.finish()
        finally:
            reader.close()
        raise click.exceptions.Exit(error.exit_code) from None


def _reader(context: Context) -> Reader:
    return Reader(lambda: context.profile.cue_settings, context.clock, os.environ)


def ask_about_commands(profile: Profile, prompts: Prompts | None) -> bool:
    """Ask whether the commands nobody here was asked about may run; say so if nobody can be asked.

    Args:
        profile: Keeps the answer.
        prompts: Asks; None when nobody can be asked.

    Returns:
        Whether to begin.
    """
    commands = profile.commands.unasked(profile.settings)
    if not commands:
        return True
    if prompts is None:
        complain(
            [f"Not run, as nobody here was asked about it: {listed(list(commands))}. {_ASKED}"]
        )
        return True
    named = [f"- {SCHEMA[key].title}: {told}" for key, told in commands.items()]
    asked = [MAY_COMMANDS_RUN, *named, WHAT_COMMANDS_CAN_DO]
    answer = prompts.key("run_commands", ["run", "leave_out"], asked, [_COMMANDS], leave="later")
    if answer is None:
        return False
    try:
        profile.commands.answer(commands, run=answer == "run")
    except SettingsError as error:
        complain([str(error)])
    return True


def save(history: History, record: SessionRecord | None, draft: Draft) -> SessionRecord | None:
    """Save what was done.

    Args:
        history: Where to.
        record: What was done; None to keep nothing.
        draft: Its draft.

    Returns:
        What was saved; None when there is nothing to keep.

    Raises:
        HistoryError: It could not be saved; its draft, if there is one, stays.
    """
    if record is None or not record.is_worth_keeping:
        with suppress(DraftError):  # it is then offered again by the next start
            draft.discard()
        return None
    try:
        history.add(record)
    except HistoryError as error:
        raise HistoryError(f"{error} {_KEPT_ASIDE if draft.is_kept else _NOT_KEPT}") from error
    draft.finish()
    return record


def where_it_counts(session: Session, record: SessionRecord) -> Iterator[str]:
    """Say what to do now, and on which day the session counts, if that is not its date."""
    afterwards = session.plan.routine.afterwards
    if afterwards and record.completed:
        yield f"Now: {afterwards}"
    elsewhere = record.counts and record.local_start.date() != record.practice_day
    counts = f"; it counts for {day_words(record.practice_day)}" if elsewhere else ""
    yield f"Saved{counts}."


def _send(text: str) -> None:
    """Send the terminal a bell or a sequence, if there is one to take it."""
    if sys.stdout.isatty():
        with suppress(click.ClickException, click.exceptions.Exit):  # the next line tells of it
            write(text)
