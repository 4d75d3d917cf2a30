"""What Textual needs to behave well, whatever the program does."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, Protocol

from textual import constants, events, on
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.actions import SkipAction
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.geometry import Region, Size
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen
from textual.signal import Signal
from textual.widget import MountError
from textual.worker import WorkerFailed

from library.history.errors import HistoryError
from library.text import MAX_TEXT_LENGTH, fitted
from tui.aloud import SaysAloud
from tui.background import Asked
from tui.output import BEHIND_SECONDS, Undrawn, output_of
from tui.typed_ahead import TypedAhead

_SECONDS: Mapping[SeverityLevel, float] = {"information": 6, "warning": 15, "error": 30}
"""How long something is told, by how bad it is; our judgement."""
CELLS_AT_ONCE = 60
"""A row of a figure: what is drawn at once, at least, on a slow line."""
_IN_PIECES = (MountError, NoMatches, ScreenStackError)
"""What is raised when a screen, or a part of one, is gone or was never there."""


class DrawnOnce:
    """A screen that is neither styled nor drawn once more than needed.

    It was styled as it was made, and what changes in it is styled then. What it may have missed
    while another page was shown is a change of how the whole program looks.
    """

    app: Any
    _repaint_required: bool
    _dirty_widgets: set[Any]
    _looked: frozenset[str] | None = None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Ask for new styles when the program has got other classes since it was seen last."""
        looks = self.app.classes
        event.refresh_styles = event.refresh_styles and self._looked not in (None, looks)
        self._looked = looks

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Draw what is placed anew and what else is to be drawn at once; Textual draws it twice."""
        if self._repaint_required and not self.app._batch_count:
            self._repaint_required = False
            self._dirty_widgets.add(self)
        super()._refresh_layout(size, scroll)  # type: ignore[misc]

    def _compositor_refresh(self) -> None:
        """Draw what has changed, unless Textual would throw it away, as during the start.

        Neither that nor this method of Textual's is public.
        """
        if not self.app._batch_count:
            super()._compositor_refresh()  # type: ignore[misc]


class TellsHowToLeave:
    """A screen over a page that says on ctrl+c what the page says.

    Textual looks for keys of the app on pages only; ctrl+c it looks for on every screen, to copy.
    """

    app: Any

    def action_copy_text(self) -> None:
        """Copy the text that is marked; say how to leave where none is."""
        try:
            super().action_copy_text()  # type: ignore[misc]
        except SkipAction:
            self.app.action_help_quit()


class RunningSession(Protocol):
    """The screen of a session, as far as leaving the program concerns it."""

    @property
    def is_active(self) -> bool:
        """Whether nothing lies over it."""

    def action_end(self) -> object:
        """Ask what to do with the session."""

    def keep_for_next_start(self) -> None:
        """Keep what was held for the next start: the program ends at once."""


class App(SaysAloud):
    """An app that parses its styles once, tells few things at a time, and ends quietly.

    It draws no more than its terminal takes: what changes while earlier output waits is drawn
    once, as it is then, and the newest first.

    There are two kinds of notifications, answers and problems, and a new one takes the place of
    the last of its kind. A dialog that opens is not covered by what was told before; what a page
    told and has time left is told on when the dialog is closed. A dialog may answer on itself
    with `notify`, which goes with the next dialog.
    """

    asked: Asked | None = None
    """The terminal that was asked for its background before the app was there."""

    def __init__(self, **options: Any) -> None:
        """Take what a themed app takes."""
        super().__init__(**options)
        self.profile_changed: Signal[None] = Signal(self, "profile_changed")
        """Published when settings, exercises or routines are not what they were."""
        self.session_screen: RunningSession | None = None
        """The session that is led through; set and taken away by the one who leads."""
        self._held_back: dict[bool, Notification] = {}
        self._for_page: set[str] = set()
        """What was told on a page and is not shown yet, by its identity."""
        self._was_told: set[str] = set()
        """What is told once more, which need not be said aloud again, by its identity."""
        self._was_page = True
        self._told_on: Screen[object] | None = None
        """The page on which something was told last."""
        self._undrawn = Undrawn()
        self._typed_ahead = TypedAhead(self)
        self.key_was_pressed = False
        """Whether a key was pressed since whoever asks last said that none was."""

    def on_mount(self) -> None:
        """Follow screens that come and go."""
        self.screen_change_signal.subscribe(self, self._screen_changed)
        self.screen_change_signal.subscribe(self, lambda _: self.delay_update(), immediate=True)

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """Return a screen; one that is made now knows its styles and the terminal's size.

        Textual would give it each of the two later, and style all of it anew each time, and the
        screen below as well, though the styles of one screen do not speak of another.
        """
        found: Screen[Any] = super().get_screen(screen, screen_class)
        if not found.is_running:
            for path in found.css_path:
                if not self.stylesheet.has_source(str(path)):
                    self.stylesheet.read(path)
            found.add_class(*self._size_classes(), update=False)
            if not self.styles.has_rule("color"):
                self.stylesheet.apply(self)  # what the first screen shows takes its colour from it
            found._css_update_count = self._css_update_count  # it has the colours of today
        return found

    def _size_classes(self) -> Iterator[str]:
        """The classes of a screen of the terminal's size."""
        for size, bounds in zip(
            self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            yield from [name for bound, name in sorted(bounds or ()) if size >= bound][-1:]

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold back what is drawn until the screen that comes stands, for `delay` at most.

        It stands when it has taken its messages, and has done what they left for later. Textual
        itself waits so many seconds for every page, and draws every card in three steps.
        """

        def later(do: Callable[[], object]) -> Callable[[], object]:
            return lambda: self.screen.call_after_refresh(do)

        held_back = ExitStack()
        # Not public: else a new screen waits for the first tick of the timer that has it drawn.
        held_back.callback(lambda: self.screen._on_timer_update())
        held_back.enter_context(self.batch_update())
        self.call_later(later(later(held_back.close)))
        self.set_timer(delay, held_back.close)

    async def run_action(self, *args: Any, **options: Any) -> bool:
        """Do as Textual does, and wait until what the action left to a worker has begun.

        Else a key that came in the same moment would still go to what a dialog is to cover.
        """
        known = set(self.workers)
        done = await super().run_action(*args, **options)
        while new := set(self.workers) - known:
            known |= new
            await asyncio.sleep(0)  # the turn in which they begin; one may begin another
        return done

    @property
    def may_ask(self) -> bool:
        """Whether a question may come by itself: neither a dialog nor a session is interrupted.

        What leads through a session may be between two screens.
        """
        leads = any(each.group == "session" and not each.is_finished for each in self.workers)
        return not (leads or self.screen.is_modal)

    # What is told in passing.

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something at once, word for word: a person may have written part of it.

        Args:
            message: What to tell.
            title: A heading.
            severity: How bad it is.
            timeout: Seconds it stays; by default as `_SECONDS` says.
            markup: Not regarded. Textual's widgets pass True unless they are told otherwise.
        """
        seconds = _SECONDS[severity] if timeout is None else timeout
        super().notify(message, title=title, severity=severity, timeout=seconds, markup=False)

    def warn(self, error: Exception | str) -> None:
        """Tell at once what could not be done, and why.

        Args:
            error: A sentence for people, or an error whose text is one.
        """
        lost = isinstance(error, HistoryError)  # after others the change holds until the end
        self.notify(str(error), severity="error" if lost else "warning")

    def tell(self, sentence: str, severity: SeverityLevel = "information") -> None:
        """Tell something that is not about a dialog: it waits until none is open.

        It comes after what is told at once at the same time, and takes its place.
        """
        self.call_later(self._tell, sentence, severity)

    def _tell(self, sentence: str, severity: SeverityLevel) -> None:
        if self.return_code is not None:
            return
        if self.screen.is_modal:
            seconds = _SECONDS[severity]
            told = Notification(sentence, severity=severity, timeout=seconds, markup=False)
            self._held_back[_is_answer(told)] = told
        else:
            self._tell_page(Notification(sentence, severity=severity, timeout=_SECONDS[severity]))

    def _tell_page(self, told: Notification) -> None:
        """Tell something on a page; should a dialog open just now, it waits until that closes."""
        new = Notification(told.message, severity=told.severity, timeout=told.timeout)
        self._for_page.add(new.identity)
        if told.identity in self._was_told:
            self._was_told.remove(told.identity)
            self._was_told.add(new.identity)
        self.post_message(Notify(new))

    @on(Notify)
    def make_room(self, event: Notify) -> None:
        """Take away the last notification of the same kind."""
        new = event.notification
        is_for_page = new.identity in self._for_page
        self._for_page.discard(new.identity)
        if not self.screen.is_modal:
            self._told_on = self.screen
        elif is_for_page:
            self._held_back[_is_answer(new)] = new
            event.prevent_default()
            return
        for shown in list(self._notifications):
            if _is_answer(shown) is _is_answer(new):
                self._unnotify(shown, refresh=False)
        if new.identity not in self._was_told:
            self.say_aloud([new.message])
        self._was_told.discard(new.identity)

    def _screen_changed(self, screen: Screen[object]) -> None:
        was_page, self._was_page = self._was_page, not screen.is_modal
        if not screen.is_modal:
            self._leave_behind(screen)
            waiting, self._held_back = self._held_back, {}
            for told in waiting.values():
                self._tell_page(told)
            return
        for shown in self._notifications if was_page else ():
            rest = Notification(
                shown.message, severity=shown.severity, timeout=shown.time_left, markup=False
            )
            if self._held_back.setdefault(_is_answer(shown), rest) is rest:
                self._was_told.add(rest.identity)
        answer = self._held_back.get(True)
        if self.session_screen and answer is not None and answer.identity in self._was_told:
            del self._held_back[True]  # at the session's end it, and what undoes it, would be old
        self.clear_notifications()

    def _leave_behind(self, page: Screen[object]) -> None:
        """Take away what another page answered; what is lost if it is not read comes along."""
        for shown in list(self._notifications):
            if self._told_on not in (None, page) and _is_answer(shown):
                self._unnotify(shown)

    def action_help_quit(self) -> None:
        """Say how to leave: ctrl+c, which ends most programs, does not end this one."""
        self.notify("To leave, press ctrl+q.")  # q may be a letter just now

    # What is drawn, and where.

    def get_driver_class(self) -> type[Driver]:
        """Use the driver that never waits for the terminal, where there is one."""
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from tui.driver import TerminalDriver  # there is none on Windows

        return TerminalDriver

    def _display(self, screen: Screen[object], renderable: Any) -> None:
        """Draw what has changed; on a slow line a little at a time, the newest first."""
        output = output_of(self)
        drawn_whole = output is None or not (self._undrawn or output.is_slow or output.is_behind)
        if drawn_whole or not isinstance(renderable, ChopsUpdate | LayoutUpdate):
            super()._display(screen, renderable)
            return
        draws_later = bool(self._undrawn)
        if isinstance(renderable, LayoutUpdate):
            if output is not None and renderable.region == screen.size.region:
                output.drop_pictures()  # all of it is drawn anew
            self._undrawn.add([renderable.region])
        else:
            self._undrawn.add(Region(x, y, end - x, 1) for y, x, end in renderable.spans)
        if not draws_later:
            self._draw_what_waits()

    def _draw_what_waits(self) -> None:
        output, screen = output_of(self), self.screen
        while output is not None and self._undrawn and output.has_room:
            compositor = screen._compositor
            # A screen that was just opened has no layout yet; then it is drawn as a whole.
            rows = self._undrawn.take(CELLS_AT_ONCE, compositor.size.region)
            compositor._dirty_regions.update(rows)
            update = compositor.render_update(screen_stack=self._background_screens)
            super()._display(screen, update)
        if self._undrawn:
            self.set_timer(BEHIND_SECONDS, self._draw_what_waits)

    def use_mouse(self, use: bool) -> None:
        """Have the mouse reported from now on, or leave it to the terminal."""
        if (change := getattr(self._driver, "use_mouse", None)) is not None:
            change(use)

    def give_terminal_back(self) -> None:
        """Leave the terminal as it was, whatever else is still to be done."""
        if self._driver is not None:
            self._driver.stop_application_mode()

    # Keys, and the end.

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before a field takes it, and give keys away at the right time.

        A key that comes after the end is dropped.
        """
        if isinstance(event, events.InputEvent | events.Paste):
            if isinstance(event, events.Key):
                self.key_was_pressed = True
                if not event.is_forwarded:
                    self.hush()
            if self.return_code is not None or self._typed_ahead.keeps(event):
                return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = self._fitted(event.text)
        # What types something is a field's at first; it comes back when no field took it.
        if isinstance(event, events.Key) and (event.is_forwarded or "+" in event.key):
            event.key = self.key_meant(event)
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        taker = self.focused or self.screen
        self._typed_ahead.follow()
        await super().on_event(event)
        self._typed_ahead.rise_from(taker)

    def _fitted(self, pasted: str) -> str:
        """Return what of a paste the field with the focus has room for, and tell what it has not.

        A field of one line gets one line.
        """
        field: Any = self.focused  # asked what it has: importing the fields takes long
        one_line = hasattr(field, "value")
        held = str(getattr(field, "value" if one_line else "text", ""))
        limit = getattr(field, "max_length", None) or MAX_TEXT_LENGTH
        room = limit - len(held) + len(getattr(field, "selected_text", ""))
        pasted = pasted.rstrip("\r\n") if one_line else pasted
        text, told = fitted(pasted, multiline=not one_line, room=max(0, room), limit=limit)
        if told and field is not None:
            self.notify(told, severity="warning")
        return text

    def key_meant(self, event: events.Key) -> str:
        """Return the key that a key press stands for here, whatever its case and layout."""
        from tui.keys.same import key_meant  # its tables can wait for the first key

        chain = self.screen._binding_chain  # Textual has no public way to ask
        known = {key for _, bindings in chain for key in bindings.key_to_bindings}
        return key_meant(event.key, event.character, known)

    @property
    def crash(self) -> Exception | None:
        """The unforeseen error the app ended with."""
        return self._exception

    def _handle_exception(self, error: Exception) -> None:
        """Close after an unforeseen error.

        While an app ends, screens are taken apart that messages are still on their way to:
        what such a screen misses then is no error.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.return_code is None or not isinstance(cause, _IN_PIECES):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close; whoever started the app then raises the error.

        Textual would print the values of all variables, notes among them, over several screens.
        """
        self._close_messages_no_wait()


def _is_answer(notification: Notification) -> bool:
    return notification.severity == "information"
