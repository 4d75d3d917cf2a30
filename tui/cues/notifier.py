"""Makes a session noticed outside it: by cues, hooks and the terminal's title."""

from collections.abc import Callable

from msgspec.structs import replace

from library.clock import Clock
from library.session import events as ev
from library.session.cues import Cue
from library.session.engine import Session
from library.session.runner import Speaker, Update
from library.session.view import share_done
from library.settings import Settings
from tui.cues.channel import Outputs
from tui.cues.hooks import Hooks
from tui.cues.player import CuePlayer
from tui.cues.terminal_title import TerminalTitle
from tui.text.duration import clock_words

POLL_SECONDS = 0.25
"""How often to go on with what was begun."""
_NOTICE_SECONDS = 3
"""How long before the end of a pause to call somebody back."""


class Notifier:
    """Cues, hooks and the title of the terminal during one session."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        outputs: Outputs,
        clock: Clock,
        with_keys: Callable[[str], str],
    ) -> None:
        """Get everything ready that is on.

        Args:
            session: The session to tell about.
            settings: What is on.
            outputs: What it can be noticed through.
            clock: Its monotonic readings are used.
            with_keys: Puts keys in place of the commands that words name, as in
                `{session.eased}`.
        """
        self._session, self._clock = session, clock
        self._with_keys, self._is_watched = with_keys, outputs.is_watched
        self._player = CuePlayer(settings, outputs, clock)
        self._hooks = Hooks(settings, session.plan.routine.name, outputs.environ)
        self._title = outputs.write and TerminalTitle(
            outputs.write,
            outputs.environ,
            titled=settings.tab_title and outputs.titled,
            progressing=settings.tab_title,
            notifying=settings.notify,
        )

    def tell(self, update: Update) -> tuple[Cue, ...]:
        """Make an update noticed and go on with what was begun; call it about four times a second.

        Returns:
            Its cues, with keys in place of the commands that their words name.
        """
        cues = tuple(replace(cue, words=self._with_keys(cue.words)) for cue in update.cues)
        if update.by_person:
            self._player.silence()
        self._player.play(cues, update.at)
        self._hooks.tell(update.events, self._clock.monotonic())
        for event in update.events:
            if isinstance(event, ev.SecondsLeft):
                self._call_back(event)
        self.tick()
        if self._title and self._session.step is not None:
            left = clock_words(round(self._session.total_remaining))
            self._title.show(f"{left} to go - supple")
            self._title.show_progress(int(100 * share_done(self._session)))
        return cues

    def tick(self) -> None:
        """Go on with sounds and hooks that were begun, also when the session is over."""
        self._player.tick()
        self._hooks.tick(self._clock.monotonic())

    @property
    def speaker(self) -> Speaker | None:
        """What says the words of cues, so that a session waits for it; None when nothing does."""
        return self._player.speaker

    def seconds_to_next(self) -> float | None:
        """Return in how many seconds `tick` must be called; None where the usual pace will do."""
        return self._player.seconds_to_next()

    def silence(self) -> None:
        """Be silent at once."""
        self._player.silence()

    def finish(self) -> None:
        """Let the last words be said to their end, then leave nothing behind."""
        self.restore_title()
        while self._player.busy:
            self._clock.sleep(POLL_SECONDS)
            self.tick()
        self.close()

    def restore_title(self) -> None:
        """Give the terminal its old title back, without progress; the session is over."""
        if self._title:
            self._title.close()

    def close(self) -> None:
        """Leave nothing behind."""
        self.restore_title()
        self._player.close()
        self._hooks.close(self._clock.monotonic())

    def news(self) -> str:
        """Return what was found out about a channel that does not work and was not told yet."""
        return self._player.news()

    @property
    def problem(self) -> str:
        """What went wrong with a hook; empty when all went well."""
        return self._hooks.problem

    def _call_back(self, event: ev.SecondsLeft) -> None:
        """Notify somebody who looks at another window that a pause is nearly over."""
        step = event.step
        if event.seconds != _NOTICE_SECONDS or step.kind.is_work or self._is_watched():
            return
        if self._title:
            self._title.notify(f"{step.exercise.name}, {step.side.words.lower()}: get ready")
