"""A voice that says all at once, and what was heard of it."""

from collections.abc import Sequence

import pytest

from library.session.speaking import Utterance
from library.settings import Settings

SILENCE = "(silence)"


class Heard:
    """What voices have said, in order; where one was silenced it says so once."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.is_endless = False
        """Whether what is said from now on is never over by itself."""
        self.voices: list[HeardVoice] = []

    @property
    def all(self) -> str:
        return "\n".join(self.words)

    def since(self, words: str) -> Sequence[str]:
        """What was said after some words were said first."""
        return self.words[self.words.index(words) + 1 :]


class HeardVoice:
    """A voice that needs no time."""

    name, problem, failed, in_doubt = "a voice", "", False, False

    def __init__(self, heard: Heard, settings: Settings) -> None:
        self._heard, self.settings = heard, settings
        self.busy = self.closed = False
        self.given = self.over = 0

    def say(self, utterance: Utterance, now: float) -> None:
        self._heard.words.append(utterance.said)
        self.given += 1
        self.over = self.over if self._heard.is_endless else self.given

    def answer(self, now: float, *utterances: Utterance) -> None:
        self.silence(now)
        for each in utterances:
            self.say(each, now)

    def silence(self, now: float) -> None:
        self.over = self.given
        if self._heard.words and self._heard.words[-1] != SILENCE:
            self._heard.words.append(SILENCE)

    def tick(self, now: float) -> None:
        pass

    def seconds_for(self, words: str) -> float:
        return 0.0

    def seconds_to_next(self, now: float) -> float | None:
        return None

    def close(self, now: float) -> None:
        self.closed = True


def hear(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """Give every run a voice of this kind where one is wanted."""
    heard = Heard()

    def make(settings: Settings) -> HeardVoice:
        heard.voices.append(HeardVoice(heard, settings))
        return heard.voices[-1]

    monkeypatch.setattr("tui.cues.voice.Voice", make)
    return heard
