"""Verbs under one name: each is listed with its whole first sentence, a mistyped one is guessed."""

import click

from library.wording import did_you_mean

_SENTENCE = 200
"""Longer than the first sentence of any verb, in characters."""


class Group(click.Group):
    """Several verbs under one name, of which the first argument names one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the one that may be meant."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            hint = did_you_mean(args[0], names) or f" See {ctx.command_path} --help"
            raise click.UsageError(f'There is no verb "{args[0]}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs, each with its whole first sentence."""
        with formatter.section("Verbs"):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            formatter.write_dl(
                [(name, verb.get_short_help_str(_SENTENCE)) for name, verb in commands if verb]
            )
