"""Left and right: how long each leg was held, and how often it was eased off."""

from collections.abc import Iterable

import msgspec

from library.history.record import HoldRecord, Outcome
from library.progress.totals import LegSeconds

EASED_OFF_MORE, TIMES_AS_OFTEN = 2, 2
"""So many more, and so many times as many, are worth a sentence: one is chance (our judgement)."""
SECONDS_MORE, SHARE_MORE = 60.0, 0.1
"""So many seconds more, and so large a part more, are worth a sentence (our judgement)."""


class Legs(msgspec.Struct, frozen=True):
    """What was done with each leg."""

    seconds: LegSeconds
    """Held; holds of both legs at once count for each."""
    eased_off_left: int
    """Holds of the left leg alone that were eased off."""
    eased_off_right: int

    @property
    def ease_offs_differ(self) -> bool:
        """Whether one leg was eased off clearly more often."""
        less, more = sorted((self.eased_off_left, self.eased_off_right))
        return more - less >= EASED_OFF_MORE and more >= TIMES_AS_OFTEN * less

    @property
    def seconds_differ(self) -> bool:
        """Whether one leg was held clearly longer."""
        less, more = sorted((self.seconds.left, self.seconds.right))
        return more - less >= max(SECONDS_MORE, SHARE_MORE * more)


def legs(holds: Iterable[HoldRecord]) -> Legs:
    """Return what was done with each leg in some holds."""
    seconds = {"left": 0.0, "right": 0.0, "both": 0.0}
    eased_off = {"left": 0, "right": 0, "both": 0}
    for hold in holds:
        seconds[hold.side] += hold.held_seconds
        eased_off[hold.side] += hold.outcome is Outcome.EASED_OFF
    both = seconds["both"]
    held = LegSeconds(seconds["left"] + both, seconds["right"] + both)
    return Legs(held, eased_off["left"], eased_off["right"])
