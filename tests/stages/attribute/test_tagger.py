import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.attribute.tagger import Tagger
from onrecord.stages.split.article import article_of


@pytest.fixture(scope="module")
def tagger():
    return Tagger()


def words(article, candidate):
    roles = (candidate.source, candidate.cue, candidate.content)
    return tuple(" … ".join(article.text[s:e] for s, e in spans) for spans in roles)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour master said on Monday that the ferry had sunk.",
            ("The harbour master", "said", "that the ferry had sunk"),
        ),
        (
            "According to the harvest board, prices will double by spring.",
            ("the harvest board", "According to", "prices will double by spring"),
        ),
        (
            "“We were asleep,” said Maria Lund, a teacher.",
            ("Maria Lund, a teacher", "said", "“We were asleep,”"),
        ),
    ],
)
def test_finds_source_cue_and_content(tagger, parsed, text, expected):
    article, parse = parsed(text)
    (found,) = tagger([article], [parse])
    ((source, cue, content),) = [words(article, c) for c in found]
    assert source == expected[0]
    assert expected[1] in cue
    assert expected[2] in content


def test_the_company_of_other_articles_changes_nothing(tagger, parsed):
    texts = [
        "The mayor said the bridge was safe.",
        "Nothing happened. " * 90,
        "Two aides denied that money had changed hands, the daily wrote.",
    ]
    pairs = [parsed(text) for text in texts]
    together = tagger([a for a, _ in pairs], [p for _, p in pairs])
    alone = [tagger([a], [p])[0] for a, p in pairs]
    assert [[(c.source, c.cue, c.content) for c in cs] for cs in together] == [
        [(c.source, c.cue, c.content) for c in cs] for cs in alone
    ]


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_text_gives_spans_within_it(tagger, parser, text):
    article = article_of(text)
    (found,) = tagger([article], [parser(article)])
    for c in found:
        assert all(0 <= s < e <= len(text) for s, e in (*c.source, *c.cue, *c.content))
        assert 0 <= c.score <= 1
