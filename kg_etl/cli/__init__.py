"""The command `kg-etl`: arguments -> one call -> exit status.

    run         articles through the whole chain
    extract     events of articles, without a store
    link        links of articles, without a store
    explain     why a mention is linked as it is
    query       questions to a store
    export      events or quads of a store
    rejected    articles that violate the shapes
    verify      a store compared with what was loaded
    retract     articles out of a store
    check       whether everything is in place
    gazetteer   the full gazetteer
    metrics     counts of the runs

    outcomes    prints records, for `extract` and `link`
    stores      opens the store that a command reads
    console     output for people
    progress    progress bars of `run`
    signals     interrupts

Exit statuses: 0 the work is done; 1 the command could not do its work (the message says why and what to do); 2 the
command line is wrong; 3 the work is done, but some input failed or was rejected (`run` only with `--strict`, or if no
article was loaded); 130 interrupted.
"""

from __future__ import annotations

import io
import sys
from importlib.metadata import version

import click
import luigi.configuration

from kg_etl.cli.check import check
from kg_etl.cli.explain import explain
from kg_etl.cli.export import export
from kg_etl.cli.extract import extract
from kg_etl.cli.gazetteer import gazetteer
from kg_etl.cli.link import link
from kg_etl.cli.metrics import metrics
from kg_etl.cli.query import query
from kg_etl.cli.rejected import rejected
from kg_etl.cli.retract import retract
from kg_etl.cli.run import run
from kg_etl.cli.signals import end_at_once, heed_interrupts
from kg_etl.cli.verify import verify
from kg_etl.errors import KgEtlError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("kg-etl"), prog_name="kg-etl")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    help="A luigi.cfg to read after the usual ones (./luigi.cfg, LUIGI_CONFIG_PATH).",
)
@click.option("--offline", is_flag=True, help="Ask nothing of Wikidata: what is known of it already must do.")
def cli(config: str | None, offline: bool) -> None:
    """Turn news articles into a knowledge graph of diplomacy that you can query and trust.

    \b
    A first session:
      kg-etl run seeds/                     articles -> validated graph in data/store
      kg-etl query                          lists the questions
      kg-etl query who-visited-whom         one of them, as a table
      kg-etl query timeline -p actor=Q7747  with a parameter
      kg-etl rejected                       articles that violate the shapes, and why
    """
    if config:
        luigi.configuration.add_config_path(config)
    if offline:
        luigi.configuration.get_config().set("wikidata", "offline", "true")


for command in (run, extract, link, explain, query, export, rejected, verify, retract, check, gazetteer, metrics):
    cli.add_command(command)


def main() -> None:
    """Run the command. Errors of users and Ctrl-C end in a message, without traceback."""
    heed_interrupts()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        end_at_once()
        click.echo("kg-etl: interrupted; what is done is kept, the same command goes on from there", err=True)
        sys.exit(130)
    except KgEtlError as error:
        click.echo(f"kg-etl: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
