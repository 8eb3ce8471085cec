"""`onrecord watch`: feeds and sitemaps, read as they change."""

import re
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from onrecord.cli.group import INTERRUPTED
from onrecord.cli.options import store_option

_SPAN = re.compile(r"(\d{1,6})\s*(s|min|h|d)")
_UNITS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
_SHORTEST = 60.0


def _span(ctx: click.Context, param: click.Parameter, value: str) -> float:
    found = _SPAN.fullmatch(value.strip())
    if not found:
        raise click.BadParameter(f"{value!r}: write a span such as 15min or 2h", ctx, param)
    return max(_SHORTEST, float(found[1]) * _UNITS[found[2]])


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@store_option
@click.option("--once", is_flag=True, help="One round, then end (for cron).")
@click.option("--every", callback=_span, default="15min", show_default=True, metavar="SPAN",
              help="How often a feed is asked.")  # fmt: skip
@click.option("--delay", type=click.FloatRange(0.0), default=2.0, show_default=True,
              metavar="SECONDS", help="Least pause between two requests to one host.")  # fmt: skip
@click.option("--max", "most", type=click.IntRange(1), default=100, show_default=True, metavar="N",
              help="Pages of a feed a round.")  # fmt: skip
@click.option("--allow-private", is_flag=True,
              help="Ask private and link-local addresses too.")  # fmt: skip
@click.pass_context
def watch(
    ctx: click.Context,
    feeds: tuple[str, ...],
    store: Path | None,
    once: bool,
    every: float,
    delay: float,
    most: int,
    allow_private: bool,
) -> None:
    """Read what RSS and Atom feeds and sitemaps name, when it is new or has changed.

    robots.txt is heeded; nothing is asked for more often than need be.
    """
    from onrecord.cli.read import open_store
    from onrecord.runners.fetch import Fetcher
    from onrecord.runners.watch import Watch

    with ExitStack() as stack:
        kept = stack.enter_context(open_store(store))
        run = Watch(kept, Fetcher(allow_private, delay), _pipeline, every, most)
        try:
            while True:
                for outcome in run.round(feeds):
                    _tell(outcome)
                if once:
                    return
                time.sleep(run.next_due(feeds))
        except KeyboardInterrupt:
            click.echo(f"\nStopped; what was read is kept in {kept.path}.", err=True)
            ctx.exit(INTERRUPTED)


def _pipeline() -> Any:
    from onrecord.pipeline import Pipeline

    return Pipeline()


def _tell(outcome: Any) -> None:
    from onrecord.records import Rejected
    from onrecord.render.words import title, visible

    stamp = time.strftime("%H:%M:%S")
    if isinstance(outcome, Rejected):
        click.echo(visible(f"{stamp}  refused  {outcome.path}: {outcome.reason}"), err=True)
        return
    for report in outcome.reports:
        article = report.article
        told = f"{len(report.statements)} statements, {len(report.events)} events"
        words = f"{stamp}  {article.id}  {article.outlet or '-'}: {title(article)}  ({told})"
        click.echo(visible(words))
