"""What is asked before, during and after a session, and about one that was not finished."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static
from textual.widgets.option_list import Option

from library.exercises.model import Exercise
from library.history.record import A_MOMENT_SECONDS, SessionRecord
from library.routines.model import Plan, Step
from library.session.ease_off import END, EaseOffChoice, ease_off_options
from library.session.hold_lengths import keep_in_words
from library.session.summary import in_plain_words
from library.session.unfinished import Resume, Unfinished, choices, when_in_words
from tui.dialogs.base import Card
from tui.keys.live import bindings, with_keys
from tui.text.duration import about
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


class KeepLengths(Card[bool]):
    """Keep, or leave everything as it was."""

    BINDINGS = bindings("lengths")

    def __init__(self, lengths: Mapping[str, int]) -> None:
        """Ask.

        Args:
            lengths: Seconds by name of the exercise.
        """
        super().__init__()
        self._lengths = lengths

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical(classes="card"):
            for name, seconds in self._lengths.items():
                yield Static(keep_in_words(name, seconds), markup=False)
        yield KeyLine()

    def action_answer(self, keep: bool) -> None:
        """Close with the answer."""
        self.dismiss(keep)


class Cautions(Card[bool]):
    """Shows the cautions; the result tells whether to begin."""

    BINDINGS = bindings("cautions")

    def __init__(self, plan: Plan, cautions: Sequence[str]) -> None:
        super().__init__()
        self._plan = plan
        self._cautions = cautions

    def compose(self) -> ComposeResult:
        """The cautions, and how long it takes."""
        with Vertical(classes="card") as card:
            card.border_title = "Before the massage"
            for caution in self._cautions:
                yield Static(f"• {caution}", markup=False)
            length = about(self._plan.seconds)
            begins = with_keys(self.app, "{cautions.begin} begins.")
            yield Static(
                f"\n{self._plan.routine.name} takes {length}. {begins}",
                markup=False,
                classes="strong",
            )
        yield KeyLine()

    def action_answer(self, begin: bool) -> None:
        """Close with the answer."""
        self.dismiss(begin)
