"""What all pages share, and how a visitor is known."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.errors import OnrecordError
from onrecord.serve.cache import Cache
from onrecord.serve.settings import Settings
from onrecord.serve.stores import Stores
from onrecord.serve.templates import Templates
from onrecord.store import accounts
from onrecord.store.accounts import Account

if TYPE_CHECKING:
    from onrecord.serve.jobs import Jobs
    from onrecord.store import Store

SEED = "onrecord_seed"  # cookie that ties the forms of somebody not signed in to their browser


class Denied(OnrecordError):
    """The visitor may not do that; `sign_in` says whether signing in may help."""

    def __init__(self, message: str, *, sign_in: bool) -> None:
        super().__init__(message)
        self.sign_in = sign_in


@dataclass
class Room:
    """The server's parts."""

    settings: Settings
    stores: Stores
    jobs: "Jobs"
    templates: Templates
    cache: Cache = field(default_factory=Cache)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    setup_key: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def cookie(self) -> str:
        return "__Host-onrecord" if self.settings.secure else "onrecord"

    def setting(self, key: str, default: str) -> str:
        """A switch that admins set; it takes effect within seconds."""
        return self.cache.get(("setting", key), lambda: self._setting(key)) or default

    def _setting(self, key: str) -> str:
        sql = "SELECT value FROM room WHERE key = ?"
        row = self.stores.own().db.execute(sql, (key,)).fetchone()
        return str(row[0]) if row else ""

    def first_account_wanted(self) -> bool:
        db = self.stores.own().db
        return self.stores.writable and not db.execute("SELECT 1 FROM accounts").fetchone()

    def sign(self, value: str) -> str:
        return hmac.new(self.secret, value.encode(), hashlib.sha256).hexdigest()


class Visitor:
    """Who asks: an account by cookie or token, or nobody in particular."""

    def __init__(self, request: Request, room: Room) -> None:
        self.room = room
        self.session = request.cookies.get(room.cookie, "")
        self.seed = request.cookies.get(SEED, "")
        self.made_seed = False
        self.token = _bearer(request)
        self.account = self._account()

    def _account(self) -> Account | None:
        if self.token:
            return accounts.of_token(self.room.stores.own().db, self.token)
        if self.session:
            return accounts.of_session(self.room.stores.own().db, self.session)
        return None

    def may(self, role: str) -> bool:
        return self.account is not None and self.account.may(role)

    def need(self, role: str) -> Account:
        """The account, when it has the role; else `Denied`."""
        if self.account is None:
            raise Denied("Sign in first.", sign_in=True)
        if not self.account.may(role):
            raise Denied(f"That takes the role of {_a(role)}.", sign_in=False)
        return self.account

    def form_token(self) -> str:
        """What a form carries, so that no other site can send it."""
        if self.account and self.session:
            return self.room.sign(f"session {self.session}")
        if not self.seed:
            self.seed, self.made_seed = secrets.token_urlsafe(16), True
        return self.room.sign(f"seed {self.seed}")

    def check_form(self, token: str) -> None:
        valid = self.account and self.session and self.form_token()
        if not valid:
            valid = self.room.sign(f"seed {self.seed}") if self.seed else ""
        if not valid or not hmac.compare_digest(valid, token):
            raise Denied("This form is out of date: go back, reload, send again.", sign_in=False)


def _a(role: str) -> str:
    return f"an {role}" if role[0] in "ae" else f"a {role}"


def _bearer(request: Request) -> str:
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else ""


def room_of(request: Request) -> Room:
    room: Room = request.app.state.room
    return room


def visitor_of(request: Request) -> Visitor:
    if not hasattr(request.state, "visitor"):
        request.state.visitor = Visitor(request, room_of(request))
    visitor: Visitor = request.state.visitor
    return visitor


def shown(request: Request) -> "Store":
    """The store whose records are on show."""
    return room_of(request).stores.shown()


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page of the reading room."""
    room, visitor = room_of(request), visitor_of(request)
    own = room.stores
    shared = {
        "visitor": visitor,
        "account": visitor.account,
        "form_token": visitor.form_token,
        "path": request.url.path,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "query": request.query_params,
        "examples": not own.filled() and room.settings.examples,
        "reading_examples": room.jobs.examples_waiting and not own.filled(),
        "writable": own.writable,
    }
    html = room.templates.render(template, shared | values)
    response = HTMLResponse(html, status)
    if visitor.made_seed:
        response.set_cookie(
            SEED, visitor.seed, httponly=True, samesite="lax", secure=room.settings.secure
        )
    if visitor.account:
        response.headers["cache-control"] = "no-store"
    return response
