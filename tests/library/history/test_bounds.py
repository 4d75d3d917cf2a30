"""Whatever is far beyond what anybody has is read, or refused in a sentence, in bounded time."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.history.codec import to_document
from library.history.errors import HistoryError
from library.history.format import Contents, Header, dump, encode
from library.history.record import SessionRecord
from tests.library.history.support import START, open_history, path_of, session
from tests.marks import torture

MOST_SECONDS = 120
"""Of a processor's time for all that is done with it here, also on a slow machine."""


def file_of(*sessions: SessionRecord) -> bytes:
    contents = Contents()
    contents.tables["sessions"] = {one.id: encode(to_document(one)) for one in sessions}
    return dump(contents, Header("0" * 36, 1, ""))[0]


def many_sessions(count: int) -> bytes:
    one = session(0, holds=2)
    return file_of(
        *(
            replace(one, id=f"{number:032x}", started_at=START + timedelta(minutes=number))
            for number in range(count)
        )
    )


def many_holds(count: int) -> bytes:
    one = session(0, holds=2)
    return file_of(replace(one, holds=one.holds * (count // 2)))


def nonsense(megabytes: float) -> bytes:
    unit = b'{"updated_at": "x", "sessions": {"a": {"b": [, '
    return unit * int(megabytes * 1_000_000 / len(unit))


def nested(depth: float) -> bytes:
    deep = '{"a":' * int(depth) + "1" + "}" * int(depth)
    return f'{{"sessions": {{"x": {deep}, "y": {json.dumps(to_document(session(1)))}}}}}'.encode()


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (many_sessions, 1_000),
        torture(many_sessions, 200_000),
        (many_holds, 1_000),
        torture(many_holds, 100_000),
        torture(nonsense, 0.2),
        torture(nonsense, 60),
        (nested, 5_000),
        torture(nested, 1_000_000),
    ],
)
def test_what_is_beyond_reason_is_dealt_with_in_bounded_time(
    tmp_path: Path, make: Callable[[int], bytes], size: int
) -> None:
    raw = make(size)
    begun = time.process_time()
    path = tmp_path / "offered.json"
    path.write_bytes(raw)
    log = open_history(tmp_path)
    log.add(session(9))
    with suppress(HistoryError):
        log.import_file(path)
    path_of(tmp_path).write_bytes(raw)
    for work in (log.load, lambda: log.add(session(10)), log.load, lambda: log.export("csv")):
        with suppress(HistoryError):
            work()
    assert session(9).id in {one.id for one in log.load().sessions} | {
        key for other in log.load().others for key in other.backup.read_text().split('"')
    }
    assert time.process_time() - begun < MOST_SECONDS
