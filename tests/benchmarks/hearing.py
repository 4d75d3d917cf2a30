"""Records whole sessions and compares what is heard with what was to be heard, and when.

`python -m tests.benchmarks.hearing [RATE ...]`, 120, 170 and 220 words a minute unless told. First
steps, the massage and a hold that lasts until it eases are led in plain mode without a keyboard,
side by side, each with a device for its tones and one for its voice; nine minutes. On a machine
that has other things to do the worst figures tell of those: the middle ones do not.
"""

import os
import re
import selectors
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks import recording
from tests.benchmarks.recording import Played, Recording, Span
from tests.benchmarks.table import Aim
from tests.benchmarks.terminal import environment, supple

RATES = (120, 170, 220)
ROUTINES = ("first-steps", "massage", "eased")
AIMS = (
    Aim("utterances cut off", "", 0, 0),
    Aim("words over words, most", "ms", 50, 0),
    Aim("words over tones, most", "ms", 50, 0),
    Aim("lateness, middle", "ms", 100, 50),
    Aim("lateness, most", "ms", 150, 100),
    Aim("rhythm of three-two-one, most off", "ms", 150, 50),
    Aim("silence in a hold, longest", "s", 16, 15),
    Aim("error of a hold, middle", "ms", 5, 1),
    Aim("error of a hold, most", "ms", 20, 10),
    Aim("CPU, with all it started", "%", 3, 1),
)
LATE_SECONDS = 0.15
"""What is said later than this is named."""
SETTINGS = """bell = "off"
tones = "on"
speech = "on"
spoken_steps = "always"
reading_time = false
speech_rate = {rate}
[acknowledged]
version = 1000000
on = 2026-01-01
"""
OWN = """[[routine]]
id = "eased"
name = "Eased"
items = [{ exercise = "crossed-leg-stretch", reps = 1 }]
"""
_STAGGER_SECONDS = 1.7
"""Between the starts of two sessions, so that none waits for the other's start."""
_LINE = re.compile(r"\s*\d+:\d\d  (.*)")
_SECONDS = re.compile(r"(\d+) seconds")
_MARK = re.compile(r"<[^>]*>|\s")
_IN_HOLDS = ("count", "still", "half-way", "ask", "half-session")
"""Tones that do not end a hold."""
_SAME_MOMENT_SECONDS = 0.25
_BETWEEN_WORDS_SECONDS = 0.25
_EARLY_SECONDS = 0.03
"""So much earlier than it was the recording may have it."""
_AFTER_SECONDS = 0.3
"""What was played may be recorded so long after its program has ended."""


class Heard(NamedTuple):
    """Something that was played, and where it is in the recording."""

    played: Played
    spans: list[Span]

    @property
    def whole(self) -> Span:
        """From its first sound to its last."""
        ran = self.played.ran
        return Span(self.spans[0].start, self.spans[-1].end) if self.spans else Span(ran[0], ran[0])


class Ear:
    """One session and its recordings.

    Args:
        folder: Where it may write.
        routine: What is led.
        rate: Words a minute.
        leading: The variables that lead to the sound server.
    """

    def __init__(self, folder: Path, routine: str, rate: int, leading: Mapping[str, str]) -> None:
        self.name, self._folder, self._leading = f"{routine} at {rate}", folder, leading
        self._routine, self._rate = routine, rate
        self.tones, self.voice = Recording(), Recording()
        self.lines: list[tuple[float, str]] = []
        self.cpu = 0.0
        self._begun = 0.0

    @staticmethod
    def sinks(routine: str, rate: int) -> tuple[str, str]:
        """The devices for tones and voice."""
        return f"tones_{routine}_{rate}".replace("-", "_"), f"voice_{routine}_{rate}".replace(
            "-", "_"
        )

    def prepare(self) -> None:
        """Write what the session reads."""
        tones, voice = self.sinks(self._routine, self._rate)
        recording.wrap(self._folder / "bin", "paplay", tones)
        recording.wrap(self._folder / "bin", "espeak-ng", voice)
        data = self._folder / "data"
        data.mkdir()
        (data / "settings.toml").write_text(SETTINGS.format(rate=self._rate))
        (data / "routines.toml").write_text(OWN)

    def record(self) -> tuple["subprocess.Popen[bytes]", "subprocess.Popen[bytes]"]:
        """Begin to record tones and voice."""
        tones, voice = self.sinks(self._routine, self._rate)
        return recording.recorder(tones, self._leading), recording.recorder(voice, self._leading)

    def start(self) -> "subprocess.Popen[bytes]":
        """Begin the session."""
        self._begun = recording.now()
        return subprocess.Popen(
            [supple(), "--data-dir", self._folder / "data", "start", self._routine, "--plain"],
            env={**environment(self._folder), **self._leading, "PATH": f"{self._folder / 'bin'}"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            bufsize=0,
        )

    def read(self, data: bytes) -> None:
        """Note the moment of each line that is printed."""
        for line in data.decode().splitlines():
            if (match := _LINE.match(line)) is not None:
                self.lines.append((recording.now(), match[1]))

    def ended(self, process: "subprocess.Popen[bytes]") -> "Ear":
        """Note what it took, with all that it started."""
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        self.cpu = 100 * (used.ru_utime + used.ru_stime) / (recording.now() - self._begun)
        return self

    # What came of it.

    def figures(self) -> tuple[float, ...]:
        """One for each of `AIMS`."""
        tones, voice = self._heard("paplay", self.tones), self._heard("espeak-ng", self.voice)
        cut = sum(each.played.ran.end == float("inf") for each in voice)
        over_words = max(
            (a.played.ran.shared(b.played.ran) for a, b in pairwise(voice)),
            default=0.0,
        )
        over_tones = max(
            sum(a.shared(b) for a in said.spans for b in tone.spans)
            for said in voice
            for tone in tones
        )
        holds = self._holds(tones)
        heard = [span for each in (*tones, *voice) for span in each.spans]
        silence = max(recording.longest_silence(hold, heard) for hold, _ in holds)
        errors = [1000 * abs(hold.seconds - planned) for hold, planned in holds]
        late = self._lateness(tones, voice)
        seconds = (over_words, over_tones, median(late), max(late), _rhythm(voice))
        figures = (cut, *(1000 * each for each in seconds), silence)
        return (*figures, median(errors), max(errors), self.cpu)

    def _heard(self, program: str, taken: Recording) -> list[Heard]:
        """What a program played, with its sounds."""
        runs = [each for each in recording.played(self._folder / "bin") if each.name == program]
        spans, found = taken.spans(), []
        for number, run in enumerate(runs):
            following = runs[number + 1].ran.start if number + 1 < len(runs) else float("inf")
            begun = run.ran.start - _EARLY_SECONDS
            end = min(run.ran.end + _AFTER_SECONDS, following - _EARLY_SECONDS)
            own = [each for each in spans if begun <= each.start < end]
            found.append(Heard(run, own))
        return found

    def _holds(self, tones: list[Heard]) -> list[tuple[Span, float]]:
        """From when to when each hold or step of the massage lasted, and how long it was to."""
        holds, begun = [], 0.0
        for tone in tones:
            at, kind = tone.played.ran.start, Path(tone.played.what).name.rpartition("-")[0]
            if kind in _IN_HOLDS:
                continue
            if begun:
                holds.append((Span(begun, at), self._planned(begun)))
            begun = at if kind == "hold" else 0.0
        return holds

    def _planned(self, at: float) -> float:
        """Seconds that were announced at a moment."""
        for moment, words in self.lines:
            if abs(moment - at) < _SAME_MOMENT_SECONDS and (told := _SECONDS.search(words)):
                return float(told[1])
        raise AssertionError(f"{self.name}: nothing was announced with a hold")

    def _lateness(self, tones: list[Heard], voice: list[Heard]) -> list[float]:
        """How long after it could be said each thing was said; names what was left out or late."""
        lateness, before, lines = list[float](), 0.0, list(self.lines)
        for said in voice:
            while lines and not _begins(said.played.what, lines[0][1]):
                print(f"  {self.name}: not said: {lines.pop(0)[1]}")
            at = lines.pop(0)[0] if lines else 0.0
            rest = _MARK.sub("", said.played.what)
            while lines and lines[0][0] - at < _SAME_MOMENT_SECONDS and _within(rest, lines[0][1]):
                lines.pop(0)
            due = max((at, before, *(_over(tone) for tone in tones if _belongs(tone, at))))
            late = said.whole.start - due
            if late > LATE_SECONDS:
                print(f"  {self.name}: {1000 * late:.0f} ms late: {said.played.what}")
            lateness.append(late)
            before = said.played.ran.end
        return lateness


def _begins(said: str, line: str) -> bool:
    """Whether words are those of a line, or its first ones, with more of the same moment or not."""
    said, line = _MARK.sub("", said), _MARK.sub("", line)
    return said.startswith(line) or line.startswith(said)


def _within(said: str, line: str) -> bool:
    return _MARK.sub("", line) in said


def _belongs(tone: Heard, at: float) -> bool:
    return abs(tone.played.ran.start - at) < _SAME_MOMENT_SECONDS


def _over(tone: Heard) -> float:
    """When words may begin: with the three-two-one, after its first tone."""
    if not tone.spans:
        return 0.0
    counts = Path(tone.played.what).name.startswith("count")
    return tone.spans[0].end if counts else tone.whole.end


def _rhythm(voice: list[Heard]) -> float:
    """How far the words of the three-two-one are from one second apart, at the most."""
    off = [0.0]
    for said in voice:
        if "<break" not in said.played.what:
            continue
        words = recording.words_of(said.spans, _BETWEEN_WORDS_SECONDS)
        if len(words) != said.played.what.count("<break") + 1:
            print(f"  {len(words)} words are heard of: {said.played.what}")
        off += [abs(b.start - a.start - 1.0) for a, b in pairwise(words)]
    return max(off)


def listen(ears: list[Ear]) -> None:
    """Run all sessions side by side, and record them to their end."""
    recorders, waiting, running = [], list(ears), set[Ear]()
    with selectors.DefaultSelector() as selector:

        def follow(
            process: "subprocess.Popen[bytes]",
            take: Callable[[bytes], None],
            ended: Callable[[], None],
        ) -> None:
            assert process.stdout is not None
            selector.register(process.stdout, selectors.EVENT_READ, (take, ended))

        def begin(ear: Ear) -> None:
            running.add(ear)
            process = ear.start()
            follow(process, ear.read, lambda: running.remove(ear.ended(process)))

        for ear in ears:
            for process, taken in zip(ear.record(), (ear.tones, ear.voice), strict=True):
                follow(process, taken.take, _gone)
                recorders.append(process)
        next_start = recording.now() + _STAGGER_SECONDS
        while waiting or running:
            if waiting and recording.now() > next_start:
                next_start = recording.now() + _STAGGER_SECONDS
                begin(waiting.pop(0))
            for key, _ in selector.select(0.2):
                take, ended = key.data
                if data := os.read(key.fd, 1 << 16):
                    take(data)
                else:
                    selector.unregister(key.fileobj)
                    ended()
        for process in recorders:
            process.kill()
            process.wait()


def _gone() -> None:
    raise AssertionError("the sound server has ended")


def main(rates: tuple[int, ...]) -> None:
    """Record, and print the table; a sentence where something is missing."""
    missing = [name for name in (*recording.NEEDED, "espeak-ng") if not recording.found(name)]
    if missing:
        print(f"By ear: not measured, as {', '.join(missing)} is not on this computer.")
        return
    pairs = [(routine, rate) for rate in rates for routine in ROUTINES]
    sinks = [sink for pair in pairs for sink in Ear.sinks(*pair)]
    with TemporaryDirectory(prefix="supple-hearing-") as name:
        folder = Path(name)
        with recording.sound_server(folder, sinks) as leading:
            ears = []
            for routine, rate in pairs:
                own = folder / f"{routine}-{rate}"
                own.mkdir()
                ears.append(Ear(own, routine, rate, leading))
                ears[-1].prepare()
            listen(ears)
        report(ears)


def report(ears: list[Ear]) -> None:
    """Print a line for each session, then the worst of all beside what is aimed at."""
    all_figures = [ear.figures() for ear in ears]
    for ear, figures in zip(ears, all_figures, strict=True):
        print(f"{ear.name:20}", *(f"{figure:9.1f}" for figure in figures))
    for aim, *each in zip(AIMS, *all_figures, strict=True):
        worst = max(each)
        verdict = "met" if worst <= aim.must else "missed"
        print(f"{aim.name:34} {worst:9.1f} {aim.unit:3} must {aim.must:g}: {verdict}")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or RATES)
