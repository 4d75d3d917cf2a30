"""Opens the log and the settings for the verbs that need them."""

from library.history.protocol import Snapshot
from library.history.store import HistoryStore
from library.settings import Settings, load_settings
from tui.cli.context import Context
from tui.cli.output import complain


def open_log(workplace: Context) -> HistoryStore:
    """The log, not yet read."""
    paths = workplace.paths
    return HistoryStore(paths.history_file, paths.state_dir, workplace.clock)


def read_log(workplace: Context) -> Snapshot:
    """Everything in the log; what was not as it should be is told on stderr.

    Raises:
        HistoryError: It can not be read.
    """
    snapshot = open_log(workplace).load()
    complain(snapshot.notices)
    if snapshot.attention:
        count = len(snapshot.attention)
        complain([f"Not valid, kept but left out: {count} of your records; see supple doctor."])
    return snapshot


def read_settings(workplace: Context) -> Settings:
    """The settings; what is wrong with their file is told on stderr."""
    settings, warnings = load_settings(workplace.paths.settings_file)
    complain(warnings)
    return settings
