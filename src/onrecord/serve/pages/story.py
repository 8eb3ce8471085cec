"""A story: its sides, rival figures, events in order, and whose words its articles carry."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.serve.draw.rival import rival
from onrecord.serve.draw.world import world
from onrecord.serve.pages.home import title
from onrecord.serve.query import overview
from onrecord.serve.query.claims import claims, in_order
from onrecord.serve.room import page, room_of, shown
from onrecord.serve.templates import asset, markup
from onrecord.store import Store, review
from onrecord.story_records import Quantity, Story, Tie

LISTED = 60  # events in order
MOST = 200  # articles whose places are drawn
PASSAGES = 3  # of a tie


def story(request: Request) -> Response:
    store = shown(request)
    found = store.story(request.path_params["story"])
    if found.id != request.path_params["story"]:
        return RedirectResponse(f"/story/{found.id}", 308)
    room = room_of(request)
    key = (str(store.path), found.id, len(found.articles), len(found.events))
    drawn = room.cache.get(("story", *key), lambda: _drawn(shown(request), found))
    return page(
        request,
        "story.html",
        story=found,
        threads=review.comments(room.stores.own().db, story=found.id),
        **drawn,
    )


def _drawn(store: Store, story: Story) -> dict[str, Any]:
    db = store.db
    articles = _articles(store, story)
    plots = [(q, rival(q)) for q in sorted(story.figures, key=_rank)[:12]]
    spots = overview.spots_of(db, story.articles[:MOST])
    places = world(spots, lambda spot: f"/articles?place={spot.name}", asset("land.svg"))
    return {
        "articles": articles,
        "claims": claims(db, story),
        "figures": [(q, markup(plot)) for q, plot in plots if plot],
        "events": in_order(db, story)[:LISTED],
        "map": places and markup(places),
        "origins": _origins(story, articles),
        "ties": [_tie(store, tie, articles) for tie in (story.origins_why or [])[:20]],
    }


def _rank(quantity: Quantity) -> tuple[int, int]:
    """Where figures differ first."""
    return {"rival": 0, "rises": 1, "falls": 1}.get(quantity.change or "", 2), -len(
        quantity.entries
    )


def _articles(store: Store, story: Story) -> dict[str, dict[str, Any]]:
    marks = ",".join("?" * len(story.articles))
    sql = (
        "SELECT id, title, outlet, published, substr(text, 1, 200) AS text FROM articles"
        f" WHERE id IN ({marks}) ORDER BY published, n"
    )
    out = {}
    for row in store.db.execute(sql, story.articles):
        out[row["id"]] = {**dict(row), "title": title(dict(row))}
    return out


def _origins(story: Story, articles: dict[str, Any]) -> list[dict[str, Any]]:
    names = story.origin_names or [None] * len(story.origins)
    return [
        {"name": name, "articles": [articles[key] for key in group if key in articles]}
        for group, name in zip(story.origins, names, strict=False)
    ]


def _tie(store: Store, tie: Tie, articles: dict[str, Any]) -> dict[str, Any]:
    """Why two articles are of one origin, with the words that they share."""
    texts = {}
    for key in (tie.one, tie.other):
        row = store.db.execute("SELECT text FROM articles WHERE id = ?", (key,)).fetchone()
        texts[key] = row["text"] if row else ""
    longest = sorted(tie.passages, key=lambda p: p.one[0] - p.one[1])[:PASSAGES]
    return {
        "tie": tie,
        "one": articles.get(tie.one),
        "other": articles.get(tie.other),
        "passages": [
            (p.one, texts[tie.one][slice(*p.one)], p.other, texts[tie.other][slice(*p.other)])
            for p in longest
        ],
    }
