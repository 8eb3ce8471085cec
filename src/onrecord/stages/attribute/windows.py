"""What the tagger sees of a text: windows of whole paragraphs, their pieces and features.

Training and use both come through here, so that they cannot drift apart.
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.records import Parse
from onrecord.resources.wordpiece import WordPiece
from onrecord.spans import Span

LIMIT = 254  # word pieces a window, beside [CLS] and [SEP]
_MARK = re.compile("[“”«»„‟\"]|``|''|\n")
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Window:
    """Tokens `[first, last)` of a parse.

    `pieces` are ids with [CLS] and [SEP]; `heads[w]` is the position of word w's first piece;
    `features[w]` is (inside quotation marks, number of the sentence in the window).
    """

    first: int
    last: int
    pieces: Ints
    heads: Ints
    features: Ints


def windows(parse: Parse, pieces: WordPiece, limit: int = LIMIT) -> list[Window]:
    """The whole text in windows, cut between paragraphs where they fit, else between sentences."""
    words = [pieces.word(parse.word(i)) for i in range(len(parse))]
    sizes = [len(w) for w in words]
    features = np.zeros((len(parse), 2), dtype=np.int64)
    features[:, 0] = inside_quotes(parse)
    for number, (start, end) in enumerate(parse.sentences):
        features[start:end, 1] = number
    cuts = _cuts(parse, sizes, limit)
    return [_window(first, last, words, features, pieces) for first, last in cuts]


def inside_quotes(parse: Parse) -> list[int]:
    """1 for each token inside double quotation marks; an unclosed mark ends with its line."""
    state, at = 0, 0
    changes: list[tuple[int, int]] = []
    for mark in _MARK.finditer(parse.text):
        sign = mark.group()
        if sign == "\n":
            state = 0
        elif sign in "“«„‟" or sign == "``":
            state = 1
        elif sign in "”»":
            state = 0
        else:
            state = 1 - state
        changes.append((mark.end(), state))
    flags, state = [], 0
    for start in parse.starts:
        while at < len(changes) and changes[at][0] <= start:
            state = changes[at][1]
            at += 1
        flags.append(state)
    return flags


def _cuts(parse: Parse, sizes: list[int], limit: int) -> list[Span]:
    """Token ranges of at most `limit` pieces, of whole paragraphs where possible."""
    cuts: list[Span] = []
    start, filled = 0, 0
    for unit in _units(parse, sizes, limit):
        size = sum(sizes[unit[0] : unit[1]])
        if filled and filled + size > limit:
            cuts.append((start, unit[0]))
            start, filled = unit[0], 0
        filled += size
    if start < len(parse):
        cuts.append((start, len(parse)))
    return cuts


def _units(parse: Parse, sizes: list[int], limit: int) -> list[Span]:
    """Paragraphs; those too long for a window by sentence; sentences too long by size."""
    units: list[Span] = []
    paragraph: list[Span] = []
    for sentence in parse.sentences:
        gap = slice(parse.ends[sentence[0] - 1], parse.starts[sentence[0]])
        if paragraph and "\n" in parse.text[gap]:
            units += _fit(paragraph, sizes, limit)
            paragraph = []
        paragraph.append(sentence)
    return units + (_fit(paragraph, sizes, limit) if paragraph else [])


def _fit(paragraph: list[Span], sizes: list[int], limit: int) -> list[Span]:
    first, last = paragraph[0][0], paragraph[-1][1]
    if sum(sizes[first:last]) <= limit:
        return [(first, last)]
    units: list[Span] = []
    for start, end in paragraph:
        begin, filled = start, 0
        for i in range(start, end):
            if filled + sizes[i] > limit:
                units.append((begin, i))
                begin, filled = i, 0
            filled += sizes[i]
        units.append((begin, end))
    return units


def _window(
    first: int, last: int, words: list[tuple[int, ...]], features: Ints, pieces: WordPiece
) -> Window:
    flat, heads = [pieces.begin], []
    for word in words[first:last]:
        heads.append(len(flat))
        flat.extend(word)
    flat.append(pieces.end)
    own = features[first:last].copy()
    own[:, 1] -= own[0, 1]
    return Window(
        first=first,
        last=last,
        pieces=np.array(flat, dtype=np.int64),
        heads=np.array(heads, dtype=np.int64),
        features=own,
    )
