"""Tables of statements, events and figures, with filters."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from onrecord.serve.pages.home import cursor
from onrecord.serve.query import actors, filters
from onrecord.serve.room import page, room_of, shown

SIZE = 50
COLUMNS = {
    "statements": actors.STATEMENTS,
    "events": actors.EVENTS,
    "figures": actors.FIGURES,
}
# Filters whose few values are shown as a list to choose from.
OFFERED = {
    "statements": ("speaker", "outlet"),
    "events": ("who", "word", "place", "outlet"),
    "figures": ("unit", "word", "outlet"),
}


def table(name: str) -> Callable[[Request], Response]:
    """The page of a table."""

    def handler(request: Request) -> Response:
        wanted = filters.asked(name, request.query_params)
        db = shown(request).db
        rows, following = filters.rows(db, wanted, COLUMNS[name], SIZE, cursor(request))
        room, store = room_of(request), str(shown(request).path)
        offered = room.cache.get(
            ("offered", store, name),
            lambda: {kind: filters.top(shown(request).db, name, kind) for kind in OFFERED[name]},
        )
        return page(
            request,
            f"{name}.html",
            rows=rows,
            following=following,
            wanted=wanted,
            offered=offered,
            fits=filters.count(db, wanted),
        )

    return handler
