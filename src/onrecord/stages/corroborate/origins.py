"""Origins: which articles of a story are one text, and the ties that show it.

Definitions are the contract's: one takes over more than half of its words from another, both from a
third, both consist of one statement, or one has all it reports from an outlet that it names.
"""

from dataclasses import dataclass
from functools import cached_property

from onrecord.records import Report
from onrecord.stages.corroborate.credits import agency, is_own, key, named, same_outlet
from onrecord.stages.corroborate.near import pairs
from onrecord.stages.corroborate.passages import Tile, Told, passages, tiles, told
from onrecord.stages.corroborate.words import stem, words
from onrecord.story_records import Tie, TieKind

HALF = 0.5  # share of an article's words that makes it another's text
PART = 0.2  # share that two articles must have in common to be parts of one third text
CREDITED = 0.25  # the same where both credit one agency
STATED = 0.6  # share of the shared words inside statements that makes it a shared statement
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
    def stated(self) -> set[int]:
        """Words that lie in a statement."""
        return self.told.within(s for x in self.report.statements for s in x.content)

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
    """Groups of article numbers, the ties that join them, and whose text each group carries."""
    members = [Member(told(r), agency(r)) for r in reports]
    shared = [_shared(members[i], members[j]) for i, j in pairs([m.told for m in members])]
    shared = [s for s in shared if s.tiles]
    ties = [tie for s in shared if (tie := _copied(s))]
    ties += [tie for s in shared if (tie := _third(s, shared))]
    for one in members:
        ties += [tie for other in members if one is not other and (tie := _credit(one, other))]
    groups = _groups([m.id for m in members], ties)
    return groups, ties, [_name([members[i] for i in group]) for group in groups]


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
    at = [(t.one if taker is s.one else t.other, t.size) for t in s.tiles]
    words_at = [i for start, size in at for i in range(start, start + size)]
    stated = sum(i in taker.stated for i in words_at) / len(words_at)
    return "statement" if stated >= STATED and len(s.tiles) <= 2 else "copy"


def _third(s: Shared, everything: list[Shared]) -> Tie | None:
    """Both are made of a text that is not there: each is for the most part found in others."""
    less = min(s.of_one, s.of_other)
    if _copied(s) or less < PART:
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
    outlet = other.report.article.outlet
    if not outlet or one.earlier(other) or is_own(one.report.article, outlet):
        return None
    spans = named(one.report, outlet)
    if not spans or not _nothing_own(one, other, outlet):
        return None
    quoted = one.report.quote(spans[0])
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


def _groups(ids: list[str], ties: list[Tie]) -> list[list[int]]:
    at = {article: i for i, article in enumerate(ids)}
    leader = list(range(len(ids)))

    def lead(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for tie in ties:
        one, other = sorted((lead(at[tie.one]), lead(at[tie.other])))
        leader[other] = one
    groups: dict[int, list[int]] = {}
    for i in range(len(ids)):
        groups.setdefault(lead(i), []).append(i)
    return list(groups.values())


def _name(group: list[Member]) -> str | None:
    """Whose text it is: the agency that is credited, else the outlet that had it first."""
    for member in group:
        if member.agency and not (len(group) > 1 and is_own(member.report.article, member.agency)):
            return member.agency
    return group[0].report.article.outlet
