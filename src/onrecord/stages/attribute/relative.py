"""Reports in a relative clause: "a video it said showed its soldiers", "aid which, he said, came".

What is said is the whole clause, with the noun that the relative clause hangs on as its subject;
who says it stands outside of it.
"""

from msgspec.structs import replace

from onrecord.spans import Span, overlap

from .candidate import Candidate
from .view import View

_PRONOUN = frozenset(("which", "that", "who", "whom"))


def unfolded(view: View, c: Candidate, head: int | None) -> Candidate:
    """The candidate with the noun and its clause as content, the report's subject as source."""
    p = view.parse
    if head is None or p.dep[head] != "relcl" or p.head[head] > head:
        return c
    if (torn := _torn(view, c, head)) is not None:
        return torn
    subject = view.child(head, "nsubj")
    told = view.child(head, "ccomp")
    if subject is None or told is None or p.lower(subject) in _PRONOUN:
        return c
    inner = view.child(told, "nsubj", "nsubjpass")
    noun = p.head[head]
    if inner is not None and p.lower(inner) not in _PRONOUN:
        return _antecedent(view, c, noun, subject)
    under = [i for i in view.subtree(told) if i > head]
    content = _phrase(view, noun, subject) + view.spans(under)
    outside = [s for s in c.source if not any(overlap(s, x) for x in content)]
    source = outside or view.spans(view.nominal(subject))
    return replace(c, content=content, source=source, cue=[p.chars(head, head + 1)])


def _antecedent(view: View, c: Candidate, noun: int, subject: int) -> Candidate:
    """A content that holds the relative pronoun, with the noun for it."""
    p = view.parse
    first = p.tokens(c.content[0])
    if len(c.content) < 2 or len(first) != 1 or p.lower(first[0]) not in _PRONOUN:
        return c
    return replace(c, content=_phrase(view, noun, subject) + c.content[1:])


def _phrase(view: View, noun: int, subject: int) -> list[Span]:
    """The noun that the clause hangs on, up to the clause."""
    p = view.parse
    phrase = [i for i in view.nominal(noun) if i < subject and p.lower(i) not in _PRONOUN]
    while phrase and p.pos[phrase[-1]] in ("PUNCT", "ADP"):
        phrase.pop()
    return view.spans(phrase)


def _torn(view: View, c: Candidate, head: int) -> Candidate | None:
    """A finite verb behind "who the police said", which the parser gave no subject."""
    p = view.parse
    opens = next(iter(p.tokens(c.content[0])), head)
    if opens != head + 1 or p.tag[opens] not in ("VBD", "VBZ", "VBP", "MD"):
        return None
    pronoun = next((i for i in range(head - 1, p.head[head], -1) if p.lower(i) in _PRONOUN), None)
    if pronoun is None:
        return None
    return replace(c, content=_phrase(view, p.head[head], pronoun) + c.content)
