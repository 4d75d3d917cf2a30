"""A report on paper: one page, a picture, tables and lists."""

from collections.abc import Iterator, Sequence

import msgspec

from library.pages.chart import chart
from library.pages.html import Html, element, page
from library.review.days import DayReview

_STYLE = """
body { font-size: 10.5pt; line-height: 1.3; max-width: 186mm }
h1 { font-size: 19pt; line-height: 1.15 }
h2 { font-size: 10.5pt; letter-spacing: .05em; text-transform: uppercase; margin: 3.5mm 0 .8mm;
  break-after: avoid; border-bottom: .3mm solid #000 }
ul { padding-left: 5mm }
.name { margin-top: 2mm }
figure { break-inside: avoid; margin-top: 2mm }
.chart { display: block; width: 100%; height: auto; font: 10px Helvetica, Arial, sans-serif }
figcaption { font-size: 9pt }
table { font-size: 10pt }
th, td { text-align: left; padding: .4mm 3mm .4mm 0; border-bottom: .2mm solid #999 }
thead th { font-weight: normal }
tbody th { font-weight: bold }
tr, li { break-inside: avoid }
.how { font-size: 9pt }
"""


class ReportSection(msgspec.Struct, frozen=True):
    """A part of a report: lines, or a table."""

    title: str
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    """What stands above the cells of a table."""
    rows: tuple[tuple[str, ...], ...] = ()


class ReportPage(msgspec.Struct, frozen=True):
    """What stands on a report."""

    title: str
    lead: str
    """Which weeks, and when it was made."""
    short: ReportSection
    """The most of it, in some lines."""
    sections: tuple[ReportSection, ...]
    how: ReportSection
    """How it was recorded, and what was not asked."""
    days: tuple[DayReview, ...] = ()
    """What the picture shows; empty for none."""
    legend: str = ""


def report_page(report: ReportPage) -> str:
    """Return a report as one whole page of HTML."""
    return page(report.title, _parts(report), _STYLE)


def _parts(report: ReportPage) -> Iterator[Html]:
    name = element("p", "Name: ______________________________", class_="name")
    yield element("header", element("h1", report.title), element("p", report.lead), name)
    yield from _section(report.short)
    if report.days:
        told = " ".join(report.short.lines)
        legend = element("figcaption", report.legend)
        yield element("figure", chart(report.days, f"Day by day. {told}"), legend)
    for section in report.sections:
        yield from _section(section)
    yield element("h2", report.how.title)
    yield element("p", " ".join(report.how.lines), class_="how")


def _section(section: ReportSection) -> Iterator[Html]:
    yield element("h2", section.title)
    if section.lines:
        yield element("ul", *(element("li", line, dir="auto") for line in section.lines))
    if section.rows:
        yield _table(section.heads, section.rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Html:
    head = element("tr", *(element("th", each, scope="col") for each in heads))
    body = [
        element(
            "tr",
            element("th", first, scope="row", dir="auto"),
            *(element("td", cell) for cell in cells),
        )
        for first, *cells in rows
    ]
    return element("table", element("thead", head), element("tbody", *body))
