"""Stories and articles: the first pages, with their timeline, map and filters."""

from sqlite3 import Connection
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from onrecord.render import words
from onrecord.serve.draw.timeline import timeline
from onrecord.serve.draw.world import world
from onrecord.serve.query import filters, overview
from onrecord.serve.query import stories as story_lists
from onrecord.serve.query.filters import Filter
from onrecord.serve.query.overview import Spot
from onrecord.serve.room import page, room_of, shown
from onrecord.serve.templates import asset, markup

SIZE = 30


def stories(request: Request) -> Response:
    """The stories, the latest first; a filter asks for stories with an article that fits."""
    db = shown(request).db
    wanted = filters.asked("articles", request.query_params)
    before = request.query_params.get("before")
    if wanted:
        found, following = story_lists.fitting(db, wanted, SIZE, before)
    else:
        at_least = 2 if request.query_params.get("several") else 1
        found, following = story_lists.latest(db, SIZE, before, at_least)
    return page(
        request,
        "stories.html",
        stories=found,
        following=following,
        **around(request, wanted),
    )


def articles(request: Request) -> Response:
    db = shown(request).db
    wanted = filters.asked("articles", request.query_params)
    columns = (
        "a.id, a.title, a.outlet, a.published, a.blocks, substr(a.text, 1, 400) AS text,"
        " (SELECT count(*) FROM statements s WHERE s.article = a.id) AS statements,"
        " (SELECT count(*) FROM events e WHERE e.article = a.id) AS events"
    )
    found, following = filters.rows(db, wanted, columns, SIZE, cursor(request))
    for row in found:
        row["title"] = title(row)
    return page(
        request, "articles.html", articles=found, following=following, **around(request, wanted)
    )


def title(row: dict[str, str]) -> str:
    """An article's headline, or its first words."""
    return row["title"] or words.clip(row["text"].split("\n", 1)[0], 110)


def cursor(request: Request) -> int | None:
    before = request.query_params.get("before", "")
    return int(before) if before.isdigit() and len(before) < 19 else None


def around(request: Request, wanted: Filter) -> dict[str, Any]:
    """What stands around a list of stories or articles: timeline, map, choices, totals."""
    room, db, path = room_of(request), shown(request).db, request.url.path
    store = str(shown(request).path)
    key = (store, wanted.query)
    days = room.cache.get(("days", *key), lambda: filters.by_day(_db(request), wanted))
    spots = room.cache.get(("spots", *key), lambda: overview.spots(_db(request), wanted))
    drawn = room.cache.get(("drawn", path, *key), lambda: _drawn(path, wanted, days, spots))
    return {
        "wanted": wanted,
        "totals": room.cache.get(("totals", store), lambda: overview.totals(_db(request))),
        "choices": room.cache.get(("choices", store), lambda: choices(_db(request))),
        "fits": filters.count(db, wanted) if wanted else None,
        "timeline": drawn[0],
        "map": drawn[1],
    }


def _drawn(
    path: str, wanted: Filter, days: dict[str, int], spots: list[Spot]
) -> tuple[object, object]:
    line = timeline(days, lambda first, last: link(path, wanted, **{"from": first, "to": last}))
    drawn = world(spots, lambda spot: link(path, wanted, **_place(spot)), asset("land.svg"))
    return line and markup(line), drawn and markup(drawn)


def _db(request: Request) -> Connection:
    """The connection of whichever thread asks: answers may be renewed in another one."""
    return shown(request).db


def _place(spot: Spot) -> dict[str, str | None]:
    if spot.precision == "country":
        return {"country": spot.country}
    return {"place": spot.name}


def link(path: str, wanted: Filter, **changes: str | None) -> str:
    """The address of the same list with other filters."""
    told = {**wanted.keys, "from": wanted.first, "to": wanted.last, **changes}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{path}?{query}" if query else path


def choices(db: Connection) -> dict[str, list[tuple[str, int]]]:
    """For each filter of articles the keys that most articles have."""
    sizes = {"outlet": 60, "who": 60, "place": 60, "type": 16, "status": 7}
    return {kind: filters.top(db, "articles", kind, size) for kind, size in sizes.items()}
