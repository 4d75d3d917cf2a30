"""A report on paper."""

import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from library.pages.chart import chart
from library.pages.report import ReportPage, ReportSection, report_page
from library.review.days import DayReview
from tests.library.pages.checked import checked
from tests.library.review.days import DAY, TODAY

WORDS = st.text(max_size=60)
SECTION = st.builds(
    ReportSection,
    WORDS,
    st.lists(WORDS, max_size=3).map(tuple),
    st.just(("a", "b")),
    st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
)
PAGE = st.builds(
    ReportPage,
    title=WORDS,
    lead=WORDS,
    short=SECTION,
    sections=st.lists(SECTION, max_size=3).map(tuple),
    how=SECTION,
    days=st.lists(DAY, max_size=60).map(tuple),
    legend=WORDS,
)


@given(PAGE)
def test_whatever_stands_in_it_it_is_a_page_without_scripts(report: ReportPage) -> None:
    page = report_page(report)
    assert checked(page).open == []
    assert page == report_page(report)


def test_markup_of_a_person_is_words() -> None:
    hostile = ReportSection("Notes", ("<script>alert(1)</script>\x1b[31m \u202eabc",))
    days = tuple(DayReview(TODAY - timedelta(days=ago), answer=2) for ago in range(3, -1, -1))
    page = report_page(ReportPage("t", "l", hostile, (), ReportSection("How", ()), days))
    assert "<script" not in page
    assert "\x1b" not in page
    assert 'role="img"' in page


def test_the_minutes_of_a_low_bar_stand_above_it_and_those_of_a_high_one_in_it() -> None:
    days = [
        DayReview(TODAY + timedelta(days=n), seconds=60 * (20 if n < 7 else 2)) for n in range(14)
    ]
    picture = chart(days, "")
    tops = [float(y) for y in re.findall(r'<rect [^>]*y="([\d.]+)"', picture)]
    words = [float(y) for y in re.findall(r'y="([\d.]+)"[^>]*>\d+ min<', picture)]
    assert [word > top for word, top in zip(words, tops, strict=True)] == [True, False]
