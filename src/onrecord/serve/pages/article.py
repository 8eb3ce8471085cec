"""An article: its text with every record marked, and the record beside it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NotFound
from onrecord.records import Report
from onrecord.render import words
from onrecord.render.article import LAYERS, layers
from onrecord.render.body import body
from onrecord.render.kept import kept
from onrecord.render.marks import Mark
from onrecord.render.panel import panel
from onrecord.serve.handlers import failure
from onrecord.serve.room import page, room_of, shown
from onrecord.serve.templates import markup
from onrecord.spans import Span
from onrecord.store import review
from onrecord.store.anchors import anchors


def article(request: Request) -> Response:
    """`/article/ID`, and `/article/ID/START-END` for a passage of it."""
    store = shown(request)
    key = request.path_params["article"]
    try:
        report = store.report(key)
    except NotFound:
        ids = store.find(key) if len(key) >= 6 else []
        if len(ids) == 1:
            return RedirectResponse(f"/article/{ids[0]}", 307)
        raise
    span = _span(request.path_params.get("span"), report)
    if span is None and "span" in request.path_params:
        return failure(request, 404, "The article has no such passage.")
    source = store.page(report.article.page)
    own = room_of(request).stores.own().db
    names = anchors(report)
    return page(
        request,
        "article.html",
        report=report,
        article=report.article,
        title=words.title(report.article),
        headline=not any(b.part == "headline" for b in report.article.blocks),
        body=markup(body(report, [_mark(span)] if span else [])),
        panel=markup(panel(report)),
        kept=markup(kept(report, source, store.furniture(source.id))),
        layers=markup(layers(report)),
        layer_titles=LAYERS,
        span=span,
        passage=report.quote(span) if span else None,
        story=_story(request, key),
        records=_records(report, names),
        state_names={name: found.state for name, found in review.states(own, key).items()},
        threads=review.comments(own, article=key),
    )


def _span(told: str | None, report: Report) -> Span | None:
    """A passage `START-END` in code points, when the article is that long."""
    first, _, last = (told or "").partition("-")
    if not (first.isdigit() and last.isdigit() and len(first + last) < 16):
        return None
    span = int(first), int(last)
    return span if span[0] < span[1] <= len(report.article.text) else None


def _mark(span: Span) -> Mark:
    return Mark(span, "linked", "linked", "linked", "", 5)


def _story(request: Request, article: str) -> object:
    store = shown(request)
    key = store.story_of(article)
    if key is None:
        return None
    sql = "SELECT id, title, articles, independent, disputes FROM stories WHERE id = ?"
    return store.db.execute(sql, (key,)).fetchone()


def _records(report: Report, names: dict[str, str]) -> dict[str, str]:
    """Names in the page (`s1`, `e2`) -> anchors that last."""
    letters = {"statements": "s", "events": "e", "figures": "f", "places": "p", "times": "t"}
    return {
        f"{letters[kind]}{number}": names[f"{kind}/{item.id}"]
        for kind in letters
        for number, item in enumerate(getattr(report, kind), 1)
    }
