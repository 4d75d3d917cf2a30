"""Which sessions of the log a person looks for: by words, by exercise, by what was eased off."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from library.history.record import Outcome, SessionRecord
from library.text import folded


class SessionFilter(msgspec.Struct, frozen=True):
    """What the sessions that are shown have in common; without anything all are."""

    words: str = ""
    """As they were typed; every one of them, or part of a word, stands in the session."""
    exercise: str | None = None
    """Id of an exercise that was done; None for any."""
    eased_off: bool = False
    """Whether something was eased off in it: that exercise, if there is one."""

    def takes(self, session: SessionRecord) -> bool:
        """Tell whether a session has the exercise, and what was eased off; words do not count."""
        if self.exercise is None and not self.eased_off:
            return True
        return any(
            (self.exercise is None or hold.exercise == self.exercise)
            and (hold.outcome is Outcome.EASED_OFF if self.eased_off else hold.was_held)
            for hold in session.holds
        )


class SearchedLog:
    """Sessions, with what stands in each of them at hand.

    Args:
        sessions: In the order in which they are found.
        name_of: Returns the name of an exercise by its id.
    """

    def __init__(self, sessions: Sequence[SessionRecord], name_of: Callable[[str], str]) -> None:
        self._sessions = sessions
        self._name_of = name_of
        self._texts: list[str] | None = None
        """What stands in each session, folded; None until words are looked for."""

    def matching(self, wanted: SessionFilter) -> Sequence[SessionRecord]:
        """Return the sessions that a filter leaves.

        The words are looked for in the note, the name of the routine and those of the exercises
        that were done. Case and accents do not count.
        """
        found: Iterable[SessionRecord] = self._sessions
        if words := folded(wanted.words).split():
            if self._texts is None:
                self._texts = list(self._searchable())
            found = (
                session
                for session, text in zip(self._sessions, self._texts, strict=True)
                if all(word in text for word in words)
            )
        return [session for session in found if wanted.takes(session)]

    def _searchable(self) -> Iterator[str]:
        names: dict[frozenset[str], str] = {}
        for session in self._sessions:
            done = frozenset([hold.exercise for hold in session.holds])
            if done not in names:
                names[done] = folded("\n".join(map(self._name_of, done)))
            # A line end between the parts keeps a word from matching across two of them.
            yield f"{folded(session.routine)}\n{folded(session.note)}\n{names[done]}"


class Findable(msgspec.Struct, frozen=True):
    """In how many sessions there is what they can be filtered by."""

    held: Counter[str]
    """Exercises that were held, by their ids."""
    eased_off: Counter[str]
    """Those that were eased off."""
    with_ease_off: int
    """Sessions in which any was."""


def findable(sessions: Iterable[SessionRecord]) -> Findable:
    """Count what sessions can be filtered by."""
    held: Counter[str] = Counter()
    eased_off: Counter[str] = Counter()
    with_ease_off = 0
    for session in sessions:
        held.update({hold.exercise for hold in session.holds if hold.was_held})
        names = {hold.exercise for hold in session.holds if hold.outcome is Outcome.EASED_OFF}
        if names:
            eased_off.update(names)
            with_ease_off += 1
    return Findable(held, eased_off, with_ease_off)
