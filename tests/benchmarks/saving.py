"""What saving a session costs beside TinyDB's own storage, and what `supple status` costs."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from library.history.codec import to_document
from tests.benchmarks.logs import fill, session
from tests.benchmarks.table import Aim, Samples
from tests.benchmarks.terminal import environment, supple

AIMS = (
    Aim("save at 1,000 sessions", "ms", 0.4, 0.15, "stock"),
    Aim("save at 10,000 sessions", "ms", 0.4, 0.15, "stock"),
)
STATUS_AIM = Aim("supple status at 1,000, CPU", "ms", 9, 8, "python")
LINE_AIM = Aim("supple status --line at 1,000, CPU", "ms", 7, 6, "python")
"""Both against the bare interpreter, which takes 10 to 20 ms by the speed of the machine."""


def measure_saving(folder: Path, count: int, samples: Samples, runs: int) -> None:
    """Save sessions one by one, here and with stock TinyDB, in turn."""
    what = f"save at {count:,} sessions"
    folder.mkdir(parents=True)
    history = fill(folder / "own", count)
    stock = TinyDB(folder / "stock.json", storage=JSONStorage)
    stock.table("sessions").insert_multiple(to_document(session(n)) for n in range(count))
    history.load()
    for number in range(count, count + runs):
        new = session(number)
        begin = time.perf_counter()
        history.add(new)
        between = time.perf_counter()
        stock.table("sessions").insert(to_document(new))
        samples.add("supple", what, 1000 * (between - begin))
        samples.add("stock", what, 1000 * (time.perf_counter() - between))
    stock.close()


def measure_status(folder: Path, home: Path, samples: Samples) -> None:
    """User and system time of one run of the verb and of its line, and of the interpreter alone."""
    for aim, options in ((STATUS_AIM, ()), (LINE_AIM, ("--line",))):
        verb = [str(supple()), "--data-dir", str(folder), "status", *options]
        for who, command in (("supple", verb), ("python", [sys.executable, "-c", "pass"])):
            before = _children()
            subprocess.run(command, env=environment(home), stdout=subprocess.DEVNULL, check=True)
            samples.add(who, aim.name, 1000 * (_children() - before))


def _children() -> float:
    """Seconds of processor time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
