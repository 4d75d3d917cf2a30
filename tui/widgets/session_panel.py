"""The panel that shows a running session, and what it is made of."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one

from library.exercises.model import Exercise, Side
from library.history.record import Outcome
from library.routines.model import Step, StepKind
from library.session.engine import Session
from library.session.view import (
    SORE_SPOT_HANDS,
    SORE_SPOT_PRESSURE,
    SessionView,
    fraction_done,
    look,
    written_step,
)
from tui.keys.live import with_keys
from tui.text.duration import clock_words
from tui.widgets.big_number import BigNumber
from tui.widgets.meter import Meter
from tui.widgets.session_figure import SessionFigure
from tui.widgets.text import Text

ROOMY_ROWS = 14
"""From this height on all steps fit; below it what is done already is left out."""
MARKS = {Outcome.DONE: "✓", Outcome.EASED_OFF: "~", Outcome.SKIPPED: "-"}
LETTERS = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: "B"}


class HowTo(Text):
    """Steps in words; the current one first in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None

    def show(self, exercise: Exercise, side: Side, current: int | None = None) -> None:
        """Show the steps for a side.

        Args:
            exercise: What to do.
            side: The leg the words name.
            current: The step to mark, from 0; None marks none and shows all.
        """
        roomy = self.size.height >= ROOMY_ROWS
        if (exercise.id, side, current, roomy) == self._shown:
            return
        self._shown = (exercise.id, side, current, roomy)
        steps = exercise.steps_for(side)
        first = 0 if current is None or roomy else max(0, min(current, len(steps) - 2))
        lines = [
            Content.styled(f"▸ {step}", "bold")
            if number == current
            else Content(f"{number + 1} {step}")
            for number, step in enumerate(steps)
            if number >= first
        ]
        self.update(Content("\n").join(lines))

    def show_massage(self, hands: str, pressure: str) -> None:
        """Show what the hands do in a massage step, and how hard."""
        if (hands, pressure) == self._shown:
            return
        self._shown = (hands, pressure)
        self.update(
            Content.assemble(Content.styled(f"▸ {hands}", "bold"), "\n", f"Pressure: {pressure}")
        )


class StepList(Text):
    """One line for each exercise: `▸ Chair leg stretch  L✓ R● L· R·`."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[str] = []

    def show(self, session: Session) -> None:
        """Show where the session is; what does not fit is left out around the current one."""
        lines = list(_lines(session))
        current = next((i for i, line in enumerate(lines) if line.startswith("▸")), 0)
        most = self.styles.max_height
        height = len(lines) if most is None else max(1, int(most.value))
        first = max(0, min(current - 1, len(lines) - height))
        shown = lines[first : first + height]
        if shown != self._shown:
            higher = len(shown) != len(self._shown)
            self._shown = shown
            self.update(Content("\n".join(shown)), layout=higher)


def _lines(session: Session) -> Iterator[str]:
    places = list(session.work())
    for _, group in groupby(places, key=lambda place: place.step.exercise.id):
        holds = list(group)
        name = holds[0].step.exercise.name
        marks = " ".join(f"{_letter(p.step)}{_mark(p.outcome, p.current)}" for p in holds)
        yield f"{'▸' if any(p.current for p in holds) else ' '} {name}  {marks}"


def _letter(step: Step) -> str:
    return LETTERS[step.side]


def _mark(outcome: Outcome | None, current: bool) -> str:
    if current:
        return "●"
    return "·" if outcome is None else MARKS[outcome]


class SessionPanel(Vertical):
    """Title, figure and words side by side, and the holds below; repaints only what changed."""

    title_line = query_one("#title", Text)
    total = query_one("#total", Text)
    side = query_one("#side", Text)
    caption = query_one("#caption", Text)
    coming = query_one("#coming", Text)
    hint_line = query_one("#hint", Text)
    number = query_one(BigNumber)
    bar = query_one(Meter)
    how_to = query_one(HowTo)
    step_list = query_one(StepList)

    def __init__(
        self, figure: SessionFigure, *, breaths: bool = False, kept: Mapping[str, int] | None = None
    ) -> None:
        """Show nothing yet.

        Args:
            figure: Follows the session.
            breaths: Whether holds are counted in breaths.
            kept: Seconds of a hold that the person kept, by exercise.
        """
        super().__init__()
        self.figure = figure
        self._breaths = breaths
        self._kept = kept or {}
        self._view = SessionView()
        self._total = ""

    def compose(self) -> ComposeResult:
        """Build the lines."""
        with Horizontal(id="top"):
            yield Text(id="title")
            yield Text(id="total")
        with Horizontal(id="middle"):
            yield self.figure
            with Vertical(id="now"):
                yield Text(id="side")
                yield Text(id="caption")
                yield BigNumber()
                yield Meter()
                yield Text(id="coming")
                yield HowTo()
        yield Text(id="hint")
        yield StepList()

    def hint(self, text: str) -> None:
        """Show a sentence below the picture."""
        self.hint_line.update(text)

    def show(self, session: Session) -> None:
        """Show the session as it is now."""
        step, view = session.step, look(session, breaths=self._breaths)
        if step is None:
            return
        self.number.show(f"{view.seconds:2d}" if view.seconds < 100 else clock_words(view.seconds))
        self.bar.show(fraction_done(session))
        if session.in_sore_spot:
            self.how_to.show_massage(SORE_SPOT_HANDS, SORE_SPOT_PRESSURE)
        elif step.kind is StepKind.MASSAGE:
            part = step.exercise.massage[step.rep - 1]
            self.how_to.show_massage(part.hands, part.pressure)
        else:
            self.how_to.show(step.exercise, step.side, written_step(session))
        self.step_list.show(session)
        self.figure.follow(session)
        total = f"{clock_words(session.total_remaining)} left"
        if total != self._total:
            wider = len(total) != len(self._total)
            self._total = total
            self.total.update(total, layout=wider)  # else all is arranged anew every second
        # Filled in each time: the person's own keys may change meanwhile.
        view = replace(view, caption=with_keys(self.app, view.caption))
        if view != self._view:
            self._show_words(session, view)

    def _show_words(self, session: Session, view: SessionView) -> None:
        before, self._view = self._view, view
        if view.exercise != before.exercise:
            routine = session.plan.routine.name
            now = session.step.exercise if session.step else None
            same = now is not None and routine == now.name
            title = view.exercise if same else f"{routine}: {view.exercise}"
            kept = None if now is None else self._kept.get(now.id)
            self.title_line.update(f"{title} ({kept} s, as you kept)" if kept else title)
        if (view.side, view.count) != (before.side, before.count):
            self.side.update(f"{view.side}   {view.count}")
        if view.caption != before.caption:
            self.caption.update(view.caption)
        if view.coming != before.coming:
            self.coming.update(view.coming)
        # On the two that it colours: on the panel it would style all of them anew.
        for coloured in (self.caption, self.number):
            coloured.update_classes({"-working": view.working, "-waiting": view.waiting})
