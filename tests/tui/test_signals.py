"""The last resort ends a stuck program, but not in the middle of a save."""

from itertools import count

import pytest

from library.locks import LONG_WAIT_SECONDS
from tui.signals import LAST_SECONDS, end_at_last


@pytest.mark.parametrize(
    ("looks", "waited"), [(0, 0.0), (30, 3.0), (round(LONG_WAIT_SECONDS * 10), LONG_WAIT_SECONDS)]
)
def test_a_save_that_is_under_way_is_finished_first(looks: int, waited: float) -> None:
    asked = count(1)
    codes: list[int] = []
    waits: list[float] = []
    end_at_last(lambda: next(asked) <= looks, 143, lambda: None, codes.append, waits.append)
    assert codes == [143]
    assert sum(waits) == pytest.approx(waited)


def test_a_save_that_never_ends_is_not_waited_for_for_ever() -> None:
    codes: list[int] = []
    waits: list[float] = []
    end_at_last(lambda: True, 143, lambda: None, codes.append, waits.append)
    assert codes == [143]
    assert LONG_WAIT_SECONDS < sum(waits) + LAST_SECONDS < 30
