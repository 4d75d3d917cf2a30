"""A speech-dispatcher for tests: it answers as the real one, or as a test has it answer."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from library.session.speaking import Utterance
from tests.tui.cues.programs import until
from tui.cues.speech_dispatcher import ANSWER_SECONDS, OTHERS_SECONDS
from tui.cues.voice import Voice

USUAL = {
    "SPEAK": "230 OK RECEIVING DATA",
    "CANCEL": "213 OK CANCELED",
    "QUIT": "231 HAPPY HACKING",
}
LONGEST = ANSWER_SECONDS + OTHERS_SECONDS + 10
"""Nothing is waited for any longer, in seconds."""
NEWS = {"BEGIN": 701, "END": 702, "CANCELED": 703}


class Daemon:
    """Listens at a socket and serves one client, whenever it is told to.

    Args:
        runtime: The folder of the variable `XDG_RUNTIME_DIR`.
    """

    def __init__(self, runtime: Path) -> None:
        self.path = runtime / "speech-dispatcher" / "speechd.sock"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.commands: list[str] = []
        """What it was told, but for the words."""
        self.said: list[str] = []
        """What it was to say, with its markup."""
        self.clients = 0
        self.answer: Callable[[str], str | None] = lambda command: None
        """Finds another answer than the usual one; an empty one is none at all."""
        self.plays: Callable[[str], tuple[str, ...]] = lambda text: ("BEGIN", "END")
        """What becomes of a text at once."""
        self._client: socket.socket | None = None
        self._came, self._text, self._reads = "", "", False
        self.listen()

    def listen(self) -> None:
        """Be there, for the first time or again."""
        self.path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen()
        self.listener.setblocking(False)

    def end(self) -> None:
        """End, as it does when it is killed."""
        self.listener.close()
        self.leave()
        self.path.unlink(missing_ok=True)

    def leave(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def serve(self) -> None:
        """Do what it was told since the last time."""
        with suppress(OSError):  # nobody calls, or it has ended
            client, _ = self.listener.accept()
            client.setblocking(False)
            self.leave()
            self._client, self._came, self._reads = client, "", False
            self.clients += 1
        while self._client is not None:
            try:
                came = self._client.recv(65536).decode()
            except OSError:  # nothing new, or the client is gone
                return
            if not came:
                return
            *lines, self._came = (self._came + came).split("\r\n")
            for line in lines:
                if self._client is not None:
                    self._obey(line)

    def _obey(self, line: str) -> None:
        if not self._reads:
            self.commands.append(line)
            told = self._tell(line, USUAL.get(line.split()[0], "200 OK"))
            self._reads = line == "SPEAK" and told.startswith("230")
        elif line != ".":
            self._text = line
        else:
            self._reads = False
            self.said.append(self._text)
            number = len(self.said)
            self._tell("MESSAGE", f"225-{number}\r\n225 OK MESSAGE QUEUED")
            for news in self.plays(self._text):
                self.tell(news)

    def _tell(self, command: str, usual: str) -> str:
        other = self.answer(command)
        if told := usual if other is None else other:
            self._send(told)
        return told

    def tell(self, news: str, number: int | None = None) -> None:
        """Tell what has become of a message, by default the last one."""
        code, which = NEWS[news], len(self.said) if number is None else number
        self._send(f"{code}-{which}\r\n{code}-1\r\n{code} {news}")

    def _send(self, told: str) -> None:
        """Send as much as is taken; a client that left hears nothing."""
        with suppress(OSError):
            if self._client is not None:
                self._client.sendall(f"{told}\r\n".encode())


class Talk:
    """A voice and the daemon it may speak through, at moments of one clock."""

    def __init__(self, voice: Voice, daemon: Daemon) -> None:
        self.voice, self.daemon, self.now = voice, daemon, 0.0

    def look(self, seconds: float = 0.0) -> None:
        """Let time pass and both do what there is to do."""
        self.now += seconds
        for _ in range(3):
            self.voice.tick(self.now)
            self.daemon.serve()
        self.voice.tick(self.now)

    def say(self, words: str, **how: object) -> None:
        """Have the voice say something."""
        self.voice.say(Utterance(words, **how), self.now)  # type: ignore[arg-type]
        self.look()

    def until_silent(self) -> None:
        """Wait for programs as well."""

        def is_silent() -> bool:
            self.look()
            return not self.voice.busy

        until(is_silent)

    def seconds(self, most: float) -> Iterator[float]:
        """Pass quarters of a second until the voice is silent."""
        passed = 0.0
        while self.voice.busy:
            assert passed <= most, "it waits for ever"
            self.look(0.25)
            passed += 0.25
            yield passed
