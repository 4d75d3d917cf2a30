"""What a slow terminal has not been shown yet: the newest is drawn first, a little at a time."""

from collections.abc import Iterable

from textual.geometry import Region


class Undrawn:
    """Rows of the screen that are not as they should be."""

    def __init__(self) -> None:
        self._rows: dict[Region, None] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, regions: Iterable[Region]) -> None:
        """Note what has changed; it comes before what was noted earlier, from the top."""
        for region in sorted(regions, key=lambda each: each.y, reverse=True):
            for y in range(region.bottom - 1, region.y - 1, -1):
                self._add_row(Region(region.x, y, region.width, 1))

    def _add_row(self, row: Region) -> None:
        for other in [each for each in self._rows if each.overlaps(row)]:
            del self._rows[other]
            row = row.union(other)
        self._rows[row] = None

    def take(self, cells: int, whole: Region) -> set[Region]:
        """Take rows of so many cells, and some more; what lies outside of `whole` is dropped."""
        taken: set[Region] = set()
        while self._rows and sum(row.area for row in taken) < cells:
            if row := self._rows.popitem()[0].intersection(whole):
                taken.add(row)
        return taken
