"""Says that a session could not be saved, why, and what can be done."""

import asyncio
from enum import Enum, auto
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from library.history.errors import HistoryError
from library.history.export import export_sessions, write_export
from library.new_file import why_not_to
from library.session.summary import in_plain_words
from library.text import clean
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import Card, ask
from tui.history_service import UnsavedSession
from tui.keys.live import bindings
from tui.services import Services
from tui.widgets.text import Text

LONGEST_PATH = 1000
"""Characters of a path that can be typed; our judgement."""
ADVICE = (
    "It is kept here as long as the program runs, and as much of it as could be written down is "
    "offered again at the next start. Make room or bring the disk back and try again, or write "
    "the session to another place."
)


class NotSaved(Card["NotSaved.Result"]):
    """Retry, export elsewhere, or keep for later; the result says how it ended."""

    BINDINGS = bindings("unsaved")
    HEADING = "Not saved"

    class Result(Enum):
        """How it ended with a session that was not saved."""

        SAVED = auto()
        LATER = auto()
        LEAVE = auto()

    def __init__(
        self, services: Services, unsaved: UnsavedSession, *, leaving: bool = False
    ) -> None:
        """Ask.

        Args:
            services: Where the history and the clock are.
            unsaved: The session, with the reason why it was not saved.
            leaving: Whether the program is about to be left.
        """
        super().__init__()
        self._services = services
        self._unsaved = unsaved
        self._leaving = leaving

    def body(self) -> ComposeResult:
        """What is not saved and why, and what came of an export."""
        session = self._unsaved.session
        done = in_plain_words(session, self._services.profile.catalogue.exercises)
        title = Content.assemble((clean(session.routine), "bold"), f", {done}")
        yield Text(title)
        yield Text(_reason(self._unsaved.reason), id="reason")
        yield Text(ADVICE)
        yield Text(id="exported")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaving is only offered to somebody who wants to leave."""
        return action != "leave" or self._leaving

    @work(group="retry", exclusive=True)
    async def action_retry(self) -> None:
        """Try again, and stay as long as it fails: a key pressed now must not reach the page."""
        try:
            await self._services.history.save(self._unsaved)
        except HistoryError as error:
            tried = f"{error}\nTried again at {self._services.clock.now():%H:%M:%S}."
            self.query_one("#reason", Text).update(_reason(tried))
        else:
            self.dismiss(self.Result.SAVED)

    def action_later(self) -> None:
        """Go on without."""
        self.dismiss(self.Result.LATER)

    def action_leave(self) -> None:
        """Leave the program."""
        self.dismiss(self.Result.LEAVE)

    @work
    async def action_export(self) -> None:
        """Ask for a path and write the session there."""
        usual = f"~/supple-{self._unsaved.session.practice_day}.json"
        question = AskText("Write it to", usual, limit=LONGEST_PATH, problem=_problem)
        answer = await ask(self, question)
        if answer is None:
            return
        path = Path(answer).expanduser()
        text = export_sessions([self._unsaved.session], self._services.clock.now())
        try:
            doubt = await asyncio.to_thread(write_export, path, text)
        except HistoryError as error:
            told = str(error)
        else:
            command = self._services.paths.command("import", path.absolute())
            told = f"{doubt or 'Written.'} Later: {command}"
        self.query_one("#exported", Text).update(clean(told))


def _reason(text: str) -> Content:
    return Content.styled(f"\n{clean(text, multiline=True)}\n", "$text-error")


def _problem(answer: str) -> str:
    if not answer:
        return "That cannot be a path."
    try:
        return clean(why_not_to(Path(answer).expanduser()))
    except (OSError, RuntimeError, ValueError):
        return "That cannot be a path."
