"""`onrecord show`: the record of one article, as text, JSON or a web page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import speech_option, store_option

if TYPE_CHECKING:
    from onrecord.records import Report
    from onrecord.store import Store


@click.command()
@click.argument("article")
@click.option("--html", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False,
              allow_dash=True), help="Write one self-contained web page (- for standard "
              "output).")  # fmt: skip
@click.option("--jsonl", is_flag=True, help="Print the record as a JSON line.")
@speech_option
@store_option
def show(article: str, html: Path | None, jsonl: bool, speech: bool, store: Path | None) -> None:
    """Show an article that was read: ARTICLE is its id, the beginning of it, or the file's path.

    Without --html or --jsonl a summary is printed. The web page shows the text with every record
    marked in place.
    """
    from onrecord.store import Store, default_path

    if html is not None and jsonl:
        raise click.UsageError("--html and --jsonl exclude each other")
    with Store(store or default_path(), writable=False) as kept:
        ids = articles(kept, article, one=html is not None)
        if html is not None:
            _write_page(kept, ids[0], html, speech)
        elif jsonl:
            from onrecord.cli.lines import line, write

            write(line(_report(kept, key, speech)) for key in ids)
        else:
            from onrecord.cli.terminal import show as print_summary

            for key in ids:
                print_summary(_report(kept, key, speech))


def _report(store: "Store", key: str, speech: bool) -> "Report":
    from onrecord.render.speech import spoken

    report = store.report(key)
    return spoken(report) if speech else report


def articles(store: "Store", key: str, *, one: bool) -> list[str]:
    """The ids meant; a path may mean all articles of its page unless only one can be used."""
    from onrecord.errors import NotFound, UsageError

    ids = store.find(key)
    if not ids:
        if Path(key).exists():
            raise NotFound(f"{key} has given no article to {store.path}: `onrecord read {key}`")
        raise NotFound(f"{store.path} holds no article {key!r}")
    by_path = not ids[0].startswith(key)
    if len(ids) > 1 and (one or not by_path):
        some = "".join(f"\n  {i}  {_label(store, i)}" for i in ids[:10])
        more = f"\n  and {len(ids) - 10} more" if len(ids) > 10 else ""
        raise UsageError(f"{key!r} means {len(ids)} articles; name one of them:{some}{more}")
    return ids


def _label(store: "Store", key: str) -> str:
    from onrecord.render.words import title

    return title(store.report(key).article)


def _write_page(store: "Store", key: str, out: Path, speech: bool) -> None:
    from onrecord.cli.lines import write
    from onrecord.errors import UsageError
    from onrecord.render.article import page

    report = _report(store, key, speech)
    kept = store.page(report.article.page)
    data = page(report, kept, store.furniture(kept.id)).encode("utf-8", "replace")
    if str(out) == "-":
        write([data])
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}") from error
    click.echo(f"{out}: {len(data) / 1000:.0f} kB", err=True)
