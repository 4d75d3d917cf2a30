"""The error of the history, in a module of its own because importing it must cost nothing."""


class HistoryError(Exception):
    """The history could not be read or saved; the text says why and what to do."""


class NoHistoryError(HistoryError):
    """A file holds no history of this program."""


class UnreadableImport(HistoryError):
    """Nothing in a file that was to be imported can be read."""
