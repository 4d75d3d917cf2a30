"""What is said when: words wait for the tone before them, and nothing is cut off."""

import re
from collections import deque
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

LETTERS_A_WORD = 6
"""A word of English with the space after it, in characters: programs that speak count so."""
_SENTENCE_ENDS = re.compile(r"[.?!](?=\s|$)")
"""After each a voice is silent for about a word."""
_DIGIT = re.compile(r"\d")
_WORDS_A_DIGIT = 0.6
"""What a digit takes longer than a letter."""
_START_SECONDS = 0.15
"""What a voice takes to be heard, and to be noticed to have ended, at the most usual."""
_HEARD = 12
"""Of so many utterances its tempo is worked out (our judgement)."""
_QUICKEST = 0.2
"""Of what is expected: one that has ended sooner speaks on unheard, or not at all."""
_BELIEF = 0.3
"""How much what is usual counts against one utterance that was heard (our judgement)."""
LONGEST_SAID = 500
"""Characters said in one go, about half a minute; an exercise of one's own may have more (our
judgement)."""


def short_enough(words: str) -> str:
    """Return words, cut behind a sentence or else a word where they are too many to be said."""
    if len(words) <= LONGEST_SAID:
        return words
    cut = words[:LONGEST_SAID]
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(cut)]
    return cut[: ends[-1]] if ends else cut.rpartition(" ")[0] or cut


def seconds_to_say(words: str, rate: int) -> float:
    """Return how long a voice takes for words, in seconds, before it was heard.

    With espeak-ng at 120, 170 and 220 words a minute it was at most 20 % off, mostly 8 %.

    Args:
        words: What it says.
        rate: Words a minute it was told to speak, from 1.
    """
    spoken = len(words) / LETTERS_A_WORD + _WORDS_A_DIGIT * len(_DIGIT.findall(words))
    return 60 * (spoken + len(_SENTENCE_ENDS.findall(words))) / rate


class Utterance(msgspec.Struct, frozen=True):
    """Something to be said in one go; times are readings of one monotonic clock, in seconds."""

    words: str
    details: tuple[str, ...] = ()
    """What is said after the words as far as there is time, a sentence or more each."""
    not_before: float = 0.0
    """When the tone that comes with it is over."""
    until: float | None = None
    """When it must have begun, else it is left out; None for what is said in its turn."""
    ends_by: float | None = None
    """When it must be over: details that take longer are left out, and all of it if it passes;
    None for what may take its time."""
    urgent: bool = False
    """Whether it may break off a screen reader."""
    beat: bool = False
    """Whether its words begin one second after the other, as those of the three-two-one do."""
    again: bool = False
    """Whether it is said once more when an answer to a key has broken it off."""

    @property
    def said(self) -> str:
        """All that is said."""
        return " ".join(filter(None, (self.words, *self.details)))


class SpeechQueue:
    """What is to be said, in the order it came.

    Whoever speaks asks for the next utterance when the last one has ended. Only `clear`, for a
    key that a person pressed, takes back what was not said yet.
    """

    def __init__(self) -> None:
        self._waiting: list[Utterance] = []

    def add(self, utterance: Utterance) -> None:
        """Say something when all before it is said."""
        self._waiting.append(utterance)

    def take(self, now: float, seconds_for: Callable[[str], float]) -> Utterance | None:
        """Return what to say now, with nothing being said; None when it is not time yet.

        Args:
            now: Reading of the clock.
            seconds_for: How long words take to be said.
        """
        while self._waiting:
            first = self._waiting[0]
            if now < first.not_before:
                return None
            self._waiting.pop(0)
            room = None if first.ends_by is None else first.ends_by - now
            if (left := _fitting(first, now, room, seconds_for)) is not None:
                return left
        return None

    def put_back(self, utterance: Utterance) -> None:
        """Say something before all that waits, as it was broken off."""
        self._waiting.insert(0, utterance)

    @property
    def waiting(self) -> Sequence[Utterance]:
        """What is not said yet."""
        return tuple(self._waiting)

    @property
    def due(self) -> float | None:
        """When there may be something to say next; None when nothing waits."""
        return self._waiting[0].not_before if self._waiting else None

    def clear(self) -> None:
        """Say nothing of it."""
        self._waiting.clear()


def _fitting(
    utterance: Utterance, now: float, room: float | None, seconds_for: Callable[[str], float]
) -> Utterance | None:
    """Return what there is time for; None for what came too late, or passes and takes too long.

    Args:
        utterance: What was to be said.
        now: Reading of the clock.
        room: Seconds there are for it; None for as many as it takes.
        seconds_for: How long words take to be said.
    """
    passes = utterance.until is not None
    if utterance.until is not None and now > utterance.until:
        return None
    while room is not None and seconds_for(utterance.said) > room:
        if not utterance.details:
            return None if passes else utterance
        utterance = replace(utterance, details=utterance.details[:-1])
    return utterance


class Tempo:
    """How long one voice takes for words: at first as it was told, then as it was heard.

    Args:
        rate: Words a minute it was told to speak, from 1.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._heard: deque[tuple[float, float]] = deque(maxlen=_HEARD)

    def seconds_for(self, words: str) -> float:
        """Return how long the voice is likely to take, from being told to its last sound."""
        start, stretch = self._line()
        return start + stretch * seconds_to_say(words, self._rate)

    @property
    def start(self) -> float:
        """Seconds that it takes to be heard and to be noticed to have ended, as far as is known."""
        return self._line()[0]

    def learn(self, words: str, seconds: float) -> None:
        """Note how long words took that were said to their end."""
        told = seconds_to_say(words, self._rate)
        if seconds >= _QUICKEST * told:
            self._heard.append((told, seconds))

    def _line(self) -> tuple[float, float]:
        """Return the start in seconds, and how many times longer than told each word takes.

        Least squares of what was heard, and of what is usual as if it had been heard a little:
        one long utterance tells much of the speed and little of the start, a short one the reverse.
        """
        count, told, squares = _BELIEF, 0.0, _BELIEF
        heard, products = _BELIEF * _START_SECONDS, _BELIEF
        for t, h in self._heard:
            count, told, squares = count + 1, told + t, squares + t * t
            heard, products = heard + h, products + t * h
        start = (heard * squares - told * products) / (count * squares - told * told)
        if start < 0:
            return 0.0, products / squares
        return start, max(0.0, (heard - start * count) / told) if told else 1.0
