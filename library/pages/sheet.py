"""A sheet for the wall: exercises with pictures, steps and doses, and a table to tick, on paper."""

from collections.abc import Iterable, Iterator

import msgspec

from library.exercises.safety import BEFORE_YOU_START
from library.pages.html import Html, element, joined, page
from library.wording import listed

WEEKS, USUAL_WEEKS = (1, 12), 2
"""Tables of how many weeks a sheet may have, a season at most, and usually has (our judgement)."""
# Pictures and lines are as small as leaves room for two exercises of the library on a page.
_STYLE = """
body { font-size: 12pt; line-height: 1.22; max-width: 190mm }
h1 { font-size: 22pt; line-height: 1.15 }
h2 { font-size: 12pt; letter-spacing: .06em; text-transform: uppercase; margin: 4mm 0 0;
  break-after: avoid }
h3 { font-size: 15pt; line-height: 1.15 }
h4 { font-size: 12pt; margin: 2mm 0 0 }
ol, ul { padding-left: 6mm }
ol li { margin-top: .5mm }
.lead { margin-top: 1.5mm }
.care { border: .4mm solid #000; border-radius: 1.5mm; padding: 2.5mm 4mm; margin-top: 4mm;
  break-inside: avoid }
.care h2 { margin: 0 }
.care p { margin-top: .6mm }
.exercise { break-inside: avoid; border-top: .4mm solid #000; margin-top: 3mm; padding-top: 2.5mm;
  display: grid; grid-template-columns: 50mm 1fr; column-gap: 6mm; align-items: start }
.exercise > div:only-child { grid-column: 1 / -1 }
figcaption { font-size: 10pt; line-height: 1.2; margin: .8mm 0 2.5mm }
figure svg { display: block; width: 50mm; height: auto; max-height: 44mm }
.dose { font-weight: bold; margin-top: 1mm }
.none { border: .3mm dashed #000; padding: 4mm; text-align: center }
.needs { margin-top: 1.5mm }
.before { break-after: avoid }
.line { border-bottom: .3mm solid #000; height: 7.5mm; padding-top: 2mm; font-size: 10pt }
.week { break-inside: avoid; margin-top: 5mm }
table { table-layout: fixed; font-size: 11pt }
caption { text-align: left; padding-bottom: 1.5mm }
th, td { border: .3mm solid #000; padding: .8mm 1.5mm; height: 7.6mm; text-align: left }
thead th { text-align: center; font-weight: normal }
thead th:first-child, tbody th { width: 62mm; text-align: left }
tbody th { font-weight: normal; line-height: 1.15 }
.pain th, .pain td { border-top-width: .6mm }
"""


class Shown(msgspec.Struct, frozen=True):
    """A picture, and what stands below it."""

    svg: str
    """As it stands in HTML; it tells itself what it shows."""
    caption: str


class SheetExercise(msgspec.Struct, frozen=True):
    """One exercise, as it is to be done by the person."""

    name: str
    posture: str
    """What those of one posture stand under, as in `Sitting`."""
    doses: tuple[str, ...]
    """A sentence for each time it stands in the routine."""
    steps: tuple[str, ...]
    parts: tuple[str, ...] = ()
    """Of a massage: what the hands do in each of its timed steps."""
    needs: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    pictures: tuple[Shown, ...] = ()
    missing: str = ""
    """What stands in the place of pictures that cannot be drawn."""


class Sheet(msgspec.Struct, frozen=True):
    """What stands on a sheet."""

    title: str
    purpose: str
    facts: tuple[str, ...]
    """How often, how long, which rests, and when it was made: a sentence each."""
    exercises: tuple[SheetExercise, ...]
    cautions: tuple[str, ...] = ()
    """Those of the routine."""
    left_out: tuple[str, ...] = ()
    """What is not on it for the person, and why."""
    afterwards: str = ""
    weeks: int = USUAL_WEEKS
    """Tables to tick, one for each, within `WEEKS`."""
    days: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    """In the person's order."""


def sheet_page(sheet: Sheet) -> str:
    """Return a sheet as one whole page of HTML."""
    return page(sheet.title, _parts(sheet), _STYLE)


def _parts(sheet: Sheet) -> Iterator[Html]:
    purpose = [_own("p", sheet.purpose)] if sheet.purpose else []
    facts = element("p", " ".join(sheet.facts), class_="lead")
    yield element("header", _own("h1", sheet.title), *purpose, facts)
    yield _care(sheet.cautions)
    if sheet.left_out:
        points = (_own("li", each) for each in sheet.left_out)
        title = element("h2", "Left out for you, or resting")
        yield element("section", title, element("ul", *points))
    # Those of one posture together, so that nobody has to get up and down.
    for posture in dict.fromkeys(each.posture for each in sheet.exercises):
        yield element("h2", posture)
        yield from (_exercise(each) for each in sheet.exercises if each.posture == posture)
    if not sheet.exercises:
        yield element("p", "There is no exercise on this sheet.", class_="lead")
    if sheet.afterwards:
        yield element("h2", "Afterwards")
        yield _own("p", sheet.afterwards)
    if sheet.exercises:
        yield element("h2", "Notes")
        yield from (element("div", class_="line"), element("div", class_="line"))
        yield element("h2", "Done")
        told = "Tick what you did. Pain is a number from 0, none, to 10, the worst there is."
        yield element("p", told, class_="before")
        yield from (_week(sheet, number) for number in range(1, sheet.weeks + 1))


def _own(tag: str, text: str, **attributes: str) -> Html:
    """Return a text that may be a person's own, and run from right to left."""
    return element(tag, text, dir="auto", **attributes)


def _care(cautions: Iterable[str]) -> Html:
    told = [
        element("p", element("b", f"{part.title}: "), part.text or f"{'; '.join(part.points)}.")
        for part in BEFORE_YOU_START[1:]  # the first one says what the program is
    ]
    own = [_own("p", each) for each in cautions]
    return element("section", element("h2", "Take care"), *told, *own, class_="care")


def _exercise(exercise: SheetExercise) -> Html:
    pictures = [
        element("figure", Html(each.svg), element("figcaption", each.caption))
        for each in exercise.pictures
    ]
    if exercise.missing:
        pictures = [element("p", exercise.missing, class_="none")]
    text = element(
        "div",
        _own("h3", exercise.name),
        *(element("p", each, class_="dose") for each in exercise.doses),
        element("ol", *(_own("li", each) for each in exercise.steps)),
        *_points("Step by step", exercise.parts, "ol"),
        *_needs(exercise.needs),
        *_points("Take care", exercise.cautions),
        element("p", "My note:", class_="line"),
    )
    beside = [element("div", *pictures)] if pictures else []
    return element("article", *beside, text, class_="exercise")


def _needs(needs: tuple[str, ...]) -> Iterator[Html]:
    if needs:
        yield element("p", element("b", "You need: "), f"{listed(needs)}.", class_="needs")


def _points(title: str, points: tuple[str, ...], kind: str = "ul") -> Iterator[Html]:
    if points:
        yield element("h4", title)
        yield element(kind, *(_own("li", each) for each in points))


def _week(sheet: Sheet, number: int) -> Html:
    """Return the table of a week: a row for each exercise, and rows for pain."""
    days = (element("th", day, scope="col") for day in sheet.days)
    head = element("tr", element("th", "", scope="col"), *days)
    empty = joined([element("td", "")] * len(sheet.days))
    done = [element("tr", _own("th", each.name, scope="row"), empty) for each in sheet.exercises]
    pain = [
        element("tr", element("th", asked, scope="row"), empty, class_="pain")
        for asked in ("Pain before, 0-10", "Worst while stretching, 0-10")
    ]
    table = element(
        "table",
        element("caption", f"Week {number}, from ____________"),
        element("thead", head),
        element("tbody", *done, *pain),
    )
    return element("div", table, class_="week")
