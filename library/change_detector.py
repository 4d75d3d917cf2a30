"""Tells when a file that others change, too, is to be read again."""

from collections.abc import Callable


class ChangeDetector:
    """Tells when a file that others change, too, is no longer as it was read."""

    def __init__(self, look: Callable[[], object]) -> None:
        """Nothing was read yet, and nothing is taken for a change until it is.

        Args:
            look: Gives what tells a changed file from the one before, such as its fingerprint.
        """
        self._look = look
        self._is_read = False
        self._as_read: object = None
        self._last_look: object = None

    def mark_read(self) -> None:
        """Remember the file as it is now; call it before the file is read."""
        self._as_read = self._last_look = self._look()
        self._is_read = True

    def forget(self) -> None:
        """Take the file, when there is one, for changed: it is to be read once more."""
        self._as_read = None

    def changed(self) -> bool:
        """Look again; costs some microseconds.

        Returns:
            Whether the file has changed and two looks agree on how it is now: until then an
            editor may still be writing it.
        """
        if not self._is_read:
            return False
        now = self._look()
        agree, self._last_look = now == self._last_look, now
        return agree and now != self._as_read
