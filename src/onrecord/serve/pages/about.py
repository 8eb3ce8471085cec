"""The trail, the API's page, and what this room is."""

import json
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.serve.api.describe import ENDPOINTS
from onrecord.serve.pages.paste import has_accounts
from onrecord.serve.query import overview
from onrecord.serve.room import page, room_of, shown
from onrecord.store import trail as kept
from onrecord.version import __version__

SIZE = 100


def trail(request: Request) -> Response:
    """The newest lines, and whether all of them hold."""
    db = room_of(request).stores.own().db
    before = request.query_params.get("before", "")
    top = int(before) if before.isdigit() else 1 << 62
    rows = db.execute(
        "SELECT * FROM trail WHERE n < ? ORDER BY n DESC LIMIT ?", (top, SIZE + 1)
    ).fetchall()
    broken = room_of(request).cache.get("trail", lambda: _broken(request))
    return page(
        request,
        "trail.html",
        lines=rows[:SIZE],
        following=rows[SIZE - 1]["n"] if len(rows) > SIZE else None,
        broken=broken or None,
    )


def _broken(request: Request) -> object:
    return kept.verify(room_of(request).stores.own().db) or ""


def export(request: Request) -> Response:
    """The whole trail as JSON lines."""
    db = room_of(request).stores.own().db
    lines = list(kept.lines(db))

    def told() -> Iterator[str]:
        for line in lines:
            yield json.dumps(line, ensure_ascii=False) + "\n"

    headers = {"content-disposition": 'attachment; filename="trail.jsonl"'}
    return StreamingResponse(told(), media_type="application/jsonl", headers=headers)


def api(request: Request) -> Response:
    return page(request, "api.html", endpoints=ENDPOINTS, base=room_of(request).settings.url)


def about(request: Request) -> Response:
    store = shown(request)
    totals = room_of(request).cache.get(
        ("totals", str(store.path)), lambda: overview.totals(shown(request).db)
    )
    return page(
        request,
        "about.html",
        totals=totals,
        version=__version__,
        accounts=has_accounts(request),
    )
