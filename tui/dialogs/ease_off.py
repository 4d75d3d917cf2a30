"""What to do after a hold was stopped because of discomfort."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.routines.model import Step
from library.session.ease_off import END, EaseOffChoice, ease_off_options
from tui.dialogs.base import Card
from tui.keys.live import bindings, with_keys
from tui.widgets.cursor_list import CursorList
from tui.widgets.key_line import KeyLine

WARNING = "Sharp, shooting or tingling, or pain down the leg? Then end it for today."
MISTAKE = "Pressed by mistake? Go on, then {session.back} takes the hold up again."


class EaseOff(Card[EaseOffChoice | None]):
    """Offers ways to go on; None ends the session."""

    BINDINGS = bindings("ease_off")
    CSS_PATH = "ease_off.tcss"

    answers = query_one(CursorList)
    note = query_one("#note", Static)

    def __init__(self, step: Step, held: float) -> None:
        """Offer what makes sense for this step.

        Args:
            step: The hold that was stopped.
            held: Seconds it lasted.
        """
        super().__init__()
        self._ways = ease_off_options(step, held)

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(classes="card"):
            yield Static("Good that you stopped. How to go on?", classes="strong")
            yield Static(WARNING, classes="muted")
            yield CursorList("answers")
            mistake = with_keys(self.app, MISTAKE)
            yield Static(mistake, id="note", classes="muted", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list; going on is the first answer."""
        for way in self._ways:
            text = f"{way.number}  {way.text}"
            if way.why_not:
                text = f"{text} - {way.why_not}"
            self.answers.add_option(Option(text, id=way.answer, disabled=bool(way.why_not)))
        self.answers.highlighted = 0
        self.answers.focus()

    def action_choose(self) -> None:
        """Close with the answer under the cursor."""
        self._close(self.answers.current or END)

    def action_pick(self, number: int) -> None:
        """Close with an answer by its number; say why, if it can not be chosen now."""
        way = self._ways[number - 1]
        if way.why_not:
            self.note.update(f"{number} can not be chosen now: {way.why_not}.")
            self.note.set_classes("strong")
        else:
            self._close(way.answer)

    def _close(self, answer: str) -> None:
        self.dismiss(None if answer == END else EaseOffChoice(answer))
