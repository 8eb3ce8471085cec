"""Bytes -> text and the name of the encoding that made it so."""

import codecs
import re

from onrecord.errors import UsageError
from onrecord.stages.read.guard import by_name

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old binary form"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a rich-text document"),
    (b"ID3", "an audio file"),
)
_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_WESTERN = frozenset(["iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"])
_SAMPLE = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CAPITAL_INSIDE = re.compile(rb"[a-z][\x80\xc0-\xdf][a-z ]|[ (][\xc0-\xdf][A-Z]")


def decode(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """The text and its encoding; `UsageError` when the bytes are no text.

    `charset` is what a server said; servers say "ISO-8859-1" of much that is UTF-8.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UsageError(f"binary: {kind}")
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise UsageError("binary: an image, sound or film")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name
    if b"\0" in data:
        name = _wide(data)
        return _strictly(data, name), name
    if len(_CONTROL.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 50:
        raise UsageError("binary: control characters throughout")
    return _narrow(data, charset)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UsageError(f"damaged {name} at byte {error.start}") from error


def _wide(data: bytes) -> str:
    """The UTF-16 byte order of data without a mark: Latin text has NULs on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise UsageError("binary: NUL bytes")


def _narrow(data: bytes, charset: str | None) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii") if found else None
    for told in filter(None, (charset, declared)):
        name = told.strip("\"' ").lower()
        name = "cp1252" if name in _WESTERN else name  # as browsers read them
        if (text := by_name(data, name)) is not None:
            return text, name
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    sound = sum(ch > "\x7f" for ch in repaired) - broken
    if sound > 10 * broken:  # UTF-8 with a few damaged bytes
        return repaired, f"utf-8 ({broken} damaged)"
    if _is_western(data):
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            pass
    return _guess(data)


def _is_western(data: bytes) -> bool:
    """Rare high bytes, and none where only another code page puts letters or quotation marks."""
    sample = data[:_SAMPLE] if _HIGH.search(data[:_SAMPLE]) else data
    high = len(_HIGH.findall(sample))
    odd = len(_CAPITAL_INSIDE.findall(sample))
    return high <= max(4, 0.1 * len(sample)) and 3 * odd <= high


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    first = _HIGH.search(data)
    begin = max(0, first.start() - _SAMPLE // 2) if first else 0
    best = from_bytes(data[begin : begin + _SAMPLE]).best()
    if best is None:
        raise UsageError("the encoding cannot be told, or this is no text")
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError as error:
        raise UsageError(f"the encoding cannot be told: {best.encoding} fails") from error
