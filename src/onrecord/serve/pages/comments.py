"""Comments: taken in, and taken down."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NotFound, UsageError
from onrecord.serve.handlers import local_path
from onrecord.serve.room import room_of, shown, visitor_of
from onrecord.store import review
from onrecord.store.anchors import find
from onrecord.store.anchors import span as span_of


def add(request: Request, form: FormData) -> Response:
    number, where = keep(request, form)
    return RedirectResponse(f"{where}#c{number}", 303)


def keep(request: Request, form: FormData) -> tuple[int, str]:
    """Keep a comment; its number, and the page where it stands."""
    by = visitor_of(request).need("commenter")
    told = {name: str(form.get(name) or "").strip() for name in _FIELDS}
    if bool(told["article"]) == bool(told["story"]):
        raise UsageError("a comment is on an article or on a story")
    parent = int(told["parent"]) if told["parent"].isdigit() else None
    store = shown(request)
    if told["story"]:
        store.story(told["story"])  # NotFound when there is none
        with room_of(request).stores.writing() as db:
            number = review.comment(db, by, told["text"], story=told["story"], parent=parent)
        return number, f"/story/{told['story']}"
    report = store.report(told["article"])
    anchor, place = told["anchor"] or None, None
    if anchor:
        if find(report, anchor) is None:
            raise NotFound("the article has no such record")
        place = span_of(anchor)
    elif told["span"]:
        first, _, last = told["span"].partition("-")
        if not (first.isdigit() and last.isdigit()):
            raise UsageError("a passage is START-END")
        place = int(first), int(last)
    words = _words(report.article.text, place) if place else None
    with room_of(request).stores.writing() as db:
        number = review.comment(
            db, by, told["text"], article=report.article.id, anchor=anchor, place=words,
            parent=parent,
        )  # fmt: skip
    page = f"/record/{report.article.id}/{anchor}" if anchor else f"/article/{report.article.id}"
    return number, page


_FIELDS = ("text", "article", "story", "anchor", "span", "parent")


def _words(text: str, place: tuple[int, int]) -> tuple[int, int, str]:
    start, end = place
    if not 0 <= start < end <= len(text):
        raise UsageError("the article has no such passage")
    return start, end, text[start:end]


def remove(request: Request, form: FormData) -> Response:
    by = visitor_of(request).need("commenter")
    why = str(form.get("why") or "").strip()[:300]
    if not why:
        raise UsageError("say why")
    with room_of(request).stores.writing() as db:
        review.remove_comment(db, by, int(request.path_params["n"]), why)
    return RedirectResponse(local_path(str(form.get("next") or "")), 303)
