from html import escape

import pytest
from msgspec.structs import replace

from library.exercises.safety import EMERGENCY
from library.pages.sheet import Sheet, SheetExercise, Shown, sheet_page
from tests.library.pages.checked import checked

PICTURE = Shown('<svg role="img" aria-label="A leg">\n</svg>\n', "Start, left leg")
LEG = SheetExercise(
    name="Leg lift",
    posture="Standing",
    doses=("2 holds of 10 s on each leg",),
    steps=("Stand.", "Lean."),
    needs=("a chair", "a mat"),
    cautions=("The chair must not roll.",),
    pictures=(PICTURE, PICTURE),
)
CHAIR = replace(LEG, name="Chair", posture="Sitting")
SHEET = Sheet(title="All", purpose="Each once.", facts=("3 days a week.",), exercises=(LEG,))
HOSTILE = '"><script>alert(1)</script>&lt;<img src=http//x onerror=y>'


def test_a_sheet_tells_how_an_exercise_is_done() -> None:
    page = sheet_page(SHEET)
    found = checked(page)
    assert found.headings == [
        (1, "All"), (2, "Take care"), (2, "Standing"), (3, "Leg lift"), (2, "Notes"), (2, "Done"),
    ]  # fmt: skip
    for told in ("Each once.", "3 days a week.", "2 holds of 10 s on each leg", "Lean."):
        assert told in found.words
    assert "a chair and a mat." in " ".join(found.words)
    assert "The chair must not roll." in found.words
    assert EMERGENCY.points[0] in page
    assert [words for words in found.words if words.startswith("Week ")] == [
        "Week 1, from ____________",
        "Week 2, from ____________",
    ]
    assert "Pain before, 0-10" in found.words


def test_exercises_of_one_posture_stand_together() -> None:
    page = checked(sheet_page(replace(SHEET, exercises=(LEG, CHAIR, replace(LEG, name="Bend")))))
    middle = [words for _, words in page.headings[2:-2]]
    assert middle == ["Standing", "Leg lift", "Bend", "Sitting", "Chair"]


@pytest.mark.parametrize("text", [HOSTILE, "x" * 10_000, "\u202eרגל ימין", "\x1b[31m\x00", ""])
def test_whatever_people_write_stays_text(text: str) -> None:
    exercise = SheetExercise(
        name=text,
        posture="Sitting",
        doses=(text,),
        steps=(text, text),
        parts=(text,),
        needs=(text,),
        cautions=(text,),
        pictures=(Shown(PICTURE.svg, text),),
    )
    sheet = Sheet(
        title=text, purpose=text, facts=(text,), exercises=(exercise,), cautions=(text,),
        left_out=(text,), afterwards=text,
    )  # fmt: skip
    page = sheet_page(sheet)
    found = checked(page)
    assert ("h3", "dir", "auto") in found.attributes
    assert text.isascii() is False or text.isprintable() is False or escape(text) in page
    assert "\x1b" not in page
    assert "\x00" not in page


def test_two_hundred_exercises_and_none_at_all_make_a_sheet() -> None:
    many = tuple(replace(LEG, name=f"Bend {number}") for number in range(200))
    found = checked(sheet_page(replace(SHEET, exercises=many, weeks=1)))
    assert len([level for level, _ in found.headings if level == 3]) == 200
    none = checked(sheet_page(replace(SHEET, exercises=(), left_out=("Leg lift. Resting.",))))
    assert "There is no exercise on this sheet." in none.words
    assert "Leg lift. Resting." in none.words
    assert not [words for words in none.words if words.startswith("Week")]


def test_without_pictures_it_says_so_only_where_there_should_be_some() -> None:
    plain = replace(LEG, pictures=())
    page = sheet_page(replace(SHEET, exercises=(plain, replace(plain, missing="No picture"))))
    checked(page)
    assert "<svg" not in page
    assert page.count("No picture") == 1
