"""`onrecord cite`: one record with all that somebody needs to check it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import store_option

if TYPE_CHECKING:
    from onrecord.exchange.cite import Citation


@click.command()
@click.argument("record")
@click.option("--json", "as_json", is_flag=True, help="Print the citation as JSON.")
@click.option("--full-text", is_flag=True, help="Quote long statements in full.")
@store_option
def cite(record: str, as_json: bool, full_text: bool, store: Path | None) -> None:
    """Cite a record: RECORD is ARTICLE/s3, where ARTICLE is an id, its beginning, or a path.

    Tells the words and their position, the outlet and date, the hash of the page's text, when it
    was captured, on whose word the record rests, and why it is on record.
    """
    from onrecord.cli.lines import line, write
    from onrecord.cli.show import articles
    from onrecord.errors import UsageError
    from onrecord.exchange.cite import cite as citation
    from onrecord.exchange.cite import parse
    from onrecord.exchange.entries import Entry, Source
    from onrecord.store import Store, default_path

    article, key = parse(record)
    if key is None:
        raise UsageError(f"{record!r} names no record: write ARTICLE/s1 (show lists an article)")
    with Store(store or default_path(), writable=False) as kept:
        report = kept.report(articles(kept, article, one=True)[0])
        entry = Entry(report, Source.of(kept, report.article.page), full_text)
        found = citation(entry, key)
    if as_json:
        write([line(found)])
    else:
        click.echo(_told(found))


def _told(c: "Citation") -> str:
    from onrecord.cli.terminal import printable
    from onrecord.render.words import visible

    rows = [
        ("record", f"{c.article}/{c.record}"),
        ("says", c.says),
        ("on whose word", c.on_whose_word),
        ("why", c.why),
        ("outlet", c.outlet or "not named"),
        ("title", c.title),
        ("byline", c.byline),
        ("published", c.published or "not told"),
        ("url", c.url),
        ("position", f"code points {c.start}–{c.end}, UTF-16 {c.start_utf16}–{c.end_utf16}"),
        ("page", f"{c.page}, {c.page_path}"),
        ("SHA-256 of text", c.page_sha256),
        ("captured", c.captured or "not known"),
        ("made by", "; ".join(c.made_by)),
    ]
    told = [f"{name:<16} {' '.join(value.split())}" for name, value in rows if value]
    quote = " ".join(c.quote.split())
    marked = quote if quote[:1] in '“"«„' and quote else f"“{quote}”"
    return printable(visible("\n".join([marked, "", *told])))
