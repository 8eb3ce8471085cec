"""A dateline at the head of a paragraph ("LUND, Sweden (Agency) – ") becomes a block of its own."""

import re
from collections.abc import Iterator, Sequence

from onrecord.records import Block

_TOP = 12  # blocks: a dateline opens an article, or one of several run together
_CAPITALS = r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3}"
_MIXED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_DAY = r"(?:[A-Z][a-z]+\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]+\.?(?:,? \d{4})?)"
_MORE = rf"(?:, (?:{_DAY}|{_MIXED}))"
_AGENCY = r" ?\([A-Z][\w/ .-]{1,24}\)"
_DASH = r"\s*(?:—|–|--?|_)(?=\s)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_MORE}{{0,2}}(?:{_AGENCY})?|{_MIXED}{_MORE}{{0,2}}{_AGENCY}){_DASH}\s+(?=\S)"
)


def datelined(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the datelines of body paragraphs near the top apart."""
    return [part for n, b in enumerate(blocks) for part in (_cut(text, b) if n < _TOP else [b])]


def _cut(text: str, block: Block) -> Iterator[Block]:
    match = _DATELINE.match(text, *block.span) if block.part == "body" else None
    if match is None or match.end() >= block.span[1]:
        yield block
        return
    whole = len(match.group())
    line = len(match.group().rstrip())
    start, end = block.span
    yield Block(
        span=(start, start + line),
        part="dateline",
        page_spans=[(s, s + line) for s, _ in block.page_spans],
        element=block.element,
    )
    yield Block(
        span=(start + whole, end),
        part="body",
        page_spans=[(s + whole, e) for s, e in block.page_spans],
        element=block.element,
    )
