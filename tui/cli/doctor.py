"""`supple doctor`: looks at everything and says what it found."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

import click

from library.checks import Checkup, Finding, Severity, check
from library.history.errors import HistoryError
from library.own_copies import OwnCopies, OwnCopy
from library.profile import Part, Profile
from library.progress.days import split
from library.settings.shell_commands import named_commands
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import complain, print_lines, write
from tui.cues.channel import Outputs
from tui.cues.player import CuePlayer, Report
from tui.cues.speech import Speech
from tui.cues.voices import unknown_voice
from tui.text.history import to_come_words

_PATIENCE_SECONDS = 1.5
"""How long nothing need be said (our judgement)."""
_SIGNS = {
    Severity.GOOD: "ok",
    Severity.REMARK: "note",
    Severity.NOTICE: "look",
    Severity.PROBLEM: "WRONG",
}


@click.command("doctor")
@click.option(
    "--try-commands",
    is_flag=True,
    help="Speak through the speech command of the settings, too. Hooks are never run.",
)
@click.option(
    "--report",
    "reports",
    is_flag=True,
    help="Print what a report of a fault needs, to be pasted: nothing personal is in it.",
)
@data_dir_option
@pass_context
def verb(context: Context, try_commands: bool, reports: bool) -> int:
    """Check everything and say what to do; nothing is changed.

    That is your history and its backups, the folders, your own files and the cues. The exit
    code is 0 when nothing has to be done, 1 when something wants a look, 2 when something is
    wrong.
    """
    if reports:
        if try_commands:
            raise click.UsageError("--report tries nothing out: leave out --try-commands.")
        from tui.cli.doctor_report import report_block  # it looks for much that else is not needed

        write(report_block(context, os.environ))
        return 0
    history = check(context.history, context.paths)
    own = (*_to_come(context), *_own_files(context), *_commands(context.profile))
    findings = [*history.findings, *own]
    _tell(findings)
    with _said_while_it_waits():
        channels = _channels(context, try_commands=try_commands)
    _tell(channels)
    return Checkup((*findings, *channels)).exit_code


def _tell(findings: Iterable[Finding]) -> None:
    print_lines(line for finding in findings for line in _lines(finding))


@contextmanager
def _said_while_it_waits() -> Iterator[None]:
    """Tell what keeps a person waiting: programs that hang are given some seconds each."""
    told = "Still trying what gives cues; a few seconds more."
    waiting = Timer(_PATIENCE_SECONDS, complain, [[told]])
    waiting.daemon = True
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()


def _to_come(context: Context) -> Iterator[Finding]:
    with suppress(HistoryError):  # it has been said
        _, ahead = split(context.history.load().sessions, context.profile.today())
        if ahead:
            advice = "In the dashboard, open it on the page History and change its day."
            yield Finding(Severity.NOTICE, to_come_words(ahead), advice)


def _own_files(context: Context) -> list[Finding]:
    paths, profile = context.paths, context.profile
    profile.read(*Part)
    context.recall()
    problems = profile.problems
    settings = (*problems.settings, *problems.names)
    places = {
        f"{paths.settings_file}; until then what is usual holds": settings,
        f"{paths.exercises_dir}; until then it is left out": problems.exercises,
        f"{paths.exercises_dir}; until then its figure may be off": problems.figures,
        f"{paths.routines_file}; until then it is left out": problems.routines,
    }
    findings = [
        Finding(Severity.NOTICE, problem, f"Put it right in {where}." if left == 1 else "")
        for where, told in places.items()
        for left, problem in zip(range(len(told), 0, -1), told, strict=True)
    ]
    findings += [_own_copy(copy, context) for copy in OwnCopies(profile, paths).find()]
    fine = Finding(Severity.GOOD, "Settings, exercises and routines of your own are fine.")
    return findings or [fine]


def _own_copy(copy: OwnCopy, context: Context) -> Finding:
    text = f"A copy of your {copy.part} lies beside them: {copy.path.name} ({copy})."
    if not copy.says_something:
        return Finding(Severity.REMARK, text, "It can be removed.")
    if copy.answered and not copy.adds:
        return Finding(Severity.REMARK, text, "What yours says holds; the copy can be removed.")
    severity = Severity.REMARK if copy.answered else Severity.NOTICE
    left = "It was asked about. " if copy.answered else ""
    return Finding(severity, text, f"{left}Keep both: {context.paths.command('import', copy.path)}")


def _commands(profile: Profile) -> Iterator[Finding]:
    """Name the commands of the settings, and say whether they run here."""
    runnable = named_commands(profile.cue_settings)
    unasked = profile.commands.unasked(profile.settings)
    for key, command in named_commands(profile.settings).items():
        text = f"The command {key} of your settings: {command}"
        if key in runnable:
            yield Finding(Severity.GOOD, f"{text} (runs in sessions)")
        elif key in unasked:
            told = "The next session at a terminal asks whether it may run here."
            yield Finding(Severity.REMARK, f"{text} (does not run so far)", told)
        else:
            yield Finding(Severity.GOOD, f"{text} (does not run here)")


def _channels(context: Context, *, try_commands: bool) -> list[Finding]:
    """Try the channels of cues that are on; the bell is not rung and nothing flashes."""
    profile = context.profile
    settings = profile.settings if try_commands else profile.cue_settings
    outputs = Outputs(
        os.environ,
        context.paths.state.tones,
        ring=lambda: None,
        show=lambda cue: None,
        tries_commands=try_commands,
    )
    cues = CuePlayer(settings, outputs, context.clock)
    cues.probe()
    reports = (*cues.report(), *cues.off())
    cues.close()
    unknown = unknown_voice(profile.settings, context.clock, os.environ)
    findings = [_finding(report) for report in reports]
    if unknown and Speech.wanted(settings, outputs):
        own = profile.settings.speech_command
        what, value = ("Leave it out", "--default") if own else ("Take one of them", "NAME")
        advice = f"{what}: {context.paths.command('set', 'speech_voice', value)}"
        findings.append(Finding(Severity.NOTICE, f"Voice: {unknown}", advice))
    return findings


def _finding(report: Report) -> Finding:
    text = f"{report.title}: {report.text}"
    if not report.problem:
        return Finding(Severity.GOOD, text)
    if report.made_up_for:
        return Finding(Severity.GOOD, text)
    return Finding(Severity.NOTICE, text, "Put it right, or turn it off in the settings.")


def _lines(finding: Finding) -> list[str]:
    lines = [f"{_SIGNS[finding.severity]:<5}  {finding.text}"]
    return [*lines, f"       {finding.advice}"] if finding.advice else lines
