"""`onrecord serve`: the store as web pages and an API."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import store_option

if TYPE_CHECKING:
    from onrecord.serve.settings import OpenId

NEEDED = ("starlette", "uvicorn", "jinja2", "argon2", "nh3", "multipart", "webauthn", "authlib")


@click.command()
@store_option
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), default=8750,
              show_default=True, help="Where to listen.")  # fmt: skip
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True,
              help="0.0.0.0 lets other machines in: make accounts first.")  # fmt: skip
@click.option("--origin", metavar="URL", help="The address that visitors use, where a proxy "
              "with TLS stands in front.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--no-examples", is_flag=True, help="Show an empty store as empty.")
@click.option("--openid", metavar="FILE", type=click.Path(path_type=Path, exists=True,
              dir_okay=False), help="TOML file that names an OpenID Connect provider "
              "(docs/serve.md).")  # fmt: skip
def serve(
    store: Path | None,
    port: int,
    host: str,
    origin: str | None,
    no_browser: bool,
    no_examples: bool,
    openid: Path | None,
) -> None:
    """Open the reading room: stories, articles, actors and search in a browser.

    It listens on this machine alone unless --host says otherwise. An empty store shows the shipped
    examples.
    """
    needs_web()
    from onrecord.serve.run import run
    from onrecord.serve.settings import Settings

    settings = Settings(
        store=_place(store),
        host=host,
        port=port,
        origin=origin.rstrip("/") if origin else None,
        examples=not no_examples,
        openid=_openid(openid) if openid else None,
    )
    run(settings, browser=not no_browser)


def needs_web() -> None:
    """`UsageError` with the way out when the extra is not installed."""
    from onrecord.errors import UsageError

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"the reading room needs packages that are not installed ({', '.join(missing)}): "
            "pip install 'onrecord[web]'"
        )


def _place(store: Path | None) -> Path:
    from onrecord.errors import StoreError
    from onrecord.store import default_path

    if store is not None:
        return store
    path = default_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {path.parent} cannot be made ({error.strerror}): name a file with --store"
        ) from error
    return path


def _openid(file: Path) -> "OpenId":
    import tomllib

    from onrecord.errors import UsageError
    from onrecord.serve.settings import OpenId

    try:
        return OpenId(**tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, TypeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} does not name a provider: {error}") from error
