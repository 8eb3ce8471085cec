"""What the speaker does by saying it: affirm, deny, allege, ask, demand, threaten, promise ...

The cue decides where its verb or noun says so; under a plain cue the content is read (`reading`).
"""

from functools import cache

from onrecord.records import Stance

from .candidate import Candidate
from .clauses import ASKING
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
_WITHHELD = frozenset(("confirm", "disclose", "reveal", "specify", "clarify"))
_TURNS_DOWN = frozenset(
    ("reject", "rebuff", "dismiss", "refuse", "decline", "turn", "wave", "brush")
)
_UNDONE: dict[str, Stance] = dict.fromkeys(("deny", "accuse", "threaten", "ask"), "affirms")


def stance(view: View, candidate: Candidate) -> Stance:
    """From the class of the cue, its negation, and what the content says."""
    head = cue_head(view, candidate)
    kind = cue_class(view, candidate, head)
    reading = Reading(view, candidate, head)
    denied = head is not None and refused(view, head)
    if head is not None and (kind == "deny" or denied):
        other = _not_of_fact(view, candidate, head, kind)
        if other is not None:
            return other
    if kind in _BY_CLASS:
        if denied and kind != "hedge":
            return _UNDONE.get(kind, "denies")
        return _shaded(reading, kind)
    if denied:
        return "denies"
    if _rumoured(view, candidate):
        return "alleges"
    return reading.stance()


def _not_of_fact(view: View, candidate: Candidate, head: int, kind: str | None) -> Stance | None:
    """A refusal denies only what can be true: "would not say who", "rejected the call for"."""
    p = view.parse
    told = [i for s in candidate.content for i in p.tokens(s) if p.pos[i] != "PUNCT"]
    if kind == "deny" and p.lemma[head].lower() in _TURNS_DOWN:
        obj = view.child(head, "dobj", "nsubjpass")
        if obj is not None and p.lemma[obj].lower() in words("stance", "asked"):
            return "opinion"
    silent = refused(view, head) and kind not in _BY_CLASS
    silent = silent or p.lemma[head].lower() == "decline"
    named = {p.lemma[i].lower() for s in candidate.cue for i in p.tokens(s)}
    withheld = {p.lemma[head].lower(), *named} & _WITHHELD
    if withheld and (silent or view.negated(head) or "deny" in named):
        return "questions"
    if silent and told and p.lower(told[0]) in ASKING:
        return "questions"
    return "affirms" if p.lemma[head].lower() == "decline" else None


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
            phrase = phrases().get((lemma, p.lower(c))) if c > head else None
            called = lemma == "call" and view.child(head, "dobj") is not None
            if phrase is not None and not called:  # "called a strike for Friday"
                return phrase
        noun = _noun_class(view, candidate, head)
        if noun is not None:
            return noun
    tables = (view.nouns, view.verbs) if p.pos[head] == "NOUN" else (view.verbs, view.nouns)
    cue = tables[0].get(lemma) or tables[1].get(lemma)
    return cue.kind if cue is not None else None


def _noun_class(view: View, candidate: Candidate, head: int) -> str | None:
    """ "voiced concern", "issued a threat": the noun tells what is done."""
    p = view.parse
    if p.lemma[head].lower() not in _light():
        return None
    near = [i for span in candidate.cue for i in p.tokens(span)]
    for i in (*near, *(c for c in p.children[head] if p.dep[c] == "dobj")):
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
