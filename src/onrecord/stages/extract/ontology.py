"""A reader's own ontology: types, words and codes from a table, without training anything.

The table (docs/method/events.md) is tab-separated with a header line; `#` begins a remark. Columns:
`type` the name of the own type; `plover` the type of the sixteen that it refines; `mode`; `code`;
and, for words of its own, `head`, `pos`, `with`, `frame` as in `plover_triggers.tsv`. A row without
`head` renames what the built-in lexicon or the model finds.
"""

import re
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import ResourceError, UsageError
from onrecord.records import EventType
from onrecord.resources import table

_TYPES = frozenset(EventType.__args__)  # type: ignore[attr-defined]
_COLUMNS = frozenset(("type", "plover", "mode", "code", "head", "pos", "with", "frame"))
_NAME = re.compile(r"[^\s\t]+")
WEIGHT = "0.9"  # of words that the reader names: they count without much around them


class Own(NamedTuple):
    """What the reader calls an event."""

    type: str
    code: str


class Ontology:
    """`words` are rows for the lexicon, `names` the own type by PLOVER type and mode."""

    def __init__(self, lines: list[dict[str, str]]) -> None:
        self.words = [{**line, "weight": WEIGHT} for line in lines if line["head"]]
        self.names = {
            (line["plover"], line["mode"]): Own(line["type"], line["code"])
            for line in lines
            if not line["head"]
        }

    @staticmethod
    def read(file: Path) -> "Ontology":
        """The table in `file`; `UsageError` names the line that cannot be used."""
        try:
            lines = list(table(file))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"the ontology {file} cannot be read: {error}") from error
        return Ontology([_checked(line, n, file) for n, line in enumerate(lines, 1)])

    def name(self, kind: str, mode: str) -> Own | None:
        """The own name of a PLOVER type and mode: of both together, else of the type."""
        return self.names.get((kind, mode)) or self.names.get((kind, ""))


def _checked(line: dict[str, str], number: int, file: Path) -> dict[str, str]:
    unknown = line.keys() - _COLUMNS
    full = {column: line.get(column, "").strip() for column in _COLUMNS}
    problem = None
    if unknown:
        problem = f"there is no column {sorted(unknown)[0]!r}"
    elif not _NAME.fullmatch(full["type"]):
        problem = f"the type {full['type']!r} must be one word"
    elif full["plover"] not in _TYPES:
        problem = f"{full['plover']!r} is no PLOVER type"
    elif full["head"] and full["pos"] not in ("v", "n", "a"):
        problem = f"the part of speech {full['pos']!r} must be v, n or a"
    if problem:
        raise UsageError(f"{file}, row {number}: {problem}")
    return full


def refused(error: ResourceError) -> UsageError:
    """A condition that the lexicon cannot read, told as the reader's slip."""
    return UsageError(f"the ontology: {error}")
