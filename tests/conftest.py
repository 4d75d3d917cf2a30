"""Keeps every test away from the settings, the log and the terminal of whoever runs it."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers
from hypothesis.internal.intervalsets import IntervalSet

# Textual reads its variables once, when it is imported, which is before any fixture runs.
for _name in [name for name in os.environ if name.startswith("TEXTUAL_")]:
    del os.environ[_name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_FPS"] = "500"  # what is to be drawn is drawn at once

os.fsync = lambda fd: None
"""Nobody pulls the plug here, and a disk takes 4 ms each time: `history/power.py` plays it."""

FOLDERS = {
    "HOME": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}
TERMINAL_VARIABLES = (
    *("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES"),
    *("SUPPLE_DATA_DIR", "SPEECHD_ADDRESS"),
)

HEARD = {
    *("pw-play", "paplay", "aplay", "afplay", "ffplay", "play"),
    *("say", "speech-dispatcher", "espeak-ng", "espeak", "powershell"),
}
"""Programs that are heard: a test that calls one brings it along."""

MOST_WORKERS = 8
COLLECT_SELDOM = (400_000, 50, 100)
"""Python begins with 700 objects, 10 and 10 rounds."""

FEW_EXAMPLES, MANY_EXAMPLES = 15, 500
"""Examples of every property: in the usual run, and in the torture, which asks for more."""

for _name, _examples in {"usual": FEW_EXAMPLES, "torture": MANY_EXAMPLES}.items():
    settings.register_profile(
        _name,
        deadline=None,  # it says more about what else the machine is busy with
        max_examples=_examples,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("usual")

UTF_8 = IntervalSet([(0, 0xD7FF), (0xE000, 0x10FFFF)]), IntervalSet([])
"""Characters that UTF-8 can write, and those that it changes: hypothesis tries each, in 3 s."""
_of_codec = charmap.intervals_from_codec
vars(charmap)["intervals_from_codec"] = lambda name: UTF_8 if name == "utf-8" else _of_codec(name)

gc.set_threshold(*COLLECT_SELDOM)  # what is imported stays


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Have each worker begin with other files: what Python writes of a module is for all of them.

    In a fresh copy of the program each would else rewrite every test: 8 s of each. Only the
    torture has hypothesis read the whole program for values to try: 2 s of each.
    """
    if session.config.getoption("hypothesis_profile") != "torture":
        vars(providers)["is_local_module_file"] = lambda _: False
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    if worker == "0":
        return
    top = session.config.rootpath
    files = sorted(file for arg in session.config.args for file in (top / arg).rglob("test_*.py"))
    first = len(files) * int(worker) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for file in [*files[first:], *files[:first]]:
        with suppress(Exception, pytest.skip.Exception):  # told when it is collected
            import_module(".".join(file.relative_to(top).with_suffix("").parts))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the real program: the first worker waits for it while others have work to do.

    A worker takes over the last tests of another: those of the program would be left to the end.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: "terminal" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Collect nothing that stays anyway: it was a seventh of the time of screens."""
    gc.freeze()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two for each core, as tests of the real program mostly wait; none for single files."""
    if all("::" in place or place.endswith(".py") for place in config.args):
        return 0
    cores = os.cpu_count() or 1
    return min(MOST_WORKERS, 2 * cores)


@pytest.fixture(scope="session")
def new_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that do not exist yet."""
    folder = tmp_path_factory.mktemp("tests")
    return (folder / str(number) for number in count())


@pytest.fixture
def tmp_path(new_folders: Iterator[Path]) -> Path:
    """In place of pytest's, which looks through the folders of all tests before for each."""
    folder = next(new_folders)
    folder.mkdir(0o700)
    return folder


@pytest.fixture(scope="session")
def silent_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where this machine has its programs, without those that are heard.

    Each session of a test would play its cues, and make the sounds first: half of its time. The
    workers share the links to a thousand programs.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with FileLock(shared / "silent.lock"):
        return os.pathsep.join(_silent(shared))


def _silent(shared: Path) -> Iterator[str]:
    for place in dict.fromkeys(Path(each).resolve() for each in os.get_exec_path()):
        names = set(os.listdir(place)) if place.is_dir() else set()
        if names & HEARD:
            folder = shared / f"silent{place}".replace(os.sep, "-")
            if not folder.exists():
                folder.mkdir()
                for name in names - HEARD:
                    os.symlink(place / name, folder / name)
            place = folder
        yield str(place)


@pytest.fixture(scope="session", autouse=True)
def silent_machine(silent_path: str) -> Iterator[None]:
    """Give all tests a machine that is silent and without wishes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", silent_path)
        for name in TERMINAL_VARIABLES:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def home_of_its_own(new_folders: Iterator[Path], silent_machine: None) -> Iterator[Path]:
    """Give every test an empty home."""
    home = next(new_folders)
    home.mkdir()
    # Not the fixture of that name: hypothesis objects to fixtures made anew for every test.
    with pytest.MonkeyPatch.context() as patch:
        for name, place in FOLDERS.items():
            patch.setenv(name, f"{home}/{place}".rstrip("/"))
        yield home


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach; those of pytest are closed."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
