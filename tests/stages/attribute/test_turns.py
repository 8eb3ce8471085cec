from onrecord.stages.attribute import Attribute

TALK = """\
Here is part of what they said on the radio.

HOLM: Will the ferry run again? The company says it will.

VAN DER MEER: It will, in spring.

WARNING"""


def test_turns_of_a_transcript(parsed):
    article, parse = parsed(TALK)
    found = [
        (article.text[slice(*s.source[0])], article.text[slice(*s.content[0])])
        for s in Attribute()(article, parse)
        if s.parent is None
    ]
    assert found == [
        ("HOLM", "Will the ferry run again? The company says it will."),
        ("VAN DER MEER", "It will, in spring."),
    ]


def test_speech_within_a_turn_is_nested(parsed):
    article, parse = parsed(TALK)
    statements = Attribute()(article, parse)
    (inner,) = [s for s in statements if s.parent is not None]
    assert article.text[slice(*inner.source[0])] == "The company"


def test_one_capital_word_and_a_colon_is_no_talk(parsed):
    article, parse = parsed("WARNING: The water is cold.\n\nNobody swims here.")
    assert Attribute()(article, parse) == []
