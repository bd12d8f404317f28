"""Each command is in the file of its name, and says what it is for."""

from __future__ import annotations

import click
import pytest

from kg_etl.cli import cli

COMMANDS = sorted(cli.commands.items())


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_stands_in_the_file_of_its_name(name: str, command: click.Command) -> None:
    functions = [command.callback]
    if isinstance(command, click.Group):
        functions += [child.callback for child in command.commands.values()]
    assert {function.__module__ for function in functions if function} == {f"kg_etl.cli.{name}"}


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_the_help_of_a_command_begins_with_a_sentence(name: str, command: click.Command) -> None:
    sentence = command.get_short_help_str(limit=500)
    assert sentence[0].isupper()
    assert sentence.rstrip().endswith(".")


def test_a_command_that_does_not_exist_is_an_error_of_the_command_line() -> None:
    with pytest.raises(click.UsageError, match="No such command 'fly'"):
        cli.main(["fly"], standalone_mode=False)
