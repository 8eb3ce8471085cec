"""What an article is compared by when stories are formed: its words, names and day."""

import math
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

from onrecord.records import Record, Report
from onrecord.resources import rows
from onrecord.stages.corroborate.words import stem, term, words

Vector = dict[int, float]
NAME = 1.5  # a stem within a name of an actor or place weighs so much more
LETTERS = 3  # shorter words are not counted
INDEXED = 30  # words by which an article is looked up, weightiest first


class Sketch(Record, frozen=True, kw_only=True):
    """Counts of the article's stems by index key; `names` are those that belong to a name.

    `day` counts days since 1970; 0 when the article has no date.
    """

    terms: dict[int, int]
    names: list[int]
    day: int


class Common:
    """How many articles hold a word: the shipped background and what a store has seen besides."""

    def __init__(self, total: int = 0, seen: Callable[[list[int]], dict[int, int]] | None = None):
        self.total = total
        self._seen = seen or (lambda keys: {})

    def rarity(self, keys: list[int]) -> Vector:
        """Inverse document frequency of each key."""
        known, articles = background()
        own = self._seen(keys)
        everything = articles + self.total
        return {
            key: math.log(everything / (known.get(key, 0) + own.get(key, 0) + 0.5)) for key in keys
        }


@cache
def background() -> tuple[dict[int, int], int]:
    """Articles by index key, and how many were counted (`onrecord.train.stories`)."""
    counts = {row["stem"]: int(row["articles"]) for row in rows("stories/words.tsv")}
    total = counts.pop("*")
    return {term("w", word): n for word, n in counts.items()}, total


def sketch(report: Report) -> Sketch:
    counts = Counter(
        term("w", stem(word))
        for word, _ in words(report.article.text)
        if len(word) >= LETTERS or word.isdigit()
    )
    named = [a.name for a in report.actors if a.name and a.name[:1].isupper()]
    named += [p.name for p in report.places]
    names = {term("w", stem(word)) for name in named for word, _ in words(name)}
    return Sketch(terms=dict(counts), names=sorted(names & set(counts)), day=day(report))


def day(report: Report) -> int:
    """Day of publication, counted from 1970; 0 when it is not known to the day."""
    published = report.article.published or ""
    try:
        return (date.fromisoformat(published[:10]) - date(1970, 1, 1)).days
    except ValueError:
        return 0


def vector(of: Sketch, rarity: Vector) -> Vector:
    """Weights of the article's words, of length one."""
    names = set(of.names)
    found = {
        key: (1 + math.log(count)) * max(rarity[key], 0.0) * (NAME if key in names else 1.0)
        for key, count in of.terms.items()
    }
    length = math.sqrt(sum(x * x for x in found.values())) or 1.0
    return {key: x / length for key, x in found.items()}


def likeness(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length one."""
    if len(one) > len(other):
        one, other = other, one
    return sum(x * other.get(key, 0.0) for key, x in one.items())


def weightiest(of: Vector, n: int = INDEXED) -> list[tuple[int, float]]:
    return sorted(of.items(), key=lambda item: (-item[1], item[0]))[:n]
