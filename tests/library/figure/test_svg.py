import re
from collections.abc import Callable, Iterator
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.figure.figure import Figure
from library.figure.in_words import in_words
from library.figure.motion import stretched
from library.figure.palette import Palette, brightness
from library.figure.svg import DARK, PAPER, Picture, moving_svg, svg
from tests.library.figure.poses import FIGURES, pose

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture))


def pictures(figure: Figure) -> Iterator[Picture]:
    for side, level, start in product(("left", "right"), (0, 2, 4), (True, False)):
        yield Picture(
            figure.at_level(level), side, position=0 if start else None, caption=f"{side} leg"
        )


def places(page: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """All corners of what is drawn, facing right."""
    for path in page.iter(f"{SVG}path"):
        for command in re.findall(r"[MLA][-0-9. ]+", path.get("d", "")):
            x, y = map(float, command[1:].split()[-2:])
            yield (x, y)
    for rect in page.iter(f"{SVG}rect"):
        x, y, wide, high = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
        yield from ((x, y), (x + wide, y + high))


@EVERY
def test_a_figure_is_within_its_picture_at_every_depth(figure: Figure) -> None:
    for picture in pictures(figure):
        page = drawn(picture)
        left, top, wide, high = map(float, page.get("viewBox", "").split())
        for x, y in places(page):
            assert left - 0.01 <= x <= left + wide + 0.01
            assert top - 0.01 <= y <= top + high + 0.01
        for words in page.iter(f"{SVG}text"):
            assert left <= float(words.get("x", "")) <= left + wide
            assert top <= float(words.get("y", "")) <= top + high


@EVERY
def test_the_other_side_is_a_mirror_but_for_shoes_and_words(figure: Figure) -> None:
    one, other = (drawn(Picture(figure, side)) for side in ("left", "right"))
    ways = [[path.get("d") for path in page.iter(f"{SVG}path")] for page in (one, other)]
    assert ways[0] == ways[1]
    turned = [page.find(f"{SVG}g[@transform]") is not None for page in (one, other)]
    assert sorted(turned) == [False, True]
    left, _, wide, _ = map(float, one.get("viewBox", "").split())
    for here, there in zip(one.iter(f"{SVG}text"), other.iter(f"{SVG}text"), strict=True):
        if len(here.text or "") == len(there.text or ""):
            x, mirrored = float(here.get("x", "")), float(there.get("x", ""))
            assert x + mirrored == pytest.approx(2 * left + wide, abs=0.03)


@EVERY
def test_a_figure_tells_what_it_shows_and_is_always_the_same(figure: Figure) -> None:
    picture = Picture(figure, "left")
    page = drawn(picture)
    assert page.get("role") == "img"
    assert page.get("aria-label") == " ".join(in_words(figure.pose, "left"))
    assert svg(picture) == svg(picture)
    assert not list(page.iter(f"{SVG}style"))
    assert svg(picture).count("://") == 1  # the name of the language


@pytest.mark.parametrize("colours", [PAPER, DARK])
def test_without_colour_hatching_tells_the_muscle_from_the_thigh(colours: Palette) -> None:
    page = drawn(Picture(FIGURES["leg-lift"], "left", colours))
    muscle = next(group for group in page.iter(f"{SVG}g") if group.get("stroke-width") == "0.6")
    assert muscle.get("stroke") == f"#{colours.background:06x}"
    outline, lines = muscle
    assert outline.get("d", "").endswith("z")
    assert lines.get("d", "").count("M") > 4
    apart = abs(brightness(colours.background) - brightness(colours.of("near")))
    assert apart > 80


def test_the_second_view_and_words_are_written_with_their_side() -> None:
    text = svg(Picture(FIGURES["leg-crossover"], "left", position=0))
    assert "from the front" in text
    assert "left foot in front" in text


def test_words_told_and_below_it_are_escaped() -> None:
    hostile = pose()
    hostile["frame"][0]["label"] = [{"text": "<b>\"&'", "at": "head"}]
    picture = Picture(
        Figure.from_mapping(hostile, "own"),
        "left",
        position=0,
        caption="<script>",
        words=('"><script>alert(1)</script>',),
    )
    page = drawn(picture)
    assert page.get("aria-label") == '"><script>alert(1)</script>'
    assert [words.text for words in page.iter(f"{SVG}text")] == ["<b>\"&'"] * 2 + ["<script>"]
    assert "<script" not in svg(picture)


def test_words_too_long_for_the_picture_are_squeezed_into_it() -> None:
    long = pose(box=[-20, -2, 20, 104])
    long["frame"][0]["label"] = [{"text": "w" * 32, "at": [20, 90]}]
    page = drawn(Picture(Figure.from_mapping(long, "own"), "left", position=0))
    assert {words.get("textLength") for words in page.iter(f"{SVG}text")} == {"40"}


@EVERY
def test_a_moving_figure_stands_in_the_stretch_unless_it_may_move(figure: Figure) -> None:
    picture = Picture(figure, "right")
    text = moving_svg(picture, "leg")
    page = ElementTree.fromstring(text)
    style = page.findtext(f"{SVG}style", "")
    assert style.startswith("@media (prefers-reduced-motion:no-preference){")
    assert "animation:" not in text.replace(style, "")
    still = drawn(Picture(figure, "right", position=stretched(figure.pose)))
    shown = [group for group in page.iter(f"{SVG}g") if group.get("opacity") != "0"]
    assert shown
    kept = {path.get("d") for path in still.iter(f"{SVG}path")}
    assert kept <= {path.get("d") for path in page.iter(f"{SVG}path")}
    names = set(re.findall(r"@keyframes (\w+)", style))
    used = {
        group.get("class", "").split()[-1]
        for group in page.iter(f"{SVG}g")
        if "class" in group.attrib
    }
    assert names == used
    assert all(name.startswith("leg") for name in names)


def test_a_pose_of_one_moment_does_not_move() -> None:
    one = pose()
    one["frame"] = one["frame"][:1]
    assert "<style>" not in moving_svg(Picture(Figure.from_mapping(one, "own"), "left"))


@given(
    numbers=st.lists(st.floats(-1000, 1000), min_size=12, max_size=12),
    side=st.sampled_from(["left", "right", "both"]),
    position=st.one_of(st.none(), st.floats(0, 1)),
    draw=st.sampled_from([svg, moving_svg]),
)
def test_odd_poses_give_a_picture_too(
    numbers: list[float], side: str, position: float | None, draw: Callable[[Picture], str]
) -> None:
    odd = pose()
    first, second = odd["frame"]
    first |= {"hip": numbers[:2], "torso": numbers[2:4], "far_hand": numbers[4:6]}
    first["near_leg"] = {"ankle": numbers[6:8], "toes": numbers[8], "knee": numbers[:2]}
    second |= {"near_leg": {"ankle": numbers[6:8], "toes": 3, "knee": numbers[6:8]}}
    second |= {"head": numbers[9], "arrow": [numbers[10:12], numbers[:2], numbers[10:12]]}
    figure = Figure.from_mapping(odd, "own")
    text = draw(Picture(figure, side, position=position))
    ElementTree.fromstring(text)
    assert not re.search(r"\b(nan|inf)\b", text)
