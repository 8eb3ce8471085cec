"""Small boosted trees as a readable table: feature values -> probability, with numpy alone."""

import json
from typing import Any

import numpy as np

from onrecord.resources import path


class Trees:
    """A sum of shallow regression trees under a logistic link.

    The file holds one list a tree: nodes `[feature, threshold, left, right]` (left when the value
    is at most the threshold) and leaves `[score]`.
    """

    def __init__(self, name: str) -> None:
        stored: dict[str, Any] = json.loads(path(name).read_text(encoding="utf-8"))
        self.names: list[str] = stored["features"]
        self.cut: float = stored["cut"]
        self._bias: float = stored["bias"]
        sizes = [len(tree) for tree in stored["trees"]]
        first = np.cumsum([0, *sizes[:-1]])
        nodes = [
            (node, base) for tree, base in zip(stored["trees"], first, strict=True) for node in tree
        ]
        self._roots = first
        self._feature = np.array([int(n[0]) if len(n) == 4 else 0 for n, _ in nodes])
        self._limit = np.array([n[1] if len(n) == 4 else np.inf for n, _ in nodes])
        self._left = np.array([b + n[2] if len(n) == 4 else i for i, (n, b) in enumerate(nodes)])
        self._right = np.array([b + n[3] if len(n) == 4 else i for i, (n, b) in enumerate(nodes)])
        self._score = np.array([0.0 if len(n) == 4 else n[0] for n, _ in nodes])
        self._depth: int = stored["depth"]

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """Probability of each row; rows go through all trees at once, some thousand at a time."""
        parts = [self._of(rows[i : i + 4096]) for i in range(0, len(rows), 4096)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _of(self, rows: np.ndarray) -> np.ndarray:
        at = np.broadcast_to(self._roots, (len(rows), len(self._roots))).copy()
        row = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            value = rows[row, self._feature[at]]
            at = np.where(value <= self._limit[at], self._left[at], self._right[at])
        chance: np.ndarray = 1 / (1 + np.exp(-(self._bias + self._score[at].sum(axis=1))))
        return chance
