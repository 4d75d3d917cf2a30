"""Asks what to do with a session that is left early."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.exercises.model import Exercise
from library.history.record import A_MOMENT_SECONDS, SessionRecord
from library.session.summary import in_plain_words
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine


class Ending(StrEnum):
    """What to do."""

    GO_ON = "go on"
    SAVE = "save"
    DISCARD = "discard"


class EndSession(Card[Ending]):
    """Go on, save what was done, or discard."""

    BINDINGS = bindings("end")

    answers = query_one(CursorList)

    def __init__(
        self, record: SessionRecord, begun: float, exercises: Iterable[Exercise] = ()
    ) -> None:
        """Ask.

        Args:
            record: What would be saved, without the hold that runs now.
            begun: Seconds the hold that runs now was held.
            exercises: The exercises of the session.
        """
        super().__init__()
        self._record = record
        self._begun = begun
        self._exercises = exercises

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(classes="card"):
            yield Static("End the session here?", classes="strong")
            done = " ".join(self._done()) or "Nothing was held yet, so nothing is kept."
            yield Static(f"{done}\n", markup=False)
            yield CursorList("answers")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list; going on is the first answer."""
        self.answers.add_option(Option("Go on with the session", id=Ending.GO_ON.value))
        if self._may_save:
            self.answers.add_option(Option("Save what was done", id=Ending.SAVE.value))
            self.answers.add_option(Option("Discard it", id=Ending.DISCARD.value))
        else:
            self.answers.add_option(Option("End it", id=Ending.DISCARD.value))
        self.answers.highlighted = 0
        self.answers.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save only what there is."""
        return self._may_save or parameters != (Ending.SAVE.value,)

    def _done(self) -> Iterator[str]:
        if self._record.is_worth_keeping:
            yield in_plain_words(self._record, self._exercises)
        if self._begun >= A_MOMENT_SECONDS:
            yield f"Of this hold {self._begun:.0f} s."

    @property
    def _may_save(self) -> bool:
        return self._record.is_worth_keeping or self._begun >= A_MOMENT_SECONDS

    def action_choose(self) -> None:
        """Close with the answer under the cursor."""
        self.dismiss(Ending(self.answers.current or Ending.GO_ON))

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(Ending(answer))
