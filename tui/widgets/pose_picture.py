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
from library.figure.terminal import big_enough

if TYPE_CHECKING:
    from library.figure.figure import Figure, Style
    from tui.widgets.figure import FigureView

    _Key = tuple[Exercise, Side, int, int | None, bool, Size, Style | None]

_AFTER_PAINT_SECONDS = 0.02
"""From the paint to the picture: what was painted is on the terminal by then; our judgement."""
_KEPT_THUMBNAILS = 128


def when_painted(widget: Widget, do: Callable[[], object]) -> None:
    """Do something shortly after the widget is painted, when it holds nothing up any more."""
    widget.call_after_refresh(lambda: widget.set_timer(_AFTER_PAINT_SECONDS, do))


class DrawnLater(Widget):
    """A widget whose pictures are drawn after the first paint, so that they hold nothing up."""

    is_painted = False
    """Whether all around it has been painted once."""
    _waits = False

    def draw_when_painted(self) -> None:
        """Draw the pictures: shortly after the first paint, from then on at once."""
        if self.is_painted:
            self.draw_pictures()
        elif not self._waits:
            self._waits = True
            when_painted(self, self._painted)

    def draw_pictures(self) -> None:
        """Draw the pictures as they are now; by itself it paints the widget anew."""
        self.refresh()

    def _painted(self) -> None:
        self.is_painted = True
        self.draw_pictures()


class PosePicture(DrawnLater):
    """A place for the picture of an exercise, which is drawn after what stands around it.

    It shows the stretch with its start as a shadow. The place has its size from the styles, so
    that nothing moves when the picture comes; and it draws the picture itself, as another widget
    would have the whole screen painted anew.
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
        self._wanted: tuple[Exercise, Side, int, int | None, bool] | None = None
        self._kept: tuple[_Key, tuple[int, list[Strip]]] | None = None
        """What is painted, and all that it depends on."""

    @property
    def view(self) -> "FigureView | None":
        """The figure that moves, or did; None while a picture is enough."""
        return self._view

    def show(
        self,
        exercise: Exercise,
        side: Side,
        level: int = 0,
        height_cm: int | None = None,
        *,
        rests: bool = False,
        moves: bool = False,
    ) -> None:
        """Show an exercise, from the first time on a little later.

        Args:
            exercise: What to show.
            side: The leg that is worked.
            level: The person's, 0-4: the stretch is shown no deeper.
            height_cm: Of what the foot is put on; None for nothing, or as it was drawn.
            rests: Whether it is the start that is shown, without any sign of a move.
            moves: Whether the figure goes into the stretch once before it stands there; not the
                first time, which belongs to the start of a page.
        """
        wanted = (exercise, side, level, height_cm, rests)
        same = self._wanted is not None and self._wanted[0] is exercise and self._wanted == wanted
        if not same:
            self._wanted, self._kept = wanted, None
        if not self.is_painted:
            self.draw_when_painted()
        elif moves and not rests and self._may_move:
            self._move(exercise, side, level, height_cm)
        elif not same:
            self._stand()

    def prefer(self, mode: str, reduced_motion: bool) -> None:
        """Take over changed settings; the arguments are those of the constructor."""
        if (mode, reduced_motion) != self._looks:
            self._looks = (mode, reduced_motion)
            self._stand()

    @property
    def _may_move(self) -> bool:
        return not self._looks[1] and self.app.animation_level != "none" and self.is_on_screen

    def _stand(self) -> None:
        """Show the picture instead of a figure that moved."""
        if self._view is not None:
            self._view.remove()
            self._view = None
        self.refresh()

    def _move(self, exercise: Exercise, side: Side, level: int, height_cm: int | None) -> None:
        if self._view is None:
            from tui.widgets.figure import FigureView

            mode, reduced_motion = self._looks
            self._view = FigureView(mode=mode, reduced_motion=reduced_motion)
            self.mount(self._view)
        self._view.move_once(exercise, side, level, height_cm)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the picture; nothing before its time, and where it would be too small."""
        top, strips = self._picture() if self.is_painted and self._view is None else (0, [])
        if not 0 <= y - top < len(strips):
            return Strip.blank(self.size.width, self.rich_style)
        return strips[y - top]

    def _picture(self) -> "tuple[int, list[Strip]]":
        """Return the row in which the picture begins, and its rows; of it only these are kept."""
        if self._wanted is None or not big_enough(*self.size):
            return 0, []
        from tui.widgets.figure_rendering import style_of

        key = (*self._wanted, self.size, style_of(self, self._looks[0]))
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._drawn(*key))
        return self._kept[1]

    def _drawn(
        self,
        exercise: Exercise,
        side: Side,
        level: int,
        height_cm: int | None,
        rests: bool,
        size: Size,
        style: "Style | None",
    ) -> "tuple[int, list[Strip]]":
        from library.figure.motion import stretched
        from tui.widgets.figure_rendering import FigurePictures, PictureKey

        figure = _figure_of(exercise)
        if figure is None or style is None:
            return 0, []
        drawn = exercise.drawn_level(level)
        figure = figure.resting() if rests else figure.at_height(height_cm).at_level(drawn)
        position = 0.0 if rests else float(stretched(figure.pose))
        caption, ansi = "" if rests else side.words, bool(self.app.native_ansi_color)
        wanted = PictureKey(size, style, position, side, caption, not rests, ansi)
        picture = FigurePictures(figure).get(wanted)
        return picture.area.y, picture.strips


def _figure_of(exercise: Exercise) -> "Figure | None":
    from tui.widgets.figure_rendering import figure_of

    return figure_of(exercise)[0]


def thumbnail(
    widget: Widget,
    exercise: Exercise,
    side: Side,
    size: Size,
    *,
    height_cm: int | None = None,
    mode: str = "auto",
    background: Color | None = None,
) -> tuple[Strip, ...]:
    """Return a small picture of a stretch, row by row; a millisecond the first time.

    Call it after the first paint, see `DrawnLater`.

    Args:
        widget: Where it will be shown.
        exercise: What to show.
        side: The leg that is worked.
        size: Columns and rows, 8x4 or more to be recognised.
        height_cm: Of what the foot is put on; None for nothing, or as it was drawn.
        mode: The setting `figure`.
        background: What lies behind, where it is not the widget's own.

    Returns:
        Nothing where figures are switched off or the exercise has none.
    """
    from tui.widgets.figure_rendering import style_of

    style = style_of(widget, mode, background)
    if style is None:
        return ()
    ansi = bool(widget.app.native_ansi_color)
    return _drawn(_Same(exercise), side, height_cm, size, style, ansi)


class _Same:
    """An exercise as a key: two that are equal may have other poses."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise

    def __hash__(self) -> int:
        return id(self.exercise)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.exercise is self.exercise


@lru_cache(maxsize=_KEPT_THUMBNAILS)
def _drawn(
    of: _Same, side: Side, height_cm: int | None, size: Size, style: "Style", ansi: bool
) -> tuple[Strip, ...]:
    from library.figure.motion import stretched
    from tui.widgets.figure_rendering import strips

    figure = _figure_of(of.exercise)
    if figure is None:
        return ()
    figure = figure.at_height(height_cm)
    held = stretched(figure.pose)
    return tuple(strips(figure.cells(size.width, size.height, held, side, style), ansi))
