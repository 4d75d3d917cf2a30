"""A reminder as what the timers of systems take; each asks first whether stretches are due."""

import re
import shlex
from collections.abc import Callable, Mapping, Sequence

import msgspec

from library.reminders.model import Reminder
from library.settings.schema import WEEKDAYS

TITLE, MESSAGE = "supple", "Time for your stretches."
"""What the notification says; it holds no sign that a shell would take for its own."""
_LONGEST_TASK = 261
"""Characters of a command, as Windows documents it."""
_UNTIL_CLOSED, _IN_FRONT = 0, 0x1000 | 0x40
"""How many seconds `WshShell.Popup` of Windows shows it; where, with the sign of a notice."""
_UNITS = "~/.config/systemd/user"
_SAFE = re.compile(r"[\w@+=:,./-]+", re.ASCII)


class Machine(msgspec.Struct, frozen=True):
    """What a timer runs here."""

    due: tuple[str, ...]
    """The words of the command that tells whether stretches are due, the program's path first."""
    is_mac: bool = False
    user: int = 0
    """The number of the user, where there are such."""
    notify_send: str = "/usr/bin/notify-send"
    """Where the program lies that shows notifications on Linux."""


class Timer(msgspec.Struct, frozen=True):
    """A kind of timer."""

    what: str
    """What it is, and on which system."""
    text: Callable[[Reminder, Machine], str]
    """Makes all that is to be put somewhere, with comments that say where."""


def _cron(reminder: Reminder, machine: Machine) -> str:
    days = "*" if len(reminder.days) == len(WEEKDAYS) else _sunday_is(0, reminder)
    if machine.is_mac:
        show = _osascript()
    else:
        bus = f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{machine.user}/bus"
        show = f"{bus} {shlex.join([machine.notify_send, TITLE, MESSAGE])}"
    command = f"{shlex.join(machine.due)} && {show}".replace("%", r"\%")  # a new line to cron
    return (
        "# crontab -e opens the file for this line:\n"
        f"{reminder.minute} {reminder.hour} * * {days} {command}\n"
    )


def _sunday_is(number: int, reminder: Reminder) -> str:
    """Return the days in digits, Monday as 1."""
    return ",".join(str(number if day == len(WEEKDAYS) - 1 else day + 1) for day in reminder.days)


def _osascript() -> str:
    script = f'display notification "{MESSAGE}" with title "{TITLE}"'
    return shlex.join(["/usr/bin/osascript", "-e", script])


def _systemd(reminder: Reminder, machine: Machine) -> str:
    days = ",".join(map(str.capitalize, reminder.shorts))
    shown = (machine.notify_send, TITLE, MESSAGE)
    service = (
        "[Unit]\n"
        "Description=Reminder of stretches\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecCondition={_for_systemd(machine.due)}\n"
        f"ExecStart={_for_systemd(shown)}\n"
    )
    timer = (
        "[Unit]\n"
        "Description=Reminder of stretches\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={days} *-*-* {reminder.time}:00\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )
    return (
        "# Paste it into bash or zsh, or pipe it to sh.\n"
        "# To end it later: systemctl --user disable --now supple.timer\n"
        f"mkdir -p {_UNITS}\n"
        f"cat >{_UNITS}/supple.service <<'EOF'\n{service}EOF\n"
        f"cat >{_UNITS}/supple.timer <<'EOF'\n{timer}EOF\n"
        "systemctl --user daemon-reload\n"
        "systemctl --user enable supple.timer\n"
        "systemctl --user restart supple.timer\n"  # one that runs keeps the hour it had
    )


def _for_systemd(words: Sequence[str]) -> str:
    if not _SAFE.fullmatch(words[0]):
        words = ("/usr/bin/env", *words)  # systemd runs no program whose name is an odd one
    return " ".join(map(_word_for_systemd, words))


def _word_for_systemd(word: str) -> str:
    if not _SAFE.fullmatch(word):
        word = '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return word.replace("%", "%%").replace("$", "$$")


def _launchd(reminder: Reminder, machine: Machine) -> str:
    import plistlib  # hardly any run needs it

    times = [
        {"Weekday": (day + 1) % 7, "Hour": reminder.hour, "Minute": reminder.minute}
        for day in reminder.days
    ]
    agent = {
        "Label": "supple",
        "ProgramArguments": ["/bin/sh", "-c", f"{shlex.join(machine.due)} && {_osascript()}"],
        "StartCalendarInterval": times,
    }
    begin, rest = plistlib.dumps(agent, sort_keys=False).decode().split("\n", 1)
    where = "~/Library/LaunchAgents/supple.plist"
    return f"{begin}\n<!-- {where}. Then: launchctl load {where} -->\n{rest}"


def _schtasks(reminder: Reminder, machine: Machine) -> str:
    days = ",".join(map(str.upper, reminder.shorts))
    due = " ".join(f'\\"{word}\\"' if " " in word else word for word in machine.due)
    # What shows it comes with every Windows, as msg does not.
    shown = f"'{MESSAGE}',{_UNTIL_CLOSED},'{TITLE}',{_IN_FRONT}"
    show = f"powershell -w hidden -c (New-Object -Com WScript.Shell).Popup({shown})"
    run = f"cmd /c call {due} && {show}"
    length, too_long = len(run.replace('\\"', '"')), ""
    if length > _LONGEST_TASK:
        too_long = (
            f"rem Windows takes {_LONGEST_TASK} characters of a task, and this has {length}: put "
            "what stands behind /TR into a file, as in supple.cmd, and name that there.\n"
        )
    return (
        f"rem In the Command Prompt:\n{too_long}"
        f'schtasks /Create /F /TN supple /SC WEEKLY /D {days} /ST {reminder.time} /TR "{run}"\n'
    )


TIMERS: Mapping[str, Timer] = {
    "cron": Timer("a line for crontab", _cron),
    "systemd": Timer("a user timer of systemd, on Linux", _systemd),
    "launchd": Timer("an agent of launchd, on a Mac", _launchd),
    "schtasks": Timer("a task of Windows", _schtasks),
}
"""By the name of its option."""
