"""`onrecord changes`: what changed in pages that were read again."""

import re
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import iso_date, store_option

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.diff import Change
    from onrecord.store.versions import Changed

_BACK = re.compile(r"(\d{1,5})\s*(min|h|d|w)")
_UNITS = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_NEAR = 6  # words of what stayed, beside what did not
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def _since(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A moment in UTC as the store writes it."""
    if value is None:
        return None
    if back := _BACK.fullmatch(value.strip()):
        span = timedelta(**{_UNITS[back[2]]: int(back[1])})
        return (datetime.now(UTC) - span).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = iso_date(ctx, param, value) or ""
    if len(told) <= 10:
        return told
    moment = datetime.fromisoformat(told)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo else told


@click.command()
@click.argument("page", required=False, metavar="[PAGE]")
@click.option("--since", callback=_since, metavar="WHEN",
              help="A date, a moment (UTC without a zone), or a span back: 24h, 7d.")  # fmt: skip
@click.option("--jsonl", is_flag=True, help="Print one JSON object an article and version.")
@store_option
def changes(page: str | None, since: str | None, jsonl: bool, store: Path | None) -> None:
    """Show what came, went and was put otherwise in pages that were read again."""
    from onrecord.cli.lines import line, write
    from onrecord.store import Store, default_path

    with Store(store or default_path(), writable=False) as kept:
        found = kept.changes(since, None if page is None else _source(kept, page))
    if jsonl:
        write(line(item) for item in found)
        return
    for item in found:
        _tell(item)
    if not found:
        click.echo("Nothing changed.")


def _source(store: "Store", page: str) -> str:
    """By what the store knows the page: its address, or the absolute path."""
    from onrecord.errors import NotFound
    from onrecord.store.versions import source_of

    if page.startswith(("http://", "https://")):
        return page
    for article in store.find(page):
        return source_of(store.page(store.report(article).article.page))
    try:
        return source_of(store.page(store.report(page).article.page))
    except NotFound:
        return str(Path(page).absolute())


def _tell(item: "Changed") -> None:
    from onrecord.render.words import visible

    version = item.version
    head = f"{item.title or 'untitled'} · version {version.number} · {version.at}"
    click.echo(click.style(visible(head), bold=True))
    click.echo(visible(f"{version.source} · {item.article or 'gone'}"))
    for change in item.changes:
        click.echo(f"  {_SIGNS[change.kind]} {change.what:<10}  {_words(change)}")
    click.echo()


def _words(change: "Change") -> str:
    from onrecord.render.words import visible

    before, after = (" ".join((words or "").split()) for words in (change.before, change.after))
    if change.kind != "changed":
        return visible(before or after)
    return visible(_marked(before, after) if change.what == "text" else f"{before} → {after}")


def _marked(before: str, after: str) -> str:
    """One paragraph with its changes as `[old → new]`, and little of what stayed."""
    old, new = before.split(), after.split()
    out: list[str] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            same = old[i:j]
            out += same if len(same) <= 2 * _NEAR else [*same[:_NEAR], "…", *same[-_NEAR:]]
        else:
            out.append(f"[{' '.join(old[i:j])} → {' '.join(new[k:m])}]")
    return " ".join(out)
