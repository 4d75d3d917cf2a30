"""Answers, pain and minutes on one axis of time, as a picture for paper: no colour needed."""

from collections.abc import Iterator, Sequence

from library.pages.html import Html, element
from library.review.days import DayReview, mean_lines, minutes_by_week
from library.wording import date_words

_WIDTH, _LEFT, _TOP, _HEIGHT, _BARS = 720, 26, 8, 120, 34
"""Of the picture, in its own units: the axis on the left, pain, and the bars below it."""
_DOWN = _TOP + _HEIGHT + _BARS + 22
_SHOWN_DATES, _SHOWN_MINUTES = 8, 13
"""Dates below the axis at most, and the weeks that have their minutes in or on their bars."""
_LINE = 12
"""Height of a line of text."""
_SMALLEST, _LARGEST = 1.5, 3.0
"""Radius of a point, smaller where many days share the axis."""


def chart(days: Sequence[DayReview], words: str) -> Html:
    """Return the picture.

    Args:
        days: Oldest first, at least one.
        words: What it says, for who does not see it.
    """
    parts = [*_grid(), *_bars(days), *_mean(days), *_points(days), *_dates(days)]
    return element(
        "svg", *parts, viewBox=f"0 0 {_WIDTH} {_DOWN}", role="img", aria_label=words, class_="chart"
    )


def _x(number: float, count: int) -> float:
    return _LEFT + (number + 0.5) * (_WIDTH - _LEFT - 4) / count


def _y(rating: float) -> float:
    return _TOP + (10 - rating) * _HEIGHT / 10


def _text(words: str, x: float, y: float, anchor: str = "middle") -> Html:
    return element("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor)


def _grid() -> Iterator[Html]:
    for rating in (0, 5, 10):
        line = f"M{_LEFT} {_y(rating):.1f}H{_WIDTH}"
        yield element("path", d=line, stroke="#999", stroke_width="0.6", fill="none")
        yield _text(f"{rating}", _LEFT - 5, _y(rating) + 4, "end")


def _points(days: Sequence[DayReview]) -> Iterator[Html]:
    size = max(_SMALLEST, min(_LARGEST, 0.5 * (_x(1, len(days)) - _x(0, len(days)))))
    for number, day in enumerate(days):
        x = _x(number, len(days))
        if day.before is not None:
            yield _circle(x, day.before, size, "#fff")
        if day.answer is not None:
            yield _circle(x, day.answer, size, "#000")
        if day.worst is not None:
            yield _cross(x, day.worst, size)
        if day.mark is not None:
            yield _text(day.mark.letter, x, _TOP + _HEIGHT + 12)


def _circle(x: float, rating: int, size: float, fill: str) -> Html:
    place = {"cx": f"{x:.1f}", "cy": f"{_y(rating):.1f}", "r": f"{size:.1f}"}
    return element("circle", **place, fill=fill, stroke="#000", stroke_width=f"{size / 3:.1f}")


def _cross(x: float, rating: int, size: float) -> Html:
    whole = f"{2 * size:.1f}"
    line = f"M{x - size:.1f} {_y(rating) - size:.1f}l{whole} {whole}m0-{whole}l-{whole} {whole}"
    return element("path", d=line, stroke="#000", stroke_width=f"{size / 2:.1f}", fill="none")


def _mean(days: Sequence[DayReview]) -> Iterator[Html]:
    line = "".join(
        f"M{_x(first, len(days)):.1f} {_y(mean):.1f}L{_x(last, len(days)):.1f} {_y(next_):.1f}"
        for (first, mean), (last, next_) in mean_lines(days)
    )
    if line:
        yield element("path", d=line, stroke="#000", stroke_width="1.2", stroke_dasharray="4 2")


def _bars(days: Sequence[DayReview]) -> Iterator[Html]:
    weeks = minutes_by_week(days)
    longest, base = max([*weeks, 1.0]), _TOP + _HEIGHT + 14 + _BARS - 12
    width = _x(7, len(days)) - _x(0, len(days))
    for number, minutes in enumerate(weeks):
        if minutes:
            height = max(1.0, minutes / longest * (_BARS - 12))
            x = _x(7 * number, len(days)) - width / 14
            place = {"x": f"{x + 1:.1f}", "y": f"{base - height:.1f}"}
            size = {"width": f"{max(1.0, width - 2):.1f}", "height": f"{height:.1f}"}
            yield element("rect", **place, **size, fill="#bbb", stroke="#555", stroke_width="0.5")
            if len(weeks) <= _SHOWN_MINUTES:
                # A low bar has no room for them.
                bottom = base - 3 if height >= _LINE else base - height - 3
                yield _text(f"{minutes:.0f} min", x + width / 2, bottom)


def _dates(days: Sequence[DayReview]) -> Iterator[Html]:
    weeks = range(0, len(days), 7)
    for at in weeks[:: -(-len(weeks) // _SHOWN_DATES)]:
        yield _text(date_words(days[at].day), _x(at, len(days)), _DOWN - 3, "start")
