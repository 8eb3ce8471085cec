"""A text known to be one article -> Article, with its paragraphs as body blocks."""

from onrecord.records import Article, Block, digest
from onrecord.stages.split.datelines import datelined
from onrecord.stages.split.units import units


def article_of(text: str, published: str | None = None, outlet: str | None = None) -> Article:
    """The whole text as one article, unchanged; paragraphs are body blocks, datelines apart."""
    page = digest(text)
    whole = [Block(span=span, part="body", page_spans=[span]) for span in units(text)]
    blocks = datelined(text, whole)
    key = digest(page, text)
    return Article(
        id=key, page=page, published=published, outlet=outlet, lang="en", text=text, blocks=blocks
    )
