"""The API's endpoints, and their description in OpenAPI 3.1 made from the same list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.records import Report
from onrecord.serve.api import read, shapes, write
from onrecord.serve.handlers import get, post
from onrecord.serve.query.filters import KINDS
from onrecord.serve.query.search import FIELDS
from onrecord.story_records import Story
from onrecord.version import __version__

DATES = {"from": "first day (YYYY, YYYY-MM or YYYY-MM-DD)", "to": "last day"}
PAGED = {"before": "where the page begins: as `next` of the page before says", "limit": "1 to 200"}


@dataclass(frozen=True)
class Endpoint:
    """One path and method; `role` is what its caller needs at least."""

    path: str
    summary: str
    handler: Callable[..., Response]
    shape: Any
    query: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    status: int = 200
    role: str | None = None

    @property
    def method(self) -> str:
        return "post" if self.body else "get"


def _filters(table: str) -> dict[str, str]:
    return {kind: f"only rows of this {kind}" for kind in KINDS[table]} | DATES | PAGED


_SEARCH = {
    "q": "words, or a phrase in double quotes",
    "in": f"where: {', '.join(FIELDS)}",
    "page": "number of the page, from 1",
    "limit": "1 to 200",
}
ENDPOINTS = [
    Endpoint("/articles", "Articles, the newest first", read.articles, shapes.Articles,
             _filters("articles")),
    Endpoint("/articles/{article}", "The record of an article", read.article, Report),
    Endpoint("/articles/{article}/states", "What people make of its records", read.states,
             shapes.States),
    Endpoint("/articles/{article}/comments", "Comments on it", read.comments, shapes.Comments),
    Endpoint("/statements", "Statements, the newest first",
             read.table("statements", shapes.Statements), shapes.Statements,
             _filters("statements")),
    Endpoint("/events", "Events, the newest first", read.table("events", shapes.Events),
             shapes.Events, _filters("events")),
    Endpoint("/figures", "Figures, the newest first", read.table("figures", shapes.Figures),
             shapes.Figures, _filters("figures")),
    Endpoint("/stories", "Stories, the latest first", read.stories, shapes.Stories,
             _filters("articles")),
    Endpoint("/stories/{story}", "A story", read.story, Story),
    Endpoint("/search", "Full-text search", read.search, shapes.Hits, _SEARCH),
    Endpoint("/outlets", "Outlets by number of articles", read.outlets, shapes.Counts,
             {"limit": "1 to 200"}),
    Endpoint("/actors", "Actors by number of articles", read.actors, shapes.Counts,
             {"limit": "1 to 200"}),
    Endpoint("/suggest", "Names that begin so", read.suggest, shapes.Names,
             {"kind": "who, outlet, place, speaker, word or unit", "q": "the beginning"}),
    Endpoint("/readings/{job}", "How far a page has come", read.reading, shapes.Reading),
    Endpoint("/me", "Whom the token or cookie belongs to", read.me, shapes.Me),
    Endpoint("/readings", "Have a page read", write.reading, shapes.Reading,
             body={"text": "the page's text or HTML", "file": "or a file", "outlet": "who "
                   "published it", "published": "when"}, status=202),
    Endpoint("/comments", "Comment on an article, a record, a passage or a story", write.comment,
             shapes.Made, body={"text": "the comment", "article": "id", "anchor": "of a record",
                                "span": "START-END of a passage", "story": "id",
                                "parent": "number of the comment that it answers"},
             status=201, role="commenter"),
    Endpoint("/verdicts", "Accept, correct or reject a record", write.verdict, shapes.Made,
             body={"article": "id", "anchor": "of the record", "verdict": "accepted, corrected "
                   "or rejected", "record": "as JSON, where corrected", "why": "the reason"},
             status=201, role="analyst"),
]  # fmt: skip


def routes() -> list[BaseRoute]:
    out: list[BaseRoute] = [Route("/api/openapi.json", get(described))]
    for e in ENDPOINTS:
        handler: Any = post(e.handler, e.role) if e.body else get(e.handler, e.role)
        out.append(Route(f"/api/v1{e.path}", handler, methods=[e.method.upper()]))
    return out


def described(request: Request) -> Response:
    return JSONResponse(description())


def description() -> dict[str, Any]:
    """The whole description."""
    references, components = shapes.schemas()
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method] = _operation(endpoint, references)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": "Who did what to whom, where and when, and on whose word. Reading is "
            "open where the room's admins let it be; the rest takes a token of one's account.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(e: Endpoint, references: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    names = [part[1:-1] for part in e.path.split("/") if part.startswith("{")]
    path = [
        {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names
    ]
    query = [
        {"name": n, "in": "query", "description": told, "schema": {"type": "string"}}
        for n, told in e.query.items()
    ]
    answers = {
        str(e.status): _told("done", references[e.shape]),
        "default": _told("what went wrong", references[shapes.Failure]),
    }
    out: dict[str, Any] = {
        "summary": e.summary,
        "operationId": f"{e.method}{''.join(p.strip('{}').title() for p in e.path.split('/'))}",
        "parameters": [*path, *query],
        "responses": answers,
    }
    if e.role:
        out["security"] = [{"token": []}]
    if e.body:
        fields = {n: {"type": "string", "description": told} for n, told in e.body.items()}
        schema = {"type": "object", "properties": fields}
        kinds = ("multipart/form-data", "application/x-www-form-urlencoded")
        out["requestBody"] = {"content": {kind: {"schema": schema} for kind in kinds}}
    return out


def _told(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}
