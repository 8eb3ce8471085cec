"""PolNeAR documents -> windows with, for every cue, the role of each word."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.records import Parse
from onrecord.resources.wordpiece import WordPiece
from onrecord.spans import Span
from onrecord.stages.attribute.windows import LIMIT, Ints, Window, windows
from onrecord.stages.parse import Parser
from onrecord.stages.split.article import article_of

SOURCE, CUE, CONTENT = 1, 2, 3


@dataclass(frozen=True)
class Example:
    """A window; `pivots[n]` is the word that heads cue n, `roles[n]` the role of every word."""

    window: Window
    pivots: Ints
    roles: Ints


@dataclass(frozen=True)
class Document:
    gold: dict  # type: ignore[type-arg]  # a line of the gold file, as the scorer reads it
    parse: Parse
    examples: list[Example]


def documents(file: Path, parser: Parser, pieces: WordPiece) -> list[Document]:
    """All documents of a gold file, parsed and cut."""
    golds = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [article_of(gold["text"]) for gold in golds]
    parses = parser.batch(articles)
    return [
        Document(gold=gold, parse=parse, examples=examples(gold["attributions"], parse, pieces))
        for gold, parse in zip(golds, parses, strict=True)
    ]


def examples(
    attributions: list[dict],  # type: ignore[type-arg]
    parse: Parse,
    pieces: WordPiece,
    limit: int = LIMIT,
) -> list[Example]:
    """Windows with the roles of the attributions whose cue lies in them."""
    cut = windows(parse, pieces, limit)
    pivots = [pivot_of(parse, a["cue"]) for a in attributions]
    out = []
    for window in cut:
        inside = [
            (p, a)
            for p, a in zip(pivots, attributions, strict=True)
            if p is not None and window.first <= p < window.last
        ]
        roles = np.zeros((len(inside), window.last - window.first), dtype=np.int64)
        for row, (_, a) in zip(roles, inside, strict=True):
            for role, name in ((CONTENT, "content"), (SOURCE, "source"), (CUE, "cue")):
                _mark(row, window, parse, a[name], role)
        heads = np.array([p - window.first for p, _ in inside], dtype=np.int64)
        out.append(Example(window=window, pivots=heads, roles=roles))
    return out


def pivot_of(parse: Parse, cue: list[Span]) -> int | None:
    """The syntactic head of the cue's words."""
    for start, end in cue:
        if (root := parse.root_of((start, end))) is not None:
            return root
    return None


def _mark(row: Ints, window: Window, parse: Parse, spans: list[Span], role: int) -> None:
    for start, end in spans:
        tokens = parse.tokens((start, end))
        first, last = max(tokens.start, window.first), min(tokens.stop, window.last)
        row[first - window.first : max(first, last) - window.first] = role
