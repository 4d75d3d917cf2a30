"""Runs a session with one line per event and single keys: no screen is drawn."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import click

from library.bounds import SECONDS_STEP
from library.clock import Clock, Heartbeat
from library.history.protocol import HistoryError
from library.history.record import Outcome
from library.routines.model import StepKind
from library.session import events as ev
from library.session.cues import Cue
from library.session.draft import DraftWriter
from library.session.ease_off import (
    END,
    EaseOffChoice,
    EaseOffOption,
    ease_off_options,
)
from library.session.engine import Session
from library.session.machine import Command, IllegalCommand, State
from library.session.summary import pain_in_words, told
from tui.cli.output import complain
from tui.cli.plain.output import print_sentences
from tui.cli.plain.terminal import END_OF_INPUT, Keys, Leaving
from tui.cues.notifier import LOOK_SECONDS, Notifier
from tui.text import duration

KEYS_IN_WORDS = (
    "Keys: space pauses and goes on, x eases off (it hurts), enter: it eased, n skips, b goes "
    "back, + and - change the length, s marks a sore spot, 0 to 9 before the first hold: pain "
    "(1 and 0: ten), h pauses and tells how it is done, q ends, ? tells the keys."
)
_SHORTEST_WAIT = 0.001


class PlainSession:
    """A session told line by line.

    Args:
        session: What to run.
        draft: Keeps what was done; None in a rehearsal.
        notifier: Makes it noticed in other ways.
        clock: The clocks of the machine.
        keys: Where keys come from.
        attended: Whether somebody can press a key.
        leaving: Whether somebody wants us to end.
        quiet: Tell sides and the summary only.
        speed: How many times faster the session's clock runs.
    """

    def __init__(
        self,
        session: Session,
        draft: DraftWriter | None,
        notifier: Notifier,
        clock: Clock,
        keys: Keys,
        leaving: Leaving,
        *,
        attended: bool,
        quiet: bool,
        speed: int,
    ) -> None:
        self.session, self._draft, self._notifier = session, draft, notifier
        self._clock, self._keys, self._leaving = clock, keys, leaving
        self._attended, self._quiet, self._speed = attended, quiet, speed
        self._began = clock.monotonic()
        self._heartbeat = Heartbeat(clock.monotonic(), clock.now())
        self._answers: dict[str, Callable[[], Sequence[ev.Event]]] = {}
        self._question: tuple[str, ...] = ()
        self._side = ""
        self.discarded = False
        """Whether the person wants nothing to be kept."""
        self.left_alone = False
        """Whether nobody reads what is told or types any more."""
        self.failure: click.ClickException | None = None
        """Why what is told could not be written, if it was not that its reader has left."""

    def run(self) -> None:
        """Run until it is over, or until somebody wants to leave."""
        self._tell(self.session.start())
        while not self._is_over:
            if self._leaving.signal is not None or self.left_alone:
                self._read_clocks()
                if not self._is_over:  # it may have come to its end by itself just now
                    self._tell(self.session.end())
                return
            for key in self._keys.wait(self._patience()):
                self._read_clocks()
                if not self._is_over:
                    self._press(key)
            self._read_clocks()

    @property
    def _is_over(self) -> bool:
        return self.discarded or self.session.state is State.DONE

    # Time.

    def _now(self) -> float:
        return (self._clock.monotonic() - self._began) * self._speed

    def _patience(self) -> float:
        """Seconds to wait for keys: not beyond what falls due next."""
        due = self.session.next_due
        left = LOOK_SECONDS if due is None else (due - self._now()) / self._speed
        return max(_SHORTEST_WAIT, min(LOOK_SECONDS, left))

    def _read_clocks(self) -> None:
        """Go on to now; after a gap stand still at the reading before it."""
        happened: tuple[ev.Event, ...] = ()
        gap = self._heartbeat.beat(self._clock)
        if gap and self.session.can(Command.PAUSE):
            happened = self.session.pause()
        happened += self.session.advance(self._now())
        if gap and not self._attended and self.session.can(Command.RESUME):
            happened += self.session.resume()
        self._tell(happened)
        breaths = self._notifier.tick(self._now())
        if not self._quiet:
            self._print(self._lines(breaths))

    # Telling.

    def _tell(self, happened: Sequence[ev.Event]) -> None:
        if not happened:
            return
        # In a rehearsal real time is too slow for cues to be on time.
        at = self._now() if self._speed == 1 else happened[0].at
        cues = self._notifier.tell(happened, at)
        if self._draft is not None:
            try:
                self._draft.note(self.session, happened)
            except HistoryError as error:
                complain([str(error)])
        self._print(self._sides(happened) if self._quiet else self._lines(cues))

    def _lines(self, cues: Sequence[Cue]) -> Iterator[str]:
        """The words of cues; for who reads them later the time stands before them."""
        for cue in cues:
            if not cue.words:
                continue
            yield cue.words if self._attended else f"{duration.clock(int(cue.at)):>6}  {cue.words}"

    def _sides(self, happened: Sequence[ev.Event]) -> Iterator[str]:
        for event in happened:
            if isinstance(event, ev.StepStarted) and event.step.side.words != self._side:
                self._side = event.step.side.words
                yield self._side.capitalize()
            elif isinstance(event, ev.Finished):
                yield told(self.session)

    def _print(self, lines: Iterator[str]) -> None:
        try:
            for line in lines:
                print_sentences([line])
        except click.exceptions.Exit:
            self.left_alone = True  # who closed the pipe still wants the holds to be saved
        except click.ClickException as error:
            self.left_alone, self.failure = True, error

    def _say(self, *lines: str) -> None:
        self._print(iter(lines))

    # Keys.

    def _press(self, key: str) -> None:
        if key == END_OF_INPUT:
            self.left_alone = True
            self._tell(self.session.end())
        elif self._answers:
            self._answer(key)
        elif key.isdecimal():
            self._rate_pain(int(key))
        elif key == "?":
            self._say(KEYS_IN_WORDS)
        elif key == "h":
            self._tell_how()
        elif key in ("q", "\x1b"):
            self._ask_to_end()
        elif key == "x":
            self._ease_off()
        elif (do := self._commands().get(key)) is not None:
            with suppress(IllegalCommand):
                self._tell(do())

    def _commands(self) -> dict[str, Callable[[], Sequence[ev.Event]]]:
        session = self.session
        resume = session.can(Command.RESUME)
        return {
            " ": session.resume if resume else session.pause,
            "n": session.skip,
            "b": session.back,
            "s": session.mark_sore_spot,
            "\n": session.eased,
            "\r": session.eased,
            "+": lambda: session.extend(SECONDS_STEP),
            "=": lambda: session.extend(SECONDS_STEP),
            "-": lambda: session.extend(-SECONDS_STEP),
        }

    def _tell_how(self) -> None:
        """Tell the steps of the stretch; time stands still until they are read."""
        if (step := self.session.step) is None:
            return
        if self.session.can(Command.PAUSE):
            self._tell(self.session.pause())
        steps = enumerate(step.exercise.steps_for(step.side), 1)
        self._say(*(f"{number}. {words}" for number, words in steps), "Space goes on.")

    def _rate_pain(self, rating: int) -> None:
        step = self.session.step
        getting_ready = step is not None and step.kind is StepKind.GET_READY
        if getting_ready and not self.session.records() and self._draft is not None:
            self._say(pain_in_words(self._draft.rate_pain(rating)))

    def _ask(self, *lines: str, answers: dict[str, Callable[[], Sequence[ev.Event]]]) -> None:
        self._question, self._answers = lines, answers
        self._say(*lines)

    def _answer(self, key: str) -> None:
        """Take an answer to the question that was asked last; ask again if it is none."""
        if (do := self._answers.get(key)) is None:
            self._say(*self._question)
            return
        self._answers = {}
        self._tell(do())

    def _ease_off(self) -> None:
        step, held = self.session.step, self.session.elapsed
        if step is None or not self.session.can(Command.EASE_OFF):
            return
        self._tell(self.session.ease_off())
        ways = ease_off_options(step, held)
        answers = {str(way.number): self._way(way.answer) for way in ways if not way.why_not}
        answers |= dict.fromkeys(("\n", "\r", "\x1b"), answers["1"]) | {"q": self._way(END)}
        self._ask(*map(_offered, ways), answers=answers)

    def _way(self, answer: str) -> Callable[[], Sequence[ev.Event]]:
        if answer == END:
            return self.session.end
        return lambda: self.session.choose(EaseOffChoice(answer))

    def _ask_to_end(self) -> None:
        if self.session.can(Command.PAUSE):
            self._tell(self.session.pause())
        done = sum(hold.outcome is Outcome.DONE for hold in self.session.records())
        go_on = self.session.resume
        self._ask(
            f"End here? s saves what was done ({done}), d discards it, space goes on.",
            answers={"s": self.session.end, "d": self._discard, " ": go_on, "\x1b": go_on},
        )

    def _discard(self) -> Sequence[ev.Event]:
        self.discarded = True
        return ()


def _offered(way: EaseOffOption) -> str:
    """A way to go on with the key that takes it, or with the reason why it can not be taken."""
    return f"-  {way.text}: not now, {way.why_not}" if way.why_not else f"{way.number}  {way.text}"
