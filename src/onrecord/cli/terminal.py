"""Summaries on standard output: in colour and at its width on a terminal, plain elsewhere."""

import os
import shutil
import sys

import click

from onrecord.records import Report
from onrecord.render.summary import line, summary

PLAIN_WIDTH = 100


def show(report: Report, *, brief: bool = False) -> None:
    terminal = sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size().columns, 120) if terminal else PLAIN_WIDTH
    text = line(report, width=width) if brief else summary(report, width=width, colour=colour)
    click.echo(printable(text), nl=False, color=colour)


def printable(text: str) -> str:
    """The text without characters that the output's encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
