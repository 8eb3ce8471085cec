"""The learned finder of statements: one encoder pass, then roles for every cue.

The model is ours, trained by `onrecord.train.statements` (its card lies beside it); here it runs
as two ONNX graphs: `words` gives word vectors and the score of each word as head of a cue, `roles`
labels the words of the window for each such cue.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from onrecord import resources
from onrecord.records import Article, Parse
from onrecord.spans import Span
from onrecord.stages.attribute.candidate import Candidate
from onrecord.stages.attribute.decode import CONTENT, CUE, SOURCE, Floats, runs, smooth
from onrecord.stages.attribute.windows import Window, windows
from onrecord.stages.attribute.wordpiece import WordPiece

FOLDER = "models/statements"
PIECES = 2048  # padded pieces a call of the encoder: more gains no speed, less wastes it


class Settings(msgspec.Struct):
    """What was tuned on dev, kept beside the model: see its card."""

    threshold: float
    price: float


@dataclass(frozen=True)
class Placed:
    """A window of document number `document`."""

    document: int
    window: Window


class Tagger:
    """Finds source, cue and content by model. `threads` bounds the cores one call may use."""

    def __init__(self, threads: int = 1) -> None:
        import onnxruntime  # slow to import: paid only by who tags

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3

        def session(name: str) -> Any:
            file = str(resources.path(f"{FOLDER}/{name}.onnx"))
            return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

        self.words, self.roles = session("words"), session("roles")
        self.pieces = WordPiece(resources.path(f"{FOLDER}/vocab.txt"))
        settings = resources.path(f"{FOLDER}/settings.json").read_bytes()
        self.settings = msgspec.json.decode(settings, type=Settings)
        sums = [resources.path(f"{FOLDER}/{n}.onnx").read_bytes() for n in ("words", "roles")]
        self.name = "statements " + hashlib.sha256(b"".join(sums) + settings).hexdigest()[:12]

    def __call__(
        self, articles: Sequence[Article], parses: Sequence[Parse]
    ) -> list[list[Candidate]]:
        """Candidates of every document in text order."""
        placed = [
            Placed(document=n, window=window)
            for n, parse in enumerate(parses)
            for window in windows(parse, self.pieces)
        ]
        found: list[list[Candidate]] = [[] for _ in parses]
        for group in _groups(placed):
            for item, candidate in self._run(group, parses):
                found[item.document].append(candidate)
        return [sorted(c, key=lambda c: (c.cue, c.content)) for c in found]

    def _run(
        self, group: list[Placed], parses: Sequence[Parse]
    ) -> Iterator[tuple[Placed, Candidate]]:
        pieces, mask, heads, features, real = _tensors([p.window for p in group], self.pieces.pad)
        feed = {"pieces": pieces, "mask": mask, "heads": heads}
        vectors, pivot = self.words.run(None, feed)
        sure = 1 / (1 + np.exp(-pivot)) * real
        owner, at = np.nonzero(sure > self.settings.threshold)
        if not len(owner):
            return
        feed = {"h": vectors, "features": features, "owner": owner, "pivot": at}
        scores: Floats = _log_softmax(self.roles.run(None, feed)[0])
        scores[real[owner] == 0] = [0, -99, -99, -99]
        labels = smooth(scores, self.settings.price)
        for n, (b, p) in enumerate(zip(owner.tolist(), at.tolist(), strict=True)):
            item = group[b]
            size = len(item.window.heads)
            row = labels[n, :size]
            chosen = np.take_along_axis(scores[n, :size], row[:, None], axis=1)[row != 0]
            score = float(sure[b, p]) * (float(np.exp(chosen.mean())) if len(chosen) else 0.0)
            spans = _spans(row, parses[item.document], item.window.first)
            if spans["content"]:
                yield item, Candidate(**spans, score=round(score, 3), why="model statements")


def _spans(row: Any, parse: Parse, first: int) -> dict[str, list[Span]]:
    roles = {"source": SOURCE, "cue": CUE, "content": CONTENT}
    return {name: runs(row, role, parse, first) for name, role in roles.items()}


def _groups(placed: list[Placed]) -> Iterator[list[Placed]]:
    """Windows of like length together, so that little is padded."""
    group: list[Placed] = []
    for item in sorted(placed, key=lambda p: len(p.window.pieces)):
        if group and (len(group) + 1) * len(item.window.pieces) > PIECES:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _tensors(group: list[Window], pad: int) -> tuple[Any, ...]:
    size = len(group)
    length = max(len(w.pieces) for w in group)
    words = max(len(w.heads) for w in group)
    pieces = np.full((size, length), pad, dtype=np.int64)
    mask = np.zeros((size, length), dtype=np.int64)
    heads = np.zeros((size, words), dtype=np.int64)
    features = np.zeros((size, words, 2), dtype=np.int64)
    real = np.zeros((size, words), dtype=np.float32)
    for b, w in enumerate(group):
        pieces[b, : len(w.pieces)], mask[b, : len(w.pieces)] = w.pieces, 1
        heads[b, : len(w.heads)], real[b, : len(w.heads)] = w.heads, 1
        features[b, : len(w.heads)] = w.features
    return pieces, mask, heads, features, real


def _log_softmax(x: Any) -> Any:
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))
