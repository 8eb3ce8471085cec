"""Comments as safe markup: plain text with paragraphs, addresses of http pages as links."""

import re

import nh3
from markupsafe import Markup, escape

from onrecord.render.words import visible

_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]}]")
TAGS = {"p", "br", "a"}


def said(text: str) -> Markup:
    """The words as a page shows them. Escaped, linked, and then cleaned by nh3 all the same."""
    paragraphs = [part for part in re.split(r"\n\s*\n", visible(text).replace("\r", "")) if part]
    html = "".join(f"<p>{_line(part)}</p>" for part in paragraphs)
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(safe)


def _line(text: str) -> str:
    out, last = [], 0
    for match in _ADDRESS.finditer(text):
        out.append(str(escape(text[last : match.start()])))
        address = str(escape(match.group()))
        out.append(f'<a href="{address}">{address}</a>')
        last = match.end()
    out.append(str(escape(text[last:])))
    return "".join(out).strip().replace("\n", "<br>")
