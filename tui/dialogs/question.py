"""Questions: a card with a text, the answers there are, and a key for each of them."""

from collections.abc import Iterable
from contextlib import nullcontext
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

import msgspec
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from tui.dialogs.base import Card
from tui.keys.live import bindings, first_key
from tui.widgets.cursor_list import CursorList, Reading
from tui.widgets.hanging import Hanging
from tui.widgets.text import Text

T = TypeVar("T")


class Answer(msgspec.Struct, Generic[T], frozen=True):
    """One answer to a question."""

    name: str
    """The command that gives it; when the scope has none of this name, it is only listed."""
    value: T
    """The result of the question."""
    line: str | Content = ""
    """How it is listed; empty when only its key gives it."""
    why_not: str = ""
    """Why it cannot be chosen now, in a few words; empty when it can."""
    chosen: bool = False
    """Whether the cursor stands on it at first; else it stands on the first one listed."""


class Question(Card[T]):
    """Asks one thing and closes with the value of the answer.

    A subclass says in which scope its commands are declared, what is asked, and which answers
    there are. The action `answer('name')` gives an answer at once; `choose` gives the one under
    the cursor, when there is a list.
    """

    SCOPE: ClassVar[str]
    """Where the commands are declared in `tui.keys.commands`."""
    SCROLLS: ClassVar[bool] = False
    """Whether the text may be longer than the screen."""

    def __init_subclass__(cls, **options: bool) -> None:
        cls.BINDINGS = bindings(cls.SCOPE)
        super().__init_subclass__(**options)

    def text(self) -> Iterable[str | Content | Widget]:
        """Return what is asked, paragraph by paragraph."""
        return ()

    def answers(self) -> Iterable[Answer[T]]:
        """Return every answer, also those that cannot be chosen now."""
        raise NotImplementedError

    def note(self) -> str:
        """Return what stands below the answers.

        Why an answer cannot be chosen takes its place, so where that may happen it says something.
        """
        return ""

    def body(self) -> ComposeResult:
        """Build the question, and its answers where they are listed."""
        said = list(self.text())
        with Reading(classes="-short-text") if self.SCROLLS else nullcontext():
            for part in said:
                yield part if isinstance(part, Widget) else Text(hung(part))
        if self._listed:
            yield CursorList("answers").add_class("-below-text" if said else "-alone")
        if note := self.note():
            yield Text(note, id="note", classes="muted")

    def on_mount(self) -> None:
        """Fill the list."""
        if self._listed:
            lines = self.query_one(CursorList)
            lines.add_options(
                Option(hung(_line(answer)), id=answer.name, disabled=bool(answer.why_not))
                for answer in self._listed
            )
            chosen = [answer.chosen for answer in self._listed]
            lines.highlighted = chosen.index(True) if any(chosen) else 0
            lines.focus()

    def ask_anew(self) -> None:
        """Ask the same of something else: heading and answers are made anew."""
        del self._by_name, self._listed
        chosen = [answer.chosen for answer in self._listed]
        lines = self.query_one(CursorList)
        with self.prevent(CursorList.OptionHighlighted):  # the line is said with what is asked
            lines.highlighted = chosen.index(True) if any(chosen) else 0
        self._tell_more()  # it writes the heading
        if self.app.reader is not None and (option := lines.highlighted_option) is not None:
            self.app.reader.silence()
            self.app.reader.ask([self.heading(), str(option.prompt)])

    @cached_property
    def _by_name(self) -> dict[str, Answer[T]]:
        return {answer.name: answer for answer in self.answers()}

    @cached_property
    def _listed(self) -> list[Answer[T]]:
        return [answer for answer in self._by_name.values() if answer.line]

    def spoken_lines(self, lines: CursorList) -> Iterable[str]:
        """Return the answers; of one that cannot be chosen now that, too, and why."""
        for said, answer in zip(super().spoken_lines(lines), self._listed, strict=True):
            yield f"{answer.line}: not now, {answer.why_not}" if answer.why_not else said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the answers that there are."""
        return action != "answer" or parameters[0] in self._by_name

    def action_choose(self) -> None:
        """Close with the answer under the cursor."""
        if name := self.query_one(CursorList).current:
            self.action_answer(name)

    def action_answer(self, name: str) -> None:
        """Close with an answer; say why, if it cannot be chosen now."""
        answer = self._by_name[name]
        if not answer.why_not:
            self.dismiss(answer.value)
            return
        key = first_key(self.app, f"{self.SCOPE}.{name}")
        self.reply(f"{key}: not now, {answer.why_not}")
        note = self.query_one("#note", Text)
        note.update(f"{key} cannot be chosen now: {answer.why_not}.")
        note.set_classes("strong")


def hung(text: str | Content) -> Hanging:
    """Return a text whose lists hang from their marks."""
    return Hanging(Content(text) if isinstance(text, str) else text)


def tick_line(ticked: bool, words: str, indent: str = "") -> Content:
    """Return a line of a list in which lines are ticked."""
    box = ("[x]", "bold $text-primary") if ticked else ("[ ]", "$text-muted")
    return Content.assemble(indent, box, f" {words}")


def _line(answer: Answer[T]) -> str | Content:
    return f"{answer.line} - {answer.why_not}" if answer.why_not else answer.line
