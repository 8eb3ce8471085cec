"""The column dictionary beside an export, for people and for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence

from onrecord.exchange.columns import Table
from onrecord.version import __version__

_XSD = {"text": "string", "integer": "integer", "number": "double", "boolean": "boolean"}

HEAD = """\
# {title}

Written by `onrecord export`, onrecord {version}. Positions are code points of the article's text,
the end exclusive. An empty cell is a fact that is not told, never a guess. `stance` is a speaker's
act and `status` what the text makes of an event: nothing here says that a thing is true.
"""


def markdown(tables: Iterable[Table], title: str, note: str = "") -> str:
    """Every table with its columns, as a page to read."""
    parts = [HEAD.format(title=title, version=__version__), *([note] if note else [])]
    for table in tables:
        lines = [
            f"## {table.name}",
            "",
            f"A row is {table.row}.",
            "",
            "| column | type | meaning |",
        ]
        lines.append("|---|---|---|")
        lines += [f"| `{c.name}` | {c.type} | {c.meaning} |" for c in table.columns]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def terms(meanings: Mapping[str, str], title: str, note: str = "") -> str:
    """The dictionary of a format of named values rather than columns."""
    lines = [HEAD.format(title=title, version=__version__), *([note] if note else [])]
    lines += ["| name | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in meanings.items()]
    return "\n".join(lines) + "\n"


def csvw(tables: Sequence[Table]) -> str:
    """Metadata of the CSV files as W3C's CSV on the Web has them."""
    described = [
        {
            "url": f"{table.name}.csv",
            "dc:description": f"A row is {table.row}.",
            "dialect": {"header": True, "encoding": "utf-8"},
            "tableSchema": {
                "columns": [
                    {"name": c.name, "datatype": _XSD[c.type], "dc:description": c.meaning}
                    for c in table.columns
                ]
            },
        }
        for table in tables
    ]
    group = {"@context": "http://www.w3.org/ns/csvw", "tables": described}
    return json.dumps(group, indent=1, ensure_ascii=False) + "\n"
