"""What every screen works with, built once and handed down."""

from dataclasses import dataclass

from library.clock import Clock
from library.paths import Paths
from library.profile import Part, Profile
from tui.history_service import HistoryService, history_of
from tui.keys.validation import key_problems


@dataclass(frozen=True)
class Services:
    """The person's files, what was read from them, and the clock."""

    profile: Profile
    history: HistoryService
    clock: Clock
    paths: Paths


def build_services(paths: Paths, clock: Clock, history: HistoryService | None = None) -> Services:
    """Read settings, exercises and routines; the history is read later, after the first paint.

    Args:
        paths: Where everything lies.
        clock: The clocks to go by.
        history: The history; by default the one in the file that `paths` names.
    """
    profile = Profile(paths, clock, key_problems)
    profile.read(*Part)
    return Services(profile, history or history_of(paths, clock), clock, paths)
