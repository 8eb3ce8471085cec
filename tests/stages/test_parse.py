from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Article, Block
from onrecord.stages.parse import fold
from onrecord.stages.split.article import article_of


def test_tokens_point_at_their_words_through_odd_white_space(parsed):
    text = "The\u00a0minister   spoke\n        to reporters on 22\u00a0July.\nHe left."
    _, parse = parsed(text)
    words = [parse.word(i) for i in range(len(parse))]
    assert words[:5] == ["The", "minister", "spoke", "to", "reporters"]
    assert words[6:8] == ["22", "July"]


def test_no_sentence_crosses_a_block(parser):
    text = "Oil prices fall again\n\nThe bank said so."
    spans = {"subheading": (0, 21), "body": (23, 40)}
    blocks = [Block(span=span, part=part, page_spans=[span]) for part, span in spans.items()]
    parse = parser(Article(id="a", page="p", text=text, blocks=blocks))
    assert [parse.chars(*s) for s in parse.sentences] == [(0, 21), (23, 40)]


def test_navigation(parsed):
    _, parse = parsed("The old mayor of Lund met the tall envoy.")
    met = next(i for i in range(len(parse)) if parse.word(i) == "met")
    assert parse.root_of((0, 21)) == 2
    assert [parse.word(i) for i in parse.subtree(2)] == ["The", "old", "mayor", "of", "Lund"]
    assert list(parse.ancestors(4))[-1] == met
    assert parse.sentence(4) == (0, len(parse))
    assert list(parse.tokens((4, 13))) == [1, 2]


def test_batch_keeps_order_and_agrees_with_single_calls(parser):
    articles = [article_of(t) for t in ("One came.", "Two left.\n\nThree stayed.", "x")]
    assert list(parser.batch(articles)) == [parser(a) for a in articles]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_fold_maps_every_character_back(text):
    folded, offsets = fold(text)
    for i, ch in enumerate(folded):
        old = text[offsets[i] if offsets else i]
        assert ch == old or (ch == " " and old.isspace())


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_spans_inside_it(parser, text):
    parse = parser(article_of(text))
    assert all(0 <= a < b <= len(text) for a, b in zip(parse.starts, parse.ends, strict=True))
    assert parse.starts == sorted(parse.starts)
    assert all(0 <= h < len(parse) for h in parse.head)
