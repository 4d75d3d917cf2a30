"""Pictures of exercises that the first paint does not wait for.

Nothing of the figure is imported before a picture is drawn: that takes as long as a page.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.color import Color
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from library.exercises.model import Exercise, Side

if TYPE_CHECKING:
    from library.figure.figure import Style
    from tui.widgets.figure import FigureView

_AFTER_PAINT_SECONDS = 0.02
"""From the paint to the picture: what was painted is on the terminal by then; our judgement."""
_KEPT_THUMBNAILS = 128


def when_painted(widget: Widget, do: Callable[[], object]) -> None:
    """Do something shortly after the widget is painted, when it holds nothing up any more."""
    widget.call_after_refresh(lambda: widget.set_timer(_AFTER_PAINT_SECONDS, do))


class PosePicture(Widget):
    """A place for the picture of an exercise, which is drawn after what stands around it.

    It shows the stretch with its start as a shadow. The place has its size from the styles, so
    that nothing moves when the picture comes.
    """

    DEFAULT_CSS = """
    PosePicture {
        width: 1fr;
        height: 1fr;
    }
    """

    def __init__(
        self, *, mode: str = "auto", reduced_motion: bool = False, id: str | None = None
    ) -> None:
        """Make an empty place; `show` fills it.

        Args:
            mode: The setting `figure`.
            reduced_motion: Whether it is never to move.
            id: Its name in the styles.
        """
        super().__init__(id=id)
        self._looks = (mode, reduced_motion)
        self._view: FigureView | None = None
        self._wanted: tuple[Exercise, Side, int] | None = None
        self._is_due = False

    @property
    def view(self) -> "FigureView | None":
        """The figure; None before it is drawn."""
        return self._view

    def show(self, exercise: Exercise, side: Side, level: int = 0, *, moves: bool = False) -> None:
        """Show an exercise, from the first time on a little later.

        Args:
            exercise: What to show.
            side: The leg that is worked.
            level: The person's, 0-4: the stretch is shown no deeper.
            moves: Whether the figure goes into the stretch once before it stands there; not the
                first time, which belongs to the start of a page.
        """
        self._wanted = (exercise, side, level)
        if self._view is not None:
            self._view.stand(exercise, side, level, moves=moves)
        elif not self._is_due:
            self._is_due = True
            when_painted(self, self._draw)

    def prefer(self, mode: str, reduced_motion: bool) -> None:
        """Take over changed settings; the arguments are those of the constructor."""
        self._looks = (mode, reduced_motion)
        if self._view is not None:
            self._view.prefer(mode, reduced_motion)

    def _draw(self) -> None:
        """Put the figure into its place."""
        if self._wanted is None or self._view is not None:
            return
        from tui.widgets.figure import FigureView

        mode, reduced_motion = self._looks
        self._view = FigureView(mode=mode, reduced_motion=reduced_motion)
        self._view.stand(*self._wanted)
        self.mount(self._view)


def thumbnail(
    widget: Widget,
    exercise: Exercise,
    side: Side,
    size: Size,
    *,
    mode: str = "auto",
    background: Color | None = None,
) -> tuple[Strip, ...]:
    """Return a small picture of a stretch, row by row; a millisecond the first time.

    Call it after the first paint, see `when_painted`.

    Args:
        widget: Where it will be shown.
        exercise: What to show.
        side: The leg that is worked.
        size: Columns and rows, 8x4 or more to be recognised.
        mode: The setting `figure`.
        background: What lies behind, where it is not the widget's own.

    Returns:
        Nothing where figures are switched off or the exercise has none.
    """
    from tui.widgets.figure_rendering import style_of

    style = style_of(widget, mode, background)
    if style is None:
        return ()
    return _drawn(_Same(exercise), side, size, style, bool(widget.app.native_ansi_color))


class _Same:
    """An exercise as a key: two that are equal may have other poses."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise

    def __hash__(self) -> int:
        return id(self.exercise)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.exercise is self.exercise


@lru_cache(maxsize=_KEPT_THUMBNAILS)
def _drawn(of: _Same, side: Side, size: Size, style: "Style", ansi: bool) -> tuple[Strip, ...]:
    from library.figure.motion import stretched
    from tui.widgets.figure import figure_of
    from tui.widgets.figure_rendering import strips

    figure, _ = figure_of(of.exercise)
    if figure is None:
        return ()
    held = stretched(figure.pose)
    return tuple(strips(figure.cells(size.width, size.height, held, side, style), ansi))
