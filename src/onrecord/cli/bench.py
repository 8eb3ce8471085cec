"""`onrecord bench`: words per second by stage, beside spaCy; memory and start-up."""

import sys
from typing import TYPE_CHECKING, Any

import click
import msgspec

if TYPE_CHECKING:
    from onrecord.evaluate.bench import Bench


@click.command()
@click.argument("what", type=click.Choice(["pipeline", "stories", "archive"]), default="pipeline")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--words", type=click.IntRange(1), default=30_000, show_default=True,
              help="How much text to read.")  # fmt: skip
@click.option(
    "--stored",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="Sizes of the store for `stories`; may be repeated. Default: 1000, 10000, 100000.",
)
def bench(what: str, as_json: bool, words: int, stored: tuple[int, ...]) -> None:
    """Time the pipeline on invented news: by stage, on one core and on all, beside spaCy.

    `bench stories` tells what an article costs that comes into a large store; `bench archive`
    cost against article length, and of archives from HTML to Parquet.
    """
    if what == "stories":
        _growth(stored, as_json)
        return
    if what == "archive":
        _archive(as_json)
        return
    from onrecord.evaluate.bench import bench as measure

    result = measure(words)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(result)).decode())
    else:
        _show(result)


def _archive(as_json: bool) -> None:
    from onrecord.cli.archive import cores
    from onrecord.runners.measure import by_length, by_size

    found: dict[str, list[Any]] = {"lengths": by_length(), "archives": by_size(cores())}
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 100)
    for title, rows in found.items():
        names = rows[0].__struct_fields__
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
        for name in names:
            table.add_column(name, justify="right")
        for row in rows:
            table.add_row(*(f"{getattr(row, name):,.0f}" for name in names))
        console.print(table)


def _show(result: "Bench") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 100)
    table = Table(title=f"{result.words:,} words", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("stage")
    for name in ("seconds", "share", "words/s"):
        table.add_column(name, justify="right")
    for name, stage in result.stages.items():
        table.add_row(
            name, f"{stage.seconds:.2f}", f"{stage.share:.0%}", f"{stage.words_per_s:,.0f}"
        )
    console.print(table)
    ratio = result.words_per_s_one / result.spacy_words_per_s
    console.print(f"one process, one thread  {result.words_per_s_one:,.0f} words/s")
    console.print(f"{result.workers} processes              {result.words_per_s_all:,.0f} words/s")
    console.print(f"spaCy small, one thread  {result.spacy_words_per_s:,.0f} words/s")
    console.print(f"onrecord beside spaCy    {ratio:.2f} of its speed")
    console.print(f"peak memory of a worker  {result.peak_mb:,.0f} MB")
    console.print(f"one page from nothing    {result.startup_s:.1f} s")


def _growth(sizes: tuple[int, ...], as_json: bool) -> None:
    from onrecord.evaluate.bench_stories import SIZES, growth

    for step in growth(sizes or SIZES, told=lambda words: click.echo(words, err=True)):
        if as_json:
            click.echo(msgspec.json.encode(step))
            continue
        click.echo(
            f"{step.added:,} articles into {step.stored:,}: {step.seconds:.1f} s"
            f" ({step.cpu_seconds:.1f} s of processor, {step.ms_each:.1f} ms each),"
            f" peak {step.peak_mb:,.0f} MB"
        )
