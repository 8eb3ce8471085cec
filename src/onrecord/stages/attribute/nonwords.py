"""What only looks like a statement: nobody says it, or nothing is said.

A passive tells that something was proposed or reported, not by whom; who declines to comment or
does not answer a call has said nothing.
"""

from .candidate import Candidate
from .lexicon import words
from .view import View

NAMELESS = frozenset(("anonymous", "anonymity", "name", "named", "identify", "unnamed"))
_SILENT = frozenset(("decline", "refuse", "fail"))
_TALKS = frozenset(("comment", "elaborate", "discuss"))
_CALLS = frozenset(("respond", "answer", "reply", "return", "comment", "react"))
_PARTS = frozenset(("NOUN", "VERB", "PROPN"))


def no_word(view: View, c: Candidate, head: int | None) -> bool:
    """Whether a candidate is no statement at all."""
    if head is None:
        return False
    return _unsourced_passive(view, c, head) or _no_comment(view, c, head)


def _unsourced_passive(view: View, c: Candidate, head: int) -> bool:
    """ "The pipeline was first proposed in 1983": all that is told is the verb's subject."""
    if c.source or not view.passive(head) or any(view.quotes_over(s) for s in c.content):
        return False
    subject = view.child(head, "nsubjpass")
    if subject is None:
        return False
    inside = set(view.subtree(subject))
    p = view.parse
    return all(
        i in inside for s in c.content for i in p.tokens(s) if p.pos[i] not in ("PUNCT", "SPACE")
    )


def _no_comment(view: View, c: Candidate, head: int) -> bool:
    """ "declined to comment on", "did not respond to a request for comment"."""
    p = view.parse
    if p.pos[head] not in ("VERB", "AUX", "NOUN"):
        return False
    near = {head, *(i for s in c.cue for i in p.tokens(s))}
    told = [i for s in c.content for i in p.tokens(s) if p.pos[i] in _PARTS]
    acts = {p.lemma[i].lower() for i in (*near, *told[:1])}
    alone = [p.lemma[i].lower() for i in told] == ["comment"]
    if not alone and not acts & (_TALKS | _CALLS):
        return False
    if not any(p.lemma[i].lower() in _SILENT or view.negated(i) for i in near):
        return False
    if alone or acts & {"elaborate", "discuss"}:
        return True
    if any(p.lemma[i].lower() == "comment" and p.pos[i] == "VERB" for i in (*near, *told[:1])):
        return True
    told = [i for i in told if p.lemma[i].lower() not in _CALLS]
    return bool(told) and p.lemma[told[0]].lower() in words("cue_helpers", "call")
