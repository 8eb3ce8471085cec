"""The command line. Each command lies in its own file and is imported when it is called."""

import click

from onrecord.cli.group import Commands
from onrecord.version import __version__

COMMANDS = {
    "read": ("onrecord.cli.read:read", "Read pages and keep what is on record in them."),
    "show": ("onrecord.cli.show:show", "Show the record of an article, as text or as a web page."),
    "serve": ("onrecord.cli.serve:serve", "Open the reading room: the store as web pages."),
    "archive": ("onrecord.cli.archive:archive", "Read archives of news into Parquet tables."),
    "load": ("onrecord.cli.load:load", "Bring an archive, or a part of it, into a store."),
    "changes": ("onrecord.cli.changes:changes", "Show what changed in pages read again."),
    "cite": ("onrecord.cli.cite:cite", "Cite a record with its place, page and reason."),
    "export": ("onrecord.cli.export:export", "Write the store as CSV, Parquet, PLOVER and more."),
    "evaluate": ("onrecord.cli.evaluate:evaluate", "Score every task against labelled data."),
    "bench": ("onrecord.cli.bench:bench", "Time the stages; words per second and memory."),
}


@click.command(cls=Commands, commands_at=COMMANDS)
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Reads news and keeps a record of who did what to whom, where and when, and on whose word."""
