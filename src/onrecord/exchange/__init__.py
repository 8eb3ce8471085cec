"""The record in other people's forms. Formats are imported when they are asked for."""

from importlib import import_module
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.exchange.files import folder
from onrecord.store import Store

FORMATS = {
    "csv": ("csv_tables", "CSV tables, safe to open in a spreadsheet"),
    "parquet": ("arrow", "the same tables as Parquet (needs pyarrow)"),
    "plover": ("plover", "PLOVER events, JSON lines"),
    "gdelt": ("gdelt", "GDELT-shaped and CAMEO tables"),
    "annotation": ("annotation", "W3C Web Annotations"),
    "prov": ("prov", "where each record comes from, PROV-JSON"),
    "schema-org": ("schema_org", "schema.org Claim and Quotation, JSON-LD"),
    "ro-crate": ("ro_crate", "all of them in an RO-Crate with checksums"),
}


def export(store: Store, form: str, out: Path, *, full_text: bool = False) -> None:
    """Write the store in a format to the folder `out`, with the dictionary of what it holds.

    It is one state of the store, whatever other processes write meanwhile. Quotations are short and
    texts are left out unless `full_text`. Raises `UsageError` when it cannot be written.
    """
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format: {', '.join(FORMATS)}")
    make = import_module(f"onrecord.exchange.{FORMATS[form][0]}").export
    with store.snapshot():
        make(store, folder(out), full_text)
