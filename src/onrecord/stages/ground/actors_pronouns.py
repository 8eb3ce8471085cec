"""Pronouns -> chains: agreement first, then a weighted sum of distance, grammar and habit."""

from functools import cache
from math import log1p

from onrecord.records import Parse
from onrecord.resources import rows
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_mention import Mention
from onrecord.stages.ground.actors_words import words

_WINDOW = 6  # sentences back
_MAX = 40  # mentions looked at
_THINGS = {"ORG", "GPE", "LOC", "FAC", "NORP", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"}


@cache
def _verbs(kind: str) -> frozenset[str]:
    table = (r for r in rows("lexicons/pronoun_verbs.tsv") if r["kind"] == kind)
    return frozenset(word for row in table for word in row["words"].split())


def weights() -> dict[str, float]:
    """The weight of each feature; fitted by train/pronouns.py, see docs/method/actors.md."""
    return {r["feature"]: float(r["weight"]) for r in rows("lexicons/pronoun_weights.tsv")}


def _voices(parse: Parse) -> list[bool]:
    """For each token, whether it stands inside quotation marks."""
    out, quoted = [], False
    for i in range(len(parse)):
        mark = parse.word(i)
        if mark in ("“", "``"):
            quoted = True
        elif mark in ("”", "''"):
            quoted = False
        elif mark == '"':
            quoted = not quoted
        elif i and "\n" in parse.text[parse.ends[i - 1] : parse.starts[i]]:
            quoted = False
        out.append(quoted)
    return out


class Resolver:
    """Finds the antecedents of an article's pronouns, first to last."""

    def __init__(self, parse: Parse, chains: Chains, weigh: dict[str, float]) -> None:
        self.parse = parse
        self.chains = chains
        self.weigh = weigh
        self.lex = words()
        self.ordered = [m for m in chains.mentions if m.head >= 0]
        self.voice = _voices(parse)
        self.place = {id(m): n for n, m in enumerate(self.ordered)}

    def resolve(self, pronoun: Mention) -> Chain | None:
        """The chain that the pronoun continues; None when nothing fits."""
        scored = self.candidates(pronoun)
        best: tuple[float, Chain] | None = None
        for chain, features in scored:
            score = sum(self.weigh.get(k, 0.0) * v for k, v in features.items())
            if best is None or score > best[0]:
                best = (score, chain)
        return best[1] if best else None

    def candidates(self, pronoun: Mention) -> list[tuple[Chain, dict[str, float]]]:
        """Chains that agree, each mention near the pronoun with its features."""
        out: list[tuple[Chain, dict[str, float]]] = []
        at = self.place[id(pronoun)]
        rank: dict[int, int] = {}
        for m in reversed(self.ordered[max(0, at - _MAX) : at]):
            chain = self.chains.of.get(id(m))
            if chain is None or pronoun.sentence - m.sentence > _WINDOW:
                continue
            if not self._agree(pronoun, chain, m) or self._barred(pronoun, m):
                continue
            rank.setdefault(id(chain), len(rank))
            out.append((chain, self._features(pronoun, m, chain, rank[id(chain)])))
        for m in self.ordered[at + 1 : at + 8]:
            chain = self.chains.of.get(id(m))
            if chain is None or m.sentence != pronoun.sentence or m.type == "pronoun":
                continue
            if self._agree(pronoun, chain, m) and not self._barred(pronoun, m):
                features = self._features(pronoun, m, chain, 0)
                out.append((chain, {**features, "after": 1.0}))
        return out

    def _agree(self, pronoun: Mention, chain: Chain, m: Mention) -> bool:
        if pronoun.gender in ("m", "f"):
            human = chain.human or (chain.human is None and chain.type == "body")
            return human and chain.number != "p" and chain.gender in ("", pronoun.gender)
        if pronoun.gender == "n":
            return not chain.human and chain.number != "p"
        if pronoun.number == "p":
            return (
                chain.number == "p"
                or chain.type == "body"
                or (chain.type == "nominal" and chain.human is False)
            )
        return True

    def _barred(self, pronoun: Mention, m: Mention) -> bool:
        """An argument of the same verb, or a phrase around the pronoun, is somebody else.

        So is whoever a speaker names in a quotation: of himself he would say "I".
        """
        if m.span[0] <= pronoun.span[0] and pronoun.span[1] <= m.span[1]:
            return True
        if self.voice[m.head] and not self.voice[pronoun.head] and self._speaks(pronoun):
            return True
        reflexive = self.lex.pronouns[pronoun.key].case == "refl"
        if pronoun.case == "poss" or reflexive:
            return False
        verb = self._verb(pronoun.head)
        if self._verb(m.head) == verb and m.case in ("subj", "obj", "pobj"):
            return True
        return pronoun.case != "subj" and m.head in self._subjects(verb)

    def _speaks(self, pronoun: Mention) -> bool:
        return pronoun.case == "subj" and self.parse.lemma[self._verb(pronoun.head)] in _verbs(
            "speech"
        )

    def _subjects(self, verb: int) -> list[int]:
        """The subject of a verb, or the one that it shares with the verb above it."""
        p = self.parse
        for _ in range(4):
            found = [c for c in p.children[verb] if p.dep[c] in ("nsubj", "nsubjpass")]
            if found or p.dep[verb] not in ("advcl", "xcomp", "conj", "pcomp", "prep"):
                return found
            verb = p.head[verb]
        return []

    def _verb(self, head: int) -> int:
        p = self.parse
        node = head
        for _ in range(4):
            if p.head[node] == node or p.pos[node] in ("VERB", "AUX"):
                break
            if node != head and p.dep[node] in ("poss",):
                break
            node = p.head[node]
        return node

    def _features(self, pronoun: Mention, m: Mention, chain: Chain, rank: int) -> dict[str, float]:
        p = self.parse
        gap = pronoun.sentence - m.sentence
        case, mine = m.case, pronoun.case
        first = p.sentences[m.sentence][0]
        verb = self._verb(pronoun.head)
        who = "he" if pronoun.gender in ("m", "f") else "they" if pronoun.number == "p" else "it"
        kind = f"body_{m.label}" if m.type == "body" and m.label in _THINGS else m.type
        features = {
            f"gap{min(gap, 3)}": 1.0,
            f"case_{case}": 1.0,
            f"{'near' if gap == 0 else 'far'}_{case}": 1.0,
            f"{who}_{kind}": 1.0,
            f"rank{min(rank, 3)}": 1.0,
            "parallel": float(case == mine),
            f"parallel_{mine}_{case}": 1.0,
            "first": float(m.head - first < 3),
            "size": log1p(chain.count_before(pronoun.span[0])),
            "opening": float(chain.mentions[0].sentence == 0),
            "gender": float(chain.gender == pronoun.gender and chain.gender != ""),
            f"{who}_again": float(m.type == "pronoun" and m.number == pronoun.number),
            "distance": log1p(abs(pronoun.head - m.head)) / 3,
            "plural": float(pronoun.number == "p" and chain.number == "p"),
            "unsure": float(pronoun.gender == "n" and m.type == "body" and chain.human is None),
            "same_voice": float(self.voice[m.head] == self.voice[pronoun.head]),
            "main": float(case == "subj" and p.head[p.head[m.head]] == p.head[m.head]),
            "quoted": float(
                self.voice[pronoun.head]
                and not self.voice[m.head]
                and case == "subj"
                and p.lemma[self._verb(m.head)] in _verbs("speech")
            ),
            "speaker": float(
                {mine, case} == {"subj"}
                and p.lemma[verb] in _verbs("speech")
                and p.lemma[self._verb(m.head)] in _verbs("speech")
            ),
        }
        if gap == 0:
            features |= self._beside(pronoun, m, verb)
        if case == "poss":
            owned = p.head[m.head]
            features["poss_of_person"] = float(p.lower(owned) in self.lex.nouns)
        return features

    def _beside(self, pronoun: Mention, m: Mention, verb: int) -> dict[str, float]:
        """Features of a mention in the pronoun's own sentence."""
        p = self.parse
        above = self._above(pronoun.head)
        governor = p.head[m.head]
        over = governor in above and m.case == "subj"
        acted = m.head if m.case == "obj" else governor if m.case == "poss" else None
        features = {
            "governor_above": float(over),
            "own_clause": float(self._verb(m.head) == verb),
            # "In her diary, Sei wrote": the phrase before belongs to the clause of its subject
            "fronted": float(over and pronoun.head < m.head),
            # "Lund, who lost his keys"
            "told_of": float(self._clause_about(pronoun.head, m.head)),
            "acted_on": float(
                acted is not None
                and p.lemma[p.head[acted]] in _verbs("object")
                and m.head < pronoun.head
            ),
        }
        if pronoun.case == "poss":
            subject = self._verb(m.head) == verb and m.case == "subj"
            features["poss_of_subject"] = float(subject or m.head in self._subjects(verb))
            owned = p.head[pronoun.head]
            # "Mensah and his brother"
            features["beside_own"] = float(p.dep[owned] == "conj" and p.head[owned] == m.head)
        return features

    def _clause_about(self, node: int, head: int) -> bool:
        """Whether a token stands in a relative clause or participle that belongs to a noun."""
        p = self.parse
        for _ in range(12):
            if p.head[node] == node:
                return False
            if p.dep[node] in ("relcl", "acl") and p.head[node] == head:
                return True
            node = p.head[node]
        return False

    def _above(self, head: int) -> set[int]:
        out: set[int] = set()
        for node in self.parse.ancestors(head):
            out.add(node)
            if len(out) > 40:
                break
        return out
