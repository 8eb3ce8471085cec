"""Bags of words that slide over the lines of a page, each word weighed by how rare it is."""

from collections import Counter
from functools import cache
from math import log, sqrt

from onrecord.resources import rows

Bag = dict[str, float]
STEM = 6  # letters that stand for a word and its inflections
_SMALL = 1e-9


def stems(words: list[str]) -> Counter[str]:
    """Words of more than two letters, cut to a stem, with their counts."""
    return Counter(word[:STEM] for word in words if len(word) > 2)


class Rarity:
    """Weights words by the share of news articles that hold them, from a table of common stems."""

    def __init__(self) -> None:
        table = rows("models/split/common.tsv")
        self._weight = {row["stem"]: -log(float(row["share"])) for row in table}
        self._most = max(self._weight.values(), default=1.0)

    @staticmethod
    @cache
    def shared() -> "Rarity":
        return Rarity()

    def weight(self, stem: str) -> float:
        """How much a stem tells: the negative logarithm of its share of articles."""
        return self._weight.get(stem, self._most)

    def bag(self, words: list[str]) -> Bag:
        weight, most = self._weight, self._most
        return {word: n**0.5 * weight.get(word, most) for word, n in stems(words).items()}


class Window:
    """The sum of the bags that are in it, with its norm kept up to date."""

    def __init__(self) -> None:
        self.weight: Bag = {}
        self._square = 0.0

    def add(self, bag: Bag, sign: int) -> None:
        """Take a bag in (1) or out (-1)."""
        weight = self.weight
        for word, value in bag.items():
            old = weight.get(word, 0.0)
            new = old + sign * value
            self._square += new * new - old * old
            if new > _SMALL:
                weight[word] = new
            else:
                weight.pop(word, None)

    def cosine(self, other: "Window") -> float:
        small, large = self.weight, other.weight
        if len(small) > len(large):
            small, large = large, small
        size = self._square * other._square
        if not small or size <= _SMALL:
            return 0.0
        product = sum(value * large.get(word, 0.0) for word, value in small.items())
        return product / sqrt(size)
