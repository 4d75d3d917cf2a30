"""Titles with what belongs to each beside it."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.labelled import Label, Labelled

NEEDS = Label("You need", ("a mat on the floor", "a firm chair that cannot roll"), are_things=True)
CARE = Label("Take care", ("Come up slowly. If you feel dizzy, sit down.",))
words = st.lists(st.text(st.sampled_from("ab 漢字🧘"), min_size=1, max_size=50), max_size=4)


@given(words, words, st.integers(2, 120))
def test_no_line_is_wider_than_its_room(things: list[str], told: list[str], width: int) -> None:
    labels = Labelled([Label("Need", tuple(things), are_things=True), Label("Care", tuple(told))])
    lines = labels.at(width).split()
    assert all(line.cell_length <= max(width, 4) for line in lines)
    assert not (things or told) or labels.get_height({}, width) == len(
        labels.at(width).plain.split("\n")
    )


def test_things_stay_whole_and_sentences_hang() -> None:
    assert Labelled([NEEDS, CARE]).at(64).plain.splitlines() == [
        "You need    a mat on the floor   a firm chair that cannot roll ",
        "",
        "Take care  Come up slowly. If you feel dizzy, sit down.",
    ]
    assert Labelled([NEEDS, CARE]).at(42).plain.splitlines() == [
        "You need    a mat on the floor ",
        "            a firm chair that cannot roll ",
        "",
        "Take care  Come up slowly. If you feel",
        "           dizzy, sit down.",
    ]


def test_without_room_beside_they_stand_below_their_title() -> None:
    assert Labelled([NEEDS, CARE]).at(34).plain.splitlines()[:4] == [
        "You need",
        " a mat on the floor ",
        " a firm chair that cannot roll ",
        "",
    ]


def test_a_title_without_anything_is_left_out() -> None:
    labels = Labelled([Label("Take care", ()), NEEDS])
    assert str(labels) == "You need: a mat on the floor; a firm chair that cannot roll"
    assert Labelled([]).get_height({}, 40) == 0
