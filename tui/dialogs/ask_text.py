"""Asks for one line of text, such as a name."""

from collections.abc import Callable, Iterable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from library.bounds import LONGEST_PAIN_PLACE
from library.session.pain_places import ELSEWHERE, WHERE_ELSE, place_of
from library.text import clean
from tui.dialogs.base import Card, ask
from tui.keys.live import bindings
from tui.widgets.pain_place_field import PainPlaceField
from tui.widgets.text import Text
from tui.widgets.typing import Asked

_HINT = "Enter keeps it."


class AskText(Card[str | None]):
    """A question with a line to answer it; the result is the cleaned answer."""

    BINDINGS = bindings("ask")

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        limit: int,
        problem: Callable[[str], str] = lambda _: "",
        hint: str = _HINT,
    ) -> None:
        """Ask.

        Args:
            title: What is asked for.
            value: What stands in the line at first.
            limit: Greatest length in characters.
            problem: Says what is wrong with an answer, which may be empty; nothing when it will do.
            hint: What Enter does.
        """
        super().__init__()
        self._hint = hint
        self._question = title
        self._value = value
        self._limit = limit
        self._problem = problem

    def heading(self) -> str:
        """Return what is asked for."""
        return self._question

    def spoken(self) -> Iterable[str]:
        """Return what is asked, and what stands in the line already."""
        heading, *others = super().spoken()
        yield heading
        if self._value:
            yield f"It says {self._value}; control u takes it away."
        yield from others

    def body(self) -> ComposeResult:
        """The line, and room for what is wrong with it."""
        yield Asked(self._value, max_length=self._limit, compact=True, select_on_focus=False)
        yield Text(self._hint, id="ask-problem")

    @on(Input.Changed)
    def _tell_limit(self, event: Input.Changed) -> None:
        full = len(event.value) >= self._limit
        told = f"That is full: {self._limit} characters at most." if full else self._hint
        self.query_one("#ask-problem", Text).update(told)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        answer = clean(event.value, limit=self._limit).strip()
        if problem := self._problem(answer):
            self.query_one("#ask-problem", Text).update(problem)
        else:
            self.dismiss(answer)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


async def ask_where(asker: Card[Any], own: str) -> str | None:
    """Ask for a place in words, and return it as it is kept; call it from a worker.

    Args:
        asker: The card that asks.
        own: What is known already; may be empty.

    Returns:
        The place, empty for none; None when the question is left.
    """
    answer = await ask(asker, AskText(WHERE_ELSE, own, limit=LONGEST_PAIN_PLACE))
    return None if answer is None else place_of(answer)


async def ask_where_else(asker: Card[Any], field: PainPlaceField) -> None:
    """Ask for a place that no key has, and put it into its field; call it from a worker.

    Args:
        asker: The card that the field is on.
        field: Keeps what it says when the question is left.
    """
    own = field.place if field.number == ELSEWHERE else ""
    if (place := await ask_where(asker, own)) is not None:
        field.place = place
