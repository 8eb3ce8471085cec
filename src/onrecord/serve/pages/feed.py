"""Atom feed of new stories (RFC 4287)."""

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from onrecord.render.words import visible
from onrecord.serve.query import stories
from onrecord.serve.room import room_of, shown
from onrecord.store.trail import now

SIZE = 40


def feed(request: Request) -> Response:
    base = room_of(request).settings.url
    found, _ = stories.latest(shown(request).db, SIZE, None)
    entries = "".join(_entry(base, story) for story in found)
    updated = next((_moment(s["last"]) for s in found if s["last"]), now())
    xml = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>on record: stories</title><id>{escape(base)}/feed.atom</id>"
        f'<link rel="self" href="{escape(base)}/feed.atom"/><link href="{escape(base)}/"/>'
        f"<updated>{updated}</updated><author><name>onrecord</name></author>{entries}</feed>\n"
    )
    return Response(xml, media_type="application/atom+xml")


def _entry(base: str, story: dict[str, str]) -> str:
    where = escape(f"{base}/story/{story['id']}")
    title = escape(visible(story["title"] or "(no headline)"))
    told = (
        f"{story['articles']} articles of {story['independent']} independent origins"
        f"{'; ' + story['outlets'] if story['outlets'] else ''}"
    )
    return (
        f'<entry><title>{title}</title><id>{where}</id><link href="{where}"/>'
        f"<updated>{_moment(story['last'])}</updated>"
        f"<summary>{escape(visible(told))}</summary></entry>"
    )


def _moment(day: str | None) -> str:
    """A day as the moment that Atom wants; undated stories have the first there was."""
    text = (day or "1970-01-01")[:10]
    return f"{(text + '-01-01')[:10]}T00:00:00Z"
