"""The learned reader of events: for each word its PLOVER type, and who does it to whom.

The model is ours, trained by `onrecord.train.events` (its card lies beside it). It sees one
sentence at a time: a second pass over the whole text would cost more than it tells.
"""

import hashlib
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord import resources
from onrecord.records import Parse
from onrecord.resources.wordpiece import WordPiece

FOLDER = "models/events"
VOCABULARY = "models/statements/vocab.txt"  # both encoders began as one
LIMIT = 160  # words a sentence; what is longer is a list
_PIECES = 300
TYPES = (
    "NONE", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Belief(NamedTuple):
    """What the model thinks of the words of one sentence, from token `first` on.

    `types` is [words, 17], probabilities; `parties` [2, words, 1 + words], for each word as a
    trigger the probability of each word as head of its actor (0) and recipient (1); column 0
    stands for nobody.
    """

    first: int
    types: Floats
    parties: Floats


class Learned:
    """Runs the model; `threads` bounds the cores one call may use."""

    def __init__(self, threads: int = 1) -> None:
        import onnxruntime  # slow to import: paid only by who needs it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        file = resources.path(f"{FOLDER}/events.onnx")
        self.session: Any = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        self.pieces = WordPiece(resources.path(VOCABULARY))
        self.name = "events " + hashlib.sha256(file.read_bytes()).hexdigest()[:12]

    def __call__(self, parse: Parse, sentence: int) -> Belief:
        """One sentence a call: activations are quantised by call, so company would change them."""
        first, last = parse.sentences[sentence]
        pieces, heads = cut(parse, first, min(last, first + LIMIT), self.pieces)
        feed = {"pieces": pieces[None], "mask": np.ones_like(pieces)[None], "heads": heads[None]}
        types, parties = self.session.run(None, feed)
        return Belief(first, softmax(types[0]), softmax(parties[0]))


def cut(parse: Parse, first: int, last: int, pieces: WordPiece) -> tuple[Ints, Ints]:
    """Piece numbers of the words with [CLS] and [SEP], and where each word begins among them."""
    flat, heads = [pieces.begin], []
    for i in range(first, last):
        word = pieces.word(parse.word(i))
        if len(flat) + len(word) > _PIECES:
            break
        heads.append(len(flat))
        flat.extend(word)
    flat.append(pieces.end)
    return np.array(flat, dtype=np.int64), np.array(heads, dtype=np.int64)


def softmax(x: Any) -> Any:
    """Along the last axis."""
    x = np.exp(x - x.max(axis=-1, keepdims=True))
    return x / x.sum(axis=-1, keepdims=True)
