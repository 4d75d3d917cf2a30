from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.figure.encode import QUADRANTS, Grid, mirrored, quadrant_cell
from library.figure.figure import INSET_FROM, Figure, Style
from library.figure.motion import stretched
from library.figure.palette import DEFAULT, SIXTEEN_VALUES, Palette, brightness, palette
from library.figure.terminal import Mode
from tests.library.figure.poses import DARK, FIGURES, LIGHT, pose, style
from tests.marks import torture

CHAIR = FIGURES["chair-leg-stretch"]


def text(grid: Grid) -> list[str]:
    return ["".join(cell[0] for cell in row).rstrip() for row in grid]


def test_the_letters_draw_somebody_with_a_foot_on_a_table() -> None:
    grid = FIGURES["leg-lift"].cells(32, 12, 1, "left", style(Mode.ASCII))
    assert text(grid) == LEG_LIFT


LEG_LIFT = [
    "",
    "              o@",
    "              ooo",
    "                hhH",
    "                .hHH",
    "                ooHnn",
    "               O#n##  =",
    "           nnnn   ::: =",
    "         Wn       ::: ====",
    "      =            :: =   =",
    "      =   ==       :  =   =",
    "______=__________:::______=_____",
]


def test_the_quadrants_draw_a_head_and_a_chair() -> None:
    rows = text(CHAIR.cells(30, 12, 0, "right", style()))
    assert rows == CHAIR_ROWS


CHAIR_ROWS = [
    "        ▄▄▄▖",
    "       ▝▜▜▙▞▌",
    "        ▝▀▘▘",
    "     ▗▖ ▗▐▙▄",
    "     ▐▌ ▐▐ ▝▖",
    "     ▐▌ ▐▚▄▖▄▄▖",
    "     ▐▌ ▐▄▄▀▄▛▘▄▖",
    "     ▐▄▄▐▄▄▙▞▜▖▜▙▙",
    "     ▐▀▀▀▀▀▀▜▙▄▄▖▌",
    "     ▐▌    ▌ ▝▀▀▜▙▄▖▖",
    "     ▐▌    ▌  ▗▐▞▀▀▀▙▄▄▄▖",
    "▄▄▄▄▄▝▙▄▄▄▄▘▄▄▞▀▀▀▘▄▝▀▘▙▄▄▄▄▄▄",
]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    "mode", [torture(mode) if mode is not Mode.QUADRANT else mode for mode in Mode]
)
def test_the_left_leg_is_the_mirrored_picture_of_the_right(name: str, mode: Mode) -> None:
    figure, usual = FIGURES[name], palette(DARK)
    legs = {"right": usual.of("left"), "far_right": usual.of("far_left")}
    alike = Style(mode, replace(usual, colours={**usual.colours, **legs}))
    size = (40, 16) if figure.pose.inset is None else (35, 16)  # below there are no words to turn
    for position in range(figure.last + 1):
        right = figure.cells(*size, position, "right", alike)
        left = figure.cells(*size, position, "left", alike)
        assert left == mirrored(right)
        assert mirrored(left) == right
        assert left != right


def test_a_mirrored_glyph_has_its_samples_swapped() -> None:
    for bits, glyph in enumerate(QUADRANTS):
        swapped = (bits & 1) << 1 | (bits & 2) >> 1 | (bits & 4) << 1 | (bits & 8) >> 1
        assert mirrored((((glyph, 1, 2),),)) == (((QUADRANTS[swapped], 1, 2),),)


def test_somebody_facing_right_works_the_right_leg() -> None:
    figure = FIGURES["leg-lift"]
    assert not figure.turned("right")
    assert figure.turned("left")
    assert not figure.turned("both")


def test_the_leg_that_is_crossed_on_top_names_the_side() -> None:
    figure = FIGURES["crossed-leg-stretch"]
    assert figure.turned("right")
    words = "\n".join(text(figure.cells(72, 26, 0, "left", style())))
    assert "left ankle on right thigh" in words


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("background", [DARK, LIGHT])
def test_the_muscle_glows_up_as_the_stretch_deepens(name: str, background: int) -> None:
    figure, colours = FIGURES[name], palette(background)
    full = colours.of("muscle")
    shades = [colours.glow(figure.joints(step / 20).strain) for step in range(21)]
    apart = [sum(abs((a >> n & 255) - (full >> n & 255)) for n in (0, 8, 16)) for a in shades]
    assert apart == sorted(apart, reverse=True)
    assert apart[0] > apart[-1] == 0
    drawn = figure.cells(40, 16, 1, "left", style(background=background))
    assert any(full in cell for row in drawn for cell in row)


def test_without_colour_the_muscle_is_the_brightest_thing() -> None:
    colours = palette(DARK, grey=True)
    others = [c for name, c in colours.colours.items() if name != "muscle"]
    assert brightness(colours.of("muscle")) > max(map(brightness, others))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(
    "colours",
    [palette(DARK), *map(torture, [palette(LIGHT), palette(DARK, 256), palette(DEFAULT, 16)])],
)
def test_the_shoe_of_the_worked_leg_has_that_leg_s_colour(name: str, colours: Palette) -> None:
    left, right = colours.of("left"), colours.of("right")
    for side, worked, other in (("left", left, right), ("right", right, left)):
        drawn = FIGURES[name].cells(96, 40, 0, side, Style(Mode.QUADRANT, colours))
        seen = Counter(c for row in drawn for cell in row for c in cell[1:])
        assert seen[worked]
        assert seen[other] == 0 or not colours.smooth


def test_of_both_legs_the_nearer_one_wears_the_brighter_shoe() -> None:
    colours = palette(DARK)
    drawn = FIGURES["floor-leg-stretch"].cells(60, 24, 0, "both", Style(Mode.CELLS, colours))
    seen = {c for row in drawn for cell in row for c in cell[1:]}
    assert colours.of("right") in seen
    assert colours.of("left") not in seen


@pytest.mark.parametrize("name", FIGURES)
def test_sixteen_colours_are_never_mixed(name: str) -> None:
    drawn = Style(Mode.QUADRANT, palette(DEFAULT, 16))
    seen = {
        c for row in FIGURES[name].cells(40, 16, 1, "left", drawn) for cell in row for c in cell[1:]
    }
    assert seen <= {*SIXTEEN_VALUES, DEFAULT}
    assert 0xFF5555 in seen


@given(st.tuples(*[st.integers(0, 0xFFFFFF)] * 4), st.booleans())
def test_a_cell_shows_each_sample_as_one_of_two_colours(
    four: tuple[int, int, int, int], mixed: bool
) -> None:
    glyph, front, back = quadrant_cell(*four, mixed)
    assert glyph in QUADRANTS
    if len(set(four)) <= 2:
        bits = QUADRANTS.index(glyph)
        assert tuple(front if bits >> n & 1 else back for n in range(4)) == four


@given(
    st.sampled_from(sorted(FIGURES)),
    st.integers(1, 70),
    st.integers(1, 30),
    st.floats(-1, 4),
    st.sampled_from(("left", "right", "both")),
    st.sampled_from(list(Mode)),
    st.booleans(),
)
def test_any_size_is_filled_exactly(
    name: str, columns: int, rows: int, position: float, side: str, mode: Mode, ghost: bool
) -> None:
    grid = FIGURES[name].cells(columns, rows, position, side, style(mode), ghost, "LEFT leg")
    assert [len(row) for row in grid] == [columns] * rows
    assert all(len(cell[0]) == 1 for row in grid for cell in row)


@pytest.mark.parametrize("mode", Mode)
def test_one_cell_is_a_sane_picture(mode: Mode) -> None:
    ((cell,),) = CHAIR.cells(1, 1, 0.5, "left", style(mode))
    assert len(cell[0]) == 1


def test_an_unreachable_target_is_drawn_all_the_same() -> None:
    table = pose()
    table["frame"][1] |= {"near_hand": [900, 900], "far_leg": {"ankle": [-900, 4], "toes": 90}}
    figure = Figure.from_mapping(table, "lean")
    assert len(figure.cells(40, 16, 1, "left", style())) == 16
    assert len(figure.problems()) > 1


def test_the_ghost_adds_the_start_behind_the_stretch() -> None:
    held = stretched(CHAIR.pose)
    plain = CHAIR.cells(40, 16, held, "right", style())
    ghost = CHAIR.cells(40, 16, held, "right", style(), ghost=True)
    shade = palette(DARK).of("ghost")
    assert not any(shade in cell for row in plain for cell in row)
    assert any(shade in cell for row in ghost for cell in row)


@pytest.mark.parametrize(
    ("size", "ghost", "drawn"),
    [((44, 18), False, True), ((44, 18), True, False), ((60, 24), True, True)],
)
def test_a_small_picture_with_a_shadow_has_no_arrow(
    size: tuple[int, int], ghost: bool, drawn: bool
) -> None:
    position = stretched(CHAIR.pose) if ghost else 0
    grid = CHAIR.cells(*size, position, "right", style(), ghost=ghost)
    arrow = palette(DARK).of("arrow")
    assert any(arrow in cell for row in grid for cell in row) is drawn


@pytest.mark.parametrize("name", ["leg-crossover", "crossed-leg-stretch"])
def test_the_second_view_is_named_where_there_is_room(name: str) -> None:
    pose = FIGURES[name].pose
    assert pose.inset is not None
    for size in ((60, 24), INSET_FROM):
        assert pose.inset.title in "\n".join(text(FIGURES[name].cells(*size, 1, "left", style())))
    narrow = "\n".join(text(FIGURES[name].cells(34, 16, 1, "left", style())))
    assert pose.inset.title not in narrow


def test_the_caption_stands_behind_the_figure() -> None:
    left = text(CHAIR.cells(40, 16, 0, "left", style(), caption="LEFT leg"))
    right = text(CHAIR.cells(40, 16, 0, "right", style(), caption="RIGHT leg"))
    assert left[-1].endswith("LEFT leg")
    assert right[-1].startswith("RIGHT leg")
