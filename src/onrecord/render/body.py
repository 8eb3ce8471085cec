"""The article's text as markup, every record marked where it stands."""

from collections import deque
from collections.abc import Iterator, Sequence

from onrecord.records import Article, Report
from onrecord.render.html import Html, el, join
from onrecord.render.marks import Mark, Segment, marks, segments
from onrecord.spans import Span

_ELEMENTS = {
    "headline": "h1",
    "subheading": "h2",
    "byline": "p",
    "dateline": "p",
    "body": "p",
    "caption": "p",
    "credit": "p",
}
_LINKED = {"content", "trigger", "figure", "place", "time", "opinion"}  # reached by keyboard


def body(report: Report, more: Sequence[Mark] = ()) -> Html:
    """The blocks of the article in order, each as an element of its part; `more` marks are added.

    `data-start` of an element is where it begins, in code points of the article.
    """
    begun: set[str] = set()
    out: list[Html] = []
    upcoming = deque(sorted([*marks(report), *more], key=lambda m: m.span[0]))
    open_: list[Mark] = []
    for span, part in _stretches(report.article):
        while upcoming and upcoming[0].span[0] < span[1]:
            open_.append(upcoming.popleft())
        open_ = [m for m in open_ if m.span[1] > span[0]]
        inside = [_segment(report, s, begun) for s in segments(open_, span)]
        cls = f"part {part}"
        out.append(el(_ELEMENTS[part], *inside, cls=cls, dir="auto", data_start=span[0]))
    return join(out)


def _stretches(article: Article) -> Iterator[tuple[Span, str]]:
    """The blocks, and as body what stands between them (nothing, in a well-made article)."""
    last = 0
    for block in sorted(article.blocks, key=lambda b: b.span):
        if article.text[last : block.span[0]].strip():
            yield (last, block.span[0]), "body"
        start = max(last, block.span[0])
        if start < block.span[1]:
            yield (start, block.span[1]), block.part
        last = max(last, block.span[1])
    if article.text[last:].strip():
        yield (last, len(article.text)), "body"


def _segment(report: Report, segment: Segment, begun: set[str]) -> Html | str:
    words = report.article.text[slice(*segment.span)]
    if not segment.marks:
        return words
    keys = list(dict.fromkeys(m.key for m in reversed(segment.marks)))
    first = [m.key for m in segment.marks if m.key not in begun]
    begun.update(first)
    anchors = [el("span", id=f"t-{key}", cls="at") for key in dict.fromkeys(first)]
    linked = next(
        (m for m in reversed(segment.marks) if m.key in first and _LINKED & {m.role, m.tone}), None
    )
    return el(
        "a" if linked else "span",
        *anchors,
        words,
        cls=_classes(segment),
        data_keys=" ".join(keys),
        href=f"#r-{linked.key}" if linked else None,
    )


def _classes(segment: Segment) -> str:
    """Roles and tones. Of several statements the innermost gives the colour."""
    start, end = segment.span
    names = ["m"]
    inner = _innermost(segment.marks, "content")
    if inner is not None:
        depth = sum(m.role == "content" for m in segment.marks)
        names += ["content", f"t-{inner.tone}", f"d{min(depth, 3)}"]
        names += ["begins"] * (inner.span[0] == start) + ["ends"] * (inner.span[1] == end)
    for role in ("source", "cue"):
        mark = _innermost(segment.marks, role)
        if mark is not None:
            names += [role, f"u-{mark.tone}"]
    for mark in segment.marks:
        if mark.role in ("trigger", "figure", "place", "time", "actor", "voice", "linked"):
            names += [mark.role] + ([f"{mark.role}-{mark.tone}"] if mark.tone else [])
    return " ".join(dict.fromkeys(names))


def _innermost(found: Sequence[Mark], role: str) -> Mark | None:
    return next((m for m in reversed(found) if m.role == role), None)
