"""Inputs -> shards: parts of about equal size that are read, written and repeated as a whole.

A shard's id is a digest of what it holds and of the settings, so that a second run knows what the
first one finished, and a changed input is read anew.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.records import Record, digest
from onrecord.stages.read.container import STDIN, kind_of, texts
from onrecord.stages.read.page import printable
from onrecord.stages.read.tables import Columns
from onrecord.stages.read.walk import files
from onrecord.stages.read.warc import marks

_ENDS = 65_536  # bytes at each end of a file that tell whether it changed


class Piece(Record, frozen=True, kw_only=True):
    """A stretch of one file: `count` texts from number `first` on; crawls are entered at `at`."""

    file: str
    first: int = 0
    count: int = 1
    at: int = 0


class Shard(Record, frozen=True, kw_only=True):
    """What one worker reads in one go and writes as one folder."""

    id: str
    pieces: list[Piece]

    @property
    def size(self) -> int:
        return sum(piece.count for piece in self.pieces)


class Job(Record, frozen=True, kw_only=True):
    """What holds for all shards of a run. `pipeline` names a class with a `read` method."""

    out: str
    published: str | None = None
    outlet: str | None = None
    columns: dict[str, str] = {}
    keep_html: bool = False
    pipeline: str = "onrecord.pipeline:Pipeline"

    @property
    def settings(self) -> str:
        """What must be the same for all shards of one archive."""
        columns = ",".join(f"{k}={v}" for k, v in sorted(self.columns.items()))
        told = (self.published, self.outlet, columns, self.keep_html, self.pipeline)
        return digest(*(str(value) for value in told))


def plan(job: Job, inputs: Sequence[Path], size: int) -> dict[str, list[Shard]]:
    """The shards of each input, of about `size` texts."""
    return {printable(path): list(_shards(job, path, size)) for path in dict.fromkeys(inputs)}


def _shards(job: Job, path: Path, size: int) -> Iterator[Shard]:
    if str(path) == STDIN:
        raise UsageError("standard input cannot be read twice: give files, so that a killed run "
                         "can go on")  # fmt: skip
    if not path.exists():
        raise UsageError(f"there is no {path}")
    group: list[Piece] = []
    for file in files(path):
        kind = kind_of(file)
        if kind == "one":
            group.append(Piece(file=printable(file)))
            if len(group) == size:
                yield _shard(job, group)
                group = []
        elif kind == "warc":
            for first, at, count in marks(file, size):
                yield _shard(job, [Piece(file=printable(file), first=first, count=count, at=at)])
        else:
            total = sum(1 for _ in texts(file, Columns(job.columns)))
            for first in range(0, total, size):
                count = min(size, total - first)
                yield _shard(job, [Piece(file=printable(file), first=first, count=count)])
    if group:
        yield _shard(job, group)


def _shard(job: Job, pieces: Iterable[Piece]) -> Shard:
    pieces = list(pieces)
    told = [f"{p.file}\0{p.first}\0{p.count}\0{_print(p.file)}" for p in pieces]
    return Shard(id=digest(job.settings, *told), pieces=pieces)


def _print(name: str) -> str:
    """What tells a file from a changed one: its size and its ends; cheap for files of gigabytes."""
    file = Path(name)
    size = file.stat().st_size
    found = hashlib.sha256(str(size).encode())
    with file.open("rb") as stream:
        found.update(stream.read(_ENDS))
        stream.seek(max(0, size - _ENDS))
        found.update(stream.read(_ENDS))
    return found.hexdigest()
