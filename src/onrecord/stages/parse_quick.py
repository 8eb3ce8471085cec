"""spaCy's components, quicker, with the same results.

Two things take time without need on small pipelines. Matrix products go through BLIS, while NumPy
brings a BLAS that is faster on present processors. And the attribute ruler runs a general matcher
over every token, while all its patterns are of one or two tokens, whose outcome depends on tag,
word and dependency alone and can be remembered.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_MOST = 200_000  # outcomes that are remembered
_ATTRIBUTES = ("POS", "MORPH", "LEMMA")


def quicken(nlp: Any) -> list[Any]:
    """The components of a pipeline in order, the quick ones in place of the slow."""
    steps = []
    for name, pipe in nlp.pipeline:
        _use_numpy(pipe)
        steps.append(Ruler(pipe) if name == "attribute_ruler" else pipe)
    return steps


def _use_numpy(pipe: Any) -> None:
    from thinc.api import NumpyOps

    model = getattr(pipe, "model", None)
    if model is None or not hasattr(model, "walk"):
        return
    for node in model.walk():
        if type(node.ops) is NumpyOps:  # another kind is on a GPU, or has a BLAS of its own
            node.ops = NumpyOps(use_blis=False)


class Ruler:
    """Does what an `AttributeRuler` does, remembering what it did for tokens of the same kind.

    A document on which its patterns could look further (white space of its own, attributes that
    are not remembered) is given to the ruler itself.
    """

    def __init__(self, ruler: Any) -> None:
        from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG

        self._ruler = ruler
        self._strings = ruler.vocab.strings
        self._asked, self._set = [TAG, LOWER, DEP], {"POS": POS, "MORPH": MORPH, "LEMMA": LEMMA}
        self._rules = [
            (pattern, entry["index"], entry["attrs"])
            for entry in ruler.patterns
            for pattern in entry["patterns"]
        ]
        self._known: dict[tuple[int, int, int], tuple[Any, ...]] = {}
        self.able = all(_is_simple(pattern) for pattern, _, _ in self._rules)

    def pipe(self, docs: Iterable[Any], batch_size: int = 128) -> Iterator[Any]:
        return map(self, docs)

    def __call__(self, doc: Any) -> Any:
        if not self.able or any(token.is_space for token in doc):
            return self._ruler(doc)
        kinds = [tuple(row) for row in doc.to_array(self._asked).tolist()]
        found = [self._outcome(kind) for kind in kinds]
        for i, (attrs, opens, _) in enumerate(found):
            later = None
            if opens and i + 1 < len(found):
                later = [n for n in opens if n in found[i + 1][2]]
            if later:
                return self._ruler(doc)  # a pattern of two tokens, which is rare
            self._write(doc[i], attrs)
        return doc

    def _write(self, token: Any, attrs: dict[str, Any]) -> None:
        if (pos := attrs.get("POS")) is not None:
            token.pos_ = pos
        if (morph := attrs.get("MORPH")) is not None:
            token.set_morph(morph)
        if (lemma := attrs.get("LEMMA")) is not None:
            token.lemma_ = lemma

    def _outcome(self, kind: tuple[int, int, int]) -> tuple[Any, ...]:
        """What patterns of one token set; patterns of two that may begin, and may end, here."""
        known = self._known.get(kind)
        if known is not None:
            return known
        words = {name: self._strings[key] for name, key in zip(("TAG", "LOWER", "DEP"), kind,
                                                               strict=True)}  # fmt: skip
        attrs: dict[str, Any] = {}
        opens, ends = set(), set()
        for n, (pattern, _, told) in enumerate(self._rules):
            if len(pattern) == 1:
                if _fits(pattern[0], words):
                    attrs |= told
                continue
            if _fits(pattern[0], words):
                opens.add(n)
            if _fits(pattern[1], words):
                ends.add(n)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[kind] = (attrs, opens, ends)
        return self._known[kind]


def _is_simple(pattern: list[dict[str, Any]]) -> bool:
    known = {"TAG", "LOWER", "DEP", "IS_SPACE"}
    return 1 <= len(pattern) <= 2 and all(set(token) <= known for token in pattern)


def _fits(token: dict[str, Any], words: dict[str, str]) -> bool:
    """Whether a token that is no white space fits one token of a pattern."""
    for name, wanted in token.items():
        if name == "IS_SPACE":
            if wanted:
                return False
        elif not _holds(wanted, words[name]):
            return False
    return True


def _holds(wanted: Any, word: str) -> bool:
    if isinstance(wanted, str):
        return word == wanted
    checks = {
        "IN": lambda value: word in value,
        "NOT_IN": lambda value: word not in value,
        "REGEX": lambda value: re.search(value, word) is not None,
    }
    return all(checks[name](value) for name, value in wanted.items())
