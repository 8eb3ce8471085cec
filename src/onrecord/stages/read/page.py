"""One file or its bytes -> Page; `UsageError` says why when there can be no page."""

import os
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.records import Page, Rejected, digest
from onrecord.stages.read.decode import decode
from onrecord.stages.read.facts import Facts
from onrecord.stages.read.html import clean, is_html, is_other_markup
from onrecord.stages.read.language import NAMES, judge
from onrecord.stages.read.raw import LIMIT, Raw


def page_from_path(
    path: str | Path, published: str | None = None, outlet: str | None = None
) -> Page:
    """Read one file that is a page by itself."""
    told = Facts(published=published, outlet=outlet)
    return page_of(Raw(path=printable(path), data=bytes_of(Path(path))), told)


def page_from_bytes(
    data: bytes, path: str = "-", published: str | None = None, outlet: str | None = None
) -> Page:
    """A page from a file's bytes; what the caller tells wins over what the page tells."""
    return page_of(Raw(path=path, data=data), Facts(published=published, outlet=outlet))


def page_or_reason(raw: Raw | Rejected, told: Facts) -> Page | Rejected:
    """The page of one text, or its rejection; a defect of ours costs this text alone."""
    if isinstance(raw, Rejected):
        return raw
    try:
        return page_of(raw, told)
    except UsageError as refused:
        return Rejected(path=raw.path, stage="read", reason=str(refused))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        return Rejected(path=raw.path, stage="read", reason=reason)


def page_of(raw: Raw, told: Facts) -> Page:
    """A page from one text: `told` wins over the container's facts, those over the page's."""
    size = len(raw.data)
    if size > LIMIT:
        raise UsageError(too_large(size))
    if isinstance(raw.data, str):
        served, encoding = raw.data, None
    else:
        served, encoding = decode(raw.data, raw.charset)
    if not served.strip():
        raise UsageError("empty")
    known = told.over(raw.facts)
    if raw.markup or is_html(served):
        cleaned = clean(served)
        # the page's own address goes before the one it was fetched from
        known = Facts(url=cleaned.facts.url).over(known).over(cleaned.facts)
        return _page(raw.path, cleaned.text, encoding, known, html=served, markup=cleaned.markup)
    if kind := is_other_markup(served):
        raise UsageError(f"{kind}, not a page of news")
    return _page(raw.path, served, encoding, known)


def _page(path: str, text: str, encoding: str | None, known: Facts, **of_html: Any) -> Page:
    lang = _language(text, known.lang)
    facts: dict[str, Any] = {name: getattr(known, name) for name in known.__struct_fields__}
    own = {"id": digest(text), "path": path, "text": text, "encoding": encoding, "lang": lang}
    return Page(**facts | own | of_html)


def bytes_of(path: Path) -> bytes:
    """The content of a file that may be read whole."""
    try:
        if path.is_dir():
            raise UsageError("a folder, not a file")
        if not path.exists():
            raise UsageError("no such file")
        if not path.is_file():
            raise UsageError("not a regular file")
        size = path.stat().st_size
        if size > LIMIT:
            raise UsageError(too_large(size))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot be read: {reason}") from error


def printable(path: str | Path) -> str:
    """The path as text that any output can hold: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _language(text: str, told: str | None) -> str | None:
    lang = judge(text)
    if lang not in (None, "en"):
        raise UsageError(f"not in English: the text is {NAMES.get(lang, lang)} ({lang})")
    return lang or ("en" if told == "en" else None)


def too_large(size: int) -> str:
    return f"too large: {size / 1e6:.1f} MB, the limit is {LIMIT / 1e6:.0f} MB"
