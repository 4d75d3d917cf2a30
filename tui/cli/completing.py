"""What Tab completes: routines, exercises, backups, settings and their values, days.

Each function here is a `shell_complete` of click's: it is given what was typed before and the
beginning of a word, and returns the words that begin so. A shell asks at every Tab, in a program
of its own, so that all is imported when it is asked for.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr

import click
from click.shell_completion import (
    CompletionItem,
    FishComplete,
    ShellComplete,
    get_completion_class,
    shell_complete,
)

from library.text import clean
from tui.cli.context import SHELL_ASKS, TODAY, Context

Told = Iterable[tuple[str, str]]
"""Words, and what a shell may show beside each; empty for nothing."""
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]

SHELLS = ("bash", "zsh", "fish")
_FEW = 20
"""Numbers that a person may want to choose from; more are a list nobody reads (our judgement)."""


def answer_shell(cli: click.Command) -> int:
    """Answer the shell that asks, and return the exit code.

    Whatever goes wrong, as with a log that cannot be read, nothing stands in somebody's prompt:
    there is nothing to complete then.
    """
    _mend_fish()
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        try:
            return shell_complete(cli, {}, "supple", SHELL_ASKS, os.environ[SHELL_ASKS])
        except Exception:
            return 1


def script(cli: click.Command, shell: str) -> str:
    """Return what a shell runs at its start to complete our words.

    Args:
        cli: The command line.
        shell: One of `SHELLS`.
    """
    _mend_fish()
    found: type[ShellComplete] | None = get_completion_class(shell)
    assert found is not None
    return found(cli, {}, "supple", SHELL_ASKS).source()


def _mend_fish() -> None:
    """Have fish show all that is told of a word: click's script ends it at the first comma."""
    whole = FishComplete.source_template.replace('split ","', 'split --max 1 ","')
    FishComplete.source_template = whole


def _completing(told: Callable[[click.Context], Told]) -> Complete:
    """Make a `shell_complete` of a function that tells all the words there are."""

    def complete(
        context: click.Context, _parameter: click.Parameter, begun: str
    ) -> list[CompletionItem[str]]:
        return _begun(begun, told(context))

    return complete


def _begun(begun: str, told: Told) -> list[CompletionItem[str]]:
    """Return the words that begin so; bash would take one with a space for two."""
    return [
        CompletionItem(word, help=clean(beside) or None)
        for word, beside in told
        if word.casefold().startswith(begun.casefold()) and " " not in word
    ]


def words(*every: str) -> Complete:
    """Complete one of a few words."""
    return _completing(lambda _: ((word, "") for word in every))


def _of_this_run(context: click.Context) -> Context:
    found = context.find_object(Context)
    assert found is not None  # else the folders are not known, and neither are the names
    return found


def _verbs(context: click.Context) -> Iterator[tuple[str, str]]:
    found, here = context.find_root().command, context
    for word in context.params.get("words") or ():
        if isinstance(found, click.Group):
            found = found.get_command(here, word) or found
    if isinstance(found, click.Group):
        yield from ((name, "") for name in found.list_commands(here))


verbs = _completing(_verbs)


def _exercises(context: click.Context) -> Told:
    return ((each.id, each.name) for each in _of_this_run(context).profile.catalogue)


def _routines(context: click.Context) -> Told:
    return ((each.id, each.name) for each in _of_this_run(context).profile.routines)


def _own_routines(context: click.Context) -> Told:
    return ((each.id, each.name) for each in _of_this_run(context).profile.routines.own)


def _routines_and_exercises(context: click.Context) -> Told:
    return (*_routines(context), *_exercises(context))


exercises = _completing(_exercises)
own_routines = _completing(_own_routines)
routines = _completing(_routines)
routines_and_exercises = _completing(_routines_and_exercises)
startable = _completing(
    lambda context: ((TODAY, "what is right for today"), *_routines_and_exercises(context))
)
shareable = _completing(
    lambda context: (("plan", "what you practise at present"), *_routines_and_exercises(context))
)


def exercises_and_files(
    context: click.Context, parameter: click.Parameter, begun: str
) -> list[CompletionItem[str]]:
    """Complete an exercise, or where none begins so the name of a file."""
    found = exercises(context, parameter, begun)
    return found or [CompletionItem(begun, type="file")]


def _backups(context: click.Context) -> Told:
    from library.history.backups import listed
    from tui.cli.output import local_time

    found = listed(_of_this_run(context).paths.state.backups)
    return ((each.name, local_time(each.saved_at)) for each in found)


backups = _completing(_backups)


def _days(context: click.Context) -> Iterator[tuple[str, str]]:
    from datetime import timedelta

    from library.settings.schema import WEEKDAYS
    from library.wording import dated_words

    today = _of_this_run(context).profile.today()
    back = [today - timedelta(days=days) for days in range(len(WEEKDAYS))]
    yield TODAY, dated_words(back[0])
    yield "yesterday", dated_words(back[1])
    yield from ((WEEKDAYS[day.weekday()], dated_words(day)) for day in back)


days = _completing(_days)
sessions = _completing(lambda context: (("last", "the newest session"), *_days(context)))


def spans(
    context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem[str]]:
    """Complete a day, or the last of several behind two dots."""
    first, dots, _ = begun.rpartition("..")
    return _begun(begun, ((f"{first}{dots}{day}", beside) for day, beside in _days(context)))


def weekdays(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem[str]]:
    """Complete days of the week, with commas between them or the first and the last, or all."""
    from library.settings.schema import WEEKDAYS

    before = begun[: max(begun.rfind(","), begun.rfind("-")) + 1]
    short = [(f"{before}{day[:3]}", day) for day in WEEKDAYS]
    return _begun(begun, short if before else [("daily", "every day"), *short])


def _ticks(_context: click.Context) -> Told:
    from library.guidance.ticks import TICKS

    return ((f"{number}", tick.words) for number, tick in enumerate(TICKS.values(), 1))


ticks = _completing(_ticks)
ticks_or_none = _completing(lambda context: (("none", "takes all ticks away"), *_ticks(context)))


def _settings(context: click.Context) -> Iterator[tuple[str, str]]:
    from library.settings.kinds import PerName
    from library.settings.schema import SHOWN
    from tui.keys.commands import USUAL_KEYS

    settings = _of_this_run(context).profile.settings
    yield from ((each.key, each.title) for each in SHOWN.values())
    yield from ((f"keys.{command}", key) for command, key in USUAL_KEYS.items())
    for each in SHOWN.values():
        if isinstance(each.kind, PerName) and each.key != "keys":
            yield from ((f"{each.key}.{name}", "") for name in getattr(settings, each.key))


def settings(
    context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem[str]]:
    """Complete the name of a setting; the parts of one as soon as it has its point."""
    told = _settings(context)
    return _begun(begun, (each for each in told if "." in begun or "." not in each[0]))


def _values(context: click.Context) -> Told:
    from library.settings.kinds import ListOf, PerName
    from library.settings.schema import SCHEMA
    from library.settings.typed import setting_meant

    settings = _of_this_run(context).profile.settings
    meant = setting_meant(context.params["key"], settings)
    kind = SCHEMA[meant.key].kind
    one_by_one = isinstance(kind, PerName) and isinstance(kind.each, ListOf)
    if context.params.get("value") and not one_by_one:
        return ()
    return _values_of(meant.key, meant.part, settings.places)


def _values_of(key: str, part: str, places: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the values that a setting, or a part of one, can have, as far as they can be listed."""
    from library.settings.kinds import Choice, ListOf, PerName, Switch, Whole, Words
    from library.settings.schema import ANYWHERE, SCHEMA

    match SCHEMA[key].kind:
        case Choice(options=options):
            yield from ((each, "") for each in options)
        case Switch():
            yield from (("on", ""), ("off", ""))
        case Whole(low=low, high=high, unit=unit, step=step) if (high - low) // step < _FEW:
            yield from ((f"{number}", unit) for number in range(low, high + 1, step))
        case PerName(each=ListOf(each=Words(usual=usual))) if part:
            yield from ((each, "") for each in usual)
    if key == "place":
        yield from ((each, "") for each in (*places, ANYWHERE))
    if key == "theme":
        from tui.themes import THEMES

        yield from ((each, "") for each in THEMES)


values = _completing(_values)
