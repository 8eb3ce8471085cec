"""What the speaker does by saying it: affirm, deny, allege, ask, demand, threaten, promise ...

The cue decides where its verb or noun says so; under a plain cue the content is read (`reading`).
"""

from functools import cache

from onrecord.records import Stance

from .candidate import Candidate
from .lexicon import hedges, phrases, words
from .reading import Reading
from .view import View

_BY_CLASS: dict[str, Stance] = {
    "deny": "denies",
    "accuse": "alleges",
    "ask": "questions",
    "demand": "demands",
    "threaten": "threatens",
    "promise": "promises",
    "predict": "predicts",
    "opinion": "opinion",
    "hedge": "alleges",
}
_UNDONE: dict[str, Stance] = dict.fromkeys(("deny", "accuse", "threaten", "ask"), "affirms")


def stance(view: View, candidate: Candidate) -> Stance:
    """From the class of the cue, its negation, and what the content says."""
    head = cue_head(view, candidate)
    kind = cue_class(view, candidate, head)
    reading = Reading(view, candidate, head)
    denied = head is not None and refused(view, head)
    if kind in _BY_CLASS:
        if denied and kind != "hedge":
            return _UNDONE.get(kind, "denies")
        return _shaded(reading, kind)
    if denied:
        return "denies"
    if _rumoured(view, candidate):
        return "alleges"
    return reading.stance()


def _shaded(reading: Reading, kind: str) -> Stance:
    """The cue's own stance, unless the content makes another act of it."""
    if kind == "promise" and reading.threat():
        return "threatens"
    if kind == "ask" and reading.wants():
        return "demands"
    if kind == "opinion" and reading.bids():
        return "demands"
    return _BY_CLASS[kind]


def _rumoured(view: View, candidate: Candidate) -> bool:
    """The outlet itself marks the word as unproven: "rumours", "unconfirmed reports"."""
    p = view.parse
    told = (i for span in (*candidate.source, *candidate.cue) for i in p.tokens(span))
    return any(p.lemma[i].lower() in words("stance", "unproven") for i in told)


def cue_head(view: View, candidate: Candidate) -> int | None:
    """The token of the cue that carries it: its verb, else its noun, else its first word."""
    p = view.parse
    tokens = [i for span in candidate.cue for i in p.tokens(span)]
    verbs = [i for i in tokens if p.lemma[i].lower() in view.verbs and p.pos[i] != "NOUN"]
    nouns = [i for i in tokens if p.lemma[i].lower() in view.nouns and p.pos[i] == "NOUN"]
    for found in (verbs, nouns):
        if found:
            return found[-1]
    odd = [i for i in tokens if p.lemma[i].lower() in view.verbs]
    return odd[-1] if odd else tokens[0] if tokens else None


def cue_class(view: View, candidate: Candidate, head: int | None) -> str | None:
    """The class of the cue: of its phrase ("ruled out"), its noun under a light verb, its verb."""
    if head is None:
        return None
    p = view.parse
    lemma = p.lemma[head].lower()
    if p.lower(head) in hedges():
        return "hedge"
    if p.pos[head] != "NOUN":
        for c in p.children[head]:
            if c > head and (phrase := phrases().get((lemma, p.lower(c)))) is not None:
                return phrase
        noun = _noun_class(view, candidate, lemma)
        if noun is not None:
            return noun
    tables = (view.nouns, view.verbs) if p.pos[head] == "NOUN" else (view.verbs, view.nouns)
    cue = tables[0].get(lemma) or tables[1].get(lemma)
    return cue.kind if cue is not None else None


def _noun_class(view: View, candidate: Candidate, lemma: str) -> str | None:
    """ "voiced concern", "issued a threat": the noun tells what is done."""
    p = view.parse
    if lemma not in _light():
        return None
    for span in candidate.cue:
        for i in p.tokens(span):
            cue = view.nouns.get(p.lemma[i].lower()) if p.pos[i] == "NOUN" else None
            if cue is not None and cue.kind != "say" and p.dep[i] in ("dobj", "pobj", "conj"):
                return cue.kind
    return None


@cache
def _light() -> frozenset[str]:
    return words("cue_helpers", "light") | {"express", "share", "reiterate", "convey"}


def refused(view: View, head: int) -> bool:
    """Whether the act is undone: "did not deny", "refused to say", "never threatened"."""
    p = view.parse
    node, undone = head, view.negated(head)
    if p.pos[head] == "NOUN" and any(p.lower(c) == "no" for c in p.children[head]):
        undone = True  # "has no doubt"
    for _ in range(3):
        if p.dep[node] not in ("xcomp", "pcomp") or p.head[node] == node:
            break
        node = p.head[node]
        cue = view.verbs.get(p.lemma[node].lower())
        if p.lemma[node].lower() == "refuse" or (cue is not None and cue.kind == "deny"):
            undone = not undone
        if view.negated(node):
            undone = not undone
    return undone
