"""How records are told in words; every rendering says the same thing the same way."""

import unicodedata

from onrecord.records import Actor, Argument, Article, Event, Figure, Report, Statement
from onrecord.spans import Span

OUTLET = "the outlet"
UNNAMED = "no outlet named"
NOBODY = "somebody unnamed"

_APPROX = {"about": "about", "at_least": "at least", "at_most": "at most", "vague": "vaguely"}

TYPES = {
    "AGREE": "agrees or promises to do something",
    "CONSULT": "meets, visits, calls, negotiates",
    "SUPPORT": "praises, endorses, recognises",
    "CONCEDE": "yields, releases, eases restrictions",
    "COOPERATE": "works together in fact: trade, exercises, intelligence",
    "AID": "gives economic, military or humanitarian help",
    "RETREAT": "withdraws, surrenders, ceases fire",
    "REQUEST": "asks, demands, appeals",
    "ACCUSE": "blames, criticises, investigates, charges",
    "REJECT": "refuses, vetoes, defies",
    "THREATEN": "threatens",
    "PROTEST": "demonstrates, strikes, riots",
    "SANCTION": "breaks or reduces relations, embargoes, expels",
    "MOBILIZE": "moves or raises forces, puts on alert",
    "COERCE": "arrests, seizes, restricts, attacks by computer",
    "ASSAULT": "uses violence",
}


def title(article: Article) -> str:
    """The article's title, or its headline in the text, or the first words of its body."""
    if article.title:
        return article.title
    for part in ("headline", "body"):
        for block in article.blocks:
            if block.part == part:
                return clip(article.text[slice(*block.span)], 70 if part == "body" else 300)
    return clip(article.text, 70) or "(no words)"


def clip(text: str, size: int) -> str:
    """At most `size` characters on one line, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= size:
        return flat
    cut = flat[:size].rsplit(" ", 1)[0] if " " in flat[:size] else flat[:size]
    return cut.rstrip(" .,;:") + "…"


def words(report: Report, spans: list[Span] | Span) -> str:
    """The words at the spans, on one line."""
    return " ".join(report.quote(spans).split())


def speaker(report: Report, statement: Statement) -> str:
    """The speaker's name, or the source's words, or that nobody is named."""
    return actor_name(report, report.actor(statement.speaker)) or (
        words(report, statement.source) if statement.source else NOBODY
    )


def actor_name(report: Report, actor: Actor | None) -> str | None:
    if actor is None:
        return None
    if actor.name:
        return actor.name
    return words(report, actor.mentions[0]) if actor.mentions else None


def word_of(report: Report, statement: str | None) -> str:
    """On whose word a record rests."""
    said = report.statement(statement)
    return OUTLET if said is None else speaker(report, said)


def party(report: Report, argument: Argument) -> str:
    named = actor_name(report, report.actor(argument.actor))
    return named or (words(report, argument.span) if argument.span else "?")


def parties(report: Report, arguments: list[Argument]) -> str:
    """Names of all who take part, each once; empty when nobody is told."""
    return ", ".join(dict.fromkeys(party(report, a) for a in arguments))


def place_name(report: Report, event: Event) -> str | None:
    return next((p.name for p in report.places if p.id == event.place), None)


def time_words(report: Report, event: Event) -> str | None:
    """The time's words in the text, with the value where it has one that they do not show."""
    time = next((t for t in report.times if t.id == event.time), None)
    if time is None:
        return None
    said = words(report, time.span)
    return f"{said} ({time.value})" if time.value and time.value != said else said


def stance(statement: Statement) -> str:
    return statement.stance or "says"


def does(statement: Statement) -> str:
    """The stance as what the speaker does: `who alleges`."""
    return "gives an opinion" if statement.stance == "opinion" else stance(statement)


def amount(figure: Figure) -> str | None:
    """The figure's value as a number with its bounds in words: `at least 1,200`."""
    if figure.value is None:
        if figure.low is not None and figure.high is not None:
            return f"{number(figure.low)}–{number(figure.high)}"
        return None
    sign = _APPROX.get(figure.approx)
    return f"{sign} {number(figure.value)}" if sign else number(figure.value)


def number(value: float) -> str:
    value = float(value)  # JSON has whole numbers too
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"


def score(value: float | None) -> str | None:
    return None if value is None else f"score {value:.2f}"


def visible(text: str) -> str:
    """The text with control characters shown instead of obeyed.

    A page can hold escape sequences for a terminal, and marks that turn the direction of all that
    follows; new lines and tabs stay.
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(ch: str) -> str:
    if ch in "\n\t" or ch.isprintable():
        return ch
    code = ord(ch)
    if code < 0x20:
        return chr(0x2400 + code)  # the symbol for that control character
    category = unicodedata.category(ch)
    if category in ("Cc", "Cs") or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return "\ufffd"
    return ch  # no-break spaces, joiners, private characters: harmless
