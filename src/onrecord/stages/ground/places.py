"""Text -> Places: which words name a place, which place that is, and whether it is a place at all.

Three decisions, each a sum of trained weights (`resources/gazetteer/weights_*.tsv`) over features
that a reader can check: is the stretch a toponym, which candidate does the article mean, does the
name stand for those who act in its name. A metonym keeps its country and has no point.
"""

import math
from typing import NamedTuple

from onrecord.records import Article, Parse, Place, Precision
from onrecord.resources.gazetteer import Entry, gazetteer
from onrecord.spans import Span
from onrecord.stages.ground import places_features, places_metonym, places_rank
from onrecord.stages.ground.places_find import Mention, mentions
from onrecord.stages.ground.places_words import building, is_capital, weights

FOUND = 0.0  # least sum of weights of a toponym
SURE = 0.25  # least probability of the chosen candidate
METONYM = 0.3  # least sum of weights of a metonym; a pin that is not sure is kept
COMPANY = 1.0  # for a capital that is a metonym elsewhere in the article and never a location
PRECISION: dict[str, Precision] = {
    "city": "city",
    "unit1": "region",
    "unit2": "region",
    "region": "region",
    "sea": "region",
    "country": "country",
}


class Choice(NamedTuple):
    """The place that a name means here, and how probable that is."""

    entry: Entry
    score: float
    among: int


class Places:
    """The toponyms of an article in text order."""

    def __init__(self) -> None:
        self.gazetteer = gazetteer()
        self.find = weights("find")
        self.choose = [weights("first"), weights("choose")]
        self.metonym = weights("metonym")

    def __call__(self, article: Article, parse: Parse) -> list[Place]:
        found = self.toponyms(parse)
        names = [m for m, _ in found]
        choices = self.resolve(names, parse)
        metonyms = self.metonyms(names, choices, parse)
        return [
            _metonym(f"p{n}", m, choices.get(m.key), likely(score), metonyms[m.tokens], parse)
            if m.tokens in metonyms
            else _literal(f"p{n}", m, choices.get(m.key), likely(score), parse)
            for n, (m, score) in enumerate(found, 1)
        ]

    def toponyms(self, parse: Parse) -> list[tuple[Mention, float]]:
        """The candidates that are toponyms, the longest of overlapping ones, with their scores."""
        candidates = mentions(parse, self.gazetteer)
        context = places_features.Context(parse, candidates)
        scored = []
        for mention in candidates:
            score = _sum(self.find, places_features.features(mention, context))
            if score > FOUND or building(mention.key):
                scored.append((mention, score))
        scored.sort(key=lambda p: (p[0].span[0] - p[0].span[1], p[0].span))
        taken: set[int] = set()
        kept = []
        for mention, score in scored:
            tokens = range(*mention.tokens)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                kept.append((mention, score))
        return sorted(kept)

    def resolve(self, found: list[Mention], parse: Parse) -> dict[str, Choice]:
        """The place of each name, by key; names that the gazetteer lacks are left out."""
        named = places_rank.groups(found, parse)
        rows = places_rank.rounds(named, places_rank.peoples(parse), self.choose)
        return {name: self._choice(named[name], found) for name, found in rows.items()}

    def _choice(self, group: places_rank.Group, rows: list[dict[str, float]]) -> Choice:
        likely = places_rank.odds(places_rank.score(rows, self.choose[-1]))
        best = likely.index(max(likely))
        return Choice(group.entries[best], likely[best], len(group.entries))

    def metonyms(
        self, names: list[Mention], choices: dict[str, Choice], parse: Parse
    ) -> dict[Span, str]:
        """The mentions that stand for those who act in the place's name, with the reason."""
        located = {m.key for m in names if places_metonym.is_located(m, parse)}
        places = {name: choice.entry for name, choice in choices.items()}
        holders = places_metonym.holders(names, places, parse)
        sums: dict[Span, float] = {}
        reasons: dict[Span, str] = {}
        for m in names:
            if building(m.key):
                sums[m.tokens], reasons[m.tokens] = math.inf, "a building named for those in it"
                continue
            if places_metonym.backs(m, parse):
                sums[m.tokens], reasons[m.tokens] = math.inf, "named as who is behind something"
                continue
            features = places_metonym.features(
                m, places.get(m.key), parse, m.key in located, m.tokens in holders
            )
            sums[m.tokens] = _sum(self.metonym, features)
            reasons[m.tokens] = "acts or is dealt with: " + ", ".join(
                _strongest(self.metonym, features)
            )
        acting = {m.key for m in names if sums[m.tokens] > METONYM} - located
        for m in names:
            if m.key in acting and m.key in choices and _is_capital(choices[m.key].entry):
                sums[m.tokens] += COMPANY
        return {m.tokens: reasons[m.tokens] for m in names if sums[m.tokens] > METONYM}


def likely(score: float) -> float:
    """The probability that belongs to a sum of weights."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 2)


def _is_capital(entry: Entry) -> bool:
    return entry.kind == "city" and is_capital(entry.name, entry.country)


def _metonym(
    ident: str, mention: Mention, choice: Choice | None, score: float, why: str, parse: Parse
) -> Place:
    entry = choice.entry if choice else None
    return Place(
        id=ident,
        span=mention.span,
        name=entry.name if entry else parse.text[mention.span[0] : mention.span[1]],
        geonames_id=entry.geonames_id if entry else None,
        country=entry.country if entry else building(mention.key),
        metonym=True,
        score=score,
        why=why,
    )


def _literal(
    ident: str, mention: Mention, choice: Choice | None, score: float, parse: Parse
) -> Place:
    if choice is None or choice.score < SURE:
        return Place(
            id=ident,
            span=mention.span,
            name=parse.text[mention.span[0] : mention.span[1]],
            precision="unknown",
            score=score,
            why="not in the gazetteer" if choice is None else f"unclear which of {choice.among}",
        )
    entry = choice.entry
    return Place(
        id=ident,
        span=mention.span,
        name=entry.name,
        geonames_id=entry.geonames_id,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        precision=PRECISION[entry.kind],
        score=round(score * choice.score, 2),
        why=f"{entry.kind}, chosen of {choice.among}",
    )


def _sum(weights: dict[str, float], features: list[str]) -> float:
    get = weights.get
    return sum(get(feature, 0.0) for feature in features)


def _strongest(weights: dict[str, float], features: list[str]) -> list[str]:
    """The two features that spoke most for a decision."""
    ranked = sorted(set(features) - {"bias"}, key=lambda f: (-weights.get(f, 0.0), f))
    return ranked[:2]
