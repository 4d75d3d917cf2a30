"""The one voice of a run of the program: says one thing after the other, and cuts nothing off."""

from typing import Protocol

from msgspec.structs import replace

from library.session.speaking import (
    SpeechQueue,
    Tempo,
    Utterance,
    seconds_to_say,
    short_enough,
)
from library.settings import Settings
from tui.cues.speech_dispatcher import SpeechDispatcher
from tui.cues.speech_programs import SpeechPrograms, spoken

_SLACK = 3.0
"""Nobody takes longer than this many times what was told, whatever was learnt: what a voice may
take must not grow with what it took, or each pause would wait longer than the one before."""
_PATIENCE_SECONDS = 4.0
"""What is waited besides, before a voice counts as hanging."""
_TRY_SECONDS = 0.5
"""The same where somebody waits to learn whether it works (our judgement)."""
_LATEST_START_SECONDS = 0.8
"""A voice that takes longer to be heard would count into the hold (our judgement)."""
_LOOK_SECONDS = 0.05
"""How often to look whether something has ended while more waits to be said."""


class Means(Protocol):
    """What a voice speaks through; times are readings of the monotonic clock, in seconds."""

    @property
    def name(self) -> str:
        """What it is called; empty when there is none."""
        ...

    @property
    def problem(self) -> str:
        """Why it cannot be heard, without the full stop; empty when all is well."""
        ...

    @property
    def failed(self) -> bool:
        """Whether it seemed to work and was found not to."""
        ...

    @property
    def in_doubt(self) -> bool:
        """Whether it is not known just now if it works."""
        ...

    @property
    def busy(self) -> bool:
        """Whether it is saying something, or finds out whether it can."""
        ...

    @property
    def was_held_up(self) -> bool:
        """Whether others who spoke, or its own start, held up what it said last."""
        ...

    def say(self, utterance: Utterance, now: float, *, expected: float, patience: float) -> None:
        """Begin to say something, with nothing being said.

        Args:
            utterance: What to say.
            now: Reading of the clock.
            expected: Seconds it is likely to take.
            patience: Seconds after which it counts as hanging, and is ended.
        """
        ...

    def tick(self, now: float) -> None:
        """Find out what has ended or failed."""
        ...

    def look_again(self, now: float) -> None:
        """Find out, after a while, whether it can be used again."""
        ...

    def silence(self, now: float) -> None:
        """Be silent at once."""
        ...

    def close(self, now: float) -> None:
        """Leave nothing behind."""
        ...


def _means(settings: Settings) -> tuple[Means, ...]:
    """Return what there may be to speak through, the best first."""
    programs = SpeechPrograms(settings)
    if settings.speech_command or programs.name == "say":
        return (programs,)
    return SpeechDispatcher(settings), programs


class Voice:
    """Says words, each when those before are said; only a key that was pressed silences it.

    Times are readings of the monotonic clock, in seconds.

    Args:
        settings: How it is to speak.
    """

    def __init__(self, settings: Settings) -> None:
        self._all = _means(settings)
        self._speaking: Means = self._all[0]
        """That through which something is said, or was said last."""
        self._queue = SpeechQueue()
        self._rate = settings.speech_rate
        self._tempo = Tempo(self._rate)
        self._said: Utterance | None = None
        self._since = 0.0
        self._spoke_through = ""
        self.given = 0
        """How much it was given to say, since the start of the program."""

    @property
    def over(self) -> int:
        """How much of that was said, left out or silenced."""
        return self.given - len(self._unheard)

    @property
    def _unheard(self) -> list[Utterance]:
        """What is being said, and what waits."""
        begun = [] if self._said is None else [self._said]
        return [*begun, *self._queue.waiting]

    @property
    def _means(self) -> Means:
        """The first that can be used; the last one where none can."""
        return next((each for each in self._all if each.name), self._all[-1])

    def say(self, utterance: Utterance, now: float) -> None:
        """Say something when all before it is said."""
        words, *details = (
            short_enough(spoken(each)) for each in (utterance.words, *utterance.details)
        )
        if words:
            self.given += 1
            self._queue.add(replace(utterance, words=words, details=tuple(details)))
            self.tick(now)

    def answer(self, now: float, *utterances: Utterance) -> None:
        """Say something at once, as a key asks for it; what is to be said all the same follows."""
        again = [each for each in self._unheard if each.again]
        follow = {each.words for each in again}
        self.silence(now)
        for each in (*(one for one in utterances if one.words not in follow), *again):
            self.say(each, now)

    def try_out(self, words: str, now: float) -> None:
        """Say something, with nothing being said, for whoever waits to learn whether it works."""
        self._begin(Utterance(words), now, _TRY_SECONDS)

    def silence(self, now: float) -> None:
        """Be silent at once, as a key was pressed; what waits is not said either."""
        self._queue.clear()
        self._said = None
        for means in self._all:
            means.silence(now)

    def tick(self, now: float) -> None:
        """Go on: find out what has ended, and begin what is due."""
        for means in self._all:
            means.tick(now)
            if self.problem:
                means.look_again(now)  # headphones come and go
        if self._said is not None and not self._speaking.busy:
            self._end(self._said, now)
        if self._is_occupied or self.in_doubt:
            return
        utterance = self._queue.take(now, self.seconds_for)
        slow = self._tempo.start > _LATEST_START_SECONDS
        if utterance is not None and not (utterance.beat and slow):
            self._begin(utterance, now)

    def _begin(self, utterance: Utterance, now: float, spare: float = _PATIENCE_SECONDS) -> None:
        self._speaking = means = self._means
        self._said, self._since, self._spoke_through = utterance, now, means.name
        expected = self.seconds_for(utterance.said)
        patience = self._longest(utterance.said, spare)
        means.say(utterance, now, expected=expected, patience=patience)

    def _end(self, said: Utterance, now: float) -> None:
        """Learn from what was said to its end; what was broken off is said again by another."""
        self._said = None
        if self._speaking.name != self._spoke_through:
            if self._means.name and said.until is None:
                self._queue.put_back(said)
        elif self._spoke_through and not (said.beat or self._speaking.was_held_up):
            # What has a beat takes its time whatever the voice.
            self._tempo.learn(said.said, now - self._since)

    def seconds_for(self, words: str) -> float:
        """Return how long words are likely to take, from now to their last sound, in seconds.

        Nothing is waited for while nothing can be heard.
        """
        if self.problem:
            return 0.0
        return min(self._tempo.seconds_for(words), self._longest(words))

    def _longest(self, words: str, spare: float = _PATIENCE_SECONDS) -> float:
        """Return how long words may take, in seconds, before the voice counts as hanging."""
        return spare + _SLACK * seconds_to_say(words, self._rate)

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""
        return self._is_occupied or self._said is not None or self._queue.due is not None

    @property
    def _is_occupied(self) -> bool:
        return any(means.busy for means in self._all)

    def seconds_to_next(self, now: float) -> float | None:
        """Return in how many seconds `tick` has something to do; None for nothing soon."""
        due = self._queue.due
        if due is None:
            return None
        return max(_LOOK_SECONDS, due - now) if self._is_occupied else max(0.001, due - now)

    @property
    def name(self) -> str:
        """Through what it speaks; empty for nothing."""
        return self._means.name

    @property
    def problem(self) -> str:
        """Why it cannot be heard, without the full stop; empty when all is well."""
        tried_last = reversed(self._all)
        failed = next((means for means in tried_last if means.failed), self._means)
        return "" if self._means.name else failed.problem

    @property
    def failed(self) -> bool:
        """Whether it seemed to work and was found not to."""
        return not self._means.name and any(means.failed for means in self._all)

    @property
    def in_doubt(self) -> bool:
        """Whether it is not known just now if it can be heard."""
        return any(means.in_doubt for means in self._all)

    def close(self, now: float) -> None:
        """Leave nothing behind."""
        self._queue.clear()
        for means in self._all:
            means.close(now)
