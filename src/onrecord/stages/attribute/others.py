"""Statements without a reporting verb: "according to", nouns of speech, hedging adverbs."""

from .candidate import Candidate
from .lexicon import Cue, hedges, words
from .rules import clause
from .sources import of_noun
from .view import View


def others(view: View) -> list[Candidate]:
    p = view.parse
    out: list[Candidate | None] = []
    for i in range(len(p)):
        low = p.lower(i)
        if low == "according":
            out.append(_according(view, i))
        elif p.pos[i] == "ADV" and low in hedges():
            out.append(_hedge(view, i))
        elif p.pos[i] == "NOUN":
            cue = view.nouns.get(p.lemma[i].lower())
            if cue is not None:
                out.append(_noun(view, i, cue) or _news(view, i, cue))
    return [c for c in out if c is not None]


def _according(view: View, i: int) -> Candidate | None:
    p = view.parse
    to = next((c for c in p.children[i] if p.lower(c) == "to"), None)
    if to is None and i + 1 < len(p) and p.lower(i + 1) == "to":
        to = i + 1
    noun = view.child(to, "pobj") if to is not None else None
    if to is None or noun is None:
        return None
    head = p.head[i]
    if head == i:
        return None
    while p.pos[head] not in ("VERB", "AUX") and p.head[head] != head:
        head = p.head[head]
    tokens = [k for k in clause(view, head, i) if k not in view.subtree(noun)]
    tokens = [k for k in tokens if view.inside[k] == view.inside[i] or view.inside[i] < 0]
    content = view.spans(tokens)
    if not content:
        return None
    return Candidate(
        cue=view.spans([i, to]),
        source=view.spans(view.nominal(noun)),
        content=content,
        score=0.8,
        why="rule according-to",
    )


def _hedge(view: View, i: int) -> Candidate | None:
    """The clause that the adverb stands in; a participle or adjective takes its noun along."""
    p = view.parse
    head = p.head[i]
    if head == i or view.cue(head) is not None:
        return None
    tokens = [k for k in clause(view, head, i) if view.inside[k] == view.inside[i]]
    subject = p.head[head] if p.dep[head] in ("amod", "acl") else None
    if subject is not None and subject != head:
        tokens = sorted({*tokens, *(k for k in view.nominal(subject) if k != i)})
    content = view.spans(tokens)
    if not content:
        return None
    return Candidate(
        cue=[p.chars(i, i + 1)], source=[], content=content, score=0.6, why="rule adverb"
    )


def _noun(view: View, i: int, cue: Cue) -> Candidate | None:
    p = view.parse
    source = of_noun(view, i)
    tokens, prep = _complement(view, i, cue, bool(source))
    if not tokens:
        return None
    taken = set(source)
    content = view.spans([k for k in tokens if k not in taken])
    if not content:
        return None
    return Candidate(
        cue=view.spans(sorted([i, *prep])),
        source=view.spans(source),
        content=content,
        score=0.55 if source else 0.45,
        why=f"rule noun, cue '{p.lower(i)}'",
    )


def _complement(view: View, i: int, cue: Cue, owned: bool) -> tuple[list[int], list[int]]:
    p = view.parse
    for c in p.children[i]:
        if c < i:
            continue
        first = p.lower(view.subtree(c)[0])
        if p.dep[c] in ("acl", "ccomp", "relcl") and first in ("that", "whether"):
            if cue.takes("that", "whether") and _own_subject(view, c):
                return clause(view, c, i), []
        elif p.dep[c] == "acl" and first == "to" and cue.takes("to") and owned:
            return clause(view, c, i), []
        elif p.dep[c] == "prep" and cue.takes(p.lower(c)) and (owned or p.lower(c) == "of"):
            inner = [k for k in view.subtree(c) if k != c]
            if owned or view.child(c, "pcomp") is not None or _eventive(view, c):
                return inner, [c]
    return [], []


def _news(view: View, i: int, cue: Cue) -> Candidate | None:
    """ "News came in ... that": the noun is the source, what it does the cue."""
    p, head = view.parse, view.parse.head[i]
    moves = words("cue_helpers", "moves")
    if p.dep[i] not in ("nsubj", "nsubjpass") or p.lemma[head].lower() not in moves:
        return None
    that = next((c for c in view.subtree(head) if c > head and _told(view, c)), None)
    if that is None or not cue.takes("that"):
        return None
    particle = [c for c in p.children[head] if p.dep[c] == "prt"]
    tokens = clause(view, that, head)
    return Candidate(
        cue=view.spans(sorted([head, *particle])),
        source=view.spans([k for k in view.nominal(i) if k < head]),
        content=view.spans([k for k in tokens if k > head]),
        score=0.5,
        why=f"rule news, cue '{p.lower(head)}'",
    )


def _told(view: View, root: int) -> bool:
    """A clause that `that` opens and that has its own subject."""
    p = view.parse
    if p.dep[root] not in ("ccomp", "advcl", "acl", "relcl"):
        return False
    return p.lower(view.subtree(root)[0]) == "that" and _own_subject(view, root)


def _eventive(view: View, prep: int) -> bool:
    """Whether the noun under a preposition carries a clause ("reports of troops entering")."""
    noun = view.child(prep, "pobj")
    if noun is None:
        return False
    return any(
        view.parse.dep[c] in ("acl", "relcl") and view.parse.tag[c] == "VBG"
        for c in view.parse.children[noun]
    ) or view.parse.lemma[view.parse.head[prep]].lower() in ("allegation", "accusation", "claim")


def _own_subject(view: View, root: int) -> bool:
    """A that-clause has a subject of its own; in a relative clause `that` may be the subject."""
    p = view.parse
    return any(
        p.dep[c] in ("nsubj", "nsubjpass", "expl", "csubj") and p.lower(c) != "that"
        for c in p.children[root]
    )
