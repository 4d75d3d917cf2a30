"""The rows of a CSV table, whichever program wrote it.

Comma, semicolon, tab or bar separate the cells, with spaces around them or not, some cells are in
quotation marks or all are, the columns stand in any order, and above their names there may be
`sep=;` or a title. A row that is broken costs that row.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial

import msgspec

KIND = "kind"
"""The column that says what a row is."""
ROW_KINDS = ("session", "hold", "sore_spot", "mark", "check", "reach")
NEEDED = frozenset({KIND, "id"})
"""The columns without which no row can be read."""
_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
MOST_LINES = 2_000_000
"""More than fit into the largest file with something in each of them (our judgement)."""
_HEADER_WITHIN = 10
"""Lines, empty ones left out: more is no title (our judgement)."""
_LONGEST_HEADER = 100_000
"""Characters; ours has some 300."""
_reader = partial(csv.reader, strict=True, skipinitialspace=True)
_UNENDED = "it has a quotation mark too many, or one that never ends"


class Row(msgspec.Struct, frozen=True):
    """A row with something in it."""

    line: int
    """The line that it begins in, from 1."""
    cells: dict[str, str]
    """Each cell under the name of its column, if there is something in it."""
    fault: str = ""
    """Why it cannot be read."""


class Table(msgspec.Struct, frozen=True):
    """A table whose header was found."""

    columns: tuple[str, ...]
    """Their names in small letters with `_` between the words, whatever the header makes of them;
    empty for columns without a name."""
    separator: str
    lines: Sequence[str]
    header_at: int
    """Which of the lines is the header."""

    @property
    def has_decimal_commas(self) -> bool:
        """Whether a comma in a number begins its fraction: it is not what separates the cells."""
        return self.separator != ","

    @property
    def _is_aligned(self) -> bool:
        """Whether there are spaces around the names of the columns, and so around the cells."""
        return f"{self.separator} " in self.lines[self.header_at]

    def rows(self) -> Iterator[Row]:
        """Yield every row below the header; those that are empty are passed over."""
        start = at = self.header_at + 1
        reader = _reader(self._from(start), delimiter=self.separator)
        while at < len(self.lines):
            begin = at
            try:
                cells = next(reader, [])
                at = start + reader.line_num
                broken = self._swallowed(begin, at)
            except csv.Error:
                cells, broken = [], True
            row = Row(begin + 1, {}, _UNENDED) if broken else self._row(begin + 1, cells)
            if broken:  # what the quotation mark has swallowed is read again
                start = at = begin + 1
                reader = _reader(self._from(start), delimiter=self.separator)
            if row.cells or row.fault:
                yield row

    def _from(self, start: int) -> Iterator[str]:
        return (self.lines[at] for at in range(start, len(self.lines)))

    def _swallowed(self, begin: int, end: int) -> bool:
        """Tell whether one of the lines inside a row looks like a row of its own.

        Two stray quotation marks would make a long note of all that stands between them.
        """
        kind_at = self.columns.index(KIND)
        inner = (line.split(self.separator) for line in self.lines[begin + 1 : end])
        return any(
            len(cells) >= len(self.columns) and name_of(cells[kind_at]) in ROW_KINDS
            for cells in inner
        )

    def _row(self, line: int, cells: list[str]) -> Row:
        if any(cell.strip() for cell in cells[len(self.columns) :]):
            return Row(line, {}, "it has more cells than there are columns")
        named = {name: cell for name, cell in zip(self.columns, cells, strict=False) if cell}
        named.pop("", None)
        needed = (named.get(name, "") for name in NEEDED)
        if self._is_aligned or any(cell != cell.strip() for cell in needed):
            named = {name: cell.strip() for name, cell in named.items()}
        is_header = name_of(named.get(KIND, "")) == KIND  # once more, where tables were joined
        return Row(line, {} if is_header else named)


def find_table(text: str) -> Table | None:
    """Find the header of a table of this program; above it there may be a title.

    Returns:
        None when there is no such table.

    Raises:
        ValueError: Two columns have the same name, or there are too many lines; the words go on
            after the file's name.
    """
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        raise ValueError("has more lines than a history can have")
    lines = list(io.StringIO(text, newline=""))
    # The usual limit to the length of a cell would end the reading at the first long note.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    for at, separator, columns in _first_rows(lines):
        if set(columns) >= NEEDED:
            for name in filter(None, columns):
                if columns.count(name) > 1:
                    raise ValueError(f"has two columns called {name}")
            return Table(columns, separator, lines, at)
    return None


def first_rows(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the names in the first rows of a text, as each of the usual separators divides it."""
    for _, _, names in _first_rows(io.StringIO(text, newline="")):
        yield names


def _first_rows(lines: Iterable[str]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield line number, separator and names of the first lines that are not empty."""
    separators, looked_at = _SEPARATORS, 0
    for at, line in enumerate(lines):
        if said := _SEPARATOR_LINE.fullmatch(line):
            separators = said[1]
        elif len(line) > _LONGEST_HEADER:
            return
        elif line.strip(f"{_SEPARATORS} \r\n"):
            for separator in separators:
                with suppress(csv.Error):
                    cells = next(_reader([line], delimiter=separator), [])
                    yield at, separator, tuple(map(name_of, cells))
            looked_at += 1
            if looked_at == _HEADER_WITHIN:
                return


@lru_cache(maxsize=1024)
def name_of(cell: str) -> str:
    """Return the name in a cell: small letters, with `_` between the words."""
    return "_".join(re.findall(r"[^\W_]+", cell.casefold()))
