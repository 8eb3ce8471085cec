"""The page as it was kept: what became this article, and what belongs to none."""

from collections.abc import Iterator, Sequence

from onrecord.records import Furniture, Page, Report
from onrecord.render.html import Html, el
from onrecord.spans import Span

LIMIT = 200_000  # characters that are shown


def kept(report: Report, page: Page, furniture: Sequence[Furniture]) -> Html:
    """A folded section with the whole page, its parts told apart."""
    stretches = [
        el("span", page.text[slice(*span)], cls=f"kept-{kind}", title=label)
        for span, kind, label in _stretches(report, page, furniture)
    ]
    count = len(furniture)
    told = f"{count} stretches of it belong to no article"
    if count < 2:
        told = "1 stretch of it belongs to no article" if count else "all of it is article"
    more = len(page.text) - LIMIT
    return el(
        "details",
        el("summary", "The page as it was kept", el("span", f" · {told}", cls="soft")),
        el("p", " · ".join(filter(None, [page.path, page.encoding, page.url])), cls="where"),
        el("div", *stretches, cls="page", dir="auto"),
        el("p", f"… {more:,} more characters", cls="where") if more > 0 else None,
        cls="kept",
    )


def _stretches(
    report: Report, page: Page, furniture: Sequence[Furniture]
) -> Iterator[tuple[Span, str, str | None]]:
    """Parts of the page in order: of this article, furniture, and what is neither."""
    told: list[tuple[Span, str, str | None]] = [
        (f.span, "furniture", f"furniture: {f.kind}") for f in furniture
    ]
    for block in report.article.blocks:
        told += [(span, "article", block.part) for span in block.page_spans]
    size = min(len(page.text), LIMIT)
    last = 0
    for span, kind, label in sorted(told):
        start, end = max(span[0], last), min(span[1], size)
        if start >= end:
            continue
        if last < start:
            yield (last, start), "other", None
        yield (start, end), kind, label
        last = end
    if last < size:
        yield (last, size), "other", None
