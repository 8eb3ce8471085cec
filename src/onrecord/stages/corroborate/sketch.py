"""What an article is compared by when stories are formed: its words, names and day."""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from onrecord.records import Record, Report
from onrecord.resources import rows
from onrecord.stages.corroborate.words import is_calendar, stem, term, words

Vector = dict[int, float]
NAME = 2.0  # a stem within a name of an actor or place weighs so much more
SATURATION = 1.2  # the second mention of a word says less than the first (as in BM25)
LETTERS = 3  # shorter words are not counted
PROPER = 0.8  # share of a stem's occurrences with a capital that makes it a proper name
INDEXED = 30  # words by which an article is looked up, weightiest first


class Sketch(Record, frozen=True, kw_only=True):
    """Counts of the article's stems by index key, and which of them belong to names.

    `names` stand in the name of an actor or place, `proper` are written with a capital; `day`
    counts days since 1970 and is 0 when the article has no date.
    """

    terms: dict[int, int]
    names: list[int]
    proper: list[int]
    day: int


class Common:
    """How many articles hold a word: the shipped background and what a store has seen besides."""

    def __init__(self, total: int = 0, seen: Callable[[list[int]], dict[int, int]] | None = None):
        self.total = total
        self._seen = seen or (lambda keys: {})

    def rarity(self, keys: Iterable[int]) -> Vector:
        """Inverse document frequency of each key, at least 0."""
        known, articles = background()
        wanted = list(keys)
        own = self._seen(wanted)
        everything = articles + self.total
        return {
            key: max(0.0, math.log(everything / (known.get(key, 0) + own.get(key, 0) + 0.5)))
            for key in wanted
        }


@cache
def background() -> tuple[dict[int, int], int]:
    """Articles by index key, and how many were counted (`onrecord.train.stories`)."""
    counts = {row["stem"]: int(row["articles"]) for row in rows("stories/words.tsv")}
    total = counts.pop("*")
    return {term("w", word): n for word, n in counts.items()}, total


def sketch(report: Report) -> Sketch:
    text = report.article.text
    counts, capitals = Counter[str](), Counter[str]()
    for word, (start, _) in words(text):
        if len(word) >= LETTERS or word.isdigit():
            counts[key := stem(word)] += 1
            capitals[key] += text[start].isupper()
    named = [a.name for a in report.actors if a.name and a.name[:1].isupper()]
    named += [p.name for p in report.places]
    names = {stem(word) for name in named for word, _ in words(name)} & set(counts)
    proper = [k for k, n in counts.items() if capitals[k] >= PROPER * n and not is_calendar(k)]
    return Sketch(
        terms={term("w", key): n for key, n in counts.items()},
        names=sorted(term("w", key) for key in names),
        proper=sorted(term("w", key) for key in proper),
        day=day(report),
    )


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
        key: count / (count + SATURATION) * rarity[key] * (NAME if key in names else 1.0)
        for key, count in of.terms.items()
    }
    length = math.sqrt(sum(x * x for x in found.values())) or 1.0
    return {key: x / length for key, x in found.items()}


def weightiest(of: Vector, n: int = INDEXED) -> list[tuple[int, float]]:
    return sorted(of.items(), key=lambda item: (-item[1], item[0]))[:n]
