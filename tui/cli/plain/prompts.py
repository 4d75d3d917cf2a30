"""Prints sentences for whoever sits at a terminal, and asks for one key or one line."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from library.session.pain_places import whole_place_of
from library.text import clean, fitted
from tui.cli.output import cells_of, print_or_exit, report, write
from tui.cli.plain.keys import CommandKeys, key_pressed
from tui.cli.plain.terminal import END_OF_INPUT, ESCAPE, SHOW_AGAIN, Keys, Leaving
from tui.cues.reader import POLL_SECONDS, Reader
from tui.text.keys import NOTHING

_PATIENCE_SECONDS = 0.25
_ONE_LINE = "Only one line was taken; left out: "
_ENTER = "\n"
_QUIT = "app.quit"
_ERASERS = {
    **dict.fromkeys("\x7f\b", re.compile(r"(?s:.)[\u0300-\u036f]*\Z")),
    "\x17": re.compile(r"\S*\s*\Z"),
    "\x15": re.compile(r"(?s:.*)\Z"),
}
"""What takes away a letter with its accents, a word and everything: as terminals are usually set
to correct a line."""
_KEY_IN_LINE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O[A-DFHP-S])?")
"""An arrow or another key that writes nothing, as it gets into a line: ECMA-48's control
sequences, xterm's of the arrows, home, end and F1 to F4, and escape itself."""


class Prompts:
    """Asks whoever sits at the terminal; where a voice speaks, it says what is printed.

    Args:
        keys: Where answers come from.
        leaving: Whether somebody wants us to end; then nothing is asked any more.
        named: Which keys answer.
        tell: Prints lines.
        reader: Says them.
    """

    def __init__(
        self,
        keys: Keys,
        leaving: Leaving,
        named: CommandKeys,
        tell: Callable[[Iterable[str]], None] = print_or_exit,
        reader: Reader | None = None,
    ) -> None:
        self._keys, self._leaving, self._named = keys, leaving, named
        self._print, self._reader = tell, reader
        self.left = False
        """Whether a question was answered with leaving."""

    def tell(self, lines: Iterable[str]) -> None:
        """Print lines, and say them."""
        told = list(lines)
        self._print(told)
        if self._reader is not None:
            self._reader.say(told)

    def report(self, lines: Iterable[str]) -> None:
        """Tell what was done and is settled; see `tui.cli.output.report`."""
        report(lines, self.tell)

    def key(
        self,
        scope: str,
        answers: Iterable[str],
        question: Sequence[str],
        how: Sequence[str],
        *,
        leave: str = "leave",
    ) -> str | None:
        """Ask for one key; of others it is told that they do nothing.

        Args:
            scope: Where the commands that answer it are declared.
            answers: Their names.
            question: What to print.
            how: What to print after it, with commands in place of their keys; see
                `tui.keys.in_words.with_key_names`.
            leave: The name of the command that answers nothing.

        Returns:
            The name of the command; None when somebody wants to leave: with a key of that
            command or of the one that leaves the program, ctrl+d or a signal.
        """
        if not self._may_ask():
            return None
        commands = {f"{scope}.{name}": name for name in answers}
        does = self._named.answers({**commands, f"{scope}.{leave}": None, _QUIT: None})
        told = [self._named.named(line) for line in how]
        with self._asking([*question, *told]):
            return self._answer(does, told)

    def _answer(self, does: Mapping[str, str | None], how: Sequence[str]) -> str | None:
        """Wait for a key that answers, and return what it does."""
        useless: Sequence[str] = ()
        while self._may_ask():
            came = self._keys.wait(self._patience())
            for key in came:
                pressed = key_pressed(key, does)
                if pressed in does or key == END_OF_INPUT:
                    answer = does.get(pressed)
                    self.left = answer is None
                    return answer
            if came and came != useless:  # one that is held down is told once
                self._tell_no_use(how)
            useless = came or useless
        return None

    def _tell_no_use(self, how: Sequence[str]) -> None:
        """Tell that a key is no answer, and which keys are."""
        told = [NOTHING, *how]
        self._print(told)
        if self._reader is not None:
            self._reader.reply(told)

    def line(
        self,
        question: str,
        typing: Callable[[str], object] = str,
        begun: str = "",
        *,
        before: Sequence[str] = (),
    ) -> str | None:
        """Ask for a line, which may be empty.

        Args:
            question: What to print.
            typing: Called with what stands in the line, a few times a second.
            begun: What stands in it at first.
            before: What the question is about, printed before it.

        Returns:
            What was typed, cleaned; None when somebody wants to leave: with escape or ctrl+d
            before anything else, or with a signal.
        """
        if not self._may_ask():
            return None
        with self._asking([*before, question]):
            line = _Line(begun)
            while self._may_ask():
                came = self._keys.typed(self._patience())
                if came and self._reader is not None:
                    self._reader.silence()
                typed, _, _ = came.partition(END_OF_INPUT)
                rest = line.follow(typed)
                typing(line.text)
                self.left = typed != came or (not line.text.strip() and _refuses(typed))
                if self.left or rest is not None:
                    write(_ENTER)
                    return self._read(line.text, rest or "")
        report([""])
        return None

    def place(self, question: str, typing: Callable[[str], object] = str, begun: str = "") -> str:
        """Ask for a place that hurts, as `line` does; for one that is too long, once more.

        Returns:
            The place as it is kept; empty where it is left out.
        """
        while typed := self.line(question, typing, begun):
            try:
                return whole_place_of(typed)
            except ValueError as error:
                self.tell([str(error)])
                begun = ""
        return ""

    @contextmanager
    def _asking(self, question: Sequence[str]) -> Iterator[None]:
        """Ask, and be silent as soon as it is answered."""
        self._keys.forget()
        self._print(question)
        if self._reader is not None:
            self._reader.ask(question)
        try:
            yield
        finally:
            if self._reader is not None:
                self._reader.silence()

    def _patience(self) -> float:
        """Go on with what is being said; return how long to wait for keys, in seconds."""
        if self._reader is None:
            return _PATIENCE_SECONDS
        self._reader.tick()
        return POLL_SECONDS if self._reader.busy else _PATIENCE_SECONDS

    def _read(self, typed: str, rest: str) -> str | None:
        """What a line says; None for one that refuses it."""
        text, cut = fitted(typed, multiline=True)
        text = text.strip()
        if cut:
            self.tell([cut])
        if rest := rest.strip():
            self.tell([_ONE_LINE + rest])
        return None if self.left and not text else text

    def _may_ask(self) -> bool:
        self.left = self.left or self._leaving.signal is not None
        return not self.left


def _refuses(typed: str) -> bool:
    """Whether nothing was typed but escape."""
    return ESCAPE in typed and not typed.replace(ESCAPE, "").strip()


class _Line:
    """A line while it is typed, shown and corrected as a shell's is.

    A terminal that does this by itself hands over nothing before the line's end, and throws away
    what was typed when the program is interrupted.

    Args:
        begun: What stands in it at first; a note may have several lines.
    """

    def __init__(self, begun: str) -> None:
        self.text = begun
        write(clean(begun, multiline=True))

    def follow(self, typed: str) -> str | None:
        """Take what was typed.

        Returns:
            What came after the line's end; None when it has not ended.
        """
        typed = _KEY_IN_LINE.sub("", typed)
        line, end, rest = typed.replace("\r", _ENTER).partition(_ENTER)
        write("".join(map(self._take, line)))
        return rest if end else None

    def _take(self, character: str) -> str:
        """Take a character, and return what shows what became of it."""
        if character in _ERASERS:
            kept = _ERASERS[character].sub("", self.text)
            gone, self.text = self.text[len(kept) :], kept
            return "\b \b" * cells_of(gone)
        if character == SHOW_AGAIN:
            return f"\n{clean(self.text, multiline=True)}"
        if (safe := clean(character)) == "\N{REPLACEMENT CHARACTER}":
            return ""  # a key that writes nothing
        self.text += safe
        return safe
