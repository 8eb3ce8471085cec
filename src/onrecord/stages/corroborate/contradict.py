"""Which claims of a story exclude each other, pair by pair."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from onrecord.stages.corroborate.claims import Claim
from onrecord.stages.corroborate.sketch import Common
from onrecord.stages.corroborate.words import opposites, term
from onrecord.story_records import Question

Weights = dict[str, float]
COVERED = 0.5  # share of the shorter claim's weight that both must have in common
TELLING = 4.5  # weight that two stems or more must have together
LONE = 7.0  # weight of a single shared stem that is enough where it is nearly all of a claim
NEARLY = 0.75
_LOWER = ("the", "a", "an", "two", "no", "there", "he", "she", "it", "they", "we", "his", "its")
WHOLE = 0.95  # share at which a short claim is wholly about what the other says
_DEEDS = ("ASSAULT", "ACCUSE", "COERCE")
_FIRST = re.compile(r"\b(?:first|began|begun|started|provoked|opened fire)\b", re.IGNORECASE)
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
    out = [p for a, b in combinations(found, 2) if (p := _opposed(a, b, weight))]
    out += [p for a, b in combinations(found, 2) if (p := _rivals(a, b))]
    out += [p for c in found if c.points_back and (p := _taken_up(c, found))]
    return sorted(out, key=lambda p: -p.score)


def _opposed(one: Claim, other: Claim, weight: Weights) -> Pair | None:
    """One says of a matter that it is so, the other that it is not."""
    if one.points_back or other.points_back or same_party(one, other):
        return None
    contrary = _contrary(one, other)
    if (one.denied != other.denied) == contrary:
        return None
    yes, no = (other, one) if one.denied else (one, other)
    if no.denied and not no.head & yes.matter:
        return None
    score = alike(one, other, weight)
    if score < COVERED:
        return None
    why = "words that exclude each other" if contrary else "affirmed by one, denied by the other"
    return Pair(yes, no, score, "act", why)


def alike(one: Claim, other: Claim, weight: Weights) -> float:
    """Share of the shorter claim's weight that both have; 0 when they share too little.

    A speaker's name counts where the other claim holds it. Names and parties alone make no common
    matter; a single stem does where it is rare, or all that a short claim says.
    """
    common = one.keys & other.keys
    matter = one.matter & other.matter
    if not matter:
        return 0.0
    shared = common | (one.who & other.keys) | (one.keys & other.who)
    total = sum(weight[k] for k in shared)
    bare = sum(weight[k] for k in common) / _least(one, other, weight)
    share = min(1.0, total / _least(one, other, weight, shared))
    if len(common) > 1:
        enough = total >= TELLING or (bare >= WHOLE and total >= TELLING / 2)
    else:
        enough = (total >= LONE and bare >= NEARLY) or (bare >= WHOLE and total >= TELLING / 2)
    return share if enough else 0.0


def _least(one: Claim, other: Claim, weight: Weights, more: frozenset[str] = frozenset()) -> float:
    """Weight of the claim that says less."""
    return min(sum(weight[k] for k in c.keys | (more & c.who)) for c in (one, other)) or 1.0


def _contrary(one: Claim, other: Claim) -> bool:
    """One says red where the other says green."""
    table = opposites()
    return any(table.get(k, frozenset()) & (other.keys - one.keys) for k in one.keys - other.keys)


def same_party(one: Claim, other: Claim) -> bool:
    """One speaker, or one outlet in its own voice; two outlets that tell the same are no rivals."""
    if one.speaker is None and other.speaker is None:
        return one.report.article.outlet == other.report.article.outlet
    if one.speaker is None or other.speaker is None:
        return False
    return bool(one.who and other.who) and (one.who <= other.who or other.who <= one.who)


def _rivals(one: Claim, other: Claim) -> Pair | None:
    """Two speakers name different parties for one act: who was first, or whom they blame."""
    if one.denied or other.denied or same_party(one, other):
        return None
    if not one.proper or not other.proper or one.proper & other.proper:
        return None
    first = _FIRST.search(one.words) and _FIRST.search(other.words)
    if first and one.matter & other.matter:
        return Pair(one, other, 0.8, "actor", "two parties named for one first act")
    if _blames(one) and _blames(other):
        answered = any(a.who and a.who & b.keys & b.proper for a, b in ((one, other), (other, one)))
        if answered:
            return Pair(one, other, 0.8, "actor", "each side blames another")
    return None


def _blames(claim: Claim) -> bool:
    s = claim.statement
    return s is not None and bool(_BLAME.search(claim.report.quote(s.cue)))


def _taken_up(denial: Claim, found: list[Claim]) -> Pair | None:
    """What a denial without a matter of its own denies.

    The last claim before it in the article that names the denier, else any that does, else the last
    one by another speaker.
    """
    others = [c for c in found if not c.denied and not same_party(c, denial)
              and c.statement is not None]  # fmt: skip
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
    """The claim's matter as a question's words: "whether ..." (contents that begin with "that")."""
    text = " ".join(claim.words.split()).strip("\"'“”‘’ ,.;:")
    text = re.sub(r"^that\s+", "", text)
    first = text.split(" ", 1)[0]
    if first.lower() in _LOWER or first.endswith("ed"):
        text = text[:1].lower() + text[1:]
    return f"whether {text}"
