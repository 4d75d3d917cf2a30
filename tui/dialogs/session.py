"""What is asked before, during and after a session, and about one that was not finished."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from textual import on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from library.exercises.catalogue import Catalogue
from library.exercises.model import Exercise, Kind
from library.guidance.precautions import Precautions
from library.history.record import A_MOMENT_SECONDS, SessionRecord
from library.routines.model import Plan, Step
from library.session.ease_off import SHARP_ADVICE, WARNING, ease_off_options
from library.session.hold_lengths import keep_in_words
from library.session.pain_places import WHERE_SHARP
from library.session.summary import in_plain_words
from library.session.unfinished import Resume, Unfinished, choices, when_in_words
from library.session.view import steps_in_words
from tui.dialogs.ask_text import ask_where_else
from tui.dialogs.question import Answer, Question, hung
from tui.dialogs.reading_card import ReadingCard
from tui.keys.live import bindings, first_key, with_keys, with_spoken_keys
from tui.text.duration import about
from tui.text.guidance import rest_words
from tui.text.precautions import BEFORE, LEFT_OUT, new_words, shorter_words
from tui.widgets.pain_place_field import PainPlaceField
from tui.widgets.pictures import Pictured, Pictures
from tui.widgets.text import Text

MISTAKE = "Pressed by mistake? Go on, then {session.back} takes the hold up again."
MISTAKE_IN_PAUSE = "Pressed by mistake? Go on: the pause begins again, then comes the hold."
_PRAISE = "Good call. "


class EaseOff(Question[str]):
    """How to go on after a hold hurt: an `EaseOffChoice`, or `END`."""

    SCOPE = "ease_off"
    HEADING = f"{_PRAISE}What next?"

    def __init__(self, step: Step, held: float) -> None:
        """Offer what makes sense for this step.

        Args:
            step: The hold that was stopped.
            held: Seconds it lasted.
        """
        super().__init__()
        self._options = ease_off_options(step, held)
        self._mistake = MISTAKE if step.kind.is_work else MISTAKE_IN_PAUSE

    def text(self) -> Iterable[Content | Widget]:
        """Return what is a reason to end the session: the one line that nobody may miss."""
        yield Text(WARNING, classes="urgent")

    def spoken(self) -> Iterable[str]:
        """Return what is asked, without the praise: the cue has said that already."""
        for line in super().spoken():
            yield line.removeprefix(_PRAISE)

    def answers(self) -> Iterable[Answer[str]]:
        """Return the ways to go on, each by its key; going on is the first."""
        for option in self._options:
            name = f"answer_{option.number}"
            key = first_key(self.app, f"{self.SCOPE}.{name}")
            line = Content.assemble((key, "bold $text-accent"), f"  {option.text}")
            yield Answer(name, option.answer, line, option.why_not)

    def note(self) -> str:
        """Return what to do when the key was pressed by mistake."""
        return with_keys(self.app, self._mistake)


class HowTo(ReadingCard[None]):
    """How the exercise that runs is done, step by step, for the leg that it is about."""

    BINDINGS = bindings("how")

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step

    def heading(self) -> str:
        """Return which exercise it is, and on which leg."""
        return f"{self._step.name}, {self._step.side.words.lower()}"

    def text(self) -> Content:
        """Build the steps, each with its number."""
        return Content("\n".join(steps_in_words(self._step)))


class Ending(StrEnum):
    """What to do with a session that is left early."""

    GO_ON = "go on"
    SAVE = "save"
    DISCARD = "discard"


class RestFirst(Question[bool]):
    """Whether to go on with a session although the back is at 6 or more; true goes on."""

    SCOPE = "rest_first"
    HEADING = "Go on today?"

    def __init__(self, rating: int, *, massage: bool) -> None:
        """Ask.

        Args:
            rating: How the back is, 6 to 10.
            massage: Whether the massage can be had instead.
        """
        super().__init__()
        self._rating = rating
        self._massage = massage

    def text(self) -> Iterable[str | Content]:
        """Return what may be kinder."""
        yield rest_words(self._rating, massage=self._massage)

    def answers(self) -> Iterable[Answer[bool]]:
        """Return stop here, which comes first, and go on."""
        yield Answer("stop", False, "Stop here, and see what else there is today")
        yield Answer("go_on", True, "Go on with this one all the same")


class Sharp(Question[bool]):
    """Whether to go on although something was sharp; true goes on."""

    SCOPE = "sharp"
    HEADING = "That is enough for today"

    place = ""
    """Where it was, once the person said so; empty when not."""

    def text(self) -> Iterable[Content | Widget]:
        """Return what it may mean, what to do then, and where it was: that may stay open."""
        yield Text(hung(SHARP_ADVICE), classes="urgent")
        yield PainPlaceField("", title="Where was it?", scope=self.SCOPE)

    def spoken(self) -> Iterable[str]:
        """Return what is asked: what it may mean was said as it was told of."""
        yield from (line for line in super().spoken() if line != SHARP_ADVICE)
        yield with_spoken_keys(self.app, WHERE_SHARP)

    def spoken_again(self) -> Iterable[str]:
        """Return how to go on: a place was just asked for."""
        yield self.heading()
        yield from self.spoken_keys()

    def action_place(self, number: int) -> None:
        """Take a place; how to go on stays asked."""
        self.query_one(PainPlaceField).action_place(number)

    @on(PainPlaceField.Changed)
    def take_place(self, event: PainPlaceField.Changed) -> None:
        """Keep the place, and say it."""
        self.place = event.field.place
        self.reply(event.field.words, *self.spoken_keys())

    @on(PainPlaceField.ElseAsked)
    @work
    async def ask_where_else(self, event: PainPlaceField.ElseAsked) -> None:
        """Ask for a place of the person's own."""
        await ask_where_else(self, event.field)

    def answers(self) -> Iterable[Answer[bool]]:
        """Return the end of the session, which comes first, and going on."""
        yield Answer("stop", False, "End for today")
        yield Answer("go_on", True, "Go on without what hurt")


class EndSession(Question[Ending]):
    """Whether to go on, to save what was done, or to discard it."""

    SCOPE = "end"
    HEADING = "End the session here?"

    def __init__(
        self, record: SessionRecord, begun: float, exercises: Iterable[Exercise] = ()
    ) -> None:
        """Ask.

        Args:
            record: What would be saved, without the hold that runs now.
            begun: Seconds the hold that runs now was held.
            exercises: The exercises of the session.
        """
        super().__init__()
        self._done = []
        if record.is_worth_keeping:
            self._done.append(in_plain_words(record, exercises))
        if begun >= A_MOMENT_SECONDS:
            self._done.append(_kept_words(round(begun)))

    def text(self) -> Iterable[str | Content]:
        """Return what was done."""
        yield " ".join(self._done) or "Nothing was held yet, so nothing is kept."

    def answers(self) -> Iterable[Answer[Ending]]:
        """Return what can be done; only what was done can be saved."""
        yield Answer("go_on", Ending.GO_ON, "Go on with the session")
        if self._done:
            yield Answer("save", Ending.SAVE, "Save what was done")
        yield Answer("discard", Ending.DISCARD, "Discard it" if self._done else "End it")


def _kept_words(seconds: int) -> str:
    return f"{seconds} s of this hold {'is' if seconds == 1 else 'are'} kept."


class ResumeSession(Question[Resume]):
    """What to do with a session whose program ended too soon."""

    SCOPE = "resume"
    HEADING = "A session was not finished"

    def __init__(self, unfinished: Unfinished, today: date) -> None:
        super().__init__()
        self._unfinished, self._today = unfinished, today

    def text(self) -> Iterable[str | Content]:
        """Return what is known of it."""
        yield Content.styled(self._unfinished.record.routine, "bold")
        yield when_in_words(self._unfinished, self._today)

    def answers(self) -> Iterable[Answer[Resume]]:
        """Return what can be done; going on is the first where it is possible."""
        for resume, line in choices(self._unfinished).items():
            yield Answer(resume.name.lower(), resume, line)
        yield Answer("later", Resume.LATER)


class KeepLengths(Question[bool]):
    """Whether lengths that were changed on the way are to be kept."""

    SCOPE = "lengths"
    HEADING = "For the next time"

    def __init__(self, lengths: Mapping[str, int]) -> None:
        """Ask.

        Args:
            lengths: Seconds by name of the exercise.
        """
        super().__init__()
        self._lengths = lengths

    def text(self) -> Iterable[str]:
        """Return a line for each exercise."""
        return (keep_in_words(name, seconds) for name, seconds in self._lengths.items())

    def answers(self) -> Iterable[Answer[bool]]:
        """Return keep, or leave everything as it was."""
        yield Answer("keep", True)
        yield Answer("leave", False)


class Taken(StrEnum):
    """How a routine is begun."""

    AS_OFFERED = "as offered"
    """Without what is left out, and first times with less."""
    AS_WRITTEN = "as written"


class LeftOut(Question[Taken | None]):
    """Whether to do without what is left out for a person; None to begin nothing."""

    SCOPE = "left_out"
    HEADING = BEFORE
    SCROLLS = True

    def __init__(self, excluded: Sequence[str], *, all_of_it: bool) -> None:
        """Ask.

        Args:
            excluded: What is left out, and why, a line each.
            all_of_it: Whether nothing else would be left to do.
        """
        super().__init__()
        self._excluded = excluded
        self._all_of_it = all_of_it

    def text(self) -> Iterable[str | Content]:
        """Return what is left out, why, and how to go on."""
        yield Content.styled(LEFT_OUT, "bold")
        yield from (f"• {line}" for line in self._excluded)
        leave_out = (
            "{left_out.without} begins with the rest, {left_out.as_written} takes it as written."
        )
        all_the_same = "{left_out.as_written} starts it all the same."
        yield f"\n{with_keys(self.app, all_the_same if self._all_of_it else leave_out)}"

    def note(self) -> str:
        """Return how to be asked no more."""
        return with_keys(self.app, "On Exercises {exercises.include} brings one back for good.")

    def answers(self) -> Iterable[Answer[Taken | None]]:
        """Return without it, if something is left then, or as written, or go back."""
        if not self._all_of_it:
            yield Answer("without", Taken.AS_OFFERED)
        yield Answer("as_written", Taken.AS_WRITTEN)
        yield Answer("leave", None)


class Cautions(Question[Taken | None]):
    """What to read before a massage and before first times; None to begin nothing."""

    SCOPE = "cautions"
    SCROLLS = True

    def __init__(
        self,
        plan: Plan,
        cautions: Mapping[str, Sequence[str]],
        precautions: Precautions,
        catalogue: Catalogue,
        *,
        figure: str = "auto",
    ) -> None:
        """Ask.

        Args:
            plan: What is about to begin.
            cautions: Those of its exercises that are to be read.
            precautions: What else there is to say.
            catalogue: The exercises there are.
            figure: The setting of that name.
        """
        super().__init__()
        self._plan = plan
        self._cautions = cautions
        self._precautions = precautions
        self._catalogue = catalogue
        self._figure = figure

    def heading(self) -> str:
        """Return what it is about."""
        only_massages = all(each.kind is Kind.MASSAGE for each in self._plan.exercises)
        return "Before the massage" if only_massages else BEFORE

    def text(self) -> Iterable[str | Content | Widget]:
        """Return what is new, the cautions, and how long it takes."""
        keys = ("{cautions.begin}", "{cautions.as_written}")
        take, as_written = (with_keys(self.app, key) for key in keys)
        first = [
            *new_words(self._precautions),
            *shorter_words(self._precautions, self._catalogue, take=take, as_written=as_written),
        ]
        if first:
            yield Text(hung(Content.styled("\n".join(first), "bold")), classes="part")
        for exercise in self._plan.exercises:
            if lines := self._cautions.get(exercise.id):
                yield self._part(exercise, lines)
        begins = with_keys(self.app, "{cautions.begin} begins.")
        length = about(self._plan.seconds, self._plan.longest_seconds)
        lasts = f"{self._plan.routine.name}: {length}."
        yield Content.styled(f"{lasts} {begins}", "bold")

    def _part(self, exercise: Exercise, lines: Sequence[str]) -> Widget:
        """Return the cautions of an exercise, beside the picture of it."""
        title = Content.styled(exercise.name, "bold $text-secondary")
        words = Content("\n").join([title, *(Content(f"• {line}") for line in lines)])
        side, height = exercise.sides.order[0], self._plan.heights[exercise.id]
        picture = Pictures([Pictured(exercise, side, height_cm=height)], mode=self._figure)
        return Horizontal(picture, Text(hung(words)), classes="part")

    def answers(self) -> Iterable[Answer[Taken | None]]:
        """Return begin, as written where less is offered, or go back."""
        yield Answer("begin", Taken.AS_OFFERED)
        if self._precautions.shorter:
            yield Answer("as_written", Taken.AS_WRITTEN)
        yield Answer("leave", None)
