"""`onrecord archive`: many inputs into Parquet tables, on all cores or on a cluster."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.group import INTERRUPTED
from onrecord.cli.options import columns_option, iso_date

if TYPE_CHECKING:
    from onrecord.cli.meter import Meter

SHARD = 1_000  # texts: some minutes of work for one process


@click.command()
@click.argument(
    "inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT..."
)
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path),
              help="The archive's folder. A stopped run goes on there.")  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes. Default: the cores."
)
@click.option("--shard-size", type=click.IntRange(1), default=SHARD, show_default=True, metavar="N",
              help="Texts that are read, written and repeated as a whole.")  # fmt: skip
@click.option("--engine", type=click.Choice(["local", "dask", "ray"]), default="local",
              show_default=True, help="What runs the shards.")  # fmt: skip
@click.option("--cluster", metavar="ADDRESS", help="The scheduler of the dask or ray cluster.")
@click.option("--published", callback=iso_date, metavar="DATE", help="When the pages appeared.")
@click.option("--outlet", metavar="NAME", help="Who published the pages.")
@columns_option
@click.option("--keep-html", is_flag=True, help="Keep pages as served, too.")
@click.option("--pipeline", default="onrecord.pipeline:Pipeline", hidden=True)
@click.pass_context
def archive(
    ctx: click.Context,
    /,
    inputs: tuple[Path, ...],
    out: Path,
    workers: int | None,
    shard_size: int,
    engine: str,
    cluster: str | None,
    **settings: Any,
) -> None:
    """Read WARC files, tables, folders ... into Parquet tables of records.

    Shards are read by a process each. A killed run goes on where it was; an input that kills its
    process is left out with the reason. The records are those of `onrecord read`.
    """
    from onrecord.cli.meter import Meter
    from onrecord.runners import archive as runner
    from onrecord.runners.plan import Job

    job = Job(out=str(out), **settings)
    _check()
    if cluster and engine == "local":
        raise click.UsageError("--cluster is for --engine dask or ray")
    with runner.opened(job):
        click.echo("Planning ...", err=True)
        work = runner.prepare(job, inputs, shard_size)
        meter = Meter(work)
        run = runner.engine(engine, job, workers or _cores(), cluster)
        try:
            for sign in run.run(work.todo):
                meter.hear(sign)
        except KeyboardInterrupt:
            meter.clear()
            click.echo("Stopped. What is finished is kept; the same command goes on.", err=True)
            ctx.exit(INTERRUPTED)
        meter.clear()
    _tell(meter, work.done, out)
    if meter.failed:
        ctx.exit(1)


def _check() -> None:
    from importlib.util import find_spec

    from onrecord.errors import UsageError

    if find_spec("pyarrow") is None:
        raise UsageError("`onrecord archive` needs: pip install 'onrecord[archive]'")


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tell(meter: "Meter", done: int, out: Path) -> None:
    if done:
        click.echo(f"{done:,} shards were there already.")
    click.echo(f"{meter.summary()}; kept in {out}")
    for failed in meter.failed:
        click.echo(f"shard {failed.shard} failed: {failed.reason}", err=True)
