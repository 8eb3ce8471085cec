"""What a figure of an article stands for, where it is compared with figures of other articles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

from onrecord.records import Figure, Report, Statement
from onrecord.resources import rows
from onrecord.spans import Span, contains, overlap, touches, trim
from onrecord.stages.corroborate.words import is_calendar, listed, stem, words

PEOPLE = "person"
THINGS = frozenset(("without", "restored"))  # kinds of things, not of people
# Units that measure too many things to stand for one quantity by themselves.
BROAD = frozenset(("percent", "share", "rank", "day", "week", "month", "year", "hour", "minute",
                   "kilometre", "metre", "mile", "degree", "tonne", "litre", None))  # fmt: skip
# Increments, and parts of those counted.
_MORE = re.compile(r"\s+(?:another|more|others?|further|additional|fresh|new|of (?:them|those|these"
                   r"|whom))\b", re.IGNORECASE)  # fmt: skip
_PART = re.compile(r"\b(?:[Aa]mong (?:them|whom|(?:the|those) \w+)(?:,| (?:is|are|were|was))?"
                   r"|including)\s+(?:at least\s+)?$")  # fmt: skip
# "Another four", and "the four": a number that is known already.
_ANOTHER = re.compile(r"\b(?:another|a further|an additional|other|the|these|those)\s+$", re.I)
_COUNTS = re.compile(
    r"^\W*((?:The |An? )?[^,.;:]{2,60}?)\s+(?:has |have |had )?(?:puts?|counted|counts|estimated"
    r"|estimates|spoke of|speaks of|recorded|registered)\b[^.;]*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:ris\w+|rose|climb\w*|grow\w*|grew|fell|fallen|dropp\w+|increas\w+|revis\w+|correct\w*"
    r"|wrong\w*|up from|down from|bringing)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:in|at|near|of) ((?:[A-Z][\w'’-]+ ?)+)\b")
DENY = re.compile(r"\b(?:den(?:y|ies|ied|ying)|denial|disput\w+|refut\w+|contradict\w*|rebut\w*"
                   r"|disown\w*)\b", re.IGNORECASE)  # fmt: skip
_JOINED = re.compile(r",?\s+(?:and|or)\s+[A-Z]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_PRONOUNS = ("it", "he", "she", "they", "i", "we")
_END = re.compile(r"[.!?…]['\"”’)]*\s+(?=[\"“'‘(]?[A-Z0-9])|\n")
_LONG_AGO = timedelta(days=45)
_CURRENCY = 3  # letters of a currency's code
_BARE = 12  # characters beside the number that tell nothing yet ("at", "people")
_NEAR = 8  # words on either side that tell what a broad unit measures


@dataclass(frozen=True, eq=False)
class Thing:
    """A figure with its place in the story.

    `kind` is what was done to people counted, `nouns` the stems of those counted, `proper` the
    names among them, `near` stems around the number, `place` the town that the clause names.
    """

    order: int
    report: Report
    figure: Figure
    statement: Statement | None
    kind: str | None
    nouns: frozenset[str]
    proper: frozenset[str]
    near: frozenset[str]
    place: str | None
    sentence: Span
    giver: str | None = field(default=None)

    @property
    def unit(self) -> str | None:
        return self.figure.unit

    @cached_property
    def by(self) -> str | None:
        """The giver as givers are compared."""
        return _ARTICLE.sub("", self.giver).casefold() if self.giver else None

    @cached_property
    def changes(self) -> bool:
        """The sentence tells of a change: only then does one giver give two figures."""
        return bool(_CHANGE.search(self.report.quote(self.sentence)))

    @cached_property
    def part(self) -> bool:
        """A part of those concerned by its very noun: children, women."""
        return bool(self.nouns & listed("part"))


@cache
def kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("stories/counted.tsv")}


def things(order: int, report: Report) -> list[Thing]:
    """The figures of an article that can be compared: no increments, no figures of the past."""
    spans = [f.span for f in report.figures]
    return [
        thing(order, report, f, spans)
        for f in report.figures
        if not _increment(report, f) and not _past(report, f) and not _denied(report, f)
    ]


def thing(order: int, report: Report, f: Figure, others: list[Span]) -> Thing:
    text = report.article.text
    sentence = sentence_of(text, f.span)
    said = _statement(report, f)
    clause = _clause(f.span, _content(said, f.span) or sentence, others)
    of = [w for w, _ in words(f.of or "")]
    capital = {w.lower() for w in re.findall(r"\b[A-Z]\w+", f.of or "")}
    nouns = of[:-1] if len(of) > 1 and _is_act(of[-1]) else of
    counted = frozenset(stem(w) for w in nouns if w not in kinds() and w not in capital)
    return Thing(
        order=order,
        report=report,
        figure=f,
        statement=said,
        kind=_kind(of, text, f.span, clause, f.unit in (PEOPLE, None)),
        nouns=counted - listed("general"),
        proper=frozenset(stem(w) for w in capital),
        near=_near(text, f.span, sentence),
        place=_place(report, f.span, clause, said.source if said else []),
        sentence=sentence,
        giver=giver(report, said) or _counter(report, f.span, sentence),
    )


def giver(report: Report, said: Statement | None) -> str | None:
    """Who gives the figure: the speaker's name, or the source's words where there is none."""
    if said is None:
        return None
    actor = report.actor(said.speaker)
    if actor and actor.name:
        return actor.name
    source = _ARTICLE.sub("", report.quote(said.source))
    return source if source and source.lower() not in _PRONOUNS else None


def _counter(report: Report, span: Span, sentence: Span) -> str | None:
    """Who "puts the number at" the figure, where no statement was seen."""
    before = report.article.text[sentence[0] : span[0]]
    match = _COUNTS.match(before)
    if not match:
        return None
    start = sentence[0] + match.start(1)
    subject = (start, start + len(match.group(1)))
    holding = [a.name for a in report.actors if a.name and touches(a.mentions, [subject])]
    return holding[-1] if holding else _ARTICLE.sub("", match.group(1).strip())


def _is_act(word: str) -> bool:
    """A participle, the last word of what is counted."""
    return word.endswith("ed") or word in _participles()


@cache
def _participles() -> frozenset[str]:
    return frozenset(row["participle"] for row in rows("lexicons/numbers_acts.tsv"))


def sentence_of(text: str, span: Span) -> Span:
    """The sentence around a span, by its punctuation; lines end sentences."""
    line = text.rfind("\n", 0, span[0]) + 1
    start = max((m.end() for m in _END.finditer(text, line, span[0])), default=line)
    end = _END.search(text, span[1])
    return start, end.start() + 1 if end else len(text)


def _content(said: Statement | None, span: Span) -> Span | None:
    """The stretch of a statement's content that holds the figure and more than its number."""
    holding = (c for c in said.content if contains(c, span)) if said else ()
    return next((c for c in holding if c[1] - c[0] > span[1] - span[0] + _BARE), None)


def _clause(span: Span, sentence: Span, others: list[Span]) -> Span:
    """From the figure before to the figure after, within the sentence."""
    start = max([sentence[0], *(e for _, e in others if sentence[0] <= e <= span[0])])
    end = min([sentence[1], *(s for s, _ in others if span[1] <= s < sentence[1])])
    return start, end


def _kind(of: list[str], text: str, span: Span, clause: Span, people: bool) -> str | None:
    """By the words of what is counted, else by the nearest telling word of the clause.

    Of things (`people` false) only the words that tell a state of things count.
    """
    known = kinds()
    found = [known[w] for w in of if w in known and (people or known[w] in THINGS)]
    if found:
        return found[0]
    if len(of) > 1 and of[-1].endswith("ed"):  # an act that the table lacks is a kind of its own
        return of[-1]
    best: tuple[int, str] | None = None
    for word, (s, e) in words(text[clause[0] : clause[1]]):
        if word in known and (known[word] in THINGS) != people:
            gap = max(span[0] - clause[0] - e, clause[0] + s - span[1])
            best = min(best or (gap, known[word]), (gap, known[word]))
    return best[1] if best else None


def _near(text: str, span: Span, sentence: Span) -> frozenset[str]:
    """Telling stems within a few words of the number."""
    before = [w for w, _ in words(text[sentence[0] : span[0]])][-_NEAR:]
    after = [w for w, _ in words(text[span[1] : sentence[1]])][:_NEAR]
    found = {stem(w) for w in (*before, *after) if len(w) > 2 and not w.isdigit()}
    return frozenset(found - listed("general") - listed("empty"))


def _place(report: Report, figure: Span, clause: Span, source: Sequence[Span]) -> str | None:
    """The town that the clause names; of several the first behind the figure.

    Where its giver is ("the hospital in Kodri") says nothing of the figure.
    """
    text = report.article.text
    near = [p for p in report.places if contains(clause, p.span) and not p.metonym]
    towns = [p.span for p in near if p.precision != "country"]
    if towns or not near:  # no gazetteer holds every village
        found = [m.span(1) for m in _WHERE.finditer(text, *clause)]
        towns += [trim(text, s) for s in found if not any(overlap(s, p.span) for p in near)
                  and not is_calendar(stem(text[s[0] : s[1]].split()[0].lower()))]  # fmt: skip
    towns = [s for s in towns if not touches([s], source)]
    names = {text[s[0] : s[1]] for s in towns}
    if len(names) > 1:
        after = sorted(s for s in towns if s[0] >= figure[1])
        alone = after and not _JOINED.match(text, after[0][1])
        names = {text[after[0][0] : after[0][1]]} if alone else set()
    return names.pop() if len(names) == 1 else None


def _statement(report: Report, f: Figure) -> Statement | None:
    """The statement that the figure rests on; an account ("put the number at 21") counts too."""
    if f.statement:
        return report.statement(f.statement)
    holding = [s for s in report.statements if any(contains(c, f.span) for c in s.content)]
    return min(holding, key=lambda s: sum(e - b for b, e in s.content), default=None)


def _increment(report: Report, f: Figure) -> bool:
    text = report.article.text
    before = text[max(0, f.span[0] - 40) : f.span[0]]
    return bool(
        _MORE.match(text, f.span[1]) or _ANOTHER.search(before[-20:]) or _PART.search(before)
    )


def _denied(report: Report, f: Figure) -> bool:
    """Within a denial a figure is nobody's."""
    said = report.statement(f.statement)
    return said is not None and bool(DENY.search(report.quote(said.cue)))


def _past(report: Report, f: Figure) -> bool:
    """The sentence dates the figure long before the article."""
    published = (report.article.published or "")[:10]
    try:
        limit = (date.fromisoformat(published) - _LONG_AGO).isoformat()
    except ValueError:
        return False
    sentence = sentence_of(report.article.text, f.span)
    inside = [t for t in report.times if contains(sentence, t.span) and t.last]
    return bool(inside) and all((t.last or "")[:10] < limit for t in inside)


def is_money(unit: str | None) -> bool:
    """A currency's code."""
    return unit is not None and len(unit) == _CURRENCY and unit.isupper()
