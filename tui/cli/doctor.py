"""`supple doctor`: looks at everything and says what it found."""

import os

import click

from library.checks import Checkup, Finding, Level, check
from library.exercises.catalogue import load_catalogue
from library.figure.checking import own_pose_problems
from library.routines.file import load_routines
from library.settings import SettingsFile, load_settings
from tui.cli.context import Context, data_dir_option
from tui.cli.opening import open_log
from tui.cli.output import print_lines
from tui.cues.channel import Outputs
from tui.cues.player import Cues, Report
from tui.keys.validation import key_problems
from tui.themes import theme_problems

_SIGNS = {Level.GOOD: "ok", Level.REMARK: "note", Level.NOTICE: "look", Level.PROBLEM: "WRONG"}


@click.command("doctor")
@data_dir_option
@click.pass_context
def verb(context: click.Context) -> None:
    """Check everything and say what to do; nothing is changed.

    That is your history and its backups, the folders, your own files and the cues. The exit
    code is 0 when nothing has to be done, 1 when something wants a look, 2 when something is
    wrong.
    """
    workplace = context.ensure_object(Context)
    log = check(open_log(workplace), workplace.paths.drafts_dir)
    checkup = Checkup((*log.findings, *_own_files(workplace), *_channels(workplace)))
    for finding in checkup.findings:
        print_lines(_lines(finding))
    context.exit(checkup.exit_code)


def _own_files(workplace: Context) -> list[Finding]:
    paths = workplace.paths
    settings_file = SettingsFile(paths.settings_file)
    settings, warnings = settings_file.load()
    keys = key_problems(settings.keys, settings_file.place_of)
    catalogue, exercises = load_catalogue(paths.exercises_dir)
    _, routines = load_routines(paths.routines_file, catalogue)
    themes = theme_problems(settings.theme, settings_file.place_of("theme"))
    problems = {
        f"{paths.settings_file}; until then what is usual holds": (*warnings, *themes, *keys),
        f"{paths.exercises_dir}; until then it is left out": exercises,
        f"{paths.exercises_dir}; until then its figure may be off": own_pose_problems(catalogue),
        f"{paths.routines_file}; until then it is left out": routines,
    }
    findings = [
        Finding(Level.NOTICE, problem, f"Put it right in {where}.")
        for where, told in problems.items()
        for problem in told
    ]
    fine = Finding(Level.GOOD, "Settings, exercises and routines of your own are fine.")
    return findings or [fine]


def _channels(workplace: Context) -> list[Finding]:
    """Try the channels of cues that are on; the bell is not rung and nothing flashes."""
    settings, _ = load_settings(workplace.paths.settings_file)
    outputs = Outputs(
        os.environ,
        workplace.paths.tones_dir,
        ring=lambda: None,
        with_keys=str,
        show=lambda cue: None,
    )
    cues = Cues(settings, outputs, workplace.clock)
    cues.probe()
    reports = (*cues.report(), *cues.off())
    cues.close()
    return [_finding(report) for report in reports]


def _finding(report: Report) -> Finding:
    text = f"{report.title}: {report.text}"
    if not report.problem:
        return Finding(Level.GOOD, text)
    if report.instead:
        return Finding(Level.GOOD, f"{text} {report.instead}")
    return Finding(Level.NOTICE, text, "Put it right, or turn it off in the settings.")


def _lines(finding: Finding) -> list[str]:
    lines = [f"{_SIGNS[finding.level]:<5}  {finding.text}"]
    return [*lines, f"       {finding.advice}"] if finding.advice else lines
