"""Files of an export: whole or not there, with their checksums."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.errors import UsageError

_BLOCK = 1 << 20


def folder(out: Path) -> Path:
    """The export's folder, made when it is missing; `UsageError` when it cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the folder {out} cannot be made: {error.strerror}") from error
    return out


@contextmanager
def bytes_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name only when all is written.

    An export that is killed or runs out of disk leaves no half file under a real name.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, data: str | bytes) -> None:
    with bytes_file(path) as out:
        out.write(data.encode("utf-8") if isinstance(data, str) else data)


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as data:
        while block := data.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def below(out: Path) -> list[Path]:
    """All files of a folder, sorted, hidden ones left out."""
    found = []
    for root, folders, names in os.walk(out):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(root) / name for name in sorted(names) if not name.startswith(".")]
    return found
