"""Selectors of the W3C Web Annotation Data Model, from spans and back to spans.

The model counts code points, as we do. A quotation's selector is given as much context as makes it
the only one of its kind in the text; a long span is told by its first words and by those after it,
so that a selector never carries a long quotation.
"""

from typing import Any

from onrecord.spans import Span

CONTEXT = 32  # code points of context that a quotation begins with
MOST = 256  # and has at most: words repeated beyond that are told by position alone
HEAD = 60  # code points of a long span's first words

Selector = dict[str, Any]


def selectors(text: str, span: Span, longest: int | None) -> list[Selector]:
    """The position, and the quotation where the text holds it once.

    `longest` is the longest quotation that may be carried; None allows any.
    """
    found: list[Selector] = [position(span)]
    if longest is None or span[1] - span[0] <= longest:
        quotation = quoted(text, span)
    else:
        quotation = between(text, span)
    return [*found, quotation] if quotation else found


def position(span: Span) -> Selector:
    return {"type": "TextPositionSelector", "start": span[0], "end": span[1]}


def quoted(text: str, span: Span) -> Selector | None:
    """A quotation with enough around it to be found once; None when there is none such."""
    start, end = span
    size = CONTEXT
    while size <= MOST:
        before, after = text[max(0, start - size) : start], text[end : end + size]
        whole = before + text[start:end] + after
        first = text.find(whole)
        if text.find(whole, first + 1) < 0:
            told = {"type": "TextQuoteSelector", "exact": text[start:end]}
            return (
                told | ({"prefix": before} if before else {}) | ({"suffix": after} if after else {})
            )
        size *= 2
    return None


def between(text: str, span: Span) -> Selector | None:
    """From the first words of a long span to the words that follow it."""
    start, end = span
    first = quoted(text, (start, min(start + HEAD, end)))
    if end < len(text):
        last = quoted(text, (end, min(end + HEAD, len(text))))
    else:
        last = position((end, end))
    if first is None or last is None:
        return None
    return {"type": "RangeSelector", "startSelector": first, "endSelector": last}


def resolve(text: str, selector: Selector) -> Span | None:
    """The span that a selector means; None when the text does not hold it, or holds it twice."""
    kind = selector["type"]
    if kind == "TextPositionSelector":
        start, end = selector["start"], selector["end"]
        return (start, end) if 0 <= start <= end <= len(text) else None
    if kind == "TextQuoteSelector":
        before = selector.get("prefix", "")
        whole = before + selector["exact"] + selector.get("suffix", "")
        at = text.find(whole)
        if at < 0 or text.find(whole, at + 1) >= 0:
            return None
        return at + len(before), at + len(before) + len(selector["exact"])
    if kind == "RangeSelector":
        first = resolve(text, selector["startSelector"])
        last = resolve(text, selector["endSelector"])
        return (first[0], last[0]) if first and last else None
    return None
