"""What is to be seen of a figure at one moment, whatever it is drawn with."""

from library.figure import shapes
from library.figure.geometry import Point
from library.figure.motion import stretched
from library.figure.pose import Box, Label, Pose
from library.figure.shapes import Shape
from library.figure.solve import solve_at

AT_REST = 0.05
"""Nearer to a keyframe than this share of a move its arrow and labels are shown."""


class Scene:
    """One moment of a pose, in hundredths of the body's height and facing right.

    Args:
        pose: The keyframes.
        position: 0 at the first keyframe, 1 at the second and so on; values outside the move
            give its ends.
        ghost: Whether the start shows as a shadow behind.
        inset: Whether the small second view is seen, where there is one.
    """

    def __init__(self, pose: Pose, position: float, *, ghost: bool, inset: bool) -> None:
        self.pose = pose
        self.joints = solve_at(pose, position)
        self.ghost = ghost
        self.inset = pose.inset if inset else None
        nearest = min(max(round(position), 0), len(pose.frames) - 1)
        self._resting = nearest if abs(position - nearest) < AT_REST else None

    @property
    def box(self) -> Box:
        """The part of the world to show; wider when there is an inset."""
        if self.inset is None:
            return self.pose.box
        a, b = self.pose.box, self.inset.box
        return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))

    def shapes(self, left: float, right: float, bottom: float, *, arrow: bool) -> list[Shape]:
        """Return everything to paint, from back to front.

        Args:
            left: Where the ground begins.
            right: Where the ground ends.
            bottom: How far down the ground goes.
            arrow: Whether there is room for the arrow.
        """
        found = shapes.scenery(self.pose, left, right, bottom)
        if self.ghost:
            found += shapes.ghost(shapes.figure(self.pose, solve_at(self.pose, 0)))
        if arrow:
            found += self.arrow()
        found += self.body()
        if self.inset is not None:
            found += shapes.inset(self.pose)
        return found

    def body(self) -> list[Shape]:
        """Return the person; as many shapes at every moment, in the same order."""
        return shapes.figure(self.pose, self.joints)

    def arrow(self) -> list[Shape]:
        """Return the arrow of the next move that has one; beside a shadow that of the stretch."""
        points: tuple[Point, ...]
        if self.ghost:
            points = self.pose.frames[stretched(self.pose)].arrow
        else:
            coming = () if self._resting is None else self.pose.frames[self._resting + 1 :]
            points = next((frame.arrow for frame in coming if frame.arrow), ())
        return shapes.arrow(points, both_ways=self.pose.knead)

    def labels(self) -> tuple[Label, ...]:
        """Return the words beside the figure; those of a keyframe only near it."""
        return () if self._resting is None else self.pose.frames[self._resting].labels

    def titles(self) -> tuple[Label, ...]:
        """Return what is written on the second view, if there is one."""
        return () if self.inset is None else (Label(self.inset.title, self.inset.title_at),)
