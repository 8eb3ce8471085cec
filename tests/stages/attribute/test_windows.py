import numpy as np
import pytest

from onrecord.resources.wordpiece import WordPiece
from onrecord.stages.attribute.decode import CONTENT, runs, smooth
from onrecord.stages.attribute.windows import LIMIT, inside_quotes, windows


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "bridge",
        "bri",
        "##dge",
        "##s",
        "un",
        "##der",
        ".",
    ]
    file = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    file.write_text("\n".join(words))
    return WordPiece(file)


def test_greedy_longest_match(pieces):
    ids = pieces.ids
    assert pieces.word("Bridges") == (ids["bridge"], ids["##s"])
    assert pieces.word("Brídge.") == (ids["bridge"], ids["."])
    assert pieces.word("zzz") == (ids["[UNK]"],)
    assert pieces.word("\u200b") == (ids["[UNK]"],)


def test_windows_cover_the_text_once_and_break_between_paragraphs(parsed, pieces):
    paragraph = "The bridge stood under the bridge. " * 12
    _, parse = parsed("\n\n".join([paragraph.strip()] * 7))
    cut = windows(parse, pieces)
    assert [w.first for w in cut] == [0, *[w.last for w in cut[:-1]]]
    assert cut[-1].last == len(parse)
    assert all(len(w.pieces) <= LIMIT + 2 for w in cut)
    breaks = [parse.text[parse.ends[w.last - 1] : parse.starts[w.last]] for w in cut[:-1]]
    assert all("\n" in gap for gap in breaks)


def test_a_sentence_longer_than_a_window_is_cut(parsed, pieces):
    _, parse = parsed("bridge " * 700)
    cut = windows(parse, pieces)
    assert sum(w.last - w.first for w in cut) == len(parse)
    assert max(len(w.pieces) for w in cut) <= LIMIT + 2


def test_quotation_state_ends_with_its_line(parsed):
    _, parse = parsed('He said: “We go.\nShe "stays" here.')
    inside = {parse.word(i): flag for i, flag in enumerate(inside_quotes(parse))}
    assert inside["We"] == 1
    assert inside["She"] == 0
    assert inside["stays"] == 1
    assert inside["here"] == 0


def test_smoothing_closes_a_doubtful_gap():
    scores = np.full((1, 5, 4), -3.0, dtype=np.float32)
    scores[0, :, CONTENT] = -0.1
    scores[0, 2, 0], scores[0, 2, CONTENT] = -0.4, -1.1
    assert smooth(scores, 1.0)[0].tolist() == [CONTENT] * 5
    assert smooth(scores, 0.0)[0].tolist() == [3, 3, 0, 3, 3]


def test_runs_give_character_spans(parsed):
    _, parse = parsed("We will go home, he said.")
    assert runs([3, 3, 3, 3, 0, 0, 0, 0], CONTENT, parse, 0) == [(0, 15)]
    assert runs([0, 0, 3, 0, 0, 0, 0, 3], CONTENT, parse, 0) == [(8, 10), (24, 25)]
