"""Second mentions: which event of an article has been told before."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from onrecord.records import Actor, Argument, Event, Parse
from onrecord.stages.extract import clause

_FACTUAL = frozenset(("happened", "ongoing", "alleged"))
_SUFFIXES = ("ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ers", "er", "als",
             "al", "ies", "ied", "es", "ed", "s", "e", "y")  # fmt: skip
_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # either party may stand on either side
_MEMORY = 40  # how many first mentions back an article may refer
_NEAR = 5  # how far "the operation" reaches back when nothing else is said of it
# Speech acts recur: two demands by one speaker are two events unless the words are the same.
_RECURRENT = frozenset(("REQUEST", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "THREATEN"))


class _Facts(NamedTuple):
    """What is compared of an event: its words, and its parties with their countries."""

    event: Event
    stems: set[str]
    actors: set[str]
    recipients: set[str]
    definite: bool


def same_as(events: list[Event], parse: Parse, actors: Sequence[Actor] = ()) -> list[Event]:
    """The events, in the order given, with `same_as` set on second mentions.

    Two mentions are one event when type and reality agree, no participant speaks against it, and
    something speaks for it: shared participants, the same word, or a definite noun phrase that
    takes the story up again. Two actors of one country ("Turkey", "the Turkish army") do not speak
    against it; a first mention gathers the parties of the later ones.
    """
    land = {a.id: a.country for a in actors if a.country}
    firsts: list[_Facts] = []
    out: list[Event] = []
    for event in events:
        facts = _Facts(
            event,
            _stems(event, parse),
            _ids(event.actors, land),
            _ids(event.recipients, land),
            _definite(event, parse),
        )
        match = None
        alike = [f for f in firsts[-_MEMORY:] if f.event.type == event.type]
        for steps, earlier in enumerate(reversed(alike)):
            if _compatible(earlier, facts) and _linked(earlier, facts, steps < _NEAR):
                match = earlier
                break
        if match is None:
            firsts.append(facts)
        else:
            match.actors.update(facts.actors)
            match.recipients.update(facts.recipients)
            match.stems.update(facts.stems)
        out.append(event if match is None else _again(facts, match.event))
    return out


def _again(facts: _Facts, first: Event) -> Event:
    """The second mention; what goes on goes on when a noun takes it up again."""
    goes_on = facts.definite and first.status == "ongoing" and facts.event.status == "happened"
    status = first.status if goes_on else facts.event.status
    return msgspec.structs.replace(facts.event, same_as=first.id, status=status)


def _compatible(a: _Facts, b: _Facts) -> bool:
    if _reality(a.event) != _reality(b.event):
        return False
    if a.event.type in _MUTUAL:
        return not _differ(a.actors | a.recipients, b.actors | b.recipients)
    return not _differ(a.recipients, b.recipients) and not _differ(a.actors, b.actors)


def _reality(event: Event) -> str:
    return "real" if event.status in _FACTUAL else event.status


def _ids(arguments: list[Argument], land: dict[str, str]) -> set[str]:
    """Actors and, in capitals, the countries that they act for."""
    ids = {a.actor for a in arguments if a.actor is not None}
    return ids | {land[key] for key in ids if key in land}


def _differ(a: set[str], b: set[str]) -> bool:
    """Both known and nothing in common."""
    return bool(a and b and not a & b)


def _linked(a: _Facts, b: _Facts, near: bool) -> bool:
    actors = bool(a.actors & b.actors)
    recipients = bool(a.recipients & b.recipients)
    word = bool(a.stems & b.stems)
    if b.event.type in _RECURRENT:
        return word and actors and (recipients or not b.recipients)
    if (
        actors
        and recipients
        and (word or _person(a.actors & b.actors | a.recipients & b.recipients))
    ):
        return True
    bare = not b.actors and not b.recipients
    if word:
        return actors or recipients or (bare and (near or b.definite))
    return b.definite and (actors or recipients or (bare and near))


def _person(shared: set[str]) -> bool:
    """Somebody is shared, not merely a country, whose people may do much to another's."""
    return any(not key.isupper() for key in shared)


def _definite(event: Event, parse: Parse) -> bool:
    """The trigger is a noun with a definite article or possessor."""
    tokens = parse.tokens(event.trigger[0])
    return bool(tokens) and clause.definite(parse, tokens[-1])


def _stems(event: Event, parse: Parse) -> set[str]:
    return {
        _stem(parse.lemma[i].lower())
        for span in event.trigger
        for i in parse.tokens(span)
        if parse.pos[i] in ("NOUN", "VERB", "PROPN")
    }


def _stem(word: str) -> str:
    """The word without the endings that tell "detain" from "detention"; only for comparing."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word[:6]
