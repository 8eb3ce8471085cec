"""`onrecord read`: pages in, records out."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.group import INTERRUPTED
from onrecord.cli.options import columns_option, iso_date, speech_option, store_option

if TYPE_CHECKING:
    from onrecord.cli.progress import Progress
    from onrecord.records import Page, Reading, Rejected
    from onrecord.store import Store

IN_FULL = 20  # articles whose summary is printed in full; later ones get a line each


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option("--jsonl", is_flag=True, help="Print records as JSON lines, and store nothing "
              "unless --store is given.")  # fmt: skip
@store_option
@click.option("--no-store", is_flag=True, help="Keep nothing.")
@speech_option
@click.option("--published", callback=iso_date, metavar="DATE", help="When the pages appeared.")
@click.option("--outlet", metavar="NAME", help="Who published the pages.")
@click.option(
    "--ontology",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Event types, words and codes of your own (docs/method/events.md).",
)
@columns_option
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[Path, ...],
    jsonl: bool,
    store: Path | None,
    no_store: bool,
    speech: bool,
    published: str | None,
    outlet: str | None,
    ontology: Path | None,
    columns: dict[str, str],
) -> None:
    """Read news: text, HTML, WARC, feeds, tables, ninjs, NewsML-G2, archives, folders, or -.

    A page may hold several articles. What is found goes to the store and a summary to the
    terminal. Inputs that hold no article are told with the reason; the exit code is 1 when
    nothing could be read.
    """
    from onrecord.cli.progress import Progress
    from onrecord.stages.read import pages

    if store is not None and no_store:
        raise click.UsageError("--store and --no-store exclude each other")
    quiet = no_store or (jsonl and store is None)
    tally = Tally()
    with ExitStack() as stack:
        kept = None if quiet else stack.enter_context(open_store(store))
        progress = stack.enter_context(Progress(paths))
        try:
            found = pages(paths, published=published, outlet=outlet, columns=columns)
            for result in _read(found, ontology):
                _keep(kept, result)
                told = _spoken(result) if speech else result
                tally.add(told)
                _tell(told, jsonl, tally, progress)
        except KeyboardInterrupt:
            progress.stop()
            click.echo(tally.interrupted(kept), err=True)
            ctx.exit(INTERRUPTED)
    if not jsonl:
        click.echo(tally.summary(kept), nl=False)
    if not tally.pages:
        ctx.exit(1)


def _spoken(result: "Reading | Rejected") -> "Reading | Rejected":
    """What is told with `--speech`; all is kept."""
    import msgspec

    from onrecord.records import Rejected
    from onrecord.render.speech import spoken

    if isinstance(result, Rejected):
        return result
    return msgspec.structs.replace(result, reports=[spoken(r) for r in result.reports])


@dataclass
class Tally:
    """What a run came to."""

    pages: int = 0
    articles: int = 0
    statements: int = 0
    events: int = 0
    figures: int = 0
    rejected: list["Rejected"] = field(default_factory=list)

    def add(self, result: "Reading | Rejected") -> None:
        from onrecord.records import Rejected

        if isinstance(result, Rejected):
            self.rejected.append(result)
            return
        self.pages += 1
        for report in result.reports:
            self.articles += 1
            self.statements += len(report.statements)
            self.events += len(report.events)
            self.figures += len(report.figures)

    def summary(self, kept: "Store | None") -> str:
        from onrecord.render.summary import totals

        where = str(kept.path) if kept else None
        counts = (self.pages, self.articles, self.statements, self.events, self.figures)
        return totals(counts, self.rejected, where)

    def interrupted(self, kept: "Store | None") -> str:
        where = f"; they are kept in {kept.path}" if kept and self.pages else ""
        return f"\nStopped after {self.pages} page{'' if self.pages == 1 else 's'}{where}."


def _read(
    found: "Iterable[Page | Rejected]", ontology: Path | None
) -> "Iterator[Reading | Rejected]":
    """Load the models only when there is a page for them."""
    from onrecord.records import Rejected

    source = iter(found)
    for item in source:
        if isinstance(item, Rejected):
            yield item
            continue
        from onrecord.pipeline import Pipeline

        pipeline = Pipeline(ontology) if ontology else Pipeline()
        yield from pipeline.read(chain([item], source))


def open_store(path: Path | None) -> "Store":
    """The store named, or the default one, whose folder is made when it is not there."""
    from onrecord.errors import StoreError
    from onrecord.store import Store, default_path

    if path is not None:
        return Store(path)
    path = default_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {path.parent} cannot be made ({error.strerror}): "
            "name a file with --store, or use --no-store"
        ) from error
    return Store(path)


def _keep(store: "Store | None", result: "Reading | Rejected") -> None:
    from onrecord.records import Rejected

    if store is None:
        return
    if isinstance(result, Rejected):
        store.reject(result)
    else:
        store.add(result)


def _tell(result: "Reading | Rejected", jsonl: bool, tally: Tally, progress: "Progress") -> None:
    from onrecord.cli.lines import lines, write
    from onrecord.records import Rejected

    progress.step(tally.pages + len(tally.rejected))
    if jsonl:
        write(lines(result))
        return
    if isinstance(result, Rejected):
        return  # told at the end, where it is not lost among the articles
    from onrecord.cli.terminal import show

    for report in result.reports:
        show(report, brief=tally.articles > IN_FULL)
