"""Records what is played: a sound server of our own, whose devices nobody hears."""

import os
import shutil
import subprocess
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

RATE = 8000
"""Samples a second that are recorded."""
WINDOW_SECONDS = 0.01
LOUD = 150
"""Of 32768: what is louder is heard; where nothing is played the devices give zeros."""
NEEDED = ("pulseaudio", "pactl", "parec", "paplay")
_PART = 10 * RATE
"""Samples of a part, of which each tells its own time."""
_LATENCY_MILLISECONDS = 20
_START_SECONDS = 10.0


def now() -> float:
    """Seconds since 1970, as shells tell them."""
    return time.clock_gettime(time.CLOCK_REALTIME)


class Span(NamedTuple):
    """From when to when something is heard, in seconds since 1970."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start

    def shared(self, other: "Span") -> float:
        """Seconds that both have in common."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))


class Recording:
    """What one device played."""

    def __init__(self) -> None:
        self._samples, self._rest = array("h"), b""
        self._began: list[float] = []

    def take(self, data: bytes) -> None:
        """Keep what was recorded until now; what came with the least delay tells the time.

        A server that has no time for a moment leaves it out: each part tells its own.
        """
        data = self._rest + data
        whole = len(data) // 2 * 2
        self._samples.frombytes(data[:whole])
        self._rest = data[whole:]
        began, part = now() - len(self._samples) / RATE, len(self._samples) // _PART
        self._began += [began] * (part + 1 - len(self._began))
        self._began[part] = min(self._began[part], began)

    def _at(self, sample: int) -> float:
        """When a sample was played."""
        return self._began[sample // _PART] + sample / RATE

    def spans(self) -> list[Span]:
        """Everything that was heard, in pieces without a silent window."""
        size, found = int(RATE * WINDOW_SECONDS), list[Span]()
        for at in range(0, len(self._samples), size):
            piece = self._samples[at : at + size]
            if max(piece) < LOUD and min(piece) > -LOUD:
                continue
            start = self._at(at)
            end = start + WINDOW_SECONDS
            if found and start - found[-1].end < WINDOW_SECONDS / 2:
                start = found.pop().start
            found.append(Span(start, end))
        return found


def longest_silence(within: Span, heard: Sequence[Span]) -> float:
    """Seconds without any sound, at the most."""
    parts = sorted(span for span in heard if span.shared(within) > 0)
    end, longest = within.start, 0.0
    for part in (*parts, Span(within.end, within.end)):
        longest, end = max(longest, part.start - end), max(end, part.end)
    return longest


def words_of(heard: Sequence[Span], pause: float) -> list[Span]:
    """Join what is heard to words: between two of them it is silent for so many seconds."""
    words = list(heard[:1])
    for before, span in pairwise(heard):
        if span.start - before.end < pause:
            words[-1] = Span(words[-1].start, span.end)
        else:
            words.append(span)
    return words


@contextmanager
def sound_server(folder: Path, sinks: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Run a sound server with devices of these names; yield the variables that lead to it."""
    home = folder / "server"
    home.mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    leading = {
        "XDG_RUNTIME_DIR": str(home),
        "PULSE_SERVER": f"unix:{home}/native",
        "PULSE_COOKIE": f"{home}/cookie",
    }
    socket = f"module-native-protocol-unix auth-anonymous=1 socket={home}/native"
    modules = [f"module-null-sink sink_name={sink} rate=44100" for sink in sinks]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += [word for module in (socket, *modules) for word in ("-L", module)]
    environment = {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(server, {**environment, **leading}, home / "log")
        yield leading
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: "subprocess.Popen[bytes]", environment: dict[str, str], log: Path) -> None:
    end = time.perf_counter() + _START_SECONDS
    asked = ["pactl", "info"]
    while subprocess.run(asked, env=environment, capture_output=True, check=False).returncode:
        alive = server.poll() is None and time.perf_counter() < end
        assert alive, f"no sound server: {log.read_text()}"
        time.sleep(0.1)


def found(program: str) -> bool:
    """Whether a program is on this computer."""
    return shutil.which(program) is not None


def recorder(sink: str, leading: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Begin to record what a device plays; its stdout are the samples."""
    program = shutil.which("parec")
    assert program is not None
    format_ = ("--raw", "--format=s16ne", f"--rate={RATE}", "--channels=1")
    latency = f"--latency-msec={_LATENCY_MILLISECONDS}"
    return subprocess.Popen(
        [program, f"--device={sink}.monitor", *format_, latency],
        env={**os.environ, **leading},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )


_WRAPPER = """#!/bin/bash
LC_ALL=C
echo "$EPOCHREALTIME|begin|$$|${{0##*/}}|${{!#}}" >> '{log}'
PULSE_SINK={sink} {program} "$@"
code=$?
echo "$EPOCHREALTIME|end|$$|$code" >> '{log}'
exit $code
"""


def wrap(folder: Path, name: str, sink: str) -> None:
    """Put a program into a folder that plays to a device, and notes when and what."""
    program = shutil.which(name)
    assert program is not None
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(_WRAPPER.format(log=folder / "log", sink=sink, program=program))
    path.chmod(0o700)


class Played(NamedTuple):
    """One run of a program that was wrapped."""

    name: str
    what: str
    """Its last argument."""
    ran: Span
    """While it ran; to the end of time if it was killed."""


def played(folder: Path) -> list[Played]:
    """Everything that the wrapped programs of a folder played, in order."""
    runs: dict[str, Played] = {}
    done: list[Played] = []
    lines = (folder / "log").read_text(encoding="utf-8").splitlines()
    for moment, kind, number, *rest in (line.split("|") for line in lines):
        at = float(moment)
        if kind == "begin":
            runs[number] = Played(rest[0], "|".join(rest[1:]), Span(at, float("inf")))
        else:
            with suppress(KeyError):
                begun = runs.pop(number)
                done.append(begun._replace(ran=Span(begun.ran.start, at)))
    return sorted([*done, *runs.values()], key=lambda each: each.ran.start)
