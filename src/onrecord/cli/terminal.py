"""Summaries on standard output: in colour and at its width on a terminal, plain elsewhere."""

import os
import shutil
import sys

import click

from onrecord.records import Article, Report
from onrecord.render.story import story, story_line
from onrecord.render.summary import line, summary
from onrecord.story_records import Story

PLAIN_WIDTH = 100


def show(report: Report, *, brief: bool = False) -> None:
    width, colour = _terminal()
    text = line(report, width=width) if brief else summary(report, width=width, colour=colour)
    click.echo(printable(text), nl=False, color=colour)


def show_story(of: Story, articles: dict[str, Article], *, brief: bool = False) -> None:
    width, colour = _terminal()
    text = story_line(of, width=width) if brief else story(of, articles, width=width, colour=colour)
    click.echo(printable(text), nl=False, color=colour)


def _terminal() -> tuple[int, bool]:
    """Width, and whether colour is wanted."""
    terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, 120) if terminal else PLAIN_WIDTH
    return width, terminal and "NO_COLOR" not in os.environ


def printable(text: str) -> str:
    """The text without characters that the output's encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
