"""Measures how exactly holds are timed: `python -m tests.benchmarks.hold [HOLDS] [busy]`.

A hold of 30 s with its rest of 10 s takes 40 s; 30 of them take 20 minutes. The session runs in a
pty with a speech command that notes when it was started, and all cues are compared with their
planned moments. Nobody outside knows the moment the session began, so the cue with the least delay
counts as being on time but for what it takes to start the command at all, which is measured as
well. Then the same with a core that is kept busy; `busy` measures that alone.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from library.exercises.catalogue import ExercisesFolder
from library.paths import find_paths
from library.routines.file import RoutinesFile
from library.routines.planning import build_plan
from library.session import events as ev
from library.session.cues import Announcer
from library.session.engine import Session
from library.settings import SettingsFile
from library.settings.shell_commands import ShellCommands, named_commands
from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import Run, practise, supple

HOLD_SECONDS = 30
AIMS = (
    Aim("end of a hold, error", "ms", 50, 10),
    Aim("end of a hold, median error", "ms", 50, 10),
    Aim("cue, latest start", "ms", 150, 50),
    Aim("sum of drift", "ms", 100, 10),
    Aim("drift from first to last hold", "ms", 100, 10),
)
SETTINGS = """get_ready_seconds = 30
bell = "off"
tones = "off"
speech = "on"
speech_command = "{voice}"
[acknowledged]
version = 1000000
on = 2026-01-01
"""
ROUTINE = """[[routine]]
id = "long"
name = "Long"
items = [{items}]
"""
ITEM = '{{ exercise = "floor-leg-stretch", reps = {reps}, hold_seconds = 30 }}'
MOST_REPS = 10
BUSY = "while True: pass"


def write_voice(home: Path) -> Path:
    """A command that notes the moment and the words."""
    voice = home / "voice"
    voice.write_text(f'#!/bin/sh\necho "$(date +%s.%N) $*" >> "{home}/said"\n')
    voice.chmod(0o700)
    return voice


def routine_of(reps: int) -> str:
    """A routine of so many holds; an item takes only so many."""
    parts = [min(MOST_REPS, reps - done) for done in range(0, reps, MOST_REPS)]
    return ROUTINE.format(items=", ".join(ITEM.format(reps=part) for part in parts))


def floor_of(voice: Path) -> float:
    """Seconds it takes to start the command at all, at the least."""
    taken = []
    for _ in range(20):
        begun = time.clock_gettime(time.CLOCK_REALTIME)
        subprocess.run([voice, "floor"], check=True)
        noted = voice.with_name("said").read_text().splitlines()[-1]
        taken.append(float(noted.split()[0]) - begun)
    voice.with_name("said").unlink()
    return min(taken)


class Planned(NamedTuple):
    """When what should be heard, in seconds from the start."""

    cues: list[float]
    hold_ends: set[float]
    seconds: float


def planned(folder: Path) -> Planned:
    """What the engine says of the routine in this folder, without any clock."""
    catalogue, _ = ExercisesFolder(folder).read()
    routines, _ = RoutinesFile(folder / "routines.toml", Path("/nowhere")).read(catalogue)
    settings, _ = SettingsFile(folder / "settings.toml", folder / "lock").read()
    plan = build_plan(routines.get("long"), catalogue, settings)
    session = Session(plan)
    announcer = Announcer(session)
    events = (*session.start(), *session.advance(plan.seconds + 1))
    said = sorted({cue.at for cue in announcer.announce(events) if cue.words})
    ends = {event.at for event in events if isinstance(event, ev.WorkRecorded)}
    return Planned(said, ends, plan.seconds)


def allow_commands(folder: Path, home: Path) -> None:
    """Answer that the voice may run on this machine, whose home this is."""
    settings, _ = SettingsFile(folder / "settings.toml", folder / "lock").read()
    state = find_paths(folder, {}).state_dir.relative_to(find_paths(None, {}).state_dir)
    commands = ShellCommands(home / ".local" / "state" / "supple" / state / "commands.json")
    commands.answer(named_commands(settings), run=True)


def measure(samples: Samples, who: str, reps: int) -> None:
    """One session."""
    with TemporaryDirectory(prefix="supple-hold-") as name:
        home = Path(name)
        voice = write_voice(home)
        floor = floor_of(voice)
        folder = home / "data"
        folder.mkdir()
        (folder / "settings.toml").write_text(SETTINGS.format(voice=voice))
        (folder / "routines.toml").write_text(routine_of(reps))
        allow_commands(folder, home)
        due = planned(folder)
        practise(folder, home, "long")
        run = Run((supple(), "--data-dir", folder, "start", "long"), home)
        run.until_ready(b" to go")
        run.watch(due.seconds + 2.0)
        run.kill()
        # What is asked once the session is over is said, too.
        said = (home / "said").read_text().splitlines()[: len(due.cues)]
    note(samples, who, [float(line.split()[0]) for line in said], floor, due)


def note(samples: Samples, who: str, moments: list[float], floor: float, due: Planned) -> None:
    """Compare what was said with what was planned, in milliseconds."""
    assert len(moments) == len(due.cues), f"{len(moments)} cues came of {len(due.cues)}"
    delays = [moment - second for moment, second in zip(moments, due.cues, strict=True)]
    late = [1000 * (delay - min(delays)) for delay in delays]
    pairs = zip(late, due.cues, strict=True)
    ends = [delay for delay, second in pairs if second in due.hold_ends]
    samples.add(who, AIMS[0].name, max(ends))
    samples.add(who, AIMS[1].name, median(ends))
    samples.add(who, AIMS[2].name, max(late) + 1000 * floor)
    # What each step lasted too long, added up: all that lies between falls out of the sum. The
    # very first cue is left out, as it comes while the program still paints its first screen.
    samples.add(who, AIMS[3].name, abs(late[-1] - late[1]))
    in_hold = len(late) // len(due.hold_ends)
    first, last = median(late[:in_hold]), median(late[-in_hold:])
    samples.add(who, AIMS[4].name, abs(last - first))


def main(reps: int, *, only_busy: bool) -> None:
    """Measure on a machine left alone, then with a busy core."""
    samples = Samples()
    if not only_busy:
        measure(samples, "left alone", reps)
        samples.report(AIMS, "left alone")
    busy = subprocess.Popen([sys.executable, "-c", BUSY])
    try:
        measure(samples, "busy core", reps)
    finally:
        busy.kill()
        busy.wait()
    samples.report(AIMS, "busy core")


if __name__ == "__main__":
    words = sys.argv[1:]
    counts = [int(word) for word in words if word.isdecimal()]
    main(counts[0] if counts else 4, only_busy="busy" in words)
