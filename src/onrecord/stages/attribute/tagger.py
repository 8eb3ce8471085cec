"""The learned finder of statements: one encoder pass, then roles for every cue.

The model is ours, trained by `onrecord.train.statements` (its card lies beside it); here it runs
as two ONNX graphs: `words` gives word vectors and the score of each word as head of a cue, `roles`
labels the words of the window for each such cue.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from onrecord import resources
from onrecord.records import Article, Parse
from onrecord.resources.wordpiece import WordPiece
from onrecord.spans import Span
from onrecord.stages.attribute.candidate import Candidate
from onrecord.stages.attribute.decode import CONTENT, CUE, SOURCE, Floats, runs, smooth
from onrecord.stages.attribute.windows import Window, windows

FOLDER = "models/statements"


class Settings(msgspec.Struct):
    """What was tuned on dev, kept beside the model: see its card."""

    threshold: float
    price: float


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
        return [
            sorted(
                (c for window in windows(parse, self.pieces) for c in self._run(window, parse)),
                key=lambda c: (c.cue, c.content),
            )
            for parse in parses
        ]

    def _run(self, window: Window, parse: Parse) -> Iterator[Candidate]:
        """One window a call: activations are quantised by call, so company would change them."""
        pieces, heads = window.pieces[None], window.heads[None]
        feed = {"pieces": pieces, "mask": np.ones_like(pieces), "heads": heads}
        vectors, pivot = self.words.run(None, feed)
        sure = 1 / (1 + np.exp(-pivot[0]))
        (at,) = np.nonzero(sure > self.settings.threshold)
        if not len(at):
            return
        feed = {"h": vectors, "features": window.features[None]}
        feed |= {"owner": np.zeros_like(at), "pivot": at}
        scores: Floats = _log_softmax(self.roles.run(None, feed)[0])
        labels = smooth(scores, self.settings.price)
        for n, p in enumerate(at.tolist()):
            row = labels[n]
            spans = _spans(row, parse, window.first)
            if spans["content"]:
                chosen = np.take_along_axis(scores[n], row[:, None], axis=1)[row != 0]
                score = float(sure[p]) * float(np.exp(chosen.mean()))
                yield Candidate(**spans, score=round(score, 3), why="model statements")


def _spans(row: Any, parse: Parse, first: int) -> dict[str, list[Span]]:
    roles = {"source": SOURCE, "cue": CUE, "content": CONTENT}
    return {name: runs(row, role, parse, first) for name, role in roles.items()}


def _log_softmax(x: Any) -> Any:
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))
