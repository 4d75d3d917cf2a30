"""Reads a log of ordinary size while Textual is still being loaded."""

from contextlib import suppress
from threading import Thread

from library.clock import Clock
from library.history.protocol import History, HistoryError, Snapshot
from library.paths import Paths
from tui.services import Services

MOST_BYTES = 1_000_000
"""Some 1,200 sessions. Up to here reading takes less than painting the first page twice;
a larger log is read after the first paint, which waits for no log."""


class ReadAhead:
    """Begins to read at once, in a thread.

    Args:
        paths: Where the log lies.
        clock: What the log goes by.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self._paths = paths
        self._clock = clock
        self._found: tuple[History, Snapshot] | None = None
        with suppress(OSError):
            if paths.history_file.stat().st_size <= MOST_BYTES:
                Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        from library.history.store import HistoryStore  # here it costs the first paint nothing

        history = HistoryStore(self._paths.history_file, self._paths.state_dir, self._clock)
        with suppress(HistoryError):  # whoever reads it next says why
            self._found = history, history.load()

    def give(self, services: Services) -> None:
        """Hand over what was read; nothing when it is not there yet, for nobody waits."""
        if self._found is not None:
            services.history, log = self._found
            services.log, services.log_read = log, True
            services.told = tuple(dict.fromkeys(log.notices))
