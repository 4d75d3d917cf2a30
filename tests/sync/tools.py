"""Real sync tools, each bringing what changed on one machine to the other one."""

import shutil
import socket
import subprocess
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from contextlib import suppress
from json import loads
from pathlib import Path
from typing import Any

from tests.sync.machines import Machine, run
from tests.terminal.program import SUPPLE

SECONDS = 60.0
"""Longest wait for a tool; a machine busy with other things is slow."""


class Tool:
    """What carries files between two machines.

    Args:
        folder: For what the tool keeps for itself.
        one: A machine.
        other: Another one.
    """

    program = ""

    def __init__(self, folder: Path, one: Machine, other: Machine) -> None:
        self.folder = folder
        self.one, self.other = one, other
        self.begin()

    def begin(self) -> None:
        """Join the two folders."""

    def sync(self) -> None:
        """Bring everything to the other side."""
        raise NotImplementedError

    def close(self) -> None:
        """End what was started."""


class Unison(Tool):
    """Keeps a copy of what it replaces where both sides changed a file."""

    program = "unison"

    def sync(self) -> None:
        run(
            "unison",
            self.one.data,
            self.other.data,
            *("-batch", "-auto", "-ui", "text", "-silent", "-prefer", "newer", "-copyonconflict"),
            *("-confirmbigdel=false", "-times"),
            environ={"UNISON": str(self.folder)},
        )


class Rclone(Tool):
    """Renames both versions where both sides changed a file."""

    program = "rclone"

    def begin(self) -> None:
        self._bisync("--resync")

    def sync(self) -> None:
        try:
            self._bisync("--force")
        except AssertionError as error:
            # It stumbles where a renamed version is gone on one side; this is what it asks for.
            if "Must run --resync to recover" not in str(error):
                raise
            self._bisync("--resync")

    def _bisync(self, how: str) -> None:
        config = self.folder / "rclone.conf"
        config.touch()
        work = ("--workdir", self.folder / "work", "--config", config)
        run("rclone", "bisync", self.one.data, self.other.data, how, *work, environ={})


class Git(Tool):
    """Merges the log with the driver that the README names."""

    program = "git"

    def begin(self) -> None:
        git = self._git
        git(self.folder, "init", "-q", "--bare", "-b", "main", "hub")
        for machine in (self.one, self.other):
            git(machine.data, "init", "-q", "-b", "main")
            git(machine.data, "remote", "add", "origin", str(self.folder / "hub"))
            git(machine.data, "config", "user.name", machine.name)
            git(machine.data, "config", "user.email", "somebody@example.org")
            driver = f"env XDG_STATE_HOME={machine.environ['XDG_STATE_HOME']} {SUPPLE} merge %A %B"
            git(machine.data, "config", "merge.supple.driver", driver)
        (self.one.data / ".gitattributes").write_text("history.json merge=supple\n")
        (self.one.data / ".gitignore").write_text("*.toml\n")
        self._commit(self.one)
        git(self.one.data, "push", "-q", "-u", "origin", "main")
        for path in self.other.data.glob("history.json"):
            path.unlink()
        git(self.other.data, "fetch", "-q")
        git(self.other.data, "checkout", "-q", "-f", "main")

    def sync(self) -> None:
        for machine in (self.one, self.other, self.one):
            self._commit(machine)
            self._git(machine.data, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
            self._git(machine.data, "push", "-q", "origin", "main")

    def _commit(self, machine: Machine) -> None:
        self._git(machine.data, "add", "-A")
        self._git(machine.data, "commit", "-q", "--allow-empty", "-m", "log")

    def _git(self, folder: Path, *arguments: str) -> None:
        nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        run("git", "-C", folder, *arguments, environ=nobody)


class Syncthing(Tool):
    """Two daemons on the loopback, without discovery, relays and upgrades."""

    program = "syncthing"

    def begin(self) -> None:
        self._daemons: list[subprocess.Popen[bytes]] = []
        self._apis: list[Callable[..., Any]] = []
        homes = [self.folder / machine.name for machine in (self.one, self.other)]
        ports = [(free_port(), free_port()) for _ in homes]
        for home in homes:
            run("syncthing", "generate", "--no-default-folder", f"--home={home}", environ={})
        ids = [device_of(home) for home in homes]
        for home, machine, (gui, _) in zip(homes, (self.one, self.other), ports, strict=True):
            listen = ports[homes.index(home)][1]
            key = configure(home, machine.data, gui, listen, ids, [port for _, port in ports])
            self._daemons.append(start(home))
            self._apis.append(api(gui, key))
        self._wait(self._is_connected)

    def sync(self) -> None:
        self._wait(self._is_even)

    def close(self) -> None:
        for daemon in self._daemons:
            daemon.terminate()
        for daemon in self._daemons:
            with suppress(subprocess.TimeoutExpired):
                daemon.wait(20)
            daemon.kill()

    def _is_connected(self) -> bool:
        told = [call("GET", "system/connections")["connections"] for call in self._apis]
        return all(any(each["connected"] for each in one.values()) for one in told)

    def _is_even(self) -> bool:
        """Whether both are idle, need nothing, and know the same of each other.

        What a dashboard puts aside before the other machine has it has to be seen as gone.
        """
        for call in self._apis:
            call("POST", "db/scan?folder=log")
        states = [call("GET", "db/status?folder=log") for call in self._apis]
        idle = all(state["state"] == "idle" and not state["needTotalItems"] for state in states)
        keys = ("globalFiles", "globalBytes", "globalDeleted")
        return idle and len({tuple(state[key] for key in keys) for state in states}) == 1

    def _wait(self, seen: Callable[[], bool]) -> None:
        end, agreed = time.perf_counter() + SECONDS, 0
        while agreed < 4:  # what was just told may be on its way still
            assert time.perf_counter() < end, "the two never came to an end"
            agreed = agreed + 1 if seen() else 0
            time.sleep(0.25)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def device_of(home: Path) -> str:
    """Return the id of the daemon with this home."""
    done = subprocess.run(
        ["syncthing", "--device-id", f"--home={home}"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


SILENT = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "crashReportingEnabled": "false",
    "startBrowser": "false",
    "reconnectionIntervalS": "1",
}


def configure(
    home: Path, data: Path, gui: int, listen: int, ids: list[str], ports: list[int]
) -> str:
    """Write a daemon's configuration; return the key of its interface."""
    tree = ElementTree.parse(home / "config.xml")
    root = tree.getroot()
    for old in [*root.findall("device"), *root.findall("folder")]:
        root.remove(old)
    options = root.find("options")
    assert options is not None
    for address in options.findall("listenAddress"):
        options.remove(address)
    for name, value in {**SILENT, "listenAddress": f"tcp://127.0.0.1:{listen}"}.items():
        option = options.find(name)
        (ElementTree.SubElement(options, name) if option is None else option).text = value
    shared = {"id": "log", "path": str(data), "type": "sendreceive", "rescanIntervalS": "3600"}
    folder = ElementTree.SubElement(root, "folder", {**shared, "fsWatcherEnabled": "false"})
    ElementTree.SubElement(folder, "maxConflicts").text = "-1"  # keep every copy
    for id, port in zip(ids, ports, strict=True):
        ElementTree.SubElement(folder, "device", {"id": id})
        device = ElementTree.SubElement(root, "device", {"id": id})
        ElementTree.SubElement(device, "address").text = f"tcp://127.0.0.1:{port}"
    interface, key = root.find("gui/address"), root.find("gui/apikey")
    assert interface is not None
    assert key is not None
    interface.text = f"127.0.0.1:{gui}"
    tree.write(home / "config.xml")
    return str(key.text)


def start(home: Path) -> "subprocess.Popen[bytes]":
    """Start a daemon."""
    return subprocess.Popen(
        ["syncthing", "serve", "--no-browser", "--no-restart", "--no-upgrade", f"--home={home}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def api(port: int, key: str) -> Callable[..., Any]:
    """Return what calls a daemon's interface, waiting until it answers at first."""

    def call(method: str, path: str) -> Any:
        end = time.perf_counter() + SECONDS
        request = urllib.request.Request(f"http://127.0.0.1:{port}/rest/{path}", method=method)
        request.add_header("X-API-Key", key)
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    told = answer.read()
            except OSError:
                assert time.perf_counter() < end, "the daemon does not answer"
                time.sleep(0.2)
            else:
                return loads(told) if told.strip() else None

    return call


TOOLS = (Unison, Rclone, Git, Syncthing)


def why_not(tool: type[Tool]) -> str:
    """Say why a tool cannot be tried here; empty when it can."""
    return "" if shutil.which(tool.program) else f"{tool.program} is not installed"
