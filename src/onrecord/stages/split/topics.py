"""What lines are about, by word vectors: whether the topic before a line goes on after it.

Words that never occur together on the page still tell one topic from another.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from onrecord.resources import path
from onrecord.stages.split.bags import STEM, Rarity
from onrecord.stages.split.features import Line

REACHES = (1, 2, 5, 12, 30)
NAMES = [
    *(f"topic_{k}" for k in REACHES), *(f"topic_depth_{k}" for k in REACHES[1:]),
    "topic_ahead", "topic_ago", "topic_rest",
]  # fmt: skip
_NEAR = 4  # lines before and after to which a single line is compared
_REST = 60


class Vectors:
    """The table of word vectors, weighed by how rare a word's stem is in news."""

    def __init__(self) -> None:
        table = np.load(path("models/split/vectors.npy"), allow_pickle=False)
        self._table = table.astype(np.float32) / 127
        lines = path("models/split/vectors.txt").read_text(encoding="utf-8").split("\n")
        self._row = {word: i for i, word in enumerate(lines[:-1])}

    @staticmethod
    @cache
    def shared() -> "Vectors":
        return Vectors()

    def of(self, lines: Sequence[Line]) -> np.ndarray:
        """One vector a line, the weighted sum of its words'."""
        rarity = Rarity.shared()
        out = np.zeros((len(lines), self._table.shape[1]), dtype=np.float32)
        for i, line in enumerate(lines):
            found = [(self._row[w], rarity.weight(w[:STEM])) for w in line.words if w in self._row]
            if found:
                rows, weights = zip(*found, strict=True)
                out[i] = np.array(weights, dtype=np.float32) @ self._table[list(rows)]
        return out


def topics(lines: Sequence[Line]) -> np.ndarray:
    """One row a line, with the columns that `NAMES` tells."""
    vectors = Vectors.shared().of(lines)
    total = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), np.cumsum(vectors, 0)])
    at = np.arange(len(lines))

    def before(reach: int) -> np.ndarray:
        out: np.ndarray = total[at] - total[np.maximum(0, at - reach)]
        return out

    def after(reach: int, skip: int = 0) -> np.ndarray:
        first = np.minimum(len(lines), at + skip)
        out: np.ndarray = total[np.minimum(len(lines), at + skip + reach)] - total[first]
        return out

    curves = [_cosine(before(reach), after(reach)) for reach in REACHES]
    depths = [_depths(curve, reach) for curve, reach in zip(curves[1:], REACHES[1:], strict=True)]
    ahead = _cosine(vectors, after(_NEAR, skip=1))
    ago = _cosine(vectors, before(_NEAR))
    rest = _cosine(before(_REST), after(_REST))
    return np.stack([*curves, *depths, ahead, ago, rest], axis=1)


def _cosine(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    size = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    out: np.ndarray = (a * b).sum(1) / np.maximum(size, 1e-6)
    return out


def _depths(curve: np.ndarray, reach: int) -> np.ndarray:
    """How deep the curve dips at each line between its peaks within reach."""
    padded = np.pad(curve, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, reach + 1)
    n = len(curve)
    out: np.ndarray = windows[:n].max(1) + windows[reach : reach + n].max(1) - 2 * curve
    return out
