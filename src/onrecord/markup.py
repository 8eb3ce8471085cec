"""What the markup of a page tells of its text: parts, elements, articles; a part of `Page`."""

from typing import Literal

import msgspec

from onrecord.spans import Span

Part = Literal["headline", "byline", "dateline", "subheading", "body", "caption", "credit"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What markup tells of a stretch of `Page.text`: its part, its article, its element.

    `article` is an index into `Markup.articles`; `element` an XPath in `Page.html`.
    """

    span: Span
    part: Part | None = None
    article: int = 0
    element: str | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What markup tells of one of several articles on a page."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None


class Markup(msgspec.Struct, frozen=True, kw_only=True):
    """The structure of a page that was more than plain text; pieces in the order of the text."""

    pieces: list[Piece]
    articles: list[Told]
