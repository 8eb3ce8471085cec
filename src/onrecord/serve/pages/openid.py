"""Signing in through a team's OpenID Connect provider, by Authlib (code flow with PKCE)."""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import NotFound, UsageError
from onrecord.serve.handlers import local_path
from onrecord.serve.pages.sign_in import begin
from onrecord.serve.room import Denied, room_of
from onrecord.serve.settings import OpenId
from onrecord.store import accounts
from onrecord.store.accounts import Account


def client(openid: OpenId) -> Any:
    """The provider as Authlib knows it; its keys and addresses are asked for when needed."""
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        name="team",
        server_metadata_url=f"{openid.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=openid.client,
        client_secret=openid.secret,
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
    )


def failures() -> tuple[type[Exception], ...]:
    """What a provider that is down, or a visitor who was refused there, comes to."""
    from authlib.integrations.base_client.errors import OAuthError
    from httpx2 import HTTPError
    from joserfc.errors import JoseError

    return OAuthError, HTTPError, JoseError


def _provider(request: Request) -> Any:
    if room_of(request).settings.openid is None:
        raise NotFound("no OpenID Connect provider is set up")
    return request.app.state.openid


async def start(request: Request) -> Response:
    provider = _provider(request)
    request.session["next"] = local_path(request.query_params.get("next"))
    where = f"{room_of(request).settings.url}/sign-in/openid/back"
    try:
        answer: Response = await provider.authorize_redirect(request, where)
    except failures() as error:
        raise UsageError(f"the OpenID provider does not answer: {error}") from error
    return answer


async def back(request: Request) -> Response:
    """The provider sent the visitor back: Authlib checks state, nonce, signature and issuer."""
    provider = _provider(request)
    try:
        token = await provider.authorize_access_token(request)
    except failures() as error:
        raise UsageError(f"the OpenID provider did not confirm: {error}") from error
    told = token.get("userinfo") or {}
    if not told.get("sub"):
        raise UsageError("the OpenID provider told no subject")
    account = await run_in_threadpool(_account, request, told)
    where = local_path(request.session.pop("next", "/"))
    return await run_in_threadpool(begin, request, account, where)


def _account(request: Request, told: dict[str, Any]) -> Account:
    """The account of the provider's subject, made on the first visit; never one of that name only.

    A name at the provider is no proof of owning the local account that has it.
    """
    room = room_of(request)
    openid = room.settings.openid
    assert openid is not None
    subject = f"{openid.issuer} {told['sub']}"
    found = accounts.by_subject(room.stores.own().db, subject)
    if found is not None:
        if not found.active:
            raise Denied("This account is closed.", sign_in=False)
        return found
    wished = str(told.get("preferred_username") or told.get("name") or told["sub"])
    with room.stores.writing() as db:
        taken = {a.name.lower() for a in accounts.every(db)}
        name = wished if wished.lower() not in taken else f"{wished} ({told['sub']})"
        return accounts.add(db, name[:64], openid.role, subject=subject, by="openid")
