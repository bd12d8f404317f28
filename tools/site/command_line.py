"""A page with the help of every command."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kg_etl.cli import cli


def page() -> str:
    """Markdown: each command with what `--help` prints."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Command line\n"
    yield "What `kg-etl COMMAND --help` prints. [Exit statuses and errors](errors.md).\n"
    for name, command in ((None, cli), *_commands(cli)):
        yield f"## {f'kg-etl {name}' if name else 'kg-etl'}\n"
        context = click.Context(command, info_name=f"kg-etl {name}" if name else "kg-etl", max_content_width=100)
        yield f"```text\n{command.get_help(context)}\n```\n"


def _commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix}{name} ")
