"""Plain functions as endpoints: who may come in, forms checked, errors told in one shape."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from onrecord.errors import NotFound, OnrecordError, StoreError, UsageError
from onrecord.serve.room import Denied, page, room_of, visitor_of

Get = Callable[[Request], Response]
Post = Callable[[Request, FormData], Response]
CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    405: "wrong_method",
    413: "too_large",
    429: "too_often",
    503: "not_now",
}


def enter(request: Request, role: str | None) -> None:
    """Let the visitor in, or raise `Denied`."""
    visitor = visitor_of(request)
    if role is not None:
        visitor.need(role)
    elif visitor.account is None and room_of(request).setting("anonymous", "yes") != "yes":
        raise Denied("This reading room is for people with an account.", sign_in=True)


def get(handler: Get, role: str | None = None) -> Get:
    """A page for everybody, or for accounts of a role; works in a thread of the pool."""

    @wraps(handler)
    def endpoint(request: Request) -> Response:
        enter(request, role)
        return handler(request)

    return endpoint


def post(
    handler: Post, role: str | None = None, *, open_to_all: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    """What a form is sent to. `open_to_all` lets people in who have yet to sign in."""

    def work(request: Request, form: FormData) -> Response:
        if not open_to_all:
            enter(request, role)
        visitor = visitor_of(request)
        if not visitor.token:  # a browser never sends a token of its own accord
            token = form.get("form_token") or request.headers.get("x-form-token", "")
            visitor.check_form(str(token))
        return handler(request, form)

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        limit = room_of(request).settings.body_limit
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Denied("Another site sent this form.", sign_in=False)
        async with request.form(max_files=1, max_fields=60, max_part_size=limit) as form:
            return await run_in_threadpool(work, request, form)

    return endpoint


def is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def failure(request: Request, status: int, message: str) -> Response:
    """An error in the one shape of the API, or as a page."""
    if is_api(request):
        code = CODES.get(status, "error")
        told = {"error": {"status": status, "code": code, "message": message}}
        return JSONResponse(told, status)
    return page(request, "error.html", status=status, status_code=status, message=message)


def on_error(request: Request, error: Exception) -> Response:
    """Errors of ours -> answers; what is not ours is a defect, and said to be one."""
    if isinstance(error, Denied):
        if error.sign_in and not is_api(request) and request.method == "GET":
            return RedirectResponse(f"/sign-in?next={_quoted(request)}", 303)
        return failure(request, 401 if error.sign_in else 403, str(error))
    if isinstance(error, HTTPException):
        return failure(request, error.status_code, str(error.detail))
    if isinstance(error, NotFound):
        return failure(request, 404, _not_found(error))
    if isinstance(error, UsageError):
        return failure(request, 400, str(error))
    if isinstance(error, StoreError):
        return failure(request, 503, str(error))
    if isinstance(error, OnrecordError):
        return failure(request, 400, str(error))
    return failure(request, 500, "Something is wrong with this program; the log says more.")


def _quoted(request: Request) -> str:
    from urllib.parse import quote

    query = f"?{request.url.query}" if request.url.query else ""
    return quote(request.url.path + query, safe="")


def local_path(value: str | None, default: str = "/") -> str:
    """An address of this site to go on to, never one of another."""
    safe = value and value.startswith("/") and not value.startswith(("//", "/\\"))
    return value if safe and value and "\n" not in value and "\r" not in value else default


def _not_found(error: NotFound) -> str:
    """Without the store's path, which is nobody's business."""
    _, sign, rest = str(error).partition(" holds nothing")
    return f"There is nothing{rest}." if sign else str(error)
