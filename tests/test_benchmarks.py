"""Benchmarks are found by whoever wants to run one."""

from pathlib import Path

import pytest

from tests.benchmarks import keys, start
from tests.benchmarks.logs import fill
from tests.benchmarks.table import Samples

ROOT = Path(__file__).parents[1]
RUNNABLE = sorted(
    path.stem
    for path in (ROOT / "tests" / "benchmarks").glob("[!_]*.py")
    if f"python -m tests.benchmarks.{path.stem}" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", RUNNABLE)
def test_a_benchmark_of_its_own_is_named_for_contributors(name: str) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"python -m tests.benchmarks.{name}" in page


def test_make_bench_measures_the_figure_too() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\nbench:")[2].partition("\n\n")[0]
    assert "tests.benchmarks.figure" in recipe


@pytest.mark.torture
def test_the_screens_still_say_what_make_bench_waits_for(tmp_path: Path) -> None:
    folder, samples = tmp_path / "data", Samples()
    fill(folder, 3)
    start.measure_supple(folder, tmp_path, samples)
    assert all(samples.median("supple", aim.name) for aim in start.AIMS)
    keys.hold_begun(folder, tmp_path).kill()
