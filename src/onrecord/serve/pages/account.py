"""One's own account, and everybody's for admins."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import UsageError
from onrecord.serve.pages import passkeys
from onrecord.serve.pages.sign_in import begin
from onrecord.serve.room import page, room_of, visitor_of
from onrecord.store import accounts, trail
from onrecord.store.accounts import ROLES


def own(request: Request) -> Response:
    return _own(request)


def _own(request: Request, secret: str | None = None) -> Response:
    account = visitor_of(request).need("reader")
    db = room_of(request).stores.own().db
    row = db.execute("SELECT password FROM accounts WHERE id = ?", (account.id,)).fetchone()
    everybody = accounts.every(db) if account.may("admin") else []
    return page(
        request,
        "account.html",
        tokens=accounts.tokens(db, account),
        passkeys=passkeys.of(db, account),
        has_password=row["password"] is not None,
        secret=secret,
        everybody=everybody,
        roles=ROLES,
        anonymous=room_of(request).setting("anonymous", "yes"),
    )


def new_password(request: Request, form: FormData) -> Response:
    account = visitor_of(request).need("reader")
    old, new = str(form.get("old") or ""), str(form.get("new") or "")
    room = room_of(request)
    db = room.stores.own().db
    row = db.execute("SELECT password FROM accounts WHERE id = ?", (account.id,)).fetchone()
    if row["password"] and accounts.check_password(db, account.name, old) is None:
        raise UsageError("the old password is wrong")
    with room.stores.writing() as db:
        accounts.set_password(db, account, new, by=account.name)
    return begin(request, account, "/account")


def new_token(request: Request, form: FormData) -> Response:
    account = visitor_of(request).need("reader")
    with room_of(request).stores.writing() as db:
        secret = accounts.add_token(db, account, str(form.get("label") or ""))
    return _own(request, secret)


def end_token(request: Request, form: FormData) -> Response:
    account = visitor_of(request).need("reader")
    with room_of(request).stores.writing() as db:
        accounts.end_token(db, account, str(form.get("token") or ""))
    return RedirectResponse("/account", 303)


def add(request: Request, form: FormData) -> Response:
    """An admin makes an account with a first password."""
    admin = visitor_of(request).need("admin")
    with room_of(request).stores.writing() as db:
        accounts.add(
            db,
            str(form.get("name") or ""),
            str(form.get("role") or ""),
            password=str(form.get("password") or ""),
            by=admin.name,
        )
    return RedirectResponse("/account", 303)


def change(request: Request, form: FormData) -> Response:
    """An admin gives another role, closes or opens an account."""
    admin = visitor_of(request).need("admin")
    with room_of(request).stores.writing() as db:
        account = accounts.named(db, str(form.get("name") or ""))
        role, active = str(form.get("role") or account.role), form.get("active") == "yes"
        if role != account.role:
            accounts.set_role(db, account, role, by=admin.name)
        if active != account.active:
            accounts.set_active(db, account, active, by=admin.name)
    return RedirectResponse("/account", 303)


def switch(request: Request, form: FormData) -> Response:
    """Whether people without an account may read."""
    admin = visitor_of(request).need("admin")
    value = "yes" if form.get("anonymous") == "yes" else "no"
    with room_of(request).stores.writing() as db:
        db.execute("INSERT OR REPLACE INTO room VALUES ('anonymous', ?)", (value,))
        trail.add(db, admin.name, "anonymous reading", "room", value=value)
    room_of(request).cache.clear()
    return RedirectResponse("/account", 303)
