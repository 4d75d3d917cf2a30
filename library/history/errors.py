"""What goes wrong with the log; apart from the records, so that a name for it costs no start."""


class HistoryError(Exception):
    """The log could not be read or saved; the text says why and what to do."""
