"""Where the gold data is, how its files are read and pinned.

Texts belong to their publishers, so no gold is shipped: a folder is named by `--gold` or
`ONRECORD_GOLD`, or stands beside a checkout as `../shared/gold`.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

Row = TypeVar("Row")
VARIABLE = "ONRECORD_GOLD"


def checkout() -> Path | None:
    """The source tree this code runs from, or None when it runs from an install."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").exists() and (root / "src").is_dir() else None


def locate(named: Path | None = None) -> Path | None:
    """The gold folder: the one named, else of the environment, else beside the checkout."""
    if named is None and os.environ.get(VARIABLE):
        named = Path(os.environ[VARIABLE])
    if named is None and (root := checkout()):
        named = root.parent / "shared" / "gold"
    return named if named is not None and named.is_dir() else None


def rows(file: Path, kind: type[Row]) -> Iterator[Row]:
    """The lines of a JSON-lines file as records of that type; fields it does not name are left."""
    decoder = msgspec.json.Decoder(kind)
    with file.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield decoder.decode(line)


def pin(file: Path) -> str:
    """The digest of a gold file's bytes that `floors.toml` keeps beside the floors."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
