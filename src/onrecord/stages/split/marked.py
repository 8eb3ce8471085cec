"""A page whose markup told its structure -> its articles, without guessing."""

from itertools import groupby

from onrecord.markup import Piece
from onrecord.records import Article, Page
from onrecord.stages.split.blocks import assemble
from onrecord.stages.split.features import lines_of
from onrecord.stages.split.furniture import Phrases
from onrecord.stages.split.units import in_length


def articles_marked(page: Page, phrases: Phrases) -> list[Article]:
    """The articles that the pieces of the markup make up, in order."""
    if page.markup is None:
        return []
    alone = len(page.markup.articles) == 1
    out = []
    for _, group in groupby(page.markup.pieces, key=lambda piece: piece.article):
        spans, pieces = [], []
        for piece in group:
            for span in in_length(page.text, piece.span):
                spans.append(span)
                pieces.append(_of(piece, span))
        lines = lines_of(page.text, spans, phrases)
        if any(line.words for line in lines):
            out.append(assemble(page, lines, alone, pieces=pieces))
    return out


def _of(piece: Piece, span: tuple[int, int]) -> Piece:
    return Piece(span=span, part=piece.part, article=piece.article, element=piece.element)
