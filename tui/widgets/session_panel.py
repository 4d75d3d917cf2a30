"""The panel that shows a running session, and what it is made of."""

from collections.abc import Collection, Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one

from library.exercises.model import Side
from library.routines.model import Step, StepKind
from library.session.engine import Session
from library.session.phase import Phase
from library.session.view import (
    SORE_SPOT_HANDS,
    SORE_SPOT_PRESSURE,
    SessionView,
    fraction_done,
    fraction_when_asked,
    look,
)
from tui.keys.live import with_keys
from tui.text.duration import clock_words
from tui.widgets.session_column import Now, SessionColumn, Untold
from tui.widgets.session_figure import SessionFigure
from tui.widgets.state_band import Band, StateBand
from tui.widgets.text import Text, marked, wrapped
from tui.widgets.timeline import Timeline


class HintLine(Text):
    """What is worth saying below the picture, or else the step that counts now."""

    def __init__(self) -> None:
        super().__init__(id="hint")
        self._hint, self._step = "", Untold()
        self._shown: object = None

    def hint(self, text: str) -> None:
        """Say something until something else is said."""
        self._hint = text
        self._show()

    def step(self, step: Untold) -> None:
        """Show a step wherever nothing else is said."""
        self._step = step
        self._show()

    def on_resize(self) -> None:
        """Fill the lines there are."""
        self._show()

    def _show(self) -> None:
        columns, rows = self.size
        shown = (self._hint, self._step, columns, rows)
        if shown == self._shown:
            return
        self._shown = shown
        told = wrapped(self._hint, columns, rows)
        steps = self._step_lines(columns, rows - len(told))
        steps = [line.stylize("$foreground bold") for line in steps]
        self.update(Content("\n").join([*told, *steps]), layout=False)

    def _step_lines(self, columns: int, rows: int) -> list[Content]:
        """Return the step as it stands in the column; without its mark where it needs the room."""
        text, mark = self._step
        lines = marked(mark, text, columns)
        return lines if len(lines) <= rows else wrapped(text, columns, rows)

    @property
    def said(self) -> str:
        """What was said last, be it nothing."""
        return self._hint


class SessionPanel(Vertical):
    """Band, figure and words side by side, and the whole session below."""

    band = query_one(StateBand)
    column = query_one(SessionColumn)
    hint_line = query_one(HintLine)
    timeline = query_one(Timeline)

    def __init__(
        self,
        figure: SessionFigure,
        *,
        breaths: bool = False,
        kept: Mapping[str, int] | None = None,
        learning: Collection[str] = (),
        mode: str = "auto",
    ) -> None:
        """Show nothing yet.

        Args:
            figure: Follows the session.
            breaths: Whether holds are counted in breaths.
            kept: Seconds of a hold that the person kept, by exercise.
            learning: Ids of exercises whose steps are still to be read while holding.
            mode: The setting `figure`, `off` leaves the figure out.
        """
        super().__init__()
        self.figure = figure
        self._breaths = breaths
        self._kept = kept or {}
        self._learning = frozenset(learning)
        self.set_class(mode == "off", "-no-figure")

    def compose(self) -> ComposeResult:
        """Build the parts."""
        yield StateBand()
        with Horizontal(id="middle"):
            yield self.figure
            yield SessionColumn()
        yield HintLine()
        yield Timeline()

    def hint(self, text: str) -> None:
        """Show a sentence below the picture."""
        self.hint_line.hint(text)

    def end_hint(self, text: str) -> None:
        """Take a sentence away, unless another one stands there already."""
        if self.hint_line.said == text:
            self.hint_line.hint("")

    def show(self, session: Session) -> None:
        """Show the session as it is now; what has not changed costs next to nothing."""
        step, view = session.step, look(session, breaths=self._breaths)
        if step is None:
            return
        self._frame(view)
        self.band.show(self._band(session, step, view))
        self.column.show(self._now(session, step, view))
        self.hint_line.step(self.column.untold)
        self.timeline.show(session)
        self.figure.follow(session)

    def _frame(self, view: SessionView) -> None:
        """Give the frame the colour of what the session is at; others cost a pass of styles."""
        name = str(view.phase)
        if view.phase is Phase.SWITCH and view.side is not Side.BOTH:
            name = str(view.side)
        if not self.has_class(f"-{name}"):
            names = {*map(str, Phase), Side.LEFT.value, Side.RIGHT.value}
            self.update_classes({f"-{each}": each == name for each in names})

    def _band(self, session: Session, step: Step, view: SessionView) -> Band:
        routine, kept = session.plan.routine.name, self._kept.get(step.exercise.id)
        title = routine if routine == view.exercise else f"{routine}: {view.exercise}"
        most = "up to " if view.may_end_sooner else ""
        return Band(
            view.phase,
            view.side,
            view.sign,
            view.state_words,
            f"{title} ({kept} s, as you kept)" if kept else title,
            view.count,
            f"{most}{clock_words(session.total_remaining)} to go",
        )

    def _now(self, session: Session, step: Step, view: SessionView) -> Now:
        steps: tuple[str, ...] = tuple(step.exercise.steps_for(step.side))
        pressure = ""
        if session.in_sore_spot:
            steps, pressure = (SORE_SPOT_HANDS,), SORE_SPOT_PRESSURE
        elif step.kind is StepKind.MASSAGE:
            part = step.exercise.massage[step.rep - 1]
            steps, pressure = (part.hands,), part.pressure
        # A band of one row has the name of what the hands do in it.
        named = view.caption == view.state_words and self.band.size.height == 1
        learns = bool(pressure) or step.exercise.id in self._learning
        return Now(
            view,
            # Filled in each time: the person's own keys may change meanwhile.
            "" if named else with_keys(self.app, view.caption),
            str(view.seconds) if view.seconds < 100 else clock_words(view.seconds),
            fraction_done(session),
            fraction_when_asked(session),
            steps,
            view.phase is Phase.HOLD and not learns,
            pressure,
        )
