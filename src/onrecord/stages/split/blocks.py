"""The lines of one article -> Article, its blocks typed and its facts read from them."""

import re
from collections.abc import Sequence

import msgspec

from onrecord.markup import Piece, Told
from onrecord.records import Article, Block, Page, Part, digest
from onrecord.spans import Span
from onrecord.stages.split.bags import stems
from onrecord.stages.split.datelines import datelined
from onrecord.stages.split.dates import is_date_line, is_placed_date, iso_date
from onrecord.stages.split.features import Line
from onrecord.stages.split.shape import (
    is_byline,
    is_caption,
    is_credit,
)

_GAP = "\n\n"
_TOP = 6  # lines within which an article's byline and date stand
_LONGEST_HEADLINE = 30
_LONGEST_SUBHEADING = 12
_STOPPED = re.compile(r"[.,;:!?…][\"'”’)\]]*$")
_FULL_STOP = re.compile(r"[.,;:…][\"'”’)\]]*$")
_BY = re.compile(r"^\W*(?:(?:written|story|reported) )?(?:by|from)[\s:]+", re.I)


def assemble(
    page: Page,
    lines: Sequence[Line],
    alone: bool,
    masthead: str | None = None,
    pieces: Sequence[Piece] | None = None,
) -> Article:
    """The article whose text is these lines joined by a blank line.

    What is known of the page holds for an article `alone` on it; among several the date and the
    masthead that an article prints itself go first. `pieces`, one a line, is what markup tells.
    """
    told = _told_apart(page, pieces, alone)
    title = page.title if told is None else told.title
    parts = parts_of([line.text for line in lines], title)
    if pieces is not None:
        parts = _with_markup(parts, pieces)
    blocks: list[Block] = []
    words: list[str] = []
    seen: dict[tuple[Part, str], int] = {}
    offset = 0
    for n, (line, part) in enumerate(zip(lines, parts, strict=True)):
        element = pieces[n].element if pieces is not None else None
        key = (part, line.text)
        if part in ("caption", "credit") and key in seen:
            first = blocks[seen[key]]
            spans: list[Span] = [*first.page_spans, line.span]
            blocks[seen[key]] = Block(
                span=first.span, part=part, page_spans=spans, element=first.element
            )
            continue
        seen[key] = len(blocks)
        span = (offset, offset + len(line.text))
        blocks.append(Block(span=span, part=part, page_spans=[line.span], element=element))
        words.append(line.text)
        offset = span[1] + len(_GAP)
    text = _GAP.join(words)
    article = _article(page, text, datelined(text, blocks), alone, masthead)
    return article if told is None else _as_told(article, told)


def _told_apart(page: Page, pieces: Sequence[Piece] | None, alone: bool) -> Told | None:
    """What markup tells of this one of several articles."""
    if page.markup is None or not pieces or alone:
        return None
    return page.markup.articles[pieces[0].article]


def _as_told(article: Article, told: Told) -> Article:
    known = {name: value for name in told.__struct_fields__ if (value := getattr(told, name))}
    # the page's title is that of the whole, never of one among several
    return msgspec.structs.replace(article, **{"title": told.title, **known})


def _with_markup(parts: list[Part], pieces: Sequence[Piece]) -> list[Part]:
    """Parts that markup tells win; with a headline told, no other line is one."""
    headed = any(piece.part == "headline" for piece in pieces)
    return [
        piece.part or ("body" if headed and part == "headline" else part)
        for part, piece in zip(parts, pieces, strict=True)
    ]


def _article(
    page: Page, text: str, blocks: list[Block], alone: bool, masthead: str | None
) -> Article:
    def first(part: Part) -> str | None:
        return next((text[slice(*b.span)] for b in blocks if b.part == part), None)

    headline, byline = first("headline"), first("byline")
    datelines = (text[slice(*b.span)] for b in blocks if b.part == "dateline")
    own = next((date for line in datelines if (date := iso_date(line))), None)
    return Article(
        id=digest(page.id, text),
        page=page.id,
        url=page.url,
        outlet=(page.outlet or masthead) if alone else (masthead or page.outlet),
        title=page.title or (" ".join(headline.split()) if headline else None),
        byline=page.byline or (_BY.sub("", " ".join(byline.split())) if byline else None),
        published=(page.published or own) if alone else (own or page.published),
        lang=page.lang,
        credit=page.credit,
        derived_from=page.derived_from,
        text=text,
        blocks=blocks,
    )


def parts_of(lines: Sequence[str], title: str | None = None) -> list[Part]:
    """What each line of one article is."""
    first = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    parts: list[Part] = []
    for i, line in enumerate(lines):
        parts.append(_part(line, lines, i, first))
    headline = _headline(lines, parts, first, title)
    if headline is not None:
        parts[headline] = "headline"
    for i, part in enumerate(parts):
        below = parts[i + 1] if i + 1 < len(parts) else None
        if part == "subheading" and (below is None or i < (headline or 0)):
            parts[i] = "body"
    return parts


def _part(line: str, lines: Sequence[str], i: int, first: int) -> Part:
    near_top = i <= max(first, _TOP)
    if is_credit(line):
        return "credit"
    if is_caption(line):
        return "caption"
    if near_top and (is_date_line(line) or is_placed_date(line)):
        return "dateline"
    if near_top and is_byline(line):
        return "byline"
    if i and i + 1 < len(lines) and _is_heading(line, _LONGEST_SUBHEADING):
        beside = _is_heading(lines[i - 1], 8) or _is_heading(lines[i + 1], 8)
        if i > first and not beside and (len(lines[i + 1].split()) > _LONGEST_SUBHEADING):
            return "subheading"
    return "body"


def _headline(
    lines: Sequence[str], parts: Sequence[Part], first: int, title: str | None
) -> int | None:
    """The line that repeats the page's title, else one above the prose that the prose takes up."""
    if len(lines) < 2:
        return None
    if title:
        wanted = _plain(title)
        return next(
            (i for i in range(min(first + 1, len(lines))) if _plain(lines[i]) == wanted), None
        )
    shaped = [
        i
        for i in range(min(first, len(lines) - 1))
        if parts[i] in ("body", "subheading") and _is_heading(lines[i], _LONGEST_HEADLINE)
    ]
    for i in shaped:
        if len(lines[i].split()) > 2 and _taken_up(lines[i], lines[i + 1 : i + 1 + _TOP]):
            return i
    if shaped and (shaped[0] == 0 or len(shaped) == 1):
        return shaped[0]
    short = len(lines[0].split()) <= 20 and len(lines[0]) < 0.6 * len(lines[1])
    return 0 if parts[0] == "body" and short and _is_title_like(lines[0]) else None


def _taken_up(line: str, below: Sequence[str]) -> bool:
    """True when a third of a line's stems come up again in the lines below it."""
    mine = stems(_plain(line).split())
    again = stems(_plain(" ".join(below)[:6000]).split())
    return len(mine) > 0 and sum(word in again for word in mine) >= len(mine) / 3


def _is_title_like(line: str) -> bool:
    """A first line with a full stop that still is a headline: most of its words are capitalised."""
    words = [w for w in line.split() if w[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.6 * len(words)


def _is_heading(line: str, longest: int) -> bool:
    words = line.split()
    if not 1 <= len(words) <= longest or not any(ch.isalpha() for ch in line):
        return False
    stop = _FULL_STOP if longest == _LONGEST_HEADLINE else _STOPPED
    begin = line.lstrip("\"“‘'") if longest == _LONGEST_HEADLINE else line
    if stop.search(line) or not begin or begin[0].islower():
        return False
    return begin[0] not in '"“-•*('


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) > _LONGEST_HEADLINE or (
        len(words) >= 8 and bool(_STOPPED.search(line)) and not is_caption(line)
    )


def _plain(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.lower()))
