"""What kind of mistakes are made: counts for the book, by a second look at the same data.

Kinds are told apart by what a reader would have to mend. Texts are not quoted: they belong to their
publishers.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.evaluate import coref, places, plv, statements, times
from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.attribution import Roles, Words
from onrecord.evaluate.match import NEAR_KM, by_overlap, kilometres
from onrecord.pipeline import Pipeline
from onrecord.records import Place, Record
from onrecord.stages.split import article_of


class Mistakes(Record, frozen=True, kw_only=True):
    """How often each kind occurs among `of` gold items, which `unit` names."""

    unit: str
    of: int
    kinds: dict[str, int]


def mistakes(task: str, gold: Path, pipeline: Pipeline) -> Mistakes | None:
    """The mistakes of a task; None for tasks whose figures tell their kinds by themselves."""
    look = _LOOKS.get(task)
    return look(gold, pipeline) if look else None


def _statements(gold: Path, pipeline: Pipeline) -> Mistakes:
    documents = list(gold_data.rows(gold / statements.FILE, statements.Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    parses = list(pipeline.parser.batch(articles))
    found = statements.top(pipeline.attribute.batch(articles, parses))
    kinds: Counter[str] = Counter()
    for document, these in zip(documents, found, strict=True):
        words = Words(document.text)
        kinds += statement_kinds(words.roles(document.attributions), words.roles(these))
    of = sum(len(d.attributions) for d in documents)
    return Mistakes(unit="statements", of=of, kinds=dict(kinds.most_common()))


def statement_kinds(gold: Sequence[Roles], found: Sequence[Roles]) -> Counter[str]:
    """Each gold statement against the found one that shares most of its content."""
    kinds: Counter[str] = Counter()
    for g in gold:
        best = max(found, key=lambda f: _iou(g, f), default=None)
        if best is None or not _iou(g, best):
            kinds[f"{g.quoted} statement not found"] += 1
        elif _iou(g, best) < 0.5:
            longer = len(best.content) > len(g.content)
            kinds["content too long" if longer else "content too short"] += 1
        elif g.source and not g.source & best.source:
            kinds["wrong source" if best.source else "source not found"] += 1
        elif best.source and not g.source:
            kinds["source where there is none"] += 1
    of_nobody = sum(all(not _iou(g, f) for g in gold) for f in found)
    kinds["statement where the gold has none"] += of_nobody
    return kinds


def _iou(one: Roles, other: Roles) -> float:
    whole = len(one.content | other.content)
    return len(one.content & other.content) / whole if whole else 0.0


def _places(gold: Path, pipeline: Pipeline) -> Mistakes:
    documents = list(gold_data.rows(gold / places.FILE, places.Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    kinds: Counter[str] = Counter()
    for document, article, parse in zip(
        documents, articles, pipeline.parser.batch(articles), strict=True
    ):
        found = pipeline.places(article, parse)
        pairs = by_overlap([(t.start, t.end) for t in document.toponyms], [p.span for p in found])
        kinds["name not found"] += len(document.toponyms) - len(pairs)
        kinds["name where the gold has none"] += len(found) - len(pairs)
        for i, j in pairs:
            kinds[_pin_kind(document.toponyms[i], found[j])] += 1
    kinds.pop("", None)
    of = sum(len(d.toponyms) for d in documents)
    return Mistakes(unit="toponyms", of=of, kinds=dict(kinds.most_common()))


def _pin_kind(gold: places.Toponym, found: Place) -> str:
    if gold.lat is None or gold.lon is None or places.near(gold, found):
        return ""
    if found.lat is None or found.lon is None:
        return "taken for a metonym" if found.metonym else "no point"
    far = kilometres(gold.lat, gold.lon, found.lat, found.lon)
    return f"point off by {NEAR_KM:.0f} to 1,000 km" if far < 1000 else "point off by more"


def _times(gold: Path, pipeline: Pipeline) -> Mistakes:
    documents = list(gold_data.rows(gold / times.FILE, times.Document))
    articles = [article_of(d.text, published=d.dct) for d in documents]
    kinds: Counter[str] = Counter()
    for document, article, parse in zip(
        documents, articles, pipeline.parser.batch(articles), strict=True
    ):
        found = pipeline.times(article, parse)
        pairs = by_overlap([(t.start, t.end) for t in document.timexes], [t.span for t in found])
        met = {i for i, _ in pairs}
        for i, timex in enumerate(document.timexes):
            kinds[f"{timex.type} not found"] += i not in met
        kinds["expression where the gold has none"] += len(found) - len(pairs)
        for i, j in pairs:
            timex = document.timexes[i]
            if not times.same_value(timex.value, found[j].value):
                kinds[f"wrong value of a {timex.type}"] += 1
    of = sum(len(d.timexes) for d in documents)
    return Mistakes(unit="expressions", of=of, kinds=dict((+kinds).most_common()))


def _events(gold: Path, pipeline: Pipeline) -> Mistakes:
    pairs = [p for p in gold_data.rows(gold / plv.PAIRS, plv.Pair) if plv.is_dev(p.id)]
    kinds: Counter[str] = Counter()
    for pair, report in zip(
        pairs, pipeline.reports([article_of(p.text) for p in pairs]), strict=True
    ):
        counts = plv.count_pair(pair, report.events)
        if counts["type.right"]:
            continue
        if not counts["coded.right"]:
            kinds[f"no event where the gold has {pair.type15}"] += 1
        elif counts["any.right"]:
            kinds["another event of the sentence fits the pair better"] += 1
        else:
            kinds[f"another type than {pair.type15}"] += 1
    return Mistakes(unit="marked pairs", of=len(pairs), kinds=dict(kinds.most_common()))


def _coref(gold: Path, pipeline: Pipeline) -> Mistakes:
    passages = list(coref.read(gold / coref.FILE))
    articles = [article_of(p.text) for p in passages]
    kinds: Counter[str] = Counter()
    for passage, article, parse in zip(
        passages, articles, pipeline.parser.batch(articles), strict=True
    ):
        actors = pipeline.actors(article, parse, [passage.pronoun, *passage.names])
        meant = coref.owner(passage.pronoun, actors)
        for name, right in zip(passage.names, passage.means, strict=True):
            found = meant is not None and coref.owner(name, actors) == meant
            if right and not found:
                kinds["no answer" if meant is None else "somebody else than the right name"] += 1
            if found and not right:
                kinds["a name that the pronoun does not mean"] += 1
    of = sum(any(p.means) for p in passages)
    return Mistakes(unit="pronouns that mean a name", of=of, kinds=dict(kinds.most_common()))


_LOOKS: dict[str, Callable[[Path, Pipeline], Mistakes]] = {
    "statements": _statements,
    "places": _places,
    "times": _times,
    "events": _events,
    "coref": _coref,
}
