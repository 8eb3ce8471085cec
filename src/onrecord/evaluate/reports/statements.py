"""Statements of a labelled report: attribution, speaker and stance."""

import re

from onrecord.evaluate.attribution import HALF, Words, attributed, matched
from onrecord.evaluate.reports.labels import GoldReport
from onrecord.evaluate.score import Counts, f_measure, share_measure
from onrecord.records import Actor, Report, Statement

_WORD = re.compile(r"\w+")
_EMPTY = frozenset({"the", "a", "an", "of", "mr", "mrs", "ms", "dr", "sir", "s"})


def count(counts: Counts, gold: GoldReport, found: Report) -> None:
    """Add the statements of one report to its tally."""
    words = Words(gold.article.text)
    wanted = [s for s in gold.statements if words.under(s.content)]
    given = [s for s in found.statements if words.under(s.content)]
    sides = words.roles(wanted), words.roles(given)
    counts.found("attribution", len(attributed(*sides)), len(given), len(wanted))
    pairs = matched(*sides, HALF)
    counts.found("content", len(pairs), len(given), len(wanted))
    named = {a.id: a for a in gold.actors}, {a.id: a for a in found.actors}
    for i, j in pairs:
        counts.right("stance", wanted[i].stance == given[j].stance)
        names = _name(wanted[i], named[0]), _name(given[j], named[1])
        counts.right("speaker", same_speaker(*names))
        counts.right("speaker_exact", key_words(names[0]) == key_words(names[1]))


def _name(statement: Statement, actors: dict[str, Actor]) -> str | None:
    actor = actors.get(statement.speaker or "")
    return actor.name if actor else None


def same_speaker(gold: str | None, found: str | None) -> bool:
    """One name's words are among the other's, titles and articles aside; nobody equals nobody."""
    one, other = key_words(gold), key_words(found)
    if not one or not other:
        return one == other
    return one <= other or other <= one


def key_words(name: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall((name or "").lower())) - _EMPTY


MEASURES = [
    f_measure(
        "statements_f1", "attribution", "content IoU of at least one half and the source found: F1"
    ),
    f_measure("statements_content_f1", "content", "the same whatever the source: F1"),
    share_measure(
        "speaker_accuracy", "speaker", "of those matched: one name's words among the other's"
    ),
    share_measure("speaker_exact", "speaker_exact", "of those matched: the same words in the name"),
    share_measure("stance_accuracy", "stance", "of those matched: the same stance"),
]
