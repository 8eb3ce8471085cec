"""Role scores of one cue -> spans.

Viterbi over the words with a price for going into and out of the content, so that a doubtful word
takes the role of its neighbours instead of tearing the content in two. Source and cue cost nothing:
they are often one word, which a price would smooth away.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.records import Parse
from onrecord.spans import Span

NONE, SOURCE, CUE, CONTENT = range(4)
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def smooth(scores: Floats, price: float) -> Ints:
    """Best roles [pairs, words] for log scores [pairs, words, roles]."""
    pairs, length, roles = scores.shape
    back = np.zeros((pairs, length, roles), dtype=np.int64)
    best = scores[:, 0]
    change = np.zeros((roles, roles), dtype=np.float32)
    change[NONE, CONTENT] = change[CONTENT, NONE] = price
    for w in range(1, length):
        moved = best[:, :, None] - change[None]
        back[:, w] = moved.argmax(axis=1)
        best = moved.max(axis=1) + scores[:, w]
    path = np.zeros((pairs, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(pairs)
    for w in range(length - 1, 0, -1):
        path[:, w - 1] = back[rows, w, path[:, w]]
    return path


def runs(labels: Sequence[int] | Ints, role: int, parse: Parse, first: int) -> list[Span]:
    """Character spans of the stretches of words that hold the role; word 0 is token `first`."""
    spans: list[Span] = []
    start = None
    for w, label in enumerate([*labels, 0]):
        if label == role and start is None:
            start = w
        elif label != role and start is not None:
            spans.append(parse.chars(first + start, first + w))
            start = None
    return spans
