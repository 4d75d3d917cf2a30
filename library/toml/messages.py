"""Says what is wrong with the syntax of a TOML file in words for people who know no TOML."""

import re

_PLACE = r" \(at (?:line (\d+), column \d+|end of document)\)$"  # compiled when first used
_LEFT_BY_GIT = r"(<{7}|\|{7}|={7}|>{7})( |\r?$)"
_AGAIN = "this name stands above already"
_NO_END = "a text has no closing quote"
_BACKSLASH = r"in double quotes a backslash is written \\"
_FAULTS = {
    "Invalid statement": "a line begins like name = value",
    "Invalid initial character": "a name is missing, or needs quotes",
    "Expected newline": "a line holds one name and one value; texts need quotes",
    "Expected '='": "= is missing after the name",
    "Expected ']": "] is missing after the name",
    "Invalid value": "a value is missing, or a text without quotes",
    "Invalid date": "there is no such date or time",
    "Unclosed array": "] is missing after a list",
    "Unclosed inline table": "} is missing",
    "Unterminated string": _NO_END,
    "Expected \"'": _NO_END,
    "Expected '\"": _NO_END,
    "Illegal character '\\n'": _NO_END,
    "Illegal character": "a sign that cannot be seen stands here",
    "Found invalid character": "a sign that cannot be seen stands here",
    "Unescaped": _BACKSLASH,
    "Invalid hex value": _BACKSLASH,
    "Escaped character": _BACKSLASH,
    "Cannot ": _AGAIN,
    "Duplicate": _AGAIN,
}
"""What `tomllib` says, by how it begins."""


def syntax_fault(text: str, error: ValueError) -> tuple[int | None, str]:
    """Say in plain words what `tomllib` found.

    Args:
        text: The document.
        error: What `tomllib.loads` raised about it.

    Returns:
        The line to mend, from 1, or None; and what is wrong with it.
    """
    message = str(error)
    place = re.search(_PLACE, message)
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    if place and re.match(_LEFT_BY_GIT, text.split("\n")[line - 1]):
        return line, "git has left two versions here: keep one, and take its three marks away"
    known = (words for begin, words in _FAULTS.items() if message.startswith(begin))
    words = next(known, "a value is too long or cannot be read")
    if place is None:
        return None, words
    return line, words
