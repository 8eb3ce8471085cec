"""Invented reports for stories: texts with the statements and figures that a test needs."""

import re

from onrecord.records import Actor, Argument, Event, Figure, Report, Statement, digest
from sample import article_of, bare


def telling(
    text: str,
    outlet: str = "Harbour Gazette",
    published: str | None = "2026-03-03",
    said: tuple[tuple[str, str, str, str], ...] = (),
    figures: tuple[tuple[str, float, str, str], ...] = (),
    events: tuple[tuple[str, str, str, str, str], ...] = (),
) -> Report:
    """`said`: source, cue, content, stance; `figures`: words, value, unit, of what;
    `events`: type, actor, trigger, recipient, status. Words are found where they first stand.
    """
    article = article_of(text)
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    known = {"id": digest(text, outlet), "outlet": outlet, "published": published}
    article = type(article)(**fields | known)
    names = dict.fromkeys([source for source, *_ in said] + [e[i] for e in events for i in (1, 3)])
    actors = {
        name: Actor(id=f"a{i}", name=name, mentions=[at(text, name)])
        for i, name in enumerate(filter(None, names), start=1)
    }
    statements = [
        Statement(id=f"s{i}", content=[at(text, content)], cue=[at(text, cue)],
                  source=[at(text, source)], kind="indirect", stance=stance,
                  speaker=actors[source].id, act="speech")
        for i, (source, cue, content, stance) in enumerate(said, start=1)
    ]  # fmt: skip
    return bare(
        article,
        statements=statements,
        figures=[_figure(text, i, f, statements) for i, f in enumerate(figures, start=1)],
        events=[_event(text, i, e, actors) for i, e in enumerate(events, start=1)],
        actors=list(actors.values()),
        voice=[],
    )


def at(text: str, words: str) -> tuple[int, int]:
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    assert match, words
    return match.span()


def _figure(text, number, figure, statements):
    words, value, unit, of = figure
    span = at(text, words)
    holding = [s.id for s in statements if s.content[0][0] <= span[0] < s.content[0][1]]
    return Figure(id=f"f{number}", span=span, value=value, low=value, high=value, approx="exact",
                  unit=unit, of=of, statement=holding[0] if holding else None)  # fmt: skip


def _event(text, number, event, actors):
    kind, actor, trigger, recipient, status = event
    return Event(
        id=f"e{number}", type=kind, trigger=[at(text, trigger)], status=status,
        actors=[Argument(span=at(text, actor), actor=actors[actor].id)] if actor else [],
        recipients=[Argument(span=at(text, recipient), actor=actors[recipient].id)]
        if recipient else [],
    )  # fmt: skip
