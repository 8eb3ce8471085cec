"""First opinion of every line -> a matrix for the second: what the lines around are thought to be.

A teaser reads like prose; it betrays itself by standing among short lines, away from the body, and
by sharing no words with it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from onrecord.stages.split.features import PLAIN, Line, sides

_BESIDE = 3
_NEAR = (3, 8, 25)
_FAR = 80  # lines within which a page's own body is looked for
_SURE = 0.6
_CAP = 80
NAMES = [
    "log_words", "finished", "prose", "hits",
    *(f"chance{d:+d}" for d in range(-_BESIDE, _BESIDE + 1)),
    *(f"{what}_{side}{reach}" for reach in _NEAR for what in ("mean", "words")
      for side in ("before", "after")),
    "density", "density_to_peak", "peak", "shared", "shared_number", "core_size", "run",
    "run_to_longest", "short_before", "short_after", "since_sure", "until_sure",
]  # fmt: skip


def context(lines: Sequence[Line], chance: np.ndarray) -> np.ndarray:
    """One row a line; `chance` is the first model's opinion."""
    n = len(lines)
    size = np.array([min(len(line.words), _CAP) for line in lines], dtype=float)
    own = np.array(
        [
            [np.log1p(len(line.words)), line.is_finished, line.is_prose, bool(line.hits)]
            for line in lines
        ],
        dtype=float,
    ).reshape(n, 4)
    padded = np.concatenate([np.zeros(_BESIDE), chance, np.zeros(_BESIDE)])
    columns = [own, np.stack([padded[d : d + n] for d in range(2 * _BESIDE + 1)], axis=1)]
    weighted = chance * size
    for reach in _NEAR:
        for values in (chance, weighted / _CAP):
            columns.append(np.stack(sides(values, reach), axis=1) / reach)
    density = sum(sides(weighted, 6)) + weighted
    peak = _rolling_max(density, _FAR)
    runs = _runs(size, chance)
    longest = _rolling_max(runs, _FAR)
    short = np.array([len(line.words) < 12 for line in lines], dtype=float)
    sure = chance > _SURE
    columns.append(
        np.stack(
            [
                density / 500,
                density / np.maximum(peak, 1),
                peak / 500,
                *_shared(lines, sure),
                np.minimum(runs, 1000) / 1000,
                runs / np.maximum(longest, 1),
                *(values / 4 for values in sides(short, 4)),
                _since(sure),
                _since(sure[::-1])[::-1],
            ],
            axis=1,
        )
    )
    return np.hstack(columns).astype(np.float32)


def _rolling_max(values: np.ndarray, reach: int) -> np.ndarray:
    padded = np.pad(values, reach, constant_values=0.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    highest: np.ndarray = windows.max(axis=1)
    return highest


def _runs(size: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Words of the stretch of likely lines around each line; one unlikely line does not end it."""
    out, first, missed = np.zeros(len(size)), 0, 2
    total = 0.0
    for i in range(len(size) + 1):
        likely = i < len(size) and chance[i] > 0.5
        missed = 0 if likely else missed + 1
        if missed == 2 or i == len(size):
            out[first:i] = total
            total = 0.0
        if missed >= 2:
            first = i + 1
        elif likely:
            total += size[i]
    return out


def _shared(lines: Sequence[Line], sure: np.ndarray) -> list[np.ndarray]:
    """Share and number of a line's content words in sure lines within reach, and their number."""
    content = [{w for w in line.words if len(w) > 3 and w not in PLAIN} for line in lines]
    near: Counter[str] = Counter()
    core = 0
    share, number, cores = (np.zeros(len(lines)) for _ in range(3))

    def turn(i: int, sign: int) -> None:
        nonlocal core
        if 0 <= i < len(lines) and sure[i] and lines[i].is_prose:
            core += sign
            for word in content[i]:
                near[word] += sign

    for i in range(min(_FAR, len(lines))):
        turn(i, 1)
    for i, mine in enumerate(content):
        turn(i + _FAR, 1)
        turn(i - _FAR - 1, -1)
        self = int(bool(sure[i]) and lines[i].is_prose)
        found = sum(near[word] > self for word in mine)
        share[i] = found / len(mine) if mine else 0.0
        number[i] = min(found, 12) / 12
        cores[i] = min(core - self, 40) / 40
    return [share, number, cores]


def _since(flags: np.ndarray) -> np.ndarray:
    out, last = np.empty(len(flags)), -100
    for i, flag in enumerate(flags):
        if flag:
            last = i
        out[i] = min(i - last, 40) / 40
    return out
