"""A file is cut off or a bit of it flips: our log is whole again and tells, a plain TinyDB not."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from library.history.codec import to_document
from tests.library.history.stores import UNREADABLE, Ours, Plain, Store
from tests.library.history.support import session

Damage = Callable[[bytes, int], Iterator[bytes]]
COUNT = 6
WANTED = {one.id: to_document(one) for one in (session(n, f"note {n}") for n in range(COUNT))}


def verdict(kind: type[Store], folder: Path) -> str:
    """How a store fares with its file as it is now."""
    try:
        with closing(kind(folder)) as store:
            found = store.found()
    except UNREADABLE:
        return "unreadable"
    if found.documents == WANTED:
        return "whole, told" if found.told else "whole"
    if not found.told:
        return "silently wrong"
    return "all there, told" if set(found.documents) == set(WANTED) else "lost"


def verdicts(kind: type[Store], folder: Path, step: int, damage: Damage) -> Counter[str]:
    """How a store fares with every damage to its file."""
    with closing(kind(folder)) as store:
        for number in range(COUNT):
            store.add(session(number, note=f"note {number}"))
        path = store.path
    counted: Counter[str] = Counter()
    for damaged in damage(path.read_bytes(), step):
        path.write_bytes(damaged)
        counted[verdict(kind, folder)] += 1
    return counted


def cut_off(raw: bytes, step: int) -> Iterator[bytes]:
    for length in range(0, len(raw), step):
        yield raw[:length]


def flipped(raw: bytes, step: int) -> Iterator[bytes]:
    for position in range(0, len(raw), step):
        damaged = bytearray(raw)
        damaged[position] ^= 1 << position % 8
        yield bytes(damaged)


@pytest.mark.parametrize("step", [47, pytest.param(1, marks=pytest.mark.torture)])
def test_a_file_cut_off_at_any_byte_is_whole_again_and_told(tmp_path: Path, step: int) -> None:
    assert set(verdicts(Ours, tmp_path, step, cut_off)) == {"whole, told"}


def test_a_plain_tinydb_that_is_cut_off_is_lost_or_starts_anew_without_a_word(
    tmp_path: Path,
) -> None:
    assert set(verdicts(Plain, tmp_path, 97, cut_off)) == {"silently wrong", "unreadable"}


@pytest.mark.parametrize("step", [41, pytest.param(1, marks=pytest.mark.torture)])
def test_no_flipped_bit_goes_unnoticed(tmp_path: Path, step: int) -> None:
    found = verdicts(Ours, tmp_path, step, flipped)
    # A text that was changed cannot be told from an edit by hand, but no session is out of sight.
    assert set(found) <= {"whole, told", "all there, told"}
    assert found["whole, told"] > 0


def test_a_plain_tinydb_takes_flipped_bits_for_sessions_or_is_unreadable(tmp_path: Path) -> None:
    assert set(verdicts(Plain, tmp_path, 41, flipped)) >= {"silently wrong", "unreadable"}
