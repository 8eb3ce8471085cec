"""`onrecord account`: who may do what in the reading room."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import store_option

if TYPE_CHECKING:
    import sqlite3

BY = "the command line"


@click.group()
def account() -> None:
    """Accounts of the reading room: readers, commenters, analysts and admins."""


_role = click.option(
    "--role",
    type=click.Choice(["reader", "commenter", "analyst", "admin"]),
    default="reader",
    show_default=True,
)


@account.command()
@click.argument("name")
@_role
@store_option
def add(name: str, role: str, store: Path | None) -> None:
    """Make an account; its password is asked for (or read from standard input)."""
    from onrecord.store import accounts

    password = _password()
    with _writing(store) as db:
        made = accounts.add(db, name, role, password=password, by=BY)
    click.echo(f"{made.name}: {made.role}")


@account.command()
@click.argument("name")
@store_option
def password(name: str, store: Path | None) -> None:
    """Give an account a new password, which ends its sessions."""
    from onrecord.store import accounts

    new = _password()
    with _writing(store) as db:
        accounts.set_password(db, accounts.named(db, name), new, by=BY)


@account.command()
@click.argument("name")
@_role
@store_option
def role(name: str, role: str, store: Path | None) -> None:
    """Give an account another role."""
    from onrecord.store import accounts

    with _writing(store) as db:
        accounts.set_role(db, accounts.named(db, name), role, by=BY)


@account.command(name="list")
@store_option
def list_(store: Path | None) -> None:
    """All accounts with their roles."""
    from onrecord.store import Store, accounts, default_path

    with Store(store or default_path(), writable=False) as kept:
        for one in accounts.every(kept.db):
            told = [one.name, one.role] if one.active else [one.name, one.role, "closed"]
            click.echo("\t".join(told))


def _password() -> str:
    from onrecord.cli.serve import needs_web

    needs_web()
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


@contextmanager
def _writing(path: Path | None) -> "Iterator[sqlite3.Connection]":
    from onrecord.cli.read import open_store
    from onrecord.store.connect import clear, transaction

    with open_store(path) as kept, clear(kept.path), transaction(kept.db):
        yield kept.db
