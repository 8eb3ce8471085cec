"""zip, tar and gzip files -> their members, each read as a file by itself, within bounds.

An archive is never unpacked to disk and a member never read past its limit, so that a bomb costs
no more than what an honest archive may.
"""

import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, NamedTuple

from onrecord.records import Rejected
from onrecord.stages.read.page import too_large
from onrecord.stages.read.raw import LIMIT

MEMBERS = 200_000
TOTAL = 8_000_000_000  # bytes of all members of an archive
RATIO = 400  # times a member may grow; text packs to a fifth, markup to a twentieth
_SMALL = 1_000_000  # bytes below which growth does no harm
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
           NotImplementedError, RuntimeError, ValueError)  # fmt: skip


class Member(NamedTuple):
    """One file of an archive, read whole."""

    path: str
    data: bytes


def is_packed(head: bytes) -> bool:
    packed = head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0"))
    return packed or head[257:262] == b"ustar"


def members(stream: BinaryIO, path: str, size: int) -> Iterator[Member | Rejected]:
    """The members in the archive's order; `size` is the archive's in bytes."""
    try:
        if zipfile.is_zipfile(stream):
            stream.seek(0)
            yield from _bounded(_zip(stream, path), path, size)
            return
        stream.seek(0)
        if tar := _tar_file(stream):
            with tar:
                yield from _bounded(_tar(tar, path), path, size)
            return
        stream.seek(0)
        yield from _bounded(_gzip(stream, path), path, size)
    except _BROKEN as error:
        yield _rejected(path, f"damaged archive: {error}")


def _bounded(
    found: Iterator[Member | Rejected], path: str, size: int
) -> Iterator[Member | Rejected]:
    total = 0
    for number, member in enumerate(found):
        if isinstance(member, Member):
            total += len(member.data)
        if number >= MEMBERS or total > TOTAL or total > max(_SMALL, size) * RATIO:
            yield _rejected(path, "the archive unpacks to too much: the rest is not read")
            return
        yield member


def _zip(stream: BinaryIO, path: str) -> Iterator[Member | Rejected]:
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.is_dir() or _hidden(info.filename):
                continue
            where = f"{path}/{info.filename}"
            if info.flag_bits & 1:
                yield _rejected(where, "encrypted")
                continue
            if info.file_size > max(_SMALL, info.compress_size * RATIO):
                yield _rejected(where, f"grows {RATIO} times and more when unpacked")
                continue
            try:
                with archive.open(info) as file:
                    yield _read(file, where)
            except _BROKEN as error:
                yield _rejected(where, f"damaged: {error}")


def _tar_file(stream: BinaryIO) -> tarfile.TarFile | None:
    try:
        return tarfile.open(fileobj=stream, mode="r:*")
    except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError):
        return None


def _tar(archive: tarfile.TarFile, path: str) -> Iterator[Member | Rejected]:
    for info in archive:
        if _hidden(info.name) or info.isdir():
            continue
        where = f"{path}/{info.name}"
        if not info.isreg():
            yield _rejected(where, "not a regular file")
            continue
        if info.size > LIMIT:  # what a member claims is what the stream is read on by
            yield _rejected(where, too_large(info.size))
            continue
        file = archive.extractfile(info)
        if file is not None:
            yield _read(file, where)


def _gzip(stream: BinaryIO, path: str) -> Iterator[Member | Rejected]:
    """A single packed file."""
    with gzip.GzipFile(fileobj=stream) as file:
        yield _read(file, path.removesuffix(".gz"))


def _read(file: IO[bytes] | gzip.GzipFile, where: str) -> Member | Rejected:
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        return _rejected(where, too_large(len(data)))
    return Member(where, data)


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or (
        "__MACOSX" in parts
    )


def _rejected(where: str, reason: str) -> Rejected:
    return Rejected(path=where, stage="read", reason=reason)
