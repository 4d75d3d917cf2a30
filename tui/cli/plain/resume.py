"""Offers, without a screen, what to do with a session whose program ended too soon."""

from collections.abc import Sequence
from datetime import date

from library.history.errors import HistoryError
from library.history.protocol import History
from library.history.record import SessionRecord
from library.session.draft import Draft
from library.session.engine import Session
from library.session.record import SessionStart
from library.session.unfinished import (
    SAVED,
    Resume,
    Unfinished,
    UnfinishedSessions,
    choices,
    when_in_words,
)
from tui.cli.output import complain
from tui.cli.plain.prompts import Prompts

_NAMES = {
    Resume.GO_ON: "choose",
    Resume.SAVE: "save",
    Resume.DISCARD: "discard",
    Resume.LATER: "new",
}
_NEW = "Begin the new one; this one is kept for the next start"


def settle_unfinished(
    sessions: UnfinishedSessions, prompts: Prompts | None
) -> tuple[Session, SessionStart, Draft] | None:
    """Ask about every session that was not finished.

    Args:
        sessions: Where to look for them.
        prompts: Asks the person; None when nobody can be asked, which changes nothing.

    Returns:
        A session to go on with, how it began and its draft; None to begin a new one, unless
        the answer was to leave.
    """
    found, problems = sessions.find()
    complain(problems)
    if prompts is None:
        complain(_kept(found))
        return None
    for unfinished in found:
        answer = _ask(unfinished, prompts, sessions.clock.now().date())
        if answer is None:
            return None
        if answer is Resume.LATER:
            continue
        if going := _settle(answer, unfinished.id, sessions, prompts):
            return going
    return None


def _kept(found: Sequence[Unfinished]) -> list[str]:
    if not found:
        return []
    which = "A session was" if len(found) == 1 else f"{len(found)} sessions were"
    what = "go on with it" if len(found) == 1 else "go on with them"
    return [f"{which} not finished and kept; an ordinary start at a terminal offers to {what}."]


def _ask(unfinished: Unfinished, prompts: Prompts, today: date) -> Resume | None:
    texts = {**choices(unfinished), Resume.LATER: _NEW}
    answers = {_NAMES[answer]: answer for answer in texts}
    which = f"A session was not finished: {unfinished.record.routine}."
    lines = [which, when_in_words(unfinished, today)]
    how = [f"{{resume.{name}}}  {texts[answer]}" for name, answer in answers.items()]
    how.append("{resume.later}  Leave")
    return answers.get(prompts.key("resume", answers, lines, how, leave="later") or "")


def _settle(
    answer: Resume, id: str, sessions: UnfinishedSessions, prompts: Prompts
) -> tuple[Session, SessionStart, Draft] | None:
    """Do as was answered; what fails is told, and the draft then stays."""
    try:
        unfinished, draft = sessions.take(id)
        if answer is Resume.GO_ON:
            return sessions.go_on(unfinished, draft)
        if answer is Resume.DISCARD:
            draft.discard()
            prompts.tell(["Discarded."])
        else:
            _save(unfinished.record, draft, sessions.history)
            prompts.tell([SAVED])
    except HistoryError as error:
        complain([str(error)])
    return None


def _save(record: SessionRecord, draft: Draft, history: History) -> None:
    try:
        history.add(record)
    except HistoryError:
        draft.keep()
        raise
    draft.finish()
