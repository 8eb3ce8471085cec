"""`onrecord load`: an archive, or a part of it, into a store."""

from pathlib import Path

import click

from onrecord.cli.options import iso_date, store_option


@click.command()
@click.argument("archive", metavar="DIR", type=click.Path(path_type=Path))
@store_option
@click.option("--outlet", metavar="NAME", help="Only articles of that outlet.")
@click.option("--since", callback=iso_date, metavar="DATE", help="Only articles of then or later.")
@click.option("--until", callback=iso_date, metavar="DATE", help="Only articles of then or before.")
@click.option("--text", "words", metavar="WORDS", help="Only articles with all those words.")
def load(
    archive: Path,
    store: Path | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    words: str | None,
) -> None:
    """Bring an archive's records into a store, as `onrecord read --store` would have."""
    from onrecord.records import Reading
    from onrecord.runners.load import outcomes
    from onrecord.store import Store, default_path

    pages = articles = rejected = 0
    with Store(store or default_path()) as kept:
        for outcome in outcomes(archive, outlet, since, until, words):
            if isinstance(outcome, Reading):
                kept.add(outcome)
                pages += 1
                articles += len(outcome.reports)
            else:
                kept.reject(outcome)
                rejected += 1
        where = kept.path
    click.echo(f"{pages:,} pages, {articles:,} articles, {rejected:,} rejections; kept in {where}")
