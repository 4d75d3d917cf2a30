"""What a way to make cues noticed must be able to do, and what it has to work with."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from library.session.cues import Cue
from library.settings import Settings

if TYPE_CHECKING:  # only those who want to be spoken to need it
    from tui.cues.voice import Voice

OFF = "off."
_REMOTE_VARIABLES = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Outputs(Struct, frozen=True):
    """What a session can be noticed through."""

    environ: Mapping[str, str]
    """The environment: which terminal it is, and whether at the far end of ssh."""
    tones_dir: Path
    """Where to keep generated sounds."""
    ring: Callable[[], None]
    """Rings the terminal's bell once."""
    write: Callable[[str], None] | None = None
    """Writes sequences to the terminal; None when it should see none."""
    titled: bool = True
    """Whether the time left may stand in the title; lines that are read out want quiet there."""
    show: Callable[[Cue | None], None] | None = None
    """Shows a cue across the screen, None takes it away; None without a screen."""
    voice: "Voice | None" = None
    """The voice of this run of the program; None when there is none, so that one is made."""
    is_watched: Callable[[], bool] = lambda: True
    """Whether the window has the focus."""
    no_sound: Path | None = None
    """Is there once it was told that this machine has no sound device; None to tell it anew."""
    tries_commands: bool = True
    """Whether trying a channel out may run a command of the person's own."""

    @property
    def is_remote(self) -> bool:
        """Whether the terminal is at the far end of ssh, so that nobody hears this computer."""
        return any(self.environ.get(name) for name in _REMOTE_VARIABLES)


class Channel(ABC):
    """One way to make cues noticed; times are readings of the monotonic clock, in seconds."""

    title: ClassVar[str]
    """What it is called in the settings."""
    is_seen: ClassVar[bool] = False
    """Whether it is seen, not heard; only then it tells that the sounds stop."""
    needs_device: ClassVar[bool] = False
    """Whether it is heard only where the machine has a sound device."""
    stands_in = False
    """Whether it is used only while no channel before it works."""
    instead = ""
    """What it does for those that do not work, if it stands in for them; as a clause."""
    is_optional = False
    """Whether it is on only as long as it works: then it is well if another stands in for it."""

    @abstractmethod
    def __init__(self, settings: Settings, outputs: Outputs) -> None:
        """Get ready to make cues noticed.

        Args:
            settings: How it is wanted.
            outputs: What it can work with.
        """

    @classmethod
    @abstractmethod
    def wanted(cls, settings: Settings, outputs: Outputs) -> bool:
        """Return whether it is on."""

    @classmethod
    def why_off(cls, settings: Settings, outputs: Outputs) -> str:
        """Return why it is not used, as the rest of a sentence after the title."""
        return OFF

    @property
    def problem(self) -> str:
        """Why it does not work, without the full stop; empty when all is well."""
        return ""

    @property
    def in_doubt(self) -> bool:
        """Whether it is not known just now if it works."""
        return False

    @property
    def failed(self) -> bool:
        """Whether it seemed to work and was found not to."""
        return False

    @property
    @abstractmethod
    def means(self) -> str:
        """What it works with, as the rest of a sentence after the title."""

    @property
    def busy(self) -> bool:
        """Whether something it began can still be heard."""
        return False

    @property
    def is_speaking(self) -> bool:
        """Whether words are being said that a soft tone would disturb."""
        return False

    def lead(self, cues: tuple[Cue, ...]) -> float:
        """Return for how many seconds it would sound over the words of these cues."""
        return 0.0

    def seconds_to_next(self, now: float) -> float | None:
        """Return in how many seconds `tick` must be called; None where the usual pace will do."""
        return None

    @abstractmethod
    def play(self, cues: tuple[Cue, ...], now: float, words_at: float = 0.0) -> None:
        """Make cues of one moment noticed, without waiting.

        Args:
            cues: In the order they happened.
            now: Reading of the clock.
            words_at: When the tone that goes with them is over, so that words may begin.
        """

    @abstractmethod
    def probe(self, now: float) -> None:
        """Begin to try it; once it is not busy any more `problem` tells the outcome."""

    @abstractmethod
    def tick(self, now: float) -> None:
        """Go on with what was begun."""

    @abstractmethod
    def silence(self, now: float) -> None:
        """Stop at once."""

    @abstractmethod
    def close(self, now: float) -> None:
        """Leave nothing behind."""
