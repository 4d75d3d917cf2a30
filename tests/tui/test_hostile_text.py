"""Every screen with text that tries to be markup, an action, a control sequence or backwards."""

import json
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

import tui.dialogs
import tui.screens
from library.exercises.model import Dose, Exercise
from library.exercises.safety import VERSION
from library.guidance.precautions import Precautions, Shorter
from library.guidance.ticks import Ticked
from library.history.comparison import Comparison, ConflictCopy
from library.history.record import ReachForm, SessionRecord
from library.history.searching import SessionFilter
from library.history.snapshot import ConflictError
from library.history.store import HistoryStore
from library.own_copies import OwnCopy
from library.paths import Paths
from library.profile import Part
from library.progress.explain import explain
from library.routines.arriving import Arrival
from library.routines.collection import Routines
from library.routines.model import Routine
from library.routines.planning import routine_of
from library.routines.programme import Programme
from library.session.draft import Draft
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.results import DoneEarlier
from library.session.typed import TypedDraft
from library.session.unfinished import Unfinished
from tests.clock import FakeClock
from tests.library.builders import record
from tests.library.exercises.files import MASSAGE, VALID
from tests.library.guidance.person import with_hard_crossovers
from tests.library.history.tables import table_of
from tests.tui.support import build_services, settled
from tui.app import SuppleApp
from tui.dialogs import (
    add_session,
    ask_text,
    before_you_start,
    exercise_form,
    history,
    keep_changes,
    mornings,
    not_saved,
    notices,
    own_copies,
    places,
    reach,
    routines,
    session,
    session_details,
    session_form,
    shell_commands,
    theme,
    ticks,
    today,
    try_cues,
)
from tui.dialogs.programme import TakeIn
from tui.dialogs.week import WeekCard
from tui.history_service import UnsavedSession
from tui.keys.live import live_commands
from tui.screens import routine_editor
from tui.screens.does_it_help import DoesItHelp, ExplainReview
from tui.screens.help import HelpScreen
from tui.screens.page import Page
from tui.screens.session import SessionScreen
from tui.services import Services
from tui.settings_editor import SettingsEditor
from tui.text.reward import reward

HOSTILE = "[@click=app.quit]x[/] [/red] [a='\x1b[2J\x9b2J\u202eevil"
BARE = (
    "Screen",
    "Overlay",
    "Card",
    "Page",
    "ReadingCard",
    "Question",
    "SessionFormDialog",
)
"""Screens that are only there to be built upon."""


def toml(text: str) -> str:
    return json.dumps(text)


def hostile_toml(text: str) -> str:
    """The file with its sentences and names replaced."""
    words = re.compile(r'(?<== )"[A-Z][^"]*"|(?<=    )"[^"]*"|(?<=cautions = \[)(?=\])')
    return words.sub(lambda _: toml(HOSTILE), text).replace('"hamstrings"', toml(HOSTILE))


def own_exercises() -> dict[str, str]:
    """A stretch and a massage, as files, by id."""
    stretch = VALID.partition("[pose]")[0]
    kneading = stretch.replace("toe-reach", "kneading").replace('"stretch"', '"massage"')
    kneading = re.sub(r"\[\[doses\]\].*?(?=\[\[heights)", "", kneading, flags=re.DOTALL)
    return {"toe-reach": stretch, "kneading": kneading + MASSAGE}


def write_files(folder: Path) -> None:
    (folder / "exercises").mkdir()
    for name, text in own_exercises().items():
        path = folder / "exercises" / f"{name}.toml"
        path.write_text(hostile_toml(text), encoding="utf-8")
    (folder / "routines.toml").write_text(
        f"[[routine]]\nid = 'mine'\nname = {toml(HOSTILE)}\npurpose = {toml(HOSTILE)}\n"
        f"by = {toml(HOSTILE)}\nnote = {toml(HOSTILE)}\n"
        f"afterwards = {toml(HOSTILE)}\ncautions = [{toml(HOSTILE)}]\n"
        "items = [{ exercise = 'toe-reach' }, { exercise = 'kneading' }]\n",
        encoding="utf-8",
    )
    (folder / "settings.toml").write_text(
        f"place = {toml(HOSTILE)}\ntheme = {toml(HOSTILE)}\n{toml(HOSTILE)} = 1\n"
        f"[acknowledged]\nversion = {VERSION}\non = 2026-11-01\n"
        f"[places]\n{toml(HOSTILE)} = ['mat']\n[keys]\n{toml(HOSTILE)} = 'x'\n",
        encoding="utf-8",
    )


def hostile_session() -> SessionRecord:
    plain = record(FakeClock().now().date(), name=HOSTILE)
    return replace(plain, routine=HOSTILE, note=HOSTILE)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    write_files(tmp_path)
    paths, clock = Paths(tmp_path, tmp_path, tmp_path / "state"), FakeClock()
    log = HistoryStore(paths.history_file, paths.state_dir, clock)
    log.add(hostile_session())
    table_of(log).put({HOSTILE: {"routine": 1, HOSTILE: HOSTILE}})
    return build_services(paths, clock)


def exercise_of(services: Services, name: str = "toe-reach") -> Exercise:
    return services.profile.catalogue.get(name)


def own_routine(services: Services) -> Routine:
    routine = services.profile.routines.get("mine")
    assert routine is not None
    return routine


def unfinished(services: Services) -> Unfinished:
    plan = services.guide.plan(routine_of(exercise_of(services)))
    record = services.history.snapshot.sessions[-1]
    return Unfinished("id", record, plan, DoneEarlier(), "2026-11-23T18:00:00.000Z")


def modals(app: SuppleApp, services: Services) -> Iterator[Callable[[], Screen[Any]]]:
    """Every modal screen with text of a person wherever it takes text."""
    exercise, routine = exercise_of(services), own_routine(services)
    plan, past = services.guide.plan(routine), services.history.snapshot.sessions[-1]
    copy = ConflictCopy(Path(HOSTILE), Comparison(), related=True, damaged=True)
    own_copy = OwnCopy(Path(HOSTILE), Part.ROUTINES, b"", (HOSTILE,), (HOSTILE,), True, False)
    profile, sessions = services.profile, services.history.snapshot.sessions
    texts = explain(sessions, (), profile.goals, 0, profile.today())

    yield lambda: routines.AddToRoutine(services, exercise)
    yield lambda: ask_text.AskText(exercise.name, routine.name, limit=200)
    yield lambda: notices.Notices(services)
    yield lambda: before_you_start.BeforeYouStart(services.profile)
    yield lambda: shell_commands.RunCommands({"hook_start": HOSTILE})
    lines = {each.id: each.cautions for each in plan.exercises}
    less = Shorter(exercise.id, Dose(1, 10, ""), Dose(1, 20, HOSTILE))
    precautions, catalogue = Precautions(new=2, shorter=(less,)), services.profile.catalogue
    yield lambda: session.Cautions(plan, lines, precautions, catalogue)
    yield lambda: session.LeftOut([f"{exercise.name}. Left out."], all_of_it=False)
    yield lambda: ticks.TicksCard(Ticked((HOSTILE,)), already=False)
    yield lambda: routines.ChooseExercise(services.profile.catalogue)
    yield lambda: history.ResolveConflict(ConflictError(past, past), past.practice_day)
    yield lambda: history.ConflictCopies([copy], related=True)
    yield lambda: own_copies.KeepBoth([own_copy])
    yield lambda: session.EaseOff(plan.work[0], 5)
    yield lambda: session.EndSession(past, 5)
    yield lambda: session.HowTo(plan.work[0])
    yield lambda: history.ExplainNumbers(texts)
    yield lambda: mornings.CompareMornings(services.guide.standing, lambda _: HOSTILE)
    yield lambda: mornings.ExplainMornings(services.guide.standing, lambda _: HOSTILE)
    yield lambda: DoesItHelp(services)
    yield lambda: ExplainReview([(exercise.name, exercise.name)])
    yield lambda: WeekCard(exercise.name, [routine.name, exercise.name], exercise.name)
    yield lambda: today.ExplainToday(Content(exercise.name))
    yield lambda: HelpScreen(exercise.name, routine.name, live_commands(app.screen))
    yield lambda: keep_changes.KeepChanges(exercise.name)
    yield lambda: session.KeepLengths({exercise.name: 20})
    yield lambda: session.RestFirst(10, massage=True)
    yield session.Sharp
    yield from more_modals(services)


def more_modals(services: Services) -> Iterator[Callable[[], Screen[Any]]]:
    """The other half of them."""
    routine = own_routine(services)
    plan, clock = services.guide.plan(routine), services.clock
    past = services.history.snapshot.sessions[-1]
    editor = SettingsEditor(services.profile)
    beginning = SessionStart.now(clock, 0)
    draft = Draft(services.paths.state.drafts, clock, beginning.id)
    unsaved = UnsavedSession(past, past, draft, HOSTILE)
    typed = TypedDraft(services.paths.state.typed, clock)

    yield lambda: not_saved.NotSaved(services, unsaved)
    yield lambda: exercise_form.ExerciseForm(services, exercise_of(services))
    given = Programme(routine, (exercise_of(services),), leads=True, notices=(routine.name,))
    arrival = Arrival(given, services.profile.catalogue, Routines(()))
    yield lambda: TakeIn(arrival, services.profile.settings, past.practice_day, leads=True)
    yield lambda: places.EditPlaces(editor, lambda change: change())
    yield lambda: places.ChooseAtHand(
        next(iter(services.profile.settings.places)), (), editor.things
    )
    yield lambda: session.ResumeSession(unfinished(services), past.practice_day)
    standing, name = with_hard_crossovers().standing(30), exercise_of(services).name
    yield lambda: mornings.CompareMornings(standing, lambda _: name)
    yield lambda: mornings.ExplainMornings(standing, lambda _: name)
    yield lambda: reach.MeasureReach(ReachForm.CHAIR, (), ("bones",))
    yield lambda: routine_editor.RoutineEditor(services, routine)
    yield lambda: SessionScreen(services, Session(plan), beginning, draft)
    yield lambda: history.FilterSessions([past], SessionFilter(), lambda _: name)
    yield lambda: history.MarkDay(past.practice_day, {}, past.practice_day)
    known = services.profile.catalogue, past.practice_day
    yield lambda: session_details.SessionDetails(past, *known, typed)
    yield lambda: session_form.SessionEdit(past, typed, {}, *known)
    yield lambda: session_form.LeftEdit(past, typed, {}, *known)
    meaning = reward(past, (), plan.exercises, {}, services.profile.goals, 0)
    yield lambda: session_form.SessionSummary(
        plan, past, typed, clock.monotonic, meaning, saved=False
    )
    yield lambda: try_cues.TryCues(services)
    yield lambda: theme.ThemeChooser(services.profile.settings.theme)


def added_modals(services: Services) -> Iterator[Callable[[], Screen[Any]]]:
    """Those that add a session."""
    plan, today = services.guide.plan(own_routine(services)), services.profile.today()
    yield lambda: add_session.ChooseDone(services, today)
    yield lambda: add_session.AddSession(services, plan, today)


def raw_characters(text: str) -> set[str]:
    """Characters a terminal would obey."""
    return {
        char
        for char in set(text) - {"\n"}
        if unicodedata.category(char) == "Cc"
        or char in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    }


def actions(strips: list[Strip]) -> set[str]:
    """What a click somewhere on the screen would do."""
    styles = {segment.style for line in strips for segment in line}
    return {str(style.meta.get("@click", "")) for style in styles if style is not None}


async def inspect(pilot: Pilot[None]) -> str:
    """Look at the screen as it is."""
    await settled(pilot)
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    text = "\n".join(line.text for line in strips)
    assert raw_characters(text) == set(), screen
    assert not any("quit" in action for action in actions(strips)), screen
    assert pilot.app.is_running
    return text


def all_screens() -> set[str]:
    for package in (tui.dialogs, tui.screens):
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")
    found, todo = set[str](), list[type[Screen[Any]]]([Screen])
    while todo:
        for kind in todo.pop().__subclasses__():
            todo.append(kind)
            if kind.__module__.startswith(("tui.dialogs.", "tui.screens.")):
                found.add(kind.__name__)
    return found - set(BARE)


async def test_text_of_a_person_is_only_ever_shown(services: Services) -> None:
    app = SuppleApp(services)
    seen: set[str] = set()
    async with app.run_test(size=(120, 50)) as pilot:
        await inspect(pilot)
        for page in "12345":
            await pilot.press(page)
            assert isinstance(app.screen, Page)
            seen.add(type(app.screen).__name__)
            for key in ("end", "home"):
                await pilot.press(key)
                await inspect(pilot)
        assert "[@click=app.quit]x[/] [/red] [a='" in await page_text(pilot, "3")
        for make in (*modals(app, services), *added_modals(services)):
            screen = make()
            seen.add(type(screen).__name__)
            app.push_screen(screen)
            text = await inspect(pilot)
            assert text.strip()
            app.pop_screen()
            await pilot.pause()
    assert seen == all_screens()


async def page_text(pilot: Pilot[None], key: str) -> str:
    await pilot.press(key, "end")
    return await inspect(pilot)


async def test_what_is_pasted_is_cleaned_before_a_field_takes_it(services: Services) -> None:
    app = SuppleApp(services)
    async with app.run_test() as pilot:
        app.push_screen(ask_text.AskText("Name", limit=200))
        await pilot.pause()
        app.post_message(events.Paste(HOSTILE))
        text = await inspect(pilot)
        assert "[/red] [a='\ufffd[2J\ufffd2Jevil" in text


def test_the_test_would_notice_control_characters() -> None:
    assert raw_characters("a\x1b\x9b\u202e\nb") == {"\x1b", "\x9b", "\u202e"}


def test_the_files_of_the_test_are_read(services: Services) -> None:
    shown = "[@click=app.quit]x[/] [/red] [a='\ufffd[2J\ufffd2Jevil"
    exercise = exercise_of(services)
    assert shown in (exercise.name, exercise.purpose)
    assert exercise_of(services, "kneading").massage[0].name == shown
    assert own_routine(services).name == shown
    assert shown in services.profile.settings.places
