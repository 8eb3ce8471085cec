"""Paths and folders -> pages and rejections, in a fixed order."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from onrecord.records import Page, Rejected
from onrecord.stages.read.container import STDIN, texts
from onrecord.stages.read.facts import Facts
from onrecord.stages.read.page import page_or_reason, printable
from onrecord.stages.read.tables import Columns


def pages(
    paths: Iterable[str | Path],
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Page | Rejected]:
    """Every text of every file named or below the folders named; `published` and `outlet` win.

    Folders are walked sorted by name; hidden files and folders are skipped unless named. `-` is
    standard input. `columns` says which column of a table holds what.
    """
    known, told = Columns(columns), Facts(published=published, outlet=outlet)
    for path in map(Path, paths):
        found = False
        for file in files(path):
            found = True
            for raw in texts(file, known):
                yield page_or_reason(raw, told)
        if not found:
            yield Rejected(path=printable(path), stage="read", reason="the folder holds no files")


def files(path: Path) -> Iterator[Path]:
    """The file itself, or the files below a folder, sorted."""
    if str(path) == STDIN or not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name
