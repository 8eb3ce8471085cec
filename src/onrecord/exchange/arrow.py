"""The same tables as Arrow: Parquet files, and frames for Python."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.exchange.columns import Table
from onrecord.exchange.dictionary import markdown
from onrecord.exchange.entries import Entry, entries
from onrecord.exchange.files import bytes_file, write
from onrecord.exchange.tables import TABLES
from onrecord.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 10_000  # rows that are held in memory before they are written


def export(store: Store, out: Path, full: bool) -> None:
    """One Parquet file a table; the columns' meanings are in its schema and in `columns.md`."""
    _arrow()
    with ExitStack() as stack:
        sinks = [_Sink(table, stack, out) for table in TABLES]
        for entry in entries(store, full):
            for sink in sinks:
                sink.add(entry)
        for sink in sinks:
            sink.flush()
    write(out / "columns.md", markdown(TABLES, "Parquet tables"))


class _Sink:
    """A Parquet file that is written a group of rows at a time."""

    def __init__(self, table: Table, stack: ExitStack, out: Path) -> None:
        from pyarrow import parquet

        self._table = table
        self._schema = schema(table)
        self._rows: list[tuple[object, ...]] = []
        file = stack.enter_context(bytes_file(out / f"{table.name}.parquet"))
        self._writer = stack.enter_context(
            parquet.ParquetWriter(file, self._schema, compression="zstd")
        )

    def add(self, entry: Entry) -> None:
        self._rows += self._table.rows(entry)
        if len(self._rows) >= GROUP:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            self._writer.write_table(_columns(self._table, self._rows, self._schema))
            self._rows = []


def tables(store: Store, full: bool = False) -> "Iterator[tuple[str, pa.Table]]":
    """Every table of the store as an Arrow table, in memory."""
    _arrow()
    found: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TABLES}
    for entry in entries(store, full):
        for table in TABLES:
            found[table.name] += table.rows(entry)
    for table in TABLES:
        yield table.name, _columns(table, found[table.name], schema(table))


def schema(table: Table) -> "pa.Schema":
    """The table's Arrow schema; a field's metadata holds its meaning."""
    pa = _arrow()
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    fields = [
        pa.field(c.name, types.get(c.type, pa.bool_()), metadata={"description": c.meaning})
        for c in table.columns
    ]
    return pa.schema(fields, metadata={"row": table.row})


def _columns(table: Table, rows: list[tuple[object, ...]], known: "pa.Schema") -> "pa.Table":
    pa = _arrow()
    columns = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    arrays = [
        pa.array([_value(v, c.type) for v in column], type=field.type)
        for column, c, field in zip(columns, table.columns, known, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=known)


def _value(value: object, kind: str) -> object:
    """JSON keeps no difference between 3 and 3.0; a column of numbers does."""
    return float(value) if kind == "number" and isinstance(value, int) else value


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise UsageError(
            "Arrow and Parquet need pyarrow: pip install 'onrecord[tables]'"
        ) from error
    return pyarrow
