"""Our own files: styles, scripts, the icon, the map. Nothing else can be asked for."""

from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import onrecord.render
from onrecord.serve.draw.world import land

HERE = Path(__file__).parent / "static"
RENDER = Path(onrecord.render.__file__).parent
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SHARED = {"article.css", "article.js"}  # of the self-contained page, used here too


def file(request: Request) -> Response:
    """A file by name; with `?v=` in its address it can be kept for a year."""
    found = content(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "There is no such file.")
    data, kind = found
    keep = "31536000, immutable" if "v" in request.query_params else "3600"
    headers = {"cache-control": f"public, max-age={keep}"}
    if kind == _TYPES[".svg"]:
        headers["content-security-policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return Response(data, media_type=kind, headers=headers)


@cache
def content(name: str) -> tuple[bytes, str] | None:
    if name == "land.svg":
        return land().encode(), _TYPES[".svg"]
    folder = RENDER if name in _SHARED else HERE
    known = {path.name for path in folder.iterdir() if path.suffix in _TYPES}
    if name not in known:
        return None
    return (folder / name).read_bytes(), _TYPES[Path(name).suffix]
