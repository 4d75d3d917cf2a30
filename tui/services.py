"""What every screen works with, built once and handed down."""

from dataclasses import dataclass, field
from functools import cached_property

from library.clock import Clock
from library.history.protocol import History, Snapshot
from library.paths import Paths
from library.profile import Part, Profile
from library.progress.summary import Progress, measure
from tui.keys.validation import key_problems
from tui.unsaved import Unsaved


@dataclass
class Services:
    """The clock, the files and what was read from them."""

    clock: Clock
    paths: Paths
    profile: Profile
    log: Snapshot = field(default_factory=Snapshot)
    """The log as last read; empty until `log_read`."""
    log_read: bool = False
    told: tuple[str, ...] = ()
    """What the log had to tell since the start, the notices of every reading."""
    heard: frozenset[str] = frozenset()
    """Those that the person has read; they are news no longer."""
    unsaved: dict[str, Unsaved] = field(default_factory=dict)
    """Sessions that the log would not take yet, by id; every later save tries them again."""

    @cached_property
    def history(self) -> History:
        """The log: the file that `paths` names, unless another was given."""
        from library.history.store import HistoryStore  # 10 ms that the first paint can do without

        return HistoryStore(self.paths.history_file, self.paths.state_dir, self.clock)

    def progress(self) -> Progress:
        """The numbers people check, worked out from the log."""
        profile = self.profile
        first_weekday = profile.settings.first_weekday_number
        return measure(
            self.log.sessions, self.log.marks, profile.goals, first_weekday, profile.today()
        )


def build_services(paths: Paths, clock: Clock, history: History | None = None) -> Services:
    """Read settings, exercises and routines; the log is read later, after the first paint.

    Args:
        paths: Where everything lies.
        clock: The clocks to go by.
        history: The log; by default the file that `paths` names.
    """
    profile = Profile(paths, clock, key_problems)
    profile.read(*Part)
    services = Services(clock, paths, profile)
    if history is not None:
        services.history = history
    return services
