"""Says the words of cues."""

from library.session.cues import Cue, Sound
from library.settings import Settings
from tui.cues.channel import OFF, Channel, Outputs

_SAMPLE = "Ready."
_LATE_SECONDS = 0.15
"""The three-two-one begins with its tones or not at all: later it would count wrongly."""
_PASSING_SECONDS = 1.0
"""What passes, as half-way, is not said later than this: it would not be true (our judgement)."""


class Speech(Channel):
    """Says the words of cues through the voice of this run of the program."""

    title = "Speech"
    needs_device = True

    def __init__(self, settings: Settings, outputs: Outputs) -> None:
        """Take the voice that there is, or make one."""
        from tui.cues.voice import Voice  # only for those who want to be spoken to

        self._made_voice = outputs.voice is None
        self.voice = outputs.voice or Voice(settings)
        """What says the words."""
        self._by_command = bool(settings.speech_command)
        self._may_try, self._untried = outputs.tries_commands or not self._by_command, False

    @classmethod
    def wanted(cls, settings: Settings, outputs: Outputs) -> bool:
        """Return whether it is on; `auto` is, but not at the far end of ssh."""
        return settings.speech == "on" or (settings.speech == "auto" and not outputs.is_remote)

    @classmethod
    def why_off(cls, settings: Settings, outputs: Outputs) -> str:
        """Return whether it is off, or could not be heard from here."""
        auto = settings.speech == "auto"
        return "silent, as this terminal is at the far end of ssh." if auto else OFF

    def play(self, cues: tuple[Cue, ...], now: float, words_at: float = 0.0) -> None:
        """Say the words of these cues in one go, when their tone is over."""
        from library.session.speaking import Utterance  # as the voice

        last, passes = cues[-1], all(cue.sound.passes for cue in cues)
        counts, begins = last.sound is Sound.COUNT, max(now, words_at)
        utterance = Utterance(
            " ".join(cue.words for cue in cues if cue.words),
            tuple(detail for cue in cues for detail in cue.details),
            begins,
            until=begins + (_LATE_SECONDS if counts else _PASSING_SECONDS) if passes else None,
            ends_by=None if counts or last.room is None else now + last.room,
            urgent=any(cue.urgent for cue in cues),
            beat=counts,
            again=any(cue.urgent or cue.sound.leads_in for cue in cues),
        )
        self.voice.say(utterance, now)

    def probe(self, now: float) -> None:
        """Say something, unless that would run a command that is not to be tried."""
        from library.session.speaking import Utterance  # as the voice

        if not self._may_try:
            self._untried = True
        elif self._by_command:  # no other is tried after it: it may take its time
            self.voice.say(Utterance(_SAMPLE), now)
        else:
            self.voice.try_out(_SAMPLE, now)

    def seconds_to_next(self, now: float) -> float | None:
        """Return when the voice goes on to what is to be said next."""
        return self.voice.seconds_to_next(now)

    def tick(self, now: float) -> None:
        """Go on to what is to be said next."""
        self.voice.tick(now)

    def silence(self, now: float) -> None:
        """Be silent at once."""
        self.voice.silence(now)

    def close(self, now: float) -> None:
        """End what was begun, unless it is the voice of the whole program."""
        if self._made_voice:
            self.voice.close(now)

    @property
    def means(self) -> str:
        """Through what it speaks."""
        if self._untried:
            return f"{self.voice.name} speaks; it was not tried, as it is a command of yours"
        return f"{self.voice.name} speaks"

    @property
    def problem(self) -> str:
        """Why it cannot be heard, without the full stop; empty when all is well."""
        return self.voice.problem

    @property
    def failed(self) -> bool:
        """Whether it seemed to work and was found not to."""
        return self.voice.failed

    @property
    def in_doubt(self) -> bool:
        """Whether it is not known just now if it can be heard."""
        return self.voice.in_doubt

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said."""
        return self.voice.busy

    @property
    def busy(self) -> bool:
        """Whether something is being said."""
        return self.voice.busy
