"""The panel that shows a running session."""

from collections.abc import Mapping

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from library.routines.model import StepKind
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
from tui.widgets.how_to import HowTo
from tui.widgets.progress_line import ProgressLine
from tui.widgets.session_figure import SessionFigure
from tui.widgets.step_list import StepList
from tui.widgets.text import Text


class SessionPanel(Vertical):
    """Title, figure and words side by side, and the holds below; repaints only what changed."""

    title_line = query_one("#title", Text)
    total = query_one("#total", Text)
    side = query_one("#side", Text)
    caption = query_one("#caption", Text)
    coming = query_one("#coming", Text)
    hint_line = query_one("#hint", Text)
    number = query_one(BigNumber)
    bar = query_one(ProgressLine)
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
                yield ProgressLine()
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
            self._total = total
            self.total.update(total)
        # Filled in each time: the person's own keys may change meanwhile.
        view = replace(view, caption=with_keys(self.app, view.caption))
        if view != self._view:
            self._show_words(session, view)

    def _show_words(self, session: Session, view: SessionView) -> None:
        before, self._view = self._view, view
        if view.exercise != before.exercise:
            routine = session.plan.routine.name
            same = routine == view.exercise
            title = routine if same else f"{routine}: {view.exercise}"
            kept = self._kept.get(session.step.exercise.id) if session.step else None
            self.title_line.update(f"{title} ({kept} s, as you kept)" if kept else title)
        if (view.side, view.count) != (before.side, before.count):
            self.side.update(f"{view.side}   {view.count}")
        if view.caption != before.caption:
            self.caption.update(view.caption)
        if view.coming != before.coming:
            self.coming.update(view.coming)
        self.set_class(view.working, "-working")
        self.set_class(view.waiting, "-waiting")
