"""What is asked before, during and after a session, and about one that was not finished."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from textual.content import Content
from textual.widget import Widget

from library.exercises.model import Exercise
from library.guidance.mornings import REST_FROM
from library.history.record import A_MOMENT_SECONDS, SessionRecord
from library.routines.model import Plan, Step
from library.session.ease_off import ease_off_options
from library.session.hold_lengths import keep_in_words
from library.session.summary import in_plain_words
from library.session.unfinished import Resume, Unfinished, choices, when_in_words
from tui.dialogs.question import Answer, Question
from tui.keys.live import with_keys
from tui.text.duration import about
from tui.widgets.text import Text

WARNING = "Pain that moves down the leg, or dizzy? Then end it for today."
MISTAKE = "Pressed by mistake? Go on, then {session.back} takes the hold up again."
MISTAKE_IN_PAUSE = "Pressed by mistake? Go on: the pause begins again, then comes the hold."


class EaseOff(Question[str]):
    """How to go on after a hold hurt: an `EaseOffChoice`, or `END`."""

    SCOPE = "ease_off"

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
        """Return the question, and what is a reason to end the session."""
        yield Content.styled("Good that you stopped. How to go on?", "bold")
        yield Text(WARNING, classes="muted")

    def answers(self) -> Iterable[Answer[str]]:
        """Return the ways to go on, each by its number; going on is the first."""
        for option in self._options:
            line = f"{option.number}  {option.text}"
            yield Answer(f"answer_{option.number}", option.answer, line, option.why_not)

    def note(self) -> str:
        """Return what to do when the key was pressed by mistake."""
        return with_keys(self.app, self._mistake)


class Ending(StrEnum):
    """What to do with a session that is left early."""

    GO_ON = "go on"
    SAVE = "save"
    DISCARD = "discard"


class RestFirst(Question[bool]):
    """Whether to go on with a session although the back is at 6 or more; true goes on."""

    SCOPE = "rest_first"

    def text(self) -> Iterable[str | Content]:
        """Return what may be kinder."""
        yield Content.styled(
            f"{REST_FROM} or more: a rest day or the massage may be kinder.\n", "bold"
        )

    def answers(self) -> Iterable[Answer[bool]]:
        """Return stop here, which comes first, and go on."""
        yield Answer("stop", False, "Stop here, and see what else there is today")
        yield Answer("go_on", True, "Go on with this one all the same")


class EndSession(Question[Ending]):
    """Whether to go on, to save what was done, or to discard it."""

    SCOPE = "end"

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
            self._done.append(f"Of this hold {begun:.0f} s.")

    def text(self) -> Iterable[str | Content]:
        """Return the question, and what was done."""
        yield Content.styled("End the session here?", "bold")
        yield f"{' '.join(self._done) or 'Nothing was held yet, so nothing is kept.'}\n"

    def answers(self) -> Iterable[Answer[Ending]]:
        """Return what can be done; only what was done can be saved."""
        yield Answer("go_on", Ending.GO_ON, "Go on with the session")
        if self._done:
            yield Answer("save", Ending.SAVE, "Save what was done")
        yield Answer("discard", Ending.DISCARD, "Discard it" if self._done else "End it")


class ResumeSession(Question[Resume]):
    """What to do with a session whose program ended too soon."""

    SCOPE = "resume"
    HEADING = "A session was not finished"

    def __init__(self, unfinished: Unfinished) -> None:
        super().__init__()
        self._unfinished = unfinished

    def text(self) -> Iterable[str | Content]:
        """Return what is known of it."""
        yield Content.styled(self._unfinished.record.routine, "bold")
        yield f"{when_in_words(self._unfinished)}\n"

    def answers(self) -> Iterable[Answer[Resume]]:
        """Return what can be done; going on is the first where it is possible."""
        for resume, line in choices(self._unfinished).items():
            yield Answer(resume.name.lower(), resume, line)
        yield Answer("later", Resume.LATER)


class KeepLengths(Question[bool]):
    """Whether lengths that were changed on the way are to be kept."""

    SCOPE = "lengths"

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


class Cautions(Question[bool]):
    """Cautions to read before a massage, and whether to begin."""

    SCOPE = "cautions"
    HEADING = "Before the massage"

    def __init__(self, plan: Plan, cautions: Sequence[str]) -> None:
        super().__init__()
        self._plan = plan
        self._cautions = cautions

    def text(self) -> Iterable[str | Content]:
        """Return the cautions, and how long it takes."""
        yield from (f"• {caution}" for caution in self._cautions)
        begins = with_keys(self.app, "{cautions.begin} begins.")
        length = f"{self._plan.routine.name} takes {about(self._plan.seconds)}."
        yield Content.styled(f"\n{length} {begins}", "bold")

    def answers(self) -> Iterable[Answer[bool]]:
        """Return begin, or go back."""
        yield Answer("begin", True)
        yield Answer("leave", False)
