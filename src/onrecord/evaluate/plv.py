"""Events: the type of one marked pair a sentence, and false events on quiet texts.

Both gold files are training data by name. What is scored here is a cut of them that training must
leave out: `is_dev` of the row id (pairs) or of the document id (quiet sentences).
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.evaluate import figures, own_events
from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.score import Counts, Measure, Score, scores, share, share_measure
from onrecord.pipeline import Pipeline
from onrecord.records import Argument, Event, Record, digest
from onrecord.resources import path
from onrecord.spans import Span, overlap
from onrecord.stages.split import article_of

TASK = "events"
PAIRS = "events/train_plv.jsonl"
QUIET = "events/train_india_police.jsonl"
QUIET_SAMPLE = 1500
OWN = "bench/quiet.txt"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_TAG = re.compile(r"</?[st]>")
_WORD = re.compile(r"\w+")


def is_dev(key: str) -> bool:
    """Whether a row is of the development fifth, which no training code may see.

    `key` is the `id` of a marked pair or the `doc_id`, as a string, of a quiet sentence.
    """
    return int(digest(key), 16) % 5 == 0


class Pair(Record, frozen=True, kw_only=True):
    """A sentence with source and target marked, and the type of what the one does to the other."""

    id: str
    text: str
    marked: str
    type15: str


class Sentence(Record, frozen=True, kw_only=True):
    doc_id: int
    sent_id: int
    sent_labels: list[str]
    sent_text: str


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Type accuracy of the marked pairs, and false events a thousand words."""
    pairs = [p for p in gold_data.rows(gold / PAIRS, Pair) if is_dev(p.id)]
    tallies = [
        count_pair(pair, events)
        for pair, events in zip(pairs, _events([p.text for p in pairs], pipeline), strict=True)
    ]
    return [
        *scores(TASK, tallies, PAIR_MEASURES),
        *scores(TASK, noise(quiet_sentences(gold / QUIET), pipeline), [POLICE_MEASURE]),
        *scores(TASK, noise(own_sentences(), pipeline), [OWN_MEASURE]),
        *own_events.run(TASK, pipeline),
        *figures.run(TASK, pipeline),
    ]


def noise(texts: Sequence[str], pipeline: Pipeline) -> list[Counts]:
    """The tallies of texts that hold no event: words, and events found all the same."""
    return [
        Counts({"words": float(len(_WORD.findall(text))), "events": float(len(events))})
        for text, events in zip(texts, _events(texts, pipeline), strict=True)
    ]


def _events(texts: Sequence[str], pipeline: Pipeline) -> Iterator[list[Event]]:
    for report in pipeline.reports([article_of(text) for text in texts]):
        yield report.events


def quiet_sentences(file: Path, size: int = QUIET_SAMPLE) -> list[str]:
    """A fixed sample of the development sentences that hold no police act."""
    rows = [
        r for r in gold_data.rows(file, Sentence) if not r.sent_labels and is_dev(str(r.doc_id))
    ]
    rows.sort(key=lambda r: digest(str(r.doc_id), str(r.sent_id)))
    return [r.sent_text for r in rows[:size]]


def own_sentences() -> list[str]:
    """Paragraphs of our own on sport, life and business, in which nothing political happens."""
    lines = path(OWN).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def marked_spans(marked: str) -> dict[str, Span]:
    """Where `<s>` and `<t>` stand in the text without the marks."""
    spans: dict[str, Span] = {}
    opened = removed = 0
    for tag in _TAG.finditer(marked):
        place = tag.start() - removed
        removed += len(tag.group())
        if tag.group().startswith("</"):
            spans[tag.group()[2]] = opened, place
        else:
            opened = place
    return spans


def count_pair(pair: Pair, events: Sequence[Event]) -> Counts:
    """The tally of one pair: the best event for it, and whether one joins the pair itself."""
    counts = Counts()
    spans = marked_spans(pair.marked)
    ranked = sorted(events, key=lambda e: (-joined(e, spans), -(e.score or 0)))
    kind = YIELD.get(ranked[0].type, ranked[0].type) if ranked else None
    both = bool(ranked) and joined(ranked[0], spans) == 2
    counts.right("type", kind == pair.type15)
    counts.right("pair", both and kind == pair.type15)
    counts.right("coded", bool(ranked))
    types = {YIELD.get(e.type, e.type) for e in events}
    counts.right("any", pair.type15 in types)
    return counts


def joined(event: Event, spans: dict[str, Span]) -> int:
    """How many of the marked source and target the event has in their roles."""
    return _has(event.actors, spans.get("s")) + _has(event.recipients, spans.get("t"))


def _has(arguments: Sequence[Argument], span: Span | None) -> bool:
    return span is not None and any(a.span and overlap(a.span, span) for a in arguments)


def _rate(metric: str, definition: str) -> Measure:
    return Measure(
        metric=metric,
        definition=definition,
        value=lambda s: 1000 * share(s["events"], s["words"]),
        n="words",
        better="lower",
    )


PAIR_MEASURES = [
    share_measure(
        "type_accuracy", "type", "type of the event that fits the marked pair best (none: wrong)"
    ),
    share_measure("any_accuracy", "any", "the marked type among all events of the sentence"),
    share_measure("pair_accuracy", "pair", "right type, with the pair as actor and recipient"),
    share_measure("coverage", "coded", "sentences with any event", gated=False),
]
POLICE_MEASURE = _rate(
    "events_per_1000_words_police",
    "events found on sentences without a police act, a thousand words (not a share)",
)
OWN_MEASURE = _rate(
    "events_per_1000_words_quiet",
    "events found on invented sport and lifestyle news, a thousand words (not a share)",
)
