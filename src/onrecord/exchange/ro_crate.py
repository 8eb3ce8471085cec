"""Everything in one RO-Crate 1.1, with checksums: https://w3id.org/ro/crate/1.1

`sha256sum -c manifest-sha256.txt` verifies it without onrecord.
"""

import json
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.exchange import annotation, arrow, csv_tables, gdelt, plover, prov, schema_org
from onrecord.exchange.dictionary import HEAD
from onrecord.exchange.entries import entries
from onrecord.exchange.files import below, bytes_file, folder, sha256, write
from onrecord.store import Store
from onrecord.version import __version__

MANIFEST = "manifest-sha256.txt"
METADATA = "ro-crate-metadata.json"
_MEDIA = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".txt": "text/plain",
}
_PARTS = {
    "csv": (csv_tables.export, "CSV tables, safe for spreadsheets"),
    "plover": (plover.export, "PLOVER events"),
    "gdelt": (gdelt.export, "GDELT-shaped and CAMEO tables"),
    "annotation": (annotation.export, "W3C Web Annotations"),
    "prov": (prov.export, "PROV-JSON"),
    "schema-org": (schema_org.export, "schema.org Claim and Quotation"),
}
_RIGHTS = """\
The crate quotes news articles briefly, with their positions; the words remain their publishers'.
Whoever passes it on answers for the quotations by the law of his place."""
_RIGHTS_FULL = """\
The crate holds whole news articles, whose rights are their publishers'. It is for those who may
have them."""


def export(store: Store, out: Path, full: bool) -> None:
    """Each format in a folder of its own; Parquet too where pyarrow is installed."""
    parts = dict(_PARTS)
    if find_spec("pyarrow"):
        parts["parquet"] = (arrow.export, "Parquet tables")
    for name, (make, _) in parts.items():
        make(store, folder(out / name), full)
    if full:
        _records(store, folder(out / "record") / "records.jsonl")
    write(out / "columns.md", _index(parts))
    # files of an earlier export in this folder are no part of this one
    names = {*parts, *(["record"] if full else [])}
    files = [f for f in below(out) if f.parent == out or f.relative_to(out).parts[0] in names]
    files = [f for f in files if f.name not in (MANIFEST, METADATA)]
    write(out / METADATA, _metadata(out, files, full))
    lines = [f"{sha256(f)}  {f.relative_to(out).as_posix()}" for f in [*files, out / METADATA]]
    write(out / MANIFEST, "\n".join(lines) + "\n")


def _records(store: Store, path: Path) -> None:
    """The record contract itself; it holds whole texts."""
    import msgspec

    with bytes_file(path) as sink:
        for entry in entries(store, full=True):
            sink.write(msgspec.json.encode(entry.report) + b"\n")


def _index(parts: dict[str, Any]) -> str:
    head = HEAD.format(title="On record", version=__version__)
    lines = [f"- [{what}]({name}/columns.md)" for name, (_, what) in parts.items()]
    return "\n".join([head, "Each folder has the dictionary of its format:", "", *lines, ""])


def _metadata(out: Path, files: list[Path], full: bool) -> str:
    described = [_file(out, path) for path in files]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": "On record: who did what to whom, where and when, and on whose word",
        "description": "Statements, events, figures, actors, places and times read from news, "
        "each with its position in the text, and on whose word it rests.",
        "datePublished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "license": {"@id": "#rights"},
        "hasPart": [{"@id": d["@id"]} for d in described],
    }
    rights = _RIGHTS_FULL if full else _RIGHTS
    graph = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        root,
        {"@id": "#rights", "@type": "CreativeWork", "name": "Rights", "description": rights},
        {"@id": "#onrecord", "@type": "SoftwareApplication", "name": "onrecord",
         "version": __version__},
        {"@id": "#export", "@type": "CreateAction", "name": "onrecord export",
         "instrument": {"@id": "#onrecord"}, "result": {"@id": "./"},
         "endTime": root["datePublished"]},
        *described,
    ]  # fmt: skip
    context = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
    return json.dumps({"@context": context, "@graph": graph}, indent=1, ensure_ascii=False) + "\n"


def _file(out: Path, path: Path) -> dict[str, Any]:
    return {
        "@id": path.relative_to(out).as_posix(),
        "@type": "File",
        "name": path.relative_to(out).as_posix(),
        "contentSize": str(path.stat().st_size),
        "encodingFormat": _MEDIA.get(path.suffix, "application/octet-stream"),
        "sha256": sha256(path),
    }
