"""A process that writes into a log, or into a plain TinyDB.

Start it with `python -m ... FOLDER STORE KIND FIRST COUNT`.

It prints the number of each session once saving it was acknowledged, and is killed at any
moment by the tests. After the first it waits for a line, so that several can begin together.
"""

import sys
from contextlib import closing
from pathlib import Path

from library.clock import SystemClock
from tests.library.history.stores import Ours, Plain, Store
from tests.library.history.support import session


def write(store: Store, kind: str, number: int) -> None:
    if kind == "insert" or (kind == "mixed" and number % 2):
        store.add(session(number))
    else:
        store.replace(session(number % 5, note="n" * (number * 37 % 400)))


def main(folder: Path, name: str, kind: str, first: int, count: int) -> None:
    store: Store = Plain(folder) if name == "plain" else Ours(folder, SystemClock())
    with closing(store):
        for number in range(first, first + count):
            write(store, kind, number)
            print(number, flush=True)
            if number == first:
                sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
