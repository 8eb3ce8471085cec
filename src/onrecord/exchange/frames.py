"""The record as data frames: `onrecord.frames(store)`."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import UsageError
from onrecord.exchange import arrow
from onrecord.store import Store

Kind = Literal["pandas", "polars", "arrow"]


def frames(
    store: str | Path | Store, kind: Kind | None = None, *, full_text: bool = False
) -> dict[str, Any]:
    """Every table of the store by its name: articles, statements, events, parties, figures, ...

    `kind` says whose frames; None takes pandas, else polars, else Arrow tables, whichever is
    installed. Columns are those of `onrecord export --format parquet`; quotations are cut to 300
    characters unless `full_text`. All of it is held in memory. Raises `UsageError` that says what
    to install.
    """
    wanted: str = kind or next((k for k in ("pandas", "polars") if find_spec(k)), "arrow")
    if isinstance(store, Store):
        return _frames(store, wanted, full_text)
    with Store(store, writable=False) as opened:
        return _frames(opened, wanted, full_text)


def _frames(store: Store, kind: str, full: bool) -> dict[str, Any]:
    if kind not in ("pandas", "polars", "arrow"):
        raise UsageError(f"{kind!r} is no kind of frame: pandas, polars or arrow")
    if kind != "arrow" and not find_spec(kind):
        raise UsageError(f"{kind} is not installed: pip install {kind}")
    with store.snapshot():
        found = dict(arrow.tables(store, full))
    if kind == "pandas":
        return {name: table.to_pandas() for name, table in found.items()}
    if kind == "polars":
        import polars

        return {name: polars.from_arrow(table) for name, table in found.items()}
    return found
