"""The widget that shows an exercise as a moving figure."""

from collections.abc import Callable

from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from library.clock import SystemClock
from library.exercises.model import Exercise, Side
from library.figure.encode import Cell, Grid
from library.figure.figure import Figure, Style
from library.figure.motion import FRAMES_PER_SECOND, Motion, moment, stretched
from library.figure.terminal import big_enough
from tui.output import pictures_a_second
from tui.widgets.figure_rendering import (
    FigurePictures,
    Picture,
    PictureKey,
    figure_of,
    style_of,
    word_strip,
)


class FigureView(Widget):
    """An exercise as a figure, which moves only while it is seen and has somewhere to move to.

    Below 24 by 10 cells, when switched off, or without a pose it shows words.
    """

    DEFAULT_CSS = """
    FigureView {
        width: 1fr;
        height: 1fr;
    }
    """

    motion: reactive[Motion] = reactive(Motion.LOOP, init=False, repaint=False)
    """What the figure does; setting it begins the motion, from where the figure is."""

    _rows_of: Picture | None = None
    """What rows are drawn of at present; None between two paints."""

    def __init__(
        self,
        *,
        mode: str = "auto",
        reduced_motion: bool = False,
        get_time: Callable[[], float] | None = None,
    ) -> None:
        """Make an empty view; `show` fills it.

        Args:
            mode: The setting `figure`: auto, quadrant, half, cells, braille, ascii or off.
            reduced_motion: Show one still picture with the start as a shadow.
            get_time: Seconds on a clock that never goes back; the machine's if left out.
        """
        super().__init__()
        self._mode = mode
        self._reduced_motion = reduced_motion
        self._problem = ""
        self._get_time = get_time or SystemClock().monotonic
        self._exercise: Exercise | None = None
        self.level = 0
        """The level the stretch is shown at, 0-4; `show` sets it."""
        self.height_cm: int | None = None
        """The height of what the foot is put on; `show` sets it."""
        self._pictures: FigurePictures | None = None
        self._side = Side.RIGHT
        self._began = 0.0
        self._elapsed = 0.0
        self._start: float | None = None
        self._position = 0.0
        self._timer: Timer | None = None
        self._moving = False
        self._frozen = False
        self._moved_at = 0.0
        """When the last picture was made, by the clock."""
        self.pace = 1.0
        """How many times faster than usual the next motion is."""
        self._painted: Grid = ()
        self._stands_afterwards = False
        """Whether the motion ends in a still picture."""

    def show(
        self,
        exercise: Exercise,
        side: Side,
        motion: Motion | None = None,
        level: int = 0,
        height_cm: int | None = None,
    ) -> None:
        """Show an exercise from its start.

        Args:
            exercise: What to show; without a usable pose its side stands there in words.
            side: The leg that is worked.
            motion: What the figure does from now on; as before if left out.
            level: The person's, 0-4: the stretch is shown no deeper.
            height_cm: Of what the foot is put on; None for nothing, or as it was drawn.
        """
        if exercise is not self._exercise or (level, height_cm) != (self.level, self.height_cm):
            self._exercise, self.level, self.height_cm = exercise, level, height_cm
            figure, self._problem = figure_of(exercise)
            drawn = exercise.drawn_level(level)
            shown = figure and figure.at_height(height_cm).at_level(drawn)
            self._pictures = FigurePictures(shown) if shown else None
        self._side = side
        self._position = 0.0
        if motion is not None:
            self.set_reactive(FigureView.motion, motion)
        self._begin(None)

    def move_once(
        self, exercise: Exercise, side: Side, level: int, height_cm: int | None = None
    ) -> None:
        """Go into the stretch, then stand as a still picture with its start as a shadow.

        Args:
            exercise: What to show.
            side: The leg that is worked.
            level: The person's, 0-4.
            height_cm: Of what the foot is put on; None for nothing, or as it was drawn.
        """
        self.show(exercise, side, Motion.INTO, level, height_cm)
        self._stands_afterwards = True

    def watch_motion(self) -> None:
        """Begin the new motion where the figure stands."""
        self._begin(self._position)

    def prefer(self, mode: str, reduced_motion: bool) -> None:
        """Take over changed settings; the arguments are those of the constructor."""
        if (mode, reduced_motion) != (self._mode, self._reduced_motion):
            self._mode, self._reduced_motion = mode, reduced_motion
            self._begin(None)

    def freeze(self) -> None:
        """Stand still as it is until `thaw`; does nothing when it is frozen already."""
        self._frozen = True
        self._stop()

    def thaw(self) -> None:
        """Go on from where it was frozen; does nothing when it is not."""
        if self._frozen:
            self._frozen = False
            self._go_on()

    @property
    def figure(self) -> Figure | None:
        """The figure that is shown; None where there are only words."""
        return self._pictures.figure if self._pictures else None

    @property
    def caption(self) -> str:
        """What stands below the figure: the side it shows."""
        return self._side.words

    @property
    def position(self) -> float:
        """Where in the move the figure is: 0 at the first keyframe, 1 at the second."""
        return self._position

    @property
    def moving(self) -> bool:
        """Whether the timer runs."""
        return self._moving

    def on_mount(self) -> None:
        """Make the timer and watch for other screens on top of this one."""
        self._timer = self.set_interval(1 / FRAMES_PER_SECOND, self.advance, pause=True)
        self.watch(self.screen, "stack_updates", self._cover_changed, init=False)
        self._begin(None)

    def on_show(self) -> None:
        """Go on where the figure stopped."""
        self._go_on()

    def on_hide(self) -> None:
        """Stop: nobody sees it."""
        self._stop()

    def on_resize(self) -> None:
        """Move only where there is room for a figure."""
        if self._may_move():
            self._go_on()
        else:
            self._stop()

    def _cover_changed(self) -> None:
        if self.screen.is_active:
            self._go_on()
        else:
            self._stop()

    @property
    def still(self) -> bool:
        """Whether one picture with a shadow stands for the move."""
        reduced = self._reduced_motion or self.app.animation_level == "none"
        return reduced or self.motion is Motion.STILL or pictures_a_second(self.app) == 0

    def _begin(self, start: float | None) -> None:
        self._start = start
        self._elapsed = 0.0
        if self._timer is None:
            return
        self._pause()
        self._go_on()
        self._locate()
        # Drawn when it is painted: whoever walks through a list sees only where they stop.
        self.refresh()

    def _go_on(self) -> None:
        """Run the timer if there is anything to move."""
        if self._timer is None or self.moving or not self._may_move():
            return
        self._began = self._get_time() - self._elapsed
        self._moving = True
        self._timer.resume()

    def _stop(self) -> None:
        if self._moving:
            self._elapsed = self._get_time() - self._began
            self._pause()

    def _pause(self) -> None:
        self._moving = False
        if self._timer is not None:
            self._timer.pause()

    def _may_move(self) -> bool:
        figure = self.figure
        return (
            figure is not None
            and figure.last > 0
            and not self.still
            and not self._frozen
            and self.is_on_screen
            and self.screen.is_active
            and self._style() is not None
        )

    def advance(self) -> None:
        """Go to where the figure is by now and repaint what differs; seldom on a slow line."""
        if self.still:  # the line has become too slow
            self._begin(None)
            return
        now = self._get_time()
        if now - self._moved_at < 0.9 / pictures_a_second(self.app):  # timers are not exact
            return
        self._moved_at = now
        if self._locate():
            self._repaint()

    def _locate(self) -> bool:
        """Find out where the figure is by now; whether there is one."""
        figure = self.figure
        if figure is None:
            return False
        if self.still:
            self._position = float(stretched(figure.pose))
            return True
        elapsed = self._get_time() - self._began if self.moving else self._elapsed
        now = moment(figure.pose, self.motion, elapsed * self.pace, self._start)
        self._position = now.position
        if now.over:
            self._stop()
            if self._stands_afterwards and self._pictures is not None:
                self._stands_afterwards = False
                # What it moved through can go.
                self._pictures = FigurePictures(self._pictures.figure)
                self.motion = Motion.STILL
        return True

    def _repaint(self) -> None:
        before, picture = self._painted, self._picture()
        if picture is None or len(before) != len(picture.grid):
            self.refresh()
            return
        self._painted = picture.grid
        area = picture.area
        changed = [
            Region(area.x + left, area.y + row, right - left, 1)
            for row, (old, new) in enumerate(zip(before, picture.grid, strict=True))
            if old != new
            for left, right in (_span(old, new),)
        ]
        if changed:
            self.refresh(*changed)

    def _style(self) -> Style | None:
        """Return how to draw here; None where words must do."""
        width, height = self.size
        if not big_enough(width, height):
            return None
        return style_of(self, self._mode)

    def _picture(self) -> Picture | None:
        """Return the picture for now; None where words must do."""
        style = self._style()
        if style is None or self._pictures is None:
            return None
        ansi = self.app.native_ansi_color
        wanted = PictureKey(
            self.size, style, self._position, self._side, self.caption, self.still, ansi
        )
        return self._pictures.get(wanted)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows of one picture: to find out which it is takes longer than to draw a row."""
        self._rows_of = self._picture()
        try:
            return super().render_lines(crop)
        finally:
            self._rows_of = None

    def render_line(self, y: int) -> Strip:
        """Draw one row of the picture, or of the words."""
        picture = self._rows_of or self._picture()
        if picture is None:
            return self._words(y)
        self._painted = picture.grid
        area = picture.area
        if not area.y <= y < area.bottom:
            return Strip.blank(self.size.width, self.rich_style)
        return picture.strips[y - area.y]

    def _words(self, y: int) -> Strip:
        """Return the side in words, what to look out for, or what is wrong with the pose."""
        words: list[str] = []
        if self._exercise is not None:
            advice = self.figure.advice(self._side) if self.figure else []
            words = [self._side.words, *advice, *([self._problem] if self._problem else [])]
        return word_strip(words, y, self.size, self.rich_style)


def _span(old: tuple[Cell, ...], new: tuple[Cell, ...]) -> tuple[int, int]:
    """Return the first column in which two rows differ, and the one after the last."""
    if len(old) != len(new):
        return 0, len(new)
    differ = [column for column, cell in enumerate(new) if cell != old[column]]
    return differ[0], differ[-1] + 1
