"""The command palette: every key's command by name, and whatever else is looked for."""

import inspect
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import (
    Command,
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.strip import Strip
from textual.system_commands import SystemCommandsProvider
from textual.widgets import LoadingIndicator

from library.routines.model import Routine
from library.routines.planning import routine_of
from tui.aloud import SaysAloud
from tui.app_base import TellsHowToLeave
from tui.finding import Found, days, everything, excerpt, lit, score
from tui.keys.live import Group, LiveCommand, bindings, live_commands
from tui.messages import LookForCopies, LookForUnfinished, ReadNotices, StartRoutine
from tui.screens.page import Page
from tui.services import Services
from tui.widgets.cursor_list import under_cursor
from tui.widgets.hanging import Hanging
from tui.widgets.key_line import KeyLine

_NAMED_HERE = ("quit", "change_theme", "app.before_you_start", "app.ticks")
"""Actions that are named here, also where no key calls them."""
_OPENED_IT = ("command_palette", "app.command_palette")

_START = "Start: "
_EXACT = 1000.0
"""More than any likeness scores."""
_SCATTERED = 0.2
"""Letters that only come one after the other tell less than whole words in a sentence."""
_A_DAY = 950.0
"""What can be read as a day is hardly meant as anything else."""
_NAMES, _GAP = 24, 2
"""Cells of the names, so that sentences stand below each other, and of what parts the columns."""
_SHORTEST_SENTENCE = 12
"""Cells with which it still tells something (our judgement)."""


class Palette(TellsHowToLeave, CommandPalette):
    """Textual's, but it closes once and harms nothing when it closes while it searches.

    A command that was chosen twice would else end a session below.
    """

    BINDINGS = bindings("palette")
    _opening: tuple[str, ...] = ("Commands. Type words to look for; up and down, then Enter.",)
    """What is said first."""
    DEFAULT_CSS = """
    Palette {
        background: $background 72%;
        & > Vertical {
            width: 84;
            max-width: 100%;
            margin-top: 1;
            background: $surface;
        }
        #--input {
            border: round $border;
            border-title-color: $text-accent;
            border-title-style: bold;
            background: $surface;
            padding: 0 1;
            &.--list-visible { border-bottom: none; }
        }
        #--results { width: 100%; }
        CommandList {
            border: round $border;
            border-top: none;
            background: $surface;
            scrollbar-size-vertical: 1;
            &.--populating { border-bottom: round $border; }
            & > .option-list--option { padding: 0 1; text-style: none; }
            & > .option-list--option-highlighted {
                color: $block-cursor-foreground;
                background: $block-cursor-background;
                text-style: $block-cursor-text-style;
            }
            & > .commands--mark { color: $primary; background: $block-cursor-background; }
        }
        & > .command-palette--help-text { color: $text-muted; text-style: none; }
        & > .command-palette--highlight { color: $text-accent; text-style: bold underline; }
    }
    """

    _search = inspect.unwrap(CommandPalette._gather_commands)

    def compose(self) -> ComposeResult:
        """Build the line to type in, the list below it, and the keys."""
        with Vertical(id="--container"):
            with Horizontal(id="--input") as line:
                line.border_title = "Commands"
                yield _Typed(placeholder="A command, an exercise, a setting, a day")
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()
        yield KeyLine()

    def _refresh_command_list(
        self, command_list: CommandList, commands: list[Command], clear_current: bool
    ) -> None:
        style = self.get_visual_style("command-palette--highlight", partial=True)
        keyed = []
        for each in commands:
            text, key, typed = each.prompt, self._keys.get(str(each.hit.text), ""), ""
            assert isinstance(text, Content)
            if isinstance(each.hit, _Sought):
                key, typed = each.hit.key or key, each.hit.typed
                text = lit(text, typed, style)
            keyed.append(Command(_Keyed(text, key, typed), each.hit, id=each.id))
        super()._refresh_command_list(command_list, keyed, clear_current)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """The first key of each command, by its name."""
        assert self._calling_screen is not None
        found = live_commands(self._calling_screen)
        return {each.binding.description: each.keys[0] for each in found if each.keys}

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):  # its list is gone already
            await self._search(search_value)

    # A key may come before the list has its place.

    def _action_command_list(self, action: str) -> None:
        if self._list_stands:
            super()._action_command_list(action)

    def _action_cursor_down(self) -> None:
        if self._list_stands:
            super()._action_cursor_down()

    @property
    def _list_stands(self) -> bool:
        return any(each.scrollable_content_region for each in self.query(CommandList))

    # Where a voice speaks.

    @on(CommandList.OptionHighlighted)
    def _say_line(self, event: CommandList.OptionHighlighted) -> None:
        """Say what can be called now, first what this is."""
        if isinstance(self.app, SaysAloud) and (reader := self.app.reader) is not None:
            reader.silence()
            self.app.say_aloud([*self._opening, *str(event.option.prompt).splitlines()])
            self._opening = ()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close, if it is still open."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class _Typed(CommandInput):
    """What is looked for."""

    BINDINGS = bindings("palette/line")


class Commands(CommandList):
    """The commands that were found, with the cursor of all lists."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"commands--mark"}

    def render_line(self, y: int) -> Strip:
        """Draw a line of a command; the one under the cursor has a mark."""
        return under_cursor(self, super().render_line(y), y, "commands--mark")


class _Keyed(Hanging):
    """The name of a command, what it does, and its key at the right, in one line."""

    def __init__(self, content: Content, key: str, typed: str = "") -> None:
        super().__init__(content, longest=sys.maxsize)
        self._typed = typed
        self._key = Content.styled(key, "bold $footer-key-foreground")

    def at(self, width: int) -> Content:
        """Return name, sentence and key in so many cells."""
        name, *told = self.content.split()
        room = max(1, width - self._key.cell_length - _GAP)
        line = name.truncate(room, ellipsis=True).stylize_before("bold")
        line = line.pad_right(max(0, _NAMES - line.cell_length))
        left = room - line.cell_length - _GAP
        if told and left >= _SHORTEST_SENTENCE:
            named = all(word in name.plain.casefold() for word in self._typed.casefold().split())
            sentence = told[0] if named else excerpt(told[0], self._typed, left)
            line += Content(" " * _GAP) + sentence.truncate(left, ellipsis=True)
        return line.pad_right(max(0, width - line.cell_length - self._key.cell_length)) + self._key


class _Sought(Hit):
    """Something that is found only when it is looked for."""

    def __init__(self, points: float, found: Found, typed: str) -> None:
        title, told = Content(found.title), _unmarked(found.sentence)
        super().__init__(points, title, found.call, found.title, told)
        self.typed, self.key = typed, found.key


class ByName(SystemCommandsProvider):
    """Finds commands by their names; one that is called exactly so comes first."""

    @cached_property
    def _elsewhere(self) -> Sequence[Found]:
        return tuple(everything(self.screen)) if isinstance(self.screen, Page) else ()

    async def discover(self) -> Hits:
        """Show all of them, what the page itself does first."""
        for name, sentence, call, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(name, call, help=sentence)

    async def search(self, query: str) -> Hits:
        """Find what is like what is typed, with a score each."""
        matcher, asked = self.matcher(query), query.strip().casefold()
        words = asked.split()
        for name, sentence, call, _ in self.app.get_system_commands(self.screen):
            if (points := matcher.match(name)) > 0:
                if not all(word in name.casefold() for word in words):
                    points *= _SCATTERED
                exact = asked in (name.casefold(), name.removeprefix(_START).casefold())
                yield Hit(_EXACT if exact else points, matcher.highlight(name), call, help=sentence)
            elif (points := score(told := Found("", name, sentence, call), query)) > 0:
                yield _Sought(points, told, query)
        for found in self._elsewhere:
            if (points := score(found, query)) > 0:
                yield _Sought(points, found, query)
        if isinstance(self.screen, Page):
            for day in days(self.screen, query):
                yield _Sought(_A_DAY, day, query)


def system_commands(
    app: App[None], screen: Screen[Any], services: Services
) -> Iterable[SystemCommand]:
    """What can be called by name on this screen; of Textual's own commands only what is ours too.

    Routines can be started from the pages only: nothing starts a session inside a session.
    """
    called = [
        command
        for command in live_commands(screen)
        if command.group is not Group.MOVING and not command.depends_on_key
        if command.binding.action not in (*_NAMED_HERE, *_OPENED_IT)
    ]
    yield from (_command(app, command) for command in called)
    yield SystemCommand(
        "Before you start",
        "When not to stretch, and when to stop",
        partial(app.run_action, "before_you_start"),
    )
    if isinstance(screen, Page):
        yield from _of_pages(app, screen, services)
    yield SystemCommand("Theme", "Choose the colours by looking at them", app.action_change_theme)
    yield SystemCommand("Quit", "Leave supple", app.action_quit)


def _of_pages(app: App[None], page: Page, services: Services) -> Iterator[SystemCommand]:
    yield SystemCommand(
        "What to leave out",
        "Tick what applies to you, to leave out what does not suit it",
        partial(app.run_action, "ticks"),
    )
    yield SystemCommand(
        "Copies of the log",
        "Look for copies that a sync tool left, and merge them",
        lambda: app.post_message(LookForCopies(asked=True)),
    )
    if services.history.snapshot.others:
        yield SystemCommand(
            "Another log",
            "Add the sessions of the log that was kept here before, or leave them out",
            lambda: app.post_message(ReadNotices()),
        )
    yield SystemCommand(
        "Unfinished sessions",
        "Go on with a session that was not finished, or save what was done",
        lambda: app.post_message(LookForUnfinished(asked=True)),
    )
    yield from _starts(page, services)


def _command(app: App[None], command: LiveCommand) -> SystemCommand:
    async def run() -> None:
        await app.run_action(command.binding.action, command.namespace)

    return SystemCommand(command.binding.description, command.sentence, run)


def _starts(page: Page, services: Services) -> Iterator[SystemCommand]:
    hidden = services.profile.settings.hidden
    shown = services.profile.catalogue.except_for(hidden)
    routines = [*services.profile.routines, *map(routine_of, shown)]
    single = {routine.id: routine for routine in reversed(routines)}.values()
    names = Counter(routine.name for routine in single)
    for routine in single:
        yield _start(page, routine, alone=names[routine.name] == 1)


def _start(page: Page, routine: Routine, *, alone: bool) -> SystemCommand:
    def start() -> None:
        page.post_message(StartRoutine(routine))

    name = routine.name if alone else f"{routine.name} ({routine.id})"
    return SystemCommand(f"{_START}{_unmarked(name)}", _unmarked(routine.purpose), start)


def _unmarked(text: str) -> str:
    """Return a person's text without square brackets: the palette takes them for markup."""
    return text.replace("[", "(").replace("]", ")")
