"""What every screen works with, built once and handed down."""

from dataclasses import dataclass

from library.clock import Clock
from library.paths import Paths
from library.profile import Profile
from tui.history_service import HistoryService


@dataclass(frozen=True)
class Services:
    """The person's files, what was read from them, and the clock."""

    profile: Profile
    history: HistoryService
    clock: Clock
    paths: Paths
