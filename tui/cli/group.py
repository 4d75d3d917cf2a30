"""Verbs under one name: each is listed with its whole first sentence, a mistyped one is guessed."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence

import click

from library.wording import did_you_mean, our_word
from tui.cli.output import write

_SENTENCE = 200
"""Longer than the first sentence of any verb, in characters."""
_SHORTEST_WORD, _MOST_MEANT = 3, 3
"""Letters of a word that is looked for in what verbs do, and how many verbs it may stand at; more
are no hint (our judgement)."""


class Group(click.Group):
    """Several verbs under one name, of which the first argument names one."""

    def sections(self, ctx: click.Context) -> Mapping[str, Sequence[str]]:
        """Return the names of the verbs under titles, in the order of the help."""
        return {"Verbs": self.list_commands(ctx)}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what was typed apart; where a verb is missing, show which there are."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            write(f"{ctx.get_help()}\n", sys.stderr)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the one that may be meant."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            meant = our_word(args[0])
            hint = did_you_mean(meant, names) or self._telling_of(ctx, meant)
            see = f" See {ctx.command_path} --help"
            raise click.UsageError(f'There is no verb "{args[0]}".{hint or see}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs, each with its whole first sentence."""
        told = dict(self._sentences(ctx))
        width = max(map(len, told))
        for title, names in self.sections(ctx).items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:<{width}}", told[name]) for name in names])

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> "list[click.shell_completion.CompletionItem[str]]":
        """Complete a verb, told with its whole first sentence, or an option."""
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            if verb := self.get_command(ctx, item.value):
                item.help = verb.get_short_help_str(_SENTENCE)
        return found

    def _sentences(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        for name in self.list_commands(ctx):
            if verb := self.get_command(ctx, name):
                yield name, verb.get_short_help_str(_SENTENCE)

    def _telling_of(self, ctx: click.Context, word: str) -> str:
        """Ask whether a verb was meant that tells of a word; empty for none, or for many."""
        if len(word) < _SHORTEST_WORD:
            return ""
        begins = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)
        found = [name for name, sentence in self._sentences(ctx) if begins.search(sentence)]
        return f" Did you mean {' or '.join(found)}?" if 0 < len(found) <= _MOST_MEANT else ""
