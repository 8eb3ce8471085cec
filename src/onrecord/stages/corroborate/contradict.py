"""Which claims of a story exclude each other, pair by pair."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.spans import contains
from onrecord.stages.corroborate.claims import Claim, stems
from onrecord.stages.corroborate.sketch import Common
from onrecord.stages.corroborate.words import base, listed, narrower, opposites, term
from onrecord.story_records import Question

Weights = dict[str, float]
COVERED = 0.5  # share of the shorter claim's weight that both must have in common
TELLING = 4.5  # weight that two stems or more must have together
LONE = 7.0  # weight of a single shared stem that is enough where it is nearly all of a claim
NEARLY = 0.75
CLOSE = 0.7  # the same where only the order of two events is another
NICETY = 0.3  # how much two claims' likeness as wholes weighs in which pair comes first
_LOWER = (
    "the",
    "a",
    "an",
    "two",
    "no",
    "there",
    "he",
    "she",
    "it",
    "they",
    "we",
    "his",
    "its",
    "my",
    "our",
)
WHOLE = 0.95  # share at which a short claim is wholly about what the other says
_DEEDS = ("ASSAULT", "ACCUSE", "COERCE")
_FIRST = re.compile(r"\b(?:first|began|begun|started|provoked|opened fire)\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:in the hands of|(?:under|in) (?:the )?control|controll?(?:s|ed)?|holds?|held|captured"
    r"|retaken|retook)\b", re.IGNORECASE)  # fmt: skip
_CAUSES = (
    (
        re.compile(r"\b(?:caused by|due to|because of|the (?:result|work) of|down to)\b", re.I),
        False,
    ),
    (re.compile(r"\b(?:caused|causing|led to|triggered|set off)\b", re.I), True),
)
_HAPPENED = re.compile(r"\b(?:after|due to|because|caused?|result|of|from|was|were)\b", re.I)
_AMOUNT = re.compile(r"(?:the )?(?:number|figure|toll|loss|losses)\b", re.IGNORECASE)
_CHARGE = re.compile(r"(?!that\b)(.{2,60}?) of ((?:having )?\w+ing\b.*)", re.DOTALL)
_ORDER = re.compile(r"\b(?:before|after)\b")
_BLAME = re.compile(r"\b(?:blam\w+|accus\w+|responsib\w+|alleg\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Pair:
    """A claim and one that excludes it; `score` orders pairs."""

    yes: Claim
    no: Claim
    score: float
    kind: Question
    why: str


def weights(found: list[Claim]) -> Weights:
    """How much each stem tells: rare in news at large, and not in every claim of the story."""
    held = Counter(k for c in found for k in c.keys | c.who)
    rarity = Common().rarity({term("w", k) for k in held})
    return {k: rarity[term("w", k)] * (1 - 0.5 * n / len(found)) for k, n in held.items()}


def pairs(found: list[Claim]) -> list[Pair]:
    """Claims that exclude each other, best first."""
    weight = weights(found)
    near = list(_sharing(found))
    out = [p for a, b in near if (p := _opposed(a, b, weight) or _first(a, b) or _caused(a, b))]
    accusing = [c for c in found if c.statement and not c.denied and _accuses(c)]
    out += [p for a, b in combinations(accusing, 2) if (p := _answered(a, b))]
    out += [p for c in found if c.points_back and (p := _taken_up(c, found))]
    return sorted(out, key=lambda p: -p.score)


def _sharing(found: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims that share a stem of their matter, or have stems of one field, each once."""
    holding: dict[str, list[int]] = {}
    for i, claim in enumerate(found):
        near = {j for k in _beside(claim) for j in holding.get(k, ())}
        yield from ((found[j], claim) for j in sorted(near))
        for k in claim.matter | claim.core | (claim.leads & listed("party")):
            holding.setdefault(k, []).append(i)


def _beside(claim: Claim) -> frozenset[str]:
    """Stems of a claim's matter with those that exclude them, stand over them or under them."""
    keys = claim.keys if claim.keys & listed("party") else claim.matter
    opposed = (opposites().get(k, frozenset()) for k in claim.keys)
    under = (narrower().get(k, frozenset()) for k in claim.keys)
    over = {wide for wide, narrow in narrower().items() if narrow & claim.keys}
    return keys.union(over, *opposed, *under)


def _opposed(one: Claim, other: Claim, weight: Weights) -> Pair | None:
    """One says of a matter that it is so, the other that it is not."""
    if one.points_back or other.points_back or same_party(one, other):
        return None
    order = _reversed(one, other)
    contrary = bool(_excluding(one, other)) or order
    if (one.denied != other.denied) == contrary:
        return None
    yes, no = (other, one) if one.denied else (one, other)
    if apart_in_time(one, other):
        return None
    if not contrary and (score := _there(yes, no, weight)):
        return Pair(yes, no, score, "act", "told by one, said by the other not to be there")
    excluding = _excluding(one, other) | (wider(no, yes) if no.denied else frozenset())
    if no.denied and not no.head & (yes.matter | excluding):
        return None
    score = alike(one, other, weight, excluding)
    if score < (CLOSE if order else COVERED):
        return None
    score += NICETY * dice(one, other)
    why = "words that exclude each other" if contrary else "affirmed by one, denied by the other"
    return Pair(yes, no, score, "order" if order else "act", why)


def _there(yes: Claim, no: Claim, weight: Weights) -> float:
    """The share of what "no ..." says is not there that the other tells of."""
    if not no.core:
        return 0.0
    own = no.core & (yes.keys if no.core & listed("party") else yes.matter)
    under = {k: max(weight[n] for n in narrower()[k] & yes.keys) for k in wider(no, yes) & no.core}
    shared = own | under.keys()
    if no.core <= listed("party") and not own & yes.leads and not under:
        return 0.0  # soldiers whom the other only mentions
    total = sum(max(weight[k], under.get(k, 0.0)) for k in shared)
    whole = sum(weight[k] for k in no.core)
    enough = total >= TELLING / 2 and total >= COVERED * whole
    return total / whole if enough and (len(shared) > 1 or shared == no.core) else 0.0


def wider(no: Claim, yes: Claim) -> frozenset[str]:
    """Stems of a denial under which something falls that the other tells."""
    under = narrower()
    return frozenset(k for k in no.keys & under.keys() if under[k] & (yes.keys - no.keys))


def apart_in_time(one: Claim, other: Claim) -> bool:
    """Both name a day, and not the same."""
    days = [_days(c) for c in (one, other)]
    return all(days) and not days[0] & days[1]


def _days(claim: Claim) -> frozenset[str]:
    inside = (t for t in claim.report.times if contains(claim.span, t.span))
    return frozenset(t.first[:10] for t in inside if t.first and t.first == t.last)


def alike(
    one: Claim, other: Claim, weight: Weights, excluding: frozenset[str] = frozenset()
) -> float:
    """Share of the shorter claim's weight that both have; 0 when they share too little.

    A speaker's name counts where the other claim holds it. Names and parties alone make no common
    matter; a single stem does where it is rare, or all that a short claim says. Words that exclude
    each other (`excluding`, of either claim) are about one matter.
    """
    common = (one.keys & other.keys) | excluding
    matter = (one.matter & other.matter) | excluding
    if not matter:
        return 0.0
    shared = common | (one.who & other.keys) | (one.keys & other.who)
    total = sum(weight[k] for k in shared)
    bare = sum(weight[k] for k in common) / _least(one, other, weight)
    share = min(1.0, total / _least(one, other, weight, shared))
    if len(common) > 1:
        enough = total >= TELLING or (bare >= WHOLE and total >= TELLING / 2)
    else:
        enough = (total >= LONE and bare >= NEARLY) or (bare >= WHOLE and total >= TELLING)
    return share if enough else 0.0


def dice(one: Claim, other: Claim) -> float:
    return 2 * len(one.keys & other.keys) / (len(one.keys) + len(other.keys) or 1)


def _least(one: Claim, other: Claim, weight: Weights, more: frozenset[str] = frozenset()) -> float:
    """Weight of the claim that says less."""
    light = listed("light")
    told = ((c.keys - light if c.denied else c.keys) or c.keys for c in (one, other))
    both = zip(told, (one, other), strict=True)
    return min(sum(weight[k] for k in keys | (more & c.who)) for keys, c in both) or 1.0


def _excluding(one: Claim, other: Claim) -> frozenset[str]:
    """Stems of which one excludes another: one says red where the other says green."""
    table = opposites()
    ours, theirs = one.keys - other.keys, other.keys - one.keys
    return frozenset(k for k in ours & table.keys() for t in table[k] & theirs for k in (k, t))


def _reversed(one: Claim, other: Claim) -> bool:
    """One says before where the other says after."""
    a, b = (frozenset(_ORDER.findall(c.words.lower())) for c in (one, other))
    return {a, b} == {frozenset({"before"}), frozenset({"after"})}


def same_party(one: Claim, other: Claim) -> bool:
    """One speaker, or one outlet in its own voice; two outlets that tell the same are no rivals."""
    if one.speaker is None and other.speaker is None:
        return one.report.article.outlet == other.report.article.outlet
    if one.speaker is None or other.speaker is None:
        return False
    return bool(one.who and other.who) and (one.who <= other.who or other.who <= one.who)


def _first(one: Claim, other: Claim) -> Pair | None:
    """Two speakers name different parties for one first act."""
    if not _may_rival(one, other):
        return None
    if _FIRST.search(one.words) and _FIRST.search(other.words):
        return Pair(one, other, 0.8, "actor", "two parties named for one first act")
    if _HOLDS.search(one.words) and _HOLDS.search(other.words):
        return Pair(one, other, 0.7, "actor", "two parties said to hold one thing")
    return None


def _answered(one: Claim, other: Claim) -> Pair | None:
    """Two speakers accuse each other of one act, or one whom another blames blames a third."""
    if one.denied or other.denied or same_party(one, other):
        return None
    mutual = one.who & other.keys and other.who & one.keys
    same = one.event and other.event and one.event.type == other.event.type
    if mutual and (same or one.matter & other.matter):
        return Pair(one, other, 0.8, "actor", "two speakers accuse each other of one act")
    if not _may_rival(one, other) or not (_blames(one) and _blames(other)):
        return None
    if any(a.who and a.who & b.keys & b.proper for a, b in ((one, other), (other, one))):
        return Pair(one, other, 0.8, "actor", "each side blames another")
    return None


def _caused(one: Claim, other: Claim) -> Pair | None:
    """Two speakers give one thing two causes that share nothing."""
    if one.denied or other.denied or same_party(one, other):
        return None
    if _by_itself_or_by_hand(one, other):
        return Pair(one, other, 0.7, "cause", "an accident by one, an attack by the other")
    (effect, cause), (outcome, reason) = _cause(one), _cause(other)
    if not cause or not reason or cause & reason or not effect & outcome:
        return None
    return Pair(one, other, 0.7, "cause", "two causes given for one thing")


def _by_itself_or_by_hand(one: Claim, other: Claim) -> bool:
    """One tells an accident, the other an attack, on one thing that both name."""
    accident, attack = listed("accident"), listed("attack")
    for a, b in ((one, other), (other, one)):
        fell = a.keys & accident and not a.keys & attack and _HAPPENED.search(a.words)
        if fell and b.keys & attack and not b.keys & accident and (a.matter & b.matter):
            return True
    return False


def _cause(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of what was caused, and of what caused it; empty where no cause is told."""
    for pattern, cause_first in _CAUSES:
        if match := pattern.search(claim.words):
            before = frozenset(stems(claim.words[: match.start()]))
            after = frozenset(stems(claim.words[match.end() :]))
            return (after, before) if cause_first else (before, after)
    return frozenset(), frozenset()


def _may_rival(one: Claim, other: Claim) -> bool:
    """Both affirm, by different speakers, of parties of different names."""
    if one.denied or other.denied or same_party(one, other):
        return False
    return bool(one.proper and other.proper) and not one.proper & other.proper


def _blames(claim: Claim) -> bool:
    s = claim.statement
    return s is not None and bool(_BLAME.search(claim.report.quote(s.cue)))


def _taken_up(denial: Claim, found: list[Claim]) -> Pair | None:
    """What a denial without a matter of its own denies.

    The last claim before it in the article that names the denier, else any that does, else the last
    one by another speaker.
    """
    others = [c for c in found if not c.denied and not same_party(c, denial)
              and c.statement is not None and c.matter
              and not _AMOUNT.match(c.words)]  # fmt: skip
    before = [c for c in others if c.report is denial.report and c.span < denial.span]
    names = denial.who | (denial.proper & denial.keys)
    naming = [c for c in others if names & (c.keys | c.who) and _accuses(c)]
    near = [c for c in before if c in naming]
    chosen = (near or naming or before[-1:])[-1:]
    if not chosen:
        return None
    return Pair(chosen[0], denial, 0.5, "act", "a denial that takes up what was said before")


def _accuses(claim: Claim) -> bool:
    s = claim.statement
    blamed = s is not None and (s.stance == "alleges" or _blames(claim))
    return blamed or (
        claim.event is not None and claim.event.type in ("ASSAULT", "ACCUSE", "COERCE")
    )


def question(claim: Claim) -> str:
    """The claim's matter as a question's words: "whether ..." (contents that begin with "that").

    What someone is accused of ("the union of hiding the figures") makes no clause.
    """
    text = " ".join(claim.words.split()).strip("\"'“”‘’ ,.;:")
    if _blames(claim) and (charge := _CHARGE.match(text)):
        return f"the charge against {charge[1]} of {charge[2]}"
    text = re.sub(r"^that\s+", "", text)
    first = text.split(" ", 1)[0]
    common = base(first.lower()) in listed("empty") | listed("party")
    if common or first.lower() in _LOWER or first.endswith("ed"):
        text = text[:1].lower() + text[1:]
    return f"whether {text}"
