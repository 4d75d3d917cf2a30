"""Talks to speech-dispatcher over its socket, in its protocol SSIP, and never waits for it."""

import os
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

_PORT = 6560
"""Where speech-dispatcher listens on the network of this computer if it is not told otherwise."""
_LOOPBACK = re.compile(r"127(\.\d{1,3}){3}")
_LINE = re.compile(r"(\d{3})([- ])(.*)")
"""The code, whether it is the last line with it, and what is told."""
_MOST_AT_ONCE, _MOST_LINES = 65_536, 1_000
"""No line is nearly as long, in bytes, and no answer but a list has as many of them."""
_ENDED = "it has ended"
_STRANGE = "its answer is not understood"
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class SsipError(Exception):
    """It cannot be talked to; the text says why, as the rest of a sentence."""


class Closed(SsipError):
    """It has ended, and may be there again at once."""


class Answer(Struct, frozen=True):
    """What it tells: that a command was obeyed or not, or what has become of a message."""

    code: int
    """2xx when all is well, 7xx for news of a message, else an error."""
    lines: tuple[str, ...]
    """What comes with it; of a message its number is the first."""


class Address(Struct, frozen=True):
    """Where speech-dispatcher listens on this computer."""

    path: str = ""
    """Its socket in the file system; empty for a port."""
    host: str = ""
    """A number of this computer itself, when there is no path."""
    port: int = _PORT

    @property
    def exists(self) -> bool:
        """Whether there may be something at it."""
        return not self.path or Path(self.path).exists()


def usual_address(environ: Mapping[str, str]) -> Address | None:
    """Return where it listens when nobody has told it otherwise; None where it never would."""
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not folder or not hasattr(socket, "AF_UNIX"):
        return None
    return Address(os.path.join(folder, "speech-dispatcher", "speechd.sock"))


def told_address(environ: Mapping[str, str]) -> Address | None:
    """Return the address in `SPEECHD_ADDRESS`; None when none is given.

    Raises:
        SsipError: It cannot be used. Nobody is to be spoken to over the network.
    """
    told = environ.get("SPEECHD_ADDRESS", "")
    method, _, place = told.partition(":")
    if method == "unix_socket" and hasattr(socket, "AF_UNIX"):
        return Address(place) if place else usual_address(environ)
    if method == "inet_socket":
        host, _, port = place.partition(":")
        host = "127.0.0.1" if host in ("", "localhost") else host
        if not _LOOPBACK.fullmatch(host):
            raise SsipError("SPEECHD_ADDRESS is on another computer")
        if not port or (port.isdecimal() and int(port) < 2**16):
            return Address(host=host, port=int(port or _PORT))
    if told:
        raise SsipError("SPEECHD_ADDRESS cannot be read")
    return None


class Connection:
    """A connection that is never waited for: what it was not ready to take goes out later.

    Args:
        address: Where it listens.
        most_lines: What has more lines is no answer of a speech-dispatcher.

    Raises:
        OSError: Nobody listens there now.
    """

    def __init__(self, address: Address, most_lines: int = _MOST_LINES) -> None:
        self._most_lines = most_lines
        family = socket.AF_UNIX if address.path else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.setblocking(False)
        self._to_send, self._begun = b"", b""
        self._lines: list[str] = []
        try:
            self._socket.connect(address.path or (address.host, address.port))
        except BlockingIOError:
            if address.path:  # too many wait for it already
                self._socket.close()
                raise
        except OSError:
            self._socket.close()
            raise

    def send(self, *lines: str) -> None:
        """Send lines, as far as they are taken; that it is not there is told by the next look."""
        self._to_send += "".join(f"{line}\r\n" for line in lines).encode(errors="replace")
        with suppress(OSError):
            self._flush()

    def answers(self) -> Iterator[Answer]:
        """Send what is left, and yield what has been answered since the last look.

        Raises:
            SsipError: It has ended, or it is no speech-dispatcher.
        """
        try:
            self._flush()
            came = self._socket.recv(_MOST_AT_ONCE)
        except BlockingIOError:
            return
        except OSError as error:
            raise Closed(_ENDED) from error
        if not came:
            raise Closed(_ENDED)
        *whole, self._begun = (self._begun + came).split(b"\n")
        if len(self._begun) > _MOST_AT_ONCE or len(self._lines) > self._most_lines:
            raise SsipError(_STRANGE)
        for line in whole:
            yield from self._taken(line.decode(errors="replace").rstrip("\r"))

    def _taken(self, line: str) -> Iterator[Answer]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise SsipError(_STRANGE)
        code, sign, text = match.groups()
        if sign == "-":
            self._lines.append(text)
        else:
            yield Answer(int(code), (*self._lines, text))
            self._lines.clear()

    def _flush(self) -> None:
        while self._to_send:
            self._to_send = self._to_send[self._socket.send(self._to_send) :]

    def close(self) -> None:
        """Take back what is not said yet, and take leave."""
        self.send("CANCEL SELF", "QUIT")
        self._socket.close()


def marked_up(words: str) -> str:
    """Return words so that they are data, not markup."""
    return "".join(_ESCAPED.get(letter, letter) for letter in words)


def message(markup: str) -> tuple[str, ...]:
    """Return the lines that speak a text with markup.

    The text is one line that begins with a tag: none that ends it early, or is taken for the end.
    """
    return "SPEAK", f"<speak>{' '.join(markup.split())}</speak>", "."
