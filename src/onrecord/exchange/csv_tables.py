"""CSV that a spreadsheet may open: no cell of it is a formula, and every cell can be had back.

A page can hold `=HYPERLINK(...)`, and spreadsheets obey it (OWASP, "CSV injection"). Text that
could begin one, and text that begins with an apostrophe, gets an apostrophe in front; `plain` takes
exactly that one away again. Numbers, dates and ids are ours and are not touched.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from onrecord.exchange.columns import Table, Type
from onrecord.exchange.dictionary import csvw, markdown
from onrecord.exchange.entries import Entry, entries
from onrecord.exchange.files import bytes_file, write
from onrecord.exchange.tables import TABLES
from onrecord.store import Store

_FORMULA = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")  # the last four: full-width forms
_BOM = "\ufeff"  # without it spreadsheets take UTF-8 for a code page of their own


def export(store: Store, out: Path, full: bool) -> None:
    """One file a table, `columns.md` and `csv-metadata.json` (W3C CSV on the Web)."""
    with ExitStack() as stack:
        sinks = [(t, _open(stack, out / f"{t.name}.csv")) for t in TABLES]
        for table, sink in sinks:
            sink.write((_BOM + ",".join(table.names) + "\r\n").encode())
        for entry in entries(store, full):
            for table, sink in sinks:
                sink.write(_lines(table, entry).encode("utf-8", "replace"))
    write(out / "columns.md", markdown(TABLES, "CSV tables"))
    write(out / "csv-metadata.json", csvw(TABLES))


def _open(stack: ExitStack, path: Path) -> IO[bytes]:
    return stack.enter_context(bytes_file(path))


def _lines(table: Table, entry: Entry) -> str:
    """The article's rows of a table, as RFC 4180 has them."""
    out = io.StringIO()
    writer = csv.writer(out)
    types = [column.type for column in table.columns]
    for row in table.rows(entry):
        writer.writerow(list(_cells(types, row)))
    return out.getvalue()


def _cells(types: Sequence[Type], row: Sequence[object]) -> Iterator[str]:
    for kind, value in zip(types, row, strict=True):
        if value is None:
            yield ""
        elif isinstance(value, bool):
            yield str(value).lower()
        else:
            yield safe(str(value)) if kind == "text" else f"{value}"


def safe(cell: str) -> str:
    """The cell's text, marked where a spreadsheet could take it for something to run."""
    for ch in cell:
        if ch in _FORMULA or ch in "\t\r\n'" or ch == "\0":
            return f"'{cell}"
        # what is skipped or not seen may stand before a formula: spaces, marks of direction
        if not ch.isspace() and unicodedata.category(ch) not in ("Cf", "Cc"):
            return cell
    return cell


def plain(cell: str) -> str:
    """The text that `safe` was given."""
    return cell.removeprefix("'")
