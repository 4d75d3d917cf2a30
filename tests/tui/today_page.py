"""What Today says."""

from textual.pilot import Pilot

from tui.text.planned import Planned
from tui.widgets.coming_tile import ComingTile
from tui.widgets.day_hero import DayHero
from tui.widgets.text import Text
from tui.widgets.week_tile import WeekTile


def offered(pilot: Pilot[None]) -> str:
    """What is offered: title, exercises, reasons, the question and the keys, each on a line."""
    hero = pilot.app.screen.query_one(DayHero)
    parts = [
        hero._greeting,
        *map(str, hero._head),
        *map(_exercise, hero.plan._items),
        *map(str, hero._told),
        " ".join(str(part).strip() for part in hero._asked),
        *map(str, hero._keys),
    ]
    return "\n".join(" ".join(part.split()) for part in parts if part)


def _exercise(item: Planned) -> str:
    mark = "" if item.mark is None else item.mark.words
    return f"{item.short_name} {item.dose} {mark}"


def week(pilot: Pilot[None]) -> str:
    """What the tile of the week says."""
    tile = pilot.app.screen.query_one(WeekTile)
    return f"{tile._border_title}\n{tile.content}"


def comes(pilot: Pilot[None]) -> str:
    """What the tile of what is last and next says."""
    return str(pilot.app.screen.query_one(ComingTile).content)


def foot(pilot: Pilot[None]) -> str:
    """The lines above the keys."""
    return str(pilot.app.screen.query_one("#foot", Text).content)
