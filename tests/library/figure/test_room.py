from hypothesis import given
from hypothesis import strategies as st

from library.figure.room import free_place
from library.figure.shapes import Capsule, Rect

LIMB = Capsule("near", (0, 0), (0, 40), 5, 5)
ROOM = (-60.0, 60.0)


def test_words_stand_beside_a_limb_on_the_nearer_side() -> None:
    assert free_place(2, 20, (20, 4), ROOM, [LIMB]) == 16  # 5 of the limb, 10 of the words, a gap
    assert free_place(-2, 20, (20, 4), ROOM, [LIMB]) == -16
    panel = Rect("panel", (5, 10, 60, 30))
    assert free_place(2, 20, (20, 4), ROOM, [LIMB, panel]) == -16


def test_words_that_are_free_stay_and_those_without_a_free_place_too() -> None:
    assert free_place(2, 60, (20, 4), ROOM, [LIMB]) == 2
    assert free_place(40, 20, (20, 4), ROOM, [LIMB]) == 40
    assert free_place(0, 20, (20, 4), ROOM, [Rect("panel", (-60, 0, 60, 40))]) == 0
    assert free_place(0, 20, (200, 4), ROOM, [LIMB]) == 0


@given(
    x=st.floats(-200, 200),
    wide=st.floats(1, 120),
    ends=st.tuples(*[st.floats(-80, 80)] * 4),
    radii=st.tuples(st.floats(0, 10), st.floats(0, 10)),
)
def test_words_are_always_within_the_room(
    x: float, wide: float, ends: tuple[float, ...], radii: tuple[float, float]
) -> None:
    limb = Capsule("near", (ends[0], ends[1]), (ends[2], ends[3]), *radii)
    found = free_place(x, 0, (wide, 4), ROOM, [limb, LIMB])
    assert ROOM[0] - 0.001 <= found - wide / 2
    assert found + wide / 2 <= ROOM[1] + 0.001
