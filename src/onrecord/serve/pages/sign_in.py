"""Signing in with a password, signing out, and the first admin of a new room."""

import hmac

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import UsageError
from onrecord.serve.handlers import local_path
from onrecord.serve.pages.paste import has_accounts
from onrecord.serve.room import Denied, page, room_of, visitor_of
from onrecord.store import accounts, attempts, trail
from onrecord.store.accounts import DAYS, Account


def form(request: Request) -> Response:
    return _form(request)


def _form(request: Request, wrong: str | None = None, status: int = 200) -> Response:
    openid = room_of(request).settings.openid
    following = local_path(request.query_params.get("next"))
    return page(
        request,
        "sign_in.html",
        status=status,
        wrong=wrong,
        following=following,
        openid=openid.name if openid else None,
        accounts_exist=has_accounts(request),
    )


def sign_in(request: Request, given: FormData) -> Response:
    """A name and a password; what fails is counted, and after too many the door stays shut."""
    room = room_of(request)
    name, password = str(given.get("name") or ""), str(given.get("password") or "")
    address = request.client.host if request.client else "?"
    db = room.stores.own().db
    wait = attempts.wait(db, name, address)
    if wait:
        minutes = -(-wait // 60)
        return _form(request, f"Too many tries: wait {minutes} minutes.", 429)
    account = accounts.check_password(db, name, password)
    if account is None:
        with room.stores.writing() as db:
            attempts.failed(db, name, address)
        return _form(request, "The name or the password is wrong.", 401)
    with room.stores.writing() as db:
        attempts.succeeded(db, name)
    return begin(request, account, local_path(str(given.get("next") or "")))


def begin(request: Request, account: Account, where: str) -> Response:
    """A fresh session: a cookie that scripts cannot see and other sites cannot use."""
    room, visitor = room_of(request), visitor_of(request)
    with room.stores.writing() as db:
        if visitor.session:
            accounts.end_session(db, visitor.session)
        secret = accounts.begin_session(db, account)
        trail.add(db, account.name, "signed in", f"account:{account.name}")
    answer = RedirectResponse(where, 303)
    answer.set_cookie(
        room.cookie,
        secret,
        max_age=DAYS * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=room.settings.secure,
    )
    return answer


def sign_out(request: Request, given: FormData) -> Response:
    room, visitor = room_of(request), visitor_of(request)
    if visitor.session:
        with room.stores.writing() as db:
            accounts.end_session(db, visitor.session)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(
        room.cookie, path="/", httponly=True, samesite="lax", secure=room.settings.secure
    )
    return answer


def setup(request: Request) -> Response:
    _check_key(request, request.query_params.get("key", ""))
    return page(request, "setup.html", key=request.query_params["key"])


def set_up(request: Request, given: FormData) -> Response:
    """The first account is an admin; the key is told where the server was started."""
    _check_key(request, str(given.get("key") or ""))
    password = str(given.get("password") or "")
    if password != str(given.get("again") or ""):
        raise UsageError("the two passwords differ")
    with room_of(request).stores.writing() as db:
        account = accounts.add(
            db, str(given.get("name") or ""), "admin", password=password, by="setup"
        )
    return begin(request, account, "/account")


def _check_key(request: Request, key: str) -> None:
    room = room_of(request)
    if has_accounts(request) or not hmac.compare_digest(key.encode(), room.setup_key.encode()):
        raise Denied("This link was for the first account, and is used up.", sign_in=False)
