"""A line with something at its right edge, in any width."""

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tui.widgets.spread import Spread

names = st.text(st.sampled_from("ab 漢字🧘ש"), max_size=40)
words = st.sampled_from(["", "new", "until Thu", "★ ▁▂▄▆█▲"])


@given(names, words, st.integers(1, 60))
def test_it_is_never_wider_than_its_room(name: str, word: str, width: int) -> None:
    line = Spread(Content(name), Content(word)).at(width)
    assert line.cell_length <= max(width, 2), "a letter of two cells is not cut"
    assert "\n" not in line.plain


@given(names, words.filter(bool), st.integers(20, 60))
def test_what_is_to_be_known_stands_at_the_right_edge(name: str, word: str, width: int) -> None:
    line = Spread(Content(name), Content(word)).at(width)
    assert line.plain.endswith(word)
    assert line.cell_length == width


def test_only_the_name_is_cut_and_shows_it() -> None:
    line = Spread(Content("Crossed-leg hamstring stretch"), Content("until Thu"))
    assert line.at(40).plain == "Crossed-leg hamstring stretch  until Thu"
    assert line.at(30).plain == "Crossed-leg hamstri… until Thu"
    assert line.at(14).plain == "Crossed-leg h…", "a name of four letters would tell nothing"
    below = Spread(Content("Morning"), Content(""), Content("crossed-leg · chair"))
    assert below.at(12).plain == "Morning\ncrossed-leg…"
    assert (line.get_height({}, 30), below.get_height({}, 30)) == (1, 2)
