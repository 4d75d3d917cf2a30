"""What happens when something goes wrong that nobody foresaw."""

import sys
from functools import partial
from pathlib import Path
from types import TracebackType

from library import files
from library.text import clean

LONGEST = 200_000
"""Characters of one report: more than any stack of calls needs (our judgement)."""


def report_crashes_to(crash_file: Path) -> None:
    """From now on describe an unhandled exception in a file, and name it in one line."""
    sys.excepthook = partial(_report, crash_file)


def _report(
    crash_file: Path,
    _kind: type[BaseException],
    error: BaseException,
    _trace: TracebackType | None,
) -> None:
    """Called by Python, which then leaves with exit code 1."""
    import traceback  # not needed as long as all goes well

    place = f"the details are in {crash_file}"
    try:
        files.make_folder(crash_file.parent)
        report = clean("".join(traceback.format_exception(error)), multiline=True, limit=LONGEST)
        with open(crash_file, "ab", opener=files.private_opener) as file:
            file.write(report.encode(errors="backslashreplace"))
    except OSError as failure:
        place = f"the details could not be written to {crash_file} ({failure.strerror})"
    print(f"supple: something unexpected went wrong; {place}.", file=sys.stderr)
