"""What the terminal can show outside the screen: a title, progress and a notification."""

from collections.abc import Callable, Mapping

from library.text import clean
from tui.terminal_progress import NO_PROGRESS, progress, shows_progress

_ESC, _BEL, _ST = "\x1b", "\x07", "\x1b\\"
# A terminal that knows the stack gives the old title back; others ignore the order.
_KEEP_TITLE, _OLD_TITLE = f"{_ESC}[22;2t", f"{_ESC}[23;2t"

_BY_TERM = {"xterm-kitty": 99, "foot": 99, "foot-extra": 99, "xterm-ghostty": 777}
_BY_PROGRAM = {"WezTerm": 777, "ghostty": 777, "iTerm.app": 9}
_BY_VARIABLE = {
    "KITTY_WINDOW_ID": 99,
    "VTE_VERSION": 777,
    "WT_SESSION": 9,
    "ConEmuPID": 9,
}
"""The number of the sequence that each terminal takes for a notification."""


def notification(text: str, environ: Mapping[str, str]) -> str:
    """Return the sequence that shows a desktop notification; empty where none is known.

    Inside tmux it is wrapped; tmux passes it on where `allow-passthrough` is on.
    """
    number = _number(environ)
    if number is None:
        return ""
    words = clean(text).replace(";", ",")  # a semicolon would begin a field of its own
    body = {99: f"99;;supple: {words}", 777: f"777;notify;supple;{words}", 9: f"9;supple: {words}"}
    sequence = f"{_ESC}]{body[number]}{_ST}"
    if environ.get("TMUX"):
        return f"{_ESC}Ptmux;{sequence.replace(_ESC, 2 * _ESC)}{_ST}"
    return sequence


def _number(environ: Mapping[str, str]) -> int | None:
    found = _BY_TERM.get(environ.get("TERM", ""))
    found = found or _BY_PROGRAM.get(environ.get("TERM_PROGRAM", ""))
    return found or next(
        (number for name, number in _BY_VARIABLE.items() if environ.get(name)), None
    )


class TerminalTitle:
    """The title of the terminal, progress, and notifications.

    Args:
        write: Writes to the terminal.
        environ: The environment, to tell what the terminal can do.
        titled: Whether to change its title.
        progressing: Whether to show progress, where the terminal is known to do it.
        notifying: Whether to send notifications.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        environ: Mapping[str, str],
        *,
        titled: bool,
        progressing: bool = False,
        notifying: bool,
    ) -> None:
        self._write, self._environ = write, environ
        self._titled, self._notifying = titled, notifying
        self._progressing = progressing and shows_progress(environ)
        self._title = ""
        self._percent: int | None = None

    def show(self, text: str) -> None:
        """Show a title, if it is another one."""
        if not self._titled or text == self._title:
            return
        keep = "" if self._title else _KEEP_TITLE
        self._title = text
        self._write(f"{keep}{_ESC}]2;{clean(text)}{_BEL}")

    def show_progress(self, percent: int) -> None:
        """Show how much is done, 0-100 per cent, if that is another number."""
        if self._progressing and percent != self._percent:
            self._percent = percent
            self._write(progress(percent))

    def notify(self, text: str) -> None:
        """Show a notification, where the terminal can do it."""
        if self._notifying and (sequence := notification(text, self._environ)):
            self._write(sequence)

    def close(self) -> None:
        """Give the old title back, and take the progress away."""
        if self._percent is not None:
            self._percent = None
            self._write(NO_PROGRESS)
        if self._title:
            self._title = ""
            self._write(f"{_ESC}]2;{_BEL}{_OLD_TITLE}")
