"""One file or its bytes -> Page; `UsageError` says why when there can be no page."""

import os
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.records import Page, page_id
from onrecord.stages.read.decode import decode
from onrecord.stages.read.html import clean, is_html, is_other_markup
from onrecord.stages.read.language import NAMES, judge

LIMIT = 20_000_000  # bytes; a day's newspaper is under one million


def page_from_path(
    path: str | Path, published: str | None = None, outlet: str | None = None
) -> Page:
    """Read one file as `onrecord read` does."""
    path = Path(path)
    try:
        if path.is_dir():
            raise UsageError("a folder, not a file")
        if not path.exists():
            raise UsageError("no such file")
        if not path.is_file():
            raise UsageError("not a regular file")
        size = path.stat().st_size
        if size > LIMIT:
            raise UsageError(_too_large(size))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot be read: {reason}") from error
    return page_from_bytes(data, printable(path), published=published, outlet=outlet)


def page_from_bytes(
    data: bytes, path: str = "-", published: str | None = None, outlet: str | None = None
) -> Page:
    """A page from a file's bytes; what the caller tells wins over what the page tells."""
    if len(data) > LIMIT:
        raise UsageError(_too_large(len(data)))
    served, encoding = decode(data)
    if not served.strip():
        raise UsageError("empty")
    if is_html(served):
        cleaned = clean(served)
        outlet = outlet or cleaned.outlet
        return Page(
            id=page_id(cleaned.text, outlet),
            path=path,
            text=cleaned.text,
            html=served,
            encoding=encoding,
            url=cleaned.url,
            outlet=outlet,
            title=cleaned.title,
            byline=cleaned.byline,
            published=published or cleaned.published,
            lang=_language(cleaned.text),
        )
    if kind := is_other_markup(served):
        raise UsageError(f"{kind}, not a page of news")
    return Page(
        id=page_id(served, outlet),
        path=path,
        text=served,
        encoding=encoding,
        outlet=outlet,
        published=published,
        lang=_language(served),
    )


def printable(path: Path) -> str:
    """The path as text that any output can hold: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _language(text: str) -> str | None:
    lang = judge(text)
    if lang not in (None, "en"):
        raise UsageError(f"not in English: the text is {NAMES.get(lang, lang)} ({lang})")
    return lang


def _too_large(size: int) -> str:
    return f"too large: {size / 1e6:.1f} MB, the limit is {LIMIT / 1e6:.0f} MB"
