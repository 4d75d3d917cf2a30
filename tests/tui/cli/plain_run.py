"""Plain sessions with a clock of their own, and keys typed at given seconds."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from library.history.record import Outcome
from library.paths import Paths
from library.routines.model import Plan
from library.routines.planning import build_plan
from library.session.draft import Draft
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.runner import SessionRunner
from library.settings import Settings
from tests.clock import FakeClock
from tests.library.session.transcripts import built_in
from tests.tui.cues.programs import outputs
from tests.tui.support import build_services
from tui.cli.plain.keys import SessionKeys
from tui.cli.plain.session import PlainSession, Words
from tui.cli.plain.terminal import Leaving
from tui.cues.notifier import Notifier
from tui.cues.reader import Reader

SETTINGS = Settings(bell="off", tones="off")


class TypedKeys:
    """Keys typed at given seconds; waiting for them is what moves the clock."""

    stops = 0

    def __init__(self, clock: FakeClock, typed: Mapping[float, Sequence[str]]) -> None:
        self._clock, self._began = clock, clock.seconds
        self._typed = sorted(typed.items())
        self.asleep_at: float | None = None

    def wait(self, seconds: float) -> Sequence[str]:
        if self.asleep_at is not None and self._clock.seconds - self._began >= self.asleep_at:
            self.asleep_at = None
            self._clock.sleep_machine(3600)
        self._clock.pass_time(seconds)
        if self._typed and self._clock.seconds - self._began >= self._typed[0][0]:
            return self._typed.pop(0)[1]
        return ""

    def forget(self) -> None:
        """Nothing was typed before a question."""

    def typed(self, seconds: float) -> str:
        return "".join(self.wait(seconds))


def _planned(settings: Settings, new: Collection[str], routine: str) -> Plan:
    catalogue, routines = built_in()
    return build_plan(routines.get(routine), catalogue, settings, new)


class Run:
    """A plain session; the desk break is 2 x 20 s a leg with pauses of 10 s."""

    def __init__(
        self,
        folder: Path,
        typed: Mapping[float, Sequence[str]] | None = None,
        settings: Settings = SETTINGS,
        *,
        words: Words = Words.ALL,
        speed: int = 1,
        new: Collection[str] = (),
        routine: str = "desk-break",
    ):
        self.folder, self.clock = folder, FakeClock()
        self.session = Session(_planned(settings, new, routine))
        start = SessionStart.now(self.clock, 0)
        self.draft = Draft(folder, self.clock, start.id)
        self.keys = TypedKeys(self.clock, typed or {})
        self.leaving = Leaving()
        named = SessionKeys(settings)
        reader = Reader(lambda: settings, self.clock, {})
        notifier = Notifier(
            self.session,
            settings,
            outputs(folder, ring=print, voice=reader.voice),
            self.clock,
            named.named,
        )
        self.runner = SessionRunner(
            self.session, settings, self.clock, start, self.draft, speed=speed
        )
        self.plain = PlainSession(
            self.runner,
            notifier,
            self.keys,
            self.leaving,
            attended=typed is not None,
            words=words,
            named=named,
            guide=build_services(Paths(folder, folder, folder), self.clock).guide,
            reader=reader,
        )

    def run(self) -> "Run":
        self.plain.run()
        return self

    @property
    def holds(self) -> list[tuple[str, float, Outcome]]:
        return [(r.side, r.held_seconds, r.outcome) for r in self.session.records()]


WHOLE = [(side, 20.0, Outcome.DONE) for side in ("left", "right", "left", "right")]
