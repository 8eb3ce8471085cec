"""One article as the rules see it: syntax, quotations, and which token stands in which."""

from bisect import bisect_left, bisect_right

from onrecord.records import Article, Parse
from onrecord.spans import Span, merge, overlap

from .lexicon import Cue, cues
from .marks import Quoted, quotations

EDGE = " \t\n\u00a0,;:–—-.…•|/"


_NONE = frozenset(("nothing", "nobody", "none"))
_LARGEST = 300  # tokens of a subtree: a bound for text without sentence ends


class View:
    """Built once an article and only read afterwards."""

    def __init__(self, article: Article, parse: Parse) -> None:
        self.article, self.parse, self.text = article, parse, article.text
        self.all = quotations(article)
        self.quotes = [q for q in self.all if q.depth == 0]
        self.inside = [-1] * len(parse)
        for number, q in enumerate(self.quotes):
            for i in parse.tokens(q.span):
                self.inside[i] = number
        self.block = [-1] * len(parse)
        for number, b in enumerate(article.blocks):
            for i in parse.tokens(b.span):
                self.block[i] = number
        self.verbs, self.nouns = cues("verb"), cues("noun")
        self.entity_ending = {e.tokens[1] - 1: e for e in parse.entities}
        self._subtrees: dict[int, list[int]] = {}
        self._blocks = [b.span[0] for b in article.blocks]
        self._starts = [q.span[0] for q in self.all]
        self._ends = [q.span[1] for q in self.quotes]

    def cue(self, i: int) -> Cue | None:
        """The reporting verb at a token, if it is one."""
        p = self.parse
        if p.pos[i] == "VERB" and p.dep[i] not in ("aux", "auxpass", "amod", "compound"):
            return self.verbs.get(p.lemma[i].lower())
        return None

    def quoted(self, i: int) -> Quoted | None:
        return self.quotes[self.inside[i]] if self.inside[i] >= 0 else None

    def subtree(self, i: int) -> list[int]:
        """A token and what it governs, sorted; no more than any sane sentence holds."""
        found = self._subtrees.get(i)
        if found is None:
            found, at = [i], 0
            while at < len(found) < _LARGEST:
                found.extend(self.parse.children[found[at]])
                at += 1
            found = self._subtrees[i] = sorted(found)
        return found

    def block_at(self, offset: int) -> int | None:
        """The number of the block that holds an offset."""
        at = bisect_right(self._blocks, offset) - 1
        return at if at >= 0 and offset < self.article.blocks[at].span[1] else None

    def quotes_over(self, span: Span) -> list[Quoted]:
        """The quotations of any depth that overlap a span."""
        at = bisect_right(self._ends, span[0])
        if at == len(self.quotes):
            return []
        first = bisect_left(self._starts, self.quotes[at].span[0])
        last = bisect_left(self._starts, span[1])
        return [q for q in self.all[first:last] if overlap(q.span, span)]

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of a token with one of the labels."""
        return next((c for c in self.parse.children[i] if self.parse.dep[c] in deps), None)

    def passive(self, i: int) -> bool:
        p = self.parse
        return self.child(i, "auxpass", "nsubjpass", "agent") is not None or (
            p.tag[i] == "VBN" and p.dep[i] in ("acl", "advcl", "relcl") and not self.has_aux(i)
        )

    def has_aux(self, i: int) -> bool:
        return self.child(i, "aux") is not None

    def negated(self, i: int) -> bool:
        """Whether a negation governs the verb, or what it says its subject to be."""
        p = self.parse
        heads = [i, *(c for c in p.children[i] if p.dep[c] in ("acomp", "attr"))]
        return any(
            p.dep[c] == "neg" or (p.dep[c] == "advmod" and p.lower(c) in ("never", "hardly"))
            for head in heads
            for c in p.children[head]
        ) or any(p.lower(c) in _NONE or self._none_of(c) for c in p.children[i])

    def _none_of(self, i: int) -> bool:
        p = self.parse
        named = p.dep[i] in ("attr", "dobj", "nsubj", "nsubjpass") and p.tag[i] != "CD"  # "No 10"
        return named and any(p.lower(c) in ("no", "neither") for c in p.children[i])

    def spans(self, tokens: list[int], edge: str = EDGE) -> list[Span]:
        """Character spans of sorted tokens; runs that only punctuation parts are joined."""
        p, out = self.parse, []
        for run in self._runs(tokens):
            solid = [i for i in run if p.pos[i] != "PUNCT" or p.word(i) not in edge]
            if any(p.pos[i] not in ("PUNCT", "SPACE") for i in solid):
                out.append(p.chars(solid[0], solid[-1] + 1))
        return merge(out, self.text)

    def _runs(self, tokens: list[int]) -> list[list[int]]:
        """Stretches of neighbouring tokens; one punctuation mark between two is no gap."""
        runs: list[list[int]] = []
        for i in tokens:
            last = runs[-1][-1] if runs else -9
            if i == last + 1:
                runs[-1].append(i)
            elif i == last + 2 and self.parse.pos[last + 1] == "PUNCT":
                runs[-1] += [last + 1, i]
            else:
                runs.append([i])
        return runs

    def nominal(self, head: int) -> list[int]:
        """The tokens of a noun phrase without clauses hung on it, around its head."""
        p = self.parse
        dropped: set[int] = set()
        for c in self.subtree(head):
            late = c > head and p.dep[c] == "acl" and p.word(c - 1) in ",–—"
            if late or (c > head and p.dep[c] in ("relcl", "advcl", "parataxis", "ccomp")):
                dropped.update(self.subtree(c))
        kept = [i for i in self.subtree(head) if i not in dropped]
        where = kept.index(head)
        first = last = where
        while first and kept[first - 1] == kept[first] - 1:
            first -= 1
        while last + 1 < len(kept) and kept[last + 1] == kept[last] + 1:
            last += 1
        return kept[first : last + 1]
