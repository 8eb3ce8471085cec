"""Text and Parse -> Quantities: numbers with their units and what they count."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from onrecord.records import Approx, Parse, Time
from onrecord.resources.numbers import Number, find
from onrecord.spans import Span
from onrecord.stages.extract import figures_carry as carry
from onrecord.stages.extract import figures_of as of
from onrecord.stages.extract import figures_shape as shape
from onrecord.stages.extract import figures_words as around

_SHARE = re.compile(
    r"[\s-]{1,2}(half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?"
    r"|tenths?|hundredths?)\b"
)
_PARTS = {"hal": 2, "thi": 3, "qua": 4, "fou": 4, "fif": 5, "six": 6, "sev": 7, "eig": 8, "nin": 9}
_PARTS |= {"ten": 10, "hun": 100}
_BETWEEN = re.compile(r"[\s\u00a0]{0,2}(?:to|and|or|-|–|—)[\s\u00a0]{0,2}[$€£¥₹₽]?")
_AGAINST = re.compile(r"\s?(?:-|–|to)\s?")
_VOTE = re.compile(r"\b(?:vot(?:e[ds]?|ing)|ballots?)\b")
_RANK = re.compile(r"[\s-]{1,3}(?:most[\s-]|least[\s-]|[^\W\d_]+(?:est|st)\b|best\b|worst\b)")
_COUNTS = ("people", "count", "level", "range", "carried")
_STATES = ("dead", "wounded", "injured", "missing", "homeless", "displaced")
_THEM = ("them", "these", "those", "us")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, before it is said whose it is."""

    span: Span
    value: float | None
    low: float | None
    high: float | None
    approx: Approx
    unit: str | None
    counts: str | None
    root: int | None
    why: str


class Reader:
    """One pass over the numbers of a text."""

    def __init__(self, text: str, parse: Parse, times: list[Time]) -> None:
        self.text = text
        self.parse = parse
        self.times = sorted(t.span for t in times)
        self.numbers = find(text)
        self.nations = {i for e in parse.entities if e.label == "NORP" for i in range(*e.tokens)}
        self._dollar: str | None = None

    def read(self) -> list[Quantity]:
        out: list[Quantity] = []
        i = 0
        while i < len(self.numbers):
            number = self.numbers[i]
            follower = self.numbers[i + 1] if i + 1 < len(self.numbers) else None
            if self._in_time(number.span) or not shape.is_quantity(self.text, number):
                i += 1
                continue
            if follower is not None and (both := self._pair(number, follower)):
                out.extend(q for q in both if not out or out[-1].span[1] <= q.span[0])
                i += 2
                continue
            found = self._quantity(number) or self._carried(number, out)
            if found is not None and (not out or out[-1].span[1] <= found.span[0]):
                out.append(self._converted(out[-1], found) if out else found)
            i += 1
        return out

    def _carried(self, number: Number, out: list[Quantity]) -> Quantity | None:
        """A bare number that gives what the figure before it counts a number of its own."""
        last = next(
            (q for q in reversed(out) if carry.of_one_size(q.value or q.high, number)), None
        )
        if (
            last is None
            or last.why not in _COUNTS
            or last.span[1] > number.span[0]
            or not last.counts
        ):
            return None
        root = self.parse.root_of(number.span)
        if root is None or not shape.is_bare(self.text, number):
            return None
        if not carry.carries(self.text, self.parse, last.span, number.span, root):
            return None
        return self._made(number, last.unit, number.span, last.counts, root, "carried")

    def _converted(self, last: Quantity, this: Quantity) -> Quantity:
        """ "about 62 miles (100 km)": the same amount again, as exact as before."""
        said = self.text[last.span[1] : this.span[0]].strip()
        if said != "(" or "measure" not in (last.why, this.why) or this.value is None:
            return this
        vague = last.approx == "exact" or last.value is None
        low, high, approx = around.bounded(this.value, "exact" if vague else last.approx)
        return replace(this, low=low, high=high, approx=approx, counts=last.counts)

    def _in_time(self, span: Span) -> bool:
        at = bisect_right(self.times, (span[0], 1 << 60)) - 1
        near = self.times[max(0, at) : at + 2]
        return any(s < span[1] and span[0] < e for s, e in near)

    def _pair(self, first: Number, second: Number) -> list[Quantity]:
        """Two numbers that belong together: a vote ("219-212") or a range; else empty."""
        if ranged := self._range(first, second):
            return [ranged]
        if moved := self._moved(first, second):
            return moved
        if part := self._part(first, second):
            return [part]
        between = self.text[first.span[1] : second.span[0]]
        around_ = self.text[max(0, first.span[0] - 60) : second.span[1] + 12]
        if not _AGAINST.fullmatch(between) or not _VOTE.search(around_):
            return []
        root = self.parse.root_of((first.span[0], second.span[1]))
        return [self._made(n, "vote", n.span, "votes", root, "vote") for n in (first, second)]

    def _moved(self, first: Number, second: Number) -> list[Quantity]:
        """ "from 4 to 6 per cent": two levels of one measure, the unit said once."""
        before = self.text[max(0, first.span[0] - 14) : first.span[0]].lower()
        between = self.text[first.span[1] : second.span[0]]
        if not re.search(r"\bfrom\s+\Z", before) or not re.fullmatch(r"\s+to\s+", between):
            return []
        after = self._quantity(second)
        if after is None or after.why not in ("percent", "measure", "money"):
            return []
        if around.sign_before(self.text, first.span[0]) or first.value is None:
            return []
        start = self._made(first, after.unit or "", first.span, after.counts, after.root, after.why)
        return [start, after]

    def _part(self, first: Number, second: Number) -> Quantity | None:
        """ "one in five voters": a share."""
        between = self.text[first.span[1] : second.span[0]]
        if not re.fullmatch(r"(?:\s+out of|\s+in(?:\s+every)?)\s+", between):
            return None
        one, whole = first.value, second.value
        if not one or not whole or not one < whole <= 1000 or first.form == "ordinal":
            return None
        if second.form == "ordinal" or self._in_time(second.span):
            return None
        measured = self._quantity(second)
        if measured is not None and measured.why in ("measure", "money", "percent"):
            return None
        share = Number((first.span[0], second.span[1]), one / whole, "words")
        noun = measured.counts if measured else None
        root = measured.root if measured else None
        return self._made(share, "share", share.span, noun, root, "share")

    def _range(self, first: Number, second: Number) -> Quantity | None:
        """ "between 30 and 40", "$3-5 billion": one figure with two bounds."""
        if first.value is None or second.value is None or second.form == "ordinal":
            return None
        joint = _BETWEEN.fullmatch(self.text, first.span[1], second.span[0])
        if joint is None or first.form == "ordinal":
            return None
        before = self.text[max(0, first.span[0] - 14) : first.span[0]].lower()
        between = re.search(r"\bbetween[\s\u00a0]+[$€£¥₹]?\Z", before) is not None
        word = joint[0].strip(" \u00a0\n$€£¥₹₽")
        if (word == "and" and not between) or re.search(r"\bfrom[\s\u00a0]+[$€£¥₹]?\Z", before):
            return None
        low, high = shape.scaled(self.text, first, second)
        if low >= high:
            return None
        whole = self._quantity(Number((first.span[0], second.span[1]), high, second.form))
        if whole is None:
            return None
        return Quantity(
            whole.span, None, low, high, "about", whole.unit, whole.counts, whole.root, "range"
        )

    def _quantity(self, number: Number) -> Quantity | None:
        if number.form == "ordinal":
            return self._rank(number)
        start, end = number.span
        if share := _SHARE.match(self.text, end):
            return self._share(number, share)
        if sign := around.sign_before(self.text, start):
            return self._measured(number, self._currency(sign[0]), (sign[1], end), "money")
        unit = around.unit_after(self.text, end, of=number.form == "vague")
        if unit is not None:
            name = self._currency(unit.name) if unit.kind in ("money", "sign") else unit.name
            return self._measured(number, name, (start, unit.end), unit.kind)
        return self._counted(number)

    def _currency(self, name: str) -> str:
        if name == "$":
            if self._dollar is None:
                self._dollar = around.dollar_of(self.text)
            return self._dollar
        return around.pounds_of(self.text) if name == "pound" else name

    def _rank(self, number: Number) -> Quantity | None:
        """ "the fourth largest", "second-biggest"."""
        superlative = _RANK.match(self.text, number.span[1])
        tokens = self.parse.tokens(number.span)
        if superlative is None or not tokens or number.value is None:
            return None
        span = (number.span[0], superlative.end())
        best = [i for i in self.parse.tokens(span) if self.parse.tag[i] in ("JJS", "RBS")]
        if not best:
            return None
        root = of.ranked(self.parse, best[-1])
        noun = of.counted(self.parse, root, tokens)
        value = number.value
        return Quantity(span, value, value, value, "exact", "rank", noun, root, "rank")

    def _share(self, number: Number, share: re.Match[str]) -> Quantity | None:
        """ "two-thirds of voters"."""
        if number.value is None or not self.text[share.end() : share.end() + 4].strip().startswith(
            "of"
        ):
            return None
        value = number.value / _PARTS[share[1][:3].lower()]
        whole = Number((number.span[0], share.end()), value, number.form)
        return self._measured(whole, "share", whole.span, "share")

    def _measured(self, number: Number, unit: str, span: Span, why: str) -> Quantity | None:
        """A number with a unit of measure, money or per cent; a rate when one follows."""
        if number.value is None and number.form != "vague":
            return None
        end = max(span[1], number.span[1])
        if why in ("measure", "money", "sign") and (rate := around.rate_after(self.text, end)):
            unit, end = f"{unit}/{rate[0]}", rate[1] if why == "measure" else end
        tokens = self.parse.tokens((span[0], end))
        root = self.parse.root_of((span[0], end))
        counts = of.amount_of(self.parse, root, tokens) if root is not None else None
        return self._made(number, unit, (span[0], end), counts, root, why)

    def _counted(self, number: Number) -> Quantity | None:
        """A number that counts a noun or stands for people."""
        tokens = self.parse.tokens(number.span)
        head = of.head_of(self.parse, tokens)
        if head is None or not self._counts(number, tokens, head):
            return None
        act = of.act_on(self.parse, head)
        noun = self.parse.lower(head)
        if head in tokens:
            return self._bare(number, head, act)
        people = head in self.nations or around.is_person(self.parse.word(head))
        counts = of.counted(self.parse, head, tokens) or noun
        said = of.acts().get(noun)
        if (said in of.human_acts() and self.parse.pos[head] == "ADJ") or noun in _STATES:
            counts = f"people {said}"
        elif noun in _THEM and act in of.human_acts():
            counts = f"people {act}"
        elif act and act not in counts.split():
            counts = f"{counts} {act}"
        share = self.text[slice(*number.span)].lower() == "half"
        unit = "person" if people or noun in _THEM else self.parse.lemma[head].lower()
        why = "people" if people else "count"
        return self._made(number, "share" if share else unit, number.span, counts, head, why)

    def _bare(self, number: Number, root: int, act: str | None) -> Quantity | None:
        """A number alone: people when the act is done to people, or the level of a count."""
        if act in of.human_acts():
            return self._made(number, "person", number.span, f"people {act}", root, "people")
        if number.form == "vague" and self.parse.dep[root] in ("nsubj", "nsubjpass"):
            return self._made(number, "person", number.span, "people", root, "people")
        if (known := of.level(self.parse, root)) is None:
            return None
        counts, unit = known
        return self._made(number, unit, number.span, counts, root, "level")

    def _counts(self, number: Number, tokens: range, head: int) -> bool:
        """False where the words count nothing: "one another", "several reasons", "Boeing 747"."""
        parse, noun = self.parse, self.parse.lower(head)
        word = self.text[slice(*number.span)].lower()
        if number.form == "vague" and not shape.is_crowd(word):
            return False
        if word == "one" and shape.is_no_one(self.text, *number.span):
            return False
        if head in tokens:
            return word != "half"
        if parse.pos[head] not in ("NOUN", "PROPN", "ADJ") and noun not in _THEM:
            return False
        if noun in ("st", "nd", "rd", "th") or shape.is_compound(self.text, number.span[1]):
            return False
        if shape.is_label(word) and not around.is_person(noun):
            return False
        if word == "one":
            return self._one(number, tokens, head)
        if (head < tokens[0] or parse.tag[head] == "NNP") and noun not in _THEM:
            return False
        if noun in _STATES or noun in _THEM:
            return True
        small = (number.value or 100) < 13
        return parse.tag[head] in ("NNS", "NNPS", "PRP") or not small or around.is_person(noun)

    def _one(self, number: Number, tokens: range, head: int) -> bool:
        """ "one" counts before a person, after "at least" and in "one of them"."""
        if self.parse.tag[tokens[0]] != "CD":
            return False
        if self.parse.lower(head) in _THEM:
            return True
        if self.parse.lower(min(tokens[-1] + 1, len(self.parse) - 1)) == "of":
            return False
        bounded = around.approx_at(self.text, *number.span) in ("at_least", "at_most")
        return bounded or around.is_person(self.parse.lower(head))

    def _made(
        self,
        number: Number,
        unit: str | None,
        span: Span,
        counts: str | None,
        root: int | None,
        why: str,
    ) -> Quantity:
        said = around.approx_at(self.text, span[0], number.span[1])
        if number.value is None:
            return Quantity(span, None, None, None, "vague", unit, counts, root, why)
        low, high, approx = around.bounded(number.value, said)
        return Quantity(span, number.value, low, high, approx, unit, counts, root, why)
