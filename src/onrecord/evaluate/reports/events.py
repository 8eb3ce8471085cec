"""Events of a labelled report: trigger and type, status, parties, and on whose word."""

from collections.abc import Iterable, Sequence

from onrecord.evaluate.attribution import Words, matched
from onrecord.evaluate.match import Pairs, greedy
from onrecord.evaluate.reports.labels import GoldEvent, GoldReport
from onrecord.evaluate.score import Counts, f_measure, share_measure
from onrecord.records import Actor, Argument, Event, Report
from onrecord.spans import overlap

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # either party may stand on either side


def count(counts: Counts, gold: GoldReport, found: Report) -> None:
    """Add the events of one report to its tally."""
    pairs = match(gold.events, found.events)
    typed = match(gold.events, found.events, typed=True)
    size = (len(found.events), len(gold.events))
    counts.found("untyped", len(pairs), *size)
    counts.found("typed", len(typed), *size)
    actors = {a.id: a for a in found.actors}
    same = same_statements(gold, found)
    for i, j in pairs:
        one, other = gold.events[i], found.events[j]
        counts.right("type", one.type == other.type)
        counts.right("status", one.status == other.status)
        counts.right("owner", (one.statement, other.statement) in same)
        _count_countries(counts, one, other, actors)


def match(gold: Sequence[Event], found: Sequence[Event], typed: bool = False) -> Pairs:
    """Pairs whose triggers overlap, one to one: same type first, then the larger overlap."""

    def rank(i: int, j: int) -> tuple[float, ...] | None:
        one, other = gold[i], found[j]
        common = sum(overlap(a, b) for a in one.trigger for b in other.trigger)
        same = one.type == other.type
        return (float(same), float(common)) if common and (same or not typed) else None

    return greedy(len(gold), len(found), rank)


def same_statements(gold: GoldReport, found: Report) -> set[tuple[str | None, str | None]]:
    """Pairs of statement ids that name one statement; the outlet's own word is (None, None)."""
    words = Words(gold.article.text)
    wanted = [s for s in gold.statements if words.under(s.content)]
    given = [s for s in found.statements if words.under(s.content)]
    pairs = matched(words.roles(wanted), words.roles(given))
    return {(None, None), *((wanted[i].id, given[j].id) for i, j in pairs)}


def _count_countries(
    counts: Counts, gold: GoldEvent, found: Event, actors: dict[str, Actor]
) -> None:
    sides = countries(found.actors, actors), countries(found.recipients, actors)
    if gold.type in MUTUAL:
        sides = sides[0] | sides[1], sides[0] | sides[1]
    for name, wanted, words, given in (
        ("actor", gold.actor_country, gold.actors, sides[0]),
        ("recipient", gold.recipient_country, gold.recipients, sides[1]),
    ):
        if wanted:
            right = same_countries(set(wanted), given)
            counts.right(name, right)
            if any(argument.span for argument in words):
                counts.right(f"{name}_named", right)


def countries(arguments: Iterable[Argument], actors: dict[str, Actor]) -> set[str]:
    """The country codes of the arguments; `IGO` for international bodies, `""` for no state."""
    out = set()
    for argument in arguments:
        actor = actors.get(argument.actor or "")
        body = "IGO" if actor and "IGO" in (actor.sectors or []) else ""
        out.add((actor.country if actor else None) or body)
    return out


def same_countries(gold: set[str], found: set[str]) -> bool:
    """One code in common; where the gold names no state, none may be found."""
    stated, given = gold - {""}, found - {""}
    return bool(stated & given) or (not given and "" in gold)


MEASURES = [
    f_measure("events_untyped_f1", "untyped", "triggers overlap, one to one: F1"),
    f_measure("events_typed_f1", "typed", "triggers overlap and the type is the same: F1"),
    share_measure("event_type_accuracy", "type", "of events matched: the same type"),
    share_measure("event_status_accuracy", "status", "of events matched: the same status"),
    share_measure(
        "event_actor_country",
        "actor",
        "of events matched whose gold has an actor: a country in common (mutual acts: either side)",
    ),
    share_measure(
        "event_recipient_country", "recipient", "the same of events whose gold has a recipient"
    ),
    share_measure(
        "event_actor_country_named",
        "actor_named",
        "the same, the gold's actor named there in words",
    ),
    share_measure(
        "event_recipient_country_named",
        "recipient_named",
        "the same, the gold's recipient named there in words",
    ),
    share_measure(
        "event_owner_accuracy", "owner", "of events matched: on the word of the same statement"
    ),
]
