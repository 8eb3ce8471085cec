import pytest

from onrecord.stages.split.article import article_of


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("LUND, Sweden (Norda) – The ferry sank.", "LUND, Sweden (Norda) –"),
        ("OSLO — The ferry sank.", "OSLO —"),
        ("ST. JOHN'S, May 3 -- The ferry sank.", "ST. JOHN'S, May 3 --"),
        ("New Harbour (Norda) - The ferry sank.", "New Harbour (Norda) -"),
    ],
)
def test_a_dateline_is_a_block_of_its_own(text, dateline):
    article = article_of(text)
    parts = [(b.part, text[slice(*b.span)]) for b in article.blocks]
    assert parts == [("dateline", dateline), ("body", "The ferry sank.")]
    assert all(b.page_spans == [b.span] for b in article.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor – who is ill – stayed away.",
        "NATO said it would wait.",
        "Anna Holm - a nurse - saw it.",
        "OSLO —",
        "UN-backed talks - the third this year - failed.",
    ],
)
def test_prose_with_a_dash_is_left_alone(text):
    assert [b.part for b in article_of(text).blocks] == ["body"]
