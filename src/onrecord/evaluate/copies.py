"""Copies: texts made from development articles, to be told from texts that only share a quotation.

For each base text, with a second text as own reporting: a cut, a new lead, a paragraph
of its own inside, corrections throughout, a mixture of two texts (of one origin with the longer
part); and, as what is no copy, less than half taken over, and quotations put into another text.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.evaluate.gold import rows
from onrecord.evaluate.score import (
    Counts,
    Measure,
    Score,
    halves,
    scores,
    share_measure,
)
from onrecord.pipeline import Pipeline
from onrecord.records import Record, Report
from onrecord.stages.corroborate.origins import origins
from onrecord.stages.split import article_of

TASK = "copies"
FILE = "statements/dev.jsonl"
LEAST = 8  # sentences that a base text needs
Sentences = list[str]


class Text(Record, frozen=True, kw_only=True):
    id: str
    text: str


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    texts = [found for t in rows(gold / FILE, Text) if len(found := sentences(t.text)) >= LEAST]
    return scores(TASK, list(tallies(texts)), MEASURES)


def tallies(texts: list[Sentences]) -> Iterator[Counts]:
    rng = random.Random(5)
    for number, base in enumerate(texts):
        other = texts[(number + 1) % len(texts)]
        counts = Counts()
        for kind, (make, copied) in KINDS.items():
            made = make(base, other, rng)
            groups, _, _ = origins([_report(base), _report(made)])
            found = len(groups) == 1
            counts.found("copy", found and copied, found, copied)
            counts.right(kind, found == copied)
        yield counts


def sentences(text: str) -> Sentences:
    return [s for s in re.split(r"(?<=[.!?])\s+|\n+", text.strip()) if len(s.split()) > 3]


def _report(text: Sentences) -> Report:
    """A report without any record but its article."""
    article = article_of(" ".join(text))
    return Report(
        article=article, statements=[], events=[], figures=[], actors=[], places=[], times=[],
        voice=None, made_by=[],
    )  # fmt: skip


def _share(text: Sentences, part: float) -> Sentences:
    """The first sentences that hold at least this share of the words."""
    size, out = sum(len(s.split()) for s in text), Sentences()
    for sentence in text:
        if sum(len(s.split()) for s in out) >= part * size:
            break
        out.append(sentence)
    return out


def _cut(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    return _share(base, rng.uniform(0.3, 0.8))


def _lead(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    return [*other[:2], *base[2:]]


def _own(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    """The whole text with other reporting of a third of its length in the middle."""
    size = len(" ".join(base).split())
    own = _words(other, size / 3)
    return [*base[: len(base) // 2], *own, *base[len(base) // 2 :]]


def _corrected(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    """A word of every sentence is another one."""
    out = []
    for sentence in base:
        found = sentence.split()
        found[rng.randrange(len(found))] = rng.choice(("however", "Tuesday", "seven", "reportedly"))
        out.append(" ".join(found))
    return out


def _mixed(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    """Seven tenths of the text are the base's."""
    taken = _share(base, 0.7)
    return [*taken, *_words(other, len(" ".join(taken).split()) * 3 / 7)]


def _less(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    """A third of the text is the base's, and no more than a third of the base is taken."""
    taken = _share(base, 0.25)
    return [*_words(other, len(" ".join(taken).split()) * 2), *taken]


def _quoting(base: Sentences, other: Sentences, rng: random.Random) -> Sentences:
    """Another text into which the base's quotations, up to a quarter of it, are put."""
    quoted = [s for s in base if re.search(r"[\"“”]|''|``", s)][:4]
    taken = _words(quoted, len(" ".join(other).split()) / 4)
    return [*other[:3], *taken, *other[3:]]


def _words(text: Sentences, size: float) -> Sentences:
    """Whole sentences up to about so many words."""
    out = Sentences()
    for sentence in text:
        if len(" ".join([*out, sentence]).split()) > size:
            break
        out.append(sentence)
    return out


Make = Callable[[Sentences, Sentences, random.Random], Sentences]
KINDS: dict[str, tuple[Make, bool]] = {
    "cut": (_cut, True),
    "new_lead": (_lead, True),
    "own_paragraph": (_own, True),
    "corrected": (_corrected, True),
    "mixed": (_mixed, True),
    "less_than_half": (_less, False),
    "quoting": (_quoting, False),
}

MEASURES: list[Measure] = [
    *(
        Measure(metric=m.metric, definition=m.definition, value=m.value, n=m.n)
        for m in halves(
            "copies",
            "copy",
            "share of the pairs told to be of one origin that are",
            "share of the copies told to be of one origin",
        )
    ),
    *(
        share_measure(kind, kind, f"share judged rightly: {'copies' if copied else 'no copies'}")
        for kind, (_, copied) in KINDS.items()
    ),
]
