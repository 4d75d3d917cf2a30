"""An unhandled exception is described in a file that only its owner can read."""

import stat
import sys
from pathlib import Path

import pytest

from tui.crash_report import report_crashes_to


def test_a_report_is_readable_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash_file = tmp_path / "state" / "supple.log"
    report_crashes_to(crash_file)
    error = ValueError("odd \udc80")
    for _ in range(2):
        sys.excepthook(ValueError, error, None)
    assert crash_file.read_bytes().count(b"ValueError: odd") == 2
    assert stat.S_IMODE(crash_file.stat().st_mode) == 0o600
    assert f"the details are in {crash_file}" in capsys.readouterr().err
