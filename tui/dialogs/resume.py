"""Offers what to do with a session whose program ended too soon."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.session.unfinished import Resume, Unfinished, choices, when_in_words
from tui.dialogs.base import Card
from tui.keys.live import bindings
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine


class ResumeSession(Card[Resume]):
    """Go on, save what was done, discard it, or ask again at the next start."""

    BINDINGS = bindings("resume")

    answers = query_one(CursorList)

    def __init__(self, unfinished: Unfinished) -> None:
        """Ask.

        Args:
            unfinished: The session.
        """
        super().__init__()
        self._unfinished = unfinished

    def compose(self) -> ComposeResult:
        """What is known of it, and the answers."""
        with Vertical(classes="card") as card:
            card.border_title = "A session was not finished"
            yield Static(self._unfinished.record.routine, classes="strong", markup=False)
            yield Static(f"{when_in_words(self._unfinished)}\n", markup=False)
            yield CursorList("answers")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list; going on is the first answer where it is possible."""
        texts = choices(self._unfinished)
        self.answers.add_options(Option(text, id=answer) for answer, text in texts.items())
        self.answers.highlighted = 0
        self.answers.focus()

    def action_choose(self) -> None:
        """Close with the answer under the cursor."""
        self.dismiss(Resume(self.answers.current or Resume.LATER))

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(Resume(answer))
