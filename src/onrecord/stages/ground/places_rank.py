"""Which of the places of one name an article means.

A name means one place in an article. Evidence of all its mentions is taken together: containing
places said beside it, countries and units that the article's other names lie in, and how near the
other names' candidates are. Other names count by what they most likely mean, in three rounds, all
names at once, so the order of names does not matter.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Parse
from onrecord.resources.gazetteer import Entry
from onrecord.stages.ground import places_words as words
from onrecord.stages.ground.places_find import Mention

T = TypeVar("T", str, int, tuple[str, str])
Weights = defaultdict[T, float]
Floats = NDArray[np.float64]
WIDE = ("country", "region", "sea")
EACH, ALL = 12, 400  # candidates that count as evidence for others: of one name, of an article
PRIOR = {"country": 9.0, "region": 8.0, "sea": 8.0, "unit1": 7.5, "unit2": 4.5, "city": 4.0}


class Group(NamedTuple):
    """A name of the article: its candidates and the places that are said to contain it."""

    entries: tuple[Entry, ...]
    mentions: list[Mention]
    holders: list[tuple[Entry, ...]]


def groups(mentions: Sequence[Mention], parse: Parse) -> dict[str, Group]:
    """The mentions by name, with what stands beside them as a containing place."""
    found: dict[str, Group] = {}
    for mention in mentions:
        group = found.setdefault(mention.key, Group(mention.entries, [], []))
        group.mentions.append(mention)
    for one, other in pairwise(mentions):
        between = parse.text[one.span[1] : other.span[0]]
        if len(between) < 12 and between.strip().lower() in (",", "(", "in", ", in", "/"):
            found[one.key].holders.append(other.entries)
        elif between in ("'s ", "’s "):
            found[other.key].holders.append(one.entries)
    return found


def prior(entry: Entry) -> float:
    """How likely a place is meant by its name, before the article is looked at (a logarithm)."""
    size = math.log10(entry.population + 10)
    base = PRIOR[entry.kind]
    return base + (1.2 * size - 6 if entry.kind == "city" else 0) - (0 if entry.first else 2.5)


class Evidence:
    """What an article's names say together, before any is decided."""

    def __init__(
        self,
        found: dict[str, Group],
        peoples: Weights[str],
        weights: dict[str, list[float]] | None = None,
    ) -> None:
        self.names = [name for name, group in found.items() if group.entries]
        self.weights = (
            {name: odds([prior(e) for e in found[name].entries]) for name in self.names}
            if weights is None
            else weights
        )
        points: list[tuple[float, float, float, int]] = []
        self.countries: dict[str, Weights[str]] = {}
        self.units: dict[str, Weights[int]] = {}
        self.levels: dict[str, Weights[tuple[str, str]]] = {}
        for number, name in enumerate(self.names):
            group, own = found[name], self.weights[name]
            countries: Weights[str] = defaultdict(float)
            units: Weights[int] = defaultdict(float)
            levels: Weights[tuple[str, str]] = defaultdict(float)
            for entry, weight in _likeliest(group.entries, own):
                if weight < 0.02:
                    continue
                if entry.country:
                    countries[entry.country] += weight
                    levels[level(entry)] += weight
                for unit in (entry.unit1, entry.unit2, entry.row if entry.kind != "city" else 0):
                    if unit:
                        units[unit] += weight
                if entry.kind not in WIDE and len(points) < ALL:
                    points.append((entry.lat, entry.lon, weight, number))
            self.countries[name], self.units[name] = countries, units
            self.levels[name] = levels
        self.all_countries = _total(self.countries.values())
        for country, votes in peoples.items():
            self.all_countries[country] += votes
        self.country_mass = sum(self.all_countries.values())
        self.all_units = _total(self.units.values())
        self.all_levels = _total(self.levels.values())
        self.number = {name: number for number, name in enumerate(self.names)}
        self.points = np.array(points) if points else np.zeros((0, 4))

    def near(self, name: str, entries: Sequence[Entry]) -> Floats:
        """For each candidate: the weight of other names within 40, 160 and 600 km."""
        out = np.zeros((len(entries), 3))
        others = self.points[self.points[:, 3] != self.number[name]]
        if not len(others):
            return out
        here = np.array([(e.lat, e.lon) for e in entries])
        km = distances(here, others[:, :2])
        for column, limit in enumerate((40, 160, 600)):
            out[:, column] = (np.where(km <= limit, others[:, 2], 0)).sum(axis=1)
        return out


def _likeliest(entries: Sequence[Entry], weights: Sequence[float]) -> list[tuple[Entry, float]]:
    """The candidates that count as evidence for other names."""
    pairs = list(zip(entries, weights, strict=True))
    return pairs if len(pairs) <= EACH else sorted(pairs, key=lambda p: -p[1])[:EACH]


def _total(parts: Iterable[Weights[T]]) -> Weights[T]:
    out: Weights[T] = defaultdict(float)
    for part in parts:
        for item, weight in part.items():
            out[item] += weight
    return out


def level(entry: Entry) -> tuple[str, str]:
    """The rank of a place: names in a list are of one rank, "Iowa, Ohio and Washington"."""
    return (entry.kind, "" if entry.kind == "country" else entry.country or "")


def distances(a: Floats, b: Floats) -> Floats:
    """Kilometres between every point of `a` and every point of `b` (latitude, longitude)."""
    a, b = np.radians(a), np.radians(b)
    half = (
        np.sin((a[:, None, 0] - b[None, :, 0]) / 2) ** 2
        + np.cos(a[:, None, 0])
        * np.cos(b[None, :, 0])
        * np.sin((a[:, None, 1] - b[None, :, 1]) / 2) ** 2
    )
    return np.asarray(12742 * np.arcsin(np.sqrt(np.minimum(1, half))), dtype=np.float64)


def features(name: str, group: Group, evidence: Evidence) -> list[dict[str, float]]:
    """The features of every candidate of a name."""
    near = evidence.near(name, group.entries)
    own = evidence.countries[name], evidence.units[name], evidence.levels[name]
    total = max(1e-9, evidence.country_mass - sum(own[0].values()))
    largest = max((e.population for e in group.entries if e.kind == "city"), default=0)
    held = any(contains(h, e) for hs in group.holders for h in hs for e in group.entries)
    out = []
    for entry, (close, region, wide) in zip(group.entries, near.tolist(), strict=True):
        f = {f"kind={entry.kind}": 1.0, "prior": prior(entry)}
        f["usual" if entry.first else "other_spelling"] = 1.0
        if entry.kind == "city":
            f["population"] = math.log10(entry.population + 10)
            f["largest"] = float(entry.population == largest)
        seen = evidence.all_countries[entry.country or ""] - own[0][entry.country or ""]
        around = [evidence.all_units[u] - own[1][u] for u in (entry.unit1, entry.unit2)]
        f["country_share"] = max(0.0, seen) / total
        f["country_seen"] = float(seen > 0.5)
        f["unit_mass"] = math.log1p(max(0.0, sum(around)))
        f["unit_seen"] = float(around[0] > 0.5)
        f["near40"], f["near160"], f["near600"] = map(math.log1p, (close, region, wide))
        if entry.kind != "city":
            same = evidence.all_levels[level(entry)] - own[2][level(entry)]
            f[f"level={entry.kind}"] = math.log1p(max(0.0, same))
        if held:
            f["held"] = float(any(contains(h, entry) for hs in group.holders for h in hs))
        if entry.kind in ("unit1", "unit2", "region"):
            inside = evidence.all_units[entry.row] - own[1][entry.row] if entry.row else 0.0
            f["inside"] = math.log1p(max(0.0, inside))
        out.append(f)
    return out


def rounds(
    named: dict[str, Group], votes: Weights[str], tables: Sequence[dict[str, float]]
) -> dict[str, list[dict[str, float]]]:
    """The features of every candidate by name, after each table of weights has been applied once.

    First a name counts as evidence by its prior, then by what the round before made of it.
    """
    known = {name: group for name, group in named.items() if group.entries}
    evidence = Evidence(known, votes)
    rows = {name: features(name, group, evidence) for name, group in known.items()}
    for table in tables:
        evidence = Evidence(known, votes, {n: odds(score(r, table)) for n, r in rows.items()})
        rows = {name: features(name, group, evidence) for name, group in known.items()}
    return rows


def score(rows: Sequence[dict[str, float]], weights: dict[str, float]) -> list[float]:
    """The weighted sum of each candidate's features."""
    get = weights.get
    return [sum(get(f, 0.0) * value for f, value in row.items()) for row in rows]


def odds(scores: Sequence[float]) -> list[float]:
    """The probability of each candidate by a softmax of the scores."""
    top = max(scores)
    masses = [math.exp(s - top) for s in scores]
    total = sum(masses)
    return [m / total for m in masses]


def contains(holder: Entry, entry: Entry) -> bool:
    """Whether a country or unit contains another place."""
    if holder.kind == "country":
        return entry.kind != "country" and holder.country == entry.country
    return bool(holder.row) and holder.row in (entry.unit1, entry.unit2)


def peoples(parse: Parse) -> Weights[str]:
    """Countries that adjectives and peoples of the text name, half a vote each, at most two."""
    table = words.demonyms()
    votes: Weights[str] = defaultdict(float)
    for i in range(len(parse)):
        word = parse.word(i)
        if word[0].isupper() and (country := table.get(word)):
            votes[country] = min(2.0, votes[country] + 0.5)
    return votes
