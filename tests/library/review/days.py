"""Days of a review, whatever they hold."""

from datetime import date

from hypothesis import strategies as st

from library.history.record import MarkKind, Reach, ReachForm
from library.review.days import DayReview

TODAY = date(2026, 11, 25)
RATING = st.none() | st.integers(0, 10)
DAY = st.builds(
    DayReview,
    st.just(TODAY),
    answer=RATING,
    mean=st.none() | st.floats(0, 10),
    before=RATING,
    worst=RATING,
    seconds=st.floats(0, 90_000),
    mark=st.none() | st.sampled_from(MarkKind),
    reach=st.lists(
        st.builds(
            Reach,
            day=st.just(TODAY),
            form=st.sampled_from(ReachForm),
            leg=st.sampled_from(["left", "right"]),
            cm=st.tuples(st.floats(-50, 40)),
        ),
        max_size=2,
    ).map(tuple),
)
