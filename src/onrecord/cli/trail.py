"""`onrecord trail` and `onrecord corrections`: what people did with the record."""

import json
from pathlib import Path

import click

from onrecord.cli.options import store_option


@click.group()
def trail() -> None:
    """The append-only trail of the reading room: who did what, when, on which version."""


@trail.command()
@store_option
def verify(store: Path | None) -> None:
    """Check that each line follows from the one before; exit code 1 when one does not."""
    from onrecord.errors import StoreError
    from onrecord.store import Store, default_path
    from onrecord.store import trail as kept_trail

    with Store(store or default_path(), writable=False) as kept:
        broken = kept_trail.verify(kept.db)
        if broken is not None:
            raise StoreError(f"the trail does not hold: line {broken.n}: {broken.what}")
        last = kept.db.execute("SELECT n, hash FROM trail ORDER BY n DESC LIMIT 1").fetchone()
    click.echo(f"{last['n']} lines hold; the last hash is {last['hash']}" if last else "no lines")


@trail.command()
@store_option
def export(store: Path | None) -> None:
    """Print the trail as JSON lines."""
    from onrecord.cli.lines import write
    from onrecord.store import Store, default_path
    from onrecord.store import trail as kept_trail

    with Store(store or default_path(), writable=False) as kept:
        write(
            (json.dumps(line, ensure_ascii=False) + "\n").encode()
            for line in kept_trail.lines(kept.db)
        )


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--all", "everything", is_flag=True, help="Also articles that were gone through in part."
)
@store_option
def corrections(out: Path, everything: bool, store: Path | None) -> None:
    """Write verdicts as gold data into the folder OUT.

    An article counts when each of its statements, events and figures has a verdict that nobody
    disputes. `onrecord evaluate reports --gold OUT` scores the machine against it.
    """
    from onrecord.errors import UsageError
    from onrecord.store import Store, default_path
    from onrecord.store.gold import gold, line

    file = out / "reports" / "dev.jsonl"
    with Store(store or default_path(), writable=False) as kept:
        lines = [line(report) for report in gold(kept, everything=everything)]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join(lines))
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{file}: {len(lines)} article{'' if len(lines) == 1 else 's'}")
