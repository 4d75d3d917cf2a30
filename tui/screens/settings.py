"""Settings: one list, changed in place and saved at once."""

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from textual import events, on, work
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.option_list import Option

from library.new_file import NotWrittenError
from library.settings import SCHEMA, SHOWN, Settings, SettingsError
from library.settings.kinds import Words
from library.settings.shell_commands import SHELL_COMMANDS, named_commands
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import ask
from tui.dialogs.places import EditPlaces
from tui.dialogs.shell_commands import ask_about_commands
from tui.keys.commands import PAGES
from tui.keys.live import bindings, with_keys
from tui.screens.page import Page
from tui.services import Services
from tui.settings_editor import SettingsEditor
from tui.text.settings import (
    FILE,
    FILE_TITLE,
    REMINDER,
    REMINDER_TITLE,
    REMINDER_VALUE,
    bounds_words,
    default_words,
    parts,
    searched_words,
    value_words,
)
from tui.widgets.cursor_list import CursorList, Reading
from tui.widgets.option_columns import Group, OptionColumns
from tui.widgets.setting_row import LONG_FROM, opening_row, setting_row
from tui.widgets.text import Text
from tui.widgets.typing import Search

_LONGEST_SETTING = 300
"""Most characters of a text setting, such as a command; our judgement."""
COLUMNS_FOR_TWO, ROWS_FOR_TWO, COLUMNS_FOR_THREE = 120, 30, 190
"""Of a terminal in which there are two columns, and what they mean stands below or beside them."""
CARD, PROBLEM = "-card", "-problem"
"""Ids of more lines that are no settings."""
LEFT_OUT = (
    "It does not run on this machine: nobody here has allowed it. {settings.open} opens it, and "
    "Enter there allows it."
)
IN_THE_FILE = "In the file: "
BEFORE_YOU_START = "Before you start"
WHEN, USUAL_WHEN = "Days and time", "mon,wed,fri 17:30"
NOTHING = "No setting is like that. {Settings.all} shows all."


class SettingsPage(Page):
    """Every setting, what it means, and what is wrong in the files people write."""

    TITLE = PAGES["settings"]
    AUTO_FOCUS = "CursorList"  # else the search takes the first keys of a quick hand
    CSS_PATH = "settings.tcss"
    HELP_TEXT = (
        "Every change works at once and is saved at once. Choose a line; the panel beside or "
        "below it says what it means and what it is called in the settings file, which you may "
        "edit too: your comments stay. {settings.search} searches in names, values and "
        "explanations."
    )
    SPOKEN_KEYS = "{Settings.less} and {settings.more} change it, {settings.open} opens a list."
    BINDINGS = bindings("settings")

    search = query_one(Search)
    lines = query_one(OptionColumns)
    explanation = query_one("#settings-about", Text)

    def __init__(self, services: Services, editor: SettingsEditor) -> None:
        super().__init__(services)
        self._editor = editor
        self._problems: tuple[str, ...] = ()
        self._words: tuple[str, ...] = ()
        """What is looked for, in small letters."""
        self._listed: list[str] = []
        """Ids of the lines that can be chosen."""
        self._long = False

    def compose_page(self) -> Iterable[Widget]:
        """The list of settings, and what the one under the cursor means."""
        two = self._name_columns(self.app.size, update=False)  # else all is styled twice
        yield Search("name, value, word")
        with Container(id="settings-columns"):
            yield OptionColumns(id="settings-list", two=two)
            with Reading(id="settings-side", classes="panel"):
                yield Text(id="settings-about")

    def on_mount(self) -> None:
        """Fill the list; the cursor starts on the first setting, whatever stands above it."""
        self._fill(next(iter(SHOWN)))

    def _fill(self, cursor: str | None) -> None:
        self._problems = tuple(self.services.profile.problems)
        groups = [group for group in self._groups() if len(group) > 1]
        self._listed = [line.id for group in groups for line in group if line.id is not None]
        if not groups:
            groups = [[Option(with_keys(self.app, NOTHING), disabled=True)]]
        first = next((each for each in self._listed if each in SCHEMA), None)
        usual = first or next(iter(self._listed), None)
        self.lines.show(groups, cursor if cursor in self._listed else usual)

    def refresh_view(self) -> None:
        """Show the values as they are; nothing here depends on the log."""
        problems = tuple(self.services.profile.problems)
        if self._problems != problems:  # a file was corrected, or changed for the worse
            current = self.lines.current
            self._fill(None if current and current.startswith(PROBLEM) else current)
        self._show_values()
        self._explain()

    def _show_values(self) -> None:
        for key in self._listed:
            if key in SCHEMA:
                self.lines.change(key, self._line(key))
            elif key in (CARD, FILE):
                self.lines.change(key, self._card_line() if key == CARD else self._file_line())
            elif key == REMINDER:
                self.lines.change(key, self._reminder_line())

    def _groups(self) -> Iterator[Group]:
        if self._problems and not self._words:
            told = [Content.assemble((" ! ", "$text-warning"), each) for each in self._problems]
            lines = [Option(each, id=f"{PROBLEM}{n}") for n, each in enumerate(told)]
            yield [_heading("Needs attention"), *lines]
        for group, settings in groupby(SHOWN.values(), key=lambda setting: setting.group):
            keys = [each.key for each in settings if self._is_looked_for(each.key)]
            yield [_heading(group), *(Option(self._line(key), id=key) for key in keys)]
        more = (
            (CARD, self._card_line()),
            (REMINDER, self._reminder_line()),
            (FILE, self._file_line()),
        )
        lines = [Option(line, id=id) for id, line in more if self._is_looked_for(id, line.plain)]
        yield [_heading("More"), *lines]

    def _is_looked_for(self, key: str, told: str = "") -> bool:
        """Whether all that was typed stands in a line, or in what there is to say about it."""
        if not self._words:
            return True
        text = (told or searched_words(key, self._editor.settings)).casefold()
        return all(word in text for word in self._words)

    def _line(self, key: str) -> Content:
        plain = self.app.no_color
        return setting_row(key, self._editor.settings, long=self._long, plain=plain)

    def _card_line(self) -> Content:
        read = "read" if self._editor.settings.acknowledged else "not read yet"
        return opening_row(BEFORE_YOU_START, read, long=self._long)

    def _reminder_line(self) -> Content:
        return opening_row(REMINDER_TITLE, REMINDER_VALUE, long=self._long)

    def _file_line(self) -> Content:
        name = self.services.paths.settings_file.name
        return opening_row(FILE_TITLE, name, long=self._long)

    def on_resize(self, event: events.Resize) -> None:
        """Use two columns, and whole words for values, where there is room for them."""
        self.lines.show_two(self._name_columns(event.size))
        self.call_after_refresh(self._fit)

    def _name_columns(self, size: Size, *, update: bool = True) -> bool:
        """Take the classes that go with a size, and return whether it has room for two columns."""
        two = size.width >= COLUMNS_FOR_TWO and size.height >= ROWS_FOR_TWO
        self.set_class(two, "-two", update=update)
        self.set_class(two and size.width >= COLUMNS_FOR_THREE, "-three", update=update)
        return two

    def _fit(self) -> None:
        long = self.lines.room >= LONG_FROM
        if long != self._long:
            self._long = long
            self._show_values()

    @on(CursorList.OptionHighlighted)
    def _explain(self) -> None:
        key = self.lines.current
        told = () if key is None else self._paragraphs(key)
        self.explanation.update(Content("\n\n").join(told))

    def _paragraphs(self, key: str) -> Iterator[Content]:
        if self._editor.not_saved:
            told = f"{self._editor.not_saved} Your changes apply until you leave."
            yield Content.styled(told, "$text-warning")
        if key == CARD:
            yield Content.styled(BEFORE_YOU_START, "bold")
            told = "When not to stretch, and when to stop. {settings.open} opens the card."
            yield Content(with_keys(self.app, told))
        elif key == REMINDER:
            yield Content.styled(REMINDER_TITLE, "bold")
            told = "{settings.open} asks for days and time, and writes a file with an alarm."
            yield Content(with_keys(self.app, told))
            yield Content("Any calendar opens it, also on a telephone. Timers: supple remind.")
        elif key == FILE:
            yield Content.styled(FILE_TITLE, "bold")
            yield Content(str(self.services.paths.settings_file))
            yield Content("Yours to edit, to copy and to keep with your other settings.")
        elif key.startswith(PROBLEM):
            yield Content.styled("Needs attention", "bold $text-warning")
            yield Content(self._problems[int(key.removeprefix(PROBLEM))])
            yield Content(
                "This line goes away once the file is corrected; supple changes nothing in it."
            )
        else:
            named = partial(with_keys, self.app)
            yield from about_setting(key, self._editor.settings)
            if key in SHELL_COMMANDS and self._is_left_out(key):
                yield Content.styled(named(LEFT_OUT), "$text-warning")

    def under_cursor(self) -> Iterable[str]:
        """Return the setting with its value, and what it means."""
        key = self.lines.current
        told = [with_keys(self.app, NOTHING)] if key is None else map(str, self._paragraphs(key))
        return (line for each in told if IN_THE_FILE not in each for line in each.splitlines())

    def _is_left_out(self, key: str) -> bool:
        """Whether a setting is a command that may not run on this machine."""
        profile = self.services.profile
        named, runnable = map(named_commands, (profile.settings, profile.cue_settings))
        return key in named and key not in runnable

    # What is looked for.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Name the key that shows all only where some are left out."""
        if action == "all":
            return self.is_mounted and (bool(self._words) or self.search.display)
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Type words to look for."""
        self.open_search(self.search)

    @on(Input.Changed)
    def filter_by_words(self) -> None:
        """Narrow down while typing."""
        words = tuple(self.search.words.casefold().split())
        if words != self._words:
            self._words = words
            self._fill(self.lines.current)
            self._explain()
            self.refresh_bindings()

    @on(Input.Submitted)
    def leave_search(self) -> None:
        """Go back to the list; what was typed goes on filtering."""
        self.lines.take_focus()
        self.say_where_one_is()

    def action_all(self) -> None:
        """Show all settings again; the cursor stays on its line."""
        self.search.stop()  # its message lists them anew
        self.lines.take_focus()

    def go_to(self, key: str) -> None:
        """Put the cursor on a setting, whatever was looked for."""
        if key not in self._listed:
            self.action_all()
            self.filter_by_words()
        self.lines.go_to(key)
        self.lines.take_focus()

    def action_step(self, by: int) -> None:
        """Go to the next value or the one before."""
        key = self.lines.current
        if key in SCHEMA and self._editor.has_steps(key):
            self._edit(lambda: self._editor.step(key, by))
        elif key in (CARD, REMINDER) or (key in SCHEMA and key != "keys"):
            told = with_keys(self.app, "{settings.open} opens it; it has no steps.")
            self.notify(told)

    def action_change(self) -> None:
        """Open what has a list of its own; take the next value elsewhere."""
        key = self.lines.current
        if key in SCHEMA and self._editor.has_steps(key):
            self.action_step(1)
        else:
            self._open(key)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._edit(lambda: self.notify(self._editor.undo()))

    def action_reset(self) -> None:
        """Give the setting under the cursor its default."""
        key = self.lines.current
        if key in SCHEMA:
            self._edit(lambda: self._editor.reset(key))

    @work
    async def action_try_cues(self) -> None:
        """Give cues through everything that is on."""
        from tui.dialogs.try_cues import TryCues  # few need it, and it loads the channels

        await ask_about_commands(self.app, self.services.profile)
        await ask(self, TryCues(self.services))

    @work
    async def _open(self, key: str | None) -> None:
        if key == "theme":
            await self.app.run_action("change_theme")
        elif key == "places":
            await ask(self, EditPlaces(self._editor, self._edit))
        elif key == CARD:
            await self.app.run_action("before_you_start")
        elif key == REMINDER:
            await self._make_reminder()
        elif key in ("keys", FILE):
            self.notify("Change the file in your editor; supple reads it again by itself.")
        elif key in SCHEMA and isinstance(SCHEMA[key].kind, Words):
            value = getattr(self._editor.settings, key)
            question = AskText(SCHEMA[key].title, value, limit=_LONGEST_SETTING)
            answer = await ask(self, question)
            if answer is not None:
                self._edit(lambda: self._editor.set_text(key, answer))
                if key in ("speech_voice", "speech_command"):
                    await self._tell_unknown_voice()

    async def _tell_unknown_voice(self) -> None:
        """Tell that no voice is called so, if that is so."""
        from tui.cues.voices import unknown_voice  # few name one

        settings, clock = self._editor.settings, self.services.clock
        if told := await asyncio.to_thread(unknown_voice, settings, clock, os.environ):
            self.app.tell(told, "warning")

    async def _make_reminder(self) -> None:
        """Ask when, write a calendar file beside the sheets, and say where it lies."""
        from library.reminders.calendar import write_calendar  # few make one
        from library.reminders.model import ReminderError, typed_reminder

        def problem(text: str) -> str:
            try:
                typed_reminder(text)
            except ReminderError as error:
                return str(error)
            return ""

        answer = await ask(self, AskText(WHEN, USUAL_WHEN, limit=_LONGEST_SETTING, problem=problem))
        if answer is None:
            return
        folder, when = self.services.paths.sheets_dir, typed_reminder(answer)
        try:
            path, doubt = await asyncio.to_thread(
                write_calendar, folder, when, self.services.clock.now()
            )
        except NotWrittenError as error:
            self.notify(f"The reminder was not written: {error}", severity="error")
            return
        told = f"{when}. Open it with your calendar: {path}"
        self.notify(" ".join(filter(None, (told, doubt))))

    def _edit(self, change: Callable[[], None]) -> None:
        """Do it, say calmly when it could not be saved, and show what is true now."""
        was_told = self._editor.not_saved
        try:
            change()
        except SettingsError as error:
            if not was_told:
                self.app.warn(error)
        self._explain()


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "bold $text-secondary"), disabled=True)


def about_setting(key: str, settings: Settings) -> Iterator[Content]:
    """Yield everything there is to say about a setting, a paragraph at a time.

    Args:
        key: Its name in the file.
        settings: What the person has chosen.
    """
    setting = SCHEMA[key]
    value = value_words(key, settings)
    yield Content.assemble((f"{setting.title}: ", "bold $text-accent"), (value, "bold"))
    yield Content(f"{setting.help} {bounds_words(key, settings)}".rstrip())
    if lines := parts(key, settings):
        yield Content("\n".join(lines))
    yield Content.styled(f"{default_words(key)}\n{IN_THE_FILE}{key}", "$text-muted")
