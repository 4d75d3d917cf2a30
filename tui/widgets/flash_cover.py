"""A huge word across the whole screen, for a moment."""

from library.session.cues import Cue, Sound
from tui.widgets.big_word import BigWord

_COLOURS = {
    Sound.HOLD: "-hold",
    Sound.FINISHED: "-hold",
    Sound.RELEASE: "-change",
    Sound.REST: "-change",
    Sound.SWITCH: "-change",
    Sound.NEXT: "-change",
    Sound.EASED_OFF: "-stop",
    Sound.PAUSED: "-stop",
}
"""Class of a cue's colour; other cues have that of the count."""


class FlashCover(BigWord, inherit_css=False):
    """A cover over the whole screen while a word is shown.

    Args:
        coloured: Whether the whole screen takes the cue's colour.
    """

    DEFAULT_CSS = """
    FlashCover {
        layer: flash;
        display: none;
        width: 100%;
        height: 100%;
        color: $foreground;
        background: $background;
        text-style: bold;
        &.-coloured { color: $on-state; background: $state-ready; }
        &.-coloured.-hold { background: $state-hold; }
        &.-coloured.-change { background: $state-rest; }
        &.-coloured.-stop { background: $error; }
    }
    """

    def __init__(self, *, coloured: bool) -> None:
        super().__init__()
        self.set_class(coloured, "-coloured")

    def flash(self, cue: Cue | None) -> None:
        """Show the word of a cue; None takes it away."""
        self.display = cue is not None
        if cue is not None:
            self.show(cue.word)
            for name in set(_COLOURS.values()):
                self.set_class(_COLOURS.get(cue.sound) == name, name)
