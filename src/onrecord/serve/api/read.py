"""What the API tells."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotFound, UsageError
from onrecord.serve.api import shapes
from onrecord.serve.pages.home import cursor, title
from onrecord.serve.pages.search import question
from onrecord.serve.pages.tables import COLUMNS
from onrecord.serve.query import filters
from onrecord.serve.query import stories as story_lists
from onrecord.serve.query.search import find
from onrecord.serve.room import room_of, shown, visitor_of
from onrecord.store import review

MOST = 200


def answer(value: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def limit(request: Request) -> int:
    told = request.query_params.get("limit", "50")
    if not told.isdigit() or not 1 <= int(told) <= MOST:
        raise UsageError(f"limit is a number from 1 to {MOST}")
    return int(told)


def following(request: Request, name: str, value: object) -> str | None:
    """The address of the next page."""
    if value is None:
        return None
    told = [(k, v) for k, v in request.query_params.multi_items() if k != name]
    return f"{request.url.path}?{urlencode([*told, (name, value)])}"


def table(name: str, shape: Any) -> Callable[[Request], Response]:
    """A list of statements, events or figures."""

    def handler(request: Request) -> Response:
        wanted = filters.asked(name, request.query_params)
        rows, end = filters.rows(
            shown(request).db, wanted, COLUMNS[name], limit(request), cursor(request)
        )
        return answer(_page(request, shape, rows, end))

    return handler


def articles(request: Request) -> Response:
    wanted = filters.asked("articles", request.query_params)
    columns = (
        "a.id, a.title, a.outlet, a.published, substr(a.text, 1, 300) AS text,"
        " (SELECT count(*) FROM statements s WHERE s.article = a.id) AS statements,"
        " (SELECT count(*) FROM events e WHERE e.article = a.id) AS events"
    )
    rows, end = filters.rows(shown(request).db, wanted, columns, limit(request), cursor(request))
    for row in rows:
        row["title"] = title(row)
    return answer(_page(request, shapes.Articles, rows, end))


def _page(request: Request, shape: Any, rows: list[dict[str, Any]], end: object) -> Any:
    return msgspec.convert({"items": rows, "next": following(request, "before", end)}, shape)


def article(request: Request) -> Response:
    return answer(shown(request).report(request.path_params["article"]))


def stories(request: Request) -> Response:
    db = shown(request).db
    wanted = filters.asked("articles", request.query_params)
    before = request.query_params.get("before")
    if wanted:
        rows, end = story_lists.fitting(db, wanted, limit(request), before)
    else:
        rows, end = story_lists.latest(db, limit(request), before)
    return answer(_page(request, shapes.Stories, rows, end))


def story(request: Request) -> Response:
    return answer(shown(request).story(request.path_params["story"]))


def search(request: Request) -> Response:
    text, field, number = question(request)
    size = limit(request)
    rows, count = find(shown(request).db, text, field, size, (number - 1) * size)
    for row in rows:
        row["title"] = title(row)
    more = number + 1 if count > number * size and number < 100 else None
    told = {"items": rows, "next": following(request, "page", more), "count": count}
    return answer(msgspec.convert(told, shapes.Hits))


def outlets(request: Request) -> Response:
    return _top(request, "outlet")


def actors(request: Request) -> Response:
    return _top(request, "who")


def _top(request: Request, kind: str) -> Response:
    size = limit(request)
    found = room_of(request).cache.get(
        ("top", str(shown(request).path), kind, size),
        lambda: filters.top(shown(request).db, "articles", kind, size),
    )
    return answer(shapes.Counts(items=[shapes.Count(name=k, articles=n) for k, n in found]))


def suggest(request: Request) -> Response:
    """Names that begin so, of actors, outlets, places, speakers, units."""
    kind, text = request.query_params.get("kind", ""), request.query_params.get("q", "")[:80]
    if kind not in {"who", "outlet", "place", "speaker", "word", "unit"} or not text:
        raise UsageError("name a kind (who, outlet, place, speaker, word, unit) and a beginning q")
    db = shown(request).db
    found = filters.suggest(db, kind, text) or filters.suggest(db, kind, text.title())
    return answer(shapes.Names(items=found))


def states(request: Request) -> Response:
    own = room_of(request).stores.own().db
    return answer(shapes.States(items=review.states(own, request.path_params["article"])))


def comments(request: Request) -> Response:
    own = room_of(request).stores.own().db
    found = review.comments(own, article=request.path_params["article"])
    return answer(shapes.Comments(items=found))


def reading(request: Request) -> Response:
    job = room_of(request).jobs.get(request.path_params["job"])
    if job is None:
        raise NotFound("no such page is being read")
    return answer(reading_of(request, job))


def reading_of(request: Request, job: Any) -> shapes.Reading:
    return shapes.Reading(
        id=job.id,
        name=job.name,
        stage=job.stage,
        ahead=room_of(request).jobs.ahead(job),
        articles=job.articles,
        reason=job.reason,
        seconds=job.seconds,
    )


def me(request: Request) -> Response:
    account = visitor_of(request).account
    return answer(
        shapes.Me(name=account.name if account else None, role=account.role if account else None)
    )
