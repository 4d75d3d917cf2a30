"""Runs a session with one line per event and single keys: no screen is drawn."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial

import click
from msgspec.structs import replace

from library.bounds import SECONDS_STEP
from library.guide import Guide
from library.history.record import Outcome
from library.session import events as ev
from library.session.cues import Cue, Sound, seconds_to_answer
from library.session.ease_off import (
    END,
    SHARP_ADVICE,
    WARNING,
    EaseOffChoice,
    EaseOffOption,
    ease_off_options,
)
from library.session.engine import ARRIVES_FROM_SECONDS
from library.session.machine import SessionCommand, State
from library.session.pain import pain_in_words
from library.session.pain_places import (
    ELSEWHERE,
    PLACES,
    SOMEWHERE,
    WHERE_ELSE,
    WHERE_SHARP,
)
from library.session.runner import SessionRunner, Update
from library.session.view import done_in_words, left_in_words, steps_in_words, where_in_words
from library.wording import listed
from tui.cli.output import complain, print_or_exit
from tui.cli.plain.keys import SessionKeys, key_pressed
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import END_OF_INPUT, Keys, Leaving
from tui.cues.notifier import POLL_SECONDS, Notifier
from tui.cues.reader import Reader
from tui.text.duration import clock_words
from tui.text.guidance import rest_words
from tui.text.keys import NOTHING, NOTHING_NOW


class Words(StrEnum):
    """How much is told."""

    ALL = "all"
    TURNS = "turns"
    """What begins and ends and what is asked: nothing is counted, and no step is told."""
    SIDES = "sides"
    """The legs and the summary only."""


_GOES_ON = "{Session.pause} goes on."
END_AS_SHARP = (
    "That is enough for today: {Sharp.choose} ends here, {sharp.go_on} goes on without what hurt."
)


class PlainSession:
    """A session told line by line.

    Args:
        runner: Runs it.
        notifier: Makes it noticed in other ways.
        keys: Where keys come from.
        leaving: Whether somebody wants us to end.
        attended: Whether somebody can press a key.
        words: How much is told.
        named: Which key calls which command.
        guide: Knows what is usual for the person, and whether the massage may be had.
        reader: Says what is asked, and what a key asks for.
    """

    def __init__(
        self,
        runner: SessionRunner,
        notifier: Notifier,
        keys: Keys,
        leaving: Leaving,
        *,
        attended: bool,
        words: Words,
        named: SessionKeys,
        guide: Guide,
        reader: Reader,
    ) -> None:
        self._runner, self._session = runner, runner.session
        self._notifier, self._keys, self._leaving = notifier, keys, leaving
        self._reader = reader
        self._attended, self._words, self._named, self._guide = attended, words, named, guide
        self._answers: dict[str, Callable[[], Update]] = {}
        self._how = ""
        """Which keys answer the question that was asked last."""
        self._side = ""
        self._stops = keys.stops
        self._told_unknown_key = False
        self._useless = ""
        """Name of the command whose key was just told to do nothing."""
        self.discarded = False
        """Whether the person wants nothing to be kept."""
        self.left_alone = False
        """Whether nobody reads what is told or types any more."""
        self.failure: click.ClickException | None = None
        """Why what is told could not be written, if it was not that its reader has left."""

    def run(self) -> None:
        """Run until it is over, or until somebody wants to leave."""
        self._tell(self._runner.start())
        while not self._is_over:
            if self._leaving.signal is not None or self.left_alone:
                self._leave()
                return
            for key in self._keys.wait(self._patience()):
                if not self._is_over:
                    self._press(key)
            self._tick()

    @property
    def _is_over(self) -> bool:
        return self.discarded or self._session.state is State.DONE

    def _patience(self) -> float:
        """Seconds to wait for keys: not beyond what falls due next."""
        waits = (self._runner.seconds_to_next, self._notifier.seconds_to_next())
        return min((POLL_SECONDS, *(wait for wait in waits if wait is not None)))

    def _tick(self) -> None:
        """Go on to now; where nobody can press a key, a gap does not pause for good."""
        self._stops = self._keys.stops
        self._reader.tick()
        update = self._runner.tick()
        self._tell(update)
        if not self._attended and any(isinstance(each, ev.TimeLost) for each in update.events):
            self._do(SessionCommand.RESUME)

    def _do(self, command: SessionCommand, *args: object) -> None:
        self._tell(self._runner.do(command, *args))

    def _leave(self) -> None:
        """End at once, without waiting until that is said."""
        self._do(SessionCommand.END)
        self._reader.silence()

    # Telling.

    def _tell(self, update: Update) -> None:
        """Make an update noticed, and print it."""
        if any(isinstance(event, ev.StepStarted) for event in update.events):
            self._useless = ""
        cues = self._notifier.tell(update._replace(cues=tuple(map(self._wanted, update.cues))))
        problems = [told for told in (update.problem, self._notifier.news()) if told]
        complain(problems)
        self._reader.say(problems)
        if self._words is Words.SIDES:
            self._say(self._sides(update.events))
            return
        self._print(self._lines(cues))
        if update.advice:
            self._say([update.advice])

    def _wanted(self, cue: Cue) -> Cue:
        """A cue with as many words as are wanted, to print and to say."""
        counts = cue.sound.passes and cue.sound is not Sound.LENGTH
        if self._words is Words.SIDES or (self._words is Words.TURNS and counts):
            return replace(cue, words="", details=())
        return replace(cue, details=()) if self._words is Words.TURNS else cue

    def _lines(self, cues: Sequence[Cue]) -> Iterator[str]:
        """The words of cues; for who reads them later the time stands before them."""
        for cue in cues:
            if not cue.words:
                continue
            told = cue.said if cue.sound is Sound.HOLD else cue.words
            yield told if self._attended else f"{clock_words(int(cue.at)):>6}  {told}"
            if cue.sound is not Sound.HOLD:
                yield from (f"{number}. {words}" for number, words in enumerate(cue.details, 1))

    def _sides(self, happened: Sequence[ev.Event]) -> Iterator[str]:
        for event in happened:
            if isinstance(event, ev.StepStarted) and event.step.side.words != self._side:
                self._side = event.step.side.words
                yield self._side.capitalize()
            elif isinstance(event, ev.Finished):
                yield done_in_words(self._session)

    def _say(self, lines: Iterable[str]) -> None:
        """Print something that is no cue, and say it."""
        told = list(lines)
        self._print(told)
        self._reader.say(told)

    def _print(self, lines: Iterable[str]) -> None:
        try:
            for line in lines:
                print_or_exit([line])
        except click.exceptions.Exit:
            self.left_alone = True  # who closed the pipe still wants the holds to be saved
        except click.ClickException as error:
            self.left_alone, self.failure = True, error
        if self._keys.stops == self._stops:  # a stop meanwhile is a gap, for the next tick to find
            self._runner.held_up()

    # Keys.

    def _press(self, key: str) -> None:
        if key == END_OF_INPUT:
            self.left_alone = True
            self._leave()
        elif self._answers:
            self._answer(key_pressed(key, self._answers))
        elif (name := self._named.command(key)) is None:
            self._tell_unknown_key()
        elif self._is_of_use(name):
            self._useless = ""
            _DOES[name](self)
        else:
            self._tell_no_use(name)

    def _is_of_use(self, name: str) -> bool:
        """Whether a command makes sense now."""
        if name.startswith(_PAIN):
            return self._runner.may_rate_pain
        return name not in _NEEDS or any(map(self._session.can, _NEEDS[name]))

    def _tell_unknown_key(self) -> None:
        """Tell that a key does nothing, and the first time which keys do something."""
        told = [NOTHING] if self._told_unknown_key else [NOTHING, self._named.first_words]
        if not self._told_unknown_key:
            self._told_unknown_key = True
            self._print(told)
        self._reply(told)

    def _tell_no_use(self, name: str) -> None:
        """Tell that a key does nothing just now; held down, it says it once in a step."""
        too_soon = self._session.elapsed < ARRIVES_FROM_SECONDS  # it was meant for what was before
        if name == self._useless or too_soon:
            return
        self._useless = name
        paused = self._session.state is State.PAUSED
        told = [NOTHING_NOW, self._named.named(_GOES_ON)] if paused else [NOTHING_NOW]
        self._print(told)
        self._reply(told)

    def _reply(self, told: Sequence[str]) -> None:
        """Say something in place of what is being said, unless the three-two-one is due."""
        self._reader.answer(" ".join(told), told[0], seconds_to_answer(self._session))

    def _eased(self) -> None:
        arrives = self._session.can(SessionCommand.ARRIVE)
        self._do(SessionCommand.ARRIVE if arrives else SessionCommand.EASED)

    def _rate_pain(self, digit: int) -> None:
        rating = self._runner.rate_pain(digit)
        told = [pain_in_words(rating)]
        self._print(told)
        self._reply(told)
        if rating is not None and self._guide.asks_to_rest(rating):
            self._tell(self._runner.interrupt())
            go_on = self._runner.go_on
            do: dict[str, Callable[[], Update]] = {
                "rest_first.choose": self._discard,
                "rest_first.stop": self._discard,
                "rest_first.go_on": go_on,
                "session.pause": go_on,
                "session.end": self._discard,
            }
            kinder = rest_words(rating, massage=self._guide.may_massage(self._session.plan))
            how = "{Rest_first.choose} stops here, {rest_first.go_on} goes on all the same."
            self._ask(kinder, self._named.named(how), answers=self._named.answers(do))

    def _tell_how(self) -> None:
        """Tell the steps of the stretch."""
        if (step := self._session.step) is not None:
            self._tell_in_a_pause(steps_in_words(step))

    def _tell_keys(self) -> None:
        """List the keys."""
        self._tell_in_a_pause(self._named.lines())

    def _tell_in_a_pause(self, lines: Iterable[str]) -> None:
        """Tell what takes its time; the session stands still until that was read or heard."""
        self._do(SessionCommand.PAUSE)
        self._reader.silence()
        self._say([*lines, self._named.named(_GOES_ON)])

    def _tell_where(self) -> None:
        """Tell where the session stands."""
        self._tell(self._runner.tick())
        told = self._named.named(where_in_words(self._session))
        self._print([told])
        left = left_in_words(self._session)
        self._reader.answer(told, left, seconds_to_answer(self._session))

    # Questions.

    def _ask(self, *lines: str, answers: dict[str, Callable[[], Update]], how: str = "") -> None:
        """Ask something; `how` says which keys answer, if the last line does not."""
        self._how, self._answers = how or lines[-1], answers
        self._print(lines)
        self._reader.ask(lines)

    def _answer(self, key: str) -> None:
        """Take an answer to the question that was asked last; say which there are if it is none."""
        if (do := self._answers.get(key)) is None:
            told = [NOTHING, self._how]
            self._print(told)
            self._reader.reply(told)
            return
        self._answers = {}
        self._reader.silence()
        self._tell(do())

    def _ease_off(self) -> None:
        self._do(SessionCommand.EASE_OFF)
        step = self._session.step
        if step is None or self._session.state is not State.EASED_OFF:
            return
        options = ease_off_options(step, self._session.elapsed)
        do = {_command(each): self._taken(each) for each in options if not each.why_not}
        first = self._taken(options[0])
        do |= {"ease_off.choose": first, "ease_off.go_on": first}
        do["session.end"] = partial(self._runner.do, SessionCommand.END)
        keys = listed(f"{{{_command(each)}}}" for each in options if not each.why_not)
        not_now = (_not_now(each) for each in options if each.why_not)
        how = self._named.named(". ".join((f"{keys} answer", *not_now)))
        lines = map(self._offered, options)
        self._ask(WARNING, *lines, answers=self._named.answers(do), how=f"{how}.")

    def _offered(self, option: EaseOffOption) -> str:
        """An option with the key that takes it, or with the reason why it cannot be taken."""
        if option.why_not:
            return f"-  {_not_now(option)}"
        return f"{self._named.named(f'{{{_command(option)}}}')}  {option.text}"

    def _taken(self, option: EaseOffOption) -> Callable[[], Update]:
        """What taking an option does."""
        if option.answer == END:
            return partial(self._runner.do, SessionCommand.END)
        choice = EaseOffChoice(option.answer)
        if choice is EaseOffChoice.SHARP:
            return self._stop_as_it_was_sharp
        return partial(self._runner.do, SessionCommand.CHOOSE, choice)

    def _stop_as_it_was_sharp(self) -> Update:
        if self._words is Words.SIDES:  # else its cue is told
            self._say([SHARP_ADVICE])
        self._tell(self._runner.stop_as_sharp())
        if not self._is_over:
            self._ask_after_sharp(self._named.named(WHERE_SHARP))
        return self._runner.tick()

    def _ask_after_sharp(self, about_place: str) -> None:
        end, go_on = partial(self._runner.do, SessionCommand.END), self._runner.go_on
        do: dict[str, Callable[[], Update]] = {
            "sharp.choose": end,
            "sharp.stop": end,
            "sharp.go_on": go_on,
        }
        for number, place in enumerate(PLACES, start=1):
            do[f"sharp.place_{number}"] = partial(self._note_where, place)
        do[f"sharp.place_{ELSEWHERE}"] = self._ask_where_else
        do |= {"session.pause": go_on, "session.end": end}
        how = self._named.named(END_AS_SHARP)
        self._ask(about_place, how, answers=self._named.answers(do))

    def _note_where(self, place: str) -> Update:
        """Note where it was sharp; how to go on stays asked."""
        self._session.note_where(place)
        self._ask_after_sharp(f"Noted: {place}." if place else self._named.named(WHERE_SHARP))
        return self._runner.tick()

    def _ask_where_else(self) -> Update:
        """Ask for a place that no key names, where what is typed can be seen."""
        if not sys.stdout.isatty():
            return self._note_where(SOMEWHERE)
        prompts = Prompts(self._keys, self._leaving, self._named, reader=self._reader)
        return self._note_where(prompts.place(f"{WHERE_ELSE} Enter leaves it out."))

    def _ask_to_end(self) -> None:
        self._tell(self._runner.interrupt())
        self._reader.silence()
        if self._is_over:  # it has come to its end by itself just now
            return
        done = sum(hold.outcome is Outcome.DONE for hold in self._session.records())
        end = partial(self._runner.do, SessionCommand.END)
        do: dict[str, Callable[[], Update]] = {
            "end.save": end,
            "end.discard": self._discard,
            "end.go_on": self._runner.go_on,
        }
        how = (
            f"{{End.save}} saves what was done{f' ({done})' if done else ''}, "
            "{end.discard} discards it, "
            "{end.go_on} goes on."
        )
        self._ask("End here?", self._named.named(how), answers=self._named.answers(do))

    def _discard(self) -> Update:
        self.discarded = True
        return self._runner.tick()


_PAIN = "pain_"
_NEEDS: Mapping[str, tuple[SessionCommand, ...]] = {
    "eased": (SessionCommand.ARRIVE, SessionCommand.EASED),
    "sore_spot": (SessionCommand.SORE_SPOT,),
    "skip": (SessionCommand.SKIP,),
    "back": (SessionCommand.BACK,),
    "longer": (SessionCommand.EXTEND,),
    "shorter": (SessionCommand.EXTEND,),
}
"""One of these must make sense for a command to do something; the others always do."""
_DOES: Mapping[str, Callable[[PlainSession], None]] = {
    "pause": lambda self: self._tell(self._runner.pause_or_resume()),
    "ease_off": PlainSession._ease_off,
    "eased": PlainSession._eased,
    "sore_spot": lambda self: self._do(SessionCommand.SORE_SPOT),
    "skip": lambda self: self._do(SessionCommand.SKIP),
    "back": lambda self: self._do(SessionCommand.BACK),
    "longer": lambda self: self._do(SessionCommand.EXTEND, SECONDS_STEP),
    "shorter": lambda self: self._do(SessionCommand.EXTEND, -SECONDS_STEP),
    "how": PlainSession._tell_how,
    "where": PlainSession._tell_where,
    "one_key": lambda self: self._tell(self._runner.one_key()),
    "end": PlainSession._ask_to_end,
    "help": PlainSession._tell_keys,
    **{
        f"{_PAIN}{digit}": lambda self, digit=digit: self._rate_pain(digit)  # type: ignore[misc]
        for digit in range(10)
    },
}
"""What the commands of a session do here, by their names."""


def _command(option: EaseOffOption) -> str:
    """The command that takes an option."""
    return f"ease_off.answer_{option.number}"


def _not_now(option: EaseOffOption) -> str:
    return f"{option.text}: not now, {option.why_not}"
