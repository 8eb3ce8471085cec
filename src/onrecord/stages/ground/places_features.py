"""What speaks for and against a candidate being a toponym, as named features."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from onrecord.records import Parse
from onrecord.stages.ground.places_find import PLACE_LABELS, Mention, named
from onrecord.stages.ground.places_words import building, cues, words

_LABELS = {"GPE": "place", "LOC": "place", "FAC": "facility", "PERSON": "person", "NORP": "people"}
_CLOSING = {".", ";", "!", "?", ":"}


class Context:
    """What the whole article says of its names: built once an article."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention]) -> None:
        self.parse = parse
        self.label_at: dict[int, tuple[str, int, int]] = {}
        self.surnames: Counter[str] = Counter()
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        for entity in parse.entities:
            first, last = entity.tokens
            for i in range(first, last):
                self.label_at[i] = (entity.label, first, last)
            if entity.label == "PERSON":
                parts = [parse.lower(i) for i in range(first, last) if named(parse.word(i))]
                if len(parts) > 1:
                    self.surnames.update(parts)
        self.tails = {
            parse.lower(i)
            for i in range(1, len(parse))
            if named(parse.word(i)) and named(parse.word(i - 1)) and self._person_like(i)
        }
        self.lower = {parse.word(i) for i in range(len(parse)) if parse.word(i).islower()}
        self.begins = {first for first, _ in parse.sentences}
        self.ends: dict[int, list[Mention]] = defaultdict(list)
        self.starts: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.starts[mention.tokens[0]].append(mention)
            self.ends[mention.tokens[1]].append(mention)
            self.labels[mention.key][self.label(mention)] += 1

    def _person_like(self, i: int) -> bool:
        """Whether the parser does not take a word that ends a longer name for a place's."""
        found = self.label_at.get(i)
        return found is None or found[0] not in PLACE_LABELS

    def label(self, mention: Mention) -> str:
        """The parser's opinion of the stretch: its label, and whether the name is longer."""
        first, last = mention.tokens
        found = self.label_at.get(last - 1) or self.label_at.get(first)
        if found is None:
            return "none"
        label, begin, end = found
        kind = _LABELS.get(label, "org" if label == "ORG" else "other")
        inside = [i for i in range(begin, end) if named(self.parse.word(i))]
        longer = bool(inside) and (inside[0] < first or inside[-1] >= last)
        return f"{kind}_part" if longer else kind


def features(m: Mention, context: Context) -> list[str]:
    """Names of the features that hold of a candidate; each has a weight or counts for nothing."""
    parse = context.parse
    first, last = m.tokens
    found = ["bias", *_entry_features(m), *_around(m, context)]
    label = context.label(m)
    found.append(f"label={label}")
    if not m.entries and first and parse.lower(first - 1) in ("in", "near", "at", "of", "from"):
        found.append("best=none&after_preposition")
    others = context.labels[m.key]
    if sum(others.values()) > 1:
        share = (others["place"] + others["facility"]) / sum(others.values())
        found.append(f"article={'most' if share > 0.6 else 'some' if share > 0 else 'none'}_place")
    said = [parse.lower(i) for i in range(first, last)]
    if len(said) == 1:
        if said[0] in context.lower:
            found.append("lower_in_article")
        if said[0] in context.tails:
            found.append("ends_a_longer_name")
        if context.surnames[said[0]]:
            found.append("in_a_persons_name")
        found.append("single")
        if m.entries and said[0] in words("toponym_traps", "given"):
            found.append("given_name")
        if said[0] in words("toponym_traps", "word"):
            found.append("common_word")
    elif context.surnames[said[-1]]:
        found.append("last_in_a_persons_name")
    found.append(f"tag={parse.tag[last - 1]}")
    found.append(f"dep={parse.dep[parse.root_of(m.span) or first]}")
    if parse.word(first).isupper() and len(parse.word(first)) > 2 and not m.short:
        found.append("capitals")
    if said[-1] in words("toponym_traps", "facility") and len(said) > 1:
        found.append("ends_in_facility")
    return found + [
        f"{f}&{label}" for f in found if f.startswith(("best=", "next=cap", "prev=cap"))
    ]


def _entry_features(m: Mention) -> list[str]:
    if m.short:
        return ["short_form", f"best=short_{m.entries[0].kind}"]
    if building(m.key):
        return ["best=building"]
    if not m.entries:
        return ["best=none"]
    best = max(
        m.entries, key=lambda e: (e.kind in ("country", "region", "sea"), e.first, e.population)
    )
    if best.kind != "city":
        return [f"best={best.kind}", "usual" if best.first else "other_spelling"]
    size = len(str(best.population)) if best.population else 0
    return [f"best=city{size}", f"usual_city{size}" if best.first else f"other_spelling{size}"]


def _around(m: Mention, context: Context) -> list[str]:
    """The words beside the candidate: prepositions, titles, a longer name, a containing place."""
    parse = context.parse
    first, last = m.tokens
    found = []
    if first in context.begins:
        found.append("prev=begin")
    else:
        found.append(_side("prev", parse, first - 1))
        if first - 1 not in context.begins:
            found.append(_side("prev2", parse, first - 2))
    if last >= len(parse) or last in context.begins:
        found.append("next=end")
    else:
        found.append(_side("next", parse, last))
        if last + 1 < len(parse) and last + 1 not in context.begins:
            found.append(_side("next2", parse, last + 1))
            if parse.word(last) == "," and (holder := container(m, context)):
                found.append("within=" + ("short" if holder.short else "place"))
    if first and parse.word(first - 1) == "," and context.ends.get(first - 1):
        found.append("after_place_and_comma")
    if first > 1 and parse.lower(first - 1) in ("and", "or") and _placed(context, first - 1):
        found.append("after_place_and")
    return found


def _placed(context: Context, end: int) -> bool:
    return any(context.label(m) == "place" for m in context.ends.get(end, ()))


def container(m: Mention, context: Context) -> Mention | None:
    """The place that a comma says the candidate lies in: "Didim, Turkey", "Lodi (Calif.)"."""
    parse = context.parse
    last = m.tokens[1]
    if last + 1 >= len(parse) or parse.word(last) not in (",", "(") or last in context.begins:
        return None
    inner = {e.country for e in m.entries}
    for holder in reversed(context.starts.get(last + 1, [])):
        for entry in holder.entries:
            if entry.kind in ("country", "unit1", "unit2") and entry.country in inner:
                return holder
    return None


def _side(where: str, parse: Parse, i: int) -> str:
    """A neighbour as a feature: listed words as they are, others by their form."""
    word = parse.word(i)
    if word.lower() in cues():
        return f"{where}={word.lower()}"
    if named(word):
        return f"{where}=cap"
    if word.isdigit():
        return f"{where}=number"
    return f"{where}={parse.pos[i]}"
