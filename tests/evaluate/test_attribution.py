from onrecord.evaluate.attribution import (
    Words,
    attributed,
    direct_only,
    matched,
    quote_mask,
    tally,
)
from onrecord.evaluate.statements import Attribution, count_roles

TEXT = 'The mayor said the bridge was safe. "We checked it twice," an engineer added on Monday.'


def words_of(*pieces: str) -> list[tuple[int, int]]:
    return [(TEXT.index(p), TEXT.index(p) + len(p)) for p in pieces]


def statement(content: str, source: str | None, cue: str | None) -> Attribution:
    return Attribution(
        content=words_of(content),
        source=words_of(source) if source else [],
        cue=words_of(cue) if cue else [],
    )


INDIRECT = statement("the bridge was safe", "The mayor", "said")
DIRECT = statement('"We checked it twice,"', "an engineer", "added")


def roles(*statements: Attribution):
    return Words(TEXT).roles(statements)


def test_punctuation_is_never_an_error():
    bare = statement("We checked it twice", "engineer", "added")
    counts = tally(roles(DIRECT), roles(bare))
    assert counts["exact_content.hits"] == 1
    assert counts["exact_char_content.hits"] == 0
    assert counts["exact_source.hits"] == 0
    assert counts["attribution.hits"] == 1


def test_the_class_comes_from_quotation_marks():
    assert [r.quoted for r in roles(INDIRECT, DIRECT)] == ["indirect", "direct"]


def test_half_of_the_content_and_a_word_of_the_source_are_enough():
    less = statement("bridge was safe", "mayor", None)
    assert attributed(roles(INDIRECT), roles(less)) == [(0, 0)]
    little = statement("safe", "mayor", None)
    assert attributed(roles(INDIRECT), roles(little)) == []
    assert matched(roles(INDIRECT), roles(little)) == [(0, 0)]


def test_another_source_is_no_attribution():
    wrong = statement("the bridge was safe", "an engineer", "said")
    counts = tally(roles(INDIRECT), roles(wrong))
    assert (counts["attribution.hits"], counts["content.hits"]) == (0, 1)
    assert (counts["source.right"], counts["source.of"]) == (0, 1)


def test_direct_only_leaves_out_what_stands_on_other_gold():
    gold, found = direct_only(roles(INDIRECT, DIRECT), roles(INDIRECT, DIRECT))
    assert len(gold) == len(found) == 1
    counts = count_roles(roles(INDIRECT, DIRECT), roles(INDIRECT))
    assert counts["direct_attribution.found"] == 0
    assert counts["direct_attribution.gold"] == 1
    assert counts["indirect.right"] == counts["indirect.of"] == 1


def test_a_statement_without_a_word_of_content_is_none():
    assert roles(Attribution(content=[(35, 36)], source=[], cue=[])) == []


def test_quotation_marks_of_every_typography():
    for text in ("a “b” c", 'a "b" c', "a «b» c", "a ``b'' c"):
        mask = quote_mask(text)
        assert mask[text.index("b")]
        assert not mask[0]
        assert not mask[text.index("c")]
    assert not quote_mask("“open\nnext")[6]
