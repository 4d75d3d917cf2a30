"""What is left to the torture."""

import pytest
from _pytest.mark.structures import ParameterSet


def torture(*values: object) -> ParameterSet:
    """A case that repeats on a larger scale what others show: only `make torture` runs it."""
    return pytest.param(*values, marks=pytest.mark.torture)
