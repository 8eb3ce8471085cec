"""The reading room as an ASGI application: routes, and what holds for all of them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import BaseRoute, Route

from onrecord.errors import OnrecordError
from onrecord.serve import static
from onrecord.serve.api import describe
from onrecord.serve.guard import Guard
from onrecord.serve.handlers import Post, get, on_error, post
from onrecord.serve.jobs import Jobs
from onrecord.serve.pages import (
    about,
    account,
    article,
    comments,
    feed,
    home,
    openid,
    passkeys,
    paste,
    people,
    search,
    sign_in,
    story,
    tables,
    verdicts,
)
from onrecord.serve.room import Room
from onrecord.serve.settings import Settings
from onrecord.serve.stores import Stores
from onrecord.serve.templates import Templates


def create(settings: Settings, examples: Path | None = None) -> Starlette:
    """The application; `examples` is the file that the shipped examples are read into."""
    room = Room(
        settings=settings,
        stores=Stores(settings.store, examples),
        jobs=Jobs(),
        templates=Templates(settings.lang),
    )
    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Guard, settings=settings), *_handshake(settings)],
        exception_handlers={OnrecordError: on_error, HTTPException: on_error, 500: on_error},
        lifespan=_lifespan,
    )
    app.state.room = room
    if settings.openid is not None:
        app.state.openid = openid.client(settings.openid)
    return app


def _handshake(settings: Settings) -> list[Middleware]:
    """A short-lived signed cookie that carries an OpenID sign-in from its start to its end."""
    if settings.openid is None:
        return []
    return [
        Middleware(
            SessionMiddleware,
            secret_key=secrets.token_hex(32),
            session_cookie="onrecord_openid",
            max_age=600,
            same_site="lax",
            https_only=settings.secure,
        )
    ]


def routes() -> list[BaseRoute]:
    """All addresses."""
    return [*_reading(), *_people(), *describe.routes(), Route("/static/{name}", static.file)]


def _reading() -> list[BaseRoute]:
    return [
        Route("/", get(home.stories)),
        Route("/story/{story}", get(story.story)),
        Route("/articles", get(home.articles)),
        Route("/article/{article}", get(article.article)),
        Route("/article/{article}/{span}", get(article.article)),
        *(Route(f"/{name}", get(tables.table(name))) for name in tables.COLUMNS),
        Route("/actors", get(people.actors)),
        Route("/actor", get(people.actor)),
        Route("/outlets", get(people.outlets)),
        Route("/outlet", get(people.outlet)),
        Route("/search", get(search.search)),
        Route("/feed.atom", get(feed.feed)),
        Route("/about", get(about.about)),
        Route("/api", get(about.api)),
        Route("/trail", get(about.trail)),
        Route("/trail.jsonl", get(about.export)),
        Route("/record/{article}/{anchor}", get(verdicts.record)),
        Route("/review", get(verdicts.queue)),
    ]


def _people() -> list[BaseRoute]:
    """Where somebody gives something, or shows who they are."""
    forms: list[tuple[str, Post, str | None]] = [
        ("/read", paste.take, None),
        ("/comment", comments.add, "commenter"),
        ("/comment/{n:int}/remove", comments.remove, "commenter"),
        ("/verdict", verdicts.give, "analyst"),
        ("/sign-out", sign_in.sign_out, None),
        ("/account/password", account.new_password, "reader"),
        ("/account/token", account.new_token, "reader"),
        ("/account/token/end", account.end_token, "reader"),
        ("/account/passkey/begin", passkeys.begin_adding, "reader"),
        ("/account/passkey", passkeys.add, "reader"),
        ("/account/passkey/remove", passkeys.remove, "reader"),
        ("/account/add", account.add, "admin"),
        ("/account/change", account.change, "admin"),
        ("/account/switch", account.switch, "admin"),
    ]
    doors: list[tuple[str, Post]] = [
        ("/sign-in", sign_in.sign_in),
        ("/sign-in/passkey/begin", passkeys.begin_signing_in),
        ("/sign-in/passkey", passkeys.sign_in),
        ("/setup", sign_in.set_up),
    ]
    return [
        Route("/read", get(paste.form)),
        Route("/reading/{job}", get(paste.progress)),
        Route("/account", get(account.own, "reader")),
        Route("/sign-in", sign_in.form),
        Route("/setup", sign_in.setup),
        Route("/sign-in/openid", openid.start),
        Route("/sign-in/openid/back", openid.back),
        *(Route(path, post(work, role), methods=["POST"]) for path, work, role in forms),
        *(Route(path, post(work, open_to_all=True), methods=["POST"]) for path, work in doors),
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    room: Room = app.state.room
    anyio.to_thread.current_default_thread_limiter().total_tokens = room.settings.threads
    _begin(room)
    try:
        yield
    finally:
        room.jobs.close()


def _begin(room: Room) -> None:
    """Load the secret that forms are signed with, and read the examples where they are needed."""
    if room.stores.writable:
        with room.stores.writing() as db:
            sql = "INSERT OR IGNORE INTO room (key, value) VALUES ('secret', ?)"
            db.execute(sql, (room.secret.hex(),))
            row = db.execute("SELECT value FROM room WHERE key = 'secret'").fetchone()
        room.secret = bytes.fromhex(row[0])
    target = room.stores.examples
    if target is None or room.stores.filled() or target.exists():
        return
    folder = examples_folder()
    if folder is not None:
        room.jobs.add_examples(target, folder)


def examples_folder() -> Path | None:
    """The shipped example pages: in the package, or at the root of a checkout."""
    package = Path(__file__).parents[1] / "examples"
    checkout = Path(__file__).parents[3] / "examples"
    return next((folder for folder in (package, checkout) if folder.is_dir()), None)
