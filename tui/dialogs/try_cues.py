"""Tries the cues out as they are set, and says what each channel has found."""

from collections.abc import Iterable

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.getters import query_one

from library.session.cues import Cue, Sound
from tui.cues.app_outputs import outputs_of
from tui.cues.notifier import POLL_SECONDS
from tui.cues.player import CuePlayer
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.services import Services
from tui.widgets.flash_cover import FlashCover
from tui.widgets.text import Text

SAMPLES = (
    (Sound.SWITCH, "Switch sides. Right leg.", "RIGHT"),
    (Sound.HOLD, "Hold, 20 seconds.", "HOLD"),
    (Sound.COUNT, "Three. Two. One.", "3"),
    (Sound.REST, "Rest. Left leg.", "REST"),
    (Sound.FINISHED, "Finished. 2 minutes, both legs.", "DONE"),
)
"""What is tried, one after the other."""


class TryCues(Card[None]):
    """Gives one cue after the other through everything that is on."""

    BINDINGS = bindings("try")
    HEADING = "Cues"
    DEFAULT_CSS = "TryCues { layers: default flash; }"

    reports = query_one("#reports", Text)
    flash = query_one(FlashCover)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._next = 0
        app, settings = self.app, services.profile.cue_settings
        outputs = outputs_of(app, services.paths, lambda cue: self.flash.flash(cue), app.reader)
        told_anew = replace(outputs, no_sound=None)
        self._player = CuePlayer(settings, told_anew, services.clock)

    def body(self) -> ComposeResult:
        """Build what is tried, and what is known of the channels."""
        yield Text(id="tried", classes="strong")
        yield Text(id="reports")

    def compose(self) -> ComposeResult:
        """Build the card, and what covers it for a moment."""
        yield from super().compose()
        yield FlashCover(coloured=self._services.profile.settings.flash == "screen")

    def on_mount(self) -> None:
        """Begin with the first one."""
        self.set_interval(POLL_SECONDS, self._look)
        self.action_next()

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self._player.close()

    def action_next(self) -> None:
        """Give the next cue."""
        sound, words, word = SAMPLES[self._next]
        self._next = (self._next + 1) % len(SAMPLES)
        self.query_one("#tried", Text).update(words)
        self._player.play([Cue(0.0, sound, words, word)], 0.0)
        self._look()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def spoken(self) -> Iterable[str]:
        """Return nothing: the cues are to be heard."""
        return ()

    def _look(self) -> None:
        self._player.tick()
        lines = [
            f"{'! ' if each.problem else ''}{each.title}: {each.text}"
            for each in self._player.report()
        ]
        self.reports.update("\n".join(lines) or "All channels are off.")
