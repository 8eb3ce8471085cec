"""Whose paper it is: "the statement said", after "the ministry issued a statement"."""

from functools import cache

from onrecord.records import Parse
from onrecord.resources import rows
from onrecord.spans import Span

_BACK = 150  # tokens before a paper's second mention in which its author is looked for
_ALIKE = frozenset(("figure", "number", "datum", "data", "statistic"))
_SUBJECT = ("nsubj", "nsubjpass", "agent")


def author(parse: Parse, paper: int) -> Span | None:
    """The span of the noun that owns or issued an earlier mention of the paper."""
    lemma = parse.lemma[paper].lower()
    same = _ALIKE if lemma in _ALIKE else {lemma}
    for i in range(paper - 1, max(-1, paper - _BACK), -1):
        if parse.pos[i] != "NOUN" or parse.lemma[i].lower() not in same:
            continue
        head = _owner(parse, i)
        if head is not None:
            return parse.chars(min(_phrase(parse, head)), head + 1)
    return None


def _owner(parse: Parse, noun: int) -> int | None:
    """The possessor, or the subject of a verb that gives the paper out."""
    for c in parse.children[noun]:
        if parse.dep[c] == "poss" and parse.pos[c] in ("NOUN", "PROPN"):
            return c
    verb = parse.head[noun]
    if parse.dep[noun] != "dobj" or parse.lemma[verb].lower() not in _gives():
        return None
    subjects = (c for c in parse.children[verb] if parse.dep[c] in _SUBJECT)
    return next((c for c in subjects if parse.pos[c] in ("NOUN", "PROPN")), None)


def _phrase(parse: Parse, head: int) -> list[int]:
    near = [c for c in parse.children[head] if c < head and parse.dep[c] in ("compound", "amod")]
    return [head, *near]


@cache
def _gives() -> frozenset[str]:
    table = rows("lexicons/cue_helpers.tsv")
    return frozenset(r["lemma"] for r in table if r["class"] == "light")
