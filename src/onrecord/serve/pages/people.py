"""Actors and outlets."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotFound
from onrecord.serve.draw.timeline import timeline
from onrecord.serve.draw.world import country_name
from onrecord.serve.query import actors as found
from onrecord.serve.query import filters
from onrecord.serve.query.filters import Filter
from onrecord.serve.room import page, room_of, shown
from onrecord.serve.templates import markup

SIZE = 120


def actors(request: Request) -> Response:
    """The most told of, and all by name."""
    room, store = room_of(request), shown(request)
    beginning = request.query_params.get("begins", "").strip()[:60]
    listed = request.query_params.get("after") is not None or bool(beginning)
    names: list[str] = []
    following = None
    if listed:
        after = request.query_params.get("after", "")[:300]
        names, following = found.names(store.db, beginning, SIZE, after)
    most = room.cache.get(
        ("actors", str(store.path)),
        lambda: filters.top(shown(request).db, "articles", "who", 60),
    )
    return page(
        request, "actors.html", most=most, names=names, following=following, beginning=beginning
    )


def actor(request: Request) -> Response:
    name = request.query_params.get("name", "")
    store, room = shown(request), room_of(request)
    known = found.known(store.db, name)
    if known is None:
        raise NotFound(f"no article names an actor {name!r}")
    key = (str(store.path), name)
    days = room.cache.get(
        ("actor days", *key),
        lambda: filters.by_day(shown(request).db, Filter("articles", {"who": name}), 20_000),
    )
    drawn = timeline(days, lambda first, last: _articles(name, first, last))
    return page(
        request,
        "actor.html",
        name=name,
        known=known,
        country=country_name(known["country"]),
        deeds=found.deeds(store.db, name),
        counts=room.cache.get(
            ("actor counts", *key), lambda: found.counts(shown(request).db, name)
        ),
        timeline=drawn and markup(drawn),
    )


def _articles(name: str, first: str, last: str) -> str:
    return "/articles?" + urlencode({"who": name, "from": first, "to": last})


def outlets(request: Request) -> Response:
    room, store = room_of(request), shown(request)
    most = room.cache.get(
        ("outlets", str(store.path)),
        lambda: filters.top(shown(request).db, "articles", "outlet", 500),
    )
    return page(request, "outlets.html", outlets=most)


def outlet(request: Request) -> Response:
    name = request.query_params.get("name", "")
    store, room = shown(request), room_of(request)
    wanted = Filter("articles", {"outlet": name})
    if not filters.ids(store.db, wanted, 1):
        raise NotFound(f"no article is of an outlet {name!r}")
    key = (str(store.path), name)
    told = room.cache.get(("outlet", *key), lambda: found.outlet(shown(request).db, name))
    days = room.cache.get(
        ("outlet days", *key), lambda: filters.by_day(shown(request).db, wanted, 20_000)
    )
    drawn = timeline(days, lambda first, last: _of_outlet(name, first, last))
    return page(
        request,
        "outlet.html",
        name=name,
        told=told,
        all_articles=filters.count(store.db, wanted),
        timeline=drawn and markup(drawn),
    )


def _of_outlet(name: str, first: str, last: str) -> str:
    return "/articles?" + urlencode({"outlet": name, "from": first, "to": last})
