"""The dashboard: its pages, its looks, and what it does when a page asks for it."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import Provider
from textual.constants import TEXTUAL_ANIMATIONS
from textual.screen import Screen
from textual.signal import Signal

from library.figure.terminal import is_gnu_screen
from library.history.errors import HistoryError
from library.profile import Part
from library.progress.weeks import ONE_WEEK
from library.routines.model import Routine
from tui.app_base import App
from tui.background import Terminal
from tui.flows.copies import LookingForCopies
from tui.history_service import POLL_SECONDS
from tui.keys.live import bindings, with_spoken_keys
from tui.looks import HEIGHTS, WIDTHS
from tui.messages import LookForCopies, LookForUnfinished, ReadNotices, StartRoutine, WritePage
from tui.services import Services
from tui.signals import leave_on_signals

if TYPE_CHECKING:
    from tui.cues.reader import Reader
    from tui.settings_editor import SettingsEditor

QUIET_LOOKS = 5
"""So many looks, one a second, the history stays as another machine left it before what it lacks
is saved: a sync tool may still be bringing more (our judgement)."""

# What the first paint does not need is imported when it is asked for: most starts need one page.


def _today(app: "SuppleApp") -> Screen[None]:
    from tui.screens.today import TodayPage

    return TodayPage(app.services)


def _exercises(app: "SuppleApp") -> Screen[None]:
    from tui.screens.exercises import ExercisesPage

    return ExercisesPage(app.services)


def _routines(app: "SuppleApp") -> Screen[None]:
    from tui.screens.routines import RoutinesPage

    return RoutinesPage(app.services)


def _history(app: "SuppleApp") -> Screen[None]:
    from tui.screens.history import HistoryPage

    return HistoryPage(app.services)


def _settings(app: "SuppleApp") -> Screen[None]:
    from tui.screens.settings import SettingsPage

    return SettingsPage(app.services, app.settings_editor)


def _by_name() -> type[Provider]:
    from tui.palette import ByName

    return ByName


_PAGES: Mapping[str, Callable[["SuppleApp"], Screen[None]]] = {
    "today": _today,
    "exercises": _exercises,
    "routines": _routines,
    "history": _history,
    "settings": _settings,
}
"""What makes each page when it is first shown."""

_SPEECH_IS_OFF = "Speech is off. {settings.undo} on Settings takes that back."
_CHANGED_ELSEWHERE = {
    Part.SETTINGS: "Your settings were changed elsewhere; now used here as well.",
    Part.EXERCISES: "Your exercises were changed elsewhere; now used here as well.",
    Part.ROUTINES: "Your routines were changed elsewhere; now used here as well.",
}


class SuppleApp(App):
    """The dashboard."""

    TITLE = "supple"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_MODE = "today"
    BINDINGS = bindings("app")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_by_name}

    def __init__(
        self,
        services: Services,
        start: Routine | None = None,
        *,
        anyway: bool = False,
        terminal: Terminal | None = None,
    ) -> None:
        """Build the dashboard.

        Args:
            services: What the screens work with.
            start: A routine to begin at once.
            anyway: Whether it is begun as written, with what is left out for the person.
            terminal: Where it is shown; a good one if left out, as for a picture.
        """
        super().__init__(theme=services.profile.settings.theme, terminal=terminal)
        self.services = services
        self._start = None if start is None else StartRoutine(start, anyway)
        self._copies = LookingForCopies(self, services)
        self._quiet_looks = 0
        self._reader: Reader | None = None
        services.profile.when_changed(lambda: self.profile_changed.publish(None))
        services.profile.when_unsaved(self.save_remembered)
        services.history.connect(Signal(self, "history_changed"), self.tell, services.profile)
        for name, make in _PAGES.items():
            self.add_mode(name, partial(make, self))

    @cached_property
    def settings_editor(self) -> "SettingsEditor":
        """The one that changes settings, wherever that is asked for: all of it can be undone."""
        from tui.settings_editor import SettingsEditor

        return SettingsEditor(self.services.profile)

    @property
    def reader(self) -> "Reader | None":
        """What says aloud whatever waits for a key; None while speech is off, and that is said."""
        profile = self.services.profile
        if profile.settings.speech == "off" and not (self._reader and self._reader.busy):
            return None
        if self._reader is None:
            from tui.cues.reader import Reader

            self._reader = Reader(lambda: profile.cue_settings, self.services.clock, os.environ)
        return self._reader

    def on_unmount(self) -> None:
        """Be silent at the end."""
        if self._reader is not None:
            self._reader.close()

    # The start.

    def on_load(self) -> None:
        """Set the person's own keys."""
        self.set_keymap(self._own_keys)

    def on_mount(self) -> None:
        """Look as the person chose, and read the history: the first page stands already."""
        self.apply_settings()
        # At once, as pages show the keys that hold when they follow the same signal.
        self.profile_changed.subscribe(self, self.apply_settings, immediate=True)
        painted = asyncio.Event()
        self.call_after_refresh(self._after_first_paint, painted)
        self._begin(painted)

    @property
    def _own_keys(self) -> dict[str, str]:
        """The person's own keys, as far as they can be used."""
        if not (keys := self.services.profile.settings.keys):
            return {}
        from tui.keys.validation import usable_keys  # few people have keys of their own

        return usable_keys(keys)

    def apply_settings(self, _: None = None) -> None:
        """Use what the settings say about the whole program; for an unknown theme the usual."""
        settings = self.services.profile.settings
        self.theme = self.theme_called(settings.theme)
        self.set_class(settings.compact, "-compact")
        self.animation_level = "none" if settings.reduced_motion else TEXTUAL_ANIMATIONS
        self.use_mouse(self._may_use_mouse)
        if (keys := self._own_keys) != self._keymap:  # else the key line is made anew
            self.set_keymap(keys)
        if settings.speech == "off" and self._reader is not None:
            self._reader.say_last(with_spoken_keys(self, _SPEECH_IS_OFF))
            self.go_on_aloud()

    def _after_first_paint(self, painted: asyncio.Event) -> None:
        gc.enable()  # off until here: a start makes little garbage, and looking for it takes time
        self.set_interval(POLL_SECONDS, self.look_for_changes)
        painted.set()

    @work(group="begin")
    async def _begin(self, painted: asyncio.Event) -> None:
        await self._read_history()  # it remembers levels, and whether the card was read
        await painted.wait()
        paths = self.services.paths
        if any(any(each.glob("*.json")) for each in (paths.state.drafts, paths.state.typed)):
            self.post_message(LookForUnfinished())
        elif self._start is not None:
            self.post_message(self._start)
        elif not self.services.profile.card_is_read:
            from tui.flows.before_you_start import show_card

            await show_card(self, self.services)
        else:
            from tui.flows.week import show_last_week_once

            await show_last_week_once(self, self.services)
        self._copies.begin_when_free()

    def look_for_changes(self) -> None:
        """Read again what another window, an editor or a sync tool has changed, and say so."""
        if self.services.history.is_stale:
            self.read_history()
            self._quiet_looks = 0
        self._hand_on_when_quiet()
        self._copies.notice()
        if not self.key_was_pressed:  # else the next one may still be meant for the page
            self._copies.begin_when_free()
        self.key_was_pressed = False
        for part in self.services.profile.poll():
            self.tell(_CHANGED_ELSEWHERE[part])

    # The history.

    def _hand_on_when_quiet(self) -> None:
        """Save what another machine's file in the place of this one's lacks, once all is quiet."""
        if not self.services.history.is_behind:
            self._quiet_looks = 0
            return
        self._quiet_looks += 1
        if self._quiet_looks == QUIET_LOOKS:  # when it fails, the next save does it
            self.hand_on()

    @work(group="history")
    async def hand_on(self) -> None:
        """Save what is known here and lacks in the file, so that other machines get it, too."""
        with suppress(HistoryError):
            await self.services.history.edit(lambda history: history.hand_on())

    def _screen_changed(self, screen: Screen[object]) -> None:
        super()._screen_changed(screen)
        self.call_later(self._copies.begin_when_free)

    @work(group="history")
    async def read_history(self) -> None:
        """Read the history in a thread, and say what went wrong, if anything."""
        await self._read_history()

    async def _read_history(self) -> None:
        try:
            await self.services.history.read()
        except HistoryError as error:
            self.tell(str(error), "error")

    @work(group="remember")
    async def save_remembered(self) -> None:
        """Save what is to be remembered, and say when that cannot be done."""
        unsaved = self.services.profile.unsaved
        try:
            await self.services.history.remember()
        except HistoryError as error:
            self.warn(unsaved.told(error))

    @on(LookForCopies)
    @work(group="copies")
    async def look_for_copies(self, request: LookForCopies) -> None:
        """Offer to merge the copies of a person's files that a sync tool left."""
        await self._copies.look(asked=request.asked)

    @on(ReadNotices)
    @work(group="notices", exclusive=True)
    async def read_notices(self) -> None:
        """Show what needs attention, and ask what is to be done about it."""
        from tui.flows.notices import read_notices

        await read_notices(self, self.services)

    @on(WritePage)
    @work(group="paper", exclusive=True)
    async def write_page(self, request: WritePage) -> None:
        """Write a page to be printed, and say where it lies."""
        from tui.flows.paper import write_page

        await write_page(self, self.services, request.about)

    # Sessions.

    @on(StartRoutine)
    @work(group="session")
    async def start_routine(self, request: StartRoutine) -> None:
        """Lead through a session; a second wish while one is being led through is dropped."""
        if self.screen.is_modal:
            return
        from tui.flows.session import lead_through

        await lead_through(self, self.services, request.routine, anyway=request.anyway)

    @on(LookForUnfinished)
    @work(group="session", exclusive=True)
    async def look_for_unfinished(self, request: LookForUnfinished) -> None:
        """Offer to go on with what was not finished, before what was asked for begins."""
        from tui.flows.session import offer_to_go_on

        await offer_to_go_on(self, self.services, asked=request.asked)
        if self._start is not None and not request.asked:
            self.post_message(self._start)

    # The end.

    def keep_for_next_start(self) -> None:
        """Keep what is under way for the next start: the program ends at once."""
        if self.session_screen is not None:
            self.session_screen.keep_for_next_start()

    async def run_on_terminal(self) -> None:
        """Run until it is left, or until the system asks for the end."""
        leave_on_signals(self._leave, self._rescue, lambda: self.services.history.is_saving)
        await self.run_async(mouse=self._may_use_mouse)

    @property
    def _may_use_mouse(self) -> bool:
        """Whether the mouse is wanted; GNU screen swallows Escape with it."""
        return self.services.profile.settings.mouse and not is_gnu_screen(os.environ)

    def _leave(self, code: int) -> None:
        self.exit(return_code=code)
        self.keep_for_next_start()

    def _rescue(self) -> None:
        """Do the most important of what belongs to the end; called beside a stuck loop."""
        self.keep_for_next_start()
        self.give_terminal_back()

    @work(group="leave", exclusive=True)
    async def action_quit(self) -> None:  # type: ignore[override]
        """Leave, but not without asking while a session runs or is not saved."""
        if self.session_screen is not None:
            if self.session_screen.is_active:
                self.session_screen.action_end()
            return
        if self.services.history.unsaved:
            from tui.flows.session import settle_all

            if not await settle_all(self, self.services, leaving=True):
                return
        with suppress(HistoryError):  # it has been said
            await self.services.history.remember()
        self.exit()

    # Commands that work everywhere.

    def action_help(self) -> None:
        """Explain the keys that work here."""
        from tui.screens.help import HelpScreen

        self.push_screen(HelpScreen.about(self.screen))

    def action_command_palette(self) -> None:
        """Call a command by its name."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    @work(group="card", exclusive=True)
    async def action_before_you_start(self) -> None:
        """Show the before-you-start card."""
        from tui.flows.before_you_start import show_card

        await show_card(self, self.services)

    @work(group="card", exclusive=True)
    async def action_ticks(self) -> None:
        """Ask what holds for the person, and leave out what does not go with it."""
        from tui.flows.before_you_start import ask_ticks

        await ask_ticks(self, self.services)

    @work(group="card", exclusive=True)
    async def action_week(self) -> None:
        """Look back at last week."""
        from tui.flows.week import show_week

        await show_week(self, self.services, self.services.profile.today() - ONE_WEEK)

    @work
    async def action_change_theme(self) -> None:  # type: ignore[override]
        """Choose a theme by looking at it, and keep it; Settings can take it back."""
        from tui.flows.settings import choose_theme

        await choose_theme(self, self.settings_editor)

    @work
    async def action_edit_places(self) -> None:
        """Say what is at hand at the places one stretches at."""
        from tui.flows.settings import edit_places

        await edit_places(self, self.settings_editor)

    def get_key_display(self, binding: Binding) -> str:
        """The key as people call it: not every font has a sign for Enter."""
        return super().get_key_display(binding).replace("⏎", "enter")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything a key does here, and every routine, by name."""
        from tui.palette import system_commands

        yield from system_commands(self, screen, self.services)
