"""The live session: leads through a plan without needing a key."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.getters import query_one
from textual.timer import Timer

from library.history.record import SessionRecord
from library.routines.model import Step
from library.routines.planning import kept_lengths
from library.session import events as ev
from library.session.breath import breath_of
from library.session.cues import Cue, seconds_to_answer
from library.session.draft import Draft
from library.session.ease_off import END, EaseOffChoice
from library.session.engine import Session
from library.session.machine import SessionCommand, State
from library.session.pain import pain_in_words
from library.session.record import SessionStart
from library.session.runner import SessionRunner, Update
from library.session.view import left_in_words, needs_in_words, where_in_words
from tui.cues.app_outputs import outputs_of
from tui.cues.notifier import Notifier
from tui.dialogs.base import Overlay, ask
from tui.dialogs.session import EaseOff, Ending, EndSession, HowTo, RestFirst, Sharp
from tui.keys.live import bindings, with_keys, with_spoken_keys
from tui.keys.names import key_named
from tui.keys.session_commands import NEVER_ANY_KEY
from tui.services import Services
from tui.text.keys import FIRST_WORDS, FIRST_WORDS_ANY, NOTHING_NOW
from tui.widgets.breath_bar import BreathBar
from tui.widgets.flash_cover import FlashCover
from tui.widgets.key_line import KeyLine
from tui.widgets.session_figure import SessionFigure
from tui.widgets.session_panel import SessionPanel

_COMMANDS_OF = {
    "pause_or_resume": (SessionCommand.PAUSE, SessionCommand.RESUME),
    "skip": (SessionCommand.SKIP,),
    "back": (SessionCommand.BACK,),
    "ease_off": (SessionCommand.EASE_OFF,),
    "eased": (SessionCommand.EASED, SessionCommand.ARRIVE),
    "change_length": (SessionCommand.EXTEND,),
    "sore_spot": (SessionCommand.SORE_SPOT,),
}
"""The engine's commands behind the actions; a key works when one of them is legal."""
_NAMES_BY_COMMAND = (
    ("pause_or_resume", SessionCommand.RESUME, "Go on"),
    ("eased", SessionCommand.ARRIVE, "Begin"),
)
"""Actions that have another name while a command of the engine is legal."""

_ANY_KEY = "any key"
"""What the line of keys calls all the others then."""

UNKNOWN_KEY = f"{NOTHING_NOW[:-1]}; {{session.help}} lists the keys."

PAIN_QUESTION = "Pain now? 0-10, optional"
"""Short, so that it stands beside what is needed in two lines of 60 columns."""
WHERE_SECONDS = 10.0
"""How long it stays where the session stands: time to read it twice (our judgement)."""
TICK_SECONDS = 0.25
"""Faster costs CPU and nobody sees it; what falls due has a timer of its own."""


class SessionScreen(Overlay[SessionRecord | None]):
    """Runs a session; its result is the record to save, or None when there is none."""

    TITLE = "Session"
    CSS_PATH = "session.tcss"
    HELP_TEXT = (
        "The session runs by itself; no key is needed until the end. If anything hurts, press "
        "{session.ease_off}. This help pauses it until you are back. Leaving the program with "
        "{app.suspend} pauses it too, and {session.pause} goes on."
    )
    BINDINGS = bindings("session")

    panel = query_one(SessionPanel)
    flash = query_one(FlashCover)

    def __init__(
        self, services: Services, session: Session, start: SessionStart, draft: Draft
    ) -> None:
        """Begin when mounted.

        Args:
            services: Clock, settings and files.
            session: What to run, ready.
            start: How it began.
            draft: Keeps what was done.
        """
        super().__init__()
        self.services, self.session = services, session
        settings, clock = services.profile.settings, services.clock
        self._due_timer: Timer | None = None
        breathes = settings.breath_bar or settings.breath_count
        self._breath_bar = BreathBar() if breathes else None
        self._told_unknown_key = False
        self._any_key_pauses = settings.any_key_pauses
        outputs = outputs_of(self.app, services.paths, self._flash, self.app.reader)
        self.notifier = Notifier(
            session, services.profile.cue_settings, outputs, clock, self._with_spoken_keys
        )
        voice = self.notifier.speaker
        self.runner = SessionRunner(session, settings, clock, start, draft, voice=voice)

    def compose(self) -> ComposeResult:
        """The session and its keys."""
        settings = self.services.profile.settings
        yield SessionPanel(
            SessionFigure(
                mode=settings.figure,
                reduced_motion=settings.reduced_motion,
                get_time=self.services.clock.monotonic,
            ),
            breaths=settings.breath_count,
            kept=kept_lengths(self.session.plan, settings),
            learning=self._to_be_learned(),
            mode=settings.figure,
        )
        if self._breath_bar is not None:
            yield self._breath_bar
        yield FlashCover(coloured=settings.flash == "screen")
        # A stray click must never end or skip a hold, so the keys are not buttons here.
        yield KeyLine(disabled=True)

    def _to_be_learned(self) -> set[str]:
        """Ids of the exercises that were done on fewer than two days."""
        standing = self.services.guide.standing
        ids = {exercise.id for exercise in self.session.plan.exercises}
        return {each for each in ids if not standing.is_practised(each)}

    def on_mount(self) -> None:
        """Start the session and its clock."""
        self.set_interval(TICK_SECONDS, self.tick)
        self.app.app_suspend_signal.subscribe(self, lambda _: self._do(SessionCommand.PAUSE))
        if self.app.reader is not None and self._to_be_learned():  # the others know the keys
            words = FIRST_WORDS_ANY if self._any_key_pauses else FIRST_WORDS
            self.app.reader.say([with_spoken_keys(self.app, words)])
        self._draw(self.runner.start())

    def keep_for_next_start(self) -> None:
        """Keep what was held up to now, and tell nobody: the terminal may be gone."""
        self.runner.keep_for_next_start()

    def tick(self) -> None:
        """Go on to now."""
        self._draw(self.runner.tick())

    def _do(self, command: SessionCommand, *args: object) -> None:
        self._draw(self.runner.do(command, *args))

    def _draw(self, update: Update) -> None:
        """Tell and show what happened, and wake up when the next thing falls due."""
        self.notifier.tell(update)
        for told in (update.problem, self.notifier.news()):
            if told:
                self.app.warn(told)
        self._hint(update)
        if update.events:
            self.refresh_bindings()
        if self.session.state is State.DONE:
            self._close()
            return
        self.panel.show(self.session)
        if self._breath_bar is not None:
            self._breath_bar.show(breath_of(self.session))
        if self._due_timer is not None:
            self._due_timer.stop()
        waits = (self.runner.seconds_to_next, self.notifier.seconds_to_next())
        wait = min((each for each in waits if each is not None), default=TICK_SECONDS)
        if wait < TICK_SECONDS:
            self._due_timer = self.set_timer(wait, self.tick)

    def _hint(self, update: Update) -> None:
        """Say below the picture what an update is worth saying."""
        for event in update.events:
            if isinstance(event, ev.TimeLost):
                self.panel.hint("Paused, as the computer slept or the program stood still.")
            elif isinstance(event, ev.StepStarted):
                self._introduce(event.step)
        if update.advice is not None:
            self.panel.hint(update.advice)
            if update.advice and self.app.reader is not None:
                self.app.reader.say([update.advice])

    def _introduce(self, step: Step) -> None:
        """Say what an exercise needs before it, and ask for the pain before the first one."""
        leads = step.kind.leads_in and step.rep == 1
        words = needs_in_words(step.exercise) if leads else ""
        if self.runner.may_rate_pain:
            words = f"{words} {PAIN_QUESTION}".strip()
        self.panel.hint(words)

    def _flash(self, cue: Cue | None) -> None:
        if self.is_attached:
            self.flash.flash(cue)

    def _close(self) -> None:
        record = self.runner.record()
        if self.is_active:
            self.dismiss(record if record.is_worth_keeping else None)

    @on(events.ScreenSuspend)
    def _be_covered(self) -> None:
        """Stand still; after help and palette, which ask nothing, it goes on by itself."""
        self._draw_if_changed(self.runner.interrupt())

    @on(events.ScreenResume)
    def _be_seen_again(self) -> None:
        self._draw_if_changed(self.runner.go_on())

    def _draw_if_changed(self, update: Update) -> None:
        if update.events:  # else it is being closed, and the title was given back already
            self._draw(update)

    # Keys.

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, under the names of what they do now."""
        working = super().active_bindings
        names = {
            action: name for action, command, name in _NAMES_BY_COMMAND if self.session.can(command)
        }
        if not self._any_key_pauses:
            return {key: _named(active, names) for key, active in working.items()}
        pauses = names.get("pause_or_resume", "Pause")
        does = "It eased" if self.session.can(SessionCommand.EASED) else pauses
        return {key: _as_any_key(active, does) for key, active in working.items()}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        if action == "rate_pain":
            return self.runner.may_rate_pain
        commands = _COMMANDS_OF.get(action)
        return commands is None or any(map(self.session.can, commands))

    def on_key(self, event: events.Key) -> None:
        """Let any key pause where that is wished; else tell once that a key does nothing.

        Nobody can look for it with the head down.
        """
        if not (event.is_printable or key_named(event.key) is not None):
            return  # as Shift by itself
        called = self.active_bindings.get(self.app.key_meant(event))
        if self._any_key_pauses and (called is None or called.binding.id not in NEVER_ANY_KEY):
            event.stop()
            event.prevent_default()
            self.action_one_key()
        elif called is None:
            self._tell_unknown_key()

    def _tell_unknown_key(self) -> None:
        """Tell that a key does nothing: on the screen once, aloud each time."""
        if self.app.reader is not None:
            self.panel.hint(with_keys(self.app, UNKNOWN_KEY))
            self._reply(with_spoken_keys(self.app, UNKNOWN_KEY), NOTHING_NOW)
        elif not self._told_unknown_key:
            self._told_unknown_key = True
            self.notify(with_keys(self.app, UNKNOWN_KEY))

    def _with_spoken_keys(self, text: str) -> str:
        """Put keys in place of commands, as they are said."""
        if self._any_key_pauses:
            text = text.replace("{Session.pause}", "Any key").replace("{session.pause}", "any key")
        return with_spoken_keys(self.app, text)

    def _reply(self, words: str, brief: str) -> None:
        """Answer a key aloud, in brief where the three-two-one is near: it is never left out."""
        if self.app.reader is not None:
            self.app.reader.answer(words, brief, seconds_to_answer(self.session))

    def spoken(self) -> Iterable[str]:
        """Return nothing: its cues tell of it."""
        return ()

    def action_pause_or_resume(self) -> None:
        """Pause, or go on."""
        self._draw(self.runner.pause_or_resume())

    @on(events.Click, "SessionColumn")
    def pause_by_click(self) -> None:
        """Word and digits are the one thing a click works on: a pause loses nothing."""
        self.action_pause_or_resume()

    def action_skip(self) -> None:
        """Go to the next step."""
        self._do(SessionCommand.SKIP)

    def action_back(self) -> None:
        """Repeat the hold before."""
        self._do(SessionCommand.BACK)

    def action_eased(self) -> None:
        """The tension eased; or the person is in place, while there is time to get there."""
        arrives = self.session.can(SessionCommand.ARRIVE)
        self._do(SessionCommand.ARRIVE if arrives else SessionCommand.EASED)

    def action_change_length(self, by: float) -> None:
        """Make the running step longer or shorter, by seconds."""
        self._do(SessionCommand.EXTEND, by)

    def action_sore_spot(self) -> None:
        """Give a sore spot extra gentle pressure."""
        self._do(SessionCommand.SORE_SPOT)

    def action_rate_pain(self, digit: int) -> None:
        """Note the pain before the first hold; when it is much, ask whether to go on at all."""
        rating = self.runner.rate_pain(digit)
        told = pain_in_words(rating)
        self.panel.hint(told)
        self._reply(told, told)
        if rating is not None and self.services.guide.asks_to_rest(rating):
            self._ask_to_rest(rating)

    @work
    async def _ask_to_rest(self, rating: int) -> None:
        if not self.is_active:  # keys may come faster than a question is asked
            return
        self._draw(self.runner.interrupt())
        massage = self.services.guide.may_massage(self.session.plan)
        if await ask(self, RestFirst(rating, massage=massage)) is False:
            self.dismiss(None)
        else:
            self._draw(self.runner.go_on())

    @work
    async def action_ease_off(self) -> None:
        """Stop at once, then ask how to go on."""
        if not self.is_active:  # keys may come faster than a question is asked
            return
        self._do(SessionCommand.EASE_OFF)
        step = self.session.step
        if step is None or self.session.state is not State.EASED_OFF:
            return
        answer = await ask(self, EaseOff(step, self.session.elapsed))
        if answer == END:
            self._do(SessionCommand.END)
        elif answer == EaseOffChoice.SHARP:
            await self._stop_as_sharp()
        elif answer is not None:
            self._do(SessionCommand.CHOOSE, EaseOffChoice(answer))

    async def _stop_as_sharp(self) -> None:
        """Note that it was sharp, and go on only if that is wished: it ends by itself else."""
        self._draw(self.runner.stop_as_sharp())
        if self.session.state is State.DONE:  # the summary says what is urgent
            return
        sharp = Sharp()
        goes_on = await ask(self, sharp)
        self.session.note_where(sharp.place)
        if goes_on:
            self._draw(self.runner.go_on())
        elif goes_on is not None:
            self._do(SessionCommand.END)

    def action_one_key(self) -> None:
        """Do what a single key can."""
        self._draw(self.runner.one_key())

    def action_where(self) -> None:
        """Tell below the picture where the session stands, for as long as that is about true."""
        self.tick()
        told = with_keys(self.app, where_in_words(self.session))
        self.panel.hint(told)
        said = self._with_spoken_keys(where_in_words(self.session))
        self._reply(said, left_in_words(self.session))
        self.set_timer(WHERE_SECONDS, lambda: self.panel.end_hint(told))

    @work
    async def action_how(self) -> None:
        """Tell how the exercise is done; the session stands still until that is closed."""
        if (step := self.session.step) is not None:
            await ask(self, HowTo(step))

    @work
    async def action_end(self) -> None:
        """Ask what to do with a session that is left early."""
        if not self.is_active:  # keys may come faster than a question is asked
            return
        self._draw(self.runner.interrupt())
        if not self.session.can(SessionCommand.END):  # it has come to its end by itself just now
            return
        step, record = self.session.step, self.runner.record()
        begun = self.session.elapsed if step is not None and step.kind.is_work else 0.0
        answer = await ask(self, EndSession(record, begun, self.session.plan.exercises))
        if answer is Ending.SAVE:
            self._do(SessionCommand.END)
        elif answer is Ending.DISCARD:
            self.dismiss(None)
        else:
            self._draw(self.runner.go_on())


def _named(active: ActiveBinding, names: Mapping[str, str]) -> ActiveBinding:
    """Return a key under the name that its action has now, if that is another."""
    if active.binding.action not in names:
        return active
    description = names[active.binding.action]
    return active._replace(binding=replace(active.binding, description=description))


def _as_any_key(active: ActiveBinding, does: str) -> ActiveBinding:
    """Return a key as it works where any key pauses: one stands for all that do the same."""
    binding = active.binding
    if binding.id in NEVER_ANY_KEY:
        return active
    if binding.action != "one_key":
        return active._replace(binding=replace(binding, show=False))
    named = replace(binding, show=True, key_display=_ANY_KEY, description=does)
    return active._replace(binding=named)
