"""Who printed whose text, and how that is shown."""

from onrecord.stages.corroborate.origins import origins
from stories_sample import telling

WIRE = (
    "The ferry Halvard ran aground off Skarnes on Tuesday with forty passengers aboard. Lifeboats "
    "brought the passengers ashore within an hour. The coast guard is looking into reports that "
    "the steering failed in heavy swell. Divers will inspect the hull at low tide on Wednesday."
)
OWN = (
    "Our reporter watched from the pier as blankets were handed out. Children asked for their "
    "dogs, and a cook from the harbour inn carried soup down in buckets while the rain went on."
)


def test_a_cut_with_a_new_lead_is_a_copy_and_shows_the_passages():
    cut = f"Shock at sea. {' '.join(WIRE.split('. ')[:2])}."
    reports = [telling(WIRE, "Northern Wire"), telling(cut, "Port Courier")]
    groups, ties, _ = origins(reports)
    assert groups == [[0, 1]]
    (tie,) = ties
    assert tie.one == reports[1].article.id and tie.share > 0.8
    for passage in tie.passages:
        one = reports[1].article.text[slice(*passage.one)]
        other = reports[0].article.text[slice(*passage.other)]
        assert one.split()[0] == other.split()[0]


def test_who_takes_less_than_half_and_reports_himself_is_an_origin():
    partly = f"{OWN} {WIRE.split('. ')[0]}."
    groups, ties, _ = origins([telling(WIRE), telling(partly)])
    assert (groups, ties) == ([[0], [1]], [])


def test_a_short_first_text_has_taken_nothing_from_a_long_later_one():
    short, long = WIRE.split(". ")[0] + ".", f"{WIRE.split('. ')[0]}. {OWN}"
    earlier = telling(short, "Northern Wire", "2026-03-03")
    assert origins([earlier, telling(long, "Port Courier", "2026-03-04")])[0] == [[0], [1]]


def test_parts_of_one_credited_text_are_of_one_origin():
    sentences = WIRE.split(". ")
    one = f"{'. '.join(sentences[:3])}. {OWN} (Northern Wire)"
    other = f"{'. '.join(sentences[1:3])}. Ships may pass again. Fog is expected. (Northern Wire)"
    groups, _, names = origins([telling(one, "A"), telling(other, "B")])
    assert groups == [[0, 1]] and names == ["Northern Wire"]


def test_all_that_one_reports_it_has_from_the_outlet_that_it_names():
    first = telling(
        "Minister Karl Behrens took four flights from Astrea, documents show. A former pilot, "
        "Jonas Feld, told the Harbour Gazette that he flew the minister to Lisbon.",
        said=(("Jonas Feld", "told", "he flew the minister to Lisbon", "affirms"),),
    )
    retold = telling(
        "The minister Behrens took flights from Astrea, the Harbour Gazette reports. A former "
        "pilot told the Harbour Gazette that he flew the minister to Lisbon.",
        "Metro Daily",
        said=(("former pilot", "told", "he flew the minister to Lisbon", "affirms"),),
    )
    own = telling(
        "Minister Behrens denied a report in the Harbour Gazette on flights from Astrea. Nora "
        "Quist of the opposition said the minister took them for granted.",
        "Capital Times",
        said=(("Nora Quist", "said", "the minister took them for granted", "opinion"),),
    )
    groups, ties, names = origins([first, retold, own])
    assert groups == [[0, 1], [2]]
    assert [t.kind for t in ties] == ["credit"] and ties[0].credit == "Harbour Gazette"
    assert names == ["Harbour Gazette", "Capital Times"]


def test_reprints_are_found_among_many():
    others = [telling(f"{OWN.replace('pier', f'pier {i}')} {i}", f"Outlet {i}") for i in range(20)]
    different = [telling(f"Village {i} elected a mayor named {'x' * i}.") for i in range(20)]
    groups, _, _ = origins([telling(WIRE), *different, telling(WIRE, "Copy"), *others])
    assert [0, 21] in groups
    assert len(max(groups, key=len)) == 20


def test_two_that_consist_of_one_statement():
    words = (
        "a fire broke out at our refinery after a fault in a pump and was put out by noon while "
        "eight colleagues were taken to the clinic where they are in the best hands"
    )
    reports = [
        telling(f"Gorin Petrol said {words}. {tail}", outlet,
                said=(("Gorin Petrol", "said", words, "affirms"),))
        for outlet, tail in (("A", "Shares fell."), ("B", "The company is large."))
    ]  # fmt: skip
    groups, ties, _ = origins(reports)
    assert groups == [[0, 1]] and ties[0].kind == "statement"


def test_who_quotes_a_speaker_whom_others_quote_is_an_origin():
    words = "the shells came from the hills behind the old mill"
    reports = [
        telling(f"{own} Irina Belova said {words}.", outlet,
                said=(("Irina Belova", "said", words, "affirms"),))
        for outlet, own in (("A", OWN), ("B", WIRE))
    ]  # fmt: skip
    assert origins(reports)[0] == [[0], [1]]
