"""WordPiece over the parser's tokens: greedy longest match (Wu et al. 2016, as BERT uses it).

Our tokens stay the unit, so spans need no second alignment; every distinct word is cut once.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

MOST_PIECES = 8  # a longer word (an address, a hash) says no more than its beginning
MOST_LETTERS = 100
CACHED_WORDS = 200_000


class WordPiece:
    """An uncased vocabulary file, one piece a line; the line number is the piece's id."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self.ids = {piece: i for i, piece in enumerate(lines)}
        self.unknown = self.ids["[UNK]"]
        self.begin, self.end, self.pad = self.ids["[CLS]"], self.ids["[SEP]"], self.ids["[PAD]"]
        self.word = lru_cache(CACHED_WORDS)(self._word)

    def _word(self, word: str) -> tuple[int, ...]:
        """Ids of a word's pieces: at least one, at most `MOST_PIECES`."""
        pieces = [i for part in _parts(word[:MOST_LETTERS]) for i in self._greedy(part)]
        return tuple(pieces[:MOST_PIECES]) or (self.unknown,)

    def _greedy(self, part: str) -> Sequence[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self.ids.get(prefix + part[start:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            found.append(piece)
            start = end
        return found


def _parts(word: str) -> list[str]:
    """Lower case without accents, punctuation and symbols as parts of their own."""
    parts: list[str] = [""]
    for ch in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(ch)
        if kind == "Mn" or kind.startswith("C") or ch.isspace():
            continue
        if kind[0] == "P" or ch in "$+<=>^`|~":
            parts += [ch, ""]
        else:
            parts[-1] += ch
    return [part for part in parts if part]
