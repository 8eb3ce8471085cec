"""Passkeys (Web Authentication, level 2) by py_webauthn: kept on one's device, nothing to leak."""

import json
import sqlite3
import time
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.errors import UsageError
from onrecord.serve.handlers import local_path
from onrecord.serve.pages.sign_in import begin
from onrecord.serve.room import Room, room_of, visitor_of
from onrecord.store import accounts, trail
from onrecord.store.accounts import Account

LONGEST = 300.0  # seconds that a challenge may be answered in
_challenges: dict[bytes, float] = {}


def of(db: sqlite3.Connection, account: Account) -> list[sqlite3.Row]:
    sql = "SELECT hex(credential) AS id, label, made FROM passkeys WHERE account = ? ORDER BY made"
    return db.execute(sql, (account.id,)).fetchall()


def _party(room: Room) -> tuple[str, str]:
    """The relying party's id (the host's name) and the origin of its pages."""
    origin = room.settings.url.replace("127.0.0.1", "localhost")
    return origin.split("://")[1].split(":")[0].split("/")[0], origin


def _challenge(options: Any) -> None:
    now = time.monotonic()
    for old in [c for c, at in list(_challenges.items()) if now - at > LONGEST]:
        _challenges.pop(old, None)
    _challenges[options.challenge] = now


def _answered(credential: dict[str, Any]) -> bytes:
    """The challenge that the browser answered, taken off the list so that it counts once."""
    from webauthn.helpers import base64url_to_bytes

    try:
        client = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(client["challenge"])
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("that is no answer of a passkey") from error
    at = _challenges.pop(challenge, None)
    if at is None or time.monotonic() - at > LONGEST:
        raise UsageError("that took too long: try again")
    return challenge


def begin_adding(request: Request, form: FormData) -> Response:
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
    )

    account = visitor_of(request).need("reader")
    room = room_of(request)
    known = [bytes.fromhex(row["id"]) for row in of(room.stores.own().db, account)]
    options = generate_registration_options(
        rp_id=_party(room)[0],
        rp_name="on record",
        user_id=str(account.id).encode(),
        user_name=account.name,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=key) for key in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED
        ),
    )
    _challenge(options)
    return Response(options_to_json(options), media_type="application/json")


def add(request: Request, form: FormData) -> Response:
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    account = visitor_of(request).need("reader")
    room = room_of(request)
    credential = _credential(form)
    party, origin = _party(room)
    try:
        found = verify_registration_response(
            credential=credential,
            expected_challenge=_answered(credential),
            expected_rp_id=party,
            expected_origin=origin,
        )
    except WebAuthnException as error:
        raise UsageError(f"the passkey was not accepted: {error}") from error
    label = str(form.get("label") or "passkey")[:80]
    with room.stores.writing() as db:
        db.execute(
            "INSERT INTO passkeys VALUES (?, ?, ?, ?, ?, ?)",
            (
                found.credential_id,
                account.id,
                found.credential_public_key,
                found.sign_count,
                label,
                trail.now(),
            ),
        )
        trail.add(db, account.name, "passkey added", f"account:{account.name}", label=label)
    return JSONResponse({"next": "/account"})


def remove(request: Request, form: FormData) -> Response:
    from starlette.responses import RedirectResponse

    account = visitor_of(request).need("reader")
    with room_of(request).stores.writing() as db:
        db.execute(
            "DELETE FROM passkeys WHERE account = ? AND hex(credential) = ?",
            (account.id, str(form.get("passkey") or "")),
        )
        trail.add(db, account.name, "passkey removed", f"account:{account.name}")
    return RedirectResponse("/account", 303)


def begin_signing_in(request: Request, form: FormData) -> Response:
    from webauthn import generate_authentication_options, options_to_json

    options = generate_authentication_options(rp_id=_party(room_of(request))[0])
    _challenge(options)
    return Response(options_to_json(options), media_type="application/json")


def sign_in(request: Request, form: FormData) -> Response:
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.exceptions import WebAuthnException

    room = room_of(request)
    credential = _credential(form)
    challenge = _answered(credential)
    key = base64url_to_bytes(str(credential.get("rawId") or ""))
    row = (
        room.stores.own()
        .db.execute(
            "SELECT p.*, a.name FROM passkeys p JOIN accounts a ON a.id = p.account"
            " WHERE p.credential = ? AND a.active",
            (key,),
        )
        .fetchone()
    )
    if row is None:
        raise UsageError("no account has this passkey")
    party, origin = _party(room)
    try:
        found = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party,
            expected_origin=origin,
            credential_public_key=row["public_key"],
            credential_current_sign_count=row["sign_count"],
        )
    except WebAuthnException as error:
        raise UsageError(f"the passkey was not accepted: {error}") from error
    with room.stores.writing() as db:
        sql = "UPDATE passkeys SET sign_count = ? WHERE credential = ?"
        db.execute(sql, (found.new_sign_count, key))
        account = accounts.named(db, row["name"])
    where = local_path(str(form.get("next") or ""))
    answer = JSONResponse({"next": where})
    session = begin(request, account, where)
    for name, value in session.raw_headers:
        if name == b"set-cookie":
            answer.raw_headers.append((name, value))
    return answer


def _credential(form: FormData) -> dict[str, Any]:
    try:
        found = json.loads(str(form.get("credential") or ""))
    except json.JSONDecodeError as error:
        raise UsageError("that is no answer of a passkey") from error
    if not isinstance(found, dict):
        raise UsageError("that is no answer of a passkey")
    return found
