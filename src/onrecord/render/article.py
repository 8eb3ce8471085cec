"""A report as one self-contained web page, and as a fragment for notebooks."""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from onrecord.records import Article, Furniture, Page, Report
from onrecord.render import words
from onrecord.render.body import body
from onrecord.render.fragment import fragment
from onrecord.render.html import Html, el
from onrecord.render.kept import kept
from onrecord.render.marks import voice
from onrecord.render.panel import panel

__all__ = ["fragment", "page"]

LAYERS = {
    "statements": "who is quoted, in the colour of the stance",
    "events": "who did what to whom",
    "figures": "measured numbers",
    "places": "places; governments that go by a place’s name in italics",
    "times": "dates and durations",
    "actors": "every mention of a person, body or state",
    "opinions": "what the outlet itself thinks",
    "assertions": "all that rests on nobody’s word but the outlet’s",
}
_OFF = {"actors", "assertions"}  # layers that are off until switched on


def page(report: Report, page: Page | None = None, furniture: Sequence[Furniture] = ()) -> str:
    """The whole page. With the kept `page` it can be looked at too."""
    script = _asset("article.js")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(script)),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{words.clip(words.title(report.article), 90)} – on record"),
        el("style", _asset("article.css")),
    )
    paper = el(
        "article",
        _title(report),
        body(report),
        kept(report, page, furniture) if page else None,
        _colophon(report),
        cls="paper",
        lang=report.article.lang,
    )
    side = el("aside", panel(report), id="record", cls="panel", aria_label="The record")
    card = el("div", id="card", cls="card", role="status", hidden=True)
    content = el("body", _top(report), el("main", paper, side), card, el("script", script))
    lang = "en"  # of the page's own words; the article says its own
    return f"<!doctype html>\n{el('html', head, content, lang=lang)}\n"


def _policy(script: str) -> str:
    """Nothing is fetched, and no script runs but the page's own, whatever a record may hold."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def _top(report: Report) -> Html:
    """The legend: a switch for each layer."""
    return el(
        "header",
        el("a", "Skip to the record", href="#record", cls="skip"),
        el("span", "on record", cls="mark"),
        layers(report),
        cls="top",
    )


def layers(report: Report) -> Html:
    """A switch for each layer that holds something."""
    switches = [_switch(name, count) for name in LAYERS if (count := _size(report, name))]
    return el("div", *switches, cls="legend", role="group", aria_label="Layers")


def _size(report: Report, layer: str) -> int:
    """How many records a layer holds."""
    if layer in ("opinions", "assertions"):
        return len(voice(report, layer.removesuffix("s")))
    return len(getattr(report, layer))


def _switch(name: str, count: int) -> Html:
    box = el("input", type="checkbox", id=f"l-{name}", checked=name not in _OFF)
    sample = el("span", name, cls=f"sample sample-{name}")
    return el("label", box, sample, el("small", str(count)), title=LAYERS[name])


def _title(report: Report) -> Html:
    article = report.article
    in_text = any(b.part == "headline" for b in article.blocks)
    heading = None
    if not in_text:
        known = article.title or "No headline"
        heading = el("h1", known, cls="headline" if article.title else "headline missing")
    told = [_known(article.outlet, "No outlet named"), _known(article.published, "undated")]
    if article.byline:
        told.append(el("span", article.byline))
    return el(
        "div",
        el("p", *_spaced(told), cls="kicker"),
        heading,
        el("div", el("span", _standfirst(report)), _key(report), cls="standfirst"),
        cls="head",
    )


def _key(report: Report) -> Html | None:
    """The colours of the stances that occur."""
    stances = Counter(words.stance(s) for s in report.statements)
    key = [
        el("span", f"{name} ", el("small", str(n)), cls=f"stance t-{name}")
        for name, n in stances.most_common()
    ]
    return el("div", *key, cls="key", role="group", aria_label="Stances") if key else None


def _known(value: str | None, missing: str) -> Html:
    return el("span", value or missing, cls=None if value else "missing")


def _spaced(parts: list[Html]) -> list[Html]:
    out: list[Html] = []
    for part in parts:
        out += [Html(" · "), part] if out else [part]
    return out


def _standfirst(report: Report) -> str:
    """The record in a sentence or two."""
    voices = {words.speaker(report, s) for s in report.statements} - {words.NOBODY}
    own = sum(e.statement is None for e in report.events)
    told = []
    if report.statements:
        told.append(f"{_count(report.statements, 'statement')} by {_count(voices, 'voice')}.")
    if report.events:
        others = len(report.events) - own
        rest = f", {others} on the word of others" if others else ""
        told.append(f"{_count(report.events, 'event')}: {own} on the outlet’s own word{rest}.")
    return " ".join(told) or "Nobody is quoted, and no event was found."


def _count(items: Sequence[object] | set[str], name: str) -> str:
    return f"{len(items)} {name}{'' if len(items) == 1 else 's'}"


def _colophon(report: Report) -> Html:
    article: Article = report.article
    return el(
        "footer",
        el("p", "Read by ", " · ".join(report.made_by) or "an unknown hand"),
        el("p", f"Article {article.id} of page {article.page}"),
        el("p", article.url) if article.url else None,
        cls="colophon",
    )


@cache
def _asset(name: str) -> Html:
    """Trusted: our own style and script, of which neither holds an end tag."""
    return Html((Path(__file__).parent / name).read_text(encoding="utf-8"))
