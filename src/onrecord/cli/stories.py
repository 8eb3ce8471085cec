"""`onrecord stories`: what the articles of the store come to, across outlets."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import iso_date, store_option

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.story_records import Story

IN_FULL = 10  # stories that are shown in full; of more each gets a line


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--jsonl", is_flag=True, help="Print each story as a JSON line.")
@store_option
@click.option("--outlet", metavar="NAME", help="Only stories that this outlet tells.")
@click.option("--since", callback=iso_date, metavar="DATE", help="Only stories told since then.")
@click.option("--until", callback=iso_date, metavar="DATE", help="Only stories told until then.")
@click.option("--about", metavar="WORDS", help="Only stories with these words in an article.")
@click.option("--at-least", type=click.IntRange(1), default=1, metavar="N",
              help="Only stories of so many articles.")  # fmt: skip
@click.option("--disputed", is_flag=True, help="Only stories in which something is in dispute.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="So many stories, latest first.")
def stories(
    paths: tuple[Path, ...],
    jsonl: bool,
    store: Path | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    about: str | None,
    at_least: int,
    disputed: bool,
    limit: int | None,
) -> None:
    """Stories of the store's articles: origins, rival figures, disputes, latest story first.

    Articles that are in no story yet are brought into stories first. With PATHs the pages are read,
    shown as stories and not kept.
    """
    if paths and store is not None:
        raise click.UsageError("name pages or a store, not both: `onrecord read` puts pages there")
    with ExitStack() as stack:
        kept = stack.enter_context(_read(paths) if paths else _woven(store))
        found = kept.stories(
            limit, outlet=outlet, since=since, until=until, at_least=at_least,
            disputed=disputed, text=about,
        )  # fmt: skip
        if jsonl:
            from onrecord.cli.lines import line, write

            write(line(story) for story in found)
        else:
            _show(kept, found)


@contextmanager
def _woven(path: Path | None) -> "Iterator[Store]":
    """The store with every article in a story; a read-only one as it was left."""
    from onrecord.errors import StoreError
    from onrecord.store import Store, default_path

    path = path or default_path()
    with Store(path, writable=False) as kept:
        waiting = kept.unwoven()
    if waiting:
        try:
            with Store(path) as kept:
                kept.weave()
        except StoreError as error:
            click.echo(f"{waiting} articles are in no story yet: {error}", err=True)
    with Store(path, writable=False) as kept:
        yield kept


@contextmanager
def _read(paths: tuple[Path, ...]) -> "Iterator[Store]":
    """A passing store of the pages; rejections are told on standard error."""
    from onrecord.pipeline import Pipeline
    from onrecord.records import Rejected
    from onrecord.stages.read import pages
    from onrecord.store import Store

    with TemporaryDirectory() as folder, Store(Path(folder) / "record.db") as kept:
        for result in Pipeline().read(pages(paths)):
            if isinstance(result, Rejected):
                click.echo(f"{result.path}: {result.reason}", err=True)
            else:
                kept.add(result)
        kept.weave()
        yield kept


def _show(store: "Store", found: "list[Story]") -> None:
    from onrecord.cli.terminal import show_story

    if not found:
        click.echo("No story: nothing was read yet, or nothing fits.")
    for story in found:
        articles = {key: store.report(key).article for key in story.articles}
        show_story(story, articles, brief=len(found) > IN_FULL)
