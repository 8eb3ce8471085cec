"""Claims: what each article says is so or not so, clause by clause, and on whose word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.records import Event, Report, Statement
from onrecord.spans import Span, contains, overlap, trim
from onrecord.stages.corroborate.sketch import background
from onrecord.stages.corroborate.things import DENY, giver, sentence_of
from onrecord.stages.corroborate.words import base, is_calendar, listed, term, words

_CLAUSE = re.compile(
    r"[.!?;:]['\"”’]*(?:\s+|$)|,?\s+(?:but|and that)\s+|,\s+(?:and|or|while|which|who|although)\s+"
    r"|\s+(?:while|although)\s+|\n+",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b|\bno one\b"
    r"|\b(?:false|untrue|wrong|invented|fabricated|baseless|unfounded|a lie|lies|a fairy tale"
    r"|nonsense)\b",
    re.IGNORECASE,
)
_REFUSE = re.compile(r"\b(?:reject\w*|dismiss\w*|refus\w*|rul\w+ out|brush\w* (?:off|aside))\b",
                     re.IGNORECASE)  # fmt: skip
# What can be denied, as against what can be refused (a demand, an offer, a call).
_DENIABLE = re.compile(r"\b(?:accusations?|allegations?|charges?|claims?|reports?|accounts?|story"
                       r"|suggestions?|rumou?rs?|version|idea that)\b", re.IGNORECASE)  # fmt: skip
# Words of wishing and planning: no question of fact.
_NOT_FACT = re.compile(r"\b(?:should|must|ought|would|will|shall|won['’]t|let us|could(?! not)"
                       r"|might|may)\b"
                       r"|\b(?:cannot|can not|could not) (?:say|tell|confirm|verify|rule|be ver)"
                       r"|['’](?:d|ll)\b", re.IGNORECASE)  # fmt: skip
_ACTS_OF_WILL = frozenset(("demands", "questions", "threatens", "promises"))
_NOTHING_TO_DO = re.compile(r"\bnothing to do with\b|\bno (?:part|hand|role|involvement)\b", re.I)
_NONE = re.compile(r"\b(?:no|not (?:a|an|any|one|a single)|never (?:a|an|any)"
                   r"|without (?:any|a))\s+", re.IGNORECASE)  # fmt: skip
_ADJUNCT = re.compile(
    r"\b(?:in|at|on|near|before|after|since|by|when|during|from|for|to|with)\s", re.IGNORECASE
)
_THERE = re.compile(r"\bthere (?:is|are|was|were|has|have|had)\b", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:the |an? |any )?(?:accusations?|allegations?|charges?|claims?|reports?|suggestions?"
    r"|rumou?rs?|idea|notion)\s+(?:that|of)\s+",
    re.IGNORECASE,
)
_EDGES = "\"'“”‘’ ,."
LETTERS = 3
LEADS = 2


@dataclass(frozen=True, eq=False)
class Claim:
    """A clause that says something of the world. `speaker` None is the outlet.

    `keys` are stems of its words and `proper` those of names among them; `who` are stems of the
    speaker's name, which a pronoun or a bare participle may stand for. `denied`: the claim is that
    it is not so; `head` are then the stems that the negation stands at. `points_back`: it names no
    matter of its own ("denied it").
    """

    order: int
    report: Report
    span: Span
    speaker: str | None
    statement: Statement | None
    event: Event | None
    keys: frozenset[str]
    proper: frozenset[str]
    who: frozenset[str]
    denied: bool
    head: frozenset[str] = frozenset()
    points_back: bool = False
    core: frozenset[str] = frozenset()  # what a bare "no ..." says is not there

    @property
    def words(self) -> str:
        return self.report.quote(self.span)

    @cached_property
    def leads(self) -> frozenset[str]:
        """Stems at the head of the clause, where who acts stands."""
        return frozenset(stems(self.words)[:LEADS])

    @cached_property
    def matter(self) -> frozenset[str]:
        """Stems that tell what is done, not by whom: without names and common parties."""
        return self.keys - self.proper - listed("party")


def claims(order: int, report: Report) -> list[Claim]:
    """All claims of an article, in the order of the text."""
    found = [c for s in report.statements for c in _of_statement(order, report, s)]
    found += _of_outlet(order, report)
    return sorted(found, key=lambda c: c.span)


def _of_statement(order: int, report: Report, s: Statement) -> Iterator[Claim]:
    if s.act is None or s.stance in _ACTS_OF_WILL:
        return
    denying = _denying(report, s)
    if denying is None:
        return
    who = giver(report, s)
    for span in s.content:
        for clause in clauses(report.article.text, span):
            text = report.quote(clause)
            if not denying and _NOT_FACT.search(text):
                continue
            turned = bool(_NOT.search(text) or (DENY.search(text) and not denying))
            yield _claim(order, report, clause, who, s, denying != turned, denying)


def _denying(report: Report, s: Statement) -> bool | None:
    """The cue denies the content; None when the statement refuses something."""
    cue = report.quote(s.cue)
    content = report.quote(s.content)
    if DENY.search(cue):
        return True
    if _REFUSE.search(cue):
        return True if _DENIABLE.search(content[:60]) else None
    return False


def _of_outlet(order: int, report: Report) -> Iterator[Claim]:
    """Sentences on the outlet's own word that tell an event."""
    text = report.article.text
    said = [span for s in report.statements for span in (*s.content, *s.cue, *s.source)]
    seen: set[Span] = set()
    for event in report.events:
        if event.statement or not event.trigger or event.status in ("hypothetical", "planned"):
            continue
        for clause in clauses(text, sentence_of(text, event.trigger[0])):
            taken = sum(overlap(clause, s) for s in said) > (clause[1] - clause[0]) / 2
            if contains(clause, event.trigger[0]) and clause not in seen and not taken:
                seen.add(clause)
                denied = event.status == "denied" or bool(_NOT.search(report.quote(clause)))
                yield _claim(order, report, clause, None, None, denied, False, event)


def _claim(
    order: int, report: Report, span: Span, who: str | None, s: Statement | None,
    denied: bool, denying: bool, event: Event | None = None,
) -> Claim:  # fmt: skip
    text = report.quote(span)
    keys = stems(_PREFIX.sub("", text)) if denying else stems(text)
    capital = {base(w) for w, (b, e) in words(text)
               if text[b].isupper() and (b or _is_name(report, text[b:e]))}  # fmt: skip
    if event is None:
        inside = [e for e in report.events if any(contains(span, t) for t in e.trigger)]
        event = inside[0] if inside else None
    return Claim(
        order=order, report=report, span=span, speaker=who, statement=s, event=event,
        keys=frozenset(keys), proper=frozenset(set(keys) & capital),
        who=frozenset(stems(who or "")), denied=denied,
        head=_head(text, denying) if denied else frozenset(),
        points_back=denied and _points_back(text, keys, denying),
        core=_core(text) if denied and not denying else frozenset(),
    )  # fmt: skip


def _is_name(report: Report, word: str) -> bool:
    """A word at the head of a clause that has its capital within sentences too, or is no word."""
    if re.search(rf"[\w,] {re.escape(word)}\b", report.article.text):
        return True
    return term("w", base(word.lower())) not in background()[0]


def stems(text: str) -> list[str]:
    """Telling stems in the order of the text."""
    found = (base(w) for w, _ in words(text) if len(w) >= LETTERS)
    return list(dict.fromkeys(k for k in found if k not in listed("empty") and not is_calendar(k)))


def _head(text: str, denying: bool) -> frozenset[str]:
    """What is denied: the first stems of a denied content, or those behind the negation."""
    light = listed("light")
    if denying:
        return frozenset(stems(_PREFIX.sub("", text))[:3])
    negation = _NOT.search(text)
    after = stems(text[negation.end() :])[:2] if negation else []
    return frozenset([k for k in after if k not in light] or stems(text)[:3])


def _capital(text: str) -> set[str]:
    return {base(w.lower()) for w in re.findall(r"\b[A-Z]\w+", text)}


def _core(text: str) -> frozenset[str]:
    """What is not there: "no trace of weapons in the ruins", "he saw no soldiers".

    Empty where the clause tells an act besides.
    """
    none = _NONE.search(text)
    if none is None:
        return frozenset()
    light = listed("light")
    thing = _ADJUNCT.split(text[none.end() :], maxsplit=1)[0]
    before = set(stems(text[: none.start()])) - light - listed("party")
    told = [k for k in before if k not in _capital(text)]
    return frozenset() if len(told) > 1 else frozenset(stems(thing)) - light


def _points_back(text: str, keys: list[str], denying: bool) -> bool:
    """A denial without a matter of its own: "denied it", "any part in his death"."""
    if _NOTHING_TO_DO.search(text):
        return True
    if not denying and _THERE.search(text):
        return False
    own = [k for k in keys if k not in listed("points")]
    return not own or (denying and len(own) <= 1 and len(own) < len(keys))


def clauses(text: str, span: Span) -> Iterator[Span]:
    """Clauses of a stretch, cut at conjunctions and punctuation; scraps stay with what follows."""
    start = span[0]
    for match in _CLAUSE.finditer(text, span[0], span[1]):
        if len(text[start : match.start()].split()) >= 3 or "\n" in match.group():
            cut = trim(text, (start, match.start()), _EDGES)
            start = match.end()
            if cut[0] < cut[1]:
                yield cut
    last = trim(text, (start, span[1]), _EDGES)
    if last[0] < last[1]:
        yield last
