"""What happened to the log elsewhere, in one sentence."""

from library.history.protocol import Snapshot
from library.wording import counted, listed


def news(before: Snapshot, after: Snapshot) -> str:
    """Say what another window or machine did between two readings; empty when nothing.

    Args:
        before: What was shown.
        after: What was read now.
    """
    old = {session.id: session for session in before.sessions}
    new = {session.id: session for session in after.sessions}
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    counts = (
        (len(new.keys() - old.keys()), "added"),
        (changed, "changed"),
        (len(old.keys() - new.keys()), "deleted"),
    )
    told = [(count, what) for count, what in counts if count]
    if told:
        (count, what), *others = told
        first = f"{counted(count, 'session')} {what}"
        return f"{listed([first, *(f'{n} {what}' for n, what in others)])} in another window."
    return "Marked days changed in another window." if before.marks != after.marks else ""
