"""The clauses of a content: who is their subject, the speaker or another, and are they to come.

`own` is what the speaker does or will do ("we", "its forces", a pronoun like the source); a body
for which officials speak ("the government") is asked for apart.
"""

from functools import cached_property

from .candidate import Candidate
from .lexicon import phrases, words
from .view import View

_FIRST = frozenset(("i", "we"))
_OUR = frozenset(("my", "our"))
_THEIR = frozenset(("its", "their", "his", "her"))
_WILL = frozenset(("will", "'ll", "’ll", "would", "wo", "shall", "sha", "'d", "’d"))
_SUBJECT = ("nsubj", "nsubjpass", "expl")
ASKING = frozenset(("whether", "if", "what", "how", "when", "where", "who", "why"))
_MOST = 6  # clauses of a content that are read


class Clauses:
    """One content with its cue's head (a token, or None) and its source."""

    def __init__(self, view: View, candidate: Candidate, head: int | None) -> None:
        self.view, self.p, self.candidate, self.head = view, view.parse, candidate, head
        self.tokens = [i for span in candidate.content for i in self.p.tokens(span)]
        self.source = [i for span in candidate.source for i in self.p.tokens(span)]
        self.lemma = "" if head is None else self.p.lemma[head].lower()

    @cached_property
    def roots(self) -> list[int]:
        """The heads of the main clauses of the content."""
        p, inside = self.p, set(self.tokens)
        heads = [i for i in self.tokens if p.head[i] not in inside or p.head[i] == i]
        quoted = [i for i in heads if p.lower(i) == "as"]  # "cites officials as saying"
        said = [k for i in quoted for c in p.children[i] for k in p.children[c]]
        heads = [i for i in heads if p.pos[i] in ("VERB", "AUX", "ADJ", "NOUN", "PROPN")]
        return [*heads, *(k for k in said if p.dep[k] == "ccomp")][:_MOST]

    @cached_property
    def clauses(self) -> list[int]:
        """The main clauses, and those that go on from them or stand right under them."""
        p, out = self.p, []
        for r in self.roots:
            out.append(r)
            for c in p.children[r]:
                below = p.dep[c] == "ccomp" and (self.view.cue(r) is None or self.own(r))
                below = below and p.lower(self.view.subtree(c)[0]) not in ASKING
                if c in self.inside and (below or (p.dep[c] == "conj" and self.tensed(c))):
                    out.append(c)
        return out[: 2 * _MOST]

    @cached_property
    def inside(self) -> frozenset[int]:
        return frozenset(self.tokens)

    def tensed(self, i: int) -> bool:
        p, view = self.p, self.view
        return p.tag[i] in ("VBD", "VBZ", "VBP") or view.has_aux(i) or view.passive(i)

    def subject(self, root: int) -> int | None:
        """The subject of a clause, also of one that shares it with the clause before."""
        found = self.view.child(root, *_SUBJECT)
        if found is None and (passive := self.view.child(root, "auxpass")) is not None:
            found = self.view.child(passive, *_SUBJECT)  # some parses hang it there
        if found is None and self.p.dep[root] in ("conj", "xcomp") and self.p.head[root] != root:
            found = self.view.child(self.p.head[root], *_SUBJECT)
        return found

    def own(self, root: int) -> bool:
        """Whether the speaker is the subject: "we", "its forces", a pronoun like the source."""
        p, subject = self.p, self.subject(root)
        if subject is None:
            return False
        low, quoted = p.lower(subject), self.view.inside[subject] >= 0
        if low in _FIRST:
            return self._speaks_as_we(subject)
        if not quoted and self._agrees(low):
            return True
        held = next((p.lower(c) for c in p.children[subject] if p.dep[c] == "poss"), "")
        if held in _OUR or (held in _THEIR and not quoted and self._agrees(held)):
            return True
        return p.lemma[subject].lower() in self._named and p.pos[subject] != "PRON"

    def _speaks_as_we(self, i: int) -> bool:
        """Whether "we" is the speaker: not so where the cue stands in the same quotation."""
        outer = self.head is None or self.view.inside[self.head] != self.view.inside[i]
        return outer or any(self.p.lower(k) in _FIRST for k in self.source)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(
            self.p.lemma[i].lower() for i in self.source if self.p.pos[i] in ("NOUN", "PROPN")
        )

    def _agrees(self, pronoun: str) -> bool:
        """Whether the pronoun can stand for the source, by number and person."""
        p, head = self.p, self._source_head
        if head is None:
            return False
        low = p.lower(head)
        other = {p.lower(i)[:2] for i in self.source if i != head and p.pos[i] == "PRON"}
        if pronoun[:2] in other or (pronoun[:2] == "he" and "hi" in other):
            return False  # "his lawyer said he ..."
        if pronoun in ("he", "she", "his", "her"):
            if low in ("he", "she"):
                return low[0] == {"his": "h", "her": "s"}.get(pronoun, pronoun[0])
            return p.tag[head] not in ("NNS", "NNPS") and low not in ("they", "it", "we")
        if pronoun in ("it", "its"):
            if self._person:
                return False
            return low not in ("he", "she", "they") and p.tag[head] not in ("NNS", "NNPS")
        return pronoun in ("they", "their") and low not in ("he", "she")

    @cached_property
    def _person(self) -> bool:
        """Whether the source is a person's name."""
        ends = (self.view.entity_ending.get(i) for i in self.source)
        return any(e is not None and e.label == "PERSON" for e in ends)

    @cached_property
    def _source_head(self) -> int | None:
        return self.p.root_of(self.candidate.source[0]) if self.candidate.source else None

    def official(self) -> bool:
        """Whether the source can decide for a body: no onlooker, no expert, no paper."""
        outside = words("stance", "outsider")
        return bool(self.source) and not any(
            self.p.lemma[i].lower() in outside for i in self.source
        )

    def future(self, root: int) -> bool:
        """The clause is about the future; a plan counts as such in its owner's mouth only."""
        p = self.p
        particle = self.view.child(root, "prt")
        if particle is not None and (p.lemma[root].lower(), p.lower(particle)) in phrases():
            return False  # "would not rule out"
        for c in p.children[root]:
            if p.dep[c] in ("aux", "auxpass") and p.lower(c) in _WILL:
                return p.tag[root] != "VBN" or self.view.passive(root)  # not "he'd seen"
        if self.view.child(root, "xcomp") is None:
            return False
        plans = p.lemma[root].lower() in ("plan", "intend", "aim") and (
            self.own(root) or self.of_body(root)
        )
        return plans or p.lower(root) == "going"

    def of_body(self, root: int) -> bool:
        """The subject is a body for which officials speak: "the government", "the navy"."""
        subject = self.subject(root)
        if subject is None or not self.official():
            return False
        head, bodies = self._source_head, words("stance", "body")
        if head is not None and self.p.lemma[head].lower() in bodies - {self.p.lemma[subject]}:
            return False  # one body does not bind another
        plain = not any(self.p.dep[c] in ("poss", "compound") for c in self.p.children[subject])
        return plain and self.p.lemma[subject].lower() in words("stance", "body")
