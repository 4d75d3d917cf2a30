"""What the tests of drafts begin with."""

import pytest

from library.exercises.catalogue import Catalogue
from library.routines.model import Plan
from library.routines.planning import build_plan
from library.settings import Settings
from tests.library.session.transcripts import built_in


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return built_in()[0]


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    """Two stretches, two repetitions of each on each leg."""
    return build_plan(built_in()[1].get("after-sitting"), catalogue, Settings())
