"""Statements on invented reports of war, diplomacy and protest: stance, speaker, nesting, voice.

The passages are ours and ship with the package (`bench/statements.txt`, whose head tells its form).
Rules are mended on the first `MENDED`; the rest is scored under `unseen_`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import cast

from onrecord.errors import ResourceError
from onrecord.evaluate.attribution import HALF, Words, matched
from onrecord.evaluate.match import greedy
from onrecord.evaluate.reports import statements as reported
from onrecord.evaluate.reports.labels import GoldReport
from onrecord.evaluate.score import Counts, Measure, Score, f_measure, scores, share_measure
from onrecord.pipeline import Pipeline
from onrecord.records import Actor, Article, Kind, Record, Report, Stance, Statement
from onrecord.resources import path
from onrecord.spans import Span, overlap
from onrecord.stages.split import article_of

TASK = "statements-own"
OWN = "bench/statements.txt"
MENDED = 120
_LABEL = "-- "


class Passage(Record, frozen=True, kw_only=True):
    """A text with its labels; `opinions` is None where the outlet's voice is not labelled."""

    number: int
    gold: GoldReport
    opinions: list[Span] | None


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """The figures of each half; the gold folder is not asked."""
    own = list(passages())
    found = pipeline.reports([p.gold.article for p in own])
    out: list[Score] = []
    counted = [(p.number, count(p, report)) for p, report in zip(own, found, strict=True)]
    out += scores(TASK, [t for n, t in counted if n <= MENDED], measures("mended"))
    out += scores(TASK, [t for n, t in counted if n > MENDED], measures("unseen"))
    return out


def passages() -> Iterator[Passage]:
    """The labelled passages in order; `ResourceError` for a label that its text does not hold."""
    text = path(OWN).read_text(encoding="utf-8")
    for chunk in text.split("\n== ")[1:]:
        head, *lines = chunk.splitlines()
        body = "\n".join(line for line in lines if not line.startswith(_LABEL)).strip()
        labels = [line[len(_LABEL) :] for line in lines if line.startswith(_LABEL)]
        yield _passage(int(head), body, labels)


def _passage(number: int, text: str, labels: Sequence[str]) -> Passage:
    voices = [label.partition("voice")[2].strip(" |") for label in labels if _is_voice(label)]
    rows = [label.split(" | ") for label in labels if not _is_voice(label)]
    article = article_of(text)
    statements = [_statement(article, n, row) for n, row in enumerate(rows, 1)]
    names = {s.speaker: row[2] for s, row in zip(statements, rows, strict=True) if s.speaker}
    actors = [Actor(id=key, name=name, mentions=[]) for key, name in names.items()]
    kept = GoldReport(
        article=article, statements=statements, actors=actors, events=[], figures=[], places=[],
        times=[],
    )  # fmt: skip
    opinions = [_find(text, v) for v in voices if v != "none"] if voices else None
    return Passage(number=number, gold=kept, opinions=opinions)


def _is_voice(label: str) -> bool:
    return label.startswith("voice")


def _statement(article: Article, number: int, row: Sequence[str]) -> Statement:
    stance, kind, speaker, source, cue, content, *parent = (field.strip() for field in row)
    text = article.text
    said = [_find(text, piece) for piece in content.split(" ¦ ")]
    by = [_near(text, piece, said) for piece in cue.split(" ¦ ") if piece]
    return Statement(
        id=f"s{number}",
        content=said,
        cue=by,
        source=[_near(text, piece, by or said) for piece in source.split(" ¦ ") if piece],
        kind=cast(Kind, kind),
        stance=cast(Stance, stance),
        speaker=None if speaker == "-" else f"a{number}",
        parent=f"s{parent[0]}" if parent else None,
    )


def _find(text: str, words: str) -> Span:
    at = text.find(words)
    if at < 0:
        # A label of several paragraphs is written on one line.
        loose = re.search(r"\s+".join(map(re.escape, words.split())), text)
        if loose is None:
            raise ResourceError(f"{OWN}: no '{words}' in '{text[:60]}'")
        return loose.span()
    return at, at + len(words)


def _near(text: str, words: str, said: Sequence[Span]) -> Span:
    """The occurrence next to other words of the statement."""
    edge = r"\b" if words[-1:].isalnum() else ""
    start = r"\b" if words[:1].isalnum() else ""
    found = [m.span() for m in re.finditer(start + re.escape(words) + edge, text)]
    if not found:
        raise ResourceError(f"{OWN}: no '{words}' in '{text[:60]}'")
    return min(found, key=lambda f: min(max(f[0] - e, s - f[1], 0) for s, e in said))


def count(passage: Passage, found: Report) -> Counts:
    """The tally of one passage; voice counts opinions by their stretches."""
    counts = Counts()
    reported.count(counts, passage.gold, found)
    words = Words(found.article.text)
    gold = passage.gold.statements
    pairs = matched(words.roles(gold), words.roles(found.statements), HALF)
    ids = {found.statements[j].id: gold[i].id for i, j in pairs}
    for i, j in pairs:
        counts.right("kind", gold[i].kind == found.statements[j].kind)
        if gold[i].parent is not None:
            counts.right("parent", gold[i].parent == ids.get(found.statements[j].parent or ""))
    if passage.opinions is not None:
        given = [v.span for v in found.voice or () if v.kind == "opinion"]
        hits = greedy(
            len(passage.opinions),
            len(given),
            lambda i, j: (float(common),) if (common := overlap(wanted[i], given[j])) else None,
        ) if (wanted := passage.opinions) else []  # fmt: skip
        counts.found("opinion", len(hits), len(given), len(passage.opinions))
    return counts


def measures(prefix: str) -> list[Measure]:
    """The figures of one half."""
    each = chain(
        (
            f_measure("attribution_f1", "attribution", "attribution F1, as in `reports`"),
            share_measure("speaker_accuracy", "speaker", "of those matched: the speaker's name"),
            share_measure("stance_accuracy", "stance", "of those matched: the same stance"),
            share_measure("kind_accuracy", "kind", "of those matched: the same kind"),
            share_measure("parent_accuracy", "parent", "of nested ones matched: the same parent"),
            f_measure("opinion_f1", "opinion", "the outlet's opinions, by overlap: F1"),
        )
    )
    return [
        Measure(metric=f"{prefix}_{m.metric}", definition=m.definition, value=m.value, n=m.n)
        for m in each
    ]
