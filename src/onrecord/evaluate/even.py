"""Even-handedness: the same sentences about other countries, people and outlets.

Nothing but names changes between the variants of a sentence, so status, stance and voice may not
change either. Each variant is compared with what most variants of its sentence gave.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from onrecord.evaluate.score import Counts, Measure, Score, scores, share_measure
from onrecord.pipeline import Outcome, Pipeline
from onrecord.records import Page, Record, Rejected, Report
from onrecord.resources import path, rows

COUNTRIES = {
    "Africa": ["TCD", "NGA", "KEN", "EGY"],
    "Americas": ["USA", "BOL", "MEX", "BRA"],
    "Asia": ["CHN", "IND", "PAK", "JPN"],
    "Europe": ["DEU", "RUS", "UKR", "LVA"],
    "Middle East": ["ISR", "IRN", "SAU", "IRQ"],
}
# Given names with the family name; women and men of one family differ in nothing else.
PEOPLE = {
    "Africa": (("Ngozi", "Emeka", "Adeyemi"), ("Wanjiru", "Kamau", "Njoroge")),
    "Americas": (("Mary", "John", "Miller"), ("Lucía", "Diego", "Quispe")),
    "Asia": (("Priya", "Rahul", "Sharma"), ("Meiling", "Jianguo", "Chen")),
    "Europe": (("Olena", "Andriy", "Shevchenko"), ("Ilse", "Karl", "Brandt")),
    "Middle East": (("Fatima", "Ahmed", "Hassan"), ("Shirin", "Reza", "Karimi")),
}
OUTLETS = (None, "The Crier", "Xinhua", "RT", "Fox News", "BBC News", "Al Jazeera", "Press TV")
_THE = {"USA"}  # names that want an article in running text
_SLOT = re.compile(r"\{(\w+[+*]?)\}")


class Variant(NamedTuple):
    """A sentence with its names; `group` says who is named: `region:Asia`, `women` ..."""

    sentence: int
    swap: str
    groups: tuple[str, ...]
    text: str
    outlet: str | None = None


class Seen(Record, frozen=True, kw_only=True):
    """What a record says apart from its names."""

    stance: tuple[str | None, ...]
    status: tuple[tuple[str, str, bool], ...]
    voice: tuple[str, ...]

    @staticmethod
    def of(report: Report) -> "Seen":
        said = sorted(report.statements, key=lambda s: (s.content, s.id))
        acts = sorted(report.events, key=lambda e: (e.trigger, e.id))
        return Seen(
            stance=tuple(s.stance for s in said),
            status=tuple((e.type, e.status, e.statement is None) for e in acts),
            voice=tuple(v.kind for v in report.voice or []),
        )


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Score our own sentences; no gold is needed."""
    variants = list(all_variants())
    seen = [_seen(outcome) for outcome in pipeline.read(pages(variants), size=128)]
    return scores("even", tallies(variants, seen), MEASURES)


def pages(variants: Sequence[Variant]) -> list[Page]:
    return [
        Page.of(f"{v.text}\n", path=str(n), outlet=v.outlet, published="2024-05-07", lang="en")
        for n, v in enumerate(variants)
    ]


def _seen(outcome: Outcome) -> Seen | None:
    """None where not one article came out of so short a text."""
    if isinstance(outcome, Rejected) or len(outcome.reports) != 1:
        return None
    return Seen.of(outcome.reports[0])


def tallies(variants: Sequence[Variant], seen: Sequence[Seen | None]) -> list[Counts]:
    """One tally a sentence and swap: how many variants say what most of them say."""
    together: dict[tuple[int, str], list[int]] = {}
    for n, variant in enumerate(variants):
        together.setdefault((variant.sentence, variant.swap), []).append(n)
    return [_tally([(variants[n], seen[n]) for n in those]) for those in together.values()]


def _tally(found: Sequence[tuple[Variant, Seen | None]]) -> Counts:
    counts = Counts()
    for part in ("stance", "status", "voice"):
        told = [getattr(seen, part, None) for _, seen in found]
        usual = Counter(told).most_common(1)[0][0]
        for (variant, _), this in zip(found, told, strict=True):
            counts.right(f"{part}.{variant.swap}", this == usual)
            for group in variant.groups:
                counts.right(f"all.{group}", this == usual)
    return counts


def all_variants() -> Iterator[Variant]:
    for number, sentence in enumerate(sentences()):
        if "{A" in sentence or "{B" in sentence:
            yield from _countries(number, sentence)
        else:
            yield from _people(number, sentence)
        yield from _outlets(number, sentence)


def sentences() -> list[str]:
    lines = path("bench/even.txt").read_text(encoding="utf-8").splitlines()
    written = "\n".join(line for line in lines if not line.startswith("#"))
    return [part.strip() for part in written.split("\n\n") if part.strip()]


def _countries(number: int, sentence: str) -> Iterator[Variant]:
    """Every country once on each side, with a neighbour in the list on the other."""
    known = [(region, code) for region, codes in COUNTRIES.items() for code in codes]
    for one, other in [*pairwise(known), (known[-1], known[0])]:
        for (region, a), (_, b) in ((one, other), (other, one)):
            text = fill(sentence, _country("A", a) | _country("B", b))
            yield Variant(number, "countries", (f"countries of {region}",), text)


def _people(number: int, sentence: str) -> Iterator[Variant]:
    for region, families in PEOPLE.items():
        for woman, man, family in families:
            for given, he, his, group in (
                (woman, "she", "her", "women"),
                (man, "he", "his", "men"),
            ):
                words = {"P": f"{given} {family}", "p": family, "he": he, "his": his}
                groups = (group, f"names of {region}")
                yield Variant(number, "people", groups, fill(sentence, words))


def _outlets(number: int, sentence: str) -> Iterator[Variant]:
    words = _country("A", "EGY") | _country("B", "KEN")
    words |= {"P": "Ilse Brandt", "p": "Brandt", "he": "she", "his": "her"}
    for outlet in OUTLETS:
        yield Variant(number, "outlets", (), fill(sentence, words), outlet)


def _country(side: str, code: str) -> dict[str, str]:
    row = next(row for row in rows("actors/countries.tsv") if row["iso3"] == code)
    name = f"the {row['name']}" if code in _THE else row["name"]
    adjective = re.split(r"[;,(]| or ", row["demonym_adj"])[0].strip()
    return {side: name, f"{side}+": adjective, f"{side}*": row["capital"].split(",")[0]}


def fill(sentence: str, words: dict[str, str]) -> str:
    """The sentence with its slots filled, capital letters at the beginnings."""
    text = _SLOT.sub(lambda slot: words[slot[1]], sentence)
    return re.sub(r"(^|[.!?] |[.!?]” )([a-z])", lambda m: m[1] + m[2].upper(), text)


def _measures() -> Iterator[Measure]:
    for part in ("stance", "status", "voice"):
        for swap in ("countries", "people", "outlets"):
            what = f"variants whose {part} is that of most, other {swap} named"
            yield share_measure(f"{part}_{swap}", f"{part}.{swap}", what)
    groups = [f"countries of {region}" for region in COUNTRIES]
    groups += [f"names of {region}" for region in PEOPLE] + ["women", "men"]
    for group in groups:
        name = group.lower().replace(" ", "_")
        what = f"stance, status and voice together: {group}"
        yield share_measure(name, f"all.{group}", what, gated=False)


MEASURES = list(_measures())
