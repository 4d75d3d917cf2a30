"""What all this care costs, against plain TinyDB in the same run.

All of it is a long run (`make torture`), on purpose: what is timed on a busy machine fails for
reasons of its own, so no ordinary test asserts a time.
"""

import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pytest
import tinydb

from library.history.codec import to_document
from tests.library.history.support import open_history, session
from tests.library.history.tables import table_of

pytestmark = pytest.mark.torture
ROUNDS = 7


def cpu_ms(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


@pytest.mark.parametrize(("count", "open_ratio"), [(1_000, 1.0), (10_000, 1.5)])
def test_opening_and_saving_cost_no_more_than_plain_tinydb(
    tmp_path: Path, count: int, open_ratio: float
) -> None:
    sessions = (session(number) for number in range(count))
    table_of(open_history(tmp_path)).put({one.id: to_document(one) for one in sessions})
    plain = tmp_path / "plain.json"
    plain.write_bytes((tmp_path / "data" / "history.json").read_bytes())
    times: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        new = session(count + turn)
        log = open_history(tmp_path)
        with tinydb.TinyDB(plain) as db:
            table = db.table("other")
            for name, work in {
                "plain open": db.storage.read,
                "verify": log._file.read,
                "load": log.load,
                "plain save": partial(table.insert, to_document(new)),
                "save": partial(log.add, new),
            }.items():
                times.setdefault(name, []).append(cpu_ms(work))
    cost = {name: round(median(values), 1) for name, values in times.items()}
    print(count, cost)
    assert cost["verify"] <= open_ratio * cost["plain open"]
    assert cost["verify"] + cost["load"] <= 2 * cost["plain open"]
    assert cost["save"] <= cost["plain save"]
