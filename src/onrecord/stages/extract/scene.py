"""What kind of participant a word is, and whether the talk around it is of politics at all."""

from collections.abc import Callable, Iterable

from onrecord.records import Parse
from onrecord.resources import rows
from onrecord.stages.extract import clause

ACTING = ("LEADER", "BODY", "FORCE", "ARMED", "POLICE")
_PRONOUNS = clause.PERSONAL | clause.POSSESSIVE | {"it"}
_MEANS = ("WEAPON", "EXPLOSIVE", "HARMNOUN", "DEAL", "POLICY", "RESTRICT", "MEETING")
_STATES = frozenset(("GPE", "NORP"))


class Classes:
    """The word classes of plover_classes.tsv and the domains of plover_guard.tsv."""

    def __init__(self) -> None:
        self.words = {
            row["class"]: frozenset(row["words"].split())
            for row in rows("lexicons/plover_classes.tsv")
        }
        self.acting = frozenset().union(*(self.words[name] for name in ACTING))
        self.domain = {
            word: row["domain"]
            for row in rows("lexicons/plover_guard.tsv")
            for word in row["words"].split()
        }


class Scene:
    """One parse with the kinds of its words; built once an article, read by all rules."""

    def __init__(self, parse: Parse, classes: Classes) -> None:
        self.parse = parse
        self.classes = classes
        self.lemma = [_lemma(parse, i) for i in range(len(parse))]
        self.entity = [""] * len(parse)
        self.entity_tokens: dict[int, tuple[int, int]] = {}
        for entity in parse.entities:
            for i in range(*entity.tokens):
                self.entity[i] = entity.label
                self.entity_tokens[i] = entity.tokens
        self.sentence_of = [0] * len(parse)
        for number, (first, last) in enumerate(parse.sentences):
            self.sentence_of[first:last] = [number] * (last - first)
        self.foreign = self._foreign()
        size = max(60, len(parse))
        powers = [i for i in range(len(parse)) if self._named_power(i)]
        # sentences that speak of people or powers
        self.peopled = {self.sentence_of[i] for i in range(len(parse)) if self._of_people(i)}
        self.political_share = len(powers) / size
        self.foreign_share = sum(self.foreign) / size

    def _foreign(self) -> list[int]:
        """Words of sport, market and leisure in every sentence."""
        out = [0] * len(self.parse.sentences)
        domain = self.classes.domain
        for number, (first, last) in enumerate(self.parse.sentences):
            out[number] = len({i for i in range(first, last) if self.parse.lower(i) in domain})
        return out

    def _named_power(self, i: int) -> bool:
        return self.lemma[i] in self.classes.acting or self.entity[i] in _STATES

    def _of_people(self, i: int) -> bool:
        human = self.lemma[i] in self.classes.words["HUMAN"]
        return human or self.entity[i] in ("PERSON", "ORG") or self._named_power(i)

    @property
    def political_article(self) -> bool:
        return self.political_share > 0.02 and self.political_share > self.foreign_share

    def guarded(self, i: int) -> float:
        """How strongly the surroundings of token `i` speak of sport, markets or leisure (0..1)."""
        here = self.foreign[self.sentence_of[i]]
        article = self.foreign_share
        if article > 0.05 and article > self.political_share:
            return 1.0
        if here >= 3 or (here >= 1 and article > 0.025 and article > 0.6 * self.political_share):
            return 0.6
        if here >= 2:
            return 0.3
        return 0.2 if here and not self.political_article else 0.0

    def of_domain(self, i: int) -> bool:
        """The word itself is one of sport, markets or leisure."""
        return self.parse.lower(i) in self.classes.domain

    def is_a(self, i: int, kind: str) -> bool:
        """Whether the phrase headed by token `i` is of a kind or a word class (without the @)."""
        known = self.classes.words.get(kind)
        if known is not None:
            return self._of_class(i, known)
        return KINDS[kind](self, i)

    def _of_class(self, i: int, words: frozenset[str]) -> bool:
        if self.lemma[i] in words:
            return True
        first, last = self.entity_tokens.get(i, (i, i + 1))
        if last - first > 1 and any(self.lemma[k] in words for k in range(first, last)):
            return True
        if self.lemma[i] in _QUANTITY or self.parse.pos[i] == "NUM":
            return any(self.lemma[k] in words for k in clause.prepositional(self.parse, i, "of"))
        return False

    def _political(self, i: int) -> bool:
        if self.entity[i] in ("GPE", "NORP", "ORG") or self._of_class(i, self.classes.acting):
            return True
        if self.entity[i] == "PERSON" or self.parse.lower(i) in _PRONOUNS:
            return self.political_article
        return self._of_class(i, self.classes.words["CROWD"]) and self.political_article

    def _state(self, i: int) -> bool:
        return self.entity[i] in _STATES or self._of_class(i, self.classes.acting)

    def _armed_or_state(self, i: int) -> bool:
        return any(self._of_class(i, self.classes.words[name]) for name in ACTING[1:])

    def _means(self, i: int) -> bool:
        """Weapons, violent acts and texts, through which somebody acts."""
        return any(self._of_class(i, self.classes.words[name]) for name in _MEANS)

    def _person(self, i: int) -> bool:
        return self.entity[i] == "PERSON" or self.parse.lower(i) in clause.PERSONAL

    def _human(self, i: int) -> bool:
        return (
            self._person(i)
            or self._of_class(i, self.classes.words["HUMAN"])
            or self._of_class(i, self.classes.acting)
            or self.entity[i] == "NORP"
        )

    def _leader(self, i: int) -> bool:
        return self.entity[i] == "PERSON" or self._of_class(i, self.classes.words["LEADER"])

    def _place(self, i: int) -> bool:
        return self.entity[i] in ("GPE", "LOC", "FAC")

    def _money(self, i: int) -> bool:
        return self.entity[i] == "MONEY" or self.parse.lower(i) in ("$", "€", "£")

    def _they(self, i: int) -> bool:
        return self.parse.lower(i) == "they"

    def infinitive(self, i: int) -> bool:
        return any(self.parse.lower(c) == "to" for c in clause.kids(self.parse, i, "aux"))

    def any_is(self, tokens: Iterable[int], kind: str) -> bool:
        return any(self.is_a(i, kind) for i in tokens)


# Kinds of participants that a condition may ask for.
KINDS: dict[str, Callable[[Scene, int], bool]] = {
    "political": Scene._political,
    "state": Scene._state,
    "armed_or_state": Scene._armed_or_state,
    "means": Scene._means,
    "person": Scene._person,
    "human": Scene._human,
    "leader": Scene._leader,
    "place": Scene._place,
    "money": Scene._money,
    "they": Scene._they,
    "infinitive": Scene.infinitive,
}
_PREFIX = frozenset(("de", "co", "re", "counter", "pre", "cease", "sit", "stand", "pull", "build"))
_QUANTITY = frozenset(
    ("dozen", "hundred", "thousand", "million", "score", "number", "group", "member", "some",
     "most", "many", "one", "part", "rest", "majority", "couple", "several", "all")
)  # fmt: skip


def prefixed(parse: Parse, i: int) -> bool:
    """True for the second half of "de-escalate" or "counter-offensive"."""
    return i >= 2 and parse.word(i - 1) == "-" and parse.lower(i - 2) in _PREFIX


def _lemma(parse: Parse, i: int) -> str:
    lemma = parse.lemma[i].lower()
    if prefixed(parse, i) and parse.lower(i - 2) in ("de", "co", "re"):
        return f"{parse.lower(i - 2)}-{lemma}"
    if parse.pos[i] == "PROPN" and len(lemma) > 3 and lemma.endswith("s") and lemma[-2] != "s":
        return lemma[:-1]  # the parser leaves the plural of names as it is
    return lemma
