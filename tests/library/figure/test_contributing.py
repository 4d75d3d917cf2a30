"""The pose that CONTRIBUTING explains is one that works."""

import tomllib
from pathlib import Path

from library.figure.lint import problems
from library.figure.parse import parse

CONTRIBUTING = Path(__file__).parents[3] / "CONTRIBUTING.md"


def test_the_pose_of_the_page_can_be_read_and_passes_the_check() -> None:
    _, _, rest = CONTRIBUTING.read_text(encoding="utf-8").partition("```toml\n")
    pose = parse(tomllib.loads(rest.partition("```")[0])["pose"], "CONTRIBUTING")
    assert len(pose.frames) == 2
    assert problems(pose, "CONTRIBUTING") == []
