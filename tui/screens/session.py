"""The live session: leads through a plan without needing a key."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.getters import query_one
from textual.screen import Screen
from textual.timer import Timer

from library.clock import Heartbeat
from library.history.protocol import HistoryError
from library.history.record import SessionRecord
from library.routines.model import Step, StepKind
from library.routines.planning import kept_lengths
from library.session import events as ev
from library.session.breath import breath_of
from library.session.cues import Cue
from library.session.draft import DraftWriter
from library.session.engine import Session
from library.session.hold_lengths import change_in_words
from library.session.machine import Command, State
from library.session.summary import pain_in_words
from library.session.view import needs_in_words
from tui.cues.notifier import Notifier
from tui.dialogs.base import Guarded
from tui.dialogs.session import EaseOff, Ending, EndSession
from tui.keys.live import bindings
from tui.screens.session_stage import outputs_of
from tui.services import Services
from tui.widgets.breath_bar import BreathBar
from tui.widgets.flash_cover import FlashCover
from tui.widgets.key_line import KeyLine
from tui.widgets.session_figure import SessionFigure
from tui.widgets.session_panel import SessionPanel

Answer = TypeVar("Answer")

_COMMANDS_OF = {
    "pause_or_resume": (Command.PAUSE, Command.RESUME),
    "skip": (Command.SKIP,),
    "back": (Command.BACK,),
    "ease_off": (Command.EASE_OFF,),
    "eased": (Command.EASED,),
    "change_length": (Command.EXTEND,),
    "sore_spot": (Command.SORE_SPOT,),
}
"""The engine's commands behind the actions; a key works when one of them is legal."""

TICK_SECONDS = 0.25
"""Faster costs CPU and nobody sees it; what falls due has a timer of its own."""


class SessionScreen(Guarded[SessionRecord | None]):
    """Runs a session; its result is the record to save, or None when there is none."""

    CSS_PATH = "session.tcss"
    HELP_TEXT = (
        "The session runs by itself; no key is needed until the end. If anything hurts, press "
        "{session.ease_off}. This help pauses it until you are back. Leaving the program with "
        "{app.suspend} pauses it too, and {session.pause} goes on."
    )
    BINDINGS = bindings("session")

    panel = query_one(SessionPanel)
    flash = query_one(FlashCover)

    def __init__(self, services: Services, session: Session, draft: DraftWriter) -> None:
        """Begin when mounted.

        Args:
            services: Clock, settings and files.
            session: What to run, ready.
            draft: Keeps what was done.
        """
        super().__init__()
        self.services, self.session, self.draft = services, session, draft
        self._heartbeat = Heartbeat(services.clock.monotonic(), services.clock.now())
        self._due_timer: Timer | None = None
        self._draft_problem = ""
        self._asking = self._goes_on = False
        self.notifier = Notifier(
            self.session,
            services.profile.settings,
            outputs_of(self.app, services.paths, self._flash),
            services.clock,
        )

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
        )
        if settings.breath_bar or settings.breath_count:
            yield BreathBar()
        yield FlashCover(coloured=settings.flash == "screen")
        # A stray click must never end or skip a hold, so the keys are not buttons here.
        yield KeyLine(disabled=True)

    def on_mount(self) -> None:
        """Start the session and its clock."""
        self.set_interval(TICK_SECONDS, self.tick)
        self.app.app_suspend_signal.subscribe(self, lambda _: self._pause())
        self._happened(self.session.start())

    def keep_for_next_start(self) -> None:
        """Keep what was held up to now, and tell nobody: the terminal may be gone."""
        clock = self.services.clock
        if not self._heartbeat.beat(clock):
            self.session.advance(clock.monotonic())
        with suppress(HistoryError):  # what was written down before is still there
            self.draft.keep_for_next_start(self.session)

    # Time.

    def tick(self) -> None:
        """Read the clocks; after a gap pause at the reading before it."""
        gap = self._heartbeat.beat(self.services.clock)
        happened: tuple[ev.Event, ...] = ()
        if gap and self.session.can(Command.PAUSE):
            happened = self.session.pause()
            self.panel.hint("Paused, as the computer slept or the program stood still.")
        now = self.services.clock.monotonic()
        self._happened((*happened, *self.session.advance(now)))
        self.notifier.tick(now)
        for bar in self.query(BreathBar):
            bar.show(breath_of(self.session))

    def _happened(self, happened: Sequence[ev.Event]) -> None:
        """Tell and show what happened, and wake up when the next thing falls due."""
        self.notifier.tell(happened, self.services.clock.monotonic())
        self._write_down(happened)
        for event in happened:
            if isinstance(event, ev.StepStarted):
                self._introduce(event.step)
        if happened:
            self.refresh_bindings()
        if self.session.state is State.DONE:
            self._close()
            return
        self.panel.show(self.session)
        if self._due_timer is not None:
            self._due_timer.stop()
        due = self.session.next_due
        if due is not None and (wait := due - self.services.clock.monotonic()) < TICK_SECONDS:
            self._due_timer = self.set_timer(max(0.001, wait), self.tick)

    def _write_down(self, happened: Sequence[ev.Event]) -> None:
        """Keep what must not be lost; that it can not be kept is told once."""
        try:
            self.draft.note(self.session, happened)
        except HistoryError as error:
            if str(error) != self._draft_problem:
                self.notify(str(error), severity="warning", timeout=15, markup=False)
            self._draft_problem = str(error)

    def _introduce(self, step: Step) -> None:
        """Say what an exercise needs before it, and ask for the pain before the first one."""
        words = needs_in_words(step.exercise) if not step.kind.is_work and step.rep == 1 else ""
        if self._may_rate_pain():
            words = f"{words}  Pain now? 0-9, 1-0 for 10 (optional)".strip()
        self.panel.hint(words)

    def _flash(self, cue: Cue | None) -> None:
        if self.is_attached:
            self.flash.flash(cue)

    def _close(self) -> None:
        record = self.draft.start.record(self.session)
        if self.is_active:
            self.dismiss(record if record.is_worth_keeping else None)

    @on(events.ScreenSuspend)
    def _be_covered(self) -> None:
        """Stand still; after help and palette, which ask nothing, it goes on by itself."""
        self._goes_on = self.session.can(Command.PAUSE)
        self._pause()

    @on(events.ScreenResume)
    def _be_seen_again(self) -> None:
        if self._goes_on and self.session.can(Command.RESUME):
            self.action_pause_or_resume()
        self._goes_on = False

    def _pause(self) -> None:
        """Stand still while something else covers the session."""
        if self.session.can(Command.PAUSE):
            self._happened(self.session.pause())

    # Keys.

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, under the names of what they do now."""
        working = super().active_bindings
        if not self.session.can(Command.RESUME):
            return working
        return {key: _named_for_going_on(active) for key, active in working.items()}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        if action == "rate_pain":
            return self._may_rate_pain()
        commands = _COMMANDS_OF.get(action)
        return commands is None or any(map(self.session.can, commands))

    def _obey(self, command: Command, do: Callable[[], Sequence[ev.Event]]) -> None:
        """Bring the session up to now, then do it if it is still legal."""
        self.tick()
        if self.session.can(command):
            self._happened(do())

    def action_pause_or_resume(self) -> None:
        """Pause, or go on."""
        resume = self.session.can(Command.RESUME)
        if resume:
            self._obey(Command.RESUME, self.session.resume)
        else:
            self._obey(Command.PAUSE, self.session.pause)

    @on(events.Click, "BigNumber")
    def pause_by_click(self) -> None:
        """The digits are the one thing a click works on: a pause loses nothing."""
        self.action_pause_or_resume()

    def action_skip(self) -> None:
        """Go to the next step."""
        self._obey(Command.SKIP, self.session.skip)

    def action_back(self) -> None:
        """Do the hold before once more."""
        self._obey(Command.BACK, self.session.back)

    def action_eased(self) -> None:
        """The tension eased."""
        self._obey(Command.EASED, self.session.eased)

    def action_change_length(self, by: float) -> None:
        """Make the running step longer or shorter, by seconds."""
        self._obey(Command.EXTEND, lambda: self.session.extend(by))
        step = self.session.step
        if step is not None and step.kind is StepKind.HOLD:
            planned = {each.number: each.seconds for each in self.session.plan.work}
            self.panel.hint(change_in_words(step.seconds, planned[step.number]))

    def action_sore_spot(self) -> None:
        """Give a sore spot extra gentle pressure."""
        self._obey(Command.SORE_SPOT, self.session.mark_sore_spot)

    def _may_rate_pain(self) -> bool:
        step = self.session.step
        return step is not None and step.kind is StepKind.GET_READY and not self.session.records()

    def action_rate_pain(self, rating: int) -> None:
        """Note the pain before the first hold."""
        self.panel.hint(pain_in_words(self.draft.rate_pain(rating)))

    @work
    async def action_ease_off(self) -> None:
        """Stop at once, then ask how to go on."""
        self.tick()
        step, held = self.session.step, self.session.elapsed
        if step is None or not self._may_ask(Command.EASE_OFF):
            return
        self._happened(self.session.ease_off())
        choice = await self._ask(EaseOff(step, held))
        if choice is None:
            self._obey(Command.END, self.session.end)
            return
        self._obey(Command.CHOOSE, lambda: self.session.choose(choice))

    def _may_ask(self, command: Command) -> bool:
        """Whether a question makes sense: keys may come faster than it can be asked."""
        return not self._asking and self.is_active and self.session.can(command)

    async def _ask(self, question: Screen[Answer]) -> Answer | None:
        self._asking = True
        try:
            return await self.app.push_screen_wait(question)
        finally:
            self._asking = False

    @work
    async def action_end(self) -> None:
        """Ask what to do with a session that is left early."""
        self.tick()
        if not self._may_ask(Command.END):
            return
        was_paused = not self.session.can(Command.PAUSE)
        self._pause()
        step, record = self.session.step, self.draft.start.record(self.session)
        begun = self.session.elapsed if step is not None and step.kind.is_work else 0.0
        answer = await self._ask(EndSession(record, begun, self.session.plan.exercises))
        if answer is Ending.SAVE:
            self._obey(Command.END, self.session.end)
        elif answer is Ending.DISCARD:
            self.dismiss(None)
        elif not was_paused:
            self._obey(Command.RESUME, self.session.resume)


def _named_for_going_on(active: ActiveBinding) -> ActiveBinding:
    """The key that pauses goes on while the session is paused."""
    if active.binding.action != "pause_or_resume":
        return active
    return active._replace(binding=replace(active.binding, description="Go on"))
