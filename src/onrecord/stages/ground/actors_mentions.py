"""Parse -> mentions: the stretches that stand for somebody, with what their words tell.

Wanted spans become mentions as they are. Beside them: names of persons, bodies and peoples, nouns
for people, and personal pronouns, so that the coreference of the wanted ones has antecedents.
"""

from collections.abc import Iterable

from onrecord.resources.coding import alias, state
from onrecord.resources.coding_lexicon import fold, spelled
from onrecord.spans import Span, trim
from onrecord.stages.ground.actors_mention import POSSESSIVE, Mention
from onrecord.stages.ground.actors_naming import Naming

_SUBJECT = {"nsubj", "nsubjpass", "csubj", "agent"}
_NP_LEFT = {"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "advmod", "quantmod"}
_DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"}
_DETERMINERS |= {"our", "my", "your", "both", "all"}
_NAMED_DEPS = _SUBJECT | {"poss", "dobj", "pobj", "appos", "conj", "attr", "dative", "ROOT"}
_VALUES = {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"}
_PLACING = {"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across"}
_PLACING |= {"through", "toward", "via"}
_CREDIT = {"photo", "photos", "photograph", "picture", "image", "images", "video", "graphic"}
_CREDIT |= {"caption", "credit", "credits", "courtesy", "file", "screenshot", "illustration"}
_SETTLED = {"city", "town", "village", "province", "district", "region", "port", "suburb"}
_SETTLED |= {"governorate", "capital", "area", "county", "neighbourhood", "neighborhood"}
_ARGUMENT = {"nsubj", "nsubjpass", "dobj", "iobj", "dative", "agent", "appos", "conj", "attr"}


class Finder(Naming):
    """Makes the mentions of one article."""

    def all(self, wanted: Iterable[Span]) -> list[Mention]:
        """Wanted mentions and the others that help, in order of position, one a head token."""
        text = self.parse.text
        spans = {
            s for s in wanted if 0 <= s[0] < s[1] <= len(text) and trim(text, s) != (s[1], s[1])
        }
        found = [self.mention(span, wanted=True) for span in sorted(spans)]
        taken = {m.head for m in found}
        taken |= {i for m in found if m.names for i in self.parse.tokens(m.names)}
        for span in self._candidates():
            made = self.mention(span, wanted=False)
            tokens = set(self.parse.tokens(made.names or made.span)) if made.name else {made.head}
            if not tokens & taken:
                found.append(made)
                taken |= tokens
        return sorted(found, key=lambda m: (m.span[0], -m.span[1]))

    def _candidates(self) -> Iterable[Span]:
        p = self.parse
        for e in p.entities:
            a, b = e.tokens
            while b > a and p.word(b - 1) in POSSESSIVE:
                b -= 1
            while a < b and p.pos[a] in ("DET", "PUNCT"):
                a += 1
            if a < b:
                a, b = self._closed(a, b)
            if a < b and self._acts(e.label, a, b):
                yield p.chars(a, b)
        for i in range(len(p)):
            low = p.lower(i)
            if p.pos[i] == "PRON" and low in self.lex.pronouns:
                if self.lex.pronouns[low].gender in ("m", "f"):
                    yield p.chars(i, i + 1)
            elif p.pos[i] == "NOUN" and p.dep[i] != "compound" and low in self.lex.nouns:
                yield self._phrase(i)
            elif p.pos[i] == "PROPN" and p.dep[i] != "compound" and i not in self.entity:
                first = i
                while first and p.pos[first - 1] == "PROPN" and p.head[first - 1] == i:
                    first -= 1
                if self._acts("", first, i + 1):
                    yield p.chars(first, i + 1)

    def _closed(self, a: int, b: int) -> Span:
        """A name's tokens up to a bracket left open, or from one that is only closed."""
        opened = -1
        for i in range(a, b):
            if self.parse.word(i) in ("(", "["):
                opened = i
            elif self.parse.word(i) in (")", "]"):
                a, opened = (a if opened >= 0 else i + 1), -1
        return a, (opened if opened >= 0 else b)

    def _phrase(self, i: int) -> Span:
        """A noun with the words before it that belong to it."""
        p = self.parse
        left = [c for c in p.children[i] if c < i and p.dep[c] in _NP_LEFT]
        first = min([i, *(min(p.subtree(c)) for c in left)])
        return p.chars(first if i - first < 12 else i, i + 1)

    def _acts(self, label: str, a: int, b: int) -> bool:
        """Whether a name found by the parser may be an actor rather than a place or a thing."""
        p = self.parse
        head = p.root_of(p.chars(a, b))
        if head is None or p.sentence(head)[1] - p.sentence(head)[0] < 2:
            return False
        if all(p.lower(i) in _CREDIT for i in range(a, b)):
            return False  # "(Photo by ...)"
        if label != "ORG" and p.dep[head] == "compound" and p.pos[p.head[head]] == "NOUN":
            return False  # "the Smith government" is not Smith
        if label in ("PERSON", "ORG"):
            return True
        if label == "NORP":
            return p.tag[head] in ("NNS", "NNPS") or p.dep[head] in _ARGUMENT
        if state(p.text[p.starts[a] : p.ends[b - 1]]):
            return p.pos[head] == "PROPN" and p.dep[head] in _SUBJECT
        if p.pos[head] != "PROPN" or (label in _VALUES and fold(p.word(a)) not in self.people):
            return False
        placed = p.dep[head] == "pobj" and p.lower(p.head[head]) in _PLACING
        return not placed and p.dep[head] in _NAMED_DEPS

    def mention(self, span: Span, wanted: bool) -> Mention:
        """The mention of a span, typed by its words."""
        p = self.parse
        tokens = p.tokens(span)
        head = p.root_of(span)
        if not tokens or head is None:
            key = fold(p.text[span[0] : span[1]])
            return Mention(span, "nominal", -1, -1, key, wanted=wanted)
        made = Mention(span, "nominal", head, self.sentence[head], self._key(tokens), wanted=wanted)
        made.case = self._case(head)
        made.label = self.entity[head].label if head in self.entity else ""
        made.definite = p.lower(tokens[0]) in _DETERMINERS - {"a", "an"} or any(
            p.dep[c] == "poss" for c in p.children[head]
        )
        made.owner = next((c for c in p.children[head] if p.dep[c] == "poss"), None)
        low = p.lower(head)
        shouted = p.word(head).isupper() and len(low) > 1
        if low in self.lex.pronouns and len(tokens) <= 2 and not shouted:
            pronoun = self.lex.pronouns[low]
            made.type, made.gender, made.number = "pronoun", pronoun.gender, pronoun.number
            made.key = low
        else:
            self._describe(made, tokens)
        return made

    def _case(self, head: int) -> str:
        dep = self.parse.dep[head]
        if dep in _SUBJECT:
            return "subj"
        if dep in ("dobj", "iobj", "dative"):
            return "obj"
        if dep == "pobj":
            governor = self.parse.head[head]
            return "subj" if self.parse.dep[governor] == "agent" else "pobj"
        return dep if dep in ("poss", "appos", "conj", "attr") else "other"

    def _key(self, tokens: range) -> str:
        p = self.parse
        kept = [p.word(i) for i in tokens if p.lower(i) not in _DETERMINERS and p.pos[i] != "PUNCT"]
        return spelled(" ".join(fold(w) for w in kept if w not in POSSESSIVE)[:200])

    def _describe(self, made: Mention, tokens: range) -> None:
        """Names, offices, gender and number of a mention that is no pronoun."""
        p = self.parse
        text = p.text[made.span[0] : made.span[1]]
        run = self._name_run(made.head, tokens)
        noun = self.lex.nouns.get(p.lower(made.head))
        made.roles = self._roles(tokens, run, made.head)
        if iso := state(text):
            made.type, made.key, made.number, made.gender = "state", iso, "s", "n"
            made.human = False
        elif town := self._settlement(made.head, tokens):
            made.type, made.number, made.gender, made.human = "body", "s", "n", False
            made.key, made.label = self._key(town), "GPE"
            made.name, made.names = tuple(made.key.split()), p.chars(town[0], town[-1] + 1)
        elif known := alias(text):
            made.type, made.key, made.number, made.gender = "body", fold(known), "s", "n"
            made.name, made.human = tuple(fold(known).split()), False
        elif run and self._is_person(run, made):
            made.type, made.human, made.number = "person", True, "s"
            made.name = self._name_words(run)
            made.names = p.chars(run[0], run[-1] + 1)
            made.gender = self._gender(run, tokens, made)
        elif run and made.head in run and not (noun and noun.type in ("role", "kin", "person")):
            plural = p.tag[made.head] == "NNPS"
            made.type, made.number = ("group", "p") if plural else ("body", "s")
            made.gender = "" if plural else "n"
            made.name = _proper_words(made.key, p.text[made.span[0] : made.span[1]])
            made.key = " ".join(made.name)
            if not plural and self._may_be_person(made, tokens):
                made.human, made.gender = None, ""
            else:
                made.human = plural or False
        elif noun:
            made.number = "p" if p.tag[made.head] == "NNS" else noun.number
            made.human = noun.type != "body"
            made.gender = noun.gender if made.human else "n"
        else:
            made.number = "p" if p.tag[made.head] in ("NNS", "NNPS") else "s"
            made.gender = "" if made.number == "p" else "n"
            if self._counted_people(made, tokens):
                made.human, made.gender = True, ""
        if made.type != "person" and self._coordinated(made.head, tokens):
            made.number, made.gender = "p", ""

    def _settlement(self, head: int, tokens: range) -> range | None:
        """The name in "the Spanish town of X": the phrase means a place, not its country."""
        p = self.parse
        if p.lower(head) not in _SETTLED:
            return None
        for of in p.children[head]:
            for i in p.children[of] if of in tokens and p.lower(of) == "of" else ():
                if p.dep[i] == "pobj" and p.pos[i] == "PROPN" and i in tokens:
                    run = self._run_at(i, range(of + 1, tokens[-1] + 1))
                    return range(run[0], run[-1] + 1)
        return None

    def _counted_people(self, made: Mention, tokens: range) -> bool:
        """ "the two", "Britons", "two of the workers": people without a noun of the lexicon."""
        p = self.parse
        if made.label == "NORP" or "year-old" in made.key or "year old" in made.key:
            return True
        if p.pos[made.head] in ("NUM", "DET", "PRON"):
            return True
        own = (i for i in tokens if p.head[i] == made.head and p.dep[i] != "poss")
        return any(p.lower(i) in self.lex.nouns for i in own)

    def _coordinated(self, head: int, tokens: range) -> bool:
        return any(self.parse.dep[c] == "conj" and c in tokens for c in self.parse.children[head])


def _proper_words(key: str, text: str) -> tuple[str, ...]:
    """The folded words of a body's name from its first capital on."""
    small = {spelled(fold(w)) for w in text.split() if not w[0].isupper()}
    parts = key.split()
    while len(parts) > 1 and parts[0] in small:
        parts.pop(0)
    return tuple(parts)
