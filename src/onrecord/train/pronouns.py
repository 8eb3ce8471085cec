"""Fits how a pronoun's antecedent is chosen and writes `resources/lexicons/pronoun_weights.tsv`.

    python -m onrecord.train.pronouns --gold DIR

DIR holds `coref/train_meantime.jsonl`, whose entity chains label "it" and "they", and
`statements/train.jsonl`, whose articles label "he" and "she" by themselves: where one woman is
named among men, "she" is her, and a chooser that may not look at gender has to find her by
distance and grammar. The features are those of the stage, taken while it runs. The weights stay
near those of Lappin and Leass (1994), as far as the data allow. Needs scipy.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.records import Parse
from onrecord.resources import ROOT
from onrecord.spans import Span
from onrecord.stages.ground.actors import with_names, with_pronouns
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_mention import Mention
from onrecord.stages.ground.actors_pronouns import Resolver
from onrecord.stages.parse import Parser
from onrecord.stages.split.article import article_of

FILE = ROOT / "lexicons" / "pronoun_weights.tsv"
EVERY = 3  # of the unlabelled articles, each third
LENGTH = 4000  # code points of an article
HOLD = 3.0  # how strongly the weights are held to the prior
WEAK = 0.1  # what a pronoun counts that nobody labelled
LEAST = 0.05  # a smaller weight is left out
PRIOR = {
    # Lappin and Leass: recency 100 and half of it for each sentence back, subject 80, object 50,
    # other argument 40, parallel role 35; here in units of 100
    "gap0": 1.0,
    "gap1": 0.5,
    "gap2": 0.25,
    "gap3": 0.1,
    "case_subj": 0.8,
    "case_obj": 0.5,
    "case_pobj": 0.4,
    "parallel": 0.35,
    # what their list lacks and few labels teach, each by a quarter: gender or number is known,
    # a person's name, a chain with many mentions, one voice, one speaker; against a mere noun as
    # much as for a subject
    "gender": 0.25,
    "plural": 0.25,
    "size": 0.25,
    "same_voice": 0.25,
    "speaker": 0.25,
    "he_person": 0.25,
    "he_nominal": -0.8,
    "he_body_ORG": -0.8,
    "it_nominal": -0.8,
    "they_nominal": -0.8,
    # a subject that follows is meant by what stands before it in its own clause
    "fronted": 1.5,
    "after": -1.0,
    "beside_own": 0.8,
    "main": 0.25,
    "told_of": 1.0,
    "acted_on": 0.5,
    # of himself a speaker would say "I"
    "quoted": -1.5,
}
_HEADER = """# Weights of the features by which a pronoun's antecedent is chosen.
# Source: fitted by `python -m onrecord.train.pronouns --gold DIR` on the entity chains of the
# MEANTIME corpus (CC BY 4.0, newsreader-project.eu) and on news articles whose pronouns their
# gender explains; held to the weights of Lappin and Leass (1994). No text of theirs is here.
# Licence: as the project (Apache-2.0).
feature\tweight
"""

Features = dict[str, float]


class Case(NamedTuple):
    """The candidates of one pronoun, which of them are right, and how much it counts."""

    candidates: list[Features]
    right: list[bool]
    weight: float


class Labelled(Resolver):
    """Notes the candidates of labelled pronouns, and gives each to its own chain."""

    def __init__(self, parse: Parse, chains: Chains, gold: Sequence[set[Span]]) -> None:
        super().__init__(parse, chains, PRIOR)
        self.gold = {span: cluster for cluster in gold for span in cluster}
        self.cases: list[Case] = []

    def resolve(self, pronoun: Mention) -> Chain | None:
        cluster = self.gold.get(pronoun.span, set())
        own = [m for m in self.chains.mentions if m.span in cluster and m is not pronoun]
        ids = {id(self.chains.of[id(m)]) for m in own if id(m) in self.chains.of}
        found = self.candidates(pronoun)
        right = [id(chain) in ids for chain, _ in found]
        if any(right) and not all(right):
            self.cases.append(Case([f for _, f in found], right, 1.0))
        if any(right):
            return found[right.index(True)][0]
        return super().resolve(pronoun)


class Blind(Resolver):
    """Notes pronouns that gender explains, with the people of two sentences back and their own."""

    def __init__(self, parse: Parse, chains: Chains) -> None:
        super().__init__(parse, chains, PRIOR)
        self.blind = False
        self.sex = {id(c): _sex(c) for c in chains.all if c.type == "person"}
        self.cases: list[Case] = []

    def _agree(self, pronoun: Mention, chain: Chain, m: Mention) -> bool:
        return id(chain) in self.sex if self.blind else super()._agree(pronoun, chain, m)

    def resolve(self, pronoun: Mention) -> Chain | None:
        if pronoun.gender not in ("m", "f"):
            return super().resolve(pronoun)
        self.blind = True
        found = [(c, f) for c, f in self.candidates(pronoun) if "gap3" not in f]
        self.blind = False
        fits = {id(c): c for c, _ in found if self.sex[id(c)] in ("", pronoun.gender)}
        if len(fits) != 1 or not all(self.sex[key] for key in fits):
            return super().resolve(pronoun)
        right = [id(chain) in fits for chain, _ in found]
        if not all(right):
            unseen = [{k: v for k, v in f.items() if k != "gender"} for _, f in found]
            self.cases.append(Case(unseen, right, WEAK))
        return next(iter(fits.values()))


def _sex(chain: Chain) -> str:
    """What the names alone tell."""
    told = {m.gender for m in chain.mentions if m.type == "person" and m.gender}
    return told.pop() if len(told) == 1 else ""


def labelled(documents: Iterable[tuple[Parse, list[set[Span]]]]) -> Iterator[Case]:
    """The cases of documents with chains."""
    for parse, clusters in documents:
        chains = with_names(parse, sorted(set().union(*clusters)), None)
        resolver = Labelled(parse, chains, clusters)
        with_pronouns(chains, resolver)
        yield from resolver.cases


def unlabelled(parses: Iterable[Parse]) -> Iterator[Case]:
    """The cases of documents without."""
    for parse in parses:
        chains = with_names(parse, (), None)
        resolver = Blind(parse, chains)
        with_pronouns(chains, resolver)
        yield from resolver.cases


def fit(cases: Sequence[Case], prior: Features, hold: float = HOLD) -> Features:
    """Conditional logit: the right candidates of a pronoun against all, drawn to the prior."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    names = sorted({f for case in cases for row in case.candidates for f in row} | prior.keys())
    start = np.array([prior.get(n, 0.0) for n in names])
    column = {n: i for i, n in enumerate(names)}
    examples = [(_matrix(c.candidates, column), np.array(c.right), c.weight) for c in cases]

    def loss(b: "np.ndarray[Any, Any]") -> tuple[float, "np.ndarray[Any, Any]"]:
        total, slope = 0.0, np.zeros_like(b)
        for matrix, right, weight in examples:
            sums = matrix @ b
            mass = np.exp(sums - sums.max())
            good = np.where(right, mass, 0.0)
            total -= weight * np.log(good.sum() / mass.sum() + 1e-12)
            slope -= weight * (good / (good.sum() + 1e-12) - mass / mass.sum()) @ matrix
        away = b - start
        return total + hold * float(away @ away), slope + 2 * hold * away

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return dict(zip(names, found.tolist(), strict=True))


def _matrix(candidates: list[Features], column: dict[str, int]) -> "np.ndarray[Any, Any]":
    out = np.zeros((len(candidates), len(column)))
    for row, features in zip(out, candidates, strict=True):
        for name, value in features.items():
            row[column[name]] = value
    return out


def read(gold: Path, parser: Parser) -> tuple[list[tuple[Parse, list[set[Span]]]], list[Parse]]:
    """The labelled documents and the others, parsed."""
    rows = _lines(gold / "coref" / "train_meantime.jsonl")
    plain = _lines(gold / "statements" / "train.jsonl")[::EVERY]
    chains = [
        [{(m["start"], m["end"]) for m in c["mentions"]} for c in r["clusters"]] for r in rows
    ]
    parses = parser.batch(article_of(r["text"]) for r in rows)
    others = parser.batch(article_of(r["text"][:LENGTH]) for r in plain)
    return list(zip(parses, chains, strict=True)), list(others)


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write(weights: Features, file: Path = FILE) -> None:
    lines = [f"{f}\t{w:.2f}" for f, w in sorted(weights.items()) if abs(w) >= LEAST]
    file.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description="Fit the weights of pronoun resolution.")
    options.add_argument("--gold", type=Path, required=True, help="folder of the labelled data")
    documents, others = read(options.parse_args().gold, Parser())
    write(fit([*labelled(documents), *unlabelled(others)], PRIOR))


if __name__ == "__main__":
    main()
