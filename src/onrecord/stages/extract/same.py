"""Second mentions: which event of an article has been told before."""

import msgspec

from onrecord.records import Argument, Event, Parse

_FACTUAL = frozenset(("happened", "ongoing", "alleged"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "their", "its", "his", "her"))
_SUFFIXES = ("ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ers", "er", "als",
             "al", "ies", "ied", "es", "ed", "s", "e", "y")  # fmt: skip
_MEMORY = 40  # how many first mentions back an article may refer
_NEAR = 5  # how far "the operation" reaches back when nothing else is said of it
# Speech acts recur: two demands by one speaker are two events unless the words are the same.
_RECURRENT = frozenset(("REQUEST", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "THREATEN"))


def same_as(events: list[Event], parse: Parse) -> list[Event]:
    """The events, in the order given, with `same_as` set on second mentions.

    Two mentions are one event when type and reality agree, no participant speaks against it, and
    something speaks for it: shared participants, the same word, or a definite noun phrase that
    takes the story up again.
    """
    firsts: list[Event] = []
    stems: dict[str, set[str]] = {e.id: _stems(e, parse) for e in events}
    out: list[Event] = []
    for event in events:
        match = None
        for steps, earlier in enumerate(reversed(firsts[-_MEMORY:])):
            near = steps < _NEAR
            if _compatible(earlier, event) and _linked(earlier, event, stems, parse, near):
                match = earlier
                break
        if match is None:
            firsts.append(event)
        out.append(_with(event, None if match is None else match.id))
    return out


def _with(event: Event, same: str | None) -> Event:
    if event.same_as == same:
        return event
    return msgspec.structs.replace(event, same_as=same)


def _compatible(a: Event, b: Event) -> bool:
    if a.type != b.type or _reality(a) != _reality(b):
        return False
    if _differ(_ids(a.recipients), _ids(b.recipients)):
        return False
    return not _differ(_ids(a.actors), _ids(b.actors))


def _reality(event: Event) -> str:
    return "real" if event.status in _FACTUAL else event.status


def _ids(arguments: list[Argument]) -> set[str]:
    return {a.actor for a in arguments if a.actor is not None}


def _differ(a: set[str], b: set[str]) -> bool:
    """Both known and nothing in common."""
    return bool(a and b and not a & b)


def _linked(a: Event, b: Event, stems: dict[str, set[str]], parse: Parse, near: bool) -> bool:
    actors = bool(_ids(a.actors) & _ids(b.actors))
    recipients = bool(_ids(a.recipients) & _ids(b.recipients))
    word = bool(stems[a.id] & stems[b.id])
    if b.type in _RECURRENT:
        return word and actors and (recipients or not _ids(b.recipients))
    if actors and recipients:
        return True
    bare = not b.actors and not b.recipients
    if word:
        return actors or recipients or (bare and (near or _definite(b, parse)))
    return _definite(b, parse) and (actors or recipients or (bare and near))


def _definite(event: Event, parse: Parse) -> bool:
    """The trigger is a noun with a definite article or possessor."""
    tokens = parse.tokens(event.trigger[0])
    if not tokens or parse.pos[tokens[-1]] not in ("NOUN", "PROPN"):
        return False
    return any(
        parse.dep[c] in ("det", "poss") and parse.lower(c) in _DEFINITE
        for c in parse.children[tokens[-1]]
    )


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
