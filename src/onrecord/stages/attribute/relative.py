"""Reports in a relative clause: "a video it said showed its soldiers", "aid which, he said, came".

What is said is the whole clause, with the noun that the relative clause hangs on as its subject;
who says it stands outside of it.
"""

from msgspec.structs import replace

from onrecord.spans import overlap

from .candidate import Candidate
from .view import View

_PRONOUN = frozenset(("which", "that", "who", "whom"))


def unfolded(view: View, c: Candidate, head: int | None) -> Candidate:
    """The candidate with the noun and its clause as content, the report's subject as source."""
    p = view.parse
    if head is None or p.dep[head] != "relcl" or p.head[head] > head:
        return c
    subject = view.child(head, "nsubj")
    told = view.child(head, "ccomp")
    if subject is None or told is None or p.lower(subject) in _PRONOUN:
        return c
    inner = view.child(told, "nsubj", "nsubjpass")
    if inner is not None and p.lower(inner) not in _PRONOUN:
        return c
    noun = p.head[head]
    under = [i for i in view.subtree(told) if i > head]
    phrase = [i for i in view.nominal(noun) if i < subject and p.lower(i) not in _PRONOUN]
    while phrase and p.pos[phrase[-1]] in ("PUNCT", "ADP"):
        phrase.pop()
    content = view.spans(phrase) + view.spans(under)
    outside = [s for s in c.source if not any(overlap(s, x) for x in content)]
    source = outside or view.spans(view.nominal(subject))
    return replace(c, content=content, source=source, cue=[p.chars(head, head + 1)])

