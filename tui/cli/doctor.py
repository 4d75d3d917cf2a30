"""`supple doctor`: looks at everything and says what it found."""

import os

import click

from library.checks import Checkup, Finding, Severity, check
from library.profile import Part
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import print_lines
from tui.cues.channel import Outputs
from tui.cues.player import CuePlayer, Report

_SIGNS = {
    Severity.GOOD: "ok",
    Severity.REMARK: "note",
    Severity.NOTICE: "look",
    Severity.PROBLEM: "WRONG",
}


@click.command("doctor")
@data_dir_option
@pass_context
def verb(context: Context) -> int:
    """Check everything and say what to do; nothing is changed.

    That is your history and its backups, the folders, your own files and the cues. The exit
    code is 0 when nothing has to be done, 1 when something wants a look, 2 when something is
    wrong.
    """
    history = check(context.history, context.paths.drafts_dir)
    checkup = Checkup((*history.findings, *_own_files(context), *_channels(context)))
    for finding in checkup.findings:
        print_lines(_lines(finding))
    return checkup.exit_code


def _own_files(context: Context) -> list[Finding]:
    paths, profile = context.paths, context.profile
    profile.read(*Part)
    problems = profile.problems
    settings = (*problems.settings, *problems.names)
    places = {
        f"{paths.settings_file}; until then what is usual holds": settings,
        f"{paths.exercises_dir}; until then it is left out": problems.exercises,
        f"{paths.exercises_dir}; until then its figure may be off": problems.figures,
        f"{paths.routines_file}; until then it is left out": problems.routines,
    }
    findings = [
        Finding(Severity.NOTICE, problem, f"Put it right in {where}.")
        for where, told in places.items()
        for problem in told
    ]
    fine = Finding(Severity.GOOD, "Settings, exercises and routines of your own are fine.")
    return findings or [fine]


def _channels(context: Context) -> list[Finding]:
    """Try the channels of cues that are on; the bell is not rung and nothing flashes."""
    settings = context.profile.settings
    outputs = Outputs(
        os.environ,
        context.paths.tones_dir,
        ring=lambda: None,
        show=lambda cue: None,
    )
    cues = CuePlayer(settings, outputs, context.clock)
    cues.probe()
    reports = (*cues.report(), *cues.off())
    cues.close()
    return [_finding(report) for report in reports]


def _finding(report: Report) -> Finding:
    text = f"{report.title}: {report.text}"
    if not report.problem:
        return Finding(Severity.GOOD, text)
    if report.instead:
        return Finding(Severity.GOOD, f"{text} {report.instead}")
    return Finding(Severity.NOTICE, text, "Put it right, or turn it off in the settings.")


def _lines(finding: Finding) -> list[str]:
    lines = [f"{_SIGNS[finding.severity]:<5}  {finding.text}"]
    return [*lines, f"       {finding.advice}"] if finding.advice else lines
