"""What every screen works with, built once and handed down."""

from functools import cached_property

import msgspec

from library.clock import Clock
from library.guide import Guide
from library.paths import Paths
from library.profile import Profile
from tui.history_service import HistoryService


class Services(msgspec.Struct, frozen=True, dict=True):
    """The person's files, what was read from them, and the clock."""

    profile: Profile
    history: HistoryService
    clock: Clock
    paths: Paths

    @cached_property
    def guide(self) -> Guide:
        """Where the person stands, and what is right for today."""
        return Guide(self.profile, lambda: self.history.snapshot, self.clock)
