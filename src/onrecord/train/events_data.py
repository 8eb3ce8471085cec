"""What the event tagger learns from: sentences with the types, parties and doubts of their words.

Four sources, none of them a development set (`onrecord.evaluate.plv.is_dev` rows are left out):

* `events_sentences.txt`, written and labelled for onrecord: every trigger is known;
* PLV: one type and its two parties a sentence, the word that carries it unknown;
* machine-written stories: one type a story, weak; police news: sentences without a police act;
* PolNeAR's text alone, read by the lexicon: what the rules believe, at a low weight.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.own_events import Labelled, labelled
from onrecord.evaluate.plv import PAIRS, QUIET, Pair, Sentence, is_dev, marked_spans
from onrecord.records import EventType, Parse
from onrecord.resources.wordpiece import WordPiece
from onrecord.stages.extract.events import Events
from onrecord.stages.extract.learned import LIMIT, TYPES, Ints, cut
from onrecord.stages.parse import Parser
from onrecord.stages.split.article import article_of

SENTENCES = Path(__file__).parent / "events_sentences.txt"
Believed = dict[int, tuple[EventType, int, int]]
UNKNOWN, NONE = -1, 0
_NUMBER = {name: n for n, name in enumerate(TYPES)}
_YIELD = ("CONCEDE", "RETREAT")
_WORD_POS = frozenset(("VERB", "NOUN", "ADJ", "AUX", "PROPN"))


@dataclass
class Example:
    """One sentence. Words are numbered within it; types by their place in `TYPES`, 0 for none.

    `types[w]` is -1 where nobody knows, `sure[w]` the weight of that label. `bag` holds the types
    one of which some word carries; `source`, `target` head the marked parties (-1: unmarked).
    `parties` are (trigger, actor, recipient, weight), -1 for unknown and -2 for none.
    """

    pieces: Ints
    heads: Ints
    types: Ints
    sure: np.ndarray  # type: ignore[type-arg]
    bag: tuple[int, ...] = ()
    weight: float = 1.0
    source: int = -1
    target: int = -1
    parties: list[tuple[int, int, int, float]] = field(default_factory=list)
    checked: bool = False  # labelled by people: the last epochs see these alone


class Reader:
    """Parser, pieces and the lexicon's opinion."""

    def __init__(self, pieces: WordPiece) -> None:
        self.parser, self.pieces, self.rules = Parser(), pieces, Events(model=False)

    def parses(self, texts: Iterable[str]) -> list[Parse]:
        return list(self.parser.batch([article_of(text) for text in texts]))

    def blank(self, parse: Parse, first: int, last: int, none: float) -> Example:
        """The sentence with every word "no event", at weight `none`."""
        numbers, heads = cut(parse, first, last, self.pieces)
        size = len(heads)
        types = np.full(size, NONE, dtype=np.int64)
        sure = np.full(size, none)
        for w in range(size):
            if parse.pos[first + w] not in _WORD_POS:
                sure[w] = max(none, 0.3)  # "the", "of", a comma: nothing can happen there
        return Example(numbers, heads, types, sure)

    def own(self, sentences: Sequence[Labelled]) -> Iterator[Example]:
        for sentence, parse in zip(sentences, self.parses(s.text for s in sentences), strict=True):
            example = self.blank(parse, 0, min(len(parse), LIMIT), 1.0)
            for span, _, _ in sentence.triggers:
                for k in parse.tokens(span):
                    if k < len(example.types):
                        example.types[k] = UNKNOWN
            for span, kind, _ in sentence.triggers:
                root = parse.root_of(span)
                if root is not None and root < len(example.types):
                    example.types[root] = _NUMBER[kind]
            self._parties(example, parse, 0, 0.5)
            example.checked = True
            yield example

    def pairs(self, file: Path) -> Iterator[Example]:
        """Marked pairs of the training part."""
        rows = [p for p in gold_data.rows(file, Pair) if not is_dev(p.id)]
        for row, parse in zip(rows, self.parses(r.text for r in rows), strict=True):
            spans = marked_spans(row.marked)
            roots = [parse.root_of(spans[k]) if k in spans else None for k in "st"]
            first, last = parse.sentence(roots[0] or roots[1] or 0)
            example = self.blank(parse, first, min(last, first + LIMIT), 0.05)
            size = len(example.types)
            heads = [-1 if r is None or not 0 <= r - first < size else r - first for r in roots]
            example.source, example.target = heads
            names = _YIELD if row.type15 == "YIELD" else (row.type15,)
            example.bag = tuple(_NUMBER[name] for name in names)
            self._parties(example, parse, first, 0.2)
            example.checked = True
            yield example

    def stories(self, file: Path, size: int, rng: random.Random) -> Iterator[Example]:
        """Title and first sentence of machine-written stories: somewhere there is the type."""
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        rows = [r for r in rng.sample(rows, len(rows)) if r["label"] in _NUMBER][:size]
        for row, parse in zip(rows, self.parses(r["text"][:600] for r in rows), strict=True):
            first, last = parse.sentences[0] if parse.sentences else (0, 0)
            if last - first > 6:
                example = self.blank(parse, first, min(last, first + LIMIT), 0.05)
                example.bag, example.weight = (_NUMBER[row["label"]],), 0.3
                yield example

    def police(self, file: Path, size: int, rng: random.Random) -> Iterator[Example]:
        """Sentences of police news: killings and arrests, and many without either."""
        rows = [r for r in gold_data.rows(file, Sentence) if not is_dev(str(r.doc_id))]
        acts = [r for r in rows if {"KILL", "ARREST"} & set(r.sent_labels)]
        quiet = rng.sample([r for r in rows if not r.sent_labels], size)
        for row, parse in zip(acts, self.parses(r.sent_text for r in acts), strict=True):
            name = "ASSAULT" if "KILL" in row.sent_labels else "COERCE"
            example = self.blank(parse, 0, min(len(parse), LIMIT), 0.05)
            example.bag, example.weight = (_NUMBER[name],), 0.5
            yield example
        for parse in self.parses(r.sent_text for r in quiet):
            if len(parse):
                example = self.blank(parse, 0, min(len(parse), LIMIT), 0.3)
                for at in self.rules.believed(parse):  # no police act, yet perhaps a demand
                    if at < len(example.sure):
                        example.sure[at] = 0.1
                yield example

    def silver(self, file: Path, size: int, rng: random.Random) -> Iterator[Example]:
        """Sentences of news as the lexicon reads them."""
        lines = file.read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in rng.sample(lines, min(len(lines), 200))]
        out = []
        for parse in self.parses(texts):
            for first, last in parse.sentences:
                if 8 < last - first < LIMIT:
                    out.append((parse, first, last))
        believed: dict[int, Believed] = {}
        for parse, first, last in rng.sample(out, min(size, len(out))):
            if id(parse) not in believed:
                believed[id(parse)] = self.rules.believed(parse)
            example = self.blank(parse, first, last, 0.1)
            self._silver(example, believed[id(parse)], first, 0.6)
            yield example

    def _parties(self, example: Example, parse: Parse, first: int, weight: float) -> None:
        """What the lexicon says of parties; its types only where nothing better is known."""
        self._silver(example, self.rules.believed(parse), first, weight)

    def _silver(
        self,
        example: Example,
        found: Believed,
        first: int,
        weight: float,
    ) -> None:
        size = len(example.types)
        for at, (kind, actor, recipient) in found.items():
            w = at - first
            if not 0 <= w < size:
                continue
            known = example.sure[w] == 1.0
            if known and example.types[w] != _NUMBER[kind]:
                continue
            if not known:
                example.types[w], example.sure[w] = _NUMBER[kind], weight
            heads = [
                -2 if k < 0 else k - first if 0 <= k - first < size else -1
                for k in (actor, recipient)
            ]
            example.parties.append((w, heads[0], heads[1], weight))


def examples(gold: Path, pieces: WordPiece, seed: int, sizes: dict[str, int]) -> list[Example]:
    """Everything to learn from, in the order of its sources."""
    reader, rng = Reader(pieces), random.Random(seed)
    return [
        *reader.own(labelled(SENTENCES)),
        *reader.pairs(gold / PAIRS),
        *reader.stories(gold / "events/train_synthetic.jsonl", sizes["stories"], rng),
        *reader.police(gold / QUIET, sizes["quiet"], rng),
        *reader.silver(gold / "statements/train.jsonl", sizes["silver"], rng),
    ]
