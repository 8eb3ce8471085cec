"""One page -> its articles and its furniture."""

from collections.abc import Sequence
from functools import cache

from onrecord.records import Article, Page, Rejected, Split
from onrecord.stages.split.blocks import assemble
from onrecord.stages.split.cohesion import starts
from onrecord.stages.split.context import context
from onrecord.stages.split.dates import is_date_line, iso_date
from onrecord.stages.split.features import Line, lines_of, matrix
from onrecord.stages.split.furniture import Phrases
from onrecord.stages.split.heads import head_of
from onrecord.stages.split.marked import articles_marked
from onrecord.stages.split.masthead import masthead_of, outlet_in
from onrecord.stages.split.model import Trees
from onrecord.stages.split.strips import strips
from onrecord.stages.split.units import units

NO_ARTICLE = "no article found"
_ENOUGH = 25  # words of prose that make an article beside others
_AFTER_GAP = 0.1  # chance from which a line after dropped ones begins an article
_SCRAPS = 4  # lines
_SHORT = 6  # words of a scrap
_TOLD = 60  # words of prose after which a time stamp opens another report
_NEAR = 3  # two boundaries closer than this are one


def split(page: Page) -> Split:
    """Cut a page. HTML was cleaned when it was read: its text has no furniture."""
    if page.markup is not None and page.markup.pieces:
        return Split(articles=_linked(articles_marked(page, _phrases())), furniture=[])
    lines = lines_of(page.text, units(page.text), _phrases())
    if not any(line.words for line in lines):
        return Split(articles=[], furniture=[])
    if page.html is not None:
        kept = list(range(len(lines)))
        cuts: list[list[int]] = [kept]
    else:
        keep = kept_lines(lines)
        cuts = articles_of(lines, keep)
    heads = mastheads(lines, cuts)
    cuts = [[i for i in cut if i != head] for cut, head in zip(cuts, heads, strict=True)]
    names = [head if head is None else outlet_in(lines[head].text) for head in heads]
    articles = [
        assemble(page, [lines[i] for i in cut], len(cuts) == 1, name)
        for cut, name in zip(cuts, names, strict=True)
    ]
    inside = {i for cut in cuts for i in cut}
    kinds = {head: "masthead" for head in heads if head is not None}
    return Split(articles=_linked(articles), furniture=strips(lines, inside, kinds))


def refusal(page: Page) -> Rejected:
    """The rejection of a page of which `split` makes no article."""
    return Rejected(path=page.path, stage="split", reason=NO_ARTICLE)


def kept_lines(lines: Sequence[Line]) -> list[bool]:
    """Which lines belong to some article.

    A page on which no line speaks of furniture has none; prose alone is never furniture.
    """
    if not any(_speaks_of_furniture(line) for line in lines):
        return [True] * len(lines)
    second = _second_model()
    chance = second(context(lines, _lines_model()(matrix(lines))))
    keep = [bool(p > second.cut) for p in chance]
    for i in range(1, len(lines)):  # a caption printed twice is kept twice
        if keep[i - 1] and lines[i].text == lines[i - 1].text and len(lines[i].words) > 7:
            keep[i] = True
    for i in range(len(lines) - 1, -1, -1):  # a heading is of what follows it
        below_is_dropped = i + 1 == len(lines) or not keep[i + 1]
        if below_is_dropped and _is_heading(lines[i]):
            keep[i] = False
    return _without_tail(lines, _without_forms(lines, keep))


def _without_tail(lines: Sequence[Line], keep: list[bool]) -> list[bool]:
    """What ends a page in words of forms, comments or links is furniture, however short."""
    for i in range(len(lines) - 1, -1, -1):
        hits = lines[i].hits
        if keep[i] and not (
            hits and (not lines[i].is_prose or any(h.match == "any" for h in hits))
        ):
            break
        keep[i] = False
    return keep


def _without_forms(lines: Sequence[Line], keep: list[bool]) -> list[bool]:
    """Scraps between a heading of furniture and furniture below it go with them."""
    for i, line in enumerate(lines):
        if not keep[i] or not _is_heading(line):
            continue
        for j in range(i + 1, min(i + 1 + _SCRAPS, len(lines))):
            if not keep[j]:
                keep[i:j] = [False] * (j - i)
                break
            if lines[j].is_prose or len(lines[j].words) > _SHORT:
                break
    return keep


def _speaks_of_furniture(line: Line) -> bool:
    """A phrase of the lexicon, where a sentence of news could not begin with it by chance."""
    return any(hit.match == "any" or not line.is_finished for hit in line.hits)


def _is_heading(line: Line) -> bool:
    """A short line that the lexicon knows as the head of some furniture."""
    known = any(hit.opens or hit.match == "whole" for hit in line.hits)
    return known and len(line.words) <= 8 and not line.is_finished


def articles_of(lines: Sequence[Line], keep: Sequence[bool]) -> list[list[int]]:
    """Numbers of the lines of each article; scraps too small for one are left out."""
    kept = [i for i, stays in enumerate(keep) if stays]
    if not kept:
        return []
    cuts: list[list[int]] = [[]]
    first = set(boundaries(lines, kept))
    for i in kept:
        if i in first and cuts[-1]:
            cuts.append([])
        cuts[-1].append(i)
    sizes = [sum(len(lines[i].words) for i in cut if len(lines[i].words) > 7) for cut in cuts]
    floor = min(_ENOUGH, max(sizes))
    cuts = [cut for cut, size in zip(cuts, sizes, strict=True) if size >= floor]
    ends = [-1, *(cut[-1] for cut in cuts)]
    return [[*head_of(lines, cut, end), *cut] for cut, end in zip(cuts, ends, strict=False)]


def mastheads(lines: Sequence[Line], cuts: Sequence[Sequence[int]]) -> list[int | None]:
    """For each article the number of the line that names its outlet, if one does."""
    ends = [-1, *(cut[-1] for cut in cuts)]
    return [masthead_of(lines, cut, end) for cut, end in zip(cuts, ends, strict=False)]


def boundaries(lines: Sequence[Line], kept: Sequence[int]) -> list[int]:
    """The kept lines at which a second, third ... article begins: peaks of the boundary model."""
    if len(kept) < 2:
        return []
    gaps = [
        [lines[j] for j in range(before + 1, i)]
        for before, i in zip([-1, *kept[:-1]], kept, strict=True)
    ]
    model = _starts_model()
    chance = model(starts([lines[i] for i in kept], gaps))
    for at in stamped([lines[i] for i in kept]):
        if gaps[at]:  # stamps among furniture are those of comments
            continue
        beside = range(max(1, at - _NEAR + 1), min(len(kept), at + _NEAR))
        if all(chance[k] <= model.cut for k in beside):
            chance[at] = 1.0
    order = sorted(range(1, len(kept)), key=lambda at: -chance[at])
    chosen: list[int] = []
    for at in order:
        enough = chance[at] > (_AFTER_GAP if gaps[at] else model.cut)
        if enough and all(abs(at - other) >= _NEAR for other in chosen):
            chosen.append(at)
    return [kept[at] for at in chosen]


def stamped(lines: Sequence[Line]) -> list[int]:
    """Lines at which an article begins because it prints its day and hour there.

    A time stamp stands at the head of a report, never within one that has gone on for a while; a
    heading just above the stamp is the report's headline.
    """
    out: list[int] = []
    told = 0
    for at, line in enumerate(lines):
        if "T" in (iso_date(line.text) or "") and is_date_line(line.text) and told >= _TOLD:
            headed = not lines[at - 1].is_finished and len(lines[at - 1].words) > 2
            out.append(at - 1 if headed else at)
            told = 0
        elif line.is_prose:
            told += len(line.words)
    return out


def _linked(articles: list[Article]) -> list[Article]:
    """Articles with distinct ids: the same words printed twice on a page are one article."""
    return list({article.id: article for article in reversed(articles)}.values())[::-1]


@cache
def _phrases() -> Phrases:
    return Phrases()


@cache
def _lines_model() -> Trees:
    return Trees("models/split/lines.json")


@cache
def _second_model() -> Trees:
    return Trees("models/split/context.json")


@cache
def _starts_model() -> Trees:
    return Trees("models/split/starts.json")
