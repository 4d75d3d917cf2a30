"""Collects measurements and prints their medians beside what is aimed at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure, what it must not exceed, and what would be best."""

    name: str
    unit: str
    must: float
    best: float
    against: str = ""
    """What it is divided by before it is compared; empty when it is not."""


class Samples:
    """Measurements by program and figure."""

    def __init__(self) -> None:
        self._values: defaultdict[tuple[str, str], list[float]] = defaultdict(list)

    def add(self, who: str, what: str, value: float) -> None:
        """Note a measurement."""
        self._values[who, what].append(value)

    def median(self, who: str, what: str) -> float:
        """The middle one."""
        return median(self._values[who, what])

    def report(self, aims: Sequence[Aim], who: str = "supple") -> None:
        """Print a line for each aim."""
        for aim in aims:
            value = self.median(who, aim.name)
            compared, base = value, ""
            if aim.against:
                below = self.median(aim.against, aim.name)
                compared = value / below
                base = f"{aim.against} {below:9.2f} {aim.unit:4} ratio {compared:5.2f}"
            verdict = "missed" if compared > aim.must else "met"
            if compared <= aim.best:
                verdict = "best"
            print(
                f"{aim.name:32} {value:9.2f} {aim.unit:5} {base:42}"
                f" must {aim.must:g}, best {aim.best:g}: {verdict}"
            )
