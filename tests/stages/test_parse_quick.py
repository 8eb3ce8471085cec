"""The quick components give what spaCy's own give."""

import pytest
import spacy

from onrecord.stages.parse import MODEL, Parser
from onrecord.stages.parse_quick import Ruler

TEXTS = [
    "There's no doubt that they'd have gone; it ain't over, y'all, let's see what he's got ta do.",
    "The minister, who said on Monday that nothing had been decided, did not answer.",
    "Police had it. They gave it to him, and the army wo n't leave because it's been told to stay.",
    "I gon na tell you: that's what he thought. Do not do what they did! C'm on.",
    "  Two spaces,\n\nand a line. Which of those? Either he does or he doesn't.",
    "",
]


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(MODEL)


def told(doc) -> list[tuple[str, ...]]:
    return [
        (t.text, t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph), str(t.head.i), t.ent_type_)
        for t in doc
    ]


def test_the_quick_steps_change_nothing(nlp, parser: Parser):
    docs = [parser.nlp.make_doc(text) for text in TEXTS * 3]
    for step in parser._steps:
        docs = list(step.pipe(docs, batch_size=4))
    assert [told(doc) for doc in docs] == [told(doc) for doc in nlp.pipe(TEXTS * 3)]


def test_patterns_of_another_kind_are_left_to_the_ruler(nlp):
    ruler = nlp.get_pipe("attribute_ruler")
    assert Ruler(ruler).able
    nlp.get_pipe("attribute_ruler").add([[{"LENGTH": 2}]], {"POS": "X"})
    quick = Ruler(ruler)
    assert not quick.able
    assert quick(nlp.make_doc("Go on"))[0].pos_ == "X"
