"""The line of pages on terminals of every width."""

from hypothesis import given
from hypothesis import strategies as st

from tui.keys.commands import PAGES
from tui.widgets.nav_bar import NavBar

NUMBERS = range(1, len(PAGES) + 1)


@given(st.sampled_from(list(PAGES.values())), st.integers(10, 200))
def test_the_number_of_every_page_is_in_sight(title: str, width: int) -> None:
    shown = NavBar(title)._titles(width).plain
    assert len(shown) <= width
    assert [int(each) for each in shown if each.isdigit()] == list(NUMBERS)
    assert (title in shown) is (width >= 8 + len(f" 1 {title}"))
    assert all(name in shown for name in PAGES.values()) is (width >= 57)
