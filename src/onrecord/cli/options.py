"""Options and arguments that several commands share."""

import re
from datetime import date, datetime
from pathlib import Path

import click

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def iso_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A year, a month, a day or a moment as ISO 8601 has them: 2024, 2024-05, 2024-05-17, ..."""
    if value is None or _is_date(value.strip()):
        return value and value.strip()
    raise click.BadParameter(
        f"{value!r} is no date: write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM", ctx, param
    )


def _is_date(text: str) -> bool:
    if _PARTIAL.fullmatch(text):
        return True
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return False  # the week and ordinal forms are dates too, but no article bears them
    try:
        date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


speech_option = click.option(
    "--speech",
    is_flag=True,
    help="Tell speech alone: leave out thoughts and attitudes, and what rests on them.",
)


def columns(ctx: click.Context, param: click.Parameter, value: str | None) -> dict[str, str]:
    """`text=body,title=head`: which column of a table holds what."""
    out = {}
    for part in filter(None, (value or "").split(",")):
        fact, equals, column = part.partition("=")
        if not (fact.strip() and equals and column.strip()):
            raise click.BadParameter(f"{part!r}: write FACT=COLUMN,FACT=COLUMN", ctx, param)
        out[fact.strip()] = column.strip()
    return out


columns_option = click.option(
    "--columns",
    callback=columns,
    metavar="FACT=COLUMN,...",
    help="Which columns of a table hold text, html, title, outlet, byline, published, url.",
)
store_option = click.option(
    "--store",
    "store",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The store's file. Default: $ONRECORD_STORE, or record.db in the user's data folder.",
)
