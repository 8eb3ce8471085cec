"""Which words of a phrase are its proper name, and whether that is a person's, with the gender."""

from onrecord.records import Parse
from onrecord.resources.coding import state
from onrecord.resources.coding_lexicon import fold
from onrecord.spans import Span
from onrecord.stages.ground.actors_mention import POSSESSIVE, Mention
from onrecord.stages.ground.actors_words import Gender, words

_VALUES = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "NORP"}


class Naming:
    """The names of one article."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.lex = words()
        self.entity = {i: e for e in parse.entities for i in range(*e.tokens)}
        self.sentence = [0] * len(parse)
        for n, (a, b) in enumerate(parse.sentences):
            self.sentence[a:b] = [n] * (b - a)
        self.people = {
            fold(parse.word(i))
            for e in parse.entities
            if e.label == "PERSON" and e.tokens[1] - e.tokens[0] > 1
            for i in (e.tokens[0], self._last(e.tokens))
        }
        self.families = {
            fold(parse.word(self._last(e.tokens)))
            for e in parse.entities
            if e.label == "PERSON" and e.tokens[1] - e.tokens[0] > 1
        }
        self.small = {parse.word(i) for i in range(len(parse)) if parse.word(i).islower()}
        self.capital = {
            parse.word(i)
            for first, last in parse.sentences
            for i in range(first + 1, last)
            if parse.word(i)[0].isupper()
        }

    def _last(self, tokens: Span) -> int:
        """The last token of a name, without a possessive."""
        a, b = tokens
        return b - 2 if b - a > 1 and self.parse.word(b - 1) in POSSESSIVE else b - 1

    def _name_run(self, head: int, tokens: range) -> list[int]:
        """Tokens of the proper name that the span is about: at its head or apposed to it."""
        p = self.parse
        for i in tokens:
            entity = self.entity.get(i)
            if entity and entity.label == "PERSON" and i == entity.tokens[0]:
                last = self._last(entity.tokens)
                owner = last + 1 in tokens and p.word(last + 1) in POSSESSIVE
                ends = last == tokens[-1] and i > tokens[0] and p.word(i - 1) == ","
                if last in tokens and not owner and (ends or self._central(last, head, tokens)):
                    return self._run_at(last, tokens)
        if self._named(head):
            return self._run_at(head, tokens)
        for child in p.children[head]:
            if child in tokens and p.dep[child] == "appos" and p.pos[child] == "PROPN":
                return self._run_at(child, tokens)
        return []

    def _central(self, at: int, head: int, tokens: range) -> bool:
        """Whether a name is what the phrase with that head is about, not its owner or place."""
        p = self.parse
        for _ in range(6):
            if at == head:
                return True
            if p.head[at] not in tokens:
                return p.dep[at] not in ("poss", "pobj")  # a phrase that the parser broke
            if p.dep[at] not in ("appos", "compound", "flat", "nmod", "amod", "npadvmod", "nsubj"):
                return False
            if p.dep[at] == "compound" and p.pos[p.head[at]] == "NOUN":
                return False
            at = p.head[at]
        return False

    def _run_at(self, at: int, tokens: range) -> list[int]:
        p = self.parse
        entity = self.entity.get(at)
        first = last = at
        low = entity.tokens[0] if entity and entity.label in ("PERSON", "ORG") else tokens[0]
        if (
            entity
            and entity.tokens[0] < at
            and any(p.word(i) in (*POSSESSIVE, ",") for i in range(entity.tokens[0], at))
        ):
            low = tokens[0]
        while first - 1 >= max(low, tokens[0]) and self._proper(first - 1):
            first -= 1
        while last + 1 <= tokens[-1] and self._proper(last + 1) and p.head[last + 1] in (at, last):
            last += 1
        while first < last and self._before_name(first):
            first += 1
        return list(range(first, last + 1))

    def _named(self, i: int) -> bool:
        """Whether a word is a name, by its tag or by its capital though the tagger missed it."""
        word = self.parse.word(i)
        if self.parse.pos[i] == "PROPN":
            return True
        return (
            len(word) > 2
            and word[0].isupper()
            and not word.isupper()
            and (word in self.capital or fold(word) in self.lex.given)
            and word.lower() not in self.small
            and word.lower() not in self.lex.nouns
            and self.entity_label(i) not in _VALUES
        )

    def entity_label(self, i: int) -> str:
        return self.entity[i].label if i in self.entity else ""

    def _proper(self, i: int) -> bool:
        return self._named(i) or self.parse.lower(i) in (
            "al",
            "bin",
            "de",
            "van",
            "von",
            "der",
            "-",
        )

    def _before_name(self, i: int) -> bool:
        key = fold(self.parse.word(i))
        if key in self.lex.given and key not in self.lex.titles:
            return False
        noun = self.lex.nouns.get(key)
        return key in self.lex.titles or noun is not None or state(self.parse.word(i)) is not None

    def _name_words(self, run: list[int]) -> tuple[str, ...]:
        return tuple(
            fold(self.parse.word(i)) for i in run if self.parse.word(i) not in (*POSSESSIVE, "-")
        )

    def _is_person(self, run: list[int], made: Mention) -> bool:
        p = self.parse
        label = self.entity[run[-1]].label if run[-1] in self.entity else ""
        first, last = fold(p.word(run[0])), fold(p.word(run[-1]))
        before = run[0] - 1
        if before >= 0 and fold(p.word(before)) in self.lex.titles:
            return True
        if state(p.word(run[-1]).lstrip("-")):
            return False
        noun = self.lex.nouns.get(p.lower(made.head))
        if label == "PERSON" and len(run) > 1 and first in self.lex.given:
            return True
        if label == "PERSON" or (noun and noun.type in ("kin", "role", "person")):
            return last not in self.lex.nouns
        if len(run) == 1:
            return last in self.people or (label != "GPE" and last in self.lex.given)
        return len(run) < 4 and first in self.lex.given and last not in self.lex.nouns

    def _may_be_person(self, made: Mention, tokens: range) -> bool:
        """A name that nothing tells to be a body or a person's."""
        p = self.parse
        words_ = [p.word(i) for i in tokens if p.pos[i] == "PROPN"]
        told = any((w.isupper() and len(w) > 1) or w.lower() in self.lex.nouns for w in words_)
        return not told and len(words_) < 4 and p.pos[tokens[0]] != "DET"

    def _roles(self, tokens: range, run: list[int], head: int) -> set[str]:
        """Nouns of office or kin in the phrase itself: beside the name, at the head, apposed."""
        p = self.parse
        centre = run[-1] if run else head
        near = {head, centre, *p.children[head], *p.children[centre]}
        out = set()
        for i in tokens:
            noun = self.lex.nouns.get(p.lower(i))
            if noun and i not in run and i in near and p.dep[i] not in ("poss", "conj"):
                out.add(p.lower(i))
        return out

    def _gender(self, run: list[int], tokens: range, made: Mention) -> Gender:
        p = self.parse
        before = run[0] - 1
        if before >= 0 and (found := self.lex.titles.get(fold(p.word(before)))):
            return found
        for role in made.roles:
            noun = self.lex.nouns[role]
            if noun.gender:
                return noun.gender
        first = fold(p.word(run[0]))
        if len(run) == 1 and (first in self.lex.surnames or first in self.families):
            return ""
        return self.lex.given.get(first, "")
