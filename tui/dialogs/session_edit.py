"""Changes what is remembered about a session: pain before and after, and the note."""

from tui.dialogs.session_form import SessionFormDialog


class SessionEdit(SessionFormDialog):
    """The same fields as at the end of a session, of one that is in the log."""

    def title_words(self) -> str:
        """What the card is for."""
        return "Pain and note"
