"""What a programme of somebody else's brings, in pictures, and whether to take it in."""

import os
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from library.exercises.catalogue import Catalogue
from library.failures import reason
from library.programmes import Programmes, TakenIn
from library.routines.arriving import Arrival, Brought
from library.routines.planning import build_plan
from library.routines.programme import ProgrammeError, holds_programme
from library.settings import Settings
from library.text import MAX_TEXT_LENGTH
from library.wording import counted
from tui.dialogs.ask_text import AskText
from tui.dialogs.base import ask
from tui.dialogs.question import Answer, Question
from tui.services import Services
from tui.text.planned import Mark, planned_in
from tui.text.programmes import ALL_HERE, about_lines, arrival_lines, effect_lines, title
from tui.widgets.plan_list import PlanList

NO_FILE = "There is no file of this name."
NO_PROGRAMME = "That is no programme; supple import takes in logs."
_ROWS, _FEW_ROWS = 5, 2
"""Of an exercise with its picture, and in words alone."""


class TakeIn(Question[str]):
    """A programme beside what is here: `take`, `replace` or `leave`."""

    SCOPE = "programme"
    SCROLLS = True

    def __init__(self, arrival: Arrival, settings: Settings, today: date, *, leads: bool) -> None:
        """Ask.

        Args:
            arrival: The programme beside what is here.
            settings: The person's lengths, and how the figure is drawn.
            today: The day it is.
            leads: Whether Today would follow it.
        """
        super().__init__()
        self._arrival, self._settings = arrival, settings
        self._today, self._leads = today, leads
        known = {each.id: each for each in arrival.catalogue}
        known |= {each.id: each for each in arrival.programme.exercises}
        plan = build_plan(arrival.programme.routine, Catalogue(tuple(known.values())), settings)
        marks = {each.id: _mark(found) for each, found in arrival.exercises}
        self._items = planned_in(plan, marks)
        self._list = PlanList(mode=settings.figure)

    def heading(self) -> str:
        """Return what it is called, and whom it is from."""
        return title(self._arrival)

    def text(self) -> Iterable[str | Content | Widget]:
        """Return what it is and changes, and its exercises, which may go on below the edge."""
        yield from map(Content, about_lines(self._arrival, self._today))
        told = effect_lines(self._arrival, self._settings, self._today, leads=self._leads)
        yield from map(Content, told)
        yield self._list

    def answers(self) -> Iterable[Answer[str]]:
        """Return to take it in, in the place of what differs or beside it, or not."""
        yield Answer("take", "take")
        if self._arrival.replaces:
            yield Answer("replace", "replace")
        yield Answer("leave", "leave")

    def spoken(self) -> Iterable[str]:
        """Return what is said when it opens: its exercises, too, which are drawn for who sees."""
        yield from arrival_lines(self._arrival, self._settings, self._today, leads=self._leads)
        yield from self.spoken_keys()

    def on_mount(self) -> None:
        """Show its exercises."""
        super().on_mount()
        self._list.show(self._items)

    def on_resize(self) -> None:
        """Give the exercises their rows: with pictures where they are wide enough."""
        super().on_resize()
        rows = _FEW_ROWS if self.has_class("-narrow") else _ROWS
        self._list.styles.height = rows * len(self._items)


def _mark(brought: Brought) -> Mark:
    return Mark(brought.value)


async def take_in(asker: Screen[Any], services: Services, programmes: Programmes) -> TakenIn | None:
    """Ask for the file of a programme, show what it brings, and take it in after a yes.

    Call it from a worker.

    Returns:
        What was taken in; None for nothing.

    Raises:
        ProgrammeError: It could not be used after all, or not be saved.
    """
    question = AskText(
        "Which file is the programme?",
        limit=MAX_TEXT_LENGTH,
        problem=partial(_problem, programmes),
        hint="Enter shows what it brings; nothing is taken in yet.",
    )
    typed = await ask(asker, question)
    if typed is None:
        return None
    arrival = programmes.read(_file_named(typed))
    leads = programmes.will_lead(arrival)
    if not (arrival.brings_something or leads):
        asker.notify(ALL_HERE)
        return None
    settings, today = services.guide.settings, services.profile.today()
    answer = await ask(asker, TakeIn(arrival, settings, today, leads=leads))
    if answer not in ("take", "replace"):
        return None
    return programmes.take_in(arrival, replacing=answer == "replace")


def _problem(programmes: Programmes, typed: str) -> str:
    """Say why what was typed names no programme that can be taken in."""
    file = _file_named(typed)
    if not typed or not file.is_file():
        return NO_FILE
    try:
        if not holds_programme(file):
            return NO_PROGRAMME
        programmes.read(file)
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
