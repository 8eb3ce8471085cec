"""Search: words in articles, headlines or statements; names that the words begin."""

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import UsageError
from onrecord.serve.pages.home import title
from onrecord.serve.query import filters
from onrecord.serve.query.search import FIELDS, find
from onrecord.serve.room import page, shown

SIZE = 20
PAGES = 100


def search(request: Request) -> Response:
    db = shown(request).db
    text, field, number = question(request)
    hits, count = find(db, text, field, SIZE, (number - 1) * SIZE) if text else ([], 0)
    for hit in hits:
        hit["title"] = title(hit)
    more = count > number * SIZE and number < PAGES
    return page(
        request,
        "search.html",
        text=text,
        field=field,
        hits=hits,
        count=count,
        names=_names(request, text) if text and number == 1 else [],
        next_page=number + 1 if more else None,
    )


def question(request: Request) -> tuple[str, str, int]:
    """Words, field and number of the page; `UsageError` for a field that there is not."""
    text = request.query_params.get("q", "").strip()[:300]
    field = request.query_params.get("in", "text")
    if field not in FIELDS:
        raise UsageError(f"no field {field!r}; there are {', '.join(FIELDS)}")
    number = request.query_params.get("page", "1")
    return text, field, min(max(int(number), 1), PAGES) if number.isdigit() else 1


def _names(request: Request, text: str) -> list[tuple[str, str]]:
    db = shown(request).db
    begin = text[0].upper() + text[1:]
    return [
        (kind, key)
        for kind in ("who", "outlet", "place")
        for key in filters.suggest(db, kind, begin, 4)
    ]
