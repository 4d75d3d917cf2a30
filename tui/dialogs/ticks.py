"""The card of ticks: what a person should leave out."""

from collections.abc import Iterator, Mapping

import msgspec
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets.option_list import Option

from library.guidance.ticks import TICKS, Ticked
from tui.dialogs.base import Card
from tui.dialogs.question import hung, tick_line
from tui.keys.live import bindings
from tui.text.precautions import ALREADY, BEFORE_THIS, SAID_YES, TICKS_INTRODUCTION
from tui.widgets.cursor_list import CursorList
from tui.widgets.text import Text

_YES = "/yes"
"""Ends the id of the line that lifts a tick."""
_ALREADY = "already"


class AboutYou(msgspec.Struct, frozen=True):
    """What was answered on the card."""

    ticked: Ticked
    already: bool
    """Whether the person did these stretches before."""


class TicksCard(Card[AboutYou | None]):
    """What holds for a person; None when nothing was answered."""

    BINDINGS = bindings("ticks")
    HEADING = "What to leave out"

    lines = query_one("#ticks", CursorList)

    def __init__(self, ticked: Ticked, *, already: bool | None) -> None:
        """Show the card.

        Args:
            ticked: What was answered before.
            already: Whether the person said to do these stretches already; None when that is not
                asked any more.
        """
        super().__init__()
        self._words = set(ticked.words)
        self._lifted = set(ticked.lifted)
        self._later = tuple(word for word in ticked.words if word not in TICKS)
        self._already = already

    def body(self) -> ComposeResult:
        """A box for each line."""
        yield Text(TICKS_INTRODUCTION)
        yield CursorList("ticks")

    def on_mount(self) -> None:
        """Show what is ticked."""
        self._show(0)
        self.lines.focus()

    def _show(self, cursor: int) -> None:
        options = [Option(hung(line), id=id) for id, line in self._lines().items()]
        if self._already is not None:  # it is no illness, so it stands apart
            space = "\n" if self.has_class("-tall") else ""
            title = Content.styled(f"{space}{BEFORE_THIS}", "bold $text-secondary")
            options.insert(-1, Option(title, disabled=True))
        self.lines.set_options(options)
        self.lines.highlighted = cursor

    def _lines(self) -> Mapping[str, Content]:
        lines = dict(self._of_ticks())
        if self._already is not None:
            lines[_ALREADY] = tick_line(self._already, ALREADY)
        return lines

    def _of_ticks(self) -> Iterator[tuple[str, Content]]:
        for tick in TICKS.values():
            yield tick.id, tick_line(tick.id in self._words, tick.words)
            if tick.liftable and tick.id in self._words:
                yield f"{tick.id}{_YES}", tick_line(tick.id in self._lifted, SAID_YES, "    ")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ask for what was done before only while the log is empty."""
        return action != "already" or self._already is not None

    def action_tick(self) -> None:
        """Tick what is under the cursor, or take its tick away."""
        line = self.lines.current
        if line is None:
            return
        if line == _ALREADY:
            self._already = not self._already
        elif line.endswith(_YES):
            self._lifted ^= {line.removesuffix(_YES)}
        else:
            self._words ^= {line}
            self._lifted.discard(line)
        self._show(self.lines.highlighted or 0)

    def action_already(self) -> None:
        """Tick that these stretches were done before, or take the tick away."""
        self._already = not self._already
        self._show(len(self._lines()))

    def action_keep(self) -> None:
        """Close with what is ticked."""
        words = tuple(tick for tick in TICKS if tick in self._words)
        lifted = tuple(tick for tick in words if tick in self._lifted)
        self.dismiss(AboutYou(Ticked(words + self._later, lifted), already=bool(self._already)))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
