"""Every command is called on every screen where it may stand, by each of its keys.

The usual run has what begins on two pages, and one key of each command there.
"""

from collections import Counter
from collections.abc import AsyncIterator, Container, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from string import digits

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from library.guidance.ticks import Ticked
from library.history.comparison import Comparison, ConflictCopy
from library.history.snapshot import ConflictError
from library.programmes import Programmes
from library.settings import Settings
from tests.library.builders import record
from tests.library.routines.programmes import PROGRAMME
from tests.tui.flows.test_resume import leave_unfinished
from tests.tui.pages import notices, screen_text
from tests.tui.session_steps import into_first_hold
from tests.tui.states import TODAY, open_state
from tests.tui.support import dashboard, on_full_disk, pass_time, settled
from tui.app import SuppleApp
from tui.dialogs.history import ConflictCopies, ResolveConflict
from tui.dialogs.programme import TakeIn
from tui.keys.commands import COMMANDS, USUAL_KEYS
from tui.screens.settings import SettingsPage

SIZE = (80, 24)
SHARED = frozenset({"app", "dialog", "list", "text"})
"""Commands of every page, card, list and text: tried on the pages, and in one card and one text of
each kind."""


@dataclass(frozen=True)
class Way:
    """How to get to a screen, and whose commands are tried there."""

    scopes: str
    state: str = "today"
    keys: str = ""
    row: str = ""
    """Line of the settings to stand on first."""
    again: bool = False
    """Whether these commands are tried in another state as well: this one is for the torture."""


WAYS = {
    "today": Way("today app"),
    "ticks": Way("ticks", "today", "c"),
    "before-you-start": Way("card", "before-you-start"),
    "exercises": Way("exercises", "exercises"),
    "exercises-search": Way("search", "exercises", "slash l e g"),
    "exercises-reading": Way("text", "exercises", "space", again=True),
    "add-to-routine": Way("add", "exercises", "a"),
    "exercise-form": Way("exercise_form", "exercises", "n"),
    "routines": Way("routines", "routines"),
    "own-routine": Way("routines", "routines", "n m e enter a enter s", again=True),
    "routine-editor": Way("editor", "routines", "e"),
    "exercise-for-a-routine": Way("choose", "routines", "e a"),
    "name-of-a-routine": Way("editor", "routines", "e n", again=True),
    "name-of-a-new-routine": Way("ask", "exercises", "a enter"),
    "changes-to-a-routine": Way("keep", "routines", "e plus escape"),
    "history": Way("history", "history"),
    "history-map": Way("list", "history", "tab", again=True),
    "history-search": Way("search", "history", "slash c h", again=True),
    "history-add": Way("add_session", "history", "a"),
    "history-added": Way("form", "history", "a enter", again=True),
    "history-filter": Way("filter", "history", "f"),
    "explanations": Way("explanations card dialog", "history", "e"),
    "mornings": Way("mornings", "history", "w"),
    "week": Way("week", "history", "W"),
    "does-it-help": Way("helps course", "history", "t"),
    "reach": Way("ask", "history", "v", again=True),
    "details": Way("details card", "history", "enter"),
    "edit": Way("form", "history", "enter e", again=True),
    "changes-to-a-session": Way("keep", "history", "enter e 3 escape", again=True),
    "mark": Way("mark", "history", "m"),
    "settings": Way("settings list", "settings"),
    "themes": Way("theme", "settings", "enter", "theme"),
    "places": Way("places", "settings", "enter", "places"),
    "at-hand": Way("at_hand", "settings", "enter enter", "places"),
    "try-cues": Way("try", "settings", "t"),
    "help": Way("help text", keys="question_mark"),
    "commands": Way("palette", keys="colon"),
    "session": Way("session", "session"),
    "session-paused": Way("session", "session-paused", again=True),
    "ease-off": Way("ease_off", "session", "x"),
    "end-session": Way("end", "session", "escape"),
    "how-it-is-done": Way("how", "session", "h"),
    "summary": Way("form", "summary"),
    "massage-cautions": Way("cautions", "massage-cautions"),
    "massage": Way("session", "massage", again=True),
    "attention": Way("attention", "page", "exclamation_mark"),
}
"""Screens that keys lead to."""


async def follow(pilot: Pilot[None], way: Way) -> None:
    """Press what leads from the page to the screen."""
    page = pilot.app.screen
    if way.row:
        assert isinstance(page, SettingsPage)
        page.lines.go_to(way.row)
    for key in way.keys.split():
        await pilot.press(key)
        await settled(pilot)


@asynccontextmanager
async def page(folder: Path) -> AsyncIterator[Pilot[None]]:
    (folder / "settings.toml").write_text("wibble = 1\n")
    async with dashboard(folder).app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def clash(folder: Path) -> AsyncIterator[Pilot[None]]:
    async with dashboard(folder).app.run_test(size=SIZE) as pilot:
        pilot.app.push_screen(
            ResolveConflict(ConflictError(record(TODAY), record(TODAY, hour=9)), TODAY)
        )
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def copies(folder: Path) -> AsyncIterator[Pilot[None]]:
    copy = ConflictCopy(folder / "copy.json", Comparison(), related=True, damaged=False)
    async with dashboard(folder).app.run_test(size=SIZE) as pilot:
        pilot.app.push_screen(ConflictCopies([copy], related=True))
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def lengths(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder, routine="after-sitting")
    async with board.app.run_test(size=SIZE) as pilot:
        await pass_time(pilot, board.clock, 11)
        await pilot.press("plus")
        await pass_time(pilot, board.clock, 171)
        await pilot.press("escape")
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def left_out(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder, routine="after-sitting")
    board.history.put(board.services.guide.ticks(Ticked(("bones",))))
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def resume(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder)
    leave_unfinished(board, 65)
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def unsaved(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder, routine="desk-break")
    on_full_disk(board)
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pass_time(pilot, board.clock, 121)
        yield pilot


@asynccontextmanager
async def run_commands(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder, routine="desk-break")
    board.services.profile.change_settings(hook_start="true")
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def rest_first(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder, routine="desk-break")
    async with board.app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("7")
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def sharp(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder, routine="first-steps")
    async with board.app.run_test(size=SIZE) as pilot:
        await into_first_hold(pilot, board.clock)
        await pilot.press("x", "6")
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def programme(folder: Path) -> AsyncIterator[Pilot[None]]:
    board = dashboard(folder)
    file = folder / "knee.toml"
    programmes = Programmes(board.services.profile, board.services.paths, board.clock)
    file.write_text(PROGRAMME)
    programmes.take_in(programmes.read(file), replacing=False)
    file.write_text(PROGRAMME.replace("reps = 3", "reps = 4"))
    arrival = programmes.read(file)
    async with board.app.run_test(size=SIZE) as pilot:
        pilot.app.push_screen(TakeIn(arrival, Settings(), TODAY, leads=True))
        await settled(pilot)
        yield pilot


EVENTS = {
    "clash": clash,
    "copies": copies,
    "left_out": left_out,
    "lengths": lengths,
    "page": page,
    "programme": programme,
    "rest_first": rest_first,
    "resume": resume,
    "run_commands": run_commands,
    "sharp": sharp,
    "unsaved": unsaved,
}
"""Screens that something else than a key leads to, by the scope of their commands."""


USUAL = {"today", "session"}
"""The states whose screens are tried in the usual run: what else is tried only repeats it."""
ONCE = [*(name for name, way in WAYS.items() if not way.again), *EVENTS]
"""One state for each set of commands."""


def called(name: str, most: int) -> str:
    """What a command counts as: when one key is enough, `pain_0` to `pain_9` are the same."""
    return name.rstrip(digits) if most == 1 else name


def declared(scopes: str, most: int) -> Iterator[str]:
    """The keys of these commands, this many of each, whether it may be called just now or not."""
    for scope in scopes.split():
        own = {name: keys for name, keys in USUAL_KEYS.items() if name.startswith(f"{scope}.")}
        for keys in {called(name, most): keys for name, keys in own.items()}.values():
            yield from keys.split(",")[:most]


def live(screen: Screen[object], scopes: str, most: int) -> Iterator[str]:
    """The keys that call a command now, but for those that are the same wherever they stand."""
    left_out = SHARED - set(scopes.split())
    told: Counter[str] = Counter()
    for key, active in screen.active_bindings.items():
        name = active.binding.id or ""  # what Textual itself declares has none
        if name and name.partition(".")[0] not in left_out:
            told[called(name, most)] += 1
            if told[called(name, most)] <= most:
                yield key


async def go_back(pilot: Pilot[None], screens: Container[Screen[object]], mode: str) -> None:
    """Go back to one of these screens, as far as keys lead there."""
    if pilot.app.current_mode != mode:
        await pilot.app.switch_mode(mode)
        await settled(pilot)
    for _ in range(3):
        if pilot.app.screen in screens:
            return
        await pilot.press("escape")
        await settled(pilot)


def check(app: SuppleApp, key: str, *, full: bool) -> None:
    """It goes on, shows something and has kept everything."""
    assert app.crash is None, key
    assert screen_text(app.screen).strip(), key
    assert full or app.services.history.unsaved == {}, key
    assert full or not any("Not saved" in notice for notice in notices(app)), key


def check_list(screen: Screen[object], scopes: str) -> None:
    """Keys of a list clash with those of the screens around it, and with no others."""
    for scope in set(scopes.split()) - SHARED:
        assert COMMANDS[scope].has_list == bool(screen.query("CursorList, SessionList")), scope


def keys_of(screen: Screen[object], scopes: str, most: int) -> list[str]:
    """The keys to be pressed on a screen, each once."""
    here = list(live(screen, scopes, most))
    for scope in scopes.split():
        assert set(declared(scope, most)) & set(here), f"{scope} is not here"
    return list(dict.fromkeys([*declared(scopes, most), *here]))


async def press_some(pilot: Pilot[None], way: Way, keys: list[str] | None, most: int) -> list[str]:
    """Press keys until one leads away for good.

    Args:
        pilot: The dashboard where the way begins.
        way: The way to the screen.
        keys: What is to be pressed; None at the beginning.
        most: How many keys of each command to press.

    Returns:
        What is still to be pressed, by whoever starts the dashboard again.
    """
    app, base = pilot.app, pilot.app.screen
    assert isinstance(app, SuppleApp)
    mode = app.current_mode
    await follow(pilot, way)
    screen = app.screen
    check_list(screen, way.scopes)
    keys = keys_of(screen, way.scopes, most) if keys is None else keys
    while keys:
        key = keys.pop()
        await pilot.press(key)
        if app._exit:
            return keys
        await settled(pilot)
        check(app, key, full=way.scopes == "unsaved")
        if keys:
            await go_back(pilot, (screen, base), mode)
            kind = type(screen)
            if app.screen is base is not screen:
                await follow(pilot, way)
                screen = app.screen
            if app.screen is not screen or not isinstance(screen, kind):
                break
    return keys


def opened(name: str, folder: Path) -> AbstractAsyncContextManager[Pilot[None]]:
    """The dashboard, there or where the way begins."""
    state = WAYS[name].state if name in WAYS else name
    return EVENTS[state](folder) if state in EVENTS else open_state(state, folder, SIZE)


def from_one_page() -> list[list[str]]:
    """The states of the usual run, those together that begin alike: the page itself comes last."""
    groups: dict[str, list[str]] = {}
    for name in reversed(ONCE):
        groups.setdefault(WAYS[name].state if name in WAYS else name, []).append(name)
    return list(groups.values())


@pytest.mark.parametrize(
    ("names", "most"),
    [
        *(pytest.param(names, 1, id=names[-1]) for names in from_one_page() if names[-1] in USUAL),
        *(
            pytest.param([name], 99, id=f"{name}-all", marks=pytest.mark.torture)
            for name in [*WAYS, *EVENTS]
        ),
    ],
)
async def test_every_key_does_something_sane(
    names: list[str], most: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No crash, an answer, and nothing unsaved, whatever is pressed."""
    left: dict[str, list[str] | None] = dict.fromkeys(names)
    while left:
        async with opened(next(iter(left)), tmp_path_factory.mktemp("own")) as pilot:
            page, mode = pilot.app.screen, pilot.app.current_mode
            while left and pilot.app.screen is page:
                name = next(iter(left))
                left[name] = await press_some(pilot, WAYS.get(name, Way(name)), left[name], most)
                if left[name]:
                    break
                del left[name]
                if left:
                    await go_back(pilot, (page,), mode)


def test_the_commands_of_every_screen_are_among_them() -> None:
    scopes = " ".join(WAYS[name].scopes if name in WAYS else name for name in ONCE).split()
    assert set(scopes) == {name.partition(".")[0] for name in USUAL_KEYS}
