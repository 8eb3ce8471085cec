"""Fits the three decisions of the places stage and writes `resources/gazetteer/weights_*.tsv`.

    python -m onrecord.train.places FOLDER
    python -m onrecord.train.places FOLDER --folds 5

The second cross-validates the choice among places over the articles of each corpus. FOLDER holds
`train_lgl.jsonl` and `train_geowebnews.jsonl`. The features are those of the stage. Needs
scikit-learn and scipy, which onrecord itself does not.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.records import Parse
from onrecord.resources import ROOT
from onrecord.resources.gazetteer import Entry, gazetteer
from onrecord.stages.ground import places_features, places_metonym, places_rank
from onrecord.stages.ground.places_find import Mention, mentions
from onrecord.stages.parse import Parser
from onrecord.stages.split.article import article_of

OWN = 2  # how often our own sentences count: they follow our guide
RARE = 6  # features seen less often get no weight
NEAR = 161.0  # kilometres within which a candidate counts as the gold place
_HEADER = """# Weights of the features by which the places stage decides: {what}.
# Source: fitted by train/places.py on two corpora of labelled news; no text of theirs is here.
# Licence: as the project (Apache-2.0).
feature\tweight
"""
CORPORA = ("lgl", "geowebnews")
Tables = Sequence[dict[str, float]]
_NAMES = ("Literal", "Literal_Modifier", "Metonymic", "Mixed", "Non_Literal_Modifier")


class Gold(NamedTuple):
    """A labelled document with its parse."""

    parse: Parse
    toponyms: list[dict[str, Any]]
    found: list[Mention]

    def spans(self) -> dict[tuple[int, int], dict[str, Any]]:
        return {(t["start"], t["end"]): t for t in self.toponyms}


def read(path: Path, parser: Parser) -> list[Gold]:
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    parses = parser.batch(article_of(d["text"]) for d in documents)
    return [
        Gold(parse, d["toponyms"], mentions(parse, gazetteer()))
        for d, parse in zip(documents, parses, strict=True)
    ]


def find_rows(golds: Iterable[Gold]) -> Iterator[tuple[list[str], int]]:
    """Features and label of every candidate whose label is clear."""
    for gold in golds:
        spans = gold.spans()
        have = {m.span for m in gold.found}
        context = places_features.Context(gold.parse, gold.found)
        for m in gold.found:
            kind = spans[m.span].get("type", "Literal") if m.span in spans else None
            over = [s for s in spans if s[0] < m.span[1] and m.span[0] < s[1]]
            if kind == "Coercion" or (kind is None and over and not have.intersection(over)):
                continue  # a facility, or a gold span that no candidate has
            yield places_features.features(m, context), int(kind in _NAMES)


def metonym_rows(golds: Iterable[Gold], choose: Tables) -> Iterator[tuple[list[str], int]]:
    """Features and label of the toponyms whose use is labelled as literal or not."""
    for gold in golds:
        spans = gold.spans()
        use = [m for m in gold.found if m.span in spans and "type" in spans[m.span]]
        meant = chosen(use, gold.parse, choose)
        located = {m.key for m in use if places_metonym.is_located(m, gold.parse)}
        holders = places_metonym.holders(use, meant, gold.parse)
        for m in use:
            kind = spans[m.span]["type"]
            place = meant.get(m.key)
            features = places_metonym.features(
                m, place, gold.parse, m.key in located, m.tokens in holders
            )
            if kind == "Non_Literal_Modifier":
                # "Leeds police" and "Turkey's president" are literal by our own guide
                town = place is None or place.kind in ("city", "unit2")
                yield features, int(not town and "possessive_of=title" not in features)
            elif kind in ("Literal", "Literal_Modifier", "Metonymic"):
                yield features, int(kind == "Metonymic")


def written_rows(parser: Parser, choose: Tables) -> Iterator[tuple[list[str], int]]:
    """Features and label of the names in our own sentences (`metonyms.tsv`)."""
    lines = Path(__file__).with_name("metonyms.tsv").read_text(encoding="utf-8").splitlines()
    for use, marked in (line.split("\t") for line in lines if line[:2] in ("m\t", "l\t")):
        text, spans = unmark(marked)
        parse = parser(article_of(text))
        names = [m for m in mentions(parse, gazetteer()) if m.span in spans]
        meant = chosen(names, parse, choose)
        located = {m.key for m in names if places_metonym.is_located(m, parse)}
        holders = places_metonym.holders(names, meant, parse)
        for m in names:
            features = places_metonym.features(
                m, meant.get(m.key), parse, m.key in located, m.tokens in holders
            )
            yield features, int(use == "m")


def unmark(marked: str) -> tuple[str, set[tuple[int, int]]]:
    """A sentence without its square brackets, and the spans that they marked."""
    text, spans = "", set()
    for part in re.split(r"(\[[^]]*\])", marked):
        name = part.strip("[]") if part.startswith("[") else part
        if name != part:
            spans.add((len(text), len(text) + len(name)))
        text += name
    return text, spans


def chosen(use: Sequence[Mention], parse: Parse, tables: Tables) -> dict[str, Entry]:
    out = {}
    for group, rows in groups(use, parse, tables):
        sums = places_rank.score(rows, tables[-1])
        out[group.mentions[0].key] = group.entries[sums.index(max(sums))]
    return out


def groups(
    use: Sequence[Mention], parse: Parse, tables: Tables = ()
) -> Iterator[tuple[places_rank.Group, list[dict[str, float]]]]:
    """Every name with its candidates' features after the rounds of some tables."""
    named = places_rank.groups(use, parse)
    rows = places_rank.rounds(named, places_rank.peoples(parse), tables)
    return ((named[name], found) for name, found in rows.items())


def choose_rows(
    golds: Iterable[Gold],
    tables: Tables = (),
) -> Iterator[tuple[list[dict[str, float]], "np.ndarray[Any, Any]", int]]:
    """For every name of a document: its candidates' features, which are right, its mentions."""
    for gold in golds:
        spans = {s: t for s, t in gold.spans().items() if t["lat"] is not None}
        use = [m for m in gold.found if m.span in spans]
        for group, rows in groups(use, gold.parse, tables):
            votes = Counter(
                (t["lat"], t["lon"], t.get("geonames_id"))
                for t in (spans[m.span] for m in group.mentions)
            )
            (lat, lon, ident), _ = votes.most_common(1)[0]
            points = np.array([(e.lat, e.lon) for e in group.entries])
            right = places_rank.distances(points, np.array([(lat, lon)]))[:, 0] <= NEAR
            same = np.array([ident is not None and e.geonames_id == ident for e in group.entries])
            yield rows, right | same, len(group.mentions)


def fit_binary(rows: Iterable[tuple[list[str], int]], strength: float) -> dict[str, float]:
    """Logistic regression over the features that are not rare."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    features, labels = zip(*rows, strict=True)
    seen = Counter(f for fs in features for f in set(fs))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{f: 1.0 for f in fs if seen[f] >= RARE and f != "bias"} for fs in features]
    )
    model = LogisticRegression(C=strength, max_iter=1000).fit(matrix, labels)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    return {"bias": float(model.intercept_[0]), **weights}


def fit_round(golds: Iterable[Gold], tables: Tables = (), decay: float = 2e-3) -> dict[str, float]:
    """Conditional logit: the right candidates of a name against all of them."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    data = [d for d in choose_rows(golds, tables) if d[1].any() and not d[1].all()]
    names = sorted({f for rows, _, _ in data for row in rows for f in row})
    examples = [
        (np.array([[row.get(n, 0.0) for n in names] for row in rows]), right, min(count, 3))
        for rows, right, count in data
    ]

    def loss(b: "np.ndarray[Any, Any]") -> tuple[float, "np.ndarray[Any, Any]"]:
        total, slope = 0.0, np.zeros_like(b)
        for matrix, right, count in examples:
            sums = matrix @ b
            mass = np.exp(sums - sums.max())
            good = np.where(right, mass, 0.0)
            share = good.sum() / mass.sum() + 1e-12
            total -= count * np.log(share)
            slope -= count * (good / (good.sum() + 1e-12) - mass / mass.sum()) @ matrix
        size = decay * len(examples)
        return total + size * float(b @ b) / 2, slope + size * b

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, found.tolist(), strict=True))


def fit_choice(golds: Sequence[Gold]) -> Tables:
    """The weights of the first round and those of all later ones."""
    first = fit_round(golds)
    return [first, fit_round(golds, [first])]


def right(golds: Sequence[Gold], tables: Tables) -> tuple[int, int]:
    """How many gold names with a point get a place within 161 km or of the same id, and of all."""
    hits = 0
    for rows, good, count in choose_rows(golds, tables):
        sums = places_rank.score(rows, tables[-1])
        hits += count * bool(good[sums.index(max(sums))])
    return hits, sum(t["lat"] is not None for g in golds for t in g.toponyms)


def folds(golds: Sequence[Gold], others: Sequence[Gold], count: int) -> tuple[int, int]:
    """The same by cross-validation over articles: each is read with weights that never saw it."""
    order = np.random.default_rng(0).permutation(len(golds)).tolist()
    hits = total = 0
    for part in range(count):
        held = set(order[part::count])
        tables = fit_choice([g for i, g in enumerate(golds) if i not in held] + list(others))
        one, all_ = right([golds[i] for i in sorted(held)], tables)
        hits, total = hits + one, total + all_
    return hits, total


def write(name: str, what: str, weights: dict[str, float]) -> None:
    lines = [f"{f}\t{w:.3f}" for f, w in sorted(weights.items()) if abs(w) >= 0.005]
    path = ROOT / "gazetteer" / f"weights_{name}.tsv"
    path.write_text(_HEADER.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8")


def train(corpora: Sequence[list[Gold]], parser: Parser) -> None:
    golds = [gold for corpus in corpora for gold in corpus]
    choose = fit_choice(golds)
    write("first", "which place of a name is meant, at first sight", choose[0])
    write("choose", "which place of a name is meant", choose[1])
    write("find", "whether a stretch of words is a toponym", fit_binary(find_rows(golds), 0.3))
    written = list(written_rows(parser, choose)) * OWN
    metonym = fit_binary([*metonym_rows(golds, choose), *written], 0.5)
    write("metonym", "whether a name stands for those who act in its name", metonym)


def main() -> None:
    options = argparse.ArgumentParser(description="Fit the weights of the places stage.")
    options.add_argument("folder", type=Path, help="folder of the labelled data")
    options.add_argument("--folds", type=int, default=0, help="only cross-validate, write nothing")
    given = options.parse_args()
    parser = Parser()
    corpora = [read(given.folder / f"train_{name}.jsonl", parser) for name in CORPORA]
    if not given.folds:
        train(corpora, parser)
    for number, name in enumerate(CORPORA if given.folds else ()):
        others = [g for i, corpus in enumerate(corpora) for g in corpus if i != number]
        hits, total = folds(corpora[number], others, given.folds)
        print(f"{name}: {hits} of {total} names within 161 km ({hits / total:.3f})")


if __name__ == "__main__":
    main()
