"""Who is heard in a story or an outlet, how much, and who is not."""

import re
from collections.abc import Iterable

from onrecord.records import Report, Statement
from onrecord.spans import merge
from onrecord.stages.corroborate.words import base, words
from onrecord.story_records import Profile, Quoted, Unheard

_ASKED = re.compile(
    r"\b(?:declined|refused) to (?:comment|answer|speak)|did not (?:answer|respond|reply|return)"
    r"|could not be reached|(?:no|without) comment|not comment\b",
    re.IGNORECASE,
)


def profile(reports: Iterable[Report]) -> Profile:
    """Counts over articles; an attitude told by deeds is nobody's word and not counted."""
    told = list(reports)
    said = [(r, s) for r in told for s in r.statements if s.act is not None]
    size = sum(_words(r.article.text) for r in told)
    inside = sum(_words(r.quote(merge(_content(r)))) for r in told)
    opinion = sum(
        _words(r.quote(v.span)) for r in told for v in r.voice or [] if v.kind == "opinion"
    )
    unnamed = sum(_name(r, s) is None for r, s in said)
    return Profile(
        articles=len(told),
        words=size,
        statements=len(said),
        quoted_share=_share(inside, size),
        unnamed=_share(unnamed, len(said)),
        opinion=_share(opinion, size - inside),
        quoted=_quoted(said),
        unheard=_unheard(told),
    )


def _content(report: Report) -> list[tuple[int, int]]:
    return [c for s in report.statements if s.act is not None for c in s.content]


def _words(text: str) -> int:
    return sum(1 for _ in words(text))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole > 0 else None


def _name(report: Report, s: Statement) -> str | None:
    """A proper name of the speaker: "the officials" have none."""
    actor = report.actor(s.speaker)
    if actor is None or not actor.name or not any(w[:1].isupper() for w in actor.name.split()):
        return None
    return actor.name


def _quoted(said: list[tuple[Report, Statement]]) -> list[Quoted]:
    """Speakers by the words they are given; those without a name together, last."""
    found: dict[str | None, list[tuple[Report, Statement]]] = {}
    for r, s in said:
        found.setdefault(_name(r, s), []).append((r, s))
    out = []
    for name, items in found.items():
        actor = items[0][0].actor(items[0][1].speaker)
        out.append(
            Quoted(
                name=name,
                kind=actor.kind if name and actor else None,
                statements=len(items),
                words=sum(_words(r.quote(s.content)) for r, s in items),
                articles=list(dict.fromkeys(r.article.id for r, _ in items)),
            )
        )
    return sorted(out, key=lambda q: (q.name is None, -q.words, q.name or ""))


def _unheard(reports: list[Report]) -> list[Unheard]:
    """Whom an article accuses of an act without a word of theirs."""
    found: dict[str, list[str]] = {}
    for report in reports:
        speakers = {base(w) for s in report.statements for w, _ in words(_speaker(report, s))}
        for name in _accused(report):
            if not speakers & {base(w) for w, _ in words(name)} and not _was_asked(report, name):
                found.setdefault(name, []).append(report.article.id)
    return [Unheard(name=name, articles=articles) for name, articles in found.items()]


def _speaker(report: Report, s: Statement) -> str:
    actor = report.actor(s.speaker)
    return f"{actor.name if actor and actor.name else ''} {report.quote(s.source)}"


def _accused(report: Report) -> list[str]:
    """Names of those an ACCUSE event is aimed at, and of the doers of alleged acts."""
    out = []
    for event in report.events:
        aimed = event.recipients if event.type == "ACCUSE" else []
        doers = event.actors if event.status == "alleged" else []
        for argument in (*aimed, *doers):
            actor = report.actor(argument.actor)
            if actor and actor.name and actor.name[:1].isupper():
                out.append(actor.name)
    return list(dict.fromkeys(out))


def _was_asked(report: Report, name: str) -> bool:
    """The article says that they did not answer."""
    last = name.split()[-1]
    return any(
        last in report.article.text[max(0, m.start() - 120) : m.end()]
        for m in _ASKED.finditer(report.article.text)
    )
