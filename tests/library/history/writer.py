"""A process that writes into a log and says so: `python -m ... FOLDER KIND FIRST COUNT`.

It prints the number of each session once saving it was acknowledged, and is killed at any
moment by the tests.
"""

import sys
from pathlib import Path

import tinydb

from library.clock import SystemClock
from library.history.store import TinyHistory
from tests.library.history.support import session


def main(folder: Path, kind: str, first: int, count: int) -> None:
    log = TinyHistory(folder / "data" / "history.json", folder / "state", SystemClock(), kind)
    for number in range(first, first + count):
        if kind == "plain":
            with tinydb.TinyDB(folder / "plain.json") as db:
                db.insert({"number": number})
        elif kind == "edit":
            log.replace(session(number % 5, note="n" * (number * 37 % 400)))
        elif kind == "insert" or number % 2:
            log.add(session(number))
        else:
            log.replace(session(number % 5, note="n" * (number * 37 % 400)))
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
