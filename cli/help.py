"""How help reads: options under headings, examples as they are typed."""

from collections.abc import Callable, Sequence
from typing import Any

import click

__all__ = ["Command", "Option", "Source", "command"]

_OWN = "Options"


class Option(click.Option):
    """An option that stands under a heading of its command's help."""

    def __init__(self, *parameters: Any, section: str = _OWN, **more: Any) -> None:  # noqa: ANN401  (click's own arguments)
        super().__init__(*parameters, **more)
        self.section = section


class Source(click.Argument):
    """The argument SOURCE, which says in every command's help what it can be."""

    section = "What to read"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return its line in the help; an argument has none of its own."""
        del ctx
        return "SOURCE", (
            "A workspace folder, a folder of CSVs in our form, one or more files of any supported format, or the word "
            "neo4j: the database that the environment names."
        )


class Command(click.Command):
    """A command whose help has its own options first, the shared ones under headings, and examples."""

    def __init__(self, *parameters: Any, examples: Sequence[str] = (), **more: Any) -> None:  # noqa: ANN401  (as above)
        super().__init__(*parameters, **more)
        self.examples = tuple(examples)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, heading by heading."""
        sections: dict[str, list[tuple[str, str]]] = {_OWN: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and record[1]:
                sections.setdefault(getattr(param, "section", _OWN), []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, unwrapped, then what else there is to say."""
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
        super().format_epilog(ctx, formatter)


def command(
    short_help: str, *examples: str, epilog: str | None = None, name: str | None = None
) -> Callable[[Callable[..., Any]], Command]:
    """Return a decorator that makes a command with this line in the list of commands and these examples."""
    return click.command(name, cls=Command, short_help=short_help, examples=examples, epilog=epilog)
