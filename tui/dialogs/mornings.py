"""Which one is it? Mornings with and without each exercise, and a week without one to compare."""

from collections.abc import Iterable, Iterator

import msgspec
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from library.guidance.comparing import Comparison, comparisons, named
from library.guidance.standing import Standing
from library.guidance.trials import running
from library.history.record import DecisionKind
from tui.dialogs.question import Answer, Question
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings, with_keys
from tui.text.guidance import Named
from tui.text.mornings import (
    ABOUT_TABLE,
    ASKED,
    EXPLAINED,
    NO_ROWS,
    ON_TRIAL,
    RULE,
    TOLD_APART,
    asked_words,
    chance_words,
    count_words,
    morning_words,
    points_words,
    said_of,
)
from tui.widgets.text import Text


class AboutExercise(msgspec.Struct, frozen=True):
    """What was decided about an exercise."""

    kind: DecisionKind
    exercise: str
    reason: str
    """The sentence that was answered."""


class CompareMornings(Question[AboutExercise | None]):
    """The table, and the question when there is one; None when nothing was decided."""

    SCOPE = "mornings"
    HEADING = "Which one is it?"
    SCROLLS = True

    def __init__(self, standing: Standing, name: Named) -> None:
        """Compare.

        Args:
            standing: Where the person stands.
            name: Returns the name of an exercise.
        """
        super().__init__()
        self._standing = standing
        self._named = name
        self._table = comparisons(standing.practice)
        self._speaking = named(standing.practice, standing.comparable)
        self._trial = running(standing.log.trials, standing.today)
        self._sentence = asked_words(self._speaking, self._trial, standing, name)

    def text(self) -> Iterable[str | Content | Widget]:
        """Return what is asked or tried, and the table."""
        if self._sentence:
            keys = ON_TRIAL if self._speaking is None else ASKED
            yield Text(f"{self._sentence} {with_keys(self.app, keys)}", classes="asked")
        if not any(each.with_it or each.without for each in self._table):
            yield NO_ROWS
            return
        yield Text(ABOUT_TABLE, classes="about muted")
        yield _line("", "After it", "Without", "Difference", "muted")
        for each in self._table:
            yield from self._row(each)
        if not all(each.can_be_told_apart for each in self._table):
            yield Text(TOLD_APART, classes="muted")

    def _row(self, each: Comparison) -> Iterator[Widget]:
        yield _line(
            self._named(each.exercise),
            count_words(each.mean_with, each.with_it),
            count_words(each.mean_without, each.without),
            points_words(each.difference),
        )
        yield Text(said_of(each, self._standing, self._named), classes="said muted")

    def answers(self) -> Iterable[Answer[AboutExercise | None]]:
        """Return what can be decided now, and back."""
        if self._speaking is not None:
            for name, kind in (
                ("trial", DecisionKind.TRIAL),
                ("keep", DecisionKind.KEEP),
                ("never", DecisionKind.NEVER_ASK),
            ):
                yield Answer(name, self._decided(kind, self._speaking.exercise))
        if self._trial is not None:
            ended = self._decided(DecisionKind.END_TRIAL, self._trial.exercise)
            yield Answer("end_trial", ended)
        yield Answer("back", None)

    def _decided(self, kind: DecisionKind, exercise: str) -> AboutExercise:
        return AboutExercise(kind, exercise, self._sentence)

    def action_explain(self) -> None:
        """Explain how the numbers come about, morning by morning."""
        self.app.push_screen(ExplainMornings(self._standing, self._named))


def _line(exercise: str, with_it: str, without: str, difference: str, classes: str = "") -> Widget:
    cells = (Text(words, classes=f"number {classes}") for words in (with_it, without, difference))
    return Horizontal(Text(exercise, classes="exercise"), *cells, classes="row")


class ExplainMornings(ReadingCard[None]):
    """How the table comes about, and every morning it is made of."""

    BINDINGS = bindings("explanations")
    HEADING = "Where these numbers come from"

    def __init__(self, standing: Standing, named: Named) -> None:
        super().__init__()
        self._standing, self._named = standing, named

    def text(self) -> Content:
        """Return the rule, how far each exercise is from it, and the mornings."""
        mornings = "\n".join(morning_words(self._standing, self._named))
        chance = "\n".join(chance_words(self._standing.practice, self._named))
        parts = [EXPLAINED, RULE, chance, mornings]
        return Content("\n\n").join(Content(part) for part in parts if part)
