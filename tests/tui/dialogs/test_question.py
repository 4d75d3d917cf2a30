"""Questions: what the base makes of a text and a few answers."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot

from library.exercises.catalogue import Catalogue
from tests.tui.pages import services_in, shown
from tests.tui.support import page_app, settled
from tui.dialogs.question import Answer, Question
from tui.dialogs.routines import ChooseExercise
from tui.widgets.cursor_list import CursorList
from tui.widgets.text import Text


class Ask(Question[int]):
    """Asks for a number, in the words of a scope that there is."""

    SCOPE = "ease_off"

    def __init__(self, *answers: Answer[int]) -> None:
        super().__init__()
        self._given = answers

    def text(self) -> Iterable[str]:
        yield "How [many]?"

    def answers(self) -> Iterable[Answer[int]]:
        return self._given

    def note(self) -> str:
        return "Take your time."


ONE = Answer("answer_1", 1, "One")
TWO = Answer("answer_2", 2, "Two", chosen=True)
NEVER = Answer("answer_3", 3, "Three", "too many")
BY_KEY = Answer("answer_4", 4)


@asynccontextmanager
async def asked(
    folder: Path, question: Question[int], results: list[int | None]
) -> AsyncIterator[Pilot[None]]:
    app = page_app(services_in(folder), "routines")
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(question, results.append)
        await settled(pilot)
        yield pilot


async def test_an_answer_is_chosen_from_the_list_and_closes_once(tmp_path: Path) -> None:
    results: list[int | None] = []
    async with asked(tmp_path, Ask(ONE, TWO, BY_KEY), results) as pilot:
        lines = pilot.app.screen.query_one(CursorList)
        assert (lines.option_count, lines.current) == (2, "answer_2")
        assert "How [many]?" in await shown(pilot)
        await pilot.press("up", "enter", "enter")
        await settled(pilot)
    assert results == [1]


async def test_a_key_gives_an_answer_at_once_and_only_one_that_there_is(tmp_path: Path) -> None:
    results: list[int | None] = []
    async with asked(tmp_path, Ask(TWO, BY_KEY), results) as pilot:
        await pilot.press("1", "3", "4")
        await settled(pilot)
    assert results == [4]


async def test_without_lines_there_is_no_list(tmp_path: Path) -> None:
    async with asked(tmp_path, Ask(BY_KEY), []) as pilot:
        assert not pilot.app.screen.query(CursorList)


async def test_why_an_answer_cannot_be_chosen_is_told_by_the_key_of_the_person(
    tmp_path: Path,
) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\n"ease_off.answer_3" = "x"\n')
    results: list[int | None] = []
    async with asked(tmp_path, Ask(ONE, NEVER), results) as pilot:
        note = pilot.app.screen.query_one("#note", Text)
        assert str(note.content) == "Take your time."
        await pilot.press("x")
        assert str(note.content) == "x cannot be chosen now: too many."
        assert pilot.app.screen.query_one(CursorList).get_option_at_index(1).disabled
    assert results == []


async def test_an_exercise_may_have_the_name_of_a_command(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    own = replace(services.profile.catalogue.exercises[0], id="leave")
    app = page_app(services, "routines")
    results: list[str | None] = []
    async with app.run_test() as pilot:
        app.push_screen(ChooseExercise(Catalogue((own,))), results.append)
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
    assert results == ["leave"]
