"""Origins: which articles of a story are one text, and the ties that show it.

Definitions are the contract's: one takes over more than half of its words from another, both from a
third, both consist of one statement, or one has all it reports from an outlet that it names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.records import Report
from onrecord.spans import Span
from onrecord.stages.corroborate.credits import agency, is_own, key, named, same_outlet
from onrecord.stages.corroborate.near import pairs
from onrecord.stages.corroborate.passages import Tile, Told, passages, tiles, told
from onrecord.stages.corroborate.words import stem, words
from onrecord.story_records import Tie, TieKind

HALF = 0.5  # share of an article's words that makes it another's text
PART = 0.2  # share that two articles must have in common to be parts of one third text
CREDITED = 0.25  # the same where both credit one agency
STATED = 0.6  # share of the shared words by one speaker that makes it a shared statement
RETOLD = 0.55  # share of a retelling's telling words that stand in what it names
LETTERS = 4  # shorter words tell nothing of a retelling


@dataclass(frozen=True)
class Member:
    """An article of the story with what its origin is judged by."""

    told: Told
    agency: str | None

    @property
    def report(self) -> Report:
        return self.told.report

    @property
    def id(self) -> str:
        return self.report.article.id

    @cached_property
    def stems(self) -> set[str]:
        return {stem(w) for w in self.told.tokens if len(w) >= LETTERS or w.isdigit()}

    @cached_property
    def stated(self) -> list[set[int]]:
        """For each speaker the words that lie in his statements."""
        found: dict[str | None, list[Span]] = {}
        for s in self.report.statements:
            if s.act is not None:
                who = s.speaker or self.report.quote(s.source).casefold()
                found.setdefault(who, []).extend(s.content)
        return [self.told.within(spans) for spans in found.values()]

    def earlier(self, other: "Member") -> bool:
        """Published before the other, to the day or the hour that both tell."""
        one, two = self.report.article.published or "", other.report.article.published or ""
        size = min(len(one), len(two))
        return one[:size] < two[:size]

    def is_wire(self) -> bool:
        """An agency's own text: credited to the outlet that published it."""
        return self.agency is not None and is_own(self.report.article, self.agency)


@dataclass(frozen=True)
class Shared:
    """What two members have in common; shares are of each one's words."""

    one: Member
    other: Member
    tiles: list[Tile]
    of_one: float
    of_other: float


def origins(reports: list[Report]) -> tuple[list[list[int]], list[Tie], list[str | None]]:
    """Groups of article numbers, the ties that join them, and whose text each group carries.

    What is joined already is not compared again: of forty reprints each is tied to one other.
    """
    members = [Member(told(r), agency(r)) for r in reports]
    groups = Groups([m.id for m in members])
    shared: list[Shared] = []
    for i, j in pairs([m.told for m in members]):
        one, other = members[i], members[j]
        if groups.joined(one.id, other.id):
            continue
        s = _shared(one, other)
        if s.tiles and not groups.tie(_copied(s)):
            shared.append(s)
    for s in shared:
        if not groups.joined(s.one.id, s.other.id):
            groups.tie(_third(s, shared))
    for one, other in _naming(members):
        if not groups.joined(one.id, other.id):
            groups.tie(_credit(one, other))
    found = groups.groups()
    return found, groups.ties, [_name([members[i] for i in group]) for group in found]


class Groups:
    """Articles joined by ties (union-find)."""

    def __init__(self, ids: list[str]) -> None:
        self.ties: list[Tie] = []
        self._at = {article: i for i, article in enumerate(ids)}
        self._leader = list(range(len(ids)))

    def tie(self, tie: Tie | None) -> bool:
        if tie is None:
            return False
        self.ties.append(tie)
        first, second = sorted((self._lead(tie.one), self._lead(tie.other)))
        self._leader[second] = first
        return True

    def joined(self, one: str, other: str) -> bool:
        return self._lead(one) == self._lead(other)

    def groups(self) -> list[list[int]]:
        """Numbers of the articles of each group, in the order of the articles."""
        out: dict[int, list[int]] = {}
        for article, i in self._at.items():
            out.setdefault(self._lead(article), []).append(i)
        return list(out.values())

    def _lead(self, article: str) -> int:
        i = self._at[article]
        while self._leader[i] != i:
            self._leader[i] = self._leader[self._leader[i]]
            i = self._leader[i]
        return i


def _naming(members: list[Member]) -> Iterator[tuple[Member, Member]]:
    """Articles with those of the outlets that they name."""
    outlets: dict[str, list[Member]] = {}
    for m in members:
        if outlet := m.report.article.outlet:
            outlets.setdefault(outlet, []).append(m)
    for one in members:
        for outlet, theirs in outlets.items():
            if not is_own(one.report.article, outlet) and named(one.report, outlet):
                yield from ((one, other) for other in theirs if other is not one)


def _shared(one: Member, other: Member) -> Shared:
    found = tiles(one.told, other.told)
    size = sum(t.size for t in found)
    return Shared(
        one,
        other,
        found,
        size / max(1, len(one.told.tokens)),
        size / max(1, len(other.told.tokens)),
    )


def _copied(s: Shared) -> Tie | None:
    """One has taken over more than half of its words from the other.

    Where the shorter text came first, or is an agency's, it has taken nothing: then half of the
    longer one must be shared.
    """
    short, long = (s.one, s.other) if s.of_one >= s.of_other else (s.other, s.one)
    more, less = max(s.of_one, s.of_other), min(s.of_one, s.of_other)
    original = short.earlier(long) or (short.is_wire() and not long.is_wire())
    if (less if original else more) <= HALF:
        return None
    taker = long if original else short
    return _tie(s, taker, _kind(s, taker))


def _kind(s: Shared, taker: Member) -> TieKind:
    """A statement when most of what is shared is one speaker's."""
    at = [(t.one if taker is s.one else t.other, t.size) for t in s.tiles]
    shared = {i for start, size in at for i in range(start, start + size)}
    said = max((len(shared & words) for words in taker.stated), default=0)
    return "statement" if said >= STATED * len(shared) else "copy"


def _third(s: Shared, everything: list[Shared]) -> Tie | None:
    """Both are made of a text that is not there: each is for the most part found in others."""
    less = min(s.of_one, s.of_other)
    if less < PART:
        return None
    credited = s.one.agency and s.other.agency and same_outlet(s.one.agency, s.other.agency)
    if credited and less >= CREDITED:
        return _tie(s, s.one, "third")
    if all(_found_elsewhere(m, everything) > HALF for m in (s.one, s.other)):
        return _tie(s, s.one, "third")
    return None


def _found_elsewhere(member: Member, everything: list[Shared]) -> float:
    """Share of a member's words that stand in any of the other articles, statements aside."""
    covered: set[int] = set()
    for s in everything:
        for t in s.tiles:
            if s.one is member:
                covered.update(range(t.one, t.one + t.size))
            elif s.other is member:
                covered.update(range(t.other, t.other + t.size))
    return len(covered) / max(1, len(member.told.tokens))


def _credit(one: Member, other: Member) -> Tie | None:
    """All that `one` reports it has from the outlet of `other`, which it names."""
    outlet = other.report.article.outlet or ""
    if one.earlier(other) or not _nothing_own(one, other, outlet):
        return None
    quoted = one.report.quote(named(one.report, outlet)[0])
    return Tie(one=one.id, other=other.id, kind="credit", share=None, passages=[], credit=quoted)


def _nothing_own(one: Member, other: Member, outlet: str) -> bool:
    """Whoever speaks in `one` speaks or is named in `other`, and so do most of its words."""
    named_words = {stem(w) for w in key(outlet).split()}
    telling = one.stems - named_words
    if len(telling & other.stems) < RETOLD * len(telling):
        return False
    for s in one.report.statements:
        if s.act is None or not s.source:
            continue
        source = {stem(w) for w, _ in words(one.report.quote(s.source)) if len(w) >= LETTERS}
        known = other.stems | named_words | _PAPERS
        if source and not source & known:
            return False
    return True


_PAPERS = {stem(w) for w in ("newspaper", "paper", "report", "agency", "broadcaster", "station")}


def _tie(s: Shared, taker: Member, kind: TieKind) -> Tie:
    if taker is s.one:
        one, other, found, share = s.one, s.other, s.tiles, s.of_one
    else:
        one, other, share = s.other, s.one, s.of_other
        found = [Tile(t.other, t.one, t.size) for t in s.tiles]
    return Tie(
        one=one.id,
        other=other.id,
        kind=kind,
        share=round(share, 3),
        passages=passages(one.told, other.told, found),
        credit=one.agency,
    )


def _name(group: list[Member]) -> str | None:
    """Whose text it is: the agency that is credited, else the outlet that had it first."""
    for member in group:
        if member.agency and not (len(group) > 1 and is_own(member.report.article, member.agency)):
            return member.agency
    return group[0].report.article.outlet
