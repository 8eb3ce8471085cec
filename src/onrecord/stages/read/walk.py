"""Paths and folders -> pages and rejections, in a fixed order."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.records import Page, Rejected
from onrecord.stages.read.page import page_from_path, printable


def pages(
    paths: Iterable[str | Path], published: str | None = None, outlet: str | None = None
) -> Iterator[Page | Rejected]:
    """Every file named, and every file below the folders named; `published` and `outlet` win.

    Folders are walked sorted by name; hidden files and folders are skipped unless named.
    """
    for path in map(Path, paths):
        found = False
        for file in _files(path):
            found = True
            yield _page(file, published, outlet)
        if not found:
            yield Rejected(path=printable(path), stage="read", reason="the folder holds no files")


def _page(file: Path, published: str | None, outlet: str | None) -> Page | Rejected:
    try:
        return page_from_path(file, published=published, outlet=outlet)
    except UsageError as refused:
        return Rejected(path=printable(file), stage="read", reason=str(refused))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name
