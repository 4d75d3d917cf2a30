"""What the Routines page does with programmes that somebody else wrote."""

import os
from collections.abc import Iterable
from pathlib import Path

from textual import work

from library.failures import reason
from library.programmes import Programmes
from library.routines.programme import ProgrammeError, holds_programme
from library.text import MAX_TEXT_LENGTH
from library.wording import counted
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import ask
from tui.dialogs.programme import TakeIn
from tui.keys.live import with_keys
from tui.screens.page import Page
from tui.services import Services
from tui.text.programmes import ALL_HERE, taken_in_words, taken_out_lines

NO_FILE = "There is no file of this name."
NO_PROGRAMME = "That is no programme; supple import takes in logs."


class ProgrammesPage(Page):
    """Takes programmes in, and the last one out again."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.programmes = Programmes(services.profile, services.paths, services.clock)
        self.has_taken_in = False
        """Whether the last change made here was to take a programme in."""

    def show_routine(self, routine_id: str) -> None:
        """Show a routine that came or changed."""
        raise NotImplementedError

    @work
    async def action_take_in(self) -> None:
        """Ask for the file of a programme, show what it brings, and take it in after a yes."""
        asked = AskText(
            "Which file is the programme?",
            limit=MAX_TEXT_LENGTH,
            problem=self._problem,
            hint="Enter shows what it brings; nothing is taken in yet.",
        )
        typed = await ask(self, asked)
        if typed is None:
            return
        try:
            await self._take_in(_file_named(typed))
        except ProgrammeError as error:
            self.app.warn(error)

    async def _take_in(self, file: Path) -> None:
        arrival = self.programmes.read(file)
        profile, leads = self.services.profile, self.programmes.will_lead(arrival)
        if not (arrival.brings_something or leads):
            self.notify(ALL_HERE)
            return
        card = TakeIn(arrival, self.services.guide.settings, profile.today(), leads=leads)
        answer = await ask(self, card)
        if answer not in ("take", "replace"):
            return
        taken = self.programmes.take_in(arrival, replacing=answer == "replace")
        self.has_taken_in = True
        if taken.after is not None:
            self.show_routine(taken.after.id)
        undo = with_keys(self.app, "{Routines.undo} takes it out again.")
        self.notify(f"{taken_in_words(taken)} {undo}")

    def take_out(self) -> None:
        """Take out again what was taken in last."""
        self.has_taken_in = False
        self.notify("\n".join(taken_out_lines(self.programmes.take_out())))

    def _problem(self, typed: str) -> str:
        """Say why what was typed names no programme that can be taken in."""
        file = _file_named(typed)
        if not typed or not file.is_file():
            return NO_FILE
        try:
            if not holds_programme(file):
                return NO_PROGRAMME
            self.programmes.read(file)
        except OSError as error:
            return f"It cannot be read: {reason(error)}."
        except ProgrammeError as error:
            return _first_of(error.sentences)
        return ""


def _file_named(typed: str) -> Path:
    """Return the file that was typed, or dropped onto the terminal, which may quote it."""
    plain = typed.removeprefix("file://").strip("'\"")
    return Path(os.path.expanduser(plain))


def _first_of(sentences: Iterable[str]) -> str:
    first, *others = sentences
    return f"{first}; {counted(len(others), 'more fault')}" if others else first
