"""Accounts and what they may do; each role may do what the ones before it may."""

import hashlib
import re
import secrets
import sqlite3
from datetime import UTC, datetime, timedelta

import msgspec

from onrecord.errors import NotFound, UsageError
from onrecord.store import trail

ROLES = ("reader", "commenter", "analyst", "admin")
SHORTEST = 10  # characters of a password
DAYS = 14  # a session lasts
_NAME = re.compile(r"[^\s<>\"'&/\\](?:[^\n\t<>\"'&/\\]{0,62}[^\s<>\"'&/\\])?")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str
    role: str
    active: bool

    def may(self, role: str) -> bool:
        return self.active and ROLES.index(self.role) >= ROLES.index(role)


def add(
    db: sqlite3.Connection,
    name: str,
    role: str,
    *,
    password: str | None = None,
    subject: str | None = None,
    by: str,
) -> Account:
    """A new account; `UsageError` when the name is taken or the password too short."""
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise UsageError("a name has 1 to 64 characters, none of them < > \" ' & / \\")
    if role not in ROLES:
        raise UsageError(f"no role {role!r}; there are {', '.join(ROLES)}")
    hashed = hash_password(password) if password is not None else None
    try:
        db.execute(
            "INSERT INTO accounts (name, role, password, subject, made) VALUES (?, ?, ?, ?, ?)",
            (name, role, hashed, subject, trail.now()),
        )
    except sqlite3.IntegrityError as error:
        raise UsageError(f"there is an account {name!r} already") from error
    trail.add(db, by, "account added", f"account:{name}", role=role)
    return named(db, name)


def hash_password(password: str) -> str:
    from argon2 import PasswordHasher

    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters")
    return PasswordHasher().hash(password)


def check_password(db: sqlite3.Connection, name: str, password: str) -> Account | None:
    """The account, or None; it takes the same time whether the name or the password is wrong."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    row = db.execute("SELECT * FROM accounts WHERE name = ?", (name.strip(),)).fetchone()
    hashed = row["password"] if row and row["password"] else _nobody()
    try:
        PasswordHasher().verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return None
    return _account(row) if row and row["password"] and row["active"] else None


_NOBODY: list[str] = []


def _nobody() -> str:
    if not _NOBODY:
        _NOBODY.append(hash_password(secrets.token_hex(16)))
    return _NOBODY[0]


def set_password(db: sqlite3.Connection, account: Account, password: str, *, by: str) -> None:
    """A new password ends all sessions of the account."""
    db.execute(
        "UPDATE accounts SET password = ? WHERE id = ?", (hash_password(password), account.id)
    )
    db.execute("DELETE FROM sessions WHERE account = ?", (account.id,))
    trail.add(db, by, "password set", f"account:{account.name}")


def set_role(db: sqlite3.Connection, account: Account, role: str, *, by: str) -> None:
    if role not in ROLES:
        raise UsageError(f"no role {role!r}; there are {', '.join(ROLES)}")
    if account.role == "admin" and role != "admin":
        _keep_an_admin(db, account)
    db.execute("UPDATE accounts SET role = ? WHERE id = ?", (role, account.id))
    trail.add(db, by, "role set", f"account:{account.name}", role=role, before=account.role)


def set_active(db: sqlite3.Connection, account: Account, active: bool, *, by: str) -> None:
    if not active:
        _keep_an_admin(db, account)
        db.execute("DELETE FROM sessions WHERE account = ?", (account.id,))
    db.execute("UPDATE accounts SET active = ? WHERE id = ?", (active, account.id))
    trail.add(db, by, "account opened" if active else "account closed", f"account:{account.name}")


def _keep_an_admin(db: sqlite3.Connection, account: Account) -> None:
    others = db.execute(
        "SELECT 1 FROM accounts WHERE role = 'admin' AND active AND id <> ?", (account.id,)
    ).fetchone()
    if account.role == "admin" and others is None:
        raise UsageError("that is the last admin: make another one first")


def named(db: sqlite3.Connection, name: str) -> Account:
    row = db.execute("SELECT * FROM accounts WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise NotFound(f"there is no account {name!r}")
    return _account(row)


def by_subject(db: sqlite3.Connection, subject: str) -> Account | None:
    row = db.execute("SELECT * FROM accounts WHERE subject = ?", (subject,)).fetchone()
    return _account(row) if row else None


def every(db: sqlite3.Connection) -> list[Account]:
    return [_account(row) for row in db.execute("SELECT * FROM accounts ORDER BY name")]


def digest(secret: str) -> str:
    """What is kept of a cookie or token: a store that leaks opens no session."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin_session(db: sqlite3.Connection, account: Account) -> str:
    """A new session; the value of its cookie, which is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    ends = (datetime.now(UTC) + timedelta(days=DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    db.execute("DELETE FROM sessions WHERE expires < ?", (trail.now(),))
    db.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?)", (digest(secret), account.id, trail.now(), ends)
    )
    return secret


def of_session(db: sqlite3.Connection, secret: str) -> Account | None:
    row = db.execute(
        "SELECT a.* FROM sessions s JOIN accounts a ON a.id = s.account"
        " WHERE s.digest = ? AND s.expires > ? AND a.active",
        (digest(secret), trail.now()),
    ).fetchone()
    return _account(row) if row else None


def end_session(db: sqlite3.Connection, secret: str) -> None:
    db.execute("DELETE FROM sessions WHERE digest = ?", (digest(secret),))


def add_token(db: sqlite3.Connection, account: Account, label: str) -> str:
    """A token for the API; shown once."""
    secret = f"onrc_{secrets.token_urlsafe(32)}"
    db.execute(
        "INSERT INTO tokens VALUES (?, ?, ?, ?, NULL)",
        (digest(secret), account.id, label.strip()[:80] or "token", trail.now()),
    )
    trail.add(db, account.name, "token made", f"account:{account.name}", label=label[:80])
    return secret


def of_token(db: sqlite3.Connection, secret: str) -> Account | None:
    row = db.execute(
        "SELECT a.* FROM tokens t JOIN accounts a ON a.id = t.account"
        " WHERE t.digest = ? AND a.active",
        (digest(secret),),
    ).fetchone()
    return _account(row) if row else None


def tokens(db: sqlite3.Connection, account: Account) -> list[sqlite3.Row]:
    sql = "SELECT substr(digest, 1, 12) AS id, label, made FROM tokens WHERE account = ?"
    return db.execute(f"{sql} ORDER BY made", (account.id,)).fetchall()


def end_token(db: sqlite3.Connection, account: Account, beginning: str) -> None:
    db.execute(
        "DELETE FROM tokens WHERE account = ? AND substr(digest, 1, 12) = ?",
        (account.id, beginning),
    )
    trail.add(db, account.name, "token ended", f"account:{account.name}")


def _account(row: sqlite3.Row) -> Account:
    return Account(id=row["id"], name=row["name"], role=row["role"], active=bool(row["active"]))
