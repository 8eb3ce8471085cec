"""Text -> units: the paragraphs, headings and lines that are kept or dropped as a whole.

A unit is one line of the text, except where the text was wrapped at a column: there the lines of
one paragraph are one unit. No unit is longer than `LONGEST` characters.
"""

import itertools
import re
from collections.abc import Iterator

from onrecord.spans import Span, trim

LONGEST = 20_000
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")
_WIDEST = 120  # a longer line was not wrapped by a program for a screen or a teleprinter
_NARROWEST = 30


def units(text: str) -> list[Span]:
    """Trimmed spans of the units in order; white space alone is no unit."""
    lines = [m.span() for m in _LINE.finditer(text)]
    width = _wrapped_at(text, lines)
    joined = _join(text, lines, width) if width else lines
    return [piece for line in joined for piece in in_length(text, trim(text, line))]


def _wrapped_at(text: str, lines: list[Span]) -> int | None:
    """The column at which the text was wrapped; None when its lines are whole paragraphs.

    Wrapped text betrays itself by lines that stop in mid sentence: the next one begins in lower
    case, and its first word would not have fitted.
    """
    written = [line for line in lines if text[line[0] : line[1]].strip()]
    if len(written) < 2:
        return None
    width = sorted(_length(text, line) for line in written)[int(0.97 * (len(written) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    broken = pairs = 0
    for line, after in itertools.pairwise(written):
        if text.count("\n", line[1], after[0]) > 1 or _length(text, line) < 0.6 * width:
            continue
        pairs += 1
        begin, last = trim(text, after)[0], trim(text, line)[1] - 1
        broken += text[begin].islower() and text[last] not in '.!?:;"”'
    return width if broken >= max(1, 0.3 * pairs) else None


def _join(text: str, lines: list[Span], width: int) -> list[Span]:
    """Lines of one paragraph as one span: each is full, and no blank line or indent intervenes."""
    out: list[Span] = []
    last: Span | None = None
    for line in lines:
        if not text[line[0] : line[1]].strip():
            last = None
        elif last is not None and _continues(text, last, line, width):
            out[-1] = (out[-1][0], line[1])
            last = line
        else:
            out.append(line)
            last = line
    return out


def _continues(text: str, line: Span, after: Span, width: int) -> bool:
    if text.count("\n", line[1], after[0]) > 1 or _indent(text, after) > _indent(text, line):
        return False
    begin, end = trim(text, after)
    word = next((i for i in range(begin, end) if text[i].isspace()), end) - begin
    return _length(text, line) + 1 + word > width or text[begin].islower()


def _length(text: str, line: Span) -> int:
    return trim(text, line)[1] - line[0]


def _indent(text: str, line: Span) -> int:
    return trim(text, line)[0] - line[0]


def in_length(text: str, span: Span) -> Iterator[Span]:
    """The span in pieces of at most `LONGEST` characters, cut after a sentence or at a space."""
    start, end = span
    while end - start > LONGEST:
        cut = start + LONGEST
        window = text[start + LONGEST // 2 : cut]
        stops = [m.end() for m in _SENTENCE_END.finditer(window)]
        if stops:
            cut = start + LONGEST // 2 + stops[-1]
        elif (space := window.rfind(" ")) >= 0:
            cut = start + LONGEST // 2 + space + 1
        piece = trim(text, (start, cut))
        if piece[0] < piece[1]:
            yield piece
        start = trim(text, (cut, end))[0]
    if start < end:
        yield start, end
