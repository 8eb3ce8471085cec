"""Lexicon and model together, with a model whose opinions the test sets."""

import numpy as np
import pytest

from onrecord.stages.extract.events import Events
from onrecord.stages.extract.learned import TYPES, Belief


class Told:
    """Stands for `Learned`: `types` maps words to (type, probability), `parties` to their heads."""

    name = "told"

    def __init__(self, types=None, parties=None):
        self.types, self.parties = types or {}, parties or {}

    def __call__(self, parse, sentence):
        first, last = parse.sentences[sentence]
        words = [parse.word(i) for i in range(first, last)]
        types = np.zeros((len(words), len(TYPES)), dtype=np.float32)
        parties = np.zeros((2, len(words), len(words) + 1), dtype=np.float32)
        parties[:, :, 0] = 1.0
        for w, word in enumerate(words):
            kind, sure = self.types.get(word, ("NONE", 1.0))
            types[w, 0] = 1.0 - sure
            types[w, TYPES.index(kind)] += sure
            for role, head in enumerate(self.parties.get(word, ())):
                if head in words:
                    parties[role, w] = 0.0
                    parties[role, w, words.index(head) + 1] = 1.0
        return Belief(first, types, parties)


@pytest.fixture
def read(parsed):
    def run(text, **told):
        article, parse = parsed(text)
        stage = Events(model=False)
        stage.learned = Told(**told)
        return stage(article, parse, [], [], [])

    return run


def words(text, spans):
    return [text[a.span[0] : a.span[1]] for a in spans]


def test_the_model_adds_a_word_that_the_lexicon_lacks(read):
    text = "Kenya unfriended Uganda."
    (event,) = read(text, types={"unfriended": ("SANCTION", 0.9)})
    assert event.type == "SANCTION"
    assert "model" in event.why
    assert words(text, event.actors) == ["Kenya"]
    assert words(text, event.recipients) == ["Uganda"]


def test_an_unsure_model_adds_nothing(read):
    assert not read("Kenya unfriended Uganda.", types={"unfriended": ("SANCTION", 0.4)})


def test_a_doubting_model_lowers_the_score_of_a_plain_attack(read):
    (event,) = read("Kenya attacked Uganda.", types={"attacked": ("ASSAULT", 0.2)})
    assert event.type == "ASSAULT"
    assert event.score < 0.7


def test_a_model_that_sees_nothing_silences_a_doubtful_word(read):
    assert not read("The committee discussed a strike.")


def test_what_the_lexicon_has_typed_keeps_its_type(read):
    (event,) = read("Kenya attacked Uganda.", types={"attacked": ("ACCUSE", 0.99)})
    assert event.type == "ASSAULT"


def test_the_model_names_a_party_where_syntax_finds_none(read):
    text = "In Lima, after the arrest, the senator spoke."
    types = {"arrest": ("COERCE", 0.9)}
    told = read(text, types=types, parties={"arrest": (None, "senator")})
    assert words(text, told[0].recipients) == ["the senator"]
    assert not read(text, types=types)[0].recipients


def test_an_announced_visit_is_also_an_agreement(read):
    text = "The Kenyan president will meet the Ugandan president on Monday."
    both = {"will": ("AGREE", 0.9), "meet": ("CONSULT", 0.9)}
    meeting, agreement = sorted(read(text, types=both), key=lambda e: -e.trigger[0][0])
    assert (meeting.type, meeting.status) == ("CONSULT", "planned")
    assert (agreement.type, agreement.status) == ("AGREE", "happened")
    assert agreement.actors == meeting.actors


def test_what_is_not_announced_is_no_agreement(read):
    text = "The Kenyan president will not meet the Ugandan president."
    both = {"will": ("AGREE", 0.9), "meet": ("CONSULT", 0.9)}
    assert "AGREE" not in [e.type for e in read(text, types=both)]


def test_two_words_of_one_act_are_one_event(read):
    types = {"attacked": ("ASSAULT", 0.9), "barrage": ("ASSAULT", 0.9)}
    assert len(read("Kenya attacked Uganda with a barrage.", types=types)) == 1
