"""`onrecord export`: the store in other people's forms."""

from pathlib import Path

import click

from onrecord.cli.options import store_option

FORMATS = ["csv", "parquet", "plover", "gdelt", "annotation", "prov", "schema-org", "ro-crate"]


@click.command()
@store_option
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="What to write.")
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; made when it is missing.",
)
@click.option("--full-text", is_flag=True, help="Whole articles and quotations of any length.")
def export(store: Path | None, form: str, out: Path, full_text: bool) -> None:
    """Write what is on record as tables, events, annotations or provenance.

    Beside the data lies columns.md, which says what each column or name means. Quotations are cut
    to 300 characters and articles are left out unless --full-text is given: the words belong to
    their publishers.
    """
    from onrecord.exchange import export as write
    from onrecord.exchange.files import below
    from onrecord.store import Store, default_path

    with Store(store or default_path(), writable=False) as kept:
        write(kept, form, out, full_text=full_text)
    files = below(out)
    size = sum(file.stat().st_size for file in files)
    click.echo(f"{out}: {len(files)} files, {size / 1000:,.0f} kB", err=True)
