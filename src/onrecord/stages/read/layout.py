"""Text that the cleaner took + the page's tree -> lines with their part and element.

The cleaner gives words without structure. Each of its lines is looked up among the page's block
elements; the headline above and the captions between them, which it leaves out, are put back.
"""

from typing import NamedTuple

from onrecord.markup import Markup, Part, Piece, Told
from onrecord.spans import Span
from onrecord.stages.read.elements import (
    HEADINGS,
    Block,
    Element,
    blocks,
    caption_lines,
    is_aside,
    is_caption,
    key_of,
    xpath,
)

_ABOVE = 12  # blocks above the first line within which its headline and picture stand
_SUBHEADINGS = HEADINGS - {"h1"}


class Row(NamedTuple):
    """A line of the text that is made: its words, its part if known, its element if found."""

    text: str
    part: Part | None = None
    element: Element | None = None


def rows_of(lines: list[str], tree: Element, title: str | None) -> list[Row]:
    """The cleaner's lines in their order, with headline and captions in their places."""
    found = blocks(tree)
    places = _places(lines, found)
    known = [at for at in places if at is not None]
    if not known:
        return [Row(line) for line in lines]
    keys = {key_of(line) for line in lines}
    head = _headline(found, known[0], title, keys)
    top = head if head is not None else max(0, min(known) - _ABOVE)
    added = _captions(found, top, max(known), keys)
    out = [Row(found[head].text, "headline", found[head].element)] if head is not None else []
    pending = sorted(added.items())
    for line, at in zip(lines, places, strict=True):
        while pending and at is not None and pending[0][0] < at:
            out += pending.pop(0)[1]
        out.append(_row(line, found[at] if at is not None else None, title))
    for _, rest in pending:
        out += rest
    return out


def _places(lines: list[str], found: list[Block]) -> list[int | None]:
    """For each line the number of the block with the same words, forward from the last one."""
    where: dict[str, list[int]] = {}
    for i, block in enumerate(found):
        where.setdefault(block.key, []).append(i)
    out: list[int | None] = []
    last = -1
    for line in lines:
        options = where.get(key_of(line), [])
        at = next((i for i in options if i > last), options[0] if options else None)
        if at is not None and at > last:
            last = at
        out.append(at)
    return out


def _headline(found: list[Block], first: int, title: str | None, keys: set[str]) -> int | None:
    """The heading above the text that says the page's title, unless the text holds it already."""
    wanted = key_of(title or "")
    for i in range(min(first, len(found)) - 1, -1, -1):
        block = found[i]
        if block.key in keys or not wanted:
            continue
        if block.element.tag == "h1" and (block.key in wanted or wanted in block.key):
            return i
        if block.element.tag in HEADINGS and block.key == wanted:
            return i
    return None


def _captions(found: list[Block], top: int, last: int, keys: set[str]) -> dict[int, list[Row]]:
    out: dict[int, list[Row]] = {}
    for i in range(top, last + 1):
        element = found[i].element
        if found[i].key in keys or not is_caption(element) or is_aside(element):
            continue
        if any(up.tag == "a" for up in element.iterancestors()):
            continue  # the picture of a link to another page
        out[i] = [
            Row(text, "credit" if credit else "caption", element)
            for text, credit in caption_lines(element)
        ]
    return out


def _row(line: str, block: Block | None, title: str | None) -> Row:
    if block is None:
        return Row(line)
    element = block.element
    if is_caption(element):
        return Row(line, "caption", element)
    if element.tag in HEADINGS and title and key_of(line) == key_of(title):
        return Row(line, "headline", element)
    if element.tag in _SUBHEADINGS:
        return Row(line, "subheading", element)
    return Row(line, None, element)


def put_together(articles: list[tuple[Told, list[Row]]]) -> tuple[str, Markup]:
    """The page's text, a line a row, and what the markup tells of it."""
    lines: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for number, (_, rows) in enumerate(articles):
        for row in rows:
            span: Span = (offset, offset + len(row.text))
            where = xpath(row.element) if row.element is not None else None
            pieces.append(Piece(span=span, part=row.part, article=number, element=where))
            lines.append(row.text)
            offset = span[1] + 1
    return "\n".join(lines), Markup(pieces=pieces, articles=[told for told, _ in articles])
